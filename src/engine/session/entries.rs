//! The entries of the bibliography as they were last printed.

use crate::engine::bibliography::render_entry;
use crate::engine::decisions::ItemDecisions;
use crate::engine::ids::EntryId;
use crate::engine::run::Run;
use crate::engine::session::BibliographyChanges;
use crate::engine::substitute::PrintedNames;
use crate::engine::tape::Tape;
use crate::markup::{BibliographyEntry, Markup};
use crate::model::Library;

#[derive(Default)]
pub(super) struct Entries {
    /// By entry of the library.
    printed: Vec<Option<Printed>>,
    /// The entries that print something, in the order of the bibliography; `None` for one that is
    /// gone from the library.
    order: Vec<Option<EntryId>>,
}

/// The output of an entry.
struct Printed {
    /// `None` if it printed nothing.
    markup: Option<Markup>,
    /// The names of the entry before it, and those that this entry passes on to the next.
    before: Option<PrintedNames>,
    after: Option<PrintedNames>,
    /// Whether its output may have changed.
    is_stale: bool,
}

impl Entries {
    pub(super) fn new(library: usize) -> Self {
        Entries {
            printed: std::iter::repeat_with(|| None).take(library).collect(),
            order: Vec::new(),
        }
    }

    /// The entries, in the order of the bibliography.
    pub(super) fn in_order(&self, library: &Library) -> impl Iterator<Item = BibliographyEntry> {
        self.order.iter().flatten().map(|&entry| self.entry(entry, library))
    }

    fn entry(&self, entry: EntryId, library: &Library) -> BibliographyEntry {
        let markup = self.printed[entry].as_ref().and_then(|printed| printed.markup.clone());
        let key = entry.entry(library).key.clone();
        BibliographyEntry { key, markup: markup.unwrap_or_default() }
    }

    /// Records which entries may print something else, independently of the results of the phases.
    pub(super) fn forget(&mut self, is_stale: impl Fn(EntryId) -> bool) {
        for (entry, printed) in self.printed.iter_mut().enumerate() {
            if let Some(printed) = printed {
                printed.is_stale |= is_stale(EntryId::new(entry));
            }
        }
    }

    /// Adds a slot for an entry that was added at the end.
    pub(super) fn add(&mut self) {
        self.printed.push(None);
    }

    /// Removes an entry; the entries after it move up.
    pub(super) fn remove(&mut self, entry: EntryId) {
        self.printed.remove(entry.index());
        for other in &mut self.order {
            *other = other.and_then(|other| other.without(entry));
        }
    }

    /// Renders the entries that have changed, and returns them.
    pub(super) fn update(
        &mut self,
        run: &Run<'_>,
        cited: &[EntryId],
        facts: &[ItemDecisions],
        library: &Library,
    ) -> Option<BibliographyChanges> {
        let style = run.program.bibliography.as_ref()?;
        let by_number = style.asked.number || run.program.citation.prints_number;
        let mut tape = Tape::new(run.options);
        let mut names: Option<PrintedNames> = None;
        let mut order = Vec::with_capacity(run.bibliography.len());
        let mut again: Vec<bool> = vec![false; self.printed.len()];
        let admitted = run
            .bibliography
            .iter()
            .filter(|&&item| run.options.filter.admits(run.items[item].entry));
        for &item in admitted {
            let entry = cited[item];
            let holds = run.facts[item].prints_as(&facts[entry], by_number);
            let printed = match self.printed[entry].take() {
                Some(printed) if holds && !printed.is_stale && printed.before == names => printed,
                old => {
                    let before = names.clone();
                    let mut after = names;
                    let markup = render_entry(run, style, item, &mut after, &mut tape);
                    again[entry] = old.is_none_or(|old| old.markup != markup);
                    Printed { markup, before, after, is_stale: false }
                }
            };
            names = printed.after.clone();
            if printed.markup.is_some() {
                order.push(entry);
            }
            self.printed[entry] = Some(printed);
        }
        self.change(order, &again, library)
    }

    /// Stores a new order, and returns its changes, with the entries that print something else.
    fn change(
        &mut self,
        order: Vec<EntryId>,
        again: &[bool],
        library: &Library,
    ) -> Option<BibliographyChanges> {
        let now = order.iter().copied().map(Some).collect();
        let before = std::mem::replace(&mut self.order, now);
        let is_same = |(before, now): &(&Option<EntryId>, &EntryId)| **before == Some(**now);
        let start = before.iter().zip(&order).take_while(is_same).count();
        let rest = before[start..].iter().rev().zip(order[start..].iter().rev());
        let same = rest.take_while(is_same).count();
        let (removed, inserted) = (start..before.len() - same, start..order.len() - same);
        let kept = (0..order.len()).filter(|place| !inserted.contains(place));
        let replaced: Vec<(usize, BibliographyEntry)> = kept
            .filter(|&place| again[order[place]])
            .map(|place| (place, self.entry(order[place], library)))
            .collect();
        if removed.is_empty() && inserted.is_empty() && replaced.is_empty() {
            return None;
        }
        let inserted = order[inserted].iter().map(|&entry| self.entry(entry, library));
        Some(BibliographyChanges { removed, inserted: inserted.collect(), replaced })
    }
}
