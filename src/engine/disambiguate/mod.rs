//! Disambiguates cites of different entries that print the same.
//!
//! If the style's rule for given names is global, people are made distinct first. Then cites that
//! still print the same are distinguished by other means, in this order: given names and names
//! hidden by et-al, the condition `disambiguate`, the year suffix.
//!
//! *Source*: CSL 1.0.2 specification, "Disambiguation"; the order of the steps within a set of
//! ambiguous cites is that of citeproc-js.

mod conditions;
mod memory;
mod name_uses;
mod pool;
mod reference;

pub(crate) use memory::Memory;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::engine::decisions::{Distinction, Expansion};
use crate::engine::disambiguate::pool::{Pool, Refined};
use crate::engine::disambiguate::reference::References;
use crate::engine::ids::ItemId;
use crate::engine::run::Run;
use crate::model::{Entry, Value, Variable, VariableKind};
use crate::parallel;
use crate::style::ir::Disambiguation;

/// Finds the given names by which people are told apart everywhere, in the keys that cites are sorted
/// by too.
pub(crate) fn tell_people_apart(run: &mut Run<'_>) {
    if run.program.citation.disambiguation.is_of_people() {
        run.given_names = name_uses::index(run).map(Arc::new);
    }
}

/// Finds what distinguishes the items of a run.
pub(crate) fn disambiguate(run: &mut Run<'_>) {
    let options = &run.program.citation.disambiguation;
    if !options.is_needed() {
        return;
    }
    let run_view: &Run<'_> = run;
    let (sets, lists) = reference::ambiguous(run_view);
    let items = sets.iter().map(Vec::len).sum();
    let first_notes = first_notes(run_view);
    // Sets are independent of each other.
    let found = parallel::in_ranges_of(items, sets.len(), run_view.options.threads, |range| {
        let mut references = References::new(run_view, &lists);
        let sets = sets[range].iter();
        sets.map(|items| resolve(items, &mut references, run_view, &first_notes)).collect()
    });
    note(run, &sets, found);
}

/// Records what distinguishes the items of each set.
fn note(run: &mut Run<'_>, sets: &[Vec<ItemId>], found: Vec<Vec<Distinction>>) {
    for facts in &mut run.facts {
        (facts.conditions, facts.year_suffix) = (0, None);
        facts.lists.clear();
    }
    for (items, distinctions) in sets.iter().zip(found) {
        for (&item, distinction) in items.iter().zip(distinctions) {
            let facts = &mut run.facts[item];
            facts.lists = distinction.expansion.lists;
            facts.conditions = distinction.expansion.conditions;
            facts.year_suffix = distinction.year_suffix;
        }
    }
}

/// For each item the note of its first citation; empty if later citations do not print it, or no
/// condition depends on it.
fn first_notes(run: &Run<'_>) -> Vec<Option<u32>> {
    let citation = &run.program.citation;
    let Disambiguation { conditions, add_year_suffix, .. } = citation.disambiguation;
    let is_printed = citation.asked.first_note && citation.tests_position;
    if !is_printed || conditions == 0 || add_year_suffix {
        return Vec::new();
    }
    let mut notes = vec![None; run.items.len()];
    for citation in &run.citations {
        for cite in &citation.cites {
            notes[cite.item] = cite.placed.first_note.or(citation.citation.note);
        }
    }
    notes
}

/// Distinguishes the items of a set that print the same, as far as the style allows.
///
/// Works that were first cited in different notes are distinguished by the numbers of these notes
/// if the style prints them, so the condition `disambiguate` is not true for them. As in
/// citeproc-js, it is true for three or more in styles that expand no names.
///
/// *Units*: items are numbered from 0 in the order of their first citations, which is also their
/// order in a set.
fn resolve(
    items: &[ItemId],
    references: &mut References<'_, '_>,
    run: &Run<'_>,
    first_notes: &[Option<u32>],
) -> Vec<Distinction> {
    let options = &run.program.citation.disambiguation;
    references.forget();
    let mut distinctions = vec![Distinction::default(); items.len()];
    let place = |item: ItemId| items.binary_search(&item).unwrap_or_default();
    let names_help = (options.add_names || options.add_givenname) && !have_same_names(run, items);
    let mut refined = Refined::default();
    if names_help {
        // As in citeproc-js, those with the fewest names come first, then those with the lowest keys.
        let mut ordered = items.to_vec();
        ordered.sort_by_cached_key(|&item| {
            let names = references.lists(item).first().map_or(0, |list| list.names.len());
            (names, &run.items[item].entry.key)
        });
        let none = Expansion::default();
        let are_alike =
            run.given_names.is_none() || references.groups(&ordered, |_| &none).len() == 1;
        refined = Pool::new(options, &ordered, references).refine(are_alike);
        for (item, expansion) in std::mem::take(&mut refined.expansions) {
            distinctions[place(item)].expansion = expansion;
        }
    }
    let mut settled = vec![false; items.len()];
    refined.left.iter().for_each(|&item| settled[place(item)] = true);
    for sequence in &refined.sequences {
        for (number, item) in numbered(sequence, run) {
            settled[place(item)] = true;
            distinctions[place(item)].year_suffix = Some(number);
        }
    }
    // Those to which nothing was added print the same as before.
    let (as_before, expanded): (Vec<ItemId>, Vec<ItemId>) = items
        .iter()
        .filter(|&&item| !settled[place(item)])
        .partition(|&&item| distinctions[place(item)].expansion.lists.is_empty());
    let mut still = references.groups(&expanded, |item| &distinctions[place(item)].expansion);
    if run.given_names.is_some() {
        still.extend(references.groups(&as_before, |item| &distinctions[place(item)].expansion));
    } else {
        still.push(as_before);
    }
    let by_note = items.len() == 2 || options.add_names || options.add_givenname;
    if by_note && !first_notes.is_empty() {
        still = still.iter().flat_map(|group| parted_by_note(group, first_notes)).collect();
    }
    for group in still.into_iter().filter(|group| group.len() > 1) {
        if options.add_year_suffix {
            for (number, item) in numbered(&group, run) {
                distinctions[place(item)].year_suffix = Some(number);
            }
        } else if options.conditions > 0 {
            let first = distinctions[place(group[0])].expansion.clone();
            for (item, expansion) in conditions::tell_apart(&group, &first, options, references) {
                distinctions[place(item)].expansion = expansion;
            }
        }
    }
    distinctions
}

/// Items with their places among each other in the bibliography, from 0.
fn numbered(items: &[ItemId], run: &Run<'_>) -> Vec<(u32, ItemId)> {
    let mut items = items.to_vec();
    items.sort_by_key(|&item| run.facts[item].bibliography_place);
    (0..).zip(items).collect()
}

/// The parts of a group that were first cited in the same note.
fn parted_by_note(group: &[ItemId], first_notes: &[Option<u32>]) -> Vec<Vec<ItemId>> {
    let mut parts: BTreeMap<Option<u32>, Vec<ItemId>> = BTreeMap::new();
    for &item in group {
        parts.entry(first_notes[item]).or_default().push(item);
    }
    parts.into_values().collect()
}

/// True if all items have the same people, as the works of one author, so that names cannot
/// distinguish them.
fn have_same_names(run: &Run<'_>, items: &[ItemId]) -> bool {
    fn names(entry: &Entry) -> impl Iterator<Item = (Variable, &Value)> {
        entry.values().filter(|(variable, _)| variable.kind() == VariableKind::Name)
    }
    let mut pairs = items.windows(2);
    pairs.all(|pair| names(run.items[pair[0]].entry).eq(names(run.items[pair[1]].entry)))
}
