#![doc = include_str!("missing_required.md")]

use crate::check::rules::fields::required::{Dialect, Need, needs};
use crate::check::subject::{Libraries, Subject};
use crate::diagnostic::{Diagnostic, Family, FixAvailability, Group, Rule, Severity, Sink};
use crate::read::Format;

pub(in crate::check) static RULE: Rule = Rule {
    name: "missing-required",
    code: "FLD002",
    family: Family::Fields,
    severity: Severity::Warning,
    group: Group::Default,
    fix: FixAvailability::None,
    page: include_str!("missing_required.md"),
};

pub(in crate::check) fn check(libraries: &Libraries<'_>, sink: &mut Sink) {
    for (format, entries) in libraries.files() {
        let types_and_fields = entries.iter().flat_map(|entry| {
            let kind = entry.origin.source_kind.as_str();
            entry.own_fields().map(move |field| (kind, field.name.as_str()))
        });
        let dialect = Dialect::of(format, types_and_fields);
        for entry in entries.iter().filter(|entry| !inherits_in_vain(entry)) {
            let needs = needs(dialect, &entry.origin.source_kind, entry.entry.kind);
            let missing: Vec<&Need> = needs.iter().filter(|need| !is_met(need, entry)).collect();
            if !missing.is_empty() {
                sink.push(finding(entry, &missing));
            }
        }
    }
}

/// Whether the entry has it, its own or inherited. A field that is there but empty or broken is
/// another rule's.
fn is_met(need: &Need, entry: &Subject<'_>) -> bool {
    let names = || need.fields.iter().chain(need.instead);
    need.variables.iter().any(|&variable| entry.entry.has(variable))
        || entry.own_fields().any(|field| names().any(|name| field.name.eq_ignore_ascii_case(name)))
}

/// Whether the entry refers to a parent that gave it nothing: the broken link is the fault, and
/// what it would have brought is not missing besides.
fn inherits_in_vain(entry: &Subject<'_>) -> bool {
    let refers = |name: &str| ["crossref", "xdata"].iter().any(|f| f.eq_ignore_ascii_case(name));
    entry.own_fields().any(|field| refers(&field.name))
        && entry.origin.fields.iter().all(|field| field.inherited_from.is_none())
}

fn finding(entry: &Subject<'_>, missing: &[&Need]) -> Diagnostic {
    let sigil = if entry.format == Format::Bibtex { "@" } else { "" };
    let kind = &entry.origin.source_kind;
    let subject = match (kind.is_empty(), entry.entry.key.as_str()) {
        (true, key) => format!("`{key}`"),
        (false, "") => format!("the `{sigil}{kind}`"),
        (false, key) => format!("the `{sigil}{kind}` `{key}`"),
    };
    let lacks = missing.iter().map(|need| match need.fields {
        [first, second] => format!("neither `{first}` nor `{second}`"),
        [field] => format!("no `{field}`"),
        fields => format!("none of `{}`", fields.join("`, `")),
    });
    let lacks: Vec<String> = lacks.collect();
    let lacks = match lacks.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    };
    let fields: Vec<&str> = missing.iter().map(|need| need.fields[0]).collect();
    let message = format!("{subject} has {lacks}");
    entry.finding(&RULE, entry.origin.key, message).field(fields.join(","))
}
