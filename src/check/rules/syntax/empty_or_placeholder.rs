#![doc = include_str!("empty_or_placeholder.md")]

use crate::check::dialect::Dialect;
use crate::check::placeholder::{Content, content_of};
use crate::check::rules::fields::required::{has_any_of_beside, required};
use crate::check::subject::{Libraries, Subject};
use crate::diagnostic::{
    Diagnostic, Family, Fix, FixAvailability, Group, Rule, Safety, Severity, Sink,
};
use crate::model::FieldOrigin;
use crate::read::Format;
use crate::read::bibtex::{is_known_field, switched_off};

pub(in crate::check) static RULE: Rule = Rule {
    name: "empty-or-placeholder",
    code: "SYN005",
    family: Family::Syntax,
    severity: Severity::Warning,
    group: Group::Default,
    fix: FixAvailability::Both,
    page: include_str!("empty_or_placeholder.md"),
};

pub(in crate::check) fn check(libraries: &Libraries<'_>, sink: &mut Sink) {
    for (reading, entries) in libraries.files() {
        let dialect = libraries.dialect(reading);
        for entry in &entries {
            for field in entry.own_fields() {
                if let Some(finding) = finding(entry, field, dialect) {
                    sink.push(finding);
                }
            }
        }
    }
}

fn finding(entry: &Subject<'_>, field: &FieldOrigin, dialect: Dialect) -> Option<Diagnostic> {
    let content = content_of(entry, field);
    let is_bibtex = entry.format == Format::Bibtex;
    if content == Content::Value || (is_bibtex && switched_off(&field.name).is_some()) {
        return None;
    }
    let name = &field.name;
    let needed = needs(entry, field, dialect);
    let but_needed = match (needed, &*entry.origin.source_kind) {
        (false, _) => String::new(),
        (true, "") => ", and an entry needs one".to_owned(),
        (true, kind) if is_bibtex => format!(", and @{kind} needs one"),
        (true, kind) => format!(", and `{kind}` needs one"),
    };
    let at = field.value_location;
    let report = |message| entry.field_finding(&RULE, field, at, message);
    let finding = match content {
        Content::Placeholder(words) => {
            let finding = report(format!("`{name}` is a placeholder: `{words}`{but_needed}"));
            let help = if needed { "fill it in" } else { "fill it in, or delete it for now" };
            return Some(finding.help(help));
        }
        _ => report(format!("`{name}` is empty{but_needed}")),
    };
    // What nobody reads may be empty.
    let own = is_bibtex && !is_known_field(name);
    let finding = if own { finding.severity(Severity::Info) } else { finding };
    if needed {
        return Some(finding.help("fill it in"));
    }
    let inherits = inherits(entry);
    let finding = finding.help(match inherits {
        true => "fill it in or delete it: while it is empty, nothing is inherited in its place",
        false => "fill it in or delete it",
    });
    let safety = if inherits { Safety::Unsafe } else { Safety::Safe };
    let delete = |location| Fix { safety, ..Fix::safe(format!("delete `{name}`"), location, "") };
    Some(match entry.whole_field(field).map(delete) {
        Some(fix) => finding.fix(fix),
        None => finding,
    })
}

/// Whether the entry names another one whose fields it takes where it has none of its own.
fn inherits(entry: &Subject<'_>) -> bool {
    let refers = |name: &str| ["crossref", "xdata"].iter().any(|f| f.eq_ignore_ascii_case(name));
    entry.own_fields().any(|field| refers(&field.name) && !entry.spelled(field).trim().is_empty())
}

/// Whether the entry must have the field, and no other in its place.
fn needs(entry: &Subject<'_>, field: &FieldOrigin, dialect: Dialect) -> bool {
    let mut required = required(dialect, entry).iter().copied();
    let asked =
        required.find(|fields| fields.iter().any(|name| name.eq_ignore_ascii_case(&field.name)));
    asked.is_some_and(|fields| !has_any_of_beside(fields, entry, Some(field)))
}
