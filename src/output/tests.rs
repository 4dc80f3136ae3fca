//! What each format escapes comes back: random markup is written, and read by a small reader of
//! the format, or by a real parser where one is at hand.

use proptest::prelude::{Just, Strategy, prop, prop_oneof, proptest};

use crate::markup::{Bibliography, BibliographyEntry, Formatting as Kind, Mark, Markup};
use crate::output::Format;

/// Text of letters, and of all that some format reads as markup.
fn text() -> impl Strategy<Value = String> {
    let special = "\\`*_{}[]()<>#+-.!|~$^@&:;=/%\"' 0123456789§…“”\u{A0}é™²\n";
    let special: Vec<char> = special.chars().collect();
    let piece = prop_oneof![
        prop::sample::select(special).prop_map(String::from),
        "[a-z]{1,3}",
        Just("http://a.b/c_d".to_owned()),
        Just("--".to_owned()),
        Just("...".to_owned()),
        Just("/*".to_owned()),
        Just("-?".to_owned()),
        Just("&amp;".to_owned()),
    ];
    prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(vec![
        Kind::Italic,
        Kind::Bold,
        Kind::SmallCaps,
        Kind::Superscript,
        Kind::Underline,
        Kind::Link(0),
    ])
}

/// Formatted text, in which nothing stands inside of formatting of its own kind.
fn markup() -> impl Strategy<Value = Markup> {
    let marks = prop::collection::vec((0_usize..40, 0_usize..40, kind()), 0..5);
    (text(), marks).prop_map(|(text, wanted)| {
        let mut marks: Vec<Mark> = Vec::new();
        for (a, b, format) in wanted {
            let at = |offset: usize| text.floor_char_boundary(offset % (text.len() + 1)) as u32;
            let mark = Mark { start: at(a).min(at(b)), end: at(a).max(at(b)), format };
            let crosses = |other: &Mark| {
                let apart = mark.end <= other.start || other.end <= mark.start;
                let nested = (mark.start >= other.start && mark.end <= other.end)
                    || (other.start >= mark.start && other.end <= mark.end);
                !apart && (!nested || other.format == format)
            };
            if mark.start < mark.end && !marks.iter().any(crosses) {
                marks.push(mark);
            }
        }
        marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
        Markup {
            text,
            marks,
            links: vec!["https://a.b/?c=d&e=(f)".to_owned()],
            ..Markup::default()
        }
    })
}

/// Each character but spaces, and whether it is italic and bold.
fn characters(markup: &Markup) -> Vec<(char, bool, bool)> {
    let at = |index: usize, format| {
        let index = index as u32;
        let mut marks = markup.marks().iter();
        marks.any(|mark| mark.format == format && mark.start <= index && index < mark.end)
    };
    let all = markup.as_str().char_indices();
    let all = all.filter(|(_, character)| !character.is_whitespace());
    all.map(|(index, c)| (c, at(index, Kind::Italic), at(index, Kind::Bold))).collect()
}

fn read_markdown(text: &str) -> Vec<(char, bool, bool)> {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let mut out = Vec::new();
    let (mut italic, mut bold) = (false, false);
    let mut blocks = 0;
    for event in Parser::new_ext(text, Options::all()) {
        match event {
            Event::Start(Tag::Emphasis) => italic = true,
            Event::End(TagEnd::Emphasis) => italic = false,
            Event::Start(Tag::Strong) => bold = true,
            Event::End(TagEnd::Strong) => bold = false,
            Event::InlineHtml(tag) | Event::Html(tag) => match &*tag {
                "<i>" => italic = true,
                "</i>" => italic = false,
                "<b>" => bold = true,
                "</b>" => bold = false,
                _ => {}
            },
            Event::Text(text) => {
                let characters = text.chars().filter(|character| !character.is_whitespace());
                out.extend(characters.map(|character| (character, italic, bold)));
            }
            Event::Start(Tag::Paragraph | Tag::HtmlBlock) => blocks += 1,
            Event::End(_) | Event::Start(Tag::Link { .. }) | Event::SoftBreak => {}
            other => panic!("{other:?} in {text:?}"),
        }
    }
    assert!(blocks <= 1, "{text:?}");
    out
}

/// The addresses that Markdown links to, and the text outside them.
fn read_addresses(text: &str) -> (Vec<String>, String) {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};
    let (mut addresses, mut outside, mut linked) = (Vec::new(), String::new(), false);
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                addresses.push(dest_url.to_string());
                linked = true;
            }
            Event::End(TagEnd::Link) => linked = false,
            Event::Text(text) if linked => {
                assert!(addresses.last().is_some_and(|address| address.contains(&*text)), "{text}");
            }
            Event::Text(text) => outside.push_str(&text),
            _ => {}
        }
    }
    (addresses, outside)
}

