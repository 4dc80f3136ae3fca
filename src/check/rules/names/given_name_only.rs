#![doc = include_str!("given_name_only.md")]

use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity, Sink};
use crate::model::{Name, Value, VariableKind};

pub(in crate::check) static RULE: Rule = Rule {
    name: "given-name-only",
    code: "NAM009",
    family: Family::Names,
    severity: Severity::Warning,
    group: Group::Default,
    fix: FixAvailability::None,
    page: include_str!("given_name_only.md"),
};

pub(in crate::check) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let lists = subject.entry.values().filter(|(it, _)| it.kind() == VariableKind::Name);
    for (variable, value) in lists {
        let Value::Names(names) = value else { continue };
        let Some(field) = subject.own_fields_of(variable).next() else { continue };
        let spelled = subject.spelled(field);
        for name in names {
            let Name::Person(person) = name else { continue };
            if !person.family.is_empty() || person.given.is_empty() {
                continue;
            }
            let at = spelled.find(&*person.given).map(|at| at..at + person.given.len());
            let place = subject.part_of(field, at.unwrap_or(0..spelled.len()));
            let message = format!("`{}` is a given name without a family name", person.given);
            let finding = subject.field_finding(&RULE, field, place, message);
            sink.push(finding.help("write a name that has one part only as the family name"));
        }
    }
}
