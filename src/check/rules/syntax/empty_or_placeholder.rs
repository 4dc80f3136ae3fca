#![doc = include_str!("empty_or_placeholder.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Content, Subject};
use crate::diagnostic::{
    Diagnostic, Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity,
};
use crate::dialect::bib::{is_known_field, switched_off};
use crate::model::FieldOrigin;
use crate::read::Format;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "empty-or-placeholder",
        code: "SYN005",
        family: Family::Syntax,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Both,
        page: include_str!("empty_or_placeholder.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    let here = entry.written_fields().filter(|field| entry.is_here(field));
    cx.report_all(here.filter_map(|field| finding(cx, entry, field)));
}

fn finding(cx: &Context<'_>, entry: &Subject<'_>, field: &FieldOrigin) -> Option<Diagnostic> {
    let content = entry.content(field);
    if !matches!(content, Content::Empty | Content::Placeholder(_)) {
        return None;
    }
    let is_bibtex = entry.format == Format::Bibtex;
    // A field that no style prints may be empty.
    if is_bibtex && (!is_known_field(&field.name) || switched_off(&field.name).is_some()) {
        return None;
    }
    let name = &field.name;
    let needed = needs(entry, field);
    let but_needed = match (needed, &*entry.origin.source_kind) {
        (false, _) => String::new(),
        (true, "") => ", and an entry needs one".to_owned(),
        (true, kind) if is_bibtex => format!(", and @{kind} needs one"),
        (true, kind) => format!(", and `{kind}` needs one"),
    };
    let at = field.value_location();
    let report = |message| cx.of_field(entry, field, at, message);
    let finding = match content {
        Content::Placeholder(words) => {
            let finding = report(format!("`{name}` is a placeholder: `{words}`{but_needed}"));
            let help = if needed { "fill it in" } else { "fill it in, or delete it for now" };
            return Some(finding.help(help));
        }
        _ => report(format!("`{name}` is empty{but_needed}")),
    };
    if needed {
        return Some(finding.help("fill it in"));
    }
    let inherits = entry.refers_to_parent();
    let finding = finding.help(match inherits {
        true => "fill it in or delete it: while it is empty, nothing is inherited in its place",
        false => "fill it in or delete it",
    });
    let safety = if inherits { Safety::Unsafe } else { Safety::Safe };
    let delete = |location| Fix::one(safety, format!("delete `{name}`"), Edit::delete(location));
    Some(match entry.whole_field(field).map(delete) {
        Some(fix) => finding.fix(fix),
        None => finding,
    })
}

/// True if the entry requires the field, and no other field replaces it.
fn needs(entry: &Subject<'_>, field: &FieldOrigin) -> bool {
    let mut required = entry.required().iter().copied();
    let asked =
        required.find(|fields| fields.iter().any(|name| name.eq_ignore_ascii_case(&field.name)));
    asked.is_some_and(|fields| !entry.has_any_of_beside(fields, Some(field)))
}
