//! A set of items that print the same, told apart by their names.
//!
//! One expansion is grown step by step: the given names of the first name, then one more name and
//! its given names, and so on, list by list, as far as all items at hand have names. After each
//! step the set is parted from its first item. Where that is alone, the others are held beside each
//! other as they are shown already; where some print the same as it, these are told apart further,
//! and the others wait. Where the names are used up, what the last parting showed is kept, and the
//! next part begins with what parted it. A part that waited for others that were all told apart
//! goes on from what these show, as citeproc-js has it, so that it may show more than it needs.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use crate::engine::decisions::{Expansion, GivenLevel, ListExpansion};
use crate::engine::disambiguate::reference::References;
use crate::style::ir::Disambiguation;

pub(super) struct Pool<'p, 'r, 'a> {
    references: &'p mut References<'r, 'a>,
    items: &'p [usize],
    add_names: bool,
    by_cite: bool,
    /// For each list which given names it shows at first.
    first_levels: Vec<GivenLevel>,
    /// How many names each list of an item has.
    counts: FxHashMap<usize, Vec<u16>>,
    /// For each list how many names all items at hand have.
    limits: Vec<u16>,
    initial: Expansion,
    /// The expansion that is tried, and the last one that parted items.
    tried: Expansion,
    kept: Expansion,
    /// The list and the name in it whose given names are grown.
    list: usize,
    name: usize,
    found: Vec<(usize, Expansion)>,
}

impl<'p, 'r, 'a> Pool<'p, 'r, 'a> {
    pub(super) fn new(
        options: &Disambiguation,
        items: &'p [usize],
        references: &'p mut References<'r, 'a>,
    ) -> Self {
        let mut first_levels: Vec<GivenLevel> = Vec::new();
        let mut without_initials = Vec::new();
        let mut counts = FxHashMap::default();
        let mut tried = Expansion::default();
        for (index, &item) in items.iter().enumerate() {
            let mut own = Vec::new();
            for (place, list) in references.lists(item).iter().enumerate() {
                if index == 0 {
                    first_levels.push(list.level);
                    without_initials.push(!list.has_initials);
                    tried.lists.push(ListExpansion { shown: list.shown as u16, levels: vec![] });
                } else if let Some(without) = without_initials.get_mut(place) {
                    *without &= !list.has_initials;
                }
                own.push(list.names.len() as u16);
            }
            counts.insert(item, own);
        }
        references.set_without_initials(without_initials);
        Pool {
            references,
            items,
            add_names: options.add_names,
            by_cite: options.add_givenname && !options.rule.is_global(),
            limits: vec![0; first_levels.len()],
            first_levels,
            counts,
            initial: tried.clone(),
            kept: tried.clone(),
            tried,
            list: 0,
            name: 0,
            found: Vec::with_capacity(items.len()),
        }
    }

    /// The expansion of each item that has one.
    pub(super) fn refine(mut self) -> Vec<(usize, Expansion)> {
        // Parts that wait for their turn, each with the expansion that parted it.
        let mut waiting = VecDeque::from([(self.items.to_vec(), self.initial.clone())]);
        // At first all items print the same.
        let mut alike = self.items.len() - 1;
        let mut used_up = false;
        while let Some((mut items, base)) = waiting.pop_front() {
            // Whether those at hand have been held beside each other as they are tried.
            let mut compared = true;
            if std::mem::take(&mut used_up) {
                self.tried.clone_from(&base);
                self.kept = base;
                (self.list, self.name) = (0, 0);
                compared = false;
                alike = items.len();
            }
            let mut same_before = std::mem::take(&mut alike);
            while !items.is_empty() {
                self.set_limits(&items);
                let exhausted = compared && self.grow();
                compared = true;
                if exhausted && self.kept == self.initial {
                    // Nothing has told these apart.
                    break;
                }
                if exhausted && self.keep_unique(&mut items) {
                    same_before = 0;
                    continue;
                }
                let Some((&first, others)) = items.split_first() else { break };
                let number = self.references.number(&self.tried);
                let text = self.references.text(first, &self.tried, number);
                let (mut same, other): (Vec<usize>, Vec<usize>) = others
                    .iter()
                    .partition(|&&item| self.references.text(item, &self.tried, number) == text);
                let alike = same.len();
                same.insert(0, first);
                if alike == 0 {
                    self.keep(&[first]);
                    items = other;
                    self.keep_unique(&mut items);
                    // The others may differ from each other as far as they are shown already.
                    compared = false;
                    same_before = items.len();
                    continue;
                } else if let [last] = other[..] {
                    self.keep(&[last]);
                    items = same;
                } else if alike < same_before {
                    self.kept.clone_from(&self.tried);
                    items = same;
                    waiting.push_back((other, self.kept.clone()));
                } else if exhausted {
                    self.found.extend(same.iter().map(|&item| (item, self.kept.clone())));
                    if !other.is_empty() {
                        waiting.push_front((other, self.kept.clone()));
                    }
                    used_up = true;
                    break;
                }
                same_before = alike;
            }
        }
        let initial = self.initial;
        self.found.retain(|(_, expansion)| *expansion != initial);
        self.found
    }

