//! The people whom the cites of a run name.

use crate::engine::disambiguate::reference;
use crate::engine::given_names::{GivenNameIndex, NameUse, is_with_particle};
use crate::engine::run::Run;
use crate::engine::tape::Tape;
use crate::model::Name;

/// The given names by which the people that the cites of a run name are told apart; `None` where
/// all are by their family names.
pub(super) fn index(run: &Run<'_>) -> Option<GivenNameIndex> {
    let mut tape = Tape::default();
    let uses: Vec<NameUse<'_>> =
        (0..run.items.len()).flat_map(|item| name_uses(run, item, &mut tape)).collect();
    GivenNameIndex::of_uses(run.program, uses.iter())
}

/// The people with given names that the cite of an item names.
pub(super) fn name_uses<'a>(run: &Run<'a>, item: usize, tape: &mut Tape) -> Vec<NameUse<'a>> {
    let with_particle = is_with_particle(run.program);
    let primary_only = run.program.citation.disambiguation.rule.is_primary_only();
    let mut found = Vec::new();
    for list in reference::lists(run, item, tape) {
        let names = if primary_only { &list.names[..1] } else { list.names };
        let people = names.iter().filter_map(|name| match name {
            Name::Person(person) if !person.given.is_empty() && !person.family.is_empty() => {
                Some(person)
            }
            _ => None,
        });
        found.extend(people.map(|person| NameUse::of(person, with_particle)));
    }
    found
}
