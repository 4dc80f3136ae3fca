#![doc = include_str!("unused_entry.md")]

use std::collections::BTreeSet;

use crate::check::manuscripts::Cited;
use crate::diagnostic::{Diagnostic, Family, FixAvailability, Group, Rule, Severity, Sink};
use crate::source::SourceId;

pub(in crate::check) static RULE: Rule = Rule {
    name: "unused-entry",
    code: "DOC002",
    family: Family::Citations,
    severity: Severity::Info,
    group: Group::OptIn,
    fix: FixAvailability::None,
    page: include_str!("unused_entry.md"),
};

/// Of all documents together: an entry that one of them cites is used.
pub(in crate::check) fn check(documents: &[Cited<'_>], sink: &mut Sink) {
    let everything: BTreeSet<SourceId> = documents
        .iter()
        .filter(|cited| cited.manuscript.lists_all())
        .flat_map(|cited| cited.manuscript.bibliographies.iter().copied())
        .collect();
    let mut used: BTreeSet<(SourceId, &str)> = BTreeSet::new();
    for cited in documents {
        for (key, _) in cited.keys() {
            let entries = cited.entries(key);
            used.extend(entries.map(|(entry, _, reading)| (reading.source, entry.key.as_str())));
        }
    }
    let parents = used_parents(documents, &used);
    used.extend(parents);
    let mut seen = BTreeSet::new();
    for reading in documents.iter().flat_map(|cited| &cited.readings) {
        if everything.contains(&reading.source) || !seen.insert(reading.source) {
            continue;
        }
        for (entry, origin) in reading.library.iter().zip(&reading.origins.entries) {
            let key = entry.key.as_str();
            if key.is_empty() || used.contains(&(reading.source, key)) {
                continue;
            }
            let message = format!("no document cites `{key}`");
            let finding = Diagnostic::new(&RULE, origin.key, message).key(key);
            sink.push(finding.help("cite it, or delete the entry if no other document uses it"));
        }
    }
}

/// The entries that those which are used take values from.
fn used_parents<'a>(
    documents: &[Cited<'a>],
    used: &BTreeSet<(SourceId, &str)>,
) -> Vec<(SourceId, &'a str)> {
    let mut parents = Vec::new();
    for cited in documents {
        for reading in &cited.readings {
            for (entry, origin) in reading.library.iter().zip(&reading.origins.entries) {
                if used.contains(&(reading.source, entry.key.as_str())) {
                    let from = origin.fields.iter().filter_map(|it| it.inherited_from.as_deref());
                    let entries = from.flat_map(|key| cited.entries(key));
                    parents.extend(entries.map(|(entry, _, it)| (it.source, entry.key.as_str())));
                }
            }
        }
    }
    parents
}
