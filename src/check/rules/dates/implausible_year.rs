#![doc = include_str!("implausible_year.md")]

use crate::check::context::Context;
use crate::check::options::{Number, Setting};
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::dialect::Dialect;
use crate::model::{Date, EntryType, Value, Variable};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "implausible-year",
        code: "DAT003",
        family: Family::Dates,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("implausible_year.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[&LATEST.option],
};

static LATEST: Setting<Number> = Setting::number(
    "latest",
    "The last plausible year; 0 means no limit in the library, and the year after next in the command.",
    0,
);

/// The year of the first journal.
const FIRST_JOURNAL: i32 = 1665;

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    let Some(year) = year_of(entry, Variable::Issued) else { return };
    let latest = i32::try_from(cx.get(&LATEST)).unwrap_or(i32::MAX);
    let is_article = matches!(
        entry.entry.kind,
        EntryType::ArticleJournal | EntryType::ArticleMagazine | EntryType::ArticleNewspaper
    );
    if may_be_of_other_calendar(entry, year) {
        return;
    }
    let why = if latest > 0 && year > latest {
        format!("the year {year} is in the future")
    } else if is_article && (100..FIRST_JOURNAL).contains(&year) {
        format!("there were no journals in {year} yet")
    } else if (1..100).contains(&year) && is_modern(entry) {
        format!("the year {year} has two digits")
    } else {
        return;
    };
    for field in entry.own_fields_of(Variable::Issued).take(1) {
        let finding = cx
            .of_field(entry, field, field.value_location(), why.clone())
            .help("write the year of publication; omit it if the work has not appeared yet");
        cx.report(finding);
    }
}

/// Whether a year is plausible in the calendar that goes with the script of the title: 1387 in a
/// Persian or Arabic one, 2560 in a Thai one, 5761 in a Hebrew one.
fn may_be_of_other_calendar(entry: &Subject<'_>, year: i32) -> bool {
    let title = entry.entry.str(Variable::Title).unwrap_or_default();
    let is_in = |script: std::ops::RangeInclusive<char>| title.contains(|c| script.contains(&c));
    match year {
        1200..=1500 => is_in('\u{600}'..='\u{6FF}'),
        2350..=2650 => is_in('\u{E00}'..='\u{E7F}'),
        5400..=5900 => is_in('\u{590}'..='\u{5FF}'),
        _ => false,
    }
}

/// Whether a work has what those of antiquity do not have. The dates of BibTeX are years that are
/// printed, so that `98` is one as it is written; `date-form` reports it.
fn is_modern(entry: &Subject<'_>) -> bool {
    const MODERN: [Variable; 6] = [
        Variable::Publisher,
        Variable::ContainerTitle,
        Variable::Doi,
        Variable::Isbn,
        Variable::Issn,
        Variable::Volume,
    ];
    !matches!(entry.dialect, Dialect::Bib(_)) && MODERN.iter().any(|it| entry.entry.has(*it))
}

/// The first year of a date of an entry.
fn year_of(entry: &Subject<'_>, variable: Variable) -> Option<i32> {
    match entry.entry.get(variable)? {
        Value::Date(date @ (Date::Point(_) | Date::Range { .. })) => {
            date.first_point().map(|point| point.year)
        }
        _ => None,
    }
}
