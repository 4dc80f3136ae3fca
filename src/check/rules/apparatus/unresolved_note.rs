#![doc = include_str!("unresolved_note.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, Essay};
use crate::diagnostic::{Confidence, Family, FixAvailability, Group, Rule, Severity};
use crate::document::essay::{CitedByYear, NoteCite, ReferenceForm, Target};
use crate::source::Span;

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
    for essay in &cited.essays() {
        for it in &essay.resolved.by_year {
            check_by_year(cx, cited, essay, it);
        }
    }
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

/// Reports a citation by author and year that cites nothing known, or several works.
fn check_by_year(cx: &Context<'_>, cited: &Cited<'_>, essay: &Essay<'_>, it: &CitedByYear) {
    let words = essay.quoted(it.cite.span);
    let finding = |message| cx.finding(essay.place(it.cite.span), message);
    let has_list = !essay.apparatus.lists.is_empty();
    match &it.cite.target {
        Target::Work { .. } | Target::Unlisted => {}
        Target::Unknown => {
            let who = match (has_list, cited.readings.is_empty()) {
                (true, true) => "the list does not have",
                (true, false) => "neither the list nor the bibliography has",
                (false, _) => "the bibliography does not have",
            };
            let message = format!("`{words}` cites a work that {who}");
            let help = match has_list {
                true => "add it to the list, or correct the name or the year",
                false => "add an entry for it, or correct the name or the year",
            };
            cx.report(finding(message).help(help).confidence(Confidence::Medium));
        }
        Target::Several(works) => {
            let lists = &essay.apparatus.lists;
            let listed =
                it.listed.iter().filter_map(|(list, item)| lists.get(*list)?.items.get(*item));
            let listed: Vec<Span> = listed.copied().collect();
            let keys: Vec<&str> = works.iter().map(|work| cited.key_of(*work)).collect();
            let named: Vec<String> = match listed.as_slice() {
                [_, _, ..] => {
                    listed.iter().take(4).map(|item| format!("`{}`", essay.quoted(*item))).collect()
                }
                _ => keys.iter().take(4).map(|key| format!("`{key}`")).collect(),
            };
            let message = format!("`{words}` may be any of {}", named.join(", "));
            let mut finding = finding(message);
            for item in listed.iter().take(2) {
                finding = finding.also(essay.place(*item), "this one");
            }
            for key in keys.iter().take(if listed.is_empty() { 2 } else { 0 }) {
                if let Some((_, origin, _)) = cited.entries(key).next() {
                    finding = finding.also(origin.key, "this one");
                }
            }
            cx.report(finding.help("tell them apart by letters after the year: `1967a`, `1967b`"));
        }
    }
}
