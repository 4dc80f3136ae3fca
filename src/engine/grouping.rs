//! Groups the cites of one citation that have the same names.
//!
//! *Source*: CSL 1.0.2 specification, "Cite Grouping". The order of groups, and within them, is
//! that of citeproc-js, which differs between the citations of a document and citations that stand
//! alone.

use rustc_hash::FxHashMap;

use crate::engine::run::{Run, RunCitation, RunCite};
use crate::engine::sort::{Collation, Sorter, compare};
use crate::engine::tape::Tape;
use crate::style::ir::{Scope, SortKey};

/// The places of a citation's cites in the order in which they are printed; they come in the order
/// of the style's keys, each with the names by which it is grouped.
pub(super) fn order(
    run: &Run<'_>,
    citation: &RunCitation<'_>,
    names: &[&str],
    first_key: &SortKey,
) -> Vec<usize> {
    let cites = citation.cites.as_slice();
    let sorter = Sorter::new(run.program, run.locale(), Scope::Citation, run.options.threads);
    let mut tape = Tape::default();
    let values: Vec<String> = cites
        .iter()
        .map(|cite| {
            let (item, context) = (&run.items[cite.item], run.key_context(cite.item));
            sorter.text(first_key, item, &context, &mut tape)
        })
        .collect();
    let all = Cites { run, sorter, cites, names, values, first_key };
    if !citation.is_in_order_of_keys() {
        return all.where_first();
    }
    // A citation whose cites have given positions is independent of the document.
    match cites.iter().all(|cite| cite.cite.position.is_some()) {
        true => all.alone(),
        false => all.in_document(),
    }
}

/// What cites without a value for the first key are sorted as in a document, as in citeproc-js.
const NO_VALUE: &str = "undefined";

struct Cites<'c, 'r> {
    run: &'c Run<'r>,
    sorter: Sorter<'c>,
    cites: &'c [RunCite<'r>],
    names: &'c [&'c str],
    /// The values of the first key.
    values: Vec<String>,
    first_key: &'c SortKey,
}

impl Cites<'_, '_> {
    /// A group stands where its first cite does, the cites within it in the order that they have.
    fn where_first(&self) -> Vec<usize> {
        let firsts = self.firsts(|_| true);
        let mut places: Vec<usize> = (0..self.cites.len()).collect();
        places.sort_by_key(|&index| firsts[index]);
        places
    }

    /// Each group is at the position of its first cite. Within it all keys have the direction of
    /// the first; cites without a value for that key come last, and are in no group.
    fn alone(&self) -> Vec<usize> {
        let has_value = |index: usize| !self.values[index].is_empty();
        let firsts = self.firsts(has_value);
        let descending = self.first_key.descending;
        let mut places = self.by_keys(|_| descending);
        places.sort_by_key(|&index| if has_value(index) { firsts[index] } else { usize::MAX });
        places
    }

    /// Groups are in the order of their first cites' values for the first key; those without one are
    /// sorted as [`NO_VALUE`]. Where the first key goes down, the cites of a group are turned around.
    ///
    /// Groups of one value are in the order of their names. As in citeproc-js the place of a group's
    /// names among all names of the citation is compared as part of the value where the first key goes
    /// up, so that `Doe` comes before `Doe A`, and not before `Doe ; A`.
    fn in_document(&self) -> Vec<usize> {
        let firsts = self.firsts(|_| true);
        let descending = self.first_key.descending;
        let ranks = self.ranks_of_names();
        let keys: Vec<String> = (0..self.cites.len())
            .map(|index| {
                let value = Some(&*self.values[index]).filter(|value| !value.is_empty());
                match (value.unwrap_or(NO_VALUE), ranks[index]) {
                    (value, _) if descending => value.to_owned(),
                    (value, Some(rank)) => format!("{value} {rank}"),
                    // Letters come after all ranks.
                    (value, None) => format!("{value} {NO_VALUE}"),
                }
            })
            .collect();
        let collation = Collation::of(&keys, self.sorter.language());
        let keys: Vec<Box<[u8]>> = keys.iter().map(|key| collation.key(key)).collect();
        let mut places: Vec<usize> = (0..self.cites.len()).collect();
        places.sort_by(|&a, &b| {
            let (first_a, first_b) = (firsts[a], firsts[b]);
            let by_keys = compare(self.first_key, Some(&keys[first_a]), Some(&keys[first_b]));
            let rank = |first: usize| (ranks[first].is_none(), ranks[first]);
            let by_names = || rank(first_a).cmp(&rank(first_b));
            let within = || if descending { b.cmp(&a) } else { a.cmp(&b) };
            by_keys.then_with(by_names).then_with(within)
        });
        places
    }

    /// The place of each cite's names among all names of the citation, spaces left aside; `None` for
    /// those that have none.
    fn ranks_of_names(&self) -> Vec<Option<usize>> {
        let bare: Vec<String> = self.names.iter().map(|names| names.replace(' ', "")).collect();
        let collation = Collation::of(&bare, self.sorter.language());
        let mut sorted: Vec<(Box<[u8]>, &str)> = (bare.iter().zip(self.names))
            .filter(|(_, names)| !names.is_empty())
            .map(|(bare, &names)| (collation.key(bare), names))
            .collect();
        sorted.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut ranks: FxHashMap<&str, usize> = FxHashMap::default();
        for (_, names) in sorted {
            let next = ranks.len();
            ranks.entry(names).or_insert(next);
        }
        self.names.iter().map(|names| ranks.get(names).copied()).collect()
    }

    /// The first cite of each cite's group; cites in no group are groups of their own.
    fn firsts(&self, is_grouped: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut by_names: FxHashMap<&str, usize> = FxHashMap::default();
        let grouped = |(index, &names)| {
            let alone = str::is_empty(names) || !is_grouped(index);
            if alone { index } else { *by_names.entry(names).or_insert(index) }
        };
        self.names.iter().enumerate().map(grouped).collect()
    }

    /// The indexes of the cites in the order of the style's keys, each in the given direction.
    fn by_keys(&self, descending: impl Fn(&SortKey) -> bool) -> Vec<usize> {
        let keys = &self.run.program.citation.sort;
        if keys.iter().all(|key| key.descending == descending(key)) {
            // They are already in that order.
            return (0..self.cites.len()).collect();
        }
        let turned: Vec<SortKey> =
            keys.iter().map(|key| SortKey { descending: descending(key), ..key.clone() }).collect();
        self.run.order_of_cites(&self.sorter, &turned, self.cites)
    }
}
