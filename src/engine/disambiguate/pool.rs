//! A set of items that print the same, told apart by their names.
//!
//! One expansion is grown step by step: the given names of the first name, then one more name and
//! its given names, and so on, list by list. After each step the set is parted from its first
//! item; where the step has parted it, the expansion is kept, or else it is taken back when the
//! names are all used up. The expansion is not taken back between the parts of a set, as
//! citeproc-js has it, so that a part may show more than it needs.

use rustc_hash::FxHashMap;

use crate::engine::context::{GivenLevel, ListExpansion};
use crate::engine::disambiguate::reference::{Expansion, References};
use crate::style::ir::Disambiguation;

pub(super) struct Pool<'p, 'r, 'a> {
    references: &'p mut References<'r, 'a>,
    items: &'p [usize],
    add_names: bool,
    by_cite: bool,
    /// For each list how many names it has at most, and which given names it shows at first.
    lists: Vec<(u16, GivenLevel)>,
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
        let mut lists: Vec<(u16, GivenLevel)> = Vec::new();
        let mut without_initials = Vec::new();
        let mut tried = Expansion::default();
        for (index, &item) in items.iter().enumerate() {
            for (place, list) in references.lists(item).iter().enumerate() {
                let count = list.names.len() as u16;
                if let Some((most, _)) = lists.get_mut(place) {
                    *most = count.min(*most);
                    without_initials[place] &= !list.has_initials;
                } else if index == 0 {
                    lists.push((count, list.level));
                    without_initials.push(!list.has_initials);
                    tried.lists.push(ListExpansion { shown: list.shown as u16, levels: vec![] });
                }
            }
        }
        for (list, (count, _)) in tried.lists.iter_mut().zip(&lists) {
            list.levels = vec![GivenLevel::AsStyled; usize::from(*count)];
        }
        references.set_without_initials(without_initials);
        Pool {
            references,
            items,
            add_names: options.add_names,
            by_cite: options.add_givenname && !options.rule.is_global(),
            lists,
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
        let mut waiting = std::collections::VecDeque::from([self.items.to_vec()]);
        // At first all items print the same.
        let mut alike = self.items.len() - 1;
        while let Some(mut items) = waiting.pop_front() {
            (self.list, self.name) = (0, 0);
            let mut same_before = std::mem::take(&mut alike);
            while !items.is_empty() {
                let exhausted = self.grow();
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
                    if let [last] = items[..] {
                        self.keep(&[last]);
                        items.clear();
                    }
                } else if let [last] = other[..] {
                    self.keep(&[last]);
                    items = same;
                } else if alike < same_before {
                    self.kept.clone_from(&self.tried);
                    items = same;
                    waiting.push_back(other);
                } else if exhausted {
                    self.found.extend(same.iter().map(|&item| (item, self.kept.clone())));
                    items = other;
                    self.kept.clone_from(&self.initial);
                    self.tried.clone_from(&self.initial);
                }
                same_before = alike;
            }
        }
        let initial = self.initial;
        self.found.retain(|(_, expansion)| *expansion != initial);
        self.found
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
        while let Some(&(count, first_level)) = self.lists.get(self.list) {
            let list = &mut self.tried.lists[self.list];
            let kept = &self.kept.lists[self.list];
            if self.by_cite
                && let Some(level) = list.levels.get_mut(self.name)
            {
                if let Some(next) = next_level(*level, first_level) {
                    *level = next;
                    return false;
                }
                *level = kept.levels[self.name];
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
