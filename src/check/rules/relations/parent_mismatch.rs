#![doc = include_str!("parent_mismatch.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Bibliography, Subject};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use std::collections::HashMap;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "parent-mismatch",
        code: "REL003",
        family: Family::Relations,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("parent_mismatch.md"),
    },
    looks_at: &[LooksAt::Libraries(check)],
    options: &[],
};

/// The types whose entries inherit by `crossref`, and the types that can contain them.
const PARENTS: [(&[&str], &[&str]); 4] = [
    (
        &["inproceedings", "conference"],
        &["proceedings", "mvproceedings", "book", "collection", "mvcollection", "periodical"],
    ),
    (
        &["incollection", "inbook", "inreference", "bookinbook", "suppbook", "suppcollection"],
        &[
            "book",
            "mvbook",
            "collection",
            "mvcollection",
            "proceedings",
            "mvproceedings",
            "reference",
            "mvreference",
        ],
    ),
    (&["article", "suppperiodical"], &["periodical", "article"]),
    (
        &["book", "collection", "proceedings"],
        &["mvbook", "book", "mvcollection", "collection", "mvproceedings", "proceedings"],
    ),
];

fn check(cx: &Context<'_>, bibliography: &Bibliography<'_>) {
    if bibliography.entries().all(|entry| entry.own_field("crossref").is_none()) {
        return;
    }
    let mut with_key: HashMap<String, (usize, &Subject<'_>)> = HashMap::new();
    for (number, entry) in bibliography.entries().enumerate() {
        with_key.entry(entry.entry.key.to_lowercase()).or_insert((number, entry));
    }
    for (number, child) in bibliography.entries().enumerate() {
        let Some(field) = child.own_field("crossref") else { continue };
        let key = child.spelled(field).trim().to_lowercase();
        let Some(&(place, parent)) = with_key.get(&key) else { continue };
        let kinds = PARENTS.iter().find(|(kinds, _)| child.is_kind(kinds));
        let fits = kinds.is_none_or(|(_, parents)| parent.is_kind(parents));
        let (kind, parent_kind) = (&child.origin.source_kind, &parent.origin.source_kind);
        if !fits {
            let message = format!(
                "@{kind} `{}` cannot be part of @{parent_kind} `{}`",
                child.entry.key, parent.entry.key
            );
            let finding = cx
                .of_field(child, field, field.value_location(), message)
                .key(&*parent.entry.key)
                .also(parent.origin.kind, "the type of the parent")
                .help("correct the type of one of the two, or the key");
            cx.report(finding);
        } else if child.is_clearly_bibtex
            && place < number
            && is_in_file_of(parent, child)
            && !is_circle(parent, child)
        {
            // Entries in several files are mostly read by biber, which accepts any order.
            let message =
                format!("`{}` is before its part `{}`", parent.entry.key, child.entry.key);
            let finding = cx
                .of_field(child, field, field.value_location(), message)
                .key(&*parent.entry.key)
                .also(parent.origin.key, "the parent")
                .help("move the parent after its parts: BibTeX only finds parents further down in the file");
            cx.report(finding);
        }
    }
}

/// Whether two entries are the parents of each other, which `broken-link` reports.
fn is_circle(one: &Subject<'_>, other: &Subject<'_>) -> bool {
    let parent = one.own_field("crossref").map(|field| one.spelled(field).trim());
    parent.is_some_and(|key| key.eq_ignore_ascii_case(&other.entry.key))
}

fn is_in_file_of(one: &Subject<'_>, other: &Subject<'_>) -> bool {
    one.origin.location.source == other.origin.location.source
}
