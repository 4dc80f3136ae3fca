//! The people that the cites of a run name, and those that only sort keys name.

use rustc_hash::FxHashMap;

use crate::engine::disambiguate::reference;
use crate::engine::given_names::{GivenNameIndex, NameUse, is_with_particle};
use crate::engine::ids::ItemId;
use crate::engine::run::Run;
use crate::engine::sort::Sorter;
use crate::engine::tape::Tape;
use crate::model::{Name, Value};
use crate::style::ir::Scope;

/// The given names that distinguish the people in the cites of a run; `None` if family names are
/// sufficient for all.
pub(super) fn index(run: &Run<'_>) -> Option<GivenNameIndex> {
    let mut tape = Tape::default();
    let mut uses: Vec<NameUse<'_>> = Vec::new();
    let mut others = Vec::new();
    for item in run.item_ids() {
        let found = name_uses(run, item, &mut tape);
        uses.extend(found.cites);
        if !found.others.is_empty() {
            others.push((item, found.others));
        }
    }
    if !others.is_empty() {
        // A person without namesakes needs nothing, whether or not a key names them.
        let ambiguous =
            ambiguous_families(uses.iter().chain(others.iter().flat_map(|(_, own)| own)));
        let asked = others.iter().filter(|(_, own)| own.iter().any(|one| ambiguous[one.family()]));
        let items: Vec<ItemId> = asked.map(|(item, _)| *item).collect();
        for item in items {
            uses.extend(key_uses(run, item, &mut tape));
        }
    }
    GivenNameIndex::of_uses(run.program, uses.iter())
}

/// For each family name, whether several people have it.
fn ambiguous_families<'u>(uses: impl Iterator<Item = &'u NameUse<'u>>) -> FxHashMap<String, bool> {
    let mut first: FxHashMap<&str, (&NameUse<'_>, bool)> = FxHashMap::default();
    for one in uses {
        let known = first.entry(one.family()).or_insert((one, false));
        known.1 |= !known.0.is_same(one);
    }
    first.into_iter().map(|(family, (_, several))| (family.to_owned(), several)).collect()
}

/// The people of an entry.
pub(super) struct NameUses<'a> {
    /// Those that its cite names.
    pub(super) cites: Vec<NameUse<'a>>,
    /// Those in its other lists of names.
    pub(super) others: Vec<NameUse<'a>>,
}

/// The people of an item that have given names.
pub(super) fn name_uses<'a>(run: &Run<'a>, item: ItemId, tape: &mut Tape) -> NameUses<'a> {
    let lists = reference::lists(run, item, tape);
    let mut found = NameUses { cites: Vec::new(), others: Vec::new() };
    for list in &lists {
        push_people(run, list.names, &mut found.cites);
    }
    if has_keys(run) {
        for (_, value) in run.items[item].entry.values() {
            if let Value::Names(names) = value
                && !lists.iter().any(|list| std::ptr::eq(list.names, names.as_slice()))
            {
                push_people(run, names, &mut found.others);
            }
        }
    }
    found
}

/// True if there are sort keys that may name people.
fn has_keys(run: &Run<'_>) -> bool {
    let bibliography = run.program.bibliography.as_ref();
    let sorted = bibliography.is_some_and(|it| !it.sort.is_empty()) && !run.options.unsorted;
    sorted || !run.program.citation.sort.is_empty()
}

/// The people with given names that the sort keys of an item name. As in citeproc-js, they are
/// treated like people that cites name, even if no cite prints them.
pub(super) fn key_uses<'a>(run: &Run<'a>, item: ItemId, tape: &mut Tape) -> Vec<NameUse<'a>> {
    let mut found = Vec::new();
    let bibliography = run.program.bibliography.as_ref().filter(|_| !run.options.unsorted);
    let scopes = [
        (Scope::Bibliography, bibliography.map_or(&[][..], |it| &it.sort)),
        (Scope::Citation, &run.program.citation.sort[..]),
    ];
    for (scope, keys) in scopes {
        let sorter = Sorter::new(run.program, run.locale(), scope, run.options.threads);
        let context = run.key_context(item);
        for key in keys {
            for names in sorter.name_lists(key, &run.items[item], &context, tape) {
                push_people(run, names, &mut found);
            }
        }
    }
    found
}

/// Adds the people of a list that have given names, or only the first of them if the rule says so.
fn push_people<'a>(run: &Run<'a>, names: &'a [Name], found: &mut Vec<NameUse<'a>>) {
    let with_particle = is_with_particle(run.program);
    let primary_only = run.program.citation.disambiguation.rule.is_primary_only();
    let names = if primary_only { names.get(..1).unwrap_or_default() } else { names };
    let people = names.iter().filter_map(|name| match name {
        Name::Person(person) if !person.given.is_empty() && !person.family.is_empty() => {
            Some(person)
        }
        _ => None,
    });
    found.extend(people.map(|person| NameUse::of(person, with_particle)));
}
