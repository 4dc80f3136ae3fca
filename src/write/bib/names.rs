//! Lists of names: `family, given`, with ` and ` between them.

use crate::dialect::BibDialect;
use crate::model::{Name, Person};
use crate::write::bib::tex::escape;

pub(super) fn list(names: &[Name], dialect: BibDialect) -> String {
    names.iter().map(|name| self::name(name, dialect)).collect::<Vec<_>>().join(" and ")
}

fn name(name: &Name, dialect: BibDialect) -> String {
    match name {
        Name::Others => "others".to_owned(),
        Name::Literal(text) => format!("{{{}}}", escape(text)),
        Name::Person(person) if dialect == BibDialect::Biblatex && needs_parts(person) => {
            in_parts(person)
        }
        Name::Person(person) => usual(person),
    }
}

/// True if only BibLaTeX's named parts can express a name.
fn needs_parts(person: &Person) -> bool {
    !person.dropping_particle.is_empty()
        || person.comma_suffix
        || person.family.is_empty()
        || (person.given.is_empty() && person.family.contains(' '))
        || (person.given.is_empty() && !person.suffix.is_empty())
        || has_odd_particle(person)
}

/// True if the particle would not be recognized by its small letters, as `De` in `De Sica`.
fn has_odd_particle(person: &Person) -> bool {
    let words = person.non_dropping_particle.split(' ');
    !person.non_dropping_particle.is_empty()
        && words
            .into_iter()
            .any(|word| !word.starts_with(char::is_lowercase) || word.contains('\''))
}

fn in_parts(person: &Person) -> String {
    let Person { family, given, dropping_particle, non_dropping_particle, suffix, .. } = person;
    let prefix = match dropping_particle.is_empty() {
        true => non_dropping_particle.clone(),
        false => [&**dropping_particle, non_dropping_particle].join(" ").trim().into(),
    };
    let parts = [("family", family), ("given", given), ("prefix", &prefix), ("suffix", suffix)];
    let mut out: Vec<String> = (parts.iter())
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| format!("{name}={{{}}}", escape(text)))
        .collect();
    if !prefix.is_empty() {
        out.push(format!("useprefix={}", dropping_particle.is_empty()));
    }
    if person.comma_suffix {
        out.push("juniorcomma=true".to_owned());
    }
    out.join(", ")
}

/// `van Gogh, Jr., Vincent`.
fn usual(person: &Person) -> String {
    let Person { family, given, suffix, .. } = person;
    let prefix = [&*person.dropping_particle, &*person.non_dropping_particle];
    let mut out = prefix.iter().filter(|it| !it.is_empty()).fold(String::new(), |mut out, it| {
        out.push_str(&escape(it));
        out.push(' ');
        out
    });
    if family.is_empty() || (given.is_empty() && suffix.is_empty() && out.is_empty()) {
        let only = if family.is_empty() { given } else { family };
        out.push_str(&grouped(only, only.contains(' ')));
        return out;
    }
    let words = || family.split(' ');
    let is_split = words().count() > 1 && words().next().is_some_and(begins_small);
    out.push_str(&grouped(family, is_split));
    if !suffix.is_empty() {
        out.push_str(", ");
        out.push_str(&grouped(suffix, false));
    }
    if !given.is_empty() {
        out.push_str(", ");
        out.push_str(&grouped(given, false));
    } else if !suffix.is_empty() {
        out.push_str(", {}");
    }
    out
}

fn begins_small(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

/// A part of a name; in braces if it would otherwise be divided.
fn grouped(part: &str, always: bool) -> String {
    let is_divided = part.contains([',', ';', '&', '='])
        || part.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
    if always || is_divided { format!("{{{}}}", escape(part)) } else { escape(part) }
}
