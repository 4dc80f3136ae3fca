#![doc = include_str!("key_year.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::{Date, Value, Variable};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "key-year",
        code: "KEY006",
        family: Family::Keys,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::None,
        page: include_str!("key_year.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    let Some(in_key) = year_in(&entry.entry.key) else { return };
    let (first, last) = match entry.entry.get(Variable::Issued) {
        Some(Value::Date(Date::Point(point))) => {
            point.years().map_or((point.year, point.year), |(first, last)| (first.year, last.year))
        }
        _ => return,
    };
    let is_original = match entry.entry.get(Variable::OriginalDate) {
        Some(Value::Date(Date::Point(point))) => point.year == in_key,
        _ => false,
    };
    if (first..=last).contains(&in_key) || is_original {
        return;
    }
    let message = format!("the key says {in_key}, but the work is dated {first}");
    let mut finding = cx.of_entry(entry, entry.origin.key, message);
    if let Some(field) = entry.origin.field_of(Variable::Issued) {
        finding = finding.also(field.value_location(), "the year of the work");
    }
    cx.report(finding.help("correct the one that is wrong; a key that is already cited may stay"));
}

/// The only year in a key.
fn year_in(key: &str) -> Option<i32> {
    let numbers = key.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let mut years =
        numbers.filter_map(|digits| digits.parse().ok()).filter(|year| (1500..2100).contains(year));
    let year = years.next()?;
    years.next().is_none().then_some(year)
}

#[cfg(test)]
mod tests {
    use super::year_in;

    #[test]
    fn years_in_keys() {
        assert_eq!(year_in("mett1967a"), Some(1967));
        assert_eq!(year_in("mett-1967-1970"), None);
        assert_eq!(year_in("isbn9780"), None);
        assert_eq!(year_in("mett67"), None);
    }
}
