#![doc = include_str!("ambiguous_citation.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Styled;
use crate::check::subject::styled::is_nothing;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "ambiguous-citation",
        code: "STY004",
        family: Family::Style,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("ambiguous_citation.md"),
    },
    looks_at: &[LooksAt::Styled(check)],
    options: &[],
};

fn check(cx: &Context<'_>, styled: &Styled<'_>) {
    let Some(first) = styled.cited_alike.filter(|_| !is_nothing(styled.citation)) else { return };
    let subject = styled.subject;
    let message = format!(
        "citations of `{}` and `{}` are both `{}` in the style `{}`",
        subject.entry.key, first.entry.key, styled.citation, styled.style
    );
    let finding = cx
        .of_entry(subject, subject.origin.key, message)
        .key(&*first.entry.key)
        .value(styled.citation)
        .also(first.origin.key, "the other one")
        .help("tell them apart by a date, a title or full names, or keep one if they are one work");
    cx.report(finding);
}
