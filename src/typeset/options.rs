//! The input and options for formatting a document, and the citations that stay as they are.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::model::Abbreviations;
use crate::source::{Source, Span};

/// A document, or a file that is part of one.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// The text.
    pub source: &'a Source,
    /// Its citations.
    pub document: &'a Document,
}

/// How a document is formatted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether identifiers become links.
    pub links: bool,
    /// The links between citations and entries.
    pub cross_links: CrossLinks,
    /// Which parts of a document have their own bibliographies.
    pub scope: Scope,
    /// Abbreviations, which take precedence over the short forms of the entries.
    pub abbreviations: Abbreviations,
    /// For each bibliography file, under the name that the document uses, the keys of its entries.
    /// They determine which entries belong to the bibliography of a topic.
    pub files: BTreeMap<String, Vec<String>>,
}

/// The links between citations and entries.
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

/// The parts of a document that have their own bibliographies, and whose citations start again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Scope {
    /// The whole document.
    #[default]
    Whole,
    /// Each file.
    File,
    /// Each part that begins with a heading of this level or higher: 1 for chapters, 2 for
    /// sections.
    Level(u8),
}

/// A key without an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unknown {
    /// The number of the part that contains it.
    pub part: usize,
    /// The key.
    pub key: String,
    /// The position.
    pub span: Span,
}

/// A malformed citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// The number of the part that contains it.
    pub part: usize,
    /// The position.
    pub span: Span,
    /// What is wrong with it.
    pub message: String,
}

/// A citation that asks for something that no style can print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unprinted {
    /// The number of the part that contains it.
    pub part: usize,
    /// The position.
    pub span: Span,
}

/// A cite for which the style prints nothing, such as MLA for one of a work whose author the text
/// names already.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOut {
    /// The number of the part that contains it.
    pub part: usize,
    /// The key.
    pub key: String,
    /// Where its citation is.
    pub span: Span,
    /// Whether the author asked for the cite without its names, so that nothing may be left to print.
    pub without_names: bool,
}
