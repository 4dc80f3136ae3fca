#![doc = include_str!("missing_required.md")]

use crate::check::rules::fields::required::{Dialect, has_any_of, named};
use crate::check::subject::{Libraries, Subject};
use crate::diagnostic::rules::UNKNOWN_FIELD;
use crate::diagnostic::{Diagnostic, Family, FixAvailability, Group, Rule, Severity, Sink};
use crate::model::AnyOf;
use crate::read::Format;
use crate::source::Location;

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
    for (reading, entries) in libraries.files() {
        let dialect = Dialect::of(reading.format, &reading.origins);
        for entry in entries.iter().filter(|entry| !inherits_in_vain(entry)) {
            let required = dialect.required(entry).iter().copied();
            // A collection or periodical whose editor nobody names is printed well without.
            let required = required.filter(|fields| *fields != ["editor"]);
            let missing: Vec<AnyOf> = required
                .filter(|fields| !has_any_of(fields, entry))
                .filter(|fields| !is_misspelt(fields, entry, &reading.diagnostics))
                .collect();
            if !missing.is_empty() {
                sink.push(finding(entry, &missing));
            }
        }
    }
}

/// Whether the entry refers to a parent that gave it nothing: the broken link is the fault, and
/// what it would have brought is not missing besides.
fn inherits_in_vain(entry: &Subject<'_>) -> bool {
    let refers = |name: &str| ["crossref", "xdata"].iter().any(|f| f.eq_ignore_ascii_case(name));
    entry.own_fields().any(|field| refers(&field.name))
        && entry.origin.fields.iter().all(|field| field.inherited_from.is_none())
}

/// Whether the reader found a field of the entry that is one of these, misspelt: that is one
/// fault, not two.
fn is_misspelt(fields: AnyOf, entry: &Subject<'_>, found: &[Diagnostic]) -> bool {
    let Location { source, span } = entry.origin.location;
    let unknown = found.iter().filter(|diagnostic| {
        let place = diagnostic.primary.location;
        *diagnostic.rule == UNKNOWN_FIELD && place.source == source && span.contains(place.span)
    });
    let mut meant = unknown.filter_map(|diagnostic| diagnostic.fix.as_ref()).flat_map(|f| &f.edits);
    meant.any(|edit| fields.contains(&&*edit.replacement))
}

fn finding(entry: &Subject<'_>, missing: &[AnyOf]) -> Diagnostic {
    let sigil = if entry.format == Format::Bibtex { "@" } else { "" };
    let kind = &entry.origin.source_kind;
    let subject = match (kind.is_empty(), entry.entry.key.as_str()) {
        (true, key) => format!("`{key}`"),
        (false, "") => format!("the `{sigil}{kind}`"),
        (false, key) => format!("the `{sigil}{kind}` `{key}`"),
    };
    let lacks = missing.iter().map(|fields| {
        let fields: Vec<&str> = named(fields).collect();
        match fields[..] {
            [field] => format!("no `{field}`"),
            [first, second] => format!("neither `{first}` nor `{second}`"),
            _ => format!("none of `{}`", fields.join("`, `")),
        }
    });
    let lacks: Vec<String> = lacks.collect();
    let lacks = match lacks.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    };
    let fields: Vec<&str> = missing.iter().filter_map(|fields| named(fields).next()).collect();
    let message = format!("{subject} has {lacks}");
    entry.finding(&RULE, entry.origin.key, message).field(fields.join(","))
}
