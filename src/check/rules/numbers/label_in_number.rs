#![doc = include_str!("label_in_number.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::FieldOrigin;
use crate::read::number_label::{LABELS, counted_in_chinese, is_plain_number, labelled};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "label-in-number",
        code: "NUM003",
        family: Family::Numbers,
        severity: Severity::Info,
        group: Group::Default,
        fix: FixAvailability::Safe,
        page: include_str!("label_in_number.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for (variable, labels) in LABELS {
        for field in entry.own_fields_of(variable) {
            let written = entry.written(field);
            // Most are a number, or two with a dash.
            let is_bare = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–');
            if written.text.chars().all(is_bare) {
                continue;
            }
            if let Some((label, number)) = labelled(written.text, labels) {
                report(cx, entry, field, (written.text, label, number), |range| {
                    written.editable(range)
                });
            } else if let Some(number) = counted_in_chinese(written.text) {
                let text = written.text.trim();
                let message = format!("`{}` has a label around the number: `{text}`", field.name);
                let place = written.place(0..written.text.len());
                let fix = written.editable(0..written.text.len());
                let fix = fix.map(|place| Fix::safe(format!("write `{number}`"), place, number));
                let help = format!("write `{number}`; the style prints the label");
                cx.report(cx.of_field(entry, field, place, message).help(help).fix(fix));
            }
        }
    }
}

fn report(
    cx: &Context<'_>,
    entry: &Subject<'_>,
    field: &FieldOrigin,
    (text, label, number): (&str, &str, &str),
    editable: impl Fn(std::ops::Range<usize>) -> Option<crate::source::Location>,
) {
    let start = text.len() - text.trim_start().len();
    let place = editable(start..start + label.len()).unwrap_or(field.value_location());
    let message = format!("`{}` has a label before the number: `{}`", field.name, text.trim());
    let mut finding = cx.of_field(entry, field, place, message);
    if is_plain_number(number) {
        finding = finding.help(format!("write `{number}`; the style prints the label"));
        let before = text.len() - text.trim_start().len()..text.trim_end().len() - number.len();
        if let Some(place) = editable(before) {
            finding = finding.fix(Fix::safe(format!("delete `{label}`"), place, ""));
        }
    } else {
        finding = finding.help("write the number alone; the style prints the label");
    }
    cx.report(finding);
}
