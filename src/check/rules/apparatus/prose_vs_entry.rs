#![doc = include_str!("prose_vs_entry.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, Essay};
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::document::essay::{CitedByYear, Difference, DifferenceKind};
use crate::model::Variable;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "prose-vs-entry",
        code: "APP011",
        family: Family::Apparatus,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("prose_vs_entry.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    for essay in &cited.essays() {
        let lists = essay.resolved.lists.iter().flatten();
        for cite in essay.cites().chain(lists) {
            let Some(work) = cite.work() else { continue };
            for difference in &cite.differences {
                report(cx, cited, essay, (work, difference));
            }
        }
        for cited in essay.resolved.by_year.iter().filter(|it| it.cite.work().is_none()) {
            for difference in &cited.cite.differences {
                report_listed(cx, essay, (cited, difference));
            }
        }
    }
}

/// Reports a name or year that the essay's own list contradicts, of a work in no bibliography.
fn report_listed(
    cx: &Context<'_>,
    essay: &Essay<'_>,
    (cited, difference): (&CitedByYear, &Difference),
) {
    let Some((list, item)) = cited.listed.first() else { return };
    let Some(item) = essay.apparatus.lists.get(*list).and_then(|list| list.items.get(*item)) else {
        return;
    };
    let Difference { kind, span, entry } = difference;
    let what = if *kind == DifferenceKind::Year { "year" } else { "name" };
    let message = format!("the {what} `{}` is `{entry}` in the list", essay.quoted(*span));
    let place = essay.place(*span);
    let finding = cx
        .finding(place, message)
        .also(essay.place(*item), "here")
        .help("correct the one that is wrong")
        .fix(Fix::needs_review(format!("write `{entry}`"), place, entry));
    cx.report(finding);
}

fn report(
    cx: &Context<'_>,
    cited: &Cited<'_>,
    essay: &Essay<'_>,
    (work, difference): (usize, &Difference),
) {
    let Difference { kind, span, entry } = difference;
    let key = cited.key_of(work);
    let (what, variable) = match kind {
        DifferenceKind::Year => ("year", Variable::Issued),
        DifferenceKind::Name => ("name", Variable::Author),
        DifferenceKind::GivenName => ("given name", Variable::Author),
        DifferenceKind::Title => ("spelling", Variable::Title),
        DifferenceKind::Publisher => ("publisher", Variable::Publisher),
        DifferenceKind::Place => ("place", Variable::PublisherPlace),
        DifferenceKind::Issue => ("number", Variable::Issue),
        DifferenceKind::Volume => ("volume", Variable::Volume),
    };
    let written = essay.quoted(*span);
    let message = format!("the {what} `{written}` is `{entry}` in the bibliography");
    let place = essay.place(*span);
    let mut finding = cx.finding(place, message).key(key);
    if let Some((_, origin, _)) = cited.entries(key).next() {
        finding = finding.also(origin.location_of(variable), "here");
    }
    finding = finding.help("correct the one that is wrong");
    if *kind != DifferenceKind::GivenName {
        finding = finding.fix(Fix::needs_review(format!("write `{entry}`"), place, entry));
    }
    cx.report(finding);
}
