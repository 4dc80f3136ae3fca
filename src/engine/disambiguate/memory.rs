//! Disambiguation once more, after an edit: what was found out before is kept where it still holds.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::engine::disambiguate::people::{Member, People, Touched, members};
use crate::engine::disambiguate::reference::{References, plain_text, sets_of};
use crate::engine::disambiguate::{Distinction, note, resolve};
use crate::engine::run::Run;
use crate::engine::tape::Tape;
use crate::model::Library;

/// What disambiguation has found out of the entries of a library.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    people: Option<Arc<People>>,
    /// By entry: the people that its cite names.
    members: FxHashMap<usize, Vec<Member<'static>>>,
    /// By entry: the number of the text that its cite prints as the style has it.
    plain: FxHashMap<usize, u32>,
    texts: FxHashMap<String, u32>,
    sets: FxHashMap<AmbiguousSet, Vec<Distinction>>,
}

/// Entries that print the same, in the order of their first citations, each with its place among
/// them in the bibliography.
type AmbiguousSet = Vec<(usize, usize)>;

impl Memory {
    /// Finds what tells the items of a run apart, `entries` being the library's entry of each.
    ///
    /// Gives who are told apart in another way than before, which any cite of them may show.
    pub(crate) fn disambiguate(
        &mut self,
        run: &mut Run<'_>,
        entries: &[usize],
        library: &Library,
    ) -> Touched {
        let options = &run.program.citation.disambiguation;
        if !options.is_needed() {
            return Touched::default();
        }
        let had = self.people.take();
        if options.add_givenname && options.rule.is_global() {
            run.people = self.people_of(run, entries);
        }
        let touched = Touched::between(had.as_deref(), run.people.as_deref());
        let holds = |entry: usize| !touched.includes(&library.entries()[entry]);
        self.plain.retain(|entry, _| holds(*entry));
        self.sets.retain(|set, _| set.iter().all(|(entry, _)| holds(*entry)));
        self.tell_apart(run, entries);
        self.people.clone_from(&run.people);
        touched
    }

    fn people_of(&mut self, run: &Run<'_>, entries: &[usize]) -> Option<Arc<People>> {
        let mut tape = Tape::default();
        for (item, &entry) in entries.iter().enumerate() {
            self.members.entry(entry).or_insert_with(|| {
                members(run, item, &mut tape).into_iter().map(Member::into_owned).collect()
            });
        }
        let members = entries.iter().filter_map(|entry| self.members.get(entry)).flatten();
        People::of_members(run.program, members).map(Arc::new)
    }

    fn tell_apart(&mut self, run: &mut Run<'_>, entries: &[usize]) {
        let view: &Run<'_> = run;
        let mut references = References::new(view, &[]);
        let mut before = std::mem::take(&mut self.sets);
        let sets = self.ambiguous(view, entries);
        let mut all = Vec::with_capacity(sets.len());
        for items in &sets {
            let mut order = items.clone();
            order.sort_by_key(|&item| view.facts[item].bibliography_place);
            let place = |item: &usize| order.iter().position(|other| other == item);
            let set: AmbiguousSet =
                items.iter().map(|item| (entries[*item], place(item).unwrap_or(0))).collect();
            let found = before.remove(&set).unwrap_or_else(|| {
                let options = &view.program.citation.disambiguation;
                resolve(options, items, &mut references, view)
            });
            all.push(found.clone());
            self.sets.insert(set, found);
        }
        note(run, &sets, all);
    }

    /// The sets of items that print the same as the style has it, by their first items.
    fn ambiguous(&mut self, run: &Run<'_>, entries: &[usize]) -> Vec<Vec<usize>> {
        let mut tape = Tape::default();
        let texts = entries.iter().enumerate().map(|(item, &entry)| {
            *self.plain.entry(entry).or_insert_with(|| {
                let next = self.texts.len() as u32;
                *self.texts.entry(plain_text(run, item, &mut tape)).or_insert(next)
            })
        });
        sets_of(texts, entries.len())
    }
}
