//! Citations in documents are those that the tools of each syntax find.

use ibid::document::{Document, Labels, Syntax, WrittenCitation, WrittenCite, read};
use ibid::source::{Source, SourceId};

use crate::shared::shared;
use crate::support::{files_in, repository, text_of};

fn document(text: &str, syntax: Syntax) -> (Source, Document) {
    let source = Source::new("document", text);
    let document = read(&source, SourceId(0), syntax, &Labels::english());
    (source, document)
}

/// A line for each cite, in the form of the fixtures: `mode|key|prefix|suffix|note`, indented from
/// the second cite of a citation on.
fn listed(text: &str, syntax: Syntax) -> String {
    let (source, document) = document(text, syntax);
    let all = document.all_listed.first().map(|_| "nocite|*\n".to_owned());
    let lines = document.citations.iter().flat_map(|citation| lines(citation, &source));
    lines.chain(all).collect()
}

fn lines(citation: &WrittenCitation, source: &Source) -> Vec<String> {
    let cites = citation.citation.cites.iter().zip(&citation.cites).enumerate();
    cites
        .map(|(index, (cite, place))| {
            assert_eq!(source.slice(place.key), cite.key, "the key is where it is said to be");
            let mode = match (index, cite.suppress_author, citation.mode.name()) {
                (_, _, "nocite") => return format!("nocite|{}\n", cite.key),
                (_, true, _) | (0, _, "suppress-author") => "suppress",
                (0, _, mode) => mode,
                _ => "normal",
            };
            let indent = if index == 0 { "" } else { "  " };
            let note = citation.citation.note.map_or(String::new(), |note| note.to_string());
            let [prefix, suffix] = affixes(place, source);
            format!("{indent}{mode}|{}|{prefix}|{suffix}|{note}\n", cite.key)
        })
        .collect()
}

fn affixes(place: &WrittenCite, source: &Source) -> [String; 2] {
    [place.prefix, place.suffix].map(|span| plain(source.slice(span)))
}

/// The words of a piece of Markdown, without its marks.
fn plain(markdown: &str) -> String {
    let words: Vec<&str> = markdown.split_whitespace().filter(|word| *word != ">").collect();
    words.join(" ")
}

/// What pandoc gives as text, and we as it is written, without quotation marks and emphasis.
fn same(text: &str) -> String {
    let text = text.replace("---", "—").replace("--", "–");
    text.replace(['*', '`', '"', '“', '”', '\'', '‘', '’', '\\', '$', '\u{a0}', ' '], "")
}

