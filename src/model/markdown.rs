//! The Markdown in the texts of CSL-YAML and around the keys of citations, as pandoc reads and
//! writes it: `*x*`, `H~2~O`, `[NASA]{.nocase}`.
//!
//! The result uses CSL-JSON's HTML-like tags, so that one text may contain both kinds of markup.
//! Text that pandoc does not read as markup is not changed: `snake_case_name`, `~tilde`; nor,
//! unlike in pandoc, an asterisk between a digit and a letter or digit (`2*3*4`).
//!
//! *Source*: Pandoc User's Guide, "Pandoc's Markdown", inline formatting, and "smart".

use std::borrow::Cow;

use crate::model::Text;

/// Reads a text that contains Markdown and tags.
pub(crate) fn read(markdown: &str) -> Text {
    Text::from_csl_markup(&to_tags(markdown))
}

/// Reads a text that has no markup in the model, such as a part of a name.
pub(crate) fn plain(markdown: &str) -> String {
    match next_markup(markdown.as_bytes(), 0) {
        None => markdown.to_owned(),
        Some(_) => read(markdown).into_string(),
    }
}

/// The text of a number, identifier or URL, without backslashes before punctuation.
pub(crate) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out
}

fn to_tags(markdown: &str) -> Cow<'_, str> {
    if next_markup(markdown.as_bytes(), 0).is_none() {
        return Cow::Borrowed(markdown);
    }
    let mut out = String::with_capacity(markdown.len() + 16);
    inlines(markdown, "", 0, &mut out);
    Cow::Owned(out)
}

/// The bytes that begin markup: see [`Piece::at`].
static BEGINS: [bool; 256] = {
    let mut table = [false; 256];
    let mut marks: &[u8] = b"\\*_~^[`<&-.!";
    while let [mark, rest @ ..] = marks {
        table[*mark as usize] = true;
        marks = rest;
    }
    table
};

/// The next byte of a text that may begin markup. A dash or full stop does only with another behind
/// it.
fn next_markup(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes[at..].iter().position(|byte| BEGINS[usize::from(*byte)])?;
        let begins = match bytes[at] {
            mark @ (b'-' | b'.') => bytes.get(at + 1) == Some(&mark),
            b'!' => bytes.get(at + 1) == Some(&b'['),
            _ => true,
        };
        if begins {
            return Some(at);
        }
        at += 1;
    }
}

/// The maximum nesting of emphasis, spans and links; deeper ones remain text.
const MAX_DEPTH: u32 = 16;

/// The maximum length of one piece of markup, in bytes.
const MAX_LENGTH: usize = 4096;

/// Writes inline Markdown; `before` is the text before it.
fn inlines(text: &str, before: &str, depth: u32, out: &mut String) {
    let mut at = 0;
    while at < text.len() {
        let next = next_markup(text.as_bytes(), at).unwrap_or(text.len());
        out.push_str(&text[at..next]);
        at = next;
        let rest = &text[at..];
        let previous = text[..at].chars().next_back().or_else(|| before.chars().next_back());
        let piece = match depth < MAX_DEPTH {
            true => {
                let end = rest.floor_char_boundary(MAX_LENGTH);
                Piece::at(&rest[..end], previous)
            }
            false => None,
        };
        match piece {
            Some(piece) => {
                out.push_str(piece.open);
                match piece.content {
                    Content::Inlines(inside) => {
                        inlines(inside, &text[..at + piece.inside_at], depth + 1, out);
                    }
                    Content::Verbatim(inside) => out.push_str(inside),
                }
                out.push_str(piece.close);
                at += piece.len;
            }
            None => {
                let Some(c) = rest.chars().next() else { break };
                out.push(c);
                at += c.len_utf8();
            }
        }
    }
}

/// A piece of markup: its tags, and its length in bytes.
struct Piece<'t> {
    open: &'static str,
    close: &'static str,
    content: Content<'t>,
    /// Where the content begins.
    inside_at: usize,
    len: usize,
}

