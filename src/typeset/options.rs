//! What a document is printed from and how, and what of it stays as it is.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::model::Abbreviations;
use crate::source::{Source, Span};

/// A document, or a file that it is read from.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Its text.
    pub source: &'a Source,
    /// What it cites.
    pub document: &'a Document,
}

/// How a document is printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether identifiers become links.
    pub links: bool,
    /// Which links there are between citations and entries.
    pub cross_links: CrossLinks,
    /// What has a bibliography of its own.
    pub scope: Scope,
    /// Short forms that come before those of the entries.
    pub abbreviations: Abbreviations,
    /// For each bibliography as the document names it, the keys of its entries: what the
    /// bibliographies of topics are told by.
    pub files: BTreeMap<String, Vec<String>>,
}

/// Which links there are between citations and entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[non_exhaustive]
pub enum CrossLinks {
    /// None.
    #[default]
    None,
    /// From each cite to its entry.
    Entries,
    /// Also from each entry back to its citations.
    Both,
}

/// What of a document has a bibliography of its own, and citations that begin anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Scope {
    /// The whole document.
    #[default]
    Whole,
    /// Each file.
    File,
    /// Each part that begins with a heading of this level or a higher one: 1 for chapters, 2 for
    /// sections.
    Level(u8),
}

/// A key that no entry has.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unknown {
    /// The number of the part that it is in.
    pub part: usize,
    /// The key.
    pub key: String,
    /// Where.
    pub span: Span,
}

/// A citation that is not written as its syntax has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// The number of the part that it is in.
    pub part: usize,
    /// Where.
    pub span: Span,
    /// What is wrong with it.
    pub message: String,
}

/// A citation that asks for what no style prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unprinted {
    /// The number of the part that it is in.
    pub part: usize,
    /// Where.
    pub span: Span,
}
