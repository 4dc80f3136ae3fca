#![doc = include_str!("malformed_suppression.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::suppression::Suppression;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "malformed-suppression",
        code: "LNT002",
        family: Family::Lint,
        severity: Severity::Error,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("malformed_suppression.md"),
    },
    looks_at: &[LooksAt::Suppressions(check)],
    options: &[],
};

fn check(cx: &Context<'_>, suppressions: &[Suppression]) {
    for (place, message, help) in suppressions.iter().flat_map(|it| &it.faults) {
        cx.report(cx.finding(*place, message).help(help));
    }
}
