#![doc = include_str!("bibliography_missing.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Cited;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::document::Role;

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
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    for missing in &cited.manuscript.missing {
        let (what, help) = match missing.role {
            Role::Bibliography => ("the bibliography", "correct the path, or add the file"),
            Role::Part => (
                "a part of the document,",
                "correct the path, or add the file; what it cites is not checked",
            ),
        };
        let message = format!("cannot read {what} `{}`: {}", missing.name, missing.reason);
        let help = match (missing.role, undefined(cited)) {
            (Role::Bibliography, Some(keys)) => format!("{help}: {keys} could not be looked up"),
            _ => help.to_owned(),
        };
        cx.report(cx.of_document(cited, missing.location, message).help(help));
    }
    let named = cited.manuscript.missing.iter().any(|it| it.role == Role::Bibliography);
    if !named && cited.readings.is_empty() {
        check_essays(cx, cited);
    }
    let mut keys = cited.citations().flat_map(|placed| placed.keys().collect::<Vec<_>>());
    let Some((key, place)) = keys.find(|(key, _)| !cited.defines(key)) else { return };
    if named || !cited.readings.is_empty() {
        return;
    }
    let message = format!("`{key}` is cited, but there is no bibliography to look it up in");
    let finding = cx.of_document(cited, place, message).help(
        "name it in the document (`bibliography: refs.bib`, `\\addbibresource{refs.bib}`, \
         `#bibliography(\"refs.bib\")`) or with `--bibliography`; no key was checked",
    );
    cx.report(finding);
}

/// Reports the first note of an essay that cites a work, where there is nothing to look it up in.
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

/// The keys that none of the other bibliographies has: ``the keys `a`, `b`, `c` and 4 more``.
fn undefined(cited: &Cited<'_>) -> Option<String> {
    const MOST: usize = 3;
    let keys = cited.keys();
    let keys: Vec<&str> =
        keys.iter().map(|(key, _)| *key).filter(|key| !cited.defines(key)).collect();
    let named: Vec<String> = keys.iter().take(MOST).map(|key| format!("`{key}`")).collect();
    match (named.len(), keys.len() - named.len()) {
        (0, _) => None,
        (1, _) => Some(format!("the key {}", named[0])),
        (_, 0) => Some(format!("the keys {}", named.join(", "))),
        (_, more) => Some(format!("the keys {} and {more} more", named.join(", "))),
    }
}
