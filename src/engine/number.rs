//! Sorts the bibliography and numbers its items.

use crate::engine::ids::ItemId;
use crate::engine::run::Run;
use crate::engine::sort::Sorter;
use crate::style::ir::Scope;

/// Sorts the bibliography and numbers its items.
pub(crate) fn number_items(run: &mut Run<'_>) {
    let mut order: Vec<ItemId> = run.item_ids().collect();
    for (number, &item) in order.iter().enumerate() {
        run.facts[item].citation_number = number as u32 + 1;
    }
    let Some(bibliography) = &run.program.bibliography else {
        return run.set_bibliography(order);
    };
    if !bibliography.sort.is_empty() && !run.options.unsorted {
        let keys = &bibliography.sort;
        let sorter =
            Sorter::new(run.program, run.locale(), Scope::Bibliography, run.options.threads);
        let sorted = |item: ItemId| (&run.items[item], run.entry_context(item));
        sorter.sort(keys, &sorted, &mut order);
        // They are numbered in the order of the bibliography, beginning at its end if their numbers
        // are sorted in descending order.
        let last = order.len() as u32;
        let downwards = bibliography.numbers_downwards;
        for (place, &item) in (1..).zip(&order) {
            run.facts[item].citation_number = if downwards { last + 1 - place } else { place };
        }
    }
    run.set_bibliography(order);
}
