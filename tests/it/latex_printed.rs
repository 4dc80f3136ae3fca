//! LaTeX documents as natbib, biblatex and csquotes print them.

use ibid::document::{Conventions, Syntax, read_expanded};
use ibid::source::{Source, SourceId};
use ibid::typeset::{CrossLinks, Options, Part, Scope, typeset};

use crate::render::{library, style};

const BIB: &str = r"
@book{mett, author = {Mett, Ida}, title = {Kronstadt}, publisher = {Press}, location = {Paris},
  date = 1938}
@article{doe, author = {Doe, Jane}, title = {Crowds}, journaltitle = {Past}, volume = 50,
  date = 1971, pages = {76--136}, doi = {10.1093/past/50.1.76}}
@book{roe, author = {Roe, Ann}, title = {Towns}, publisher = {Press}, location = {Rome}, date = 1950}
";

/// What is printed of the text behind a preamble, without what follows `\begin{document}`.
fn printed(style_name: &str, preamble: &str, text: &str, options: &Options) -> String {
    let whole = format!("\\documentclass{{book}}\n{preamble}\n\\begin{{document}}\n{text}");
    let source = Source::new("a.tex", whole.as_str());
    let (expanded, document) =
        read_expanded(&source, SourceId(1), Syntax::Latex, &Conventions::default());
    let source = expanded.unwrap_or(source);
    let style = style(style_name);
    let library = library(BIB);
    let parts = [Part { source: &source, document: &document }];
    let printed = typeset(&parts, &library, &style, options);
    assert!(printed.unprinted.is_empty(), "{:?}", printed.unprinted);
    assert!(printed.malformed.is_empty(), "{:?}", printed.malformed);
    let text = printed.write(0).unwrap_or_else(|| source.text.to_string());
    text.split_once("\\begin{document}\n").unwrap().1.to_owned()
}

fn in_style(style_name: &str, preamble: &str, text: &str) -> String {
    printed(style_name, preamble, text, &Options::default())
}

const BIBLATEX: &str = "\\usepackage[style=authoryear]{biblatex}";

#[test]
fn cite_is_what_its_package_makes_of_it() {
    for (preamble, text, out) in [
        ("\\usepackage[round]{natbib}", "As \\cite{mett} says.", "As Mett (1938) says."),
        ("\\usepackage[numbers]{natbib}", "So \\cite{mett}.", "So (Mett, 1938)."),
        ("", "So \\cite{mett}.", "So (Mett, 1938)."),
        (BIBLATEX, "So (see \\cite[12]{mett}).", "So (see Mett, 1938, p. 12)."),
        (BIBLATEX, "So \\parencite{mett}.", "So (Mett, 1938)."),
        (BIBLATEX, "(\\cites{mett}[5]{doe})", "(Doe, 1971, p. 5; Mett, 1938)"),
        (
            BIBLATEX,
            "\\footnote{See \\parencite{mett}, and \\cite{doe,roe}.}",
            "\\footnote{See (Mett, 1938), and Doe, 1971; Roe, 1950.}",
        ),
    ] {
        assert_eq!(in_style("apa", preamble, text), out, "{preamble} {text}");
    }
    // A number is no citation without its brackets.
    assert_eq!(in_style("ieee", BIBLATEX, "So \\cite{mett}."), "So {[}1{]}.");
}

#[test]
fn words_of_several_lists_are_kept() {
    let text = "\\autocites(see)(and elsewhere)[12]{doe}[cf.][70]{mett}.";
    assert_eq!(
        in_style("apa", BIBLATEX, text),
        "(see Doe, 1971, p. 12; cf. Mett, 1938, p. 70, and elsewhere)."
    );
    let text = "\\parencites(both)()[e.g.][]{mett}{doe}";
    assert_eq!(in_style("apa", BIBLATEX, text), "(both e.g. Mett, 1938; Doe, 1971)");
}

#[test]
fn the_following_pages_are_part_of_the_locator() {
    let note = in_style("chicago-notes", BIBLATEX, "So.\\autocite[see][78\\psq]{doe}");
    assert!(note.contains("78~sq., https"), "{note}");
    assert_eq!(in_style("apa", BIBLATEX, "\\parencite[78\\psqq]{doe}"), "(Doe, 1971, p. 78~sqq.)");
}

