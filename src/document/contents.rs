//! What is read of a document.

use crate::diagnostic::Diagnostic;
use crate::document::essay::Apparatus;
use crate::document::{CiteCommands, Division, Heading, Listing, Syntax, WrittenCitation};
use crate::source::{SourceId, Span};

/// What a document says about its citations.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// The text that was read.
    pub source: SourceId,
    /// The syntax it was read as.
    pub syntax: Syntax,
    /// What it cites, in the order it is read by people: what a note cites stands where the note
    /// is referred to.
    pub citations: Vec<WrittenCitation>,
    /// Where it says that all entries of its bibliographies are listed: `nocite: "@*"`.
    pub all_listed: Option<Span>,
    /// The bibliographies that it names, in order.
    pub bibliographies: Vec<Named>,
    /// Bibliographies that are written out in it.
    pub embedded: Vec<Embedded>,
    /// Keys that it defines itself, without an entry that could be read.
    pub defined: Vec<Defined>,
    /// The documents that are read as parts of it, in order.
    pub includes: Vec<Named>,
    /// What may be read as a part of it, if it is beside it: the packages of a LaTeX document.
    pub packages: Vec<Named>,
    /// The document that it says it is a part of: `% !TEX root = main.tex`.
    pub root: Option<Named>,
    /// The commands that it defines and that cite.
    pub commands: CiteCommands,
    /// Where it calls them, and what they stand for there.
    pub expansions: Vec<Expansion>,
    /// The CSL style that it names.
    pub style: Option<Named>,
    /// The language that it says it is in.
    pub language: Option<Named>,
    /// Where it refers to its notes, or writes them, in order: the first is note 1.
    pub notes: Vec<Span>,
    /// Where it asks for bibliographies, in order: `::: {#refs}`, `\\printbibliography`.
    pub listings: Vec<Listing>,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
    /// The parts of it that have bibliographies of their own, ordered by where they begin.
    pub divisions: Vec<Division>,
    /// The insides of its blocks of YAML metadata, in order.
    pub metadata: Vec<Span>,
    /// The runs of its running text, in order: no code, no formulas, no comments. In AsciiDoc and Org
    /// none are told.
    pub prose: Vec<Span>,
    /// The markers, notes and lists of works that are typed by hand.
    pub apparatus: Option<Apparatus>,
    /// What is wrong with the form of its citations, ordered by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Something that a document names: a file, a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// As the document spells it.
    pub name: String,
    /// Where.
    pub span: Span,
}

/// A bibliography that is written out in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Embedded {
    /// The file that it stands for, as `\\begin{filecontents}` names it; in metadata, the key
    /// that it stands under.
    pub file: Named,
    /// Its text.
    pub content: Span,
}

/// A key that a document defines itself: `\\bibitem{key}`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Defined {
    /// The key.
    pub key: String,
    /// Where.
    pub span: Span,
}

/// A call of a command that a document defines, as `\\see{key}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expansion {
    /// The command with its arguments.
    pub span: Span,
    /// What it stands for: `see \\parencite{key}`.
    pub text: String,
}

impl Document {
    /// A document of which nothing is known yet.
    pub(super) fn new(source: SourceId, syntax: Syntax) -> Self {
        Document {
            source,
            syntax,
            citations: Vec::new(),
            all_listed: None,
            bibliographies: Vec::new(),
            embedded: Vec::new(),
            defined: Vec::new(),
            includes: Vec::new(),
            packages: Vec::new(),
            root: None,
            commands: CiteCommands::new(),
            expansions: Vec::new(),
            style: None,
            language: None,
            notes: Vec::new(),
            listings: Vec::new(),
            headings: Vec::new(),
            divisions: Vec::new(),
            metadata: Vec::new(),
            prose: Vec::new(),
            apparatus: None,
            diagnostics: Vec::new(),
        }
    }
}
