#![doc = include_str!("unused_entry.md")]

use std::collections::BTreeSet;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Cited;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::source::SourceId;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "unused-entry",
        code: "DOC002",
        family: Family::Citations,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::None,
        page: include_str!("unused_entry.md"),
    },
    looks_at: &[LooksAt::Documents(check)],
    options: &[],
};

/// Considers all documents together: an entry is used if any of them cites it.
fn check(cx: &Context<'_>, documents: &[Cited<'_>]) {
    let everything: BTreeSet<SourceId> = documents
        .iter()
        .filter(|cited| cited.manuscript.lists_all() || cited.manuscript.takes_in_programs())
        .flat_map(|cited| cited.manuscript.bibliographies.iter().copied())
        .collect();
    let mut used: BTreeSet<(SourceId, &str)> = BTreeSet::new();
    for cited in documents {
        let keys = cited.keys().into_iter().map(|(key, _)| key).chain(cited.keys_of_essays());
        for key in keys {
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
            let finding = cx.finding(origin.key, message).key(key);
            cx.report(finding.help("cite it, or delete the entry if no other document uses it"));
        }
    }
}

/// The entries from which used entries inherit.
fn used_parents<'a>(
    documents: &[Cited<'a>],
    used: &BTreeSet<(SourceId, &str)>,
) -> Vec<(SourceId, &'a str)> {
    let mut parents = Vec::new();
    for cited in documents {
        for reading in &cited.readings {
            for (entry, origin) in reading.library.iter().zip(&reading.origins.entries) {
                if used.contains(&(reading.source, entry.key.as_str())) {
                    let from = origin.fields.iter().filter_map(|it| it.inherited_from());
                    let entries = from.flat_map(|key| cited.entries(key));
                    parents.extend(entries.map(|(entry, _, it)| (it.source, entry.key.as_str())));
                }
            }
        }
    }
    parents
}
