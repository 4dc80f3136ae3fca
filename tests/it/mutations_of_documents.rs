//! Damaged documents: nothing panics and nothing hangs, whatever is in them, and every span lies
//! within its text.
//!
//! `IBID_FUZZ_SECONDS` is how long each test looks for trouble; 2 by default.

use std::time::{Duration, Instant};

use ibid::check::Config;
use ibid::diagnostic::Safety;
use ibid::document::{Conventions, Manuscript, Syntax, read_expanded, written_key};
use ibid::files::Files;
use ibid::model::Library;
use ibid::read::Format;
use ibid::source::Source;
use ibid::style::Style;
use ibid::typeset::{Options, Part, Typeset, typeset};

use crate::mutations::{Random, for_a_while};
use crate::render::style;
use crate::support::{all_rules, files_below, repository, text_of};

const BIB: &str = "@book{mett, author = {Mett, Ida}, title = {Kronstadt}, publisher = {Press}, \
    location = {Paris}, date = 1938}\n\
    @article{doe, author = {Doe, Jane and Roe, Ann}, title = {Crowds}, journaltitle = {Past}, \
    volume = 50, date = 1971, pages = {76--136}}\n";

const SYNTAXES: [(Syntax, &str); 8] = [
    (Syntax::Markdown, "a.md"),
    (Syntax::Latex, "a.tex"),
    (Syntax::Typst, "a.typ"),
    (Syntax::Asciidoc, "a.adoc"),
    (Syntax::Org, "a.org"),
    (Syntax::Rst, "a.rst"),
    (Syntax::Rust, "a.rs"),
    (Syntax::Plain, "a.txt"),
];

/// Rules and styles for everything that is done to a document.
struct Bench {
    config: Config,
    styles: [Style; 2],
}

impl Bench {
    fn new() -> Self {
        Bench { config: all_rules(), styles: ["apa", "chicago-notes"].map(style) }
    }

    /// Reads a document, checks it with its bibliography, fixes both and prints it.
    fn put(&self, text: &str, syntax: Syntax, name: &str) {
        let mut files = Files::new();
        files.add_source(Source::new("a.bib", BIB), Some(Format::Bibtex)).unwrap();
        let bibliography = files.readings[0].source;
        let id = files.sources.push(Source::new(name, text));
        let conventions = Conventions::default();
        let source = files.sources.get(id).unwrap().clone();
        let document = files.read_document(id, syntax).unwrap();
        for key in document.citations.iter().flat_map(|citation| citation.keys()) {
            let (_, span) = key;
            assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
            written_key("other key", text, span, syntax);
        }
        let library = files.library();
        self.print(&library, &source, syntax);
        let bibliographies = vec![bibliography];
        let parts = vec![document];
        files.add_manuscript(Manuscript {
            parts,
            bibliographies,
            conventions,
            ..Manuscript::default()
        });
        for finding in files.check(&self.config) {
            let labels = std::iter::once(&finding.primary).chain(&finding.secondary);
            for location in labels.map(|label| label.location) {
                let source = files.sources.get(location.source).unwrap();
                assert!(source.text.get(location.span.range()).is_some(), "{finding:?} {text:?}");
            }
        }
        drop(files.fix(&self.config, Safety::Unsafe));
    }

    fn print(&self, library: &Library, source: &Source, syntax: Syntax) {
        if !Typeset::supports(syntax) {
            return;
        }
        let (expanded, document) =
            read_expanded(source, ibid::source::SourceId(1), syntax, &Conventions::default());
        let source = expanded.as_ref().unwrap_or(source);
        let parts = [Part { source, document: &document }];
        for style in &self.styles {
            drop(typeset(&parts, library, style, &Options::default()).write(0));
        }
    }
}

