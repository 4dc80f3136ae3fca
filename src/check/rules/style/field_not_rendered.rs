#![doc = include_str!("field_not_rendered.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::folded::folded;
use crate::check::subject::{Styled, is_printed};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::{Variable, VariableKind};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "field-not-rendered",
        code: "STY002",
        family: Family::Style,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::None,
        page: include_str!("field_not_rendered.md"),
    },
    looks_at: &[LooksAt::Styled(check)],
    options: &[],
};

fn check(cx: &Context<'_>, styled: &Styled<'_>) {
    let Styled { subject, style, citation, entry, .. } = styled;
    let printed = folded(&format!("{citation} {}", entry.unwrap_or_default()));
    for field in subject.own_fields().filter(|field| is_printed(field)) {
        let Some(&variable) = field.variables.first() else { continue };
        // Languages, types and the like are looked at, and not printed.
        let is_silent = matches!(
            variable,
            Variable::Language | Variable::TitleShort | Variable::ContainerTitleShort
        );
        if is_silent || variable.kind() != VariableKind::Standard {
            continue;
        }
        let Some(value) = subject.entry.str(variable) else { continue };
        let value = folded(value);
        if value.len() < 4 || printed.contains(&value) {
            continue;
        }
        let message = format!(
            "the style `{style}` does not print `{}` of `{}`",
            field.name, subject.entry.key
        );
        let finding = cx
            .of_field(subject, field, field.name_location, message)
            .help("this is as the style wants it; what readers need has to be in another field");
        cx.report(finding);
    }
}
