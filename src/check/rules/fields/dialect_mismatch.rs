#![doc = include_str!("dialect_mismatch.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{File, Subject};
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::dialect::BibDialect;
use crate::dialect::bib::Kind;
use crate::model::FieldOrigin;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "dialect-mismatch",
        code: "FLD004",
        family: Family::Fields,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Safe,
        page: include_str!("dialect_mismatch.md"),
    },
    looks_at: &[LooksAt::Library(check)],
    options: &[],
};

/// Fields that only BibLaTeX has, and that BibTeX has under other names.
const FIELDS: [&str; 3] = ["journaltitle", "location", "date"];

const MOST_IS_BIBTEX: &str = "the rest of this file is written for BibTeX";

fn check(cx: &Context<'_>, file: &File<'_>) {
    if !file.entries.iter().any(|entry| entry.is_clearly_bibtex) {
        return;
    }
    // If a whole file does this, it is one finding.
    for (known, own) in Kind::only_in_biblatex() {
        let mut found = file.entries.iter().filter(|entry| entry.is_kind(&[known]));
        let Some(first) = found.next() else { continue };
        let more = and_more(found.count(), "entry of this type", "entries of this type");
        let message = format!("@{known} is a BibLaTeX type, but {MOST_IS_BIBTEX}");
        let finding = cx.of_entry(first, first.origin.kind, format!("{message}{more}"));
        cx.report(finding.help(format!("write @{own}, or use BibLaTeX for the whole file")));
    }
    for name in FIELDS {
        let own = BibDialect::Bibtex.field_name(name);
        let found = file.entries.iter().filter_map(|entry| Some((entry, lost(entry, name, own)?)));
        let found: Vec<(&Subject<'_>, &FieldOrigin)> = found.collect();
        let Some((entry, field)) = found.first() else { continue };
        let more = and_more(found.len() - 1, "field of this name", "fields of this name");
        let message = format!("`{}` is a BibLaTeX field, but {MOST_IS_BIBTEX}", field.name);
        let finding = cx
            .of_field(entry, field, field.name_location(), format!("{message}{more}"))
            .help(format!("write `{own}`"));
        // BibTeX's year is not a complete date.
        let is_same = |(entry, field): &(&Subject<'_>, &FieldOrigin)| {
            let value = entry.spelled(field).trim();
            name != "date" || value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit())
        };
        let edits = found.iter().map(|(_, field)| Edit::new(field.name_location(), own));
        let fix = Fix::of(Safety::Safe, format!("rename to `{own}`"), edits);
        cx.report(finding.fix(fix.filter(|_| found.iter().all(is_same))));
    }
}

/// The field with this name, which BibTeX ignores, if the entry does not have BibTeX's own field
/// for it.
fn lost<'a>(entry: &Subject<'a>, name: &str, own: &str) -> Option<&'a FieldOrigin> {
    let field = entry.own_field(name)?;
    // The place of a conference may be beside that of the publisher.
    let is_of_event =
        name == "location" && entry.is_kind(&["inproceedings", "conference", "proceedings"]);
    let says_something = !entry.spelled(field).trim().is_empty();
    // If both are there, another rule reports that only one is read.
    (says_something && !is_of_event && entry.own_field(own).is_none()).then_some(field)
}

fn and_more(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => String::new(),
        1 => format!("; there is 1 more {one}"),
        count => format!("; there are {count} more {many}"),
    }
}
