//! People of one family name: how much of their given names tells them apart, wherever they are
//! cited.
//!
//! *Source*: CSL 1.0.2 specification, `givenname-disambiguation-rule`.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::engine::context::GivenLevel;
use crate::engine::disambiguate::reference;
use crate::engine::eval::initials_of;
use crate::engine::run::Run;
use crate::engine::tape::Tape;
use crate::model::{Name, Person};
use crate::style::ir::{DemoteParticle, GivenNameRule};

/// The people that cites name, of families that have several.
#[derive(Debug, Default)]
pub(crate) struct People {
    rule: GivenNameRule,
    with_particle: bool,
    families: FxHashMap<String, Family>,
}

/// People of one family name.
#[derive(Debug, Default)]
struct Family {
    /// The given names in full, by their initials.
    initials: FxHashMap<String, FxHashSet<String>>,
}

impl Family {
    fn is_ambiguous(&self) -> bool {
        self.initials.len() > 1 || self.initials.values().any(|full| full.len() > 1)
    }
}

impl People {
    /// The people that the cites of a run name; `None` where all are told apart by their family
    /// names.
    pub(super) fn of(run: &Run<'_>) -> Option<Self> {
        let rule = run.program.citation.disambiguation.rule;
        let mut families: FxHashMap<String, Family> = FxHashMap::default();
        let mut tape = Tape::default();
        // Where the particle is never parted from the family name, it is part of it.
        let with_particle =
            run.program.options.demote_non_dropping_particle == DemoteParticle::Never;
        for item in 0..run.items.len() {
            for list in reference::lists(run, item, &mut tape) {
                let names = if rule.is_primary_only() { &list.names[..1] } else { list.names };
                for name in names {
                    if let Name::Person(person) = name
                        && !person.given.is_empty()
                    {
                        add(&mut families, person, with_particle);
                    }
                }
            }
        }
        families.retain(|_, family| family.is_ambiguous());
        (!families.is_empty()).then_some(People { rule, with_particle, families })
    }

    /// How much of a person's given names tells them apart from all others of their name;
    /// `index` is their place in the list.
    pub(crate) fn level(&self, person: &Person, index: usize) -> GivenLevel {
        if self.rule.is_primary_only() && index > 0 {
            return GivenLevel::AsStyled;
        }
        let family = family_name(person, self.with_particle);
        let Some(family) = self.families.get(family.as_ref()) else { return GivenLevel::AsStyled };
        let alike = family.initials.get(&initials_of(&person.given)).map_or(0, FxHashSet::len);
        match alike {
            0 => GivenLevel::AsStyled,
            2.. if !self.rule.stops_at_initials() => GivenLevel::Full,
            _ if family.initials.len() > 1 => GivenLevel::Initials,
            _ => GivenLevel::AsStyled,
        }
    }
}

fn add(families: &mut FxHashMap<String, Family>, person: &Person, with_particle: bool) {
    let family = family_name(person, with_particle);
    let family = match families.get_mut(family.as_ref()) {
        Some(family) => family,
        None => families.entry(family.into_owned()).or_default(),
    };
    let full = family.initials.entry(initials_of(&person.given)).or_default();
    full.insert(without_periods(&person.given));
}

/// The name by which a person's family is known.
fn family_name(person: &Person, with_particle: bool) -> Cow<'_, str> {
    if with_particle && !person.non_dropping_particle.is_empty() {
        Cow::Owned(format!("{} {}", person.non_dropping_particle, person.family))
    } else {
        Cow::Borrowed(&person.family)
    }
}

/// Given names without the periods and spaces that some write between initials.
fn without_periods(given: &str) -> String {
    let mut words = String::with_capacity(given.len());
    for word in given.split(['.', ' ']).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}
