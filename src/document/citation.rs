//! A citation with its spans in the document; the same type for all syntaxes.

use crate::model::{Citation, CitationMode, fit};
use crate::source::Span;

/// What is said of a comma too many in a list of keys; the others are cited all the same.
pub(crate) const EMPTY_KEY: &str = "an empty key among others";

/// A citation as a document writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct WrittenCitation {
    /// The citation; its note is set if the document numbers its notes itself.
    pub citation: Citation,
    /// The parts that the document asks to print.
    pub mode: WrittenMode,
    /// The spans of each cite, in the same order as in the citation.
    pub cites: Vec<WrittenCite>,
    /// The whole citation, with its brackets or command.
    pub span: Span,
    /// The keys in the same brackets that refer to figures, tables or sections of the document, each
    /// with its `@`. They stay as they are.
    pub references: Vec<Span>,
}

/// The spans of one cite of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct WrittenCite {
    /// The key, without the mark before it.
    pub key: Span,
    /// The prefix of this cite; empty if there is none.
    pub prefix: Span,
    /// The suffix, including the locator; empty if there is none.
    pub suffix: Span,
}

/// The parts of a citation that a document asks to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum WrittenMode {
    /// Everything, as in the style: `(Goldman 1923)`.
    #[default]
    Normal,
    /// Everything, without the style's parentheses: `Goldman 1923`.
    Bare,
    /// The names in the running text, followed by the rest: `Goldman (1923)`.
    InText,
    /// Everything except the names: `(1923)`.
    SuppressAuthor,
    /// Only the names: `Goldman`.
    AuthorOnly,
    /// Only the year or date: `1923`.
    YearOnly,
    /// Only another part, such as the title or the URL.
    PartOnly,
    /// The whole entry, as in the bibliography.
    Full,
    /// Nothing: the work is only listed in the bibliography.
    Nocite,
}

impl WrittenMode {
    /// The most similar mode that a style can print.
    pub fn citation_mode(self) -> CitationMode {
        match self {
            WrittenMode::InText => CitationMode::Composite { infix: None },
            WrittenMode::SuppressAuthor | WrittenMode::YearOnly => CitationMode::SuppressAuthor,
            WrittenMode::AuthorOnly => CitationMode::AuthorOnly,
            WrittenMode::Normal
            | WrittenMode::Bare
            | WrittenMode::PartOnly
            | WrittenMode::Full
            | WrittenMode::Nocite => CitationMode::Normal,
        }
    }

    /// The name of the mode, as in reports of citations.
    pub fn name(self) -> &'static str {
        match self {
            WrittenMode::Normal => "normal",
            WrittenMode::Bare => "bare",
            WrittenMode::InText => "in-text",
            WrittenMode::SuppressAuthor => "suppress-author",
            WrittenMode::AuthorOnly => "author-only",
            WrittenMode::YearOnly => "year-only",
            WrittenMode::PartOnly => "part-only",
            WrittenMode::Full => "full",
            WrittenMode::Nocite => "nocite",
        }
    }
}

impl WrittenCitation {
    /// A citation without references to parts of the document.
    pub(super) fn new(
        mut citation: Citation,
        mode: WrittenMode,
        mut cites: Vec<WrittenCite>,
        span: Span,
    ) -> Self {
        // Most citations have one cite, and the lists were made with room for several.
        fit(&mut citation.cites);
        fit(&mut cites);
        WrittenCitation { citation, mode, cites, span, references: Vec::new() }
    }

    /// The keys of its cites, each with its span.
    pub fn keys(&self) -> impl Iterator<Item = (&str, Span)> {
        let keys = self.citation.cites.iter().map(|cite| cite.key.as_str());
        keys.zip(self.cites.iter().map(|cite| cite.key))
    }
}
