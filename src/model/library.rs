//! The entries of a bibliography in order, with lookup by key.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::model::Entry;

/// The entries of a bibliography, in file order.
///
/// Two entries may have the same key, as in a file. Lookup finds the first one, and a bibliography
/// of all entries contains only the first one, as in BibTeX and biber.
#[derive(Debug, Clone, Default)]
pub struct Library {
    entries: Vec<Entry>,
    /// Entries that are not works.
    records: Vec<Entry>,
    /// Built on the first look-up: not every program looks an entry up.
    index: OnceLock<Index>,
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

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut index = Index::default();
            index.by_key.reserve(self.entries.len());
            (0..).zip(&self.entries).for_each(|(at, entry)| index.add(at, entry));
            index
        })
    }

    /// Adds an entry at the end, and returns its index.
    pub fn push(&mut self, entry: Entry) -> usize {
        let at = self.entries.len();
        if let Some(index) = self.index.get_mut() {
            index.add(at, &entry);
        }
        self.entries.push(entry);
        at
    }

    /// Replaces the first entry with the same key, or adds the entry at the end if there is none;
    /// returns its index. An entry without a key is always added at the end.
    pub fn set(&mut self, entry: Entry) -> usize {
        match self.index().by_key.get(&entry.key) {
            Some(&at) if !entry.key.is_empty() => {
                let has_aliases =
                    !(entry.aliases.is_empty() && self.entries[at].aliases.is_empty());
                self.entries[at] = entry;
                if has_aliases {
                    self.index = OnceLock::new();
                }
                at
            }
            _ => self.push(entry),
        }
    }

    /// Removes the first entry with this key, and returns it with its index. The entries after it
    /// move up. Aliases are ignored.
    pub fn remove(&mut self, key: &str) -> Option<(usize, Entry)> {
        let &at = self.index().by_key.get(key)?;
        let entry = self.entries.remove(at);
        self.index = OnceLock::new();
        Some((at, entry))
    }

    /// Adds an entry that is not a work: a data container (`@xdata`), a set of entries (`@set`), or
    /// settings (`@control`). It cannot be cited, is not part of a bibliography, and is not
    /// counted.
    pub fn push_record(&mut self, record: Entry) {
        self.records.push(record);
    }

    /// The entries that are not works, in file order. Works have already inherited from data
    /// containers.
    pub fn records(&self) -> &[Entry] {
        &self.records
    }

    /// The library with each entry as `change` returns it, and with the same records.
    pub(crate) fn map_entries(&self, change: impl FnMut(&Entry) -> Entry) -> Library {
        Library {
            entries: self.entries.iter().map(change).collect(),
            records: self.records.clone(),
            index: OnceLock::new(),
        }
    }

    /// The first entry with this key, or else with this alias.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.position(key).map(|index| &self.entries[index])
    }

    /// The index of the first entry with this key, or else with this alias.
    pub fn position(&self, key: &str) -> Option<usize> {
        let index = self.index();
        index.by_key.get(key).or_else(|| index.by_alias.get(key)).copied()
    }

    /// The entries, in file order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The indexes of the entries that a bibliography of all entries contains, in file order: all
    /// except those whose key an earlier entry has. Entries without a key are included.
    pub fn first_of_keys(&self) -> impl Iterator<Item = usize> {
        let mut repeated = self.index().repeated.iter().copied().peekable();
        (0..self.entries.len()).filter(move |&index| repeated.next_if_eq(&index).is_none())
    }

    /// The number of entries, including those whose key is repeated.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True if there are no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries, in file order.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.entries.iter()
    }

    /// The keys, in file order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.key.as_str())
    }
}

impl PartialEq for Library {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries && self.records == other.records
    }
}

impl Eq for Library {}

impl FromIterator<Entry> for Library {
    fn from_iter<T: IntoIterator<Item = Entry>>(iter: T) -> Self {
        let mut library = Library::new();
        library.extend(iter);
        library
    }
}

impl Extend<Entry> for Library {
    fn extend<T: IntoIterator<Item = Entry>>(&mut self, iter: T) {
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
        self.entries.into_iter()
    }
}
