#![doc = include_str!("malformed_suppression.md")]

use crate::check::suppress::Suppressions;
use crate::diagnostic::{Diagnostic, Family, FixAvailability, Group, Rule, Severity, Sink};

pub(in crate::check) static RULE: Rule = Rule {
    name: "malformed-suppression",
    code: "LNT002",
    family: Family::Lint,
    severity: Severity::Error,
    group: Group::Default,
    fix: FixAvailability::None,
    page: include_str!("malformed_suppression.md"),
};

pub(in crate::check) fn check(suppressions: &Suppressions<'_>, sink: &mut Sink) {
    for (place, message, help) in suppressions.all.iter().flat_map(|it| &it.faults) {
        sink.push(Diagnostic::new(&RULE, *place, message).help(help));
    }
}
