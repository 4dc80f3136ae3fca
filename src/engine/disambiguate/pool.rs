//! Disambiguates a set of items that print the same by their names.
//!
//! One expansion is grown step by step: the given names of the first name, then one more name and
//! its given names, and so on, list by list, as far as all items of a part had names when its turn
//! came, and one name more at the end. After each step the part is split at its first item. If the
//! first item has become unique, the others are compared with each other in their current form; if
//! some print the same as the first, these are distinguished further, and the others wait.
//!
//! As in citeproc-js, a part that waited for others which were all distinguished continues from their
//! expansion, so it may show more than it needs: one more name, and in styles that add given names
//! by cite that of the second person if the others needed a third. It is compared as it is, and keeps
//! the limits of the others, if one of the others was unique before it had to wait.
//!
//! When no names are left, the expansion of the last split is kept for those that still print the
//! same. As in citeproc-js, the parts that wait then are not distinguished by names any more: in
//! styles with the condition `disambiguate`, all of them show that expansion, and the condition is
//! true for them; in styles with year suffixes, a part gets the expansion and suffixes, all in one
//! sequence, if another of its works prints the same as the first one with the names that were tried
//! last. In all other cases, nothing distinguishes them.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use crate::engine::decisions::{Expansion, GivenLevel, ListExpansion};
use crate::engine::disambiguate::reference::References;
use crate::engine::ids::ItemId;
use crate::model::Name;
use crate::style::ir::Disambiguation;

/// The results for a set.
#[derive(Default)]
pub(super) struct Refined {
    /// The expansion of each item that has one.
    pub(super) expansions: Vec<(ItemId, Expansion)>,
    /// Items that share one sequence of year suffixes, whatever they print.
    pub(super) sequences: Vec<Vec<ItemId>>,
    /// Items that print the same as others, and that nothing distinguishes.
    pub(super) left: Vec<ItemId>,
}

pub(super) struct Pool<'p, 'r, 'a> {
    references: &'p mut References<'r, 'a>,
    items: &'p [ItemId],
    add_names: bool,
    by_cite: bool,
    adds_given: bool,
    adds_year_suffix: bool,
    /// The number of `disambiguate` conditions that are true for parts that still wait when names
    /// do not distinguish others.
    late_conditions: u16,
    /// For each list, how much of the given names it shows at first.
    first_levels: Vec<GivenLevel>,
    /// The names in each list of an item.
    names: FxHashMap<ItemId, Vec<&'a [Name]>>,
    /// The items to which the next two fields apply.
    measured: Vec<ItemId>,
    /// For each list, the number of names that all items of the part have.
    limits: Vec<u16>,
    /// For each list, the number of names at its beginning that are the same in all current items.
    common: Vec<usize>,
    initial: Expansion,
    /// The expansion that is being tried, and the last one that split the items.
    tried: Expansion,
    kept: Expansion,
    /// The list, and the name in it whose given names are being expanded.
    list: usize,
    name: usize,
    found: Refined,
    /// Parts that wait for their turn.
    waiting: VecDeque<Part>,
    /// True once an item differs from the first one.
    has_split: bool,
    /// True once no names are left to distinguish items that printed the same.
    used_up: bool,
}

/// Items that printed the same.
struct Part {
    items: Vec<ItemId>,
    /// True if they are compared before the expansion grows, with the limits of the part that they
    /// were split from. As in citeproc-js, this is so if an item of that part was unique before.
    compares_first: bool,
}

