#![doc = include_str!("renders_empty.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Styled;
use crate::check::subject::styled::is_nothing;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::Variable;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "renders-empty",
        code: "STY003",
        family: Family::Style,
        severity: Severity::Error,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("renders_empty.md"),
    },
    looks_at: &[LooksAt::Styled(check)],
    options: &[],
};

fn check(cx: &Context<'_>, styled: &Styled<'_>) {
    let what = match (styled.entry, is_nothing(styled.citation)) {
        (Some(text), _) if is_nothing(text) => "its bibliography entry",
        (_, true) => "a citation of it",
        _ => return,
    };
    let Styled { subject, style, .. } = styled;
    let message = format!("the style `{style}` prints nothing for `{}`: {what}", subject.entry.key);
    let finding = cx.of_entry(subject, subject.origin.key, message);
    // Many styles list no works of some types, such as letters and posts.
    let is_left_out = !is_nothing(styled.citation) && subject.entry.has(Variable::Title);
    cx.report(match is_left_out {
        true => finding.severity(Severity::Warning).help(format!(
            "the style seems to list no works of this type, `{}` in CSL; give it another type if \
             it is to be listed",
            subject.entry.kind.name()
        )),
        false => {
            finding.help("give it what the style prints: an author or editor, a title, a date")
        }
    });
}
