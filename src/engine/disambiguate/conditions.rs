//! Uses the condition `disambiguate` to distinguish works that names cannot tell apart.
//!
//! For works that print the same, one more of the conditions becomes true at a time, as long as
//! there are any. As with names, the set is split at its first item: if the first item has become
//! unique, the others are compared with each other; if some still print the same as the first,
//! these are distinguished further, and the others wait.
//!
//! *Source*: what citeproc-js prints. If a work is distinguished from two or more others before the
//! last condition, it shows the names that were tried before all conditions: the full given names
//! of the first person, and all people in the list.

use std::collections::VecDeque;

use crate::engine::decisions::{Expansion, GivenLevel, ListExpansion};
use crate::engine::disambiguate::reference::References;
use crate::engine::ids::ItemId;
use crate::style::ir::Disambiguation;

/// Finds what distinguishes each item of a group from the others; `first` is how their names are
/// shown.
pub(super) fn tell_apart(
    group: &[ItemId],
    first: &Expansion,
    options: &Disambiguation,
    references: &mut References<'_, '_>,
) -> Vec<(ItemId, Expansion)> {
    let last = references.conditions_asked(group, first);
    let mut parting = Parting { expansion: first.clone(), references, found: Vec::new() };
    // Parts with the first condition that is tried for them, and whether they show all names.
    let mut waiting = VecDeque::from([Part { items: group.to_vec(), from: 1, whole: false }]);
    while let Some(part) = waiting.pop_front() {
        parting.part(part, last, &mut waiting);
    }
    let found = parting.found;
    let whole = found
        .iter()
        .any(|found| found.whole)
        .then(|| with_names(group, first, options, references));
    let expansion = |found: &Found| {
        let names = whole.as_ref().filter(|_| found.whole).unwrap_or(first);
        Expansion { conditions: found.conditions, ..names.clone() }
    };
    found.iter().map(|found| (found.item, expansion(found))).collect()
}

/// Items that still print the same.
struct Part {
    items: Vec<ItemId>,
    from: u16,
    whole: bool,
}

/// The number of conditions that distinguish an item, and whether it shows all names.
struct Found {
    item: ItemId,
    conditions: u16,
    whole: bool,
}

struct Parting<'p, 'r, 'a> {
    expansion: Expansion,
    references: &'p mut References<'r, 'a>,
    found: Vec<Found>,
}

impl Parting<'_, '_, '_> {
    /// Distinguishes the items of a part from each other; those that have to wait are added to the
    /// queue.
    fn part(&mut self, part: Part, last: u16, waiting: &mut VecDeque<Part>) {
        let Part { mut items, from, mut whole } = part;
        for conditions in from..last {
            self.expansion.conditions = conditions;
            let mut rest = items.len();
            let mut groups: VecDeque<Vec<ItemId>> =
                self.references.groups(&items, |_| &self.expansion).into();
            items.clear();
            while let Some(same) = groups.pop_front() {
                rest -= same.len();
                let is_alone = same.len() == 1;
                if is_alone || rest == 1 {
                    // One item is distinguished from all others at once.
                    let parts_many = same.len() + rest > 2;
                    if parts_many && !whole {
                        whole = true;
                        self.found.iter_mut().for_each(|found| found.whole = true);
                    }
                }
                if is_alone {
                    self.find(same, conditions, whole);
                    continue;
                }
                if rest == 1 {
                    groups.drain(..).for_each(|last| self.find(last, conditions, whole));
                }
                let others: Vec<ItemId> = groups.drain(..).flatten().collect();
                if !others.is_empty() {
                    waiting.push_back(Part { items: others, from: conditions + 1, whole });
                }
                items = same;
            }
            if items.is_empty() {
                return;
            }
        }
        self.find(items, last, whole);
    }

    fn find(&mut self, items: Vec<ItemId>, conditions: u16, whole: bool) {
        self.found.extend(items.into_iter().map(|item| Found { item, conditions, whole }));
    }
}

/// The expansion with the names of the first list, as far as they can be shown.
fn with_names(
    group: &[ItemId],
    first: &Expansion,
    options: &Disambiguation,
    references: &mut References<'_, '_>,
) -> Expansion {
    let mut names = first.clone();
    let Some((&item, others)) = group.split_first() else { return names };
    let lists = references.lists(item).into_owned();
    if names.lists.is_empty() {
        let as_styled = |shown: usize| ListExpansion { shown: shown as u16, levels: Vec::new() };
        names.lists = lists.iter().map(|list| as_styled(list.shown)).collect();
    }
    if let (Some(list), Some(expanded)) = (lists.first(), names.lists.first_mut()) {
        if options.add_names {
            let length =
                |&item: &ItemId| references.lists(item).first().map(|list| list.names.len());
            let shortest = others.iter().filter_map(length).min();
            expanded.shown = shortest.unwrap_or(usize::MAX).min(list.names.len()) as u16;
        }
        if options.add_givenname && !options.rule.is_global() && list.level < GivenLevel::Full {
            match expanded.levels.first_mut() {
                Some(level) => *level = GivenLevel::Full,
                None => expanded.levels.push(GivenLevel::Full),
            }
        }
    }
    names
}