    /// Finds how far the lists of all items at hand can be shown.
    fn set_limits(&mut self, items: &[usize]) {
        for (place, limit) in self.limits.iter_mut().enumerate() {
            let counts = items.iter().filter_map(|item| self.counts.get(item)?.get(place));
            *limit = counts.copied().min().unwrap_or_default();
        }
    }

    /// Keeps what is tried for the items at the start that nothing else prints the same as, all at
    /// once; `false` where there are none.
    fn keep_unique(&mut self, items: &mut Vec<usize>) -> bool {
        let number = self.references.number(&self.tried);
        let texts: Vec<u32> =
            items.iter().map(|&item| self.references.text(item, &self.tried, number)).collect();
        let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
        for &text in &texts {
            *counts.entry(text).or_default() += 1;
        }
        let mut unique = texts.iter().take_while(|text| counts[text] == 1).count();
        if unique == 0 {
            return false;
        }
        if unique + 1 == items.len() {
            unique += 1;
        }
        let rest = items.split_off(unique);
        self.keep(&std::mem::replace(items, rest));
        true
    }

    /// Keeps what is tried, and gives it to items that it has told apart.
    fn keep(&mut self, items: &[usize]) {
        self.kept.clone_from(&self.tried);
        self.found.extend(items.iter().map(|&item| (item, self.kept.clone())));
    }

    /// Grows what is tried by a step; `true` where nothing is left to grow.
    fn grow(&mut self) -> bool {
        while let Some(&count) = self.limits.get(self.list) {
            let first_level = self.first_levels[self.list];
            let list = &mut self.tried.lists[self.list];
            let kept = &self.kept.lists[self.list];
            if self.by_cite && self.name < usize::from(count) {
                if list.levels.len() <= self.name {
                    list.levels.resize(self.name + 1, GivenLevel::AsStyled);
                }
                let level = &mut list.levels[self.name];
                if let Some(next) = next_level(*level, first_level) {
                    *level = next;
                    return false;
                }
                *level = kept.levels.get(self.name).copied().unwrap_or_default();
                while list.levels.pop_if(|level| *level == GivenLevel::AsStyled).is_some() {}
            }
            if self.add_names {
                let next = self.name + 1;
                if list.shown < count {
                    list.shown += 1;
                    self.name = next;
                    return false;
                }
                if self.by_cite && next < usize::from(count) {
                    self.name = next;
                    continue;
                }
            }
            list.shown = kept.shown;
            self.list += 1;
            self.name = 0;
        }
        true
    }
}

fn next_level(level: GivenLevel, first: GivenLevel) -> Option<GivenLevel> {
    match level.max(first) {
        GivenLevel::AsStyled => Some(GivenLevel::Initials),
        GivenLevel::Initials => Some(GivenLevel::Full),
        GivenLevel::Full => None,
    }
}
