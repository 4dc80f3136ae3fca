//! The changes that an edit makes to the output.

use std::ops::Range;

use crate::markup::{BibliographyEntry, Markup};

/// The changes that an edit makes to the output.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changes {
    /// The citations that have changed, with their indexes after the edit, in order; an inserted or
    /// replaced citation is always included.
    pub citations: Vec<(usize, Markup)>,
    /// The changes to the bibliography; `None` if it is the same as before.
    pub bibliography: Option<BibliographyChanges>,
}

/// Changes to the bibliography: the splice first, and then the replacements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BibliographyChanges {
    /// The removed entries, as a range of indexes before the edit.
    pub removed: Range<usize>,
    /// The entries that replace them.
    pub inserted: Vec<BibliographyEntry>,
    /// Entries whose text has changed, with their indexes after the edit.
    pub replaced: Vec<(usize, BibliographyEntry)>,
}

impl BibliographyChanges {
    /// Applies the changes to the entries from before the edit.
    ///
    /// These must be the session's own entries; with others, changes out of range are skipped.
    pub fn apply(&self, entries: &mut Vec<BibliographyEntry>) {
        let end = self.removed.end.min(entries.len());
        entries.splice(self.removed.start.min(end)..end, self.inserted.iter().cloned());
        for (at, entry) in &self.replaced {
            if let Some(slot) = entries.get_mut(*at) {
                slot.clone_from(entry);
            }
        }
    }
}
