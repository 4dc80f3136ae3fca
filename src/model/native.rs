//! The type of a work in the words of the format that it was read from.

use std::sync::Arc;

use crate::model::EntryType;

/// The type of a work in a format that has other types than CSL: `collection` in BibLaTeX, which is
/// a `book` in CSL.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct NativeType {
    pub(crate) family: TypeFamily,
    /// The word for the type, in the format's letter case if the format has it.
    pub(crate) word: Arc<str>,
    /// What the entry was in CSL; if it is something else now, the word says nothing.
    kind: EntryType,
}

/// The formats that share their types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum TypeFamily {
    /// BibTeX and BibLaTeX.
    Bib,
    Hayagriva,
    Ris,
}

impl NativeType {
    pub(crate) fn new(family: TypeFamily, word: impl Into<Arc<str>>, kind: EntryType) -> Self {
        NativeType { family, word: word.into(), kind }
    }

    /// True if an entry of this type is still what it was when it was read.
    pub(super) fn is_of(&self, kind: EntryType) -> bool {
        self.kind == kind
    }
}
