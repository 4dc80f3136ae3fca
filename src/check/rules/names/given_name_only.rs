#![doc = include_str!("given_name_only.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::Name;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "given-name-only",
        code: "NAM010",
        family: Family::Names,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("given_name_only.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, subject: &Subject<'_>) {
    for (name, field, place) in subject.own_names() {
        let Name::Person(person) = name else { continue };
        if !person.family.is_empty() || person.given.is_empty() {
            continue;
        }
        let message =
            format!("`{}` is written as a given name, without a family name", person.given);
        let finding = cx.of_field(subject, field, place, message);
        cx.report(finding.help("write a name that has only one part as the family name"));
    }
}
