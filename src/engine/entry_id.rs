//! The place of an entry in its library, which is another than that of its item in a run.

use std::ops::{Index, IndexMut};

use crate::model::{Entry, Library};

/// The place of an entry in its library.
///
/// *Units*: from 0, in the order of the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct EntryId(usize);

impl EntryId {
    pub(crate) fn new(index: usize) -> Self {
        EntryId(index)
    }

    /// The first entry that has a key.
    pub(crate) fn of_key(key: &str, library: &Library) -> Option<Self> {
        library.position(key).map(EntryId)
    }

    pub(crate) fn index(self) -> usize {
        self.0
    }

    pub(crate) fn entry(self, library: &Library) -> &Entry {
        &library.entries()[self.0]
    }

    /// The place that it has once another entry is gone; `None` for that entry.
    pub(crate) fn without(self, gone: EntryId) -> Option<Self> {
        (self != gone).then(|| EntryId(self.0 - usize::from(self > gone)))
    }
}

/// A list that has something for each entry of a library.
impl<T> Index<EntryId> for [T] {
    type Output = T;

    fn index(&self, entry: EntryId) -> &T {
        &self[entry.0]
    }
}

impl<T> Index<EntryId> for Vec<T> {
    type Output = T;

    fn index(&self, entry: EntryId) -> &T {
        &self[entry.0]
    }
}

impl<T> IndexMut<EntryId> for Vec<T> {
    fn index_mut(&mut self, entry: EntryId) -> &mut T {
        &mut self[entry.0]
    }
}