#[test]
fn markdown_links_bare_addresses_as_they_are() {
    for (before, address, behind) in [
        ("", "https://wiki.example.org/Oak_(tree)?x=1&y=2~z*", "x"),
        ("Seen at ", "http://a.example.org/_b_/c$d", "."),
        ("(", "https://a.example.org/b[1]", ")."),
        ("“", "https://doi.org/10.1000/a_b(c)d", ",”"),
        ("a [", "https://a.example.org/~me/#x", "], b_c *d*"),
        ("Accessed. ", "https://a.example.org/100%25", "; later"),
    ] {
        let text = format!("{before}{address}{behind}");
        // The character behind the first address is part of it.
        let behind = behind.strip_prefix('x');
        let whole = behind.map_or(address.to_owned(), |_| format!("{address}x"));
        let written = Format::Markdown.write(&Markup::plain(&*text));
        let (addresses, outside) = read_addresses(&written);
        assert_eq!(addresses, [whole.as_str()], "{written}");
        assert_eq!(outside, text.replacen(&whole, "", 1), "{written}");
    }
    for no in ["xhttp://a.b", "http", "http://", "https:// a", "see http:a", "http://a.b/?c&amp;d"]
    {
        let written = Format::Markdown.write(&Markup::plain(no));
        assert_eq!(read_addresses(&written), (Vec::new(), no.to_owned()), "{written}");
    }
}

/// The text of Typst, what is in function calls too.
fn read_typst(typst: &str) -> String {
    use typst_syntax::{SyntaxKind, SyntaxNode};
    fn collect(node: &SyntaxNode, out: &mut String) {
        match node.kind() {
            SyntaxKind::Text => out.push_str(node.leaf_text()),
            SyntaxKind::Escape => out.push_str(&node.leaf_text()[1..]),
            SyntaxKind::Space
            | SyntaxKind::Hash
            | SyntaxKind::Ident
            | SyntaxKind::Semicolon
            | SyntaxKind::LeftParen
            | SyntaxKind::RightParen
            | SyntaxKind::LeftBracket
            | SyntaxKind::RightBracket
            | SyntaxKind::Str => {}
            SyntaxKind::Markup
            | SyntaxKind::FuncCall
            | SyntaxKind::Args
            | SyntaxKind::ContentBlock => node.children().for_each(|node| collect(node, out)),
            other => panic!("{other:?} in {out}"),
        }
    }
    let mut out = String::new();
    collect(&typst_syntax::parse(typst), &mut out);
    out
}

/// The text of HTML, whose elements must be balanced.
fn read_html(html: &str) -> String {
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = rest.find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{html}"),
            None => open.push(tag.split(' ').next().unwrap_or_default()),
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty() && !rest.contains('>'), "{html}");
    out.push_str(rest);
    let decoded = out.replace("&#60;", "<").replace("&#62;", ">");
    assert!(!decoded.replace("&#38;", "").contains('&'), "{html}");
    decoded.replace("&#38;", "&")
}