/// What the syntaxes and the notes of essays consist of; `¦` separates them.
const PIECES: &str = "\
     [¦]¦[^1]¦[^1]: ¦^[¦@mett¦-@doe¦@{¦@@doe¦; ¦, p. 3¦, pp. 3--5¦see ¦*¦**¦_¦`¦```\n¦~~~\n¦\
     $¦$$¦<!--¦-->¦<span>¦</span>¦{.class}¦{cite}`doe`¦{{#cite doe}}¦:::\n¦::: {#refs}\n:::\n¦---\n¦\
     bibliography: a.bib\n¦nocite: |\n  @*\n¦# Heading\n\n¦## Bibliography\n\n¦- ¦1. ¦| a | b |\n¦\
     > ¦    ¦\t¦\n¦\n\n¦\r\n¦\\¦{¦}¦{¦}¦%¦%\n¦&¦#¦~¦\\cite{mett}¦\\parencite[see][12]{doe}¦\
     \\textcites¦(¦)¦\\footnote{¦\\begin{document}\n¦\\end{document}\n¦\\begin{quote}¦\
     \\end{quote}¦\\newcommand{\\see}[1]{see \\cite{#1}}\n¦\\see{mett}¦\\def\\a#1{\\cite{#1}}¦\\a¦\
     \\usepackage{biblatex}\n¦\\addbibresource{a.bib}\n¦\\printbibliography\n¦\\bibliography{a}\n¦\
     \\nocite{*}¦\\input{b}¦\\verb|¦\\section{¦#cite(<mett>)¦#let f(k) = cite(k)\n¦#f(<doe>)¦\
     #bibliography(\"a.bib\")\n¦#for k in (\"doe\",) { cite(label(k)) }¦//¦/*¦*/¦#¦<mett>¦\"¦\
     cite:[mett(12)]¦bibliography::[]¦++++\n¦[cite:@mett]¦[cite/t:see @doe p. 3]¦cite:mett¦[[cite:¦]]¦\
     #+bibliography: a.bib\n¦#+begin_src\n¦#+end_src\n¦#+cite_export: csl\n¦:cite:`mett`¦:cite:p:`¦\
     .. bibliography:: a.bib\n¦.. [1] ¦.. ¦::\n¦/// ¦//! ¦/** ¦r#\"¦\"#¦'¦Ibid., 5.¦ibid¦Op. cit.¦\
     Mett, Ida. Kronstadt. Paris: Press, 1938.\n¦1. Ida Mett, Kronstadt (Paris: Press, 1938), 3.\n¦\
     (Mett 1938, 12)¦(Doe and Roe 1971)¦Mett (1938: 3)¦¹¦²³¦[1]¦[1, 2]¦References\n¦Bibliography\n¦\
     Notes\n¦\u{c}¦\u{a0}¦\u{feff}¦\u{301}¦\u{1a}¦“¦”¦„¦«¦»¦é¦İ¦日本¦（¦）¦《¦》¦，¦第3页¦Ж¦א¦😀¦\
     &nbsp;¦&amp;¦http://x.org/@a¦<http://x.org>¦word¦Word ¦ ¦. ¦, ¦: ¦1971¦12";

/// The fixtures, each with its syntax.
fn fixtures() -> Vec<(String, Syntax, &'static str)> {
    let mut found = Vec::new();
    for folder in ["tests/fixtures/document", "tests/fixtures/essays", "tests/fixtures/render"] {
        for (syntax, name) in SYNTAXES {
            let extension = name.trim_start_matches("a.");
            for path in files_below(&repository(folder), extension) {
                found.push((text_of(&path), syntax, name));
            }
        }
    }
    found
}

#[test]
fn damaged_documents() {
    let (bench, fixtures) = (Bench::new(), fixtures());
    let pieces: Vec<&str> = PIECES.split('¦').collect();
    for_a_while(0xE703_7ED1_A0B4_28DB, |random| {
        let (text, syntax, name) = &fixtures[random.below(fixtures.len())];
        let damaged = random.damage(text, &pieces);
        bench.put(&damaged, *syntax, name);
    });
}

/// A text of pieces of all syntaxes, some of them many times.
fn pieced(random: &mut Random, pieces: &[&str]) -> String {
    let mut text = String::new();
    for _ in 0..1 + random.below(40) {
        let piece = pieces[random.below(pieces.len())];
        let times = if random.below(60) == 0 { random.below(300) } else { 1 };
        text.extend(std::iter::repeat_n(piece, times));
    }
    text
}

#[test]
fn documents_of_all_pieces() {
    let bench = Bench::new();
    let pieces: Vec<&str> = PIECES.split('¦').collect();
    for_a_while(0x8EBC_6AF0_9C88_C6E3, |random| {
        let text = pieced(random, &pieces);
        let (syntax, name) = SYNTAXES[random.below(SYNTAXES.len())];
        let put = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            bench.put(&text, syntax, name);
        }));
        assert!(put.is_ok(), "{name}: {text:?}");
    });
}

/// What begins again and again and never ends must not be searched to the end each time.
#[test]
fn long_texts_of_one_piece_are_read_in_time() {
    const LENGTH: usize = 200_000;
    for (syntax, name, piece) in [
        (Syntax::Markdown, "a.md", "@{"),
        (Syntax::Markdown, "a.md", "\\cite{"),
        (Syntax::Markdown, "a.md", "[@mett"),
        (Syntax::Markdown, "a.md", "^["),
        (Syntax::Markdown, "a.md", "{cite}`doe`[^1]"),
        (Syntax::Markdown, "a.md", "  [^1]: a\n"),
        (Syntax::Markdown, "a.md", "---\ntitle: A\n---\n\nSo.\n\n"),
        (Syntax::Latex, "a.tex", "\\footnote{"),
        (Syntax::Latex, "a.tex", "\\addbibresource{none.bib}\n"),
        (Syntax::Plain, "a.txt", "<http://x.org>"),
        (Syntax::Plain, "a.txt", "<sup>"),
    ] {
        let mut files = Files::new();
        let id = files.sources.push(Source::new(name, piece.repeat(LENGTH / piece.len())));
        let began = Instant::now();
        let parts = files.read_document(id, syntax).into_iter().collect();
        files.add_manuscript(Manuscript { parts, ..Manuscript::default() });
        drop(files.check(&Config::default()));
        assert!(began.elapsed() < Duration::from_secs(10), "{piece:?} takes too long");
    }
}
