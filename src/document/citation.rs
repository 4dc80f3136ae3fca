//! A citation and where its document writes it: one shape for all syntaxes.

use crate::model::{Citation, CitationMode};
use crate::source::Span;

/// A citation as a document writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct WrittenCitation {
    /// What is cited; its note is known where the document numbers notes itself.
    pub citation: Citation,
    /// What the document asks to print.
    pub mode: WrittenMode,
    /// Where each cite is written, in the same order as the citation's.
    pub cites: Vec<WrittenCite>,
    /// The whole of it, with its brackets or command.
    pub span: Span,
}

/// Where one cite of a citation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct WrittenCite {
    /// The key, without what marks it as one.
    pub key: Span,
    /// The words before it, as far as they are this cite's; empty where there are none.
    pub prefix: Span,
    /// The words after it, with the locator; empty where there are none.
    pub suffix: Span,
}

/// What a document asks to print of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum WrittenMode {
    /// All, as the style has it: `(Goldman 1923)`.
    #[default]
    Normal,
    /// The names in the running text, then the rest: `Goldman (1923)`.
    InText,
    /// All but the names: `(1923)`.
    SuppressAuthor,
    /// Only the names: `Goldman`.
    AuthorOnly,
    /// Only the year or date: `1923`.
    YearOnly,
    /// Only another part, such as the title or the address.
    PartOnly,
    /// The whole entry, as the bibliography has it.
    Full,
    /// Nothing: the work is only listed in the bibliography.
    Nocite,
}

impl WrittenMode {
    /// The nearest that a style can print.
    pub fn citation_mode(self) -> CitationMode {
        match self {
            WrittenMode::InText => CitationMode::Composite { infix: None },
            WrittenMode::SuppressAuthor | WrittenMode::YearOnly => CitationMode::SuppressAuthor,
            WrittenMode::AuthorOnly => CitationMode::AuthorOnly,
            WrittenMode::Normal
            | WrittenMode::PartOnly
            | WrittenMode::Full
            | WrittenMode::Nocite => CitationMode::Normal,
        }
    }

    /// The mode's name, as reports of citations have it.
    pub fn name(self) -> &'static str {
        match self {
            WrittenMode::Normal => "normal",
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
    /// The keys of its cites, each with its place.
    pub fn keys(&self) -> impl Iterator<Item = (&str, Span)> {
        let keys = self.citation.cites.iter().map(|cite| cite.key.as_str());
        keys.zip(self.cites.iter().map(|cite| cite.key))
    }
}
