#![doc = include_str!("inconsistent_person.md")]

use crate::check::context::Context;
use crate::check::options::{Flag, Setting};
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::folded::{folded, looks_alike};
use crate::check::subject::{Bibliography, Subject};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::{FieldOrigin, Name, Person};
use crate::source::Location;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "inconsistent-person",
        code: "NAM008",
        family: Family::Names,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("inconsistent_person.md"),
    },
    looks_at: &[LooksAt::Libraries(check)],
    options: &[&INITIALS.option],
};

static INITIALS: Setting<Flag> = Setting::flag(
    "initials",
    "Whether to report a name with initials if the same name is written in full elsewhere.",
    false,
);

/// A person in one spelling, with its first location and the number of occurrences.
#[derive(Clone, Copy)]
struct Form<'r> {
    count: usize,
    entry: &'r Subject<'r>,
    field: &'r FieldOrigin,
    place: Location,
}

fn check(cx: &Context<'_>, bibliography: &Bibliography<'_>) {
    let with_initials = cx.get(&INITIALS);
    for forms in people(bibliography, with_initials) {
        let mut forms: Vec<(&String, &Form<'_>)> = forms.iter().collect();
        // The form in most entries, or else the one with more letters.
        let weight = |(name, form): &(&String, &Form<'_>)| {
            (form.count, name.chars().filter(|c| !c.is_ascii()).count(), name.len())
        };
        forms.sort_by(|a, b| weight(b).cmp(&weight(a)).then(a.0.cmp(b.0)));
        let (usual, of_usual) = forms[0];
        let mut others = forms[1..].to_vec();
        others.sort_by_key(|(_, form)| form.place);
        for (name, form) in others {
            // The form of initials is the task of another rule.
            let plain = |name: &str| name.replace(['.', ' '], "");
            if looks_alike(&plain(name), &plain(usual)) {
                continue;
            }
            let message = format!("`{name}` is written `{usual}` elsewhere");
            let finding = cx
                .of_field(form.entry, form.field, form.place, message)
                .also(of_usual.place, format!("`{usual}`"))
                .help("write a person in one way, unless they are two");
            cx.report(finding);
        }
    }
}

/// The people with several forms of their names: the name in each form.
fn people<'r>(
    bibliography: &Bibliography<'r>,
    with_initials: bool,
) -> impl Iterator<Item = HashMap<String, Form<'r>>> {
    let spellings = spellings(bibliography);
    // Most people have one spelling, so that of all people only a hash of their keys is kept.
    let hashes = spellings.iter().zip(0_u32..).filter_map(|((person, _), number)| {
        Some((FxBuildHasher.hash_one(key(person, with_initials)?), number))
    });
    let mut hashes: Vec<(u64, u32)> = hashes.collect();
    hashes.sort_unstable();
    let mut people: BTreeMap<String, HashMap<String, Form<'_>>> = BTreeMap::new();
    for alike in hashes.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
        for (_, number) in alike {
            let (person, own) = &spellings[*number as usize];
            let Some(key) = key(person, with_initials) else { continue };
            let form = people.entry(key).or_default().entry(written(person));
            form.and_modify(|form| form.count += own.count).or_insert(*own);
        }
    }
    people.into_values().filter(|forms| forms.len() > 1)
}

/// Each spelling of a person, in the order of their first occurrence. Many people occur often in a
/// file, so this is computed once per spelling.
fn spellings<'r>(bibliography: &Bibliography<'r>) -> Vec<(&'r Person, Form<'r>)> {
    let mut known: FxHashMap<(&str, &str, &str), usize> = FxHashMap::default();
    let mut spellings: Vec<(&Person, Form<'_>)> = Vec::new();
    for entry in bibliography.entries() {
        for (name, field, place) in entry.own_names() {
            let Name::Person(person) = name else { continue };
            let parts = (&*person.family, &*person.given, &*person.non_dropping_particle);
            let number = *known.entry(parts).or_insert(spellings.len());
            match spellings.get_mut(number) {
                Some((_, form)) => form.count += 1,
                None => spellings.push((person, Form { count: 1, entry, field, place })),
            }
        }
    }
    spellings
}

/// The name of a person as it is written, without punctuation between its parts.
fn written(person: &Person) -> String {
    let family = match person.non_dropping_particle.is_empty() {
        true => person.family.to_string(),
        false => format!("{} {}", person.non_dropping_particle, person.family),
    };
    format!("{family}, {}", person.given.as_str().replace(['~', '\u{a0}'], " "))
}

/// What two forms of one person's name have in common; `None` if that is too little.
fn key(person: &Person, with_initials: bool) -> Option<String> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let words =
        || person.given.split([' ', '-', '.', '~', '\u{a0}']).filter(|word| !word.is_empty());
    let first = words().next()?;
    let family = folded(&person.family);
    if letters(&person.family) < 3 || (letters(first) < 3 && !with_initials) {
        return None;
    }
    // Names in capitals are the task of another rule.
    let in_one_case =
        |text: &str| text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    if in_one_case(&person.family) {
        return None;
    }
    let given: String = match with_initials {
        true => folded(first).chars().take(1).collect(),
        false => words().map(folded).collect::<Vec<_>>().join(""),
    };
    Some(format!("{family} {given}"))
}

#[cfg(test)]
mod tests {
    use super::key;
    use crate::model::Person;

    #[test]
    fn forms_of_one_person() {
        let key = |given: &str, family: &str| {
            let (given, family) = (given.into(), family.into());
            key(&Person { given, family, ..Person::default() }, false)
        };
        assert_eq!(key("Pierre", "Broué"), key("Pierre", "Broue"));
        assert_eq!(key("Jean-Pierre", "Müller"), key("Jean Pierre", "Mueller"));
        assert_ne!(key("Philip", "Smith"), key("Philip J.", "Smith"));
        assert_eq!(key("P.", "Smith"), None);
    }
}
