#![doc = include_str!("prose_vs_entry.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, Essay};
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::document::essay::{Difference, DifferenceKind};
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
        for cite in essay.notes().flat_map(|(_, _, cites)| cites).chain(lists) {
            let Some(work) = cite.work() else { continue };
            for difference in &cite.differences {
                report(cx, cited, essay, (work, difference));
            }
        }
    }
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
