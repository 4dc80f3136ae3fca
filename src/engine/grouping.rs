//! Groups the cites of one citation that have the same names.
//!
//! *Source*: CSL 1.0.2 specification, "Cite Grouping". The order of groups, and within them, is
//! that of citeproc-js, which differs between the citations of a document and citations that stand
//! alone.

use rustc_hash::FxHashMap;

use crate::engine::run::{Run, RunCite};
use crate::engine::sort::{Collation, Sorter};
use crate::engine::tape::Tape;
use crate::style::ir::{Scope, SortKey};

/// The indexes of a citation's cites in the order in which they are printed. The cites are given in
/// the order of the style's keys, each with the names that it prints.
pub(super) fn order(
    run: &Run<'_>,
    cites: &[RunCite<'_>],
    names: &[&str],
    first_key: &SortKey,
) -> Vec<usize> {
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
    // A citation whose cites have given positions is independent of the document.
    match cites.iter().all(|cite| cite.cite.position.is_some()) {
        true => all.alone(),
        false => all.in_document(),
    }
}

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

    /// Groups are ordered by the first key of their first cites, and by their names if that is
    /// equal. Within a group, a descending first key reverses all keys.
    fn in_document(&self) -> Vec<usize> {
        let firsts = self.firsts(|_| true);
        let mut rank = 0;
        let ranks: Vec<usize> = (0..self.cites.len())
            .map(|index| {
                rank += usize::from(index > 0 && self.values[index - 1] != self.values[index]);
                rank
            })
            .collect();
        let texts: Vec<String> = self.names.iter().map(|&names| names.to_owned()).collect();
        let collation = Collation::of(&texts, self.sorter.language());
        let descending = self.first_key.descending;
        let mut places = self.by_keys(|key| key.descending != descending);
        places.sort_by_cached_key(|&index| {
            let first = firsts[index];
            // Cites without names follow those with names.
            let names = self.names[first];
            (ranks[first], names.is_empty(), collation.key(names), first)
        });
        places
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
