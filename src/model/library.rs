//! The entries of a bibliography in order, with lookup by key.

use std::fmt;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::model::Entry;

/// The entries of a bibliography, in file order.
///
/// Two entries may have the same key, as in a file. Lookup finds the first one, and a bibliography
/// of all entries contains only the first one, as in BibTeX and biber.
///
/// A clone costs nothing: the entries are shared, and copied only if one of the libraries changes.
#[derive(Clone, Default)]
pub struct Library(Arc<Contents>);

#[derive(Clone, Default)]
struct Contents {
    entries: Vec<Entry>,
    /// Entries that are not works.
    records: Vec<Entry>,
    /// Built on the first look-up: not every program looks an entry up.
    index: OnceLock<Index>,
}

impl Contents {
    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut index = Index::default();
            index.by_key.reserve(self.entries.len());
            (0..).zip(&self.entries).for_each(|(at, entry)| index.add(at, entry));
            index
        })
    }
}

/// Where the entries of a library are, by key and alias.
#[derive(Debug, Clone, Default)]
struct Index {
    /// Key → index of the first entry with this key.
    by_key: FxHashMap<String, usize>,
    /// Alias → index of the first entry with this alias.
    by_alias: FxHashMap<String, usize>,
    /// The indexes, in ascending order, of entries whose key an earlier entry has.
    repeated: Vec<usize>,
}

impl Index {
    /// Adds an entry that follows all those already added.
    fn add(&mut self, index: usize, entry: &Entry) {
        match self.by_key.get(&entry.key) {
            Some(_) if !entry.key.is_empty() => self.repeated.push(index),
            Some(_) => {}
            None => {
                self.by_key.insert(entry.key.clone(), index);
            }
        }
        for alias in &entry.aliases {
            self.by_alias.entry(alias.clone()).or_insert(index);
        }
    }
}

impl Library {
    /// Creates a library without entries.
    pub fn new() -> Self {
        Library::default()
    }

    fn contents(&mut self) -> &mut Contents {
        Arc::make_mut(&mut self.0)
    }

    /// The entries and the records.
    pub(crate) fn into_entries(self) -> (Vec<Entry>, Vec<Entry>) {
        let Contents { entries, records, .. } = Arc::unwrap_or_clone(self.0);
        (entries, records)
    }

    /// Makes room for this many more entries.
    pub(crate) fn reserve(&mut self, entries: usize) {
        self.contents().entries.reserve_exact(entries);
    }

    /// Adds an entry at the end, and returns its index.
    pub fn push(&mut self, entry: Entry) -> usize {
        let contents = self.contents();
        let at = contents.entries.len();
        if let Some(index) = contents.index.get_mut() {
            index.add(at, &entry);
        }
        contents.entries.push(entry);
        at
    }

    /// Replaces the first entry with the same key, or adds the entry at the end if there is none;
    /// returns its index. An entry without a key is always added at the end.
    pub fn set(&mut self, entry: Entry) -> usize {
        match self.0.index().by_key.get(&entry.key) {
            Some(&at) if !entry.key.is_empty() => {
                let Contents { entries, index, .. } = self.contents();
                let has_aliases = !(entry.aliases.is_empty() && entries[at].aliases.is_empty());
                entries[at] = entry;
                if has_aliases {
                    *index = OnceLock::new();
                }
                at
            }
            _ => self.push(entry),
        }
    }

    /// Removes the first entry with this key, and returns it with its index. The entries after it
    /// move up. Aliases are ignored.
    pub fn remove(&mut self, key: &str) -> Option<(usize, Entry)> {
        let &at = self.0.index().by_key.get(key)?;
        let contents = self.contents();
        let entry = contents.entries.remove(at);
        contents.index = OnceLock::new();
        Some((at, entry))
    }

    /// Adds an entry that is not a work: a data container (`@xdata`), a set of entries (`@set`), or
    /// settings (`@control`). It cannot be cited, is not part of a bibliography, and is not
    /// counted.
    pub fn push_record(&mut self, record: Entry) {
        self.contents().records.push(record);
    }

    /// The entries that are not works, in file order. Works have already inherited from data
    /// containers.
    pub fn records(&self) -> &[Entry] {
        &self.0.records
    }

    /// The library with each entry as `change` returns it, and with the same records.
    pub(crate) fn map_entries(&self, change: impl FnMut(&Entry) -> Entry) -> Library {
        Library(Arc::new(Contents {
            entries: self.iter().map(change).collect(),
            records: self.records().to_vec(),
            index: OnceLock::new(),
        }))
    }

    /// The first entry with this key, or else with this alias.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.position(key).map(|index| &self.entries()[index])
    }

    /// The index of the first entry with this key, or else with this alias.
    pub fn position(&self, key: &str) -> Option<usize> {
        let index = self.0.index();
        index.by_key.get(key).or_else(|| index.by_alias.get(key)).copied()
    }

    /// The entries, in file order.
    pub fn entries(&self) -> &[Entry] {
        &self.0.entries
    }

    /// The indexes of the entries that a bibliography of all entries contains, in file order: all
    /// except those whose key an earlier entry has. Entries without a key are included.
    pub fn first_of_keys(&self) -> impl Iterator<Item = usize> {
        let mut repeated = self.0.index().repeated.iter().copied().peekable();
        (0..self.len()).filter(move |&index| repeated.next_if_eq(&index).is_none())
    }

    /// The number of entries, including those whose key is repeated.
    pub fn len(&self) -> usize {
        self.entries().len()
    }

    /// True if there are no entries.
    pub fn is_empty(&self) -> bool {
        self.entries().is_empty()
    }

    /// The entries, in file order.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.entries().iter()
    }

    /// The keys, in file order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|entry| entry.key.as_str())
    }
}

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (entries, records) = (self.entries(), self.records());
        f.debug_struct("Library").field("entries", &entries).field("records", &records).finish()
    }
}

impl PartialEq for Library {
    fn eq(&self, other: &Self) -> bool {
        self.entries() == other.entries() && self.records() == other.records()
    }
}

impl Eq for Library {}

impl FromIterator<Entry> for Library {
    fn from_iter<T: IntoIterator<Item = Entry>>(iter: T) -> Self {
        Library(Arc::new(Contents { entries: Vec::from_iter(iter), ..Contents::default() }))
    }
}

impl Extend<Entry> for Library {
    fn extend<T: IntoIterator<Item = Entry>>(&mut self, iter: T) {
        let iter = iter.into_iter();
        self.contents().entries.reserve(iter.size_hint().0);
        for entry in iter {
            self.push(entry);
        }
    }
}

impl<'a> IntoIterator for &'a Library {
    type Item = &'a Entry;
    type IntoIter = std::slice::Iter<'a, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Library {
    type Item = Entry;
    type IntoIter = std::vec::IntoIter<Entry>;

    fn into_iter(self) -> Self::IntoIter {
        match Arc::try_unwrap(self.0) {
            Ok(contents) => contents.entries.into_iter(),
            Err(shared) => shared.entries.clone().into_iter(),
        }
    }
}
