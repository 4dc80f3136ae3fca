#![doc = include_str!("same_identifier.md")]

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::folded::folded;
use crate::check::subject::identifiers::distinctions;
use crate::check::subject::{Bibliography, Identifier, Subject};
use crate::diagnostic::{Confidence, Diagnostic, Family, FixAvailability, Group, Rule, Severity};
use crate::model::{EntryType, FieldOrigin, Variable};
use crate::source::Location;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "same-identifier",
        code: "DUP001",
        family: Family::Duplicates,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("same_identifier.md"),
    },
    looks_at: &[LooksAt::Libraries(check)],
    options: &[],
};

fn check(cx: &Context<'_>, bibliography: &Bibliography<'_>) {
    let entries: Vec<&Subject<'_>> = bibliography.entries().collect();
    // What is equal in two entries for the same work → the first of them, and where.
    let mut uses: FxHashMap<&Identifier, usize> = FxHashMap::default();
    for (identifier, ..) in entries.iter().flat_map(|entry| entry.identifiers()) {
        *uses.entry(identifier).or_default() += 1;
    }
    let mut first_with: FxHashMap<(Identifier, String), (usize, Location)> = FxHashMap::default();
    let mut first_of_isbn: FxHashMap<Identifier, (usize, Location)> = FxHashMap::default();
    for (number, entry) in entries.iter().enumerate() {
        let mut reported = false;
        // Nearly all identifiers occur in one entry only.
        let shared = entry.identifiers().filter(|(it, ..)| uses.get(it).is_some_and(|&n| n > 1));
        for (identifier, field, at) in shared {
            if matches!(identifier, Identifier::Isbn(_)) {
                let (first, first_at) =
                    *first_of_isbn.entry(identifier.clone()).or_insert((number, at));
                if first != number && are_other_books(entry, entries[first]) {
                    reported = true;
                    let other = entries[first];
                    cx.report(finding(cx, (entry, other), identifier, (field, at), first_at));
                }
            }
            for distinction in distinctions(identifier, entry.entry) {
                let known = first_with.entry((identifier.clone(), distinction));
                let (first, first_at) = *known.or_insert((number, at));
                let other = &entries[first];
                let (key, other_key) = (&*entry.entry.key, &*other.entry.key);
                // Two entries with the same key are reported by `duplicate-key`.
                let same_key = first == number || key == other_key;
                let related = || entry.refers_to(other_key) || other.refers_to(key);
                if !reported && !same_key && !related() {
                    reported = true;
                    cx.report(finding(cx, (entry, other), identifier, (field, at), first_at));
                }
            }
        }
    }
}

/// Whether two entries are books that have neither title nor people in common, so that they cannot
/// be parts of one set.
fn are_other_books(one: &Subject<'_>, other: &Subject<'_>) -> bool {
    let is_book = |entry: &Subject<'_>| entry.entry.kind == EntryType::Book;
    let words = |entry: &Subject<'_>| -> BTreeSet<String> {
        let title = entry.entry.str(Variable::Title).unwrap_or_default();
        title.split_whitespace().map(folded).filter(|word| word.chars().count() > 3).collect()
    };
    let people = |entry: &Subject<'_>| -> BTreeSet<String> {
        let lists = [Variable::Author, Variable::Editor, Variable::Translator];
        let names = lists.into_iter().flat_map(|variable| entry.entry.names(variable));
        names.map(|name| folded(&name.family_or_literal())).collect()
    };
    let is_apart = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        !one.is_empty() && !other.is_empty() && one.is_disjoint(other)
    };
    let links = one.refers_to(&other.entry.key) || other.refers_to(&one.entry.key);
    is_book(one)
        && is_book(other)
        && !links
        && is_apart(&words(one), &words(other))
        && is_apart(&people(one), &people(other))
}

fn finding(
    cx: &Context<'_>,
    (entry, other): (&Subject<'_>, &Subject<'_>),
    identifier: &Identifier,
    (field, at): (&FieldOrigin, Location),
    first_at: Location,
) -> Diagnostic {
    let name = identifier.name();
    let (key, other_key) = (&entry.entry.key, &other.entry.key);
    let same_title = entry.plain_title() == other.plain_title();
    let help = match same_title {
        false if are_other_books(entry, other) => {
            format!("they are two books: correct the {name} of the one that has another")
        }
        true => "they are the same work: keep one of them".to_owned(),
        false => format!("keep one of them, or correct the {name} of the one that has another"),
    };
    cx.of_field(entry, field, at, format!("`{key}` has the same {name} as `{other_key}`"))
        .key(&**other_key)
        .value(identifier.to_string())
        .confidence(if same_title { Confidence::High } else { Confidence::Medium })
        .also(first_at, format!("`{other_key}`"))
        .help(help)
}
