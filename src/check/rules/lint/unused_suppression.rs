#![doc = include_str!("unused_suppression.md")]

use crate::check::suppress::{Allowed, Suppression, Suppressions};
use crate::diagnostic::{Diagnostic, Family, Fix, FixAvailability, Group, Rule, Severity, Sink};
use crate::source::with_own_lines;

pub(in crate::check) static RULE: Rule = Rule {
    name: "unused-suppression",
    code: "LNT001",
    family: Family::Lint,
    severity: Severity::Warning,
    group: Group::Default,
    fix: FixAvailability::Safe,
    page: include_str!("unused_suppression.md"),
};

pub(in crate::check) fn check(suppressions: &Suppressions<'_>, sink: &mut Sink) {
    for suppression in suppressions.all.iter().filter(|it| it.faults.is_empty()) {
        // A rule that does not run cannot show whether it would find something.
        let is_unused = |allowed: &&Allowed| !allowed.is_used && allowed.runs;
        for allowed in suppression.rules.iter().filter(is_unused) {
            let message =
                format!("`{}` finds nothing here that is to be allowed", allowed.selector);
            let mut finding = Diagnostic::new(&RULE, allowed.place, message);
            if suppression.rules.iter().all(|allowed| is_unused(&allowed)) {
                finding = finding.help("delete the comment");
                finding.fix = deletion(suppressions, suppression);
            } else {
                finding = finding.help("delete the rule from the comment");
            }
            sink.push(finding);
        }
    }
}

fn deletion(suppressions: &Suppressions<'_>, suppression: &Suppression) -> Option<Fix> {
    let source = suppressions.input.sources.get(suppression.place.source)?;
    let span = with_own_lines(&source.text, suppression.place.span);
    let place = span.in_source(suppression.place.source);
    suppression.is_comment.then(|| Fix::safe("delete the comment", place, ""))
}
