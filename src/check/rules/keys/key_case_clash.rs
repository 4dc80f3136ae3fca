#![doc = include_str!("key_case_clash.md")]

use std::collections::BTreeMap;

use crate::check::subject::{Document, Libraries, Subject};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity, Sink};

pub(in crate::check) static RULE: Rule = Rule {
    name: "key-case-clash",
    code: "KEY003",
    family: Family::Keys,
    severity: Severity::Warning,
    group: Group::Default,
    fix: FixAvailability::None,
    page: include_str!("key_case_clash.md"),
};

pub(in crate::check) fn check(libraries: &Libraries<'_>, sink: &mut Sink) {
    libraries.documents().for_each(|document| check_document(document, sink));
}

fn check_document(document: Document<'_>, sink: &mut Sink) {
    let mut first_with: BTreeMap<String, Subject<'_>> = BTreeMap::new();
    for entry in document.entries {
        let key = entry.entry.key.as_str();
        let Some(first) = first_with.get(&key.to_lowercase()) else {
            first_with.insert(key.to_lowercase(), entry);
            continue;
        };
        let first_key = first.entry.key.as_str();
        if first_key == key {
            continue;
        }
        let message = format!("the keys `{key}` and `{first_key}` differ only by case");
        let finding = entry
            .finding(&RULE, entry.origin.key, message)
            .also(first.origin.key, "the other one")
            .help("give one of the two entries another key");
        sink.push(finding);
    }
}
