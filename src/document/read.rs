//! Documents: what they cite, and which bibliographies they name.

use crate::diagnostic::Diagnostic;
use crate::document::{Labels, WrittenCitation, latex, markdown};
use crate::source::{Source, SourceId, Span};

/// The syntax that a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Syntax {
    /// Markdown as pandoc, Quarto and R Markdown read it.
    Markdown,
    /// LaTeX with biblatex, natbib or its own `\\cite`.
    Latex,
}

impl Syntax {
    /// The syntax of a document's name, by its extension.
    pub fn of_name(name: &str) -> Option<Syntax> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "qmd" | "rmd" | "rmarkdown" => {
                Some(Syntax::Markdown)
            }
            "tex" | "ltx" | "latex" => Some(Syntax::Latex),
            _ => None,
        }
    }

    /// The syntax's name as reports give it.
    pub const fn name(self) -> &'static str {
        match self {
            Syntax::Markdown => "Markdown",
            Syntax::Latex => "LaTeX",
        }
    }
}

/// What a document says about its citations.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// The CSL style that it names.
    pub style: Option<Named>,
    /// The language that it says it is in.
    pub language: Option<Named>,
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
pub struct Embedded {
    /// The file that it stands for, as `\\begin{filecontents}` names it; in metadata, the key
    /// that it stands under.
    pub file: Named,
    /// Its text.
    pub content: Span,
}

/// A key that a document defines itself: `\\bibitem{key}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defined {
    /// The key.
    pub key: String,
    /// Where.
    pub span: Span,
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
            style: None,
            language: None,
            diagnostics: Vec::new(),
        }
    }
}

/// Finds what a document cites and which bibliographies it names. The words before locators are
/// those of `labels`.
///
/// # Example
///
/// ```
/// use ibid::document::{Labels, Syntax, read};
/// use ibid::source::{Source, SourceId};
///
/// let text = "---\nbibliography: refs.bib\n---\n\nAs @mett [p. 3] says; `@this` is code.\n";
/// let source = Source::new("paper.md", text);
/// let document = read(&source, SourceId(0), Syntax::Markdown, &Labels::english());
/// assert_eq!(document.citations[0].citation.cites[0].key, "mett");
/// assert_eq!(document.citations.len(), 1);
/// assert_eq!(document.bibliographies[0].name, "refs.bib");
/// ```
pub fn read(source: &Source, id: SourceId, syntax: Syntax, labels: &Labels) -> Document {
    match syntax {
        Syntax::Markdown => markdown::read(source, id, labels),
        Syntax::Latex => latex::read(source, id, labels),
    }
}
