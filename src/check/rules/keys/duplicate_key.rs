#![doc = include_str!("duplicate_key.md")]

use std::collections::BTreeMap;

use crate::check::subject::{Libraries, Subject};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity, Sink};

pub(in crate::check) static RULE: Rule = Rule {
    name: "duplicate-key",
    code: "KEY002",
    family: Family::Keys,
    severity: Severity::Error,
    group: Group::Default,
    fix: FixAvailability::None,
    page: include_str!("duplicate_key.md"),
};

pub(in crate::check) fn check(libraries: &Libraries<'_>, sink: &mut Sink) {
    let mut first_with: BTreeMap<&str, Subject<'_>> = BTreeMap::new();
    let all = libraries.entries().chain(libraries.records());
    for entry in all.filter(|entry| !entry.entry.key.is_empty()) {
        let key = entry.entry.key.as_str();
        let Some(first) = first_with.get(key) else {
            first_with.insert(key, entry);
            continue;
        };
        let same_file = first.origin.key.source == entry.origin.key.source;
        let same_values = first.entry == entry.entry;
        let message = format!("the key `{key}` stands twice");
        let help = match (same_file, same_values) {
            (_, true) => "the two entries say the same: delete one of them",
            (true, false) => "give one of the two entries another key",
            (false, false) => "give one of the two another key, or check the files one by one",
        };
        let severity = if same_file { RULE.severity } else { Severity::Warning };
        let finding = entry
            .finding(&RULE, entry.origin.key, message)
            .also(first.origin.key, "here first")
            .help(help)
            .severity(severity);
        sink.push(finding);
    }
}
