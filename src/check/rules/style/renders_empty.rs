#![doc = include_str!("renders_empty.md")]

use crate::check::printed::{Printed, is_nothing};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity, Sink};

pub(in crate::check) static RULE: Rule = Rule {
    name: "renders-empty",
    code: "STY003",
    family: Family::Style,
    severity: Severity::Error,
    group: Group::Default,
    fix: FixAvailability::None,
    page: include_str!("renders_empty.md"),
};

pub(in crate::check) fn check(printed: &Printed<'_>, sink: &mut Sink) {
    for entry in printed.entries() {
        let what = match (&entry.entry, is_nothing(&entry.citation)) {
            (Some(text), _) if is_nothing(text) => "its bibliography entry",
            (_, true) => "a citation of it",
            _ => continue,
        };
        let key = &entry.subject.entry.key;
        let message = format!("`{key}` prints as nothing in the style `{}`: {what}", printed.style);
        let finding = entry.subject.finding(&RULE, entry.subject.origin.key, message);
        sink.push(
            finding.help("give it what the style prints: an author or editor, a title, a date"),
        );
    }
}
