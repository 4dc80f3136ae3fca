#![doc = include_str!("bibliography_missing.md")]

use std::collections::{BTreeMap, BTreeSet};

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Cited;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::document::{Missing, Role};
use crate::source::Location;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "bibliography-missing",
        code: "DOC004",
        family: Family::Citations,
        severity: Severity::Error,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("bibliography_missing.md"),
    },
    looks_at: &[LooksAt::Documents(check)],
    options: &[],
};

fn check(cx: &Context<'_>, documents: &[Cited<'_>]) {
    report_missing(cx, documents);
    for cited in documents {
        // A part that is missing may name the bibliography.
        let may_name = |missing: &Missing| matches!(missing.role, Role::Bibliography | Role::Part);
        let named = cited.manuscript.missing.iter().any(may_name);
        if named || !cited.readings.is_empty() || cited.lists_works() {
            continue;
        }
        check_essays(cx, cited);
        let mut keys = cited.citations().flat_map(|placed| placed.keys().collect::<Vec<_>>());
        let Some((key, place)) = keys.find(|(key, _)| !cited.defines(key)) else { continue };
        let message = format!("`{key}` is cited, but there is no bibliography to look it up in");
        let finding = cx.of_document(cited, place, message).help(
            "name it in the document (`bibliography: refs.bib`, `\\addbibresource{refs.bib}`, \
             `#bibliography(\"refs.bib\")`) or with `--bibliography`; no key was checked",
        );
        cx.report(finding);
    }
}

/// Reports each file that is named and cannot be read once, be it for all chapters of a book.
fn report_missing(cx: &Context<'_>, documents: &[Cited<'_>]) {
    let mut named: BTreeMap<Location, (&Missing, Vec<usize>)> = BTreeMap::new();
    for (number, cited) in documents.iter().enumerate() {
        for missing in &cited.manuscript.missing {
            named.entry(missing.location).or_insert((missing, Vec::new())).1.push(number);
        }
    }
    // Of the documents that name a file, since most name several.
    let mut undefined_of: BTreeMap<Vec<usize>, Option<String>> = BTreeMap::new();
    for (location, (missing, numbers)) in named {
        let of_numbers = || numbers.iter().filter_map(|number| documents.get(*number));
        let Some(cited) = of_numbers().next() else { continue };
        let (what, help) = match missing.role {
            Role::Bibliography => ("the bibliography", "correct the path, or add the file"),
            Role::Part => (
                "a part of the document,",
                "correct the path, or add the file; what it cites is not checked",
            ),
            Role::Style => ("the style", "correct the path, or add the file"),
            Role::Written => continue,
        };
        let message = format!("cannot read {what} `{}`: {}", missing.name, missing.reason);
        let has_bibliography = of_numbers().all(|cited| !cited.readings.is_empty());
        let undefined =
            undefined_of.entry(numbers.clone()).or_insert_with(|| undefined(of_numbers()));
        let help = match (missing.role, &*undefined) {
            (Role::Bibliography, Some(keys)) => format!("{help}: {keys} could not be looked up"),
            (Role::Part, Some(keys)) if !has_bibliography => {
                format!(
                    "{help}, and {keys} could not be looked up, since no other part names a bibliography"
                )
            }
            _ => help.to_owned(),
        };
        let finding = cx.of_document(cited, location, message).help(help);
        cx.report(match missing.role {
            Role::Style => finding.severity(Severity::Warning),
            _ => finding,
        });
    }
}

/// Reports the first note of an essay that cites a work, if there is no bibliography to look it up
/// in.
fn check_essays(cx: &Context<'_>, cited: &Cited<'_>) {
    for essay in &cited.essays() {
        let Some(cite) = essay.resolved.notes.iter().flatten().next() else { continue };
        let message = "the notes cite works, but there is no bibliography to look them up in";
        let finding = cx.finding(essay.place(cite.span), message).help(
            "name one with `--bibliography refs.bib`; which works the notes cite was not checked",
        );
        cx.report(finding);
    }
}

/// The keys that no other bibliography has: ``the keys `a`, `b`, `c` and 4 more``.
fn undefined<'c, 'a: 'c>(documents: impl Iterator<Item = &'c Cited<'a>>) -> Option<String> {
    const MOST: usize = 3;
    let mut keys: Vec<&str> = Vec::new();
    let mut seen = BTreeSet::new();
    for cited in documents {
        let undefined = cited.keys().into_iter().filter(|(key, _)| !cited.defines(key));
        keys.extend(undefined.map(|(key, _)| key).filter(|key| seen.insert(*key)));
    }
    let named: Vec<String> = keys.iter().take(MOST).map(|key| format!("`{key}`")).collect();
    match (named.len(), keys.len() - named.len()) {
        (0, _) => None,
        (1, _) => Some(format!("the key {}", named[0])),
        (_, 0) => Some(format!("the keys {}", named.join(", "))),
        (_, more) => Some(format!("the keys {} and {more} more", named.join(", "))),
    }
}
