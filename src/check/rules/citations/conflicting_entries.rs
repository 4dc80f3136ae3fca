#![doc = include_str!("conflicting_entries.md")]

use crate::check::manuscripts::Cited;
use crate::diagnostic::{Diagnostic, Family, FixAvailability, Group, Rule, Severity, Sink};

pub(in crate::check) static RULE: Rule = Rule {
    name: "conflicting-entries",
    code: "DOC012",
    family: Family::Citations,
    severity: Severity::Warning,
    group: Group::Default,
    fix: FixAvailability::None,
    page: include_str!("conflicting_entries.md"),
};

pub(in crate::check) fn check(cited: &Cited<'_>, sink: &mut Sink) {
    if cited.readings.len() < 2 {
        return;
    }
    for (key, places) in cited.keys() {
        let Some(&place) = places.first() else { continue };
        let mut entries = cited.entries(key);
        let Some((first, origin, reading)) = entries.next() else { continue };
        // Of files that are one document, `duplicate-key` says it.
        let other =
            entries.find(|(entry, _, other)| *entry != first && other.document != reading.document);
        let Some((_, other, _)) = other else { continue };
        let message = format!("two bibliographies of this document have different entries `{key}`");
        let finding = Diagnostic::new(&RULE, place, message)
            .key(key)
            .also(origin.key, "this one")
            .also(other.key, "and this one")
            .help("give one of the two entries another key, and cite the one that is meant");
        sink.push(finding);
    }
}