#[test]
fn a_citation_behind_a_mark_has_a_space_before_it() {
    for (text, out) in [
        ("the mob.\\autocite[48]{mett} As", "the mob (Mett, 1938, p. 48). As"),
        ("the mob\\autocite{mett}, as", "the mob (Mett, 1938), as"),
        ("mob?\\autocite{mett} As", "mob? (Mett, 1938) As"),
        ("(\\autocite{mett})", "((Mett, 1938))"),
        ("the mob \\autocite{mett}.", "the mob (Mett, 1938)."),
    ] {
        assert_eq!(in_style("apa", BIBLATEX, text), out, "{text}");
    }
}

#[test]
fn whole_entries_are_as_notes_have_them() {
    assert_eq!(
        in_style("chicago-notes", BIBLATEX, "So.\\footfullcite[12]{mett}"),
        "So.\\footnote{Ida Mett, \\textit{Kronstadt} (Press, 1938), 12.}"
    );
    assert_eq!(
        in_style("apa", BIBLATEX, "Read \\fullcite[see][5]{mett}."),
        "Read see Mett, I. (1938). \\textit{Kronstadt}. Press, p. 5."
    );
}

#[test]
fn quotations_of_csquotes_cite() {
    let text = "\\textcquote[5]{mett}[.]{some \\cite{doe} words} and \
                \\foreignblockcquote{german}[vgl.][6]{roe}{x}\n\
                \\begin{displaycquote}[7]{mett}\nlong\n\\end{displaycquote}";
    let bare = "\\renewcommand*{\\mkcitation}[1]{#1}";
    assert_eq!(
        in_style("apa", BIBLATEX, text),
        format!(
            "{{{bare}\\textquote[{{ (Mett, 1938, p. 5)}}][.]{{some Doe, 1971 words}}}} and \
             {{{bare}\\foreignblockquote{{german}}[{{ (vgl. Roe, 1950, p. 6)}}]{{x}}}}\n\
             \\begin{{displayquote}}[{{ (Mett, 1938, p. 7)}}]{bare}\nlong\n\\end{{displayquote}}"
        )
    );
    let note = in_style("chicago-notes", BIBLATEX, "\\textcquote{mett}{words}.");
    assert!(note.contains("\\textquote[{\\footnote{Ida Mett,"), "{note}");
}

#[test]
fn a_comma_too_many_loses_no_key() {
    for text in ["\\parencite{mett,}", "\\parencite{,mett}", "\\parencite{mett,,}"] {
        assert_eq!(in_style("apa", BIBLATEX, text), "(Mett, 1938)", "{text}");
    }
}

#[test]
fn words_before_a_citation_of_apacite() {
    assert_eq!(in_style("apa", "", "\\cite<see>[5]{mett}"), "(see Mett, 1938, p. 5)");
    assert_eq!(in_style("apa", "", "\\cite<2->{mett}"), "(Mett, 1938)");
}

#[test]
fn chapters_have_bibliographies_of_their_own() {
    let text = "\\chapter{A}\n\\cite{mett} \\cite{doe}\n\\printbibliography[heading=none]\n\
                \\chapter{B}\n\\cite{doe}\n\\printbibliography[heading=none]\n\
                \\printbibliography[heading=none,nottype=article]\n";
    let preamble = "\\usepackage[style=numeric,refsection=chapter]{biblatex}";
    let out = in_style("ieee", preamble, text);
    assert!(out.contains("\\chapter{B}\n{[}1{]}\n"), "{out}");
    // A list without entries leaves no command.
    assert!(!out.contains("printbibliography"), "{out}");
    assert_eq!(out.matches("Crowds").count(), 2, "{out}");
    assert_eq!(out.matches("Kronstadt").count(), 1, "{out}");
}

#[test]
fn each_anchor_is_there_once() {
    let text = "\\chapter{A}\n\\parencite{mett}\n\\printbibliography\n\
                \\chapter{B}\n\\parencite{mett,roe}\n\\printbibliography[nottype=book]\n";
    let options =
        Options { scope: Scope::Level(1), cross_links: CrossLinks::Entries, ..Options::default() };
    let out = printed("apa", BIBLATEX, text, &options);
    assert_eq!(out.matches("\\hypertarget{ref-mett}").count(), 1, "{out}");
    // Nothing leads to an entry that is not printed.
    let (_, second) = out.split_once("\\chapter{B}").unwrap();
    assert!(second.contains("(Mett, 1938; Roe, 1950)"), "{second}");
    let text = text.replace("[nottype=book]", "");
    let out = printed("apa", BIBLATEX, &text, &options);
    assert_eq!(out.matches("\\hypertarget{ref-mett}").count(), 1, "{out}");
    assert_eq!(out.matches("\\hypertarget{ref-mett-2}").count(), 1, "{out}");
    assert!(out.contains("\\hyperlink{ref-mett-2}{Mett, 1938}"), "{out}");
}
