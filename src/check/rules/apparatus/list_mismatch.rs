#![doc = include_str!("list_mismatch.md")]

use std::collections::{BTreeMap, BTreeSet};

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, Essay};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::document::essay::{ListKind, NoteCite, WorksList, folded};
use crate::model::Variable;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "list-mismatch",
        code: "APP010",
        family: Family::Apparatus,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("list_mismatch.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    for essay in cited.essays().iter().filter(|essay| !essay.apparatus.lists.is_empty()) {
        let listed: BTreeSet<usize> =
            essay.resolved.lists.iter().flatten().filter_map(NoteCite::work).collect();
        // A list whose works are all unknown does not show what is missing from it.
        if !listed.is_empty() {
            check_cited(cx, cited, essay, &listed);
        }
        check_listed(cx, cited, essay);
        for (list, found) in essay.apparatus.lists.iter().zip(&essay.resolved.lists) {
            check_order(cx, cited, essay, (list, found));
        }
    }
}

/// The severity: works for further reading need not be cited.
fn severity(kind: ListKind) -> Severity {
    match kind {
        ListKind::Works => Severity::Warning,
        ListKind::FurtherReading => Severity::Info,
    }
}

fn check_cited(cx: &Context<'_>, cited: &Cited<'_>, essay: &Essay<'_>, listed: &BTreeSet<usize>) {
    let lists = &essay.apparatus.lists;
    let works = lists.iter().find(|list| list.kind == ListKind::Works);
    let Some(list) = works.or_else(|| lists.first()) else { return };
    let mut seen = BTreeSet::new();
    for cite in essay.notes().flat_map(|(_, _, cites)| cites) {
        let Some(work) = cite.work().filter(|work| !listed.contains(work)) else { continue };
        if !seen.insert(work) {
            continue;
        }
        let message =
            format!("`{}` is cited, but it is not in {}", cited.key_of(work), list.kind.name());
        let finding = cx
            .finding(essay.place(cite.span), message)
            .key(cited.key_of(work))
            .help("add it to the list")
            .severity(severity(list.kind));
        cx.report(finding);
    }
}

fn check_listed(cx: &Context<'_>, cited: &Cited<'_>, essay: &Essay<'_>) {
    let used: BTreeSet<usize> =
        essay.resolved.notes.iter().flatten().filter_map(NoteCite::work).collect();
    let mut seen: BTreeMap<usize, &NoteCite> = BTreeMap::new();
    for (list, found) in essay.apparatus.lists.iter().zip(&essay.resolved.lists) {
        for cite in found {
            let Some(work) = cite.work() else { continue };
            let (key, place) = (cited.key_of(work), essay.place(cite.span));
            if let Some(first) = seen.insert(work, cite) {
                let finding = cx
                    .finding(place, format!("`{key}` is listed twice"))
                    .key(key)
                    .also(essay.place(first.span), "first here")
                    .help("delete one of the two");
                cx.report(finding);
            } else if !used.contains(&work) {
                let message = format!("`{key}` is in {}, but no note cites it", list.kind.name());
                let finding = cx.finding(place, message).key(key).severity(severity(list.kind));
                cx.report(finding.help("cite it, or keep it as further reading"));
            }
        }
    }
}

/// Reports the works that are out of order in an otherwise sorted list.
fn check_order(
    cx: &Context<'_>,
    cited: &Cited<'_>,
    essay: &Essay<'_>,
    (list, found): (&WorksList, &[NoteCite]),
) {
    const LEAST: usize = 5;
    let names: Vec<String> = found.iter().map(|cite| sorted_by(cited, essay, cite)).collect();
    let steps = names.len().saturating_sub(1);
    let wrong: Vec<usize> = (1..names.len()).filter(|at| names[*at] < names[at - 1]).collect();
    if names.len() < LEAST || wrong.len() * 4 > steps {
        return;
    }
    for at in wrong {
        let message = format!("this work is out of order in {}", list.kind.name());
        let before = essay.quoted(found[at - 1].span);
        let finding =
            cx.finding(essay.place(found[at].span), message).severity(Severity::Info).help(
                format!("the list is in the order of names, and this one comes before `{before}`"),
            );
        cx.report(finding);
    }
}

/// The sort key of a list: the family name of the author, or the first word.
fn sorted_by(cited: &Cited<'_>, essay: &Essay<'_>, cite: &NoteCite) -> String {
    let entry = cite.work().and_then(|work| cited.work(work));
    let author = entry.and_then(|entry| entry.names(Variable::Author).first());
    let name = author.map_or_else(|| essay.quoted(cite.span), |name| name.family_or_literal());
    folded(&name)
}
