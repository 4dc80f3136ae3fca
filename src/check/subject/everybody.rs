//! Everyone who is named in a run, by the parts of their names.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::check::subject::entry::Subject;
use crate::model::{Name, Person};
use crate::parallel::in_ranges;
use crate::source::Location;

/// Everyone who is named in a run.
#[derive(Default)]
pub(crate) struct Everybody {
    /// Family and given names in lower case → the number of occurrences, and the first location.
    pub(crate) people: FxHashMap<(String, String), (usize, Location)>,
    /// A word → the given names of those who have it as family name.
    with_family: FxHashMap<String, FxHashSet<String>>,
    /// A word → the family names of those who have it as first given name.
    with_given: FxHashMap<String, FxHashSet<String>>,
}

/// A person's family and given names, normalized for comparison.
pub(crate) fn key(person: &Person) -> Option<(String, String)> {
    let (family, given) = (&person.family, &person.given);
    are_whole(family, given)
        .then(|| (family.as_str().to_lowercase(), given.as_str().to_lowercase()))
}

/// Whether two parts of a name are both whole names, of which either could be the other.
fn are_whole(family: &str, given: &str) -> bool {
    is_whole(family) && is_whole(given) && family != given
}

/// Whether a name is no initial, and in the letter case of names.
fn is_whole(name: &str) -> bool {
    let bytes = name.as_bytes();
    if name.is_ascii() {
        // A capital before a small letter is more than one letter.
        return bytes.first().is_some_and(u8::is_ascii_uppercase)
            && bytes.iter().any(u8::is_ascii_lowercase)
            && !bytes.contains(&b'.');
    }
    name.chars().filter(|c| c.is_alphabetic()).count() > 1
        && name.starts_with(char::is_uppercase)
        && name.contains(char::is_lowercase)
        && !name.contains('.')
}

/// The people of a run as numbers. Somebody whose parts are swapped elsewhere is rare, and the names
/// themselves are only gathered where one may be so.
pub(crate) struct Numbered(FxHashSet<u64>);

impl Numbered {
    pub(in crate::check) fn of<'e, 'a: 'e>(
        entries: impl Iterator<Item = &'e Subject<'a>>,
    ) -> Numbered {
        let entries: Vec<&Subject<'_>> = entries.collect();
        let numbers = in_ranges(entries.len(), None, |range| {
            let names = entries[range].iter().flat_map(|entry| entry.own_names());
            let numbers = names.filter_map(|(name, ..)| match name {
                Name::Person(person) => number_of(&person.family, &person.given),
                _ => None,
            });
            numbers.collect()
        });
        Numbered(numbers.into_iter().collect())
    }

    /// A number that is the same for the same people.
    pub(in crate::check) fn fingerprint(&self) -> u64 {
        let sum = self.0.iter().fold(0_u64, |sum, number| sum.wrapping_add(*number));
        sum.wrapping_add(self.0.len() as u64)
    }

    /// Whether somebody may be named whose family name is this person's given name, and the other
    /// way round.
    pub(crate) fn may_have_swapped(&self, person: &Person) -> bool {
        let number = number_of(&person.given, &person.family);
        number.is_some_and(|number| self.0.contains(&number))
    }
}

/// The same number for the same names in any letter case; `None` where they are not whole names.
fn number_of(family: &str, given: &str) -> Option<u64> {
    if !are_whole(family, given) {
        return None;
    }
    let mut hasher = FxHasher::default();
    for name in [family, given] {
        match name.is_ascii() {
            true => name.bytes().for_each(|byte| hasher.write_u8(byte.to_ascii_lowercase())),
            false => name.to_lowercase().bytes().for_each(|byte| hasher.write_u8(byte)),
        }
        // It divides the two.
        hasher.write_u8(0);
    }
    Some(hasher.finish())
}

fn first_word(given: &str) -> &str {
    given.split(' ').next().unwrap_or_default()
}

/// The people in some entries in the order of their first occurrence, with the number of
/// occurrences and the first location.
fn people_of(entries: &[&Subject<'_>]) -> Vec<((String, String), usize, Location)> {
    let mut numbers: FxHashMap<(&str, &str), Option<usize>> = FxHashMap::default();
    let mut people: Vec<((String, String), usize, Location)> = Vec::new();
    for (name, _, place) in entries.iter().flat_map(|entry| entry.own_names()) {
        let Name::Person(person) = name else { continue };
        // The normalized form of a name is computed once.
        let number = *numbers.entry((&person.family, &person.given)).or_insert_with(|| {
            people.push((key(person)?, 0, place));
            Some(people.len() - 1)
        });
        if let Some((_, count, _)) = number.and_then(|number| people.get_mut(number)) {
            *count += 1;
        }
    }
    people
}

impl Everybody {
    pub(in crate::check) fn of<'e, 'a: 'e>(
        entries: impl Iterator<Item = &'e Subject<'a>>,
    ) -> Everybody {
        let entries: Vec<&Subject<'_>> = entries.collect();
        // All cores read names while one merges their results.
        let parts = in_ranges(entries.len(), None, |range| people_of(&entries[range]));
        let mut everybody = Everybody::default();
        for (key, count, place) in parts {
            everybody.add(key, count, place);
        }
        everybody
    }

    fn add(&mut self, key: (String, String), count: usize, place: Location) {
        if let Some((known, _)) = self.people.get_mut(&key) {
            *known += count;
            return;
        }
        let (family, given) = key;
        let with_family = self.with_family.entry(family.clone()).or_default();
        with_family.insert(given.clone());
        let with_given = self.with_given.entry(first_word(&given).to_owned()).or_default();
        with_given.insert(family.clone());
        self.people.insert((family, given), (count, place));
    }

    /// The number of others with this family name, or with this first given name.
    pub(crate) fn others_with(&self, family: &str, given: &str) -> usize {
        let count = |words: &FxHashMap<String, FxHashSet<String>>, word: &str, but: &str| {
            words.get(word).map_or(0, |names| names.iter().filter(|name| *name != but).count())
        };
        count(&self.with_family, family, given) + count(&self.with_given, first_word(given), family)
    }
}
