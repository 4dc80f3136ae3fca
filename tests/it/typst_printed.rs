//! Typst documents: what is read as a citation, and what is printed in its place.

use ibid::document::{Conventions, Document, Syntax, read_with};
use ibid::source::{Source, SourceId};
use ibid::typeset::{Options, Part, typeset};

use crate::render::{library, style};

const BIB: &str = r"
@book{mett, author = {Mett, Ida}, title = {Kronstadt}, publisher = {Press}, location = {Paris},
  date = 1938}
@book{roe, author = {Roe, Ann}, title = {Towns}, publisher = {Press}, location = {Rome}, date = 1950}
";

fn read(text: &str) -> (Source, Document) {
    let source = Source::new("a.typ", text);
    let document = read_with(&source, SourceId(1), Syntax::Typst, &Conventions::default());
    (source, document)
}

/// What is printed, and how many citations are left as they are.
fn printed(style_name: &str, text: &str) -> (String, usize) {
    let (source, document) = read(text);
    let (style, library) = (style(style_name), library(BIB));
    let parts = [Part { source: &source, document: &document }];
    let printed = typeset(&parts, &library, &style, &Options::default());
    let out = printed.write(0).unwrap_or_else(|| text.to_owned());
    (out, printed.unprinted.len())
}

fn keys(text: &str) -> Vec<String> {
    let (_, document) = read(text);
    document.citations.iter().flat_map(|it| it.keys()).map(|(key, _)| key.to_owned()).collect()
}

#[test]
fn labels_that_cite_are_found() {
    for (text, found) in [
        ("#quote(attribution: <mett>, block: true)[A]", &["mett"][..]),
        ("#set quote(attribution: <mett>)", &["mett"]),
        ("#quote(attribution: [someone])[A]", &[]),
        ("#let src(k) = cite(k, form: \"prose\")\n#src(<mett>) #src(<roe>)", &["mett", "roe"]),
        ("#let src(words, k) = [#words (see #cite(k))]\n#src([a], <mett>)", &["mett"]),
        ("#let source = cite\n#source(<mett>)", &["mett"]),
        ("#let source = cite.with(form: \"year\")\n#source(<mett>)", &["mett"]),
        ("#link(<mett>)[x] #let f(k) = link(k)\n#f(<roe>)", &[]),
    ] {
        assert_eq!(keys(text), found, "{text}");
    }
}

#[test]
fn computed_keys_are_no_fault_and_are_said_in_print() {
    let text = "#for k in (\"mett\", \"roe\") { cite(label(k)) }\n";
    let (_, document) = read(text);
    assert!(document.diagnostics.is_empty(), "{:?}", document.diagnostics);
    assert_eq!(printed("apa", text), (text.to_owned(), 1));
    assert_eq!(read("#cite()").1.diagnostics.len(), 1);
    // What a function does with its argument is known where it is called.
    let text = "#let src(k) = cite(k)\n#src(<mett>).\n";
    assert_eq!(printed("apa", text), ("#let src(k) = cite(k)\n(Mett, 1938).\n".to_owned(), 0));
    let text = "#let src(k) = [see #cite(k)]\n#src(<mett>).\n";
    assert_eq!(printed("apa", text), (text.to_owned(), 1));
}

#[test]
fn what_is_printed_of_labels_is_content() {
    for (style, text, out) in [
        ("apa", "#quote(attribution: <mett>)[A]", "#quote(attribution: [Mett (1938)])[A]"),
        (
            "chicago-notes",
            "#quote(attribution: <mett>)[A]",
            "#quote(attribution: [Ida Mett#footnote[#emph[Kronstadt] (Press, 1938).]])[A]",
        ),
        ("apa", "So @mett[*see* #sym.section 4].", "So (Mett, 1938, *see* #sym.section 4)."),
        ("apa", "So @mett[p. 3, _passim_].", "So (Mett, 1938, p. 3, _passim_)."),
        ("apa", "So @mett[passim].", "So (Mett, 1938, passim)."),
        ("apa", "So @mett[pp.~3--4].", "So (Mett, 1938, pp. 3–4)."),
        ("apa", "A #cite(<mett>, form: none) b @roe.", "A  b (Roe, 1950)."),
    ] {
        assert_eq!(printed(style, text).0, out, "{style} {text}");
    }
}

#[test]
fn the_bibliography_of_what_is_only_listed_is_printed() {
    let (out, _) = printed("apa", "#cite(<mett>, form: none)\n#bibliography(\"a.bib\")\n");
    assert!(out.contains("Kronstadt") && !out.contains("cite("), "{out}");
}
