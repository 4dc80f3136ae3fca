//! The entries of a bibliography's text, with what each refers to.

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The text of a bibliography in pieces that can be left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Excerpt {
    /// The entries and macros, in order.
    pub items: Vec<Item>,
    /// What comes before the first item and has to be kept: the beginning of a list.
    pub head: Span,
    /// What comes behind the last item and has to be kept.
    pub tail: Span,
    /// What is written between two items that are kept, where they are not lines of their own.
    pub separator: String,
    /// The errors of its syntax, in order: what is read around them may not be what was meant.
    pub errors: Vec<Diagnostic>,
}

/// An entry of a bibliography, or something else that can be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Item {
    /// All of it.
    pub span: Span,
    /// What it is.
    pub kind: ItemKind,
    /// Its key, then the other names that it has.
    pub keys: Vec<Written>,
    /// The keys of the entries that it refers to.
    pub references: Vec<Written>,
    /// The names of the macros that it uses, or, as a macro, defines, in small letters; the anchors
    /// of YAML that it takes its values from.
    pub uses: Vec<String>,
    /// The macros and anchors that it defines.
    pub defines: Vec<String>,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ItemKind {
    /// An entry, or a set of entries.
    Entry,
    /// Definitions of macros.
    Macro,
    /// Something that is always kept: `@preamble`.
    Kept,
}

/// A key as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// The key.
    pub key: String,
    /// Where it is, without quotation marks.
    pub span: Span,
}
