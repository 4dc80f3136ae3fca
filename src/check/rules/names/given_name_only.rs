#![doc = include_str!("given_name_only.md")]

use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity, Sink};
use crate::model::Name;

pub(in crate::check) static RULE: Rule = Rule {
    name: "given-name-only",
    code: "NAM010",
    family: Family::Names,
    severity: Severity::Warning,
    group: Group::Default,
    fix: FixAvailability::None,
    page: include_str!("given_name_only.md"),
};

pub(in crate::check) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for (name, field, place) in subject.own_names() {
        let Name::Person(person) = name else { continue };
        if !person.family.is_empty() || person.given.is_empty() {
            continue;
        }
        let message =
            format!("`{}` is written as a given name, without a family name", person.given);
        let finding = subject.field_finding(&RULE, field, place, message);
        sink.push(finding.help("write a name that has one part only as the family name"));
    }
}
