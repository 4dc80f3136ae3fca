#![doc = include_str!("contradictory_dates.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::{Date, Value, Variable};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "contradictory-dates",
        code: "DAT006",
        family: Family::Dates,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("contradictory_dates.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    let Some(issued) = years(entry, Variable::Issued) else { return };
    // The date that is not after (or before) the publication, and what it is.
    let later = [(Variable::OriginalDate, "the original was published")];
    let earlier = [(Variable::Accessed, "the page was looked at")];
    for (variable, what) in later {
        if let Some(date) = years(entry, variable).filter(|date| date.0 > issued.1) {
            report(
                cx,
                entry,
                variable,
                format!("{what} in {}, after this edition of {}", date.0, issued.1),
            );
        }
    }
    for (variable, what) in earlier {
        if let Some(date) = years(entry, variable).filter(|date| date.1 < issued.0) {
            report(
                cx,
                entry,
                variable,
                format!("{what} in {}, before it was published in {}", date.1, issued.0),
            );
        }
    }
}

fn report(cx: &Context<'_>, entry: &Subject<'_>, variable: Variable, message: String) {
    let Some(field) = entry.own_fields_of(variable).next() else { return };
    let mut finding = cx.of_field(entry, field, field.value_location(), message);
    if let Some(other) = entry.origin.field_of(Variable::Issued) {
        finding = finding.also(other.value_location(), "the date of publication");
    }
    cx.report(finding.help("correct the date that is wrong"));
}

/// The first and last year of a date.
fn years(entry: &Subject<'_>, variable: Variable) -> Option<(i32, i32)> {
    let Value::Date(date) = entry.entry.get(variable)? else { return None };
    match date {
        Date::Point(point) => {
            let (first, last) = point.years().unwrap_or((*point, *point));
            Some((first.year, last.year))
        }
        _ => None,
    }
}
