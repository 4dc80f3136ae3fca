#![doc = include_str!("unresolved_note.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, Essay};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::document::essay::{NoteCite, ReferenceForm, Target};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "unresolved-note",
        code: "APP012",
        family: Family::Apparatus,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("unresolved_note.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    if cited.readings.is_empty() {
        // Without a bibliography all works are unknown, which another rule reports.
        return;
    }
    for essay in &cited.essays() {
        for (at, _, cites) in essay.notes() {
            for cite in cites.iter().filter(|cite| matches!(cite.form, ReferenceForm::Forward(_))) {
                check_cite(cx, cited, essay, (Some(at), cite));
            }
        }
        for cite in essay.resolved.lists.iter().flatten() {
            check_cite(cx, cited, essay, (None, cite));
        }
    }
}

fn check_cite(
    cx: &Context<'_>,
    cited: &Cited<'_>,
    essay: &Essay<'_>,
    (note, cite): (Option<usize>, &NoteCite),
) {
    let place = essay.place(cite.span);
    let words = essay.quoted(cite.span);
    let who =
        note.map_or_else(|| "the list".to_owned(), |note| format!("note {}", essay.label(note)));
    match &cite.target {
        Target::Work { .. } | Target::Unlisted => {}
        Target::Unknown => {
            let verb = if note.is_some() { "cites" } else { "has" };
            let message =
                format!("{who} {verb} a work that the bibliography does not have: `{words}`");
            cx.report(
                cx.finding(place, message).help("add an entry for it, or correct the reference"),
            );
        }
        Target::Several(works) => {
            let keys: Vec<&str> = works.iter().map(|work| cited.key_of(*work)).collect();
            let named: Vec<String> = keys.iter().take(4).map(|key| format!("`{key}`")).collect();
            let message = format!("`{words}` in {who} may be any of {}", named.join(", "));
            let mut finding = cx.finding(place, message);
            for key in keys.iter().take(2) {
                if let Some((_, origin, _)) = cited.entries(key).next() {
                    finding = finding.also(origin.key, "this one");
                }
            }
            cx.report(finding.help("add what tells them apart: the title, or the year"));
        }
    }
}
