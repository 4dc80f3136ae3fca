//! The given names of people with the same family name: how much of them distinguishes these
//! people, wherever they are cited.
//!
//! *Source*: CSL 1.0.2 specification, `givenname-disambiguation-rule`.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::engine::decisions::GivenLevel;
use crate::engine::initials::initials_of;
use crate::model::{Entry, Name, Person, Value};
use crate::style::ir::{DemoteParticle, GivenNameRule, Program};

/// The people that cites name, for family names that several of them have.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct GivenNameIndex {
    rule: GivenNameRule,
    with_particle: bool,
    families: FxHashMap<String, Family>,
}

/// The people with one family name.
#[derive(Debug, Default, PartialEq, Eq)]
struct Family {
    /// The full given names, by their initials.
    initials: FxHashMap<String, FxHashSet<String>>,
}

impl Family {
    fn is_ambiguous(&self) -> bool {
        self.initials.len() > 1 || self.initials.values().any(|full| full.len() > 1)
    }
}

impl GivenNameIndex {
    /// The people among those that cites name.
    pub(crate) fn of_uses<'m>(
        program: &Program,
        uses: impl Iterator<Item = &'m NameUse<'m>>,
    ) -> Option<Self> {
        let mut families: FxHashMap<String, Family> = FxHashMap::default();
        for one in uses {
            let family = match families.get_mut(one.family.as_ref()) {
                Some(family) => family,
                None => families.entry(one.family.to_string()).or_default(),
            };
            let full = match family.initials.get_mut(&one.initials) {
                Some(full) => full,
                None => family.initials.entry(one.initials.clone()).or_default(),
            };
            if !full.contains(&one.given) {
                full.insert(one.given.clone());
            }
        }
        families.retain(|_, family| family.is_ambiguous());
        let people = GivenNameIndex {
            rule: program.citation.disambiguation.rule,
            with_particle: is_with_particle(program),
            families,
        };
        (!people.families.is_empty()).then_some(people)
    }

    /// How much of a person's given names distinguishes them from all others with the same family
    /// name; `index` is their position in the list.
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

/// The family names whose people are now distinguished in another way.
#[derive(Debug, Default)]
pub(crate) struct AffectedFamilies {
    families: FxHashSet<String>,
    with_particle: bool,
}

impl AffectedFamilies {
    pub(crate) fn between(before: Option<&GivenNameIndex>, now: Option<&GivenNameIndex>) -> Self {
        let Some(some) = before.or(now) else { return AffectedFamilies::default() };
        let names = [before, now].into_iter().flatten().flat_map(|people| people.families.keys());
        let differs = |name: &&String| {
            let [before, now] = [before, now].map(|people| people?.families.get(*name));
            before != now
        };
        AffectedFamilies {
            families: names.filter(differs).cloned().collect(),
            with_particle: some.with_particle,
        }
    }

    /// True if an entry names one of these people, in any role.
    pub(crate) fn includes(&self, entry: &Entry) -> bool {
        let is_touched = |name: &Name| match name {
            Name::Person(person) => {
                self.families.contains(family_name(person, self.with_particle).as_ref())
            }
            Name::Literal(_) | Name::Others => false,
        };
        let touches = |value: &Value| match value {
            Value::Names(names) => names.iter().any(is_touched),
            _ => false,
        };
        !self.families.is_empty() && entry.slots().iter().any(|(_, value)| touches(value))
    }
}

/// A person whom a cite names.
#[derive(Debug, Clone)]
pub(crate) struct NameUse<'a> {
    family: Cow<'a, str>,
    initials: String,
    given: String,
}

impl<'a> NameUse<'a> {
    pub(crate) fn of(person: &'a Person, with_particle: bool) -> Self {
        NameUse {
            family: family_name(person, with_particle),
            initials: initials_of(&person.given),
            given: without_periods(&person.given),
        }
    }

    pub(crate) fn family(&self) -> &str {
        &self.family
    }

    /// True if this and another person with the same family name are the same.
    pub(crate) fn is_same(&self, other: &NameUse<'_>) -> bool {
        self.given == other.given
    }

    pub(crate) fn into_owned(self) -> NameUse<'static> {
        NameUse { family: Cow::Owned(self.family.into_owned()), ..self }
    }
}

/// True if the particle is part of the family name, which it is if the style never separates them.
pub(crate) fn is_with_particle(program: &Program) -> bool {
    program.options.demote_non_dropping_particle == DemoteParticle::Never
}

/// The name under which a person's family is indexed.
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
