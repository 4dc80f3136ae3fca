//! The entries of a bibliography's text, with the references of each.

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The text of a bibliography, divided into items that can be left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Excerpt {
    /// The entries and macros, in order.
    pub items: Vec<Item>,
    /// The text before the first item that must be kept, such as the beginning of a list.
    pub head: Span,
    /// The text after the last item that must be kept.
    pub tail: Span,
    /// The separator between two items, unless they are on lines of their own.
    pub separator: String,
    /// The syntax errors, in order. Items near an error may not be what was meant.
    pub errors: Vec<Diagnostic>,
}

/// An entry of a bibliography, or something else that can be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Item {
    /// The whole item.
    pub span: Span,
    /// The kind of item.
    pub kind: ItemKind,
    /// Its key, followed by its aliases.
    pub keys: Vec<Written>,
    /// The keys of the entries that it refers to.
    pub references: Vec<Written>,
    /// The macros that it uses (or that a macro definition uses), in lower case, and the YAML
    /// anchors that it uses.
    pub uses: Vec<String>,
    /// The macros and anchors that it defines.
    pub defines: Vec<String>,
}

/// The kind of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ItemKind {
    /// An entry, or a set of entries.
    Entry,
    /// Definitions of macros.
    Macro,
    /// Something that is always kept, such as `@preamble`.
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
