//! Repeats disambiguation after an edit, keeping results that are still valid.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::engine::decisions::Distinction;
use crate::engine::disambiguate::name_uses::{key_uses, name_uses};
use crate::engine::disambiguate::reference::{References, plain_text, sets_of};
use crate::engine::disambiguate::{first_notes, note, resolve};
use crate::engine::given_names::{AffectedFamilies, GivenNameIndex, NameUse};
use crate::engine::ids::{EntryId, ItemId};
use crate::engine::run::Run;
use crate::engine::tape::Tape;
use crate::model::Library;

/// The results of disambiguation for the entries of a library.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    given_names: Option<Arc<GivenNameIndex>>,
    /// By entry: the people that its cite and its sort keys name.
    uses: FxHashMap<EntryId, Vec<NameUse<'static>>>,
    /// By entry: the id of the text that its cite prints without disambiguation.
    plain: FxHashMap<EntryId, u32>,
    texts: FxHashMap<String, u32>,
    sets: FxHashMap<AmbiguousSet, Vec<Distinction>>,
}

/// Entries that print the same, in the order of their first citations, each with its position among
/// them in the bibliography, and the note of its first citation if that distinguishes it.
type AmbiguousSet = Vec<(EntryId, usize, Option<u32>)>;

impl Memory {
    /// Finds the given names by which people are told apart, `entries` being the library's entry of
    /// each item.
    ///
    /// Returns the families whose people are now distinguished in another way, which any cite of
    /// them may show.
    pub(crate) fn tell_people_apart(
        &mut self,
        run: &mut Run<'_>,
        entries: &[EntryId],
        library: &Library,
    ) -> AffectedFamilies {
        if !run.program.citation.disambiguation.is_of_people() {
            return AffectedFamilies::default();
        }
        run.given_names = self.index_of(run, entries);
        let affected =
            AffectedFamilies::between(self.given_names.as_deref(), run.given_names.as_deref());
        let holds = |entry: EntryId| !affected.includes(entry.entry(library));
        self.plain.retain(|entry, _| holds(*entry));
        self.sets.retain(|set, _| set.iter().all(|(entry, ..)| holds(*entry)));
        self.given_names.clone_from(&run.given_names);
        affected
    }

    /// Finds what tells the items of a run apart.
    pub(crate) fn disambiguate(&mut self, run: &mut Run<'_>, entries: &[EntryId]) {
        if run.program.citation.disambiguation.is_needed() {
            self.tell_apart(run, entries);
        }
    }

    /// Discards the results for an entry that has changed.
    pub(crate) fn forget(&mut self, entry: EntryId) {
        self.uses.remove(&entry);
        self.plain.remove(&entry);
        self.sets.retain(|set, _| set.iter().all(|(other, ..)| *other != entry));
    }

    /// Removes an entry; the entries after it move up.
    pub(crate) fn remove(&mut self, entry: EntryId) {
        self.forget(entry);
        // What was known of the entry itself is forgotten already.
        let moved = |other: EntryId| other.without(entry).unwrap_or(other);
        self.uses = self.uses.drain().map(|(other, uses)| (moved(other), uses)).collect();
        self.plain = self.plain.drain().map(|(other, text)| (moved(other), text)).collect();
        let sets = self.sets.drain().map(|(mut set, found)| {
            set.iter_mut().for_each(|(other, ..)| *other = moved(*other));
            (set, found)
        });
        self.sets = sets.collect();
    }

    fn index_of(&mut self, run: &Run<'_>, entries: &[EntryId]) -> Option<Arc<GivenNameIndex>> {
        let mut tape = Tape::default();
        for (item, &entry) in ItemId::first(entries.len()).zip(entries) {
            self.uses.entry(entry).or_insert_with(|| {
                let found = name_uses(run, item, &mut tape);
                let mut uses = found.cites;
                if !found.others.is_empty() {
                    uses.extend(key_uses(run, item, &mut tape));
                }
                uses.into_iter().map(NameUse::into_owned).collect()
            });
        }
        let uses = entries.iter().filter_map(|entry| self.uses.get(entry)).flatten();
        GivenNameIndex::of_uses(run.program, uses).map(Arc::new)
    }

    fn tell_apart(&mut self, run: &mut Run<'_>, entries: &[EntryId]) {
        let view: &Run<'_> = run;
        let mut references = References::new(view, &[]);
        let mut before = std::mem::take(&mut self.sets);
        let sets = self.ambiguous(view, entries);
        let first_notes = first_notes(view);
        let first_note = |item: ItemId| first_notes.get(item.index()).copied().flatten();
        let mut all = Vec::with_capacity(sets.len());
        for items in &sets {
            let mut order = items.clone();
            order.sort_by_key(|&item| view.facts[item].bibliography_place);
            let place = |item: &ItemId| order.iter().position(|other| other == item);
            let key = |item: &ItemId| (entries[*item], place(item).unwrap_or(0), first_note(*item));
            let set: AmbiguousSet = items.iter().map(key).collect();
            let found = before
                .remove(&set)
                .unwrap_or_else(|| resolve(items, &mut references, view, &first_notes));
            all.push(found.clone());
            self.sets.insert(set, found);
        }
        note(run, &sets, all);
    }

    /// The sets of items that print the same without disambiguation, by their first items.
    fn ambiguous(&mut self, run: &Run<'_>, entries: &[EntryId]) -> Vec<Vec<ItemId>> {
        let mut tape = Tape::default();
        let texts = ItemId::first(entries.len()).zip(entries).map(|(item, &entry)| {
            *self.plain.entry(entry).or_insert_with(|| {
                let next = self.texts.len() as u32;
                *self.texts.entry(plain_text(run, item, &mut tape)).or_insert(next)
            })
        });
        sets_of(texts, entries.len())
    }
}
