#![doc = include_str!("list_mismatch.md")]

use std::collections::{BTreeMap, BTreeSet};

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, Essay};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::document::essay::{ListKind, NoteCite, WorksList, folded, has_author_before};
use crate::model::{Name, Variable};

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
    for cite in essay.cites() {
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
    let used: BTreeSet<usize> = essay.cites().filter_map(NoteCite::work).collect();
    let cited_items: BTreeSet<(usize, usize)> =
        essay.resolved.by_year.iter().flat_map(|it| it.listed.iter().copied()).collect();
    let by = if essay.apparatus.notes.is_empty() { "nothing" } else { "no note" };
    let mut seen: BTreeMap<usize, &NoteCite> = BTreeMap::new();
    for (number, (list, found)) in
        essay.apparatus.lists.iter().zip(&essay.resolved.lists).enumerate()
    {
        for (at, cite) in found.iter().enumerate() {
            if cited_items.contains(&(number, at)) {
                continue;
            }
            let Some(work) = cite.work() else {
                check_unknown(cx, essay, list.kind, cite);
                continue;
            };
            let (key, place) = (cited.key_of(work), essay.place(cite.span));
            if let Some(first) = seen.insert(work, cite) {
                let finding = cx
                    .finding(place, format!("`{key}` is listed twice"))
                    .key(key)
                    .also(essay.place(first.span), "first here")
                    .help("delete one of the two");
                cx.report(finding);
            } else if !used.contains(&work) && !is_named(cited, essay, work) {
                let message = format!("`{key}` is in {}, but {by} cites it", list.kind.name());
                let finding = cx.finding(place, message).key(key).severity(severity(list.kind));
                cx.report(finding.help("cite it, or keep it as further reading"));
            }
        }
    }
}

/// Reports a listed work that no bibliography has, if the essay cites by author and year, and its
/// text does not name the author.
fn check_unknown(cx: &Context<'_>, essay: &Essay<'_>, kind: ListKind, cite: &NoteCite) {
    const LEAST: usize = 3;
    let item = &essay.text[cite.span.range()];
    let bare = item.trim_start_matches(|c: char| !c.is_alphanumeric());
    let name = bare.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_by_year =
        essay.resolved.by_year.iter().filter(|it| !it.listed.is_empty()).count() >= LEAST;
    let mut paragraphs = essay.apparatus.paragraphs.iter().map(|it| &essay.text[it.span.range()]);
    // The same author again is a dash, whose works cannot be looked for.
    let is_name = name.chars().count() > 1 && item.starts_with(char::is_alphanumeric);
    if !is_by_year || !is_name || paragraphs.any(|it| it.contains(name)) {
        return;
    }
    let message =
        format!("`{}` is in {}, but nothing cites it", essay.quoted(cite.span), kind.name());
    let finding = cx.finding(essay.place(cite.span), message).severity(severity(kind));
    cx.report(finding.help("cite it, or delete it"));
}

/// Whether the text names the author of a work, with its year behind it: `(Ostrom, 1990, 2005)`.
fn is_named(cited: &Cited<'_>, essay: &Essay<'_>, work: usize) -> bool {
    /// How far behind the name the year may be.
    const NEAR: usize = 100;
    let Some(entry) = cited.work(work) else { return false };
    let years = [Variable::Issued, Variable::OriginalDate].map(|variable| {
        let first = entry.date(variable).and_then(|date| date.first_point());
        first.map(|point| point.year.to_string())
    });
    let authors = match entry.names(Variable::Author) {
        [] => entry.names(Variable::Editor),
        authors => authors,
    };
    let Some(name) = authors.first().map(|name| name.family_or_literal()) else {
        return false;
    };
    let is_in_list =
        |at: usize| essay.apparatus.lists.iter().any(|list| list.span.range().contains(&at));
    let is_word = |c: char| c.is_alphanumeric();
    essay.text.match_indices(&*name).any(|(at, _)| {
        let behind = &essay.text[at + name.len()..];
        let near = &behind[..behind.floor_char_boundary(NEAR)];
        let near = near.split("\n\n").next().unwrap_or(near);
        let is_whole = !essay.text[..at].ends_with(is_word) && !behind.starts_with(is_word);
        is_whole && !is_in_list(at) && years.iter().flatten().any(|year| near.contains(year))
    })
}

/// Reports the works that are out of order in an otherwise sorted list.
fn check_order(
    cx: &Context<'_>,
    cited: &Cited<'_>,
    essay: &Essay<'_>,
    (list, found): (&WorksList, &[NoteCite]),
) {
    const LEAST: usize = 5;
    let mut names: Vec<[String; 2]> = Vec::new();
    for (item, cite) in list.items.iter().zip(found) {
        let is_dash = has_author_before(&essay.text[item.range()]);
        names.push(match names.last().filter(|_| is_dash) {
            Some(before) => before.clone(),
            None => sorted_by(cited, essay, cite),
        });
    }
    let steps = names.len().saturating_sub(1);
    // `de Vries` is sorted under `V` or under `D`.
    let follows = |before: &[String; 2], name: &[String; 2]| {
        before.iter().any(|before| name.iter().any(|name| name >= before))
    };
    let wrong: Vec<usize> =
        (1..names.len()).filter(|at| !follows(&names[at - 1], &names[*at])).collect();
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

/// The sort keys of a work in a list: the family name of the author without its particles and with
/// them, or the first word.
fn sorted_by(cited: &Cited<'_>, essay: &Essay<'_>, cite: &NoteCite) -> [String; 2] {
    let entry = cite.work().and_then(|work| cited.work(work));
    match entry.and_then(|entry| entry.names(Variable::Author).first()) {
        Some(Name::Person(person)) => {
            let particles = [&*person.dropping_particle, &person.non_dropping_particle].join(" ");
            [folded(&person.family), folded(&format!("{particles} {}", person.family))]
        }
        Some(name) => [0, 1].map(|_| folded(&name.family_or_literal())),
        None => [0, 1].map(|_| folded(&essay.quoted(cite.span))),
    }
}