enum Content<'t> {
    Inlines(&'t str),
    Verbatim(&'t str),
}

impl<'t> Piece<'t> {
    /// The markup at the beginning of a text.
    fn at(text: &'t str, previous: Option<char>) -> Option<Self> {
        match text.as_bytes().first()? {
            b'\\' => Piece::escape(text),
            b'*' => Piece::emphasis(text, '*', previous),
            b'_' => Piece::emphasis(text, '_', previous),
            b'~' if text.starts_with("~~") => Piece::delimited(text, "~~", ("", "")),
            b'~' => Piece::script(text, '~', ("<sub>", "</sub>")),
            b'^' => Piece::script(text, '^', ("<sup>", "</sup>")),
            b'[' => Piece::bracketed(text, 0),
            b'!' if text.starts_with("![") => Piece::bracketed(text, 1),
            b'`' => Piece::code(text),
            b'<' => Piece::autolink(text),
            b'-' if text.starts_with("---") => Some(Piece::verbatim("—", 3)),
            b'-' if text.starts_with("--") => Some(Piece::verbatim("–", 2)),
            b'.' if text.starts_with("...") => Some(Piece::verbatim("…", 3)),
            b'&' => Piece::entity(text),
            _ => None,
        }
    }

    fn verbatim(content: &'t str, len: usize) -> Self {
        let content = Content::Verbatim(content);
        Piece { open: "", close: "", content, inside_at: 0, len }
    }

    fn escape(text: &'t str) -> Option<Self> {
        let next = text[1..].chars().next()?;
        match next {
            ' ' => Some(Piece::verbatim("\u{a0}", 2)),
            next if next.is_ascii_punctuation() => {
                Some(Piece::verbatim(&text[1..1 + next.len_utf8()], 1 + next.len_utf8()))
            }
            _ => None,
        }
    }

    /// `*x*`, `**x**`, `***x***`, and the same with `_`, which is not markup inside words.
    fn emphasis(text: &'t str, mark: char, previous: Option<char>) -> Option<Self> {
        let run = text.len() - text.trim_start_matches(mark).len();
        let (tags, width) = match run {
            1 => (("<i>", "</i>"), 1),
            2 => (("<b>", "</b>"), 2),
            3 => (("<b><i>", "</i></b>"), 3),
            _ => return None,
        };
        let next = text[width..].chars().next()?;
        let before_is_word = previous.is_some_and(char::is_alphanumeric);
        let is_product = previous.is_some_and(|c| c.is_ascii_digit()) && next.is_alphanumeric();
        if next.is_whitespace() || is_product || (mark == '_' && before_is_word) {
            return None;
        }
        let end = closing_run(text, width, mark)?;
        Some(Piece {
            open: tags.0,
            close: tags.1,
            content: Content::Inlines(&text[width..end]),
            inside_at: width,
            len: end + width,
        })
    }

    /// `~~x~~`, of which only the text is kept.
    fn delimited(
        text: &'t str,
        mark: &'static str,
        (open, close): (&'static str, &'static str),
    ) -> Option<Self> {
        let inside = &text[mark.len()..];
        let end = inside.find(mark).filter(|&end| end > 0)?;
        let content = Content::Inlines(&inside[..end]);
        Some(Piece { open, close, content, inside_at: mark.len(), len: end + 2 * mark.len() })
    }

    /// `~2~`, `^2^`: without spaces inside, except after a backslash.
    fn script(
        text: &'t str,
        mark: char,
        (open, close): (&'static str, &'static str),
    ) -> Option<Self> {
        let mut escaped = false;
        let end = text.char_indices().skip(1).find_map(|(at, c)| {
            let was_escaped = escaped;
            escaped = c == '\\' && !escaped;
            match c {
                _ if was_escaped => None,
                c if c == mark => Some(Ok(at)),
                c if c.is_whitespace() => Some(Err(())),
                _ => None,
            }
        })?;
        let end = end.ok().filter(|&end| end > 1)?;
        let content = Content::Inlines(&text[1..end]);
        Some(Piece { open, close, content, inside_at: 1, len: end + 1 })
    }

    /// `[x]{.nocase}`, `[x](address)`, `![x](address)`.
    fn bracketed(text: &'t str, bracket: usize) -> Option<Self> {
        let end = closing_bracket(text, bracket, ('[', ']'))?;
        let after = &text[end + 1..];
        let (tags, len) = if after.starts_with('{') && bracket == 0 {
            let close = closing_bracket(after, 0, ('{', '}'))?;
            (tags_of(&after[1..close]), close + 1)
        } else if after.starts_with('(') {
            (("", ""), closing_bracket(after, 0, ('(', ')'))? + 1)
        } else {
            return None;
        };
        Some(Piece {
            open: tags.0,
            close: tags.1,
            content: Content::Inlines(&text[bracket + 1..end]),
            inside_at: bracket + 1,
            len: end + 1 + len,
        })
    }

    /// `` `x` ``, also with attributes, which have no meaning in CSL.
    fn code(text: &'t str) -> Option<Self> {
        let run = text.len() - text.trim_start_matches('`').len();
        let inside = &text[run..];
        let end = inside
            .match_indices(&text[..run])
            .map(|(at, _)| at)
            .find(|&at| !inside[at + run..].starts_with('`') && !inside[..at].ends_with('`'))?;
        let mut len = end + 2 * run;
        if text[len..].starts_with("{=") || text[len..].starts_with("{.") {
            len += closing_bracket(&text[len..], 0, ('{', '}')).map_or(0, |end| end + 1);
        }
        Some(Piece::verbatim(inside[..end].trim(), len))
    }

    /// `<https://example.org/>`.
    fn autolink(text: &'t str) -> Option<Self> {
        let end = text.find('>')?;
        let address = &text[1..end];
        let scheme = ["http://", "https://", "mailto:", "ftp://"];
        let holds = scheme.iter().any(|it| address.starts_with(it))
            && !address.contains(char::is_whitespace);
        holds.then(|| Piece::verbatim(address, end + 1))
    }

    fn entity(text: &'t str) -> Option<Self> {
        let (meant, length) = named_entity(text)?;
        Some(Piece::verbatim(meant, length))
    }
}

/// The characters that people write as entities in Markdown.
const ENTITIES: [(&str, &str); 20] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("nbsp", "\u{a0}"),
    ("ensp", "\u{2002}"),
    ("thinsp", "\u{2009}"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("shy", "\u{ad}"),
    ("sect", "§"),
    ("para", "¶"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("#160", "\u{a0}"),
    ("#8239", "\u{202f}"),
    ("#8201", "\u{2009}"),
];

/// The entity at the beginning of a text: what it means, and its length.
fn named_entity(text: &str) -> Option<(&'static str, usize)> {
    let name = text.strip_prefix('&')?;
    let (entity, meant) = ENTITIES
        .iter()
        .find(|(entity, _)| name.strip_prefix(entity).is_some_and(|rest| rest.starts_with(';')))?;
    Some((meant, entity.len() + 2))
}

/// A text with the spaces, dashes and other signs that its entities mean; those of characters with a
/// meaning in Markdown stay.
pub(crate) fn without_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (meant, length) =
            named_entity(rest).filter(|(meant, _)| !meant.is_ascii()).unwrap_or(("&", 1));
        out.push_str(meant);
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The position of the run of marks that closes a run of this width at the start of the text.
fn closing_run(text: &str, width: usize, mark: char) -> Option<usize> {
    let mut at = width;
    while at < text.len() {
        let rest = &text[at..];
        let c = rest.chars().next()?;
        if c == '\\' {
            at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            continue;
        }
        if c == '`'
            && let Some(code) = Piece::code(rest)
        {
            at += code.len;
            continue;
        }
        if c != mark {
            at += c.len_utf8();
            continue;
        }
        let run = rest.len() - rest.trim_start_matches(mark).len();
        let before = text[..at].chars().next_back()?;
        let after = rest[run..].chars().next();
        let closes = !before.is_whitespace()
            && (mark == '*' || after.is_none_or(|c| !c.is_alphanumeric()))
            && (!before.is_ascii_digit() || after.is_none_or(|c| !c.is_ascii_digit()));
        // A longer or shorter run opens or closes something inside.
        if run == width && closes {
            return Some(at);
        }
        if run > width && closes && run == 3 {
            return Some(at + run - width);
        }
        at += run;
    }
    None
}

/// The position of the bracket that closes the one at `open`.
fn closing_bracket(text: &str, open: usize, brackets: (char, char)) -> Option<usize> {
    let mut depth = 0_u32;
    let mut escaped = false;
    for (at, c) in text[open..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == brackets.0 => depth += 1,
            c if c == brackets.1 => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(open + at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The tags of a span with these attributes; empty if they have no meaning in CSL.
fn tags_of(attributes: &str) -> (&'static str, &'static str) {
    const CLASSES: [(&str, &str, &str); 5] = [
        (".smallcaps", "<span style=\"font-variant:small-caps;\">", "</span>"),
        (".nocase", "<span class=\"nocase\">", "</span>"),
        (".nodecor", "<span class=\"nodecor\">", "</span>"),
        (".sup", "<sup>", "</sup>"),
        (".sub", "<sub>", "</sub>"),
    ];
    let classes = || attributes.split_whitespace();
    let of_class = CLASSES.iter().find(|(class, _, _)| classes().any(|it| it == *class));
    if let Some((_, open, close)) = of_class {
        return (open, close);
    }
    if attributes.contains("small-caps") {
        return (CLASSES[0].1, CLASSES[0].2);
    }
    ("", "")
}

#[cfg(test)]
mod tests {
    use super::{plain, read, unescape};

    #[test]
    fn markup_becomes_marks() {
        for (markdown, tags) in [
            ("a *b* c", "a <i>b</i> c"),
            ("a _b_ c", "a <i>b</i> c"),
            ("**b** and __c__", "<b>b</b> and <b>c</b>"),
            ("***b***", "<b><i>b</i></b>"),
            ("*a **b** c*", "<i>a <b>b</b> c</i>"),
            ("**a *b* c**", "<b>a <i>b</i> c</b>"),
            ("**a *b***", "<b>a <i>b</i></b>"),
            ("un*frigging*believable", "un<i>frigging</i>believable"),
            ("H~2~O, x^2^, x^a\\ b^", "H<sub>2</sub>O, x<sup>2</sup>, x<sup>a\u{a0}b</sup>"),
            ("[NASA]{.nocase} view", "<span class=\"nocase\">NASA</span> view"),
            (
                "[Caps *x*]{.smallcaps}",
                "<span style=\"font-variant:small-caps;\">Caps <i>x</i></span>",
            ),
            ("[x]{.unknown} [a](https://example.org/(b) \"t\")", "x a"),
            ("see <https://example.org/a_b>", "see https://example.org/a_b"),
            ("`*code*` and ``a ` b``", "*code* and a ` b"),
            ("~~gone~~", "gone"),
            ("1914--18 --- so...", "1914–18 — so…"),
            (
                "<i>a</i> *b* <span class=\"nocase\">C</span>",
                "<i>a</i> <i>b</i> <span class=\"nocase\">C</span>",
            ),
            ("R&amp;D", "R&D"),
            ("*a\\* b*", "<i>a* b</i>"),
        ] {
            assert_eq!(read(markdown).to_csl_markup(), tags, "{markdown}");
        }
    }

    #[test]
    fn what_is_no_markup_stays() {
        for text in [
            "2*3*4",
            "snake_case_name and other_one",
            "~tilde and ~other",
            "a * b * c",
            "x^2 + y^2",
            "[sic] and [1]",
            "a* b*c",
            "C:\\Windows",
            "5 < 6 and a > b",
            "*",
            "**",
            "`",
            "[a](b",
            "[a]{b",
            "\\",
            "AT&T & co",
            "don't \"quote\" 'this'",
            "!",
            "****a****",
        ] {
            assert_eq!(read(text).to_csl_markup(), text, "{text}");
        }
    }

    #[test]
    fn backslashes() {
        assert_eq!(read("\\*a\\* \\[b\\] \\@c \\< d").to_csl_markup(), "*a* [b] @c < d");
        assert_eq!(plain("O\\'Neil *x*"), "O'Neil x");
        assert_eq!(unescape("A\\_1\\* \\x https://e.org/a_b\\~c"), "A_1* \\x https://e.org/a_b~c");
    }

    #[test]
    fn depth_is_bounded() {
        let deep = "*a _b ".repeat(500);
        assert!(!plain(&deep).is_empty());
        assert!(!plain(&"[".repeat(2000)).is_empty());
    }
}
