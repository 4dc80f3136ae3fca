//! Adding, changing and removing entries while a document is being written.

use std::sync::Arc;

use crate::engine::decisions::ItemDecisions;
use crate::engine::ids::EntryId;
use crate::engine::session::lookup::{entries_of, uncited};
use crate::engine::session::{Changes, Document, Known, Session};
use crate::model::{Entry, Library};

impl Session {
    /// Replaces the first entry with the same key, or adds the entry if there is none.
    ///
    /// A library that is shared with others is copied before it is changed, so that theirs stays
    /// the same.
    ///
    /// # Example
    ///
    /// ```
    /// use ibid::engine::{Options, Session};
    /// use ibid::model::{Cite, Date, Entry, EntryType, Library, Name};
    ///
    /// let mett = Entry::new("mett", EntryType::Book).with_author(Name::person("Mett", "Ida"));
    /// let citations = vec![Cite::new("mett").into(), Cite::new("broue").into()];
    /// let apa = ibid::Style::named("apa")?;
    /// let library = Library::from_iter([mett.clone()]);
    /// let mut session = Session::new(&apa, library, citations, Options::default());
    ///
    /// let changes = session.set_entry(mett.with_issued(Date::year(1967)));
    /// let texts = changes.citations.iter().map(|(at, text)| (*at, text.to_plain()));
    /// assert_eq!(texts.collect::<Vec<_>>(), [(0, "(Mett, 1967)".to_owned())]);
    /// # Ok::<(), ibid::Error>(())
    /// ```
    pub fn set_entry(&mut self, entry: Entry) -> Changes {
        let Session { document, known } = self;
        let changed = EntryId::new(Arc::make_mut(&mut document.library).set(entry));
        if changed.index() == known.facts.len() {
            known.facts.push(ItemDecisions::default());
            known.entries.add();
        } else {
            known.forget(changed);
        }
        document.find_entries(|entry| (entry != changed).then_some(entry));
        self.update()
    }

    /// Removes the first entry with this key, and returns it with the changes; `None` if there is
    /// none. Cites of it then have an unknown key.
    pub fn remove_entry(&mut self, key: &str) -> Option<(Entry, Changes)> {
        let Session { document, known } = self;
        document.library.position(key)?;
        let (index, entry) = Arc::make_mut(&mut document.library).remove(key)?;
        let gone = EntryId::new(index);
        known.remove(gone);
        document.find_entries(|entry| entry.without(gone));
        Some((entry, self.update()))
    }

    /// The library, after the edits.
    pub fn library(&self) -> &Arc<Library> {
        &self.document.library
    }
}

impl Known {
    /// Discards the results for an entry that has changed.
    fn forget(&mut self, entry: EntryId) {
        self.order.forget(entry);
        self.memory.forget(entry);
        self.entries.forget(|other| other == entry);
    }

    /// Removes an entry; the entries after it move up.
    fn remove(&mut self, entry: EntryId) {
        self.order.remove(entry);
        self.memory.remove(entry);
        self.entries.remove(entry);
        self.facts.remove(entry.index());
    }
}

impl Document {
    /// Looks up again which entries are cited. `moved` returns the new index of an entry from
    /// before the change; `None` for an entry that was changed or removed.
    fn find_entries(&mut self, moved: impl Fn(EntryId) -> Option<EntryId>) {
        self.uncited = uncited(&self.options, &self.library);
        for stored in &mut self.citations {
            let found = entries_of(&stored.citation, &self.library);
            let is_as_before = |(before, now): (&Option<EntryId>, &Option<EntryId>)| match before {
                Some(before) => moved(*before).is_some_and(|before| *now == Some(before)),
                None => now.is_none(),
            };
            if !stored.entries.iter().zip(&found).all(is_as_before) {
                stored.is_stale = true;
                stored.order = None;
            }
            stored.entries = found;
        }
    }
}
