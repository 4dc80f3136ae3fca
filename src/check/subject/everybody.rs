//! Everybody who is named in a run, by the parts of their names.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::subject::entry::Subject;
use crate::model::{Name, Person};
use crate::source::Location;

/// Everybody who is named in a run.
#[derive(Default)]
pub(crate) struct Everybody {
    /// Family and given names in lower case → how often, and where first.
    pub(crate) people: FxHashMap<(String, String), (usize, Location)>,
    /// A word → the given names of those whose family name it is.
    with_family: FxHashMap<String, FxHashSet<String>>,
    /// A word → the family names of those whose first given name it is.
    with_given: FxHashMap<String, FxHashSet<String>>,
}

/// A person's family and given names, for comparing.
pub(crate) fn key(person: &Person) -> Option<(String, String)> {
    let is_whole = |name: &str| {
        name.chars().filter(|c| c.is_alphabetic()).count() > 1
            && name.starts_with(char::is_uppercase)
            && name.contains(char::is_lowercase)
            && !name.contains('.')
    };
    let (family, given) = (&person.family, &person.given);
    let whole = is_whole(family) && is_whole(given) && family != given;
    whole.then(|| (family.to_lowercase(), given.to_lowercase()))
}

fn first_word(given: &str) -> &str {
    given.split(' ').next().unwrap_or_default()
}

impl Everybody {
    pub(in crate::check) fn of<'e, 'a: 'e>(
        entries: impl Iterator<Item = &'e Subject<'a>>,
    ) -> Everybody {
        let mut everybody = Everybody::default();
        for (name, _, place) in entries.flat_map(|entry| entry.own_names()) {
            if let Name::Person(person) = name {
                everybody.add(person, place);
            }
        }
        everybody
    }

    fn add(&mut self, person: &Person, place: Location) {
        let Some(key) = key(person) else { return };
        if let Some((count, _)) = self.people.get_mut(&key) {
            *count += 1;
            return;
        }
        let (family, given) = key;
        let with_family = self.with_family.entry(family.clone()).or_default();
        with_family.insert(given.clone());
        let with_given = self.with_given.entry(first_word(&given).to_owned()).or_default();
        with_given.insert(family.clone());
        self.people.insert((family, given), (1, place));
    }

    /// How many others have this family name, or this first given name.
    pub(crate) fn others_with(&self, family: &str, given: &str) -> usize {
        let count = |words: &FxHashMap<String, FxHashSet<String>>, word: &str, but: &str| {
            words.get(word).map_or(0, |names| names.iter().filter(|name| *name != but).count())
        };
        count(&self.with_family, family, given) + count(&self.with_given, first_word(given), family)
    }
}
