#![doc = include_str!("wrong_separator.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Confidence, Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::{FieldOrigin, VariableKind};
use crate::read::Format;
use crate::read::bibtex::{DividedPeople, divided_people};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "wrong-separator",
        code: "NAM003",
        family: Family::Names,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("wrong_separator.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, subject: &Subject<'_>) {
    if subject.format != Format::Bibtex {
        return;
    }
    let holds_names = |field: &&FieldOrigin| {
        field.variables.iter().any(|variable| variable.kind() == VariableKind::Name)
    };
    for field in subject.own_fields().filter(holds_names) {
        if !subject.is_literal(field) {
            continue;
        }
        let spelled = subject.spelled(field);
        let Some(DividedPeople { mark, people }) = divided_people(spelled) else { continue };
        let place = subject.part_of(field, 0..spelled.len());
        let message = format!("`{}` separates people with `{mark}`", field.name);
        let list = people.join(" and ");
        let finding = cx
            .of_field(subject, field, place, message)
            .confidence(Confidence::Medium)
            .help("write ` and ` between people")
            .fix(Fix::needs_review(format!("write `{list}`"), place, list));
        cx.report(finding);
    }
}