/// The fixture has the texts, and below each what `tests/peer/pandoc_citations.py` had from pandoc.
#[test]
fn markdown_is_read_as_pandoc_reads_it() {
    let mut wrong = Vec::new();
    for vector in text_of(&repository("tests/fixtures/document/markdown.txt")).split("\n====\n") {
        let (text, expected) = vector.split_once("---->").unwrap();
        let found = listed(text, Syntax::Markdown);
        if same(found.trim()) != same(expected.trim()) {
            wrong.push(format!("{text}\nexpected:\n{expected}\nfound:\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n{} wrong", wrong.join("\n----\n"), wrong.len());
}

/// The samples are Markdown of journals, of manubot and of bookdown; the fixtures are what
/// `tests/peer/pandoc_citations.py` printed of them.
#[test]
fn samples_in_markdown_are_read_as_pandoc_reads_them() {
    let Some(samples) = shared("samples/docs") else { return };
    let fixtures = files_in(&repository("tests/fixtures/document/samples"));
    assert!(fixtures.len() > 10);
    for fixture in fixtures {
        let name = fixture.file_stem().unwrap().to_str().unwrap();
        let (folder, file) = name.split_once('_').unwrap();
        let found = listed(&text_of(&samples.join(folder).join(file)), Syntax::Markdown);
        let expected = text_of(&fixture);
        // References to figures and the like are no citations.
        let cited = expected.lines().filter(|line| {
            let key = line.split('|').nth(1).unwrap_or_default();
            !["fig:", "tbl:", "eq:"].iter().any(|kind| key.starts_with(kind))
        });
        let expected: String = cited.map(|line| line.to_owned() + "\n").collect();
        assert_eq!(same(found.trim()), same(expected.trim()), "{name}");
    }
}

/// What is wrong with the citations of a text, each with the words it is about.
fn faults(text: &str, syntax: Syntax) -> Vec<String> {
    let (source, document) = document(text, syntax);
    let faults = document.diagnostics.iter();
    faults.map(|it| format!("{}: {}", source.slice(it.primary.location.span), it.message)).collect()
}

#[test]
fn references_and_addresses_in_markdown_are_no_citations() {
    for text in [
        "See @fig-one, @Fig-one, [-@fig-x], [Fig @fig-x] and [@tbl-a; @sec-b].",
        "As @fig:one and @Tbl:two show.",
        r"Figure \@ref(fig:one)",
        "<https://x.org/@k> and me@x.org and <me@x.org>",
    ] {
        assert_eq!(listed(text, Syntax::Markdown), "", "{text}");
        assert_eq!(faults(text, Syntax::Markdown), [""; 0], "{text}");
    }
    assert_eq!(listed("[@fig-x; @a]", Syntax::Markdown), "normal|a|||\n");
    assert_eq!(listed("@fig and @figure-x", Syntax::Markdown).lines().count(), 2);
    let text = "At https://x.org/@k, and (https://x.org/a_(b)) [see https://x.org/;a @b]";
    assert_eq!(listed(text, Syntax::Markdown), "normal|b|see https://x.org/;a||\n");
    let fault = "https://x.org/@k: pandoc reads a citation in this address";
    assert_eq!(faults(text, Syntax::Markdown), [fault]);
}

#[test]
fn malformed_citations_in_markdown_are_found_and_their_keys_read() {
    for (text, fault, found) in [
        ("[see @a; broue]", " broue: there is no key in `broue`", "in-text|a|||\n"),
        ("[@a;]", "]: a key is missing here", "in-text|a|||\n"),
        ("[@{a b}]", "{a: a key in braces cannot contain a space", ""),
        ("Text [@a, p. 3\n\nmore", "[: this bracket is never closed", "in-text|a|||\n"),
    ] {
        assert_eq!(faults(text, Syntax::Markdown).first().map(String::as_str), Some(fault));
        assert_eq!(listed(text, Syntax::Markdown), found, "{text}");
    }
    // A key in braces may reach behind brackets.
    for text in ["^[@{](}](x)", "[a @{](}]"] {
        document(text, Syntax::Markdown);
    }
    for text in ["[text], [a @ b], [x](y), an array[0] and [^1] and [ ] todo [x]", "[TODO @]"] {
        assert_eq!(faults(text, Syntax::Markdown), [""; 0], "{text}");
    }
}

#[test]
fn the_metadata_of_markdown_names_bibliographies() {
    let text = "---\ntitle: A\nbibliography:\n  - a.bib\n  - \"b c.json\"\ncsl: ieee.csl\nlang: de\n\
                nocite: |\n  @x, @y\nreferences:\n- id: own\n  type: book\n---\n\n[@own]\n";
    let (source, document) = document(text, Syntax::Markdown);
    let names: Vec<_> = document.bibliographies.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["a.bib", "b c.json"]);
    for named in document.bibliographies.iter().chain(&document.style).chain(&document.language) {
        assert_eq!(source.slice(named.span), named.name);
    }
    assert!(source.slice(document.embedded[0].content).starts_with("references:\n- id"));
    assert_eq!(listed(text, Syntax::Markdown), "normal|own|||\nnocite|x\nnocite|y\n");
}

#[test]
fn the_commands_of_latex_cite() {
    for (text, found) in [
        (r"\cite{a}", "normal|a|||\n"),
        (r"\cite [12] {a , b}", "normal|a|||\n  normal|b||12|\n"),
        (r"\parencite[see][p.~12]{a}", "normal|a|see|p.~12|\n"),
        (r"\textcite[][12]{a}", "in-text|a||12|\n"),
        ("\\citep{a,% one\n  b}", "normal|a|||\n  normal|b|||\n"),
        (r"\parencite*{a} \citet*{b}", "suppress|a|||\nin-text|b|||\n"),
        (
            r"\citeauthor{a} \citeyear{a} \citetitle{a} \fullcite{a} \nocite{b,c}",
            "author-only|a|||\nyear-only|a|||\npart-only|a|||\nfull|a|||\nnocite|b\nnocite|c\n",
        ),
        (
            r"\cites(see)(and more)[1]{a}[cf.][2]{b}{c} [no]",
            "normal|a|see|1|\n  normal|b|cf.|2|\n  normal|c||and more|\n",
        ),
        (r"\volcite[see]{2}[34]{a} \pvolcite{3}{b}", "normal|a|see|34|\nnormal|b|||\n"),
        (r"\avolcites{1}[2]{a}{3}{b}", "normal|a||2|\n  normal|b|||\n"),
        (r"\footcite{a} x\footnote{See \cite{b}, \footnote{\cite{c}}.} \cite{d}", {
            "normal|a|||1\nnormal|b|||2\nnormal|c|||3\nnormal|d|||\n"
        }),
        (r"\citetext{priv.\ comm.; \citealp{a}}", "normal|a|||\n"),
        (r"\citefield{a}{title} \cite{b}", "part-only|a|||\nnormal|b|||\n"),
        (r"\nocite{*}", "nocite|*\n"),
        ("% \\cite{a}\n\\verb|\\cite{b}| 5\\% \\cite{c} \\lstinline!\\cite{d}!", "normal|c|||\n"),
        ("\\begin{verbatim}\n\\cite{a}\n\\end{verbatim}\\cite{b}", "normal|b|||\n"),
        ("\\begin{lstlisting}[language=TeX]\n\\cite{a}\n\\end{lstlisting}", ""),
        ("\\iffalse \\cite{a} \\fi\\cite{b}\n\\end{document}\n\\cite{c}", "normal|b|||\n"),
        (r"\newcommand{\see}[1]{see \cite{#1}} \let\oldcite\cite \renewcommand{\cite}{}", ""),
        (
            "\\newcommand{\\see}[2][]{see \\parencite[#1]{#2}}\\let\\tc\\textcite\\newcites{own}{Own}\n\
             \\see[12]{a,b} \\tc[3]{c} \\citeown{d}",
            "normal|a|||\n  normal|b||12|\nin-text|c||3|\nnormal|d|||\n",
        ),
        (
            "\\NewDocumentCommand\\both{m m}{\\footnote{\\cite{#1}; \\textcite{#2}}} \\both{a}{b}",
            "normal|a|||1\nin-text|b|||1\n",
        ),
        (
            r"\parencite[see][12, quoted in {\cite[3]{b}}]{a}",
            "normal|a|see|12, quoted in {\\cite[3]{b}}|\nnormal|b||3|\n",
        ),
        (r"\citestyle{apa} \bibliographystyle{plain} \setcitestyle{square}", ""),
    ] {
        assert_eq!(listed(text, Syntax::Latex), found, "{text}");
        assert_eq!(faults(text, Syntax::Latex), [""; 0], "{text}");
    }
}

#[test]
fn malformed_citations_in_latex_are_found() {
    for (text, fault) in [
        (r"\cite{}", "{}: a key is missing here"),
        (r"\cite{a,,b}", ",,: an empty key among others"),
        (r"\nocite{ }", "{ }: a key is missing here"),
        ("\\cite{a\n\nmore", r"\cite: the list of keys of `\cite` is never closed"),
        (r"{\cite[3]{a", r"\cite: the list of keys of `\cite` is never closed"),
    ] {
        assert_eq!(faults(text, Syntax::Latex), [fault], "{text}");
    }
}

#[test]
fn latex_names_its_bibliographies_and_parts() {
    let text = r"\addbibresource[label=x]{a.bib} \bibliography{b, c.bib} \input{one} \include{two}
        \import{parts/}{three} \input four.ltx  \addbibresource[location=remote]{http://x.org/y}
        \bibitem[X]{own} % \input{five}";
    let (_, document) = document(text, Syntax::Latex);
    let names = |named: &[ibid::document::Named]| -> Vec<String> {
        named.iter().map(|it| it.name.clone()).collect()
    };
    assert_eq!(names(&document.bibliographies), ["a.bib", "b.bib", "c.bib"]);
    assert_eq!(names(&document.includes), ["one.tex", "two.tex", "parts/three.tex", "four.ltx"]);
    assert_eq!(document.defined[0].key, "own");
    let text = "\\begin{filecontents*}[overwrite]{own.bib}\n@misc{a}\n\\end{filecontents*}";
    let (source, document) = self::document(text, Syntax::Latex);
    assert_eq!(document.embedded[0].file.name, "own.bib");
    assert_eq!(source.slice(document.embedded[0].content), "@misc{a}\n");
}

#[cfg(feature = "typst")]
#[test]
fn references_to_keys_in_typst_cite() {
    for (text, found) in [
        ("@a, @b[p. 3]. (@c) @d: x", "normal|a|||\nnormal|b||p. 3|\nnormal|c|||\nnormal|d|||\n"),
        ("@a @b\n@c", "normal|a|||\n  normal|b|||\n  normal|c|||\n"),
        ("@a\n\n@b", "normal|a|||\nnormal|b|||\n"),
        ("\"@q\" me@x.org", "normal|q|||\nnormal|x.org|||\n"),
        (
            "#cite(<a>, supplement: [p. 3], form: \"prose\") #cite(label(\"DBLP:x/y\"), form: none)",
            "in-text|a||p. 3|\nnocite|DBLP:x/y\n",
        ),
        ("#let x = cite(<a>)\n#ref(<b>)", "normal|a|||\n  normal|b|||\n"),
        ("= One <fig>\nSee @fig and @a. #ref(<fig>)", "normal|a|||\n"),
        ("x#footnote[See @a.] #footnote[@b]#footnote(<n>)", "normal|a|||1\nnormal|b|||2\n"),
        ("`@a` /* @b */ \\@c https://x.org/@d #\"@e\"\n// @f\n```\n@g\n```", ""),
        ("$x @ y$ #figure[@a] <f>", "normal|a|||\n"),
    ] {
        let text_and_found = listed(text, Syntax::Typst);
        assert_eq!(text_and_found, found, "{text}");
        assert_eq!(faults(text, Syntax::Typst), [""; 0], "{text}");
    }
    for text in ["@a[p. 漢", "#cite(<a>, supplement: [漢", "#bibliography(\"漢", "<漢"] {
        document(text, Syntax::Typst);
    }
    assert_eq!(faults("#cite()", Syntax::Typst), ["cite(): a key is missing here"]);
}

#[cfg(feature = "typst")]
#[test]
fn typst_names_its_bibliographies_and_parts() {
    let text = "#import \"@preview/x:1.0.0\": *\n#import \"lib.typ\": thesis\n#include \"one.typ\"\n\
                #show: thesis.with(bibliography: bibliography((\"a.bib\", \"b.yml\"), style: \"ieee\"))\n\
                #bibliography(\"c.bib\", full: true)\n#set text(lang: \"de\")";
    let (source, document) = document(text, Syntax::Typst);
    let names = |named: &[ibid::document::Named]| -> Vec<String> {
        named.iter().map(|it| source.slice(it.span).to_owned()).collect()
    };
    assert_eq!(names(&document.bibliographies), ["a.bib", "b.yml", "c.bib"]);
    assert_eq!(names(&document.includes), ["lib.typ", "one.typ"]);
    assert_eq!(document.style.unwrap().name, "ieee");
    assert_eq!(document.language.unwrap().name, "de");
}

/// Pieces of documents in all syntaxes, and characters of several bytes.
fn pieces() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::{Just, any, prop};
    use proptest::strategy::{Strategy, Union};
    const PIECES: [&str; 97] = [
        "@",
        "-@",
        "[",
        "]",
        "[@a",
        "@a",
        "@{",
        "{",
        "}",
        ";",
        ",",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "    ",
        "> ",
        "- ",
        "1. ",
        "(@x) ",
        "[^1]",
        "[^1]: ",
        "^[",
        "`",
        "```\n",
        "~~~\n",
        "$",
        "$$",
        "\\",
        "<",
        ">",
        "<!--",
        "-->",
        "---\n",
        "...\n",
        "nocite: ",
        "bibliography: ",
        "references:",
        "::: {#refs}\n",
        ":::",
        "https://",
        "(",
        ")",
        "](",
        "p. 3",
        "é",
        "漢",
        "\u{1F600}",
        "\\cite",
        "\\cites",
        "\\volcite",
        "\\footnote{",
        "\\verb|",
        "\\begin{verbatim}",
        "\\end{verbatim}",
        "\\input{",
        "\\bibitem{",
        "%",
        "*",
        "#",
        "#cite(",
        "<a>",
        "#bibliography(\"",
        "\"",
        "//",
        "/*",
        "#footnote[",
        "= ",
        ":",
        "|",
        "<pre>",
        "[[",
        "]]",
        "[cite:",
        "[cite/t:",
        "[fn:",
        "cite:",
        "citep:",
        "#+bibliography: ",
        "#+begin_src\n",
        "~",
        "=",
        "[fn::",
        "<<",
        "cite:[",
        "((",
        "bibliography::[]",
        ":bibtex-file: ",
        "----\n",
        ":cite:p:`",
        ":footcite:`",
        ".. bibliography:: ",
        ".. ",
        "/// ",
        "r#\"",
        "'",
    ];
    let piece = prop::sample::select(&PIECES[..]).prop_map(str::to_owned);
    let other = any::<char>().prop_map(String::from);
    let one = Union::new_weighted(vec![
        (12, piece.boxed()),
        (1, other.boxed()),
        (1, Just("a".to_owned()).boxed()),
    ]);
    prop::collection::vec(one, 0..60).prop_map(|all| all.concat())
}

proptest::proptest! {
    #[test]
    fn nothing_panics_and_places_are_in_bounds(text in pieces()) {
        let source = Source::new("document", &*text);
        for name in ["a.md", "a.tex", "a.typ", "a.org", "a.adoc", "a.rst", "a.rs", "a.txt"] {
            let Some(syntax) = Syntax::from_name(name) else { continue };
            let document = read(&source, SourceId(0), syntax, &Labels::english());
            for citation in &document.citations {
                for ((key, span), cite) in citation.keys().zip(&citation.cites) {
                    proptest::prop_assert_eq!(source.slice(span), key);
                    for affix in [cite.prefix, cite.suffix, citation.span] {
                        proptest::prop_assert!(text.get(affix.range()).is_some());
                    }
                }
            }
            let faults = document.diagnostics.iter().map(|it| it.primary.location.span);
            let named = document.bibliographies.iter().chain(&document.includes).map(|it| it.span);
            let embedded = document.embedded.iter().map(|it| it.content);
            for span in faults.chain(named).chain(embedded) {
                proptest::prop_assert!(text.get(span.range()).is_some());
            }
        }
    }
}

/// The second bracket is missing, and a character of several bytes is in its place.
#[test]
fn a_link_of_org_that_is_not_closed_is_passed() {
    let text = "[[cite:mett]é [cite:@avrich]";
    let (_, document) = document(text, Syntax::Org);
    let keys: Vec<&str> =
        document.citations.iter().flat_map(|it| it.keys()).map(|(key, _)| key).collect();
    assert_eq!(keys, ["mett", "avrich"]);
}

/// No document takes long, however its brackets stand.
#[test]
fn unclosed_brackets_do_not_take_long() {
    let units = [
        "[",
        "[@a",
        "](",
        "`",
        "``x`",
        "$x",
        "<a ",
        "\\begin{x}\n\n",
        "^[",
        "\\footnote{",
        "\\cite{",
        "~~~\n",
        "> ",
        "[@a; see [",
        "@a [",
        "---\n",
        "<!-- ",
        "{.x",
        "\\cite[",
        "\\iffalse ",
        "- @a\n   ",
        "[[",
        "'a ",
        "“",
    ];
    // Two seconds at most without optimization; the rest is for busy machines.
    for unit in units {
        for syntax in [Syntax::Markdown, Syntax::Latex, Syntax::Org, Syntax::Rst, Syntax::Plain] {
            let text = unit.repeat(8_000);
            let start = std::time::Instant::now();
            document(&text, syntax);
            let seconds = start.elapsed().as_secs_f64();
            assert!(seconds < 20.0, "{unit:?} {syntax:?}: {seconds} s");
        }
    }
}
