#![doc = include_str!("id_in_wrong_field.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::check::subject::misfiled::{Office, other_number};
use crate::check::subject::numbers::numbers;
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::model::{FieldOrigin, Variable};
use crate::source::Location;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "id-in-wrong-field",
        code: "IDN007",
        family: Family::Identifiers,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("id_in_wrong_field.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    address_in_eprint(cx, entry);
    let variables = [
        (Variable::Isbn, "ISBN"),
        (Variable::Issn, "ISSN"),
        (Variable::Doi, ""),
        (Variable::Pmid, ""),
    ];
    for (variable, label) in variables {
        for field in entry.own_fields_of(variable) {
            let written = entry.written(field);
            let text = written.text.trim();
            if let Some(office) = other_number(variable, text) {
                report(cx, entry, (field, office), text, written.place(0..written.text.len()));
                continue;
            }
            // One of several numbers.
            for range in if label.is_empty() { Vec::new() } else { numbers(written.text, label) } {
                let number = &written.text[range.clone()];
                if number.len() == text.len() {
                    continue;
                }
                if let Some(office) = other_number(variable, number) {
                    report(cx, entry, (field, office), number, written.place(range));
                }
            }
        }
    }
}

/// An address in `eprint`, as publishers export it: styles print "eprint: https://…".
fn address_in_eprint(cx: &Context<'_>, entry: &Subject<'_>) {
    let Some(field) = entry.own_field("eprint") else { return };
    let address = entry.spelled(field).trim();
    let is_address = address.starts_with("http://") || address.starts_with("https://");
    // Those of arXiv are another rule's.
    if !is_address || address.contains("arxiv.org") {
        return;
    }
    let message = format!("`{}` holds an address: `{address}`", field.name);
    let finding = cx.of_field(entry, field, field.value_location(), message);
    let other = ["doi", "url"].into_iter().find(|name| entry.own_field(name).is_some());
    cx.report(match other {
        Some(other) => {
            // Another address would be lost.
            let is_again = entry.own_field(other).is_some_and(|it| {
                let other = entry.spelled(it).trim();
                other == address || address.ends_with(&*format!("/{other}"))
            });
            let fix = entry.whole_field(field).filter(|_| is_again);
            let fix =
                fix.map(|place| Fix::needs_review(format!("delete `{}`", field.name), place, ""));
            let help = match is_again {
                true => format!("delete it: the entry has `{other}`"),
                false => format!("keep one address, in `url`: the entry has `{other}`"),
            };
            finding.help(help).fix(fix)
        }
        None => {
            let edit = Edit::new(field.name_location(), "url");
            let fix =
                is_name(entry, field).then(|| Fix::one(Safety::Unsafe, "rename to `url`", edit));
            finding.help("write it in `url`").fix(fix)
        }
    });
}

fn report(
    cx: &Context<'_>,
    entry: &Subject<'_>,
    (field, office): (&FieldOrigin, Office),
    number: &str,
    place: Location,
) {
    let message = format!("`{}` holds {}: `{number}`", field.name, office.name());
    let finding = cx.of_field(entry, field, place, message);
    let Some(to) = office.field(entry.dialect) else {
        cx.report(finding.help("delete it, or write it in a note"));
        return;
    };
    let finding = match entry.own_fields().any(|own| own.last_name().eq_ignore_ascii_case(to)) {
        true => finding.help(format!("delete it: the entry has `{to}`")),
        false => {
            let is_all = entry.spelled(field).trim() == number;
            // The name of the eprint's archive would be missing.
            let is_renamed = is_all && office != Office::Arxiv && is_name(entry, field);
            let edit = Edit::new(field.name_location(), to);
            let fix = Fix::one(Safety::Unsafe, format!("rename to `{to}`"), edit);
            finding.help(format!("write it in `{to}`")).fix(is_renamed.then_some(fix))
        }
    };
    cx.report(finding);
}

/// True if the span of a field's name contains the name itself.
fn is_name(entry: &Subject<'_>, field: &FieldOrigin) -> bool {
    entry.sources.slice(field.name_location()).eq_ignore_ascii_case(field.last_name())
}
