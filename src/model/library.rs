//! The entries of a bibliography in their order, with look-up by key.

use std::collections::HashMap;

use crate::model::Entry;

/// Entries in file order.
///
/// Two entries may have one key, as they may in a file. Look-up finds the first, and a
/// bibliography of all entries lists only the first, as BibTeX and biber do.
#[derive(Debug, Clone, Default)]
pub struct Library {
    entries: Vec<Entry>,
    /// What a file has beside works.
    records: Vec<Entry>,
    /// Key → index of the first entry that has it.
    by_key: HashMap<String, usize>,
    /// Alias → index of the first entry that has it.
    by_alias: HashMap<String, usize>,
    /// The indexes, ascending, of entries whose key an earlier entry has.
    repeated: Vec<usize>,
}

impl Library {
    /// A library without entries.
    pub fn new() -> Self {
        Library::default()
    }

    /// Adds an entry at the end and gives its index.
    pub fn push(&mut self, entry: Entry) -> usize {
        let index = self.entries.len();
        let first = *self.by_key.entry(entry.key.clone()).or_insert(index);
        if first != index && !entry.key.is_empty() {
            self.repeated.push(index);
        }
        for alias in &entry.aliases {
            self.by_alias.entry(alias.clone()).or_insert(index);
        }
        self.entries.push(entry);
        index
    }

    /// Puts an entry in the place of the first that has its key, or at the end where there is none,
    /// and gives its index. An entry without a key is always added at the end.
    pub fn set(&mut self, entry: Entry) -> usize {
        match self.by_key.get(&entry.key) {
            Some(&index) if !entry.key.is_empty() => {
                let has_aliases =
                    !(entry.aliases.is_empty() && self.entries[index].aliases.is_empty());
                self.entries[index] = entry;
                if has_aliases {
                    self.index();
                }
                index
            }
            _ => self.push(entry),
        }
    }

    /// Takes out the first entry that has a key, and gives it with the index that it had. The
    /// entries after it move up; aliases are not looked at.
    pub fn remove(&mut self, key: &str) -> Option<(usize, Entry)> {
        let &index = self.by_key.get(key)?;
        let entry = self.entries.remove(index);
        self.index();
        Some((index, entry))
    }

    /// Finds anew which entry is reached by which key and alias.
    fn index(&mut self) {
        let entries = std::mem::take(&mut self.entries);
        let records = std::mem::take(&mut self.records);
        *self = Library { records, ..Library::default() };
        self.extend(entries);
    }

    /// Adds what is no work: a data container (`@xdata`), a set of entries (`@set`), or settings
    /// (`@control`). No citation finds it, no bibliography lists it, and it is not counted.
    pub fn push_record(&mut self, record: Entry) {
        self.records.push(record);
    }

    /// What is no work, in file order; what works take from data containers they have already.
    pub fn records(&self) -> &[Entry] {
        &self.records
    }

    /// The first entry with that key, or else with that alias.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.position(key).map(|index| &self.entries[index])
    }

    /// The index of the first entry with that key, or else with that alias.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).or_else(|| self.by_alias.get(key)).copied()
    }

    /// The entries, in file order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The indexes of the entries that citations can reach, in file order: all but those whose key
    /// an earlier entry has. Entries without a key are among them, for a bibliography lists them.
    pub fn first_of_keys(&self) -> impl Iterator<Item = usize> {
        let mut repeated = self.repeated.iter().copied().peekable();
        (0..self.entries.len()).filter(move |&index| repeated.next_if_eq(&index).is_none())
    }

    /// How many entries there are, those with a repeated key too.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
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
