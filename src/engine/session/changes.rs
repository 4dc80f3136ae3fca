//! What an edit has changed.

use std::ops::Range;

use crate::markup::{BibliographyEntry, Markup};

/// What prints differently after an edit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changes {
    /// The citations, by their numbers after the edit, in order; one that was inserted or replaced
    /// is always among them.
    pub citations: Vec<(usize, Markup)>,
    /// The bibliography; `None` where it is as before.
    pub bibliography: Option<BibliographyChanges>,
}

/// What has changed in the bibliography: first the splice, then the replacements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BibliographyChanges {
    /// The entries that are gone, by their places before the edit.
    pub removed: Range<usize>,
    /// What stands in their place.
    pub inserted: Vec<BibliographyEntry>,
    /// Entries that print something else, by their places after the edit.
    pub replaced: Vec<(usize, BibliographyEntry)>,
}

impl BibliographyChanges {
    /// Makes the changes in the entries from before the edit.
    ///
    /// Those must be the ones that the session had; others are changed as far as they reach.
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
