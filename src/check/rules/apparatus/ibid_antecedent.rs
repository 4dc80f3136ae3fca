#![doc = include_str!("ibid_antecedent.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, Essay};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::document::essay::{NoteCite, Trouble};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "ibid-antecedent",
        code: "APP003",
        family: Family::Apparatus,
        severity: Severity::Error,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("ibid_antecedent.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    for essay in &cited.essays() {
        for (at, _, cites) in essay.notes() {
            for cite in cites {
                check_cite(cx, cited, essay, (at, cite));
            }
        }
    }
}

fn check_cite(
    cx: &Context<'_>,
    cited: &Cited<'_>,
    essay: &Essay<'_>,
    (at, cite): (usize, &NoteCite),
) {
    let word = essay.abbreviation(cite.backward);
    let place = essay.place(cite.backward);
    let note_place =
        |note: usize| essay.apparatus.notes.get(note).map(|note| essay.place(note.span));
    let (message, help, other) = match &cite.trouble {
        Some(Trouble::FirstNote) => {
            let is_first = essay.resolved.order.first() == Some(&at);
            let which = if is_first { "the first note" } else { "the first note of its chapter" };
            (
                format!("`{word}` refers to nothing: this is {which}"),
                "say which work is cited".to_owned(),
                None,
            )
        }
        Some(Trouble::CitesNothing(note)) => (
            format!("`{word}` refers to nothing: note {} cites no work", essay.label(*note)),
            "name the work, or write a short form of it".to_owned(),
            Some(*note),
        ),
        Some(Trouble::CitesSeveral(note, works)) => {
            let keys: Vec<String> =
                works.iter().map(|work| format!("`{}`", cited.key_of(*work))).collect();
            let which = match keys.len() {
                0 | 1 => String::new(),
                _ => format!(" ({})", keys.join(", ")),
            };
            (
                format!(
                    "`{word}` may be any of the works that note {} cites{which}",
                    essay.label(*note)
                ),
                "name the work that is meant".to_owned(),
                Some(*note),
            )
        }
        _ => return,
    };
    let mut finding = cx.finding(place, message).help(help);
    if let Some(place) = other.and_then(note_place) {
        finding = finding.also(place, "the note before");
    }
    cx.report(finding);
}
