//! Documents: what they cite, and which bibliographies they name.

use crate::diagnostic::Diagnostic;
use crate::document::essay::Apparatus;
use crate::document::pandoc::simple_key_length;
#[cfg(feature = "typst")]
use crate::document::typst;
use crate::document::{
    CiteCommands, Conventions, Division, Heading, Labels, Listing, WrittenCitation, asciidoc,
    latex, markdown, org, plain, rust,
};
use crate::source::{Source, SourceId, Span};

/// The syntax that a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Syntax {
    /// Markdown as pandoc, Quarto and R Markdown read it.
    Markdown,
    /// LaTeX with biblatex, natbib or its own `\\cite`.
    Latex,
    /// Typst.
    #[cfg(feature = "typst")]
    Typst,
    /// AsciiDoc, as asciidoctor-bibtex reads it.
    Asciidoc,
    /// Org, with its own citations or those of org-ref.
    Org,
    /// Rust, whose documentation comments are Markdown.
    Rust,
    /// Plain text, whose references are typed by hand.
    Plain,
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
            #[cfg(feature = "typst")]
            "typ" => Some(Syntax::Typst),
            "adoc" | "asciidoc" => Some(Syntax::Asciidoc),
            "org" => Some(Syntax::Org),
            "rs" => Some(Syntax::Rust),
            "txt" | "text" => Some(Syntax::Plain),
            _ => None,
        }
    }

    /// The syntax's name as reports give it.
    pub const fn name(self) -> &'static str {
        match self {
            Syntax::Markdown => "Markdown",
            Syntax::Latex => "LaTeX",
            #[cfg(feature = "typst")]
            Syntax::Typst => "Typst",
            Syntax::Asciidoc => "AsciiDoc",
            Syntax::Org => "Org",
            Syntax::Rust => "Rust",
            Syntax::Plain => "plain text",
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
    /// What may be read as a part of it, if it is beside it: the packages of a LaTeX document.
    pub packages: Vec<Named>,
    /// The document that it says it is a part of: `% !TEX root = main.tex`.
    pub root: Option<Named>,
    /// The commands that it defines and that cite.
    pub commands: CiteCommands,
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
            packages: Vec::new(),
            root: None,
            commands: CiteCommands::new(),
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
    let conventions = Conventions { labels: labels.clone(), ..Conventions::default() };
    read_with(source, id, syntax, &conventions)
}

/// As [`read`], with the conventions of a manuscript.
pub fn read_with(
    source: &Source,
    id: SourceId,
    syntax: Syntax,
    conventions: &Conventions,
) -> Document {
    let Conventions { labels, commands } = conventions;
    match syntax {
        Syntax::Markdown => plain::with_apparatus(markdown::read(&source.text, id, labels), source),
        Syntax::Latex => latex::read(source, id, labels, commands),
        #[cfg(feature = "typst")]
        Syntax::Typst => typst::read(source, id, labels),
        Syntax::Asciidoc => asciidoc::read(&source.text, id, labels),
        Syntax::Org => org::read(&source.text, id, labels),
        Syntax::Rust => rust::read(&source.text, id, labels),
        Syntax::Plain => plain::read(source, id),
    }
}

/// Another key as a document writes it in the place of the one at `place`; nothing where its syntax
/// cannot.
pub fn written_key(key: &str, text: &str, place: Span, syntax: Syntax) -> Option<String> {
    let in_braces = text.get(..place.start as usize).is_some_and(|before| before.ends_with('{'));
    match syntax {
        Syntax::Markdown | Syntax::Rust => {
            let is_simple = simple_key_length(key) == key.len();
            let fits = !key.contains(|c: char| c.is_whitespace() || matches!(c, '{' | '}'));
            match is_simple || in_braces {
                true => fits.then(|| key.to_owned()),
                false => fits.then(|| format!("{{{key}}}")),
            }
        }
        Syntax::Latex => (!key.contains([',', '{', '}', '%', '#', '\\'])).then(|| key.to_owned()),
        #[cfg(feature = "typst")]
        Syntax::Typst => {
            let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.');
            let fits = key.chars().all(word) && !key.ends_with(['.', ':']);
            fits.then(|| key.to_owned())
        }
        Syntax::Asciidoc => {
            let fits = !key.contains(|c: char| c.is_whitespace() || ",()[]".contains(c));
            fits.then(|| key.to_owned())
        }
        Syntax::Org => org::fits(key, &text[..place.start as usize]).then(|| key.to_owned()),
        Syntax::Plain => None,
    }
}
