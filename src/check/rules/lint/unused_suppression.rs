#![doc = include_str!("unused_suppression.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::suppression::{Allowed, Suppression};
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::source::with_own_lines;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "unused-suppression",
        code: "LNT001",
        family: Family::Lint,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Safe,
        page: include_str!("unused_suppression.md"),
    },
    looks_at: &[LooksAt::Suppressions(check)],
    options: &[],
};

fn check(cx: &Context<'_>, suppressions: &[Suppression]) {
    for suppression in suppressions.iter().filter(|it| it.faults.is_empty()) {
        let is_unused = |allowed: &&Allowed| !allowed.is_used() && allowed.could_be_used;
        for allowed in suppression.rules.iter().filter(is_unused) {
            let message = format!("unused suppression: `{}` finds nothing here", allowed.name);
            let mut finding = cx.finding(allowed.place, message);
            if suppression.rules.iter().all(|allowed| is_unused(&allowed)) {
                finding = finding.help("delete the comment");
                finding.fix = deletion(cx, suppression);
            } else {
                finding = finding.help("delete the rule from the comment");
            }
            cx.report(finding);
        }
    }
}

fn deletion(cx: &Context<'_>, suppression: &Suppression) -> Option<Fix> {
    let source = cx.run.sources.get(suppression.place.source)?;
    let span = with_own_lines(&source.text, suppression.place.span);
    let place = span.in_source(suppression.place.source);
    suppression.is_comment.then(|| Fix::safe("delete the comment", place, ""))
}
