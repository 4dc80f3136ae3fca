#![doc = include_str!("duplicate_key.md")]

use std::collections::HashMap;

use crate::check::subject::{Document, Libraries, Subject};
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity, Sink};
use crate::read::Format;
use crate::source::{Location, with_own_lines};

pub(in crate::check) static RULE: Rule = Rule {
    name: "duplicate-key",
    code: "KEY002",
    family: Family::Keys,
    severity: Severity::Error,
    group: Group::Default,
    fix: FixAvailability::Safe,
    page: include_str!("duplicate_key.md"),
};

pub(in crate::check) fn check(libraries: &Libraries<'_>, sink: &mut Sink) {
    libraries.documents().for_each(|document| check_document(document, sink));
}

fn check_document(document: Document<'_>, sink: &mut Sink) {
    let mut first_with: HashMap<&str, Subject<'_>> = HashMap::new();
    let all = document.entries.into_iter().chain(document.records);
    for entry in all.filter(|entry| !entry.entry.key.is_empty()) {
        let key = entry.entry.key.as_str();
        let Some(first) = first_with.get(key) else {
            first_with.insert(key, entry);
            continue;
        };
        let same_file = first.origin.key.source == entry.origin.key.source;
        let copy = first.entry == entry.entry;
        let help = match (same_file, copy) {
            (_, true) => "the two entries say the same: delete one of them",
            (true, false) => "give one of the two entries another key",
            (false, false) => {
                "give one of the two another key, or check the files apart (`--together none`) if \
                 no document uses both"
            }
        };
        let severity = if same_file { RULE.severity } else { Severity::Warning };
        let mut finding = entry
            .finding(&RULE, entry.origin.key, format!("duplicate key `{key}`"))
            .also(first.origin.key, "first here")
            .help(help)
            .severity(severity);
        if copy && same_file && entry.format == Format::Bibtex {
            finding = finding.fix(Fix::safe("delete this copy", whole_entry(&entry), ""));
        }
        sink.push(finding);
    }
}

/// An entry with its lines, where nothing else is on them.
fn whole_entry(entry: &Subject<'_>) -> Location {
    let Location { source, span } = entry.origin.location;
    let text = entry.sources.get(source).map_or("", |source| &*source.text);
    with_own_lines(text, span).in_source(source)
}
