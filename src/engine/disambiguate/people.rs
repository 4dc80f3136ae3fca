//! People of one family name: how much of their given names tells them apart, wherever they are
//! cited.
//!
//! *Source*: CSL 1.0.2 specification, `givenname-disambiguation-rule`.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::engine::context::GivenLevel;
use crate::engine::disambiguate::reference;
use crate::engine::eval::initials_of;
use crate::engine::run::Run;
use crate::engine::tape::Tape;
use crate::model::{Name, Person};
use crate::style::ir::GivenNameRule;

/// The people that cites name, of families that have several.
#[derive(Debug, Default)]
pub(crate) struct People {
    rule: GivenNameRule,
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
        let mut families: FxHashMap<String, Family> = FxHashMap::default();
        let mut tape = Tape::default();
        for item in 0..run.items.len() {
            for list in reference::lists(run, item, &mut tape) {
                for name in list.names {
                    if let Name::Person(person) = name
                        && !person.given.is_empty()
                    {
                        add(&mut families, person);
                    }
                }
            }
        }
        families.retain(|_, family| family.is_ambiguous());
        let rule = run.program.citation.disambiguation.rule;
        (!families.is_empty()).then_some(People { rule, families })
    }

    /// How much of a person's given names tells them apart from all others of their name;
    /// `index` is their place in the list.
    pub(crate) fn level(&self, person: &Person, index: usize) -> GivenLevel {
        let primary_only = matches!(
            self.rule,
            GivenNameRule::PrimaryName | GivenNameRule::PrimaryNameWithInitials
        );
        if primary_only && index > 0 {
            return GivenLevel::AsStyled;
        }
        let Some(family) = self.families.get(&person.family) else { return GivenLevel::AsStyled };
        let alike = family.initials.get(&initials_of(&person.given)).map_or(0, FxHashSet::len);
        match alike {
            0 => GivenLevel::AsStyled,
            2.. if !self.rule.stops_at_initials() => GivenLevel::Full,
            _ if family.initials.len() > 1 => GivenLevel::Initials,
            _ => GivenLevel::AsStyled,
        }
    }
}

fn add(families: &mut FxHashMap<String, Family>, person: &Person) {
    let family = match families.get_mut(&person.family) {
        Some(family) => family,
        None => families.entry(person.family.clone()).or_default(),
    };
    let full = family.initials.entry(initials_of(&person.given)).or_default();
    if !full.contains(&person.given) {
        full.insert(person.given.clone());
    }
}
