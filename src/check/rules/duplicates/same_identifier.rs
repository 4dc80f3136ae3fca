#![doc = include_str!("same_identifier.md")]

use std::collections::{HashMap, HashSet};

use crate::check::rules::duplicates::works::{Identifier, bare, distinctions, identifiers};
use crate::check::subject::{Libraries, Subject};
use crate::diagnostic::{Diagnostic, Family, FixAvailability, Group, Rule, Severity, Sink};
use crate::model::{FieldOrigin, Variable};
use crate::source::Location;

pub(in crate::check) static RULE: Rule = Rule {
    name: "same-identifier",
    code: "DUP001",
    family: Family::Duplicates,
    severity: Severity::Warning,
    group: Group::Default,
    fix: FixAvailability::None,
    page: include_str!("same_identifier.md"),
};

pub(in crate::check) fn check(libraries: &Libraries<'_>, sink: &mut Sink) {
    libraries.documents().for_each(|document| check_document(&document.entries, sink));
}

fn check_document(entries: &[Subject<'_>], sink: &mut Sink) {
    // What is the same of two entries that are one work → the first of them, and where.
    let mut first_with: HashMap<(Identifier, String), (usize, Location)> = HashMap::new();
    let linked: Vec<HashSet<&str>> = entries.iter().map(linked_keys).collect();
    for (number, entry) in entries.iter().enumerate() {
        let mut reported = false;
        for (identifier, field, at) in identifiers(entry) {
            for distinction in distinctions(&identifier, entry.entry) {
                let known = first_with.entry((identifier.clone(), distinction));
                let (first, first_at) = *known.or_insert((number, at));
                let other = &entries[first];
                let (key, other_key) = (&*entry.entry.key, &*other.entry.key);
                // Two entries of one key are `duplicate-key`'s.
                let same_key = first == number || key == other_key;
                let related = linked[number].contains(other_key) || linked[first].contains(key);
                if !reported && !same_key && !related {
                    reported = true;
                    sink.push(finding(entry, other, &identifier, (field, at), first_at));
                }
            }
        }
    }
}

/// The keys that an entry refers to: what is related to it says so, and is no duplicate.
fn linked_keys<'a>(entry: &Subject<'a>) -> HashSet<&'a str> {
    const LINKS: [&str; 5] = ["crossref", "xref", "xdata", "related", "entryset"];
    let links = entry
        .own_fields()
        .filter(|field| LINKS.iter().any(|link| link.eq_ignore_ascii_case(&field.name)));
    links.flat_map(|field| entry.spelled(field).split(',').map(str::trim)).collect()
}

fn finding(
    entry: &Subject<'_>,
    other: &Subject<'_>,
    identifier: &Identifier,
    (field, at): (&FieldOrigin, Location),
    first_at: Location,
) -> Diagnostic {
    let name = identifier.name();
    let (key, other_key) = (&entry.entry.key, &other.entry.key);
    let title = |entry: &Subject<'_>| bare(entry.entry.str(Variable::Title).unwrap_or_default());
    let help = match title(entry) == title(other) {
        true => "they are the same work: keep one of them".to_owned(),
        false => format!("keep one of them, or correct the {name} of the one that has another"),
    };
    entry
        .field_finding(&RULE, field, at, format!("`{key}` has the same {name} as `{other_key}`"))
        .also(first_at, format!("`{other_key}`"))
        .help(help)
}
