//! The places of entries in their library, and of items in a run, which are different numbers.

use std::ops::{Index, IndexMut};

use crate::model::{Entry, Library};

/// The place of an entry in its library.
///
/// *Units*: from 0, in the order of the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct EntryId(usize);

/// The place of an item in its run.
///
/// *Units*: from 0, in the order of first citation; uncited items come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ItemId(u32);

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

impl ItemId {
    /// Numbers above 2³² − 1 are not needed: a source of less than 4 GiB has fewer entries.
    pub(crate) fn new(index: usize) -> Self {
        ItemId(index as u32)
    }

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    /// The ids of so many items.
    pub(crate) fn first(count: usize) -> impl Iterator<Item = ItemId> {
        (0..count).map(ItemId::new)
    }
}

/// Lists that have something for each id.
macro_rules! index_lists_by {
    ($id:ty) => {
        impl<T> Index<$id> for [T] {
            type Output = T;

            fn index(&self, id: $id) -> &T {
                &self[id.index()]
            }
        }

        impl<T> IndexMut<$id> for [T] {
            fn index_mut(&mut self, id: $id) -> &mut T {
                &mut self[id.index()]
            }
        }

        impl<T> Index<$id> for Vec<T> {
            type Output = T;

            fn index(&self, id: $id) -> &T {
                &self[id.index()]
            }
        }

        impl<T> IndexMut<$id> for Vec<T> {
            fn index_mut(&mut self, id: $id) -> &mut T {
                &mut self[id.index()]
            }
        }
    };
}

index_lists_by!(EntryId);
index_lists_by!(ItemId);
