#![doc = include_str!("field_of_other_type.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::dialect::Dialect;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "field-of-other-type",
        code: "FLD013",
        family: Family::Fields,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::None,
        page: include_str!("field_of_other_type.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

/// So many of the types that have a field are named.
const NAMED: usize = 4;

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    let Dialect::Bib(dialect) = entry.dialect else { return };
    let kind = &entry.origin.source_kind;
    for field in entry.own_fields() {
        let Some(types) = dialect.other_types_with(&field.name, kind) else { continue };
        let message = format!("{}’s @{kind} has no `{}`", dialect.name(), field.name);
        let more = if types.len() > NAMED { " and others" } else { "" };
        let named: Vec<String> = types.iter().take(NAMED).map(|it| format!("@{it}")).collect();
        let help = format!("it is not printed; it is a field of {}{more}", named.join(", "));
        cx.report(cx.of_field(entry, field, field.name_location(), message).help(help));
    }
}
