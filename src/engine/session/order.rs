//! The order of the bibliography after an edit. Sort keys are computed once per entry, and sorting
//! starts from the old order, since little of it changes.

use std::cmp::Ordering;

use crate::engine::ids::{EntryId, ItemId};
use crate::engine::number;
use crate::engine::run::Run;
use crate::engine::sort::{Collation, Sorter, compare};
use crate::engine::tape::Tape;
use crate::style::ir::{Scope, SortKey};

/// The sort keys of the entries so far.
#[derive(Default)]
pub(super) struct Order {
    columns: Vec<Column>,
    /// The entries of the bibliography, in its order.
    last: Vec<EntryId>,
}

/// One sort key of all entries.
struct Column {
    collation: Collation,
    /// By entry.
    cells: Vec<Option<Cell>>,
}

struct Cell {
    text: String,
    /// `None` if the text is empty.
    key: Option<Box<[u8]>>,
}

impl Order {
    /// Sorts the bibliography of a run and numbers its items; `entries` contains the library's
    /// entry of each.
    pub(super) fn number_items(&mut self, run: &mut Run<'_>, entries: &[EntryId], library: usize) {
        let program = run.program;
        let keys = program.bibliography.as_ref().map_or(&[][..], |style| &style.sort);
        let by_number = program.bibliography.as_ref().is_some_and(|style| style.sort_asked.number);
        if keys.is_empty() || by_number || run.options.unsorted {
            // There is nothing to sort, or the keys contain numbers, which any edit changes.
            return number::number_items(run);
        }
        for (item, facts) in run.facts.iter_mut().enumerate() {
            facts.citation_number = item as u32 + 1;
        }
        self.add_keys(keys, run, entries, library);
        let mut items: Vec<Option<ItemId>> = vec![None; library];
        for (item, &entry) in run.item_ids().zip(entries) {
            items[entry] = Some(item);
        }
        let mut order: Vec<ItemId> =
            self.last.iter().filter_map(|&entry| items[entry].take()).collect();
        order.extend(entries.iter().filter_map(|&entry| items[entry].take()));
        order.sort_by(|&a, &b| self.compare(keys, entries[a], entries[b]).then(a.cmp(&b)));
        for (number, &item) in order.iter().enumerate() {
            run.facts[item].citation_number = number as u32 + 1;
        }
        self.last = order.iter().map(|&item| entries[item]).collect();
        run.set_bibliography(order);
    }

    /// Discards the keys of an entry that has changed.
    pub(super) fn forget(&mut self, entry: EntryId) {
        for column in &mut self.columns {
            if let Some(cell) = column.cells.get_mut(entry.index()) {
                *cell = None;
            }
        }
    }

    /// Removes an entry; the entries after it move up.
    pub(super) fn remove(&mut self, entry: EntryId) {
        for column in &mut self.columns {
            if entry.index() < column.cells.len() {
                column.cells.remove(entry.index());
            }
        }
        self.last = self.last.iter().filter_map(|other| other.without(entry)).collect();
    }

    fn add_keys(&mut self, keys: &[SortKey], run: &Run<'_>, entries: &[EntryId], library: usize) {
        let language = &run.locale().language;
        let one = run.options.threads;
        let sorter = Sorter::new(run.program, run.locale(), Scope::Bibliography, one);
        let mut tape = Tape::default();
        self.columns.resize_with(keys.len(), || Column {
            collation: Collation::of(&[], language),
            cells: Vec::new(),
        });
        // An entry may have been added.
        self.columns.iter_mut().for_each(|column| column.cells.resize_with(library, || None));
        for (key, column) in keys.iter().zip(&mut self.columns) {
            for (item, &entry) in run.item_ids().zip(entries) {
                if column.cells[entry].is_some() {
                    continue;
                }
                let context = run.entry_context(item);
                let text = sorter.text(key, &run.items[item], &context, &mut tape);
                column.push(entry, text, language);
            }
        }
    }

    fn compare(&self, keys: &[SortKey], a: EntryId, b: EntryId) -> Ordering {
        for (key, column) in keys.iter().zip(&self.columns) {
            let of =
                |entry: EntryId| column.cells[entry].as_ref().and_then(|cell| cell.key.as_deref());
            let order = compare(key, of(a), of(b));
            if order != Ordering::Equal {
                return order;
            }
        }
        Ordering::Equal
    }
}

impl Column {
    fn push(&mut self, entry: EntryId, text: String, language: &str) {
        if !self.collation.covers(&text) {
            self.collation = Collation::of(std::slice::from_ref(&text), language);
            for cell in self.cells.iter_mut().flatten() {
                cell.key = key_of(&self.collation, &cell.text);
            }
        }
        let key = key_of(&self.collation, &text);
        self.cells[entry] = Some(Cell { text, key });
    }
}

fn key_of(collation: &Collation, text: &str) -> Option<Box<[u8]>> {
    (!text.is_empty()).then(|| collation.key(text))
}
