#![doc = include_str!("reversed_range.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::{Bound, Date, DatePoint, Precision, Unspecified, Value};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "reversed-range",
        code: "DAT002",
        family: Family::Dates,
        severity: Severity::Error,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("reversed_range.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, subject: &Subject<'_>) {
    for (variable, value) in subject.entry.values() {
        let Value::Date(Date::Range { start: Bound::Point(start), end: Bound::Point(end) }) = value
        else {
            continue;
        };
        if earliest(start) <= latest(end) {
            continue;
        }
        let fields = || subject.own_fields_of(variable);
        let whole = |written: &str| written.contains(['/', '-', '–', '[']);
        let Some(field) =
            fields().find(|field| whole(subject.spelled(field))).or_else(|| fields().next())
        else {
            continue;
        };
        let message = format!("`{}` ends in {end}, before it begins in {start}", field.name);
        let finding = cx
            .of_field(subject, field, field.value_location(), message)
            .help("write the earlier date first");
        cx.report(finding);
    }
}

/// The first day that the date may mean, as a sort key.
fn earliest(point: &DatePoint) -> (i32, u8, u8) {
    match point.precision {
        // Seasons depend on the hemisphere; winter even begins in the year before.
        Precision::Year | Precision::Season(_) => (point.year, 0, 0),
        Precision::Month(month) => (point.year, month, 0),
        Precision::Day { month, day } => (point.year, month, day),
    }
}

/// The last day that the date may mean.
fn latest(point: &DatePoint) -> (i32, u8, u8) {
    const END: u8 = u8::MAX;
    let year = point.year;
    match (point.unspecified, point.precision) {
        (Unspecified::Decade, _) => (year.saturating_add(9), END, END),
        (Unspecified::Century, _) => (year.saturating_add(99), END, END),
        (_, Precision::Season(_)) => (year.saturating_add(1), END, END),
        (_, Precision::Year) => (year, END, END),
        (_, Precision::Month(month)) => (year, month, END),
        (_, Precision::Day { month, day }) => (year, month, day),
    }
}

#[cfg(test)]
mod tests {
    use super::{earliest, latest};
    use crate::model::{Bound, Date};

    fn reversed(text: &str) -> bool {
        match Date::from_edtf(text) {
            Ok(Date::Range { start: Bound::Point(start), end: Bound::Point(end) }) => {
                earliest(&start) > latest(&end)
            }
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn only_what_no_reading_saves_is_reversed() {
        for text in ["1921/1920", "1921-03/1921-02", "1921-03-11/1921-03-10", "-0043/-0044"] {
            assert!(reversed(text), "{text}");
        }
        for text in ["1921/1921", "1921/1921-03", "1921-03/1921", "1999/199X", "1921-24/1921-01"] {
            assert!(!reversed(text), "{text}");
        }
    }
}