impl<'p, 'r, 'a> Pool<'p, 'r, 'a> {
    pub(super) fn new(
        options: &Disambiguation,
        items: &'p [ItemId],
        references: &'p mut References<'r, 'a>,
    ) -> Self {
        let mut first_levels: Vec<GivenLevel> = Vec::new();
        let mut without_initials = Vec::new();
        let mut names = FxHashMap::default();
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
                own.push(list.names);
            }
            names.insert(item, own);
        }
        references.set_without_initials(without_initials);
        Pool {
            references,
            items,
            add_names: options.add_names,
            by_cite: options.add_givenname && !options.rule.is_global(),
            adds_given: options.add_givenname,
            measured: Vec::new(),
            adds_year_suffix: options.add_year_suffix,
            late_conditions: if options.add_year_suffix { 0 } else { options.conditions },
            limits: vec![0; first_levels.len()],
            common: vec![0; first_levels.len()],
            first_levels,
            names,
            initial: tried.clone(),
            kept: tried.clone(),
            tried,
            list: 0,
            name: 0,
            found: Refined::default(),
            waiting: VecDeque::new(),
            has_split: false,
            used_up: false,
        }
    }

    /// What distinguishes the items; `are_alike` is false if people who were told apart everywhere
    /// may distinguish them already.
    pub(super) fn refine(mut self, are_alike: bool) -> Refined {
        // At first, up to all other items print the same as one.
        let mut alike = self.items.len() - 1;
        self.waiting.push_back(Part { items: self.items.to_vec(), compares_first: !are_alike });
        let mut is_first = true;
        while let Some(part) = self.waiting.pop_front() {
            if self.used_up {
                self.leave(part.items);
            } else {
                let has_waited = !std::mem::take(&mut is_first);
                self.refine_part(part, std::mem::take(&mut alike), has_waited);
            }
        }
        let initial = self.initial;
        self.found.expansions.retain(|(_, expansion)| *expansion != initial);
        self.found
    }

    /// Distinguishes the items of a part, of which up to `same_before` print the same as its first.
    fn refine_part(&mut self, part: Part, mut same_before: usize, has_waited: bool) {
        let Part { mut items, mut compares_first } = part;
        let mut has_parted = compares_first;
        if !(has_waited && compares_first) {
            self.limit(&items);
        }
        if !compares_first {
            compares_first = has_waited && self.continue_with_next();
        }
        let mut is_new = has_waited;
        while !items.is_empty() {
            self.measure(&items);
            let are_alike = items.len() > 1 && same_before + 1 == items.len();
            let exhausted = !std::mem::take(&mut compares_first) && self.grow(are_alike);
            if exhausted && !self.has_split {
                // Nothing distinguishes these.
                return;
            }
            if exhausted && std::mem::take(&mut is_new) && self.keep_unique(&mut items) {
                (is_new, same_before) = (true, 0);
                continue;
            }
            is_new = false;
            let Some((same, other)) = self.split(&items, exhausted) else { return };
            let alike = same.len() - 1;
            if alike == 0 {
                self.keep(&same);
                items = other;
                if exhausted && !self.by_cite && self.use_up(&mut items) {
                    return;
                }
                self.keep_unique(&mut items);
                // The others may already differ from each other in their current form.
                (compares_first, has_parted, same_before) = (true, true, items.len());
                continue;
            } else if let [last] = other[..] {
                self.keep(&[last]);
                items = same;
            } else if alike < same_before {
                self.kept.clone_from(&self.tried);
                items = same;
                self.waiting.push_back(Part { items: other, compares_first: has_parted });
            } else if exhausted {
                let kept = same.iter().map(|&item| (item, self.kept.clone()));
                self.found.expansions.extend(kept);
                if !other.is_empty() {
                    self.waiting.push_front(Part { items: other, compares_first: has_parted });
                }
                self.used_up = true;
                return;
            }
            same_before = alike;
        }
    }

    /// The items that print the same as the first one, which is among them, and the others.
    fn split(&mut self, items: &[ItemId], exhausted: bool) -> Option<(Vec<ItemId>, Vec<ItemId>)> {
        let &first = items.first()?;
        if exhausted {
            self.show_last(first);
        }
        let number = self.references.number(&self.tried);
        let text = self.references.text(first, &self.tried, number);
        let (same, other): (Vec<ItemId>, Vec<ItemId>) = items
            .iter()
            .partition(|&&item| self.references.text(item, &self.tried, number) == text);
        self.has_split |= !other.is_empty();
        Some((same, other))
    }

    /// Ends the use of names after the last step has made an item unique. True if the items that
    /// are left are handled as those that wait.
    fn use_up(&mut self, items: &mut Vec<ItemId>) -> bool {
        self.used_up = true;
        if let [last] = items[..] {
            self.keep(&[last]);
            items.clear();
        }
        if self.adds_year_suffix && !items.is_empty() {
            let items = std::mem::take(items);
            self.waiting.push_front(Part { items, compares_first: true });
        }
        self.adds_year_suffix
    }

    /// Handles a part that waited when no names were left to distinguish others.
    fn leave(&mut self, items: Vec<ItemId>) {
        if self.late_conditions > 0 {
            let kept = Expansion { conditions: self.late_conditions, ..self.kept.clone() };
            self.found.expansions.extend(items.iter().map(|&item| (item, kept.clone())));
        } else if self.adds_year_suffix && self.first_is_repeated(&items) {
            let kept = &self.kept;
            self.found.expansions.extend(items.iter().map(|&item| (item, kept.clone())));
            self.found.sequences.push(items);
        } else {
            self.found.left.extend(items);
        }
    }

    /// True if another item prints the same as the first one with the last expansion that was tried.
    fn first_is_repeated(&mut self, items: &[ItemId]) -> bool {
        let Some((&first, others)) = items.split_first() else { return false };
        let number = self.references.number(&self.tried);
        let text = self.references.text(first, &self.tried, number);
        others.iter().any(|&item| self.references.text(item, &self.tried, number) == text)
    }

    /// Computes how far the lists of all items of a part can be shown.
    fn limit(&mut self, items: &[ItemId]) {
        for place in 0..self.limits.len() {
            let lists = items.iter().filter_map(|item| self.names.get(item)?.get(place));
            let fewest = lists.map(|names| names.len()).min().unwrap_or_default();
            self.limits[place] = u16::try_from(fewest).unwrap_or(u16::MAX);
        }
    }

    /// Continues with a part that waited: with one more name, and the given name of the second
    /// person if others were distinguished by the third name or a later one. True if the part must
    /// be compared before the next step.
    fn continue_with_next(&mut self) -> bool {
        if !(self.by_cite && self.add_names && self.name > 0) {
            return false;
        }
        let Some(&limit) = self.limits.get(self.list) else { return false };
        let list = &mut self.tried.lists[self.list];
        list.shown = limit.min(list.shown + 1).max(list.shown);
        std::mem::replace(&mut self.name, 1) == 1
    }

    /// Shows one name more than the limit in the last list, if the first item has it.
    fn show_last(&mut self, first: ItemId) {
        let Some(place) = self.limits.len().checked_sub(1).filter(|_| self.add_names) else {
            return;
        };
        let most = self.names.get(&first).and_then(|lists| lists.get(place));
        let most = most.map_or(0, |names| u16::try_from(names.len()).unwrap_or(u16::MAX));
        self.tried.lists[place].shown = most.min(self.limits[place] + 1);
    }

    /// Computes how far the lists of all current items are the same.
    fn measure(&mut self, items: &[ItemId]) {
        if self.measured == items {
            return;
        }
        items.clone_into(&mut self.measured);
        for place in 0..self.limits.len() {
            let mut lists = items.iter().filter_map(|item| self.names.get(item)?.get(place));
            let first: &[Name] = lists.next().copied().unwrap_or_default();
            let mut common = first.len();
            for names in lists {
                let same = |(a, b): &(&Name, &Name)| self.are_same(place, a, b);
                common = names.iter().zip(&first[..common]).take_while(same).count();
            }
            self.common[place] = common;
        }
    }

    /// True if two names print the same in a list, however much of them is shown.
    fn are_same(&self, place: usize, a: &Name, b: &Name) -> bool {
        let shows_given = self.adds_given || self.first_levels[place] != GivenLevel::AsStyled;
        match (a, b) {
            (Name::Person(a), Name::Person(b)) if !shows_given => {
                a.family == b.family
                    && a.given.is_empty() == b.given.is_empty()
                    && (a.given == b.given || !a.family.is_empty())
                    && a.dropping_particle == b.dropping_particle
                    && a.non_dropping_particle == b.non_dropping_particle
                    && (&a.suffix, a.comma_suffix) == (&b.suffix, b.comma_suffix)
                    && a.static_ordering == b.static_ordering
            }
            (a, b) => a == b,
        }
    }

    /// Keeps the current expansion for the items at the start that are now unique, all at once;
    /// `false` if there are none.
    fn keep_unique(&mut self, items: &mut Vec<ItemId>) -> bool {
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

    /// Keeps the current expansion, and assigns it to items that it has distinguished.
    fn keep(&mut self, items: &[ItemId]) {
        self.kept.clone_from(&self.tried);
        self.found.expansions.extend(items.iter().map(|&item| (item, self.kept.clone())));
    }

    /// Grows the current expansion up to the next step that may split the current items; `true` if
    /// nothing is left to grow.
    ///
    /// If all of them print the same with it, a step within their common names splits none of them.
    /// Otherwise two works by the same thousands of people would be printed thousands of times.
    fn grow(&mut self, are_alike: bool) -> bool {
        let begin = self.list;
        let is_used_up = loop {
            let before = (self.list, self.tried.lists.get(self.list).map(|list| list.shown));
            if self.step() {
                break true;
            }
            if !are_alike || !self.parts_none(before) {
                break false;
            }
        };
        for list in &mut self.tried.lists[begin..] {
            while list.levels.pop_if(|level| *level == GivenLevel::AsStyled).is_some() {}
        }
        is_used_up
    }

    /// True if the last step, before which the current list showed this many names, cannot
    /// distinguish items that printed the same.
    fn parts_none(&self, (list, shown_before): (usize, Option<u16>)) -> bool {
        let place = self.list;
        if list != place {
            return false;
        }
        let common = self.common[place];
        let shown = self.tried.lists[place].shown;
        if Some(shown) != shown_before {
            // The last names may end "et al.", or be shown after an ellipsis.
            return usize::from(shown) <= common && shown + 1 < self.limits[place];
        }
        self.name < common
    }

    /// Grows the current expansion by one step; `true` if nothing is left to grow.
    fn step(&mut self) -> bool {
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

#[cfg(all(test, feature = "archive"))]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::Pool;
    use crate::engine::disambiguate::reference::{self, References};
    use crate::engine::options::Options;
    use crate::engine::run::Run;
    use crate::model::{Citation, Cite, Entry, EntryType, Library, Name, Variable};
    use crate::style::{Style, archive};

    #[test]
    fn names_in_common_are_not_tried_one_by_one() {
        // The number of forms printed to distinguish two works whose names differ only at the end.
        let printed = |style: &str, names: usize| {
            let mut library = Library::new();
            for (key, last) in [("a", "Adams"), ("b", "Baker")] {
                let mut entry = Entry::new(key, EntryType::Book);
                let person = |at: usize| Name::person(format!("Family {at}"), format!("Given{at}"));
                let mut people: Vec<Name> = (0..names).map(person).collect();
                people.push(Name::person(last, "Ann"));
                entry.set(Variable::Author, people).unwrap();
                library.push(entry);
            }
            let style = archive::style(style).unwrap();
            let style = Style::compile(style.xml, None, &archive::Embedded).unwrap();
            let cites = ["a", "b"].map(Cite::new).to_vec();
            let citations = [Citation { cites, ..Citation::default() }];
            let options = Options::default();
            let run = Run::new(style.program(), &library, &citations, &options);
            let (sets, lists) = reference::ambiguous(&run);
            let mut references = References::new(&run, &lists);
            let options = &run.program.citation.disambiguation;
            let found = Pool::new(options, &sets[0], &mut references).refine(true).expansions;
            assert_eq!(found.len(), 2, "both are told apart");
            let shown = found.iter().map(|(_, expansion)| usize::from(expansion.lists[0].shown));
            assert!(shown.max() >= Some(names), "by their last names");
            references.printed()
        };
        for style in ["modern-language-association", "apa", "chicago-author-date"] {
            assert_eq!(printed(style, 10), printed(style, 1000), "{style}");
        }
    }
}
