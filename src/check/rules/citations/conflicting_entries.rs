#![doc = include_str!("conflicting_entries.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Cited;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "conflicting-entries",
        code: "DOC012",
        family: Family::Citations,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("conflicting_entries.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    if cited.readings.len() < 2 {
        return;
    }
    for (key, places) in cited.keys() {
        let Some(&place) = places.first() else { continue };
        let mut entries = cited.entries(key);
        let Some((first, origin, reading)) = entries.next() else { continue };
        // For files of one document, `duplicate-key` reports this.
        let other =
            entries.find(|(entry, _, other)| *entry != first && other.document != reading.document);
        let Some((_, other, _)) = other else { continue };
        let message = format!("two bibliographies of this document have different entries `{key}`");
        let finding = cx
            .of_document(cited, place, message)
            .key(key)
            .also(origin.key, "this one")
            .also(other.key, "and this one")
            .help("give one of the two entries another key, and cite the one that is meant");
        cx.report(finding);
    }
}
