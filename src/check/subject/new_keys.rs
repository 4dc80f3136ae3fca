//! New keys for entries, each of which nobody has yet.

use std::collections::BTreeSet;

use crate::check::context::Context;
use crate::check::subject::Bibliography;
use crate::diagnostic::{Fix, Safety};

/// The keys of the files that are one document, with those that are given away.
pub(crate) struct NewKeys {
    document: u32,
    /// In small letters: keys that differ only in capital letters are a fault of their own.
    taken: BTreeSet<String>,
}

impl NewKeys {
    pub(crate) fn of(bibliography: &Bibliography<'_>) -> NewKeys {
        let first = bibliography.files.first();
        let document = first.map(|file| file.reading.document).unwrap_or_default();
        let readings = bibliography.files.iter().map(|file| file.reading);
        let keys = readings.flat_map(|it| it.library.keys()).map(str::to_lowercase);
        let records = bibliography.records().map(|entry| entry.entry.key.to_lowercase());
        NewKeys { document, taken: keys.chain(records).collect() }
    }

    /// The key that is wanted, or the first of those that another function makes of the numbers from
    /// 1 on, that nobody has; it is given away with that.
    pub(crate) fn free(&mut self, wanted: &str, other: impl Fn(usize) -> String) -> Option<String> {
        const MOST: usize = 26;
        let mut keys = std::iter::once(wanted.to_owned()).chain((1..=MOST).map(other));
        let free = keys.find(|key| !self.taken.contains(&key.to_lowercase()))?;
        self.taken.insert(free.to_lowercase());
        Some(free)
    }

    /// Writes another key in the place of one: in the bibliographies, and in all documents that cite
    /// it.
    pub(crate) fn rename(&self, cx: &Context<'_>, old: &str, new: &str) -> Option<Fix> {
        let edits = cx.run.renaming(self.document, old, new)?;
        Fix::of(Safety::Unsafe, format!("rename it to `{new}`"), edits)
    }
}
