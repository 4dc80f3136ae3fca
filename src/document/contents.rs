//! The result of reading a document.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::document::essay::Apparatus;
use crate::document::{CiteCommands, Division, Heading, Listing, Scalar, Syntax, WrittenCitation};
use crate::source::{SourceId, Span};

/// The citations and related parts of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// The text that was read.
    pub source: SourceId,
    /// The syntax of the document.
    pub syntax: Syntax,
    /// Its citations, in reading order: the citations of a note come where the text refers to the
    /// note.
    pub citations: Vec<WrittenCitation>,
    /// Where it says that all entries of its bibliographies are listed: `nocite: "@*"`.
    pub all_listed: Vec<Span>,
    /// The bibliographies that it names, in order.
    pub bibliographies: Vec<Named>,
    /// Bibliographies that are embedded in it.
    pub embedded: Vec<Embedded>,
    /// Keys that it defines itself, without an entry that can be read.
    pub defined: Vec<Defined>,
    /// The documents that it includes, in order.
    pub includes: Vec<Named>,
    /// Files that are read as parts of it if they exist beside it: the packages of a LaTeX
    /// document.
    pub packages: Vec<Named>,
    /// The document of which it says that it is a part: `% !TEX root = main.tex`.
    pub root: Option<Named>,
    /// The citation commands that it defines.
    pub commands: CiteCommands,
    /// The calls of these commands, and what they expand to.
    pub expansions: Vec<Expansion>,
    /// Citations in Typst whose keys are computed, so that it is not known what they cite.
    pub computed: Vec<Span>,
    /// Where it takes in the documentation of a program, which may cite, too: `.. automodule:: x`.
    pub programs: Vec<Span>,
    /// The CSL style that it names.
    pub style: Option<Named>,
    /// The style of biblatex or BibTeX that a LaTeX document names, which is no CSL style.
    pub tex_style: Option<Named>,
    /// Whether it is a LaTeX document that loads biblatex or names its bibliography as biblatex does.
    pub uses_biblatex: bool,
    /// The language that it declares.
    pub language: Option<Named>,
    /// Where it refers to notes, or writes them, in order: the first is note 1.
    pub notes: Vec<Span>,
    /// Where it asks for bibliographies, in order: `::: {#refs}`, `\\printbibliography`.
    pub listings: Vec<Listing>,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// Its parts that have bibliographies of their own, ordered by their beginnings.
    pub divisions: Vec<Division>,
    /// The contents of its YAML metadata blocks, in order.
    pub metadata: Vec<Span>,
    /// Values of YAML that are running text and may cite, in its metadata and in the options of its
    /// code: `abstract`, `#| fig-cap`.
    pub scalars: Vec<Scalar>,
    /// Its running text, in order, without code, formulas and comments. Empty for AsciiDoc and Org.
    pub prose: Vec<Span>,
    /// The markers, notes and lists of works that are typed by hand.
    pub apparatus: Option<Apparatus>,
    /// Malformed citations, ordered by position.
    pub diagnostics: Vec<Diagnostic>,
}

/// Something that a document names, such as a file or a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// As the document spells it.
    pub name: String,
    /// The span.
    pub span: Span,
}

impl Named {
    /// What is named by a part of a text.
    pub(super) fn of(text: &str, range: Range<usize>) -> Self {
        let span = Span::new(range.start, range.end);
        Named { name: text[range].to_owned(), span }
    }
}

/// A bibliography that is embedded in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Embedded {
    /// The name of the file that `\\begin{filecontents}` gives it; in metadata, the key under which
    /// it is written.
    pub file: Named,
    /// The text of the bibliography.
    pub content: Span,
}

/// A key that a document defines itself: `\\bibitem{key}`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Defined {
    /// The key.
    pub key: String,
    /// The span.
    pub span: Span,
}

/// A call of a command that the document defines, such as `\\see{key}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expansion {
    /// The command with its arguments.
    pub span: Span,
    /// What it expands to: `see \\parencite{key}`.
    pub text: String,
}

impl Document {
    /// A document without any content yet.
    pub(super) fn new(source: SourceId, syntax: Syntax) -> Self {
        Document {
            source,
            syntax,
            citations: Vec::new(),
            all_listed: Vec::new(),
            bibliographies: Vec::new(),
            embedded: Vec::new(),
            defined: Vec::new(),
            includes: Vec::new(),
            packages: Vec::new(),
            root: None,
            commands: CiteCommands::new(),
            expansions: Vec::new(),
            style: None,
            tex_style: None,
            uses_biblatex: false,
            language: None,
            notes: Vec::new(),
            listings: Vec::new(),
            computed: Vec::new(),
            programs: Vec::new(),
            headings: Vec::new(),
            divisions: Vec::new(),
            metadata: Vec::new(),
            scalars: Vec::new(),
            prose: Vec::new(),
            apparatus: None,
            diagnostics: Vec::new(),
        }
    }
}
