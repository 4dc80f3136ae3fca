//! Conversion of hayagriva's persons to names.

use ::hayagriva::types::Person as Theirs;

use crate::model::{Name, Person, mark_others};

/// The names of persons. Names without a letter are left out, and words for "and others" at the end
/// become [`Name::Others`].
pub(super) fn names(persons: &[Theirs]) -> Vec<Name> {
    let mut names: Vec<Name> = persons.iter().map(name).filter(|name| !name.is_empty()).collect();
    mark_others(&mut names);
    names
}

/// A person's prefix is a dropping particle, as in hayagriva's renderer; a particle at the
/// beginning of the family name is not. A family name without given names is not split.
fn name(theirs: &Theirs) -> Name {
    let prefix = theirs.prefix.as_deref().unwrap_or_default().trim();
    let given = theirs.given_name.as_deref().unwrap_or_default();
    let suffix = theirs.suffix.as_deref().unwrap_or_default();
    // hayagriva reads a name that ends in lower case as a prefix only, and splits an organization's
    // name at such a word.
    let (prefix, family) = match theirs.name.trim() {
        "" => ("", prefix),
        family => (prefix, family),
    };
    if given.is_empty() && suffix.is_empty() && prefix.starts_with(char::is_uppercase) {
        return Name::literal(format!("{prefix} {family}"));
    }
    if given.is_empty() && suffix.is_empty() && prefix.is_empty() {
        return Name::literal(family);
    }
    let particle = theirs.name_particle().filter(|_| !theirs.name.is_empty()).unwrap_or_default();
    let family = family.strip_prefix(particle).unwrap_or(family).trim_start();
    Name::Person(Person {
        family: family.into(),
        given: given.into(),
        dropping_particle: prefix.into(),
        non_dropping_particle: particle.into(),
        suffix: suffix.into(),
        comma_suffix: theirs.comma_suffix,
        static_ordering: false,
    })
}