/// The text of a terminal without its escape sequences.
fn read_ansi(ansi: &str) -> String {
    let mut out = String::new();
    let mut rest = ansi;
    while let Some(at) = rest.find('\u{1b}') {
        out.push_str(&rest[..at]);
        let end = match rest.as_bytes()[at + 1] {
            b'[' => at + rest[at..].find('m').expect("it ends") + 1,
            _ => at + rest[at..].find("\u{1b}\\").expect("it ends") + 2,
        };
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// The text of LaTeX: commands with what they stand for, braces balanced.
fn read_latex(latex: &str) -> String {
    const COMMANDS: &[(&str, &str)] = &[
        ("\\textbackslash{}", "\\"),
        ("\\textasciicircum{}", "^"),
        ("\\textasciitilde{}", "~"),
        ("\\textless{}", "<"),
        ("\\textgreater{}", ">"),
        ("\\textbar{}", "|"),
        ("\\textasciigrave{}", "`"),
        ("\\textquotesingle{}", "'"),
        ("\\symbol{34}", "\""),
        ("\\textit{", ""),
        ("\\textbf{", ""),
        ("\\textsc{", ""),
        ("\\textsuperscript{", ""),
        ("\\underline{", ""),
        ("\\href{https://a.b/?c=d\\&e=(f)}{", ""),
        ("\\{", "{"),
        ("\\}", "}"),
        ("\\$", "$"),
        ("\\&", "&"),
        ("\\#", "#"),
        ("\\%", "%"),
        ("\\_", "_"),
        ("~", " "),
        ("{", ""),
        ("}", ""),
    ];
    let mut out = String::new();
    let mut rest = latex;
    while let Some(character) = rest.chars().next() {
        if let Some((command, text)) = COMMANDS.iter().find(|(c, _)| rest.starts_with(c)) {
            out.push_str(text);
            rest = &rest[command.len()..];
            continue;
        }
        assert!(!"\\$&#%_^".contains(character), "{latex}");
        out.push(character);
        rest = &rest[character.len_utf8()..];
    }
    out
}

fn without_spaces(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn markdown_is_read_as_it_was_meant(markup in markup()) {
        let written = Format::Markdown.write(&markup);
        assert_eq!(read_markdown(&written), characters(&markup), "{written}");
    }

    #[test]
    fn typst_is_read_as_it_was_meant(markup in markup()) {
        let written = Format::Typst.write(&markup);
        let read = read_typst(&written);
        assert_eq!(without_spaces(&read), without_spaces(markup.as_str()), "{written}");
    }

    #[test]
    fn html_is_balanced_and_escaped(markup in markup()) {
        let written = Format::Html.write(&markup);
        // Raised characters become elements.
        let expected = markup.as_str().replace('™', "TM").replace('²', "2");
        assert_eq!(without_spaces(&read_html(&written)), without_spaces(&expected));
    }

    #[test]
    fn terminals_get_the_text(markup in markup()) {
        let written = Format::Ansi.write(&markup);
        assert_eq!(read_ansi(&written), markup.as_str().replace('\n', ""));
    }

    #[test]
    fn latex_is_escaped(markup in markup()) {
        let written = Format::Latex.write(&markup);
        assert_eq!(without_spaces(&read_latex(&written)), without_spaces(markup.as_str()));
        assert!(!written.contains("--"), "{written}");
    }

    #[test]
    fn json_is_read_again(markup in markup()) {
        let written = Format::Json.write(&markup);
        let value: serde_json::Value = serde_json::from_str(&written).expect("it is JSON");
        assert_eq!(value["text"], markup.as_str());
        let runs = value["runs"].as_array().expect("a list");
        let texts: String = runs.iter().filter_map(|run| run["text"].as_str()).collect();
        assert_eq!(texts, markup.as_str());
    }
}

#[test]
fn markdown_with_formatting_that_ends_within_an_address() {
    let text = "-http://a.b/c_d&amp;";
    let marks = vec![Mark { start: 0, end: 17, format: Kind::Italic }];
    let markup = Markup { text: text.to_owned(), marks, ..Markup::default() };
    let written = Format::Markdown.write(&markup);
    assert_eq!(read_markdown(&written), characters(&markup), "{written}");
}

fn example() -> Markup {
    Markup {
        text: "[1] Foo & “bar”, http://a.b/_c. (x)".to_owned(),
        marks: vec![
            Mark { start: 0, end: 4, format: Kind::LeftMargin },
            Mark { start: 4, end: 39, format: Kind::RightInline },
            Mark { start: 4, end: 9, format: Kind::Italic },
            Mark { start: 10, end: 19, format: Kind::Bold },
            Mark { start: 21, end: 34, format: Kind::Link(0) },
            Mark { start: 36, end: 39, format: Kind::SmallCaps },
        ],
        links: vec!["http://a.b/_c".to_owned()],
        ..Markup::default()
    }
}

#[test]
fn each_format_has_its_markup() {
    let markup = example().slice(4..39);
    let written: Vec<String> =
        Format::all().iter().map(|format| format.write(&markup).replace('\u{1b}', "␛")).collect();
    insta::assert_snapshot!(written.join("\n"));
}

#[test]
fn each_format_has_its_bibliography() {
    let entry = |markup| BibliographyEntry { key: "k\"1".to_owned(), markup };
    let mut bibliography = Bibliography {
        entries: vec![entry(example()), entry(Markup::plain("12. Nothing"))],
        hanging_indent: true,
        entry_spacing: 1,
        line_spacing: 1,
        max_offset: 4,
        ..Bibliography::default()
    };
    let mut written = String::new();
    for format in Format::all() {
        written.push_str(&format!("## {}\n{}\n", format.name(), bibliography.write(*format)));
    }
    bibliography.entries.remove(0);
    for format in [Format::Latex, Format::Typst] {
        written.push_str(&format!("## {}\n{}\n", format.name(), bibliography.write(format)));
    }
    let (faults, _) = typst_syntax::parse(&bibliography.write(Format::Typst)).errors_and_warnings();
    assert!(faults.is_empty(), "{faults:?}");
    insta::assert_snapshot!(written.replace('\u{1b}', "␛"));
}

#[test]
fn every_name_is_a_format() {
    for format in Format::all() {
        assert_eq!(Format::from_name(format.name()), Some(*format));
    }
    assert_eq!(Format::from_name("HTML"), None);
}

#[test]
fn emphasis_ends_as_it_was_meant_beside_an_address_in_brackets() {
    let text = "--&amp;http://a.b/c_d--http://a.b/c_d";
    for end in 1..=text.len() as u32 {
        for start in 0..end {
            let marks = vec![Mark { start, end, format: Kind::Italic }];
            let markup = Markup { text: text.to_owned(), marks, ..Markup::default() };
            let written = Format::Markdown.write(&markup);
            assert_eq!(read_markdown(&written), characters(&markup), "{start}..{end}: {written}");
        }
    }
}
