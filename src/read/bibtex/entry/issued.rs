//! Dates: of the work, of the visit to its address, of the original, of the event.

use crate::diagnostic::Severity;
use crate::diagnostic::rules::INVALID_DATE;
use crate::model::{Bound, Date, DatePoint, Precision, Variable, days_in_month};
use crate::read::bibtex::dates::{MonthPart, parse_date, parse_loose, parse_month, parse_year};
use crate::read::bibtex::entry::EntryReader;
use crate::read::bibtex::fields::Field;

/// The fields of one date: in one, and in parts.
struct Fields {
    date: Field,
    year: Field,
    month: Field,
    day: Field,
    variable: Variable,
}

const DATES: [Fields; 4] = [
    Fields {
        date: Field::Date,
        year: Field::Year,
        month: Field::Month,
        day: Field::Day,
        variable: Variable::Issued,
    },
    Fields {
        date: Field::Urldate,
        year: Field::Urlyear,
        month: Field::Urlmonth,
        day: Field::Urlday,
        variable: Variable::Accessed,
    },
    Fields {
        date: Field::Origdate,
        year: Field::Origyear,
        month: Field::Origmonth,
        day: Field::Origday,
        variable: Variable::OriginalDate,
    },
    Fields {
        date: Field::Eventdate,
        year: Field::Eventyear,
        month: Field::Eventmonth,
        day: Field::Eventday,
        variable: Variable::EventDate,
    },
];

impl EntryReader<'_, '_> {
    pub(super) fn dates(&mut self) {
        for fields in &DATES {
            if self.has(fields.date) {
                self.whole_date(fields);
            } else if self.has(fields.year) || self.has(fields.month) {
                self.date_in_parts(fields);
            }
        }
    }

    /// A date's characters; `~` is not TeX's here, but says that the date is approximate.
    fn date_text(&mut self, field: Field) -> Option<String> {
        let value = self.raw(field)?;
        let trimmed = value.raw.trim();
        if trimmed.contains(['\\', '{', '$']) {
            return self.plain(field);
        }
        Some(trimmed.to_owned())
    }

    fn whole_date(&mut self, fields: &Fields) {
        let field = fields.date;
        let Some(value) = self.raw(field) else { return };
        let trimmed = value.raw.trim();
        let decoded = self.date_text(field).unwrap_or_default();
        let own_name = self.slot(field).is_some_and(|at| {
            self.file.name(self.given[at].field).eq_ignore_ascii_case(field.name())
        });
        let (date, problem) = if own_name {
            parse_date(&decoded)
        } else {
            // Other names of a field have no rules for what is in them.
            let date = Date::from_edtf(&decoded).ok().or_else(|| parse_loose(&decoded));
            (Some(date.unwrap_or_else(|| Date::Literal(decoded.clone()))), None)
        };
        if let Some(problem) = problem {
            let span = match trimmed == decoded {
                true => value.locate_slice(&trimmed[problem.range]),
                false => value.span,
            };
            let mut found = self.finding(&INVALID_DATE, span, problem.message);
            found.help = problem.help;
            self.report(field, found);
        }
        if let Some(date) = date {
            self.entry.set_date(fields.variable, date);
            self.note(&[field], fields.variable);
        }
    }

    fn date_in_parts(&mut self, fields: &Fields) {
        let year = self.date_text(fields.year).and_then(|year| parse_year(&year));
        let month = self.plain(fields.month);
        let part = month.as_deref().and_then(parse_month);
        if let (Some(text), None | Some(MonthPart::NoSuchMonth)) = (&month, part) {
            let span = self.raw(fields.month).map(|value| value.span).unwrap_or_default();
            let message = format!("`{text}` is not a month");
            let help = "write a macro from `jan` to `dec`, or a number from 1 to 12";
            let mut problem = self.finding(&INVALID_DATE, span, message).help(help);
            if part.is_none() {
                // Words are printed by BibTeX's styles; they only cannot be sorted or translated.
                problem = problem.severity(Severity::Warning);
            }
            self.report(fields.month, problem);
        }
        let Some(date) = year else { return };
        let day = self.plain(fields.day).and_then(|day| day.parse::<u8>().ok());
        let mut taken = vec![fields.year];
        let date = match (date, part) {
            (Date::Point(point), Some(part)) if point.precision == Precision::Year => {
                match self.in_year(point, part, day, fields) {
                    Some((date, day_taken)) => {
                        taken.push(fields.month);
                        taken.extend(day_taken.then_some(fields.day));
                        date
                    }
                    None => Date::Point(point),
                }
            }
            (date, _) => date,
        };
        self.entry.set_date(fields.variable, date);
        self.note(&taken, fields.variable);
    }

    /// A date in a year, from its month and perhaps its day, and whether the day went into it.
    fn in_year(
        &mut self,
        year: DatePoint,
        part: MonthPart,
        day: Option<u8>,
        fields: &Fields,
    ) -> Option<(Date, bool)> {
        let month_of = |month| DatePoint { precision: Precision::Month(month), ..year };
        let mut day_of = |month: u8, day: u8, field: Field| {
            let last = days_in_month(year.year, month)?;
            if (1..=last).contains(&day) {
                return Some(DatePoint { precision: Precision::Day { month, day }, ..year });
            }
            let span = self.raw(field).map(|value| value.span).unwrap_or_default();
            let message = format!("month {month} of {} has no day {day}", year.year);
            let problem = self.finding(&INVALID_DATE, span, message);
            self.report(field, problem);
            Some(month_of(month))
        };
        let range = |start: DatePoint, end: DatePoint| Date::Range {
            start: Bound::Point(start),
            end: Bound::Point(end),
        };
        Some(match (part, day) {
            (MonthPart::Month(month), Some(day)) => {
                (Date::Point(day_of(month, day, fields.day)?), true)
            }
            (MonthPart::Month(month), None) => (Date::Point(month_of(month)), false),
            (MonthPart::Day { month, day }, _) => {
                (Date::Point(day_of(month, day, fields.month)?), false)
            }
            (MonthPart::Months(from, to), _) => {
                // From December on is into the next year.
                let next = i32::from(to < from);
                let end = DatePoint { year: year.year.saturating_add(next), ..month_of(to) };
                (range(month_of(from), end), false)
            }
            (MonthPart::Days { month, from, to }, _) => {
                let start = day_of(month, from, fields.month)?;
                (range(start, day_of(month, to, fields.month)?), false)
            }
            (MonthPart::DaysOfMonths { from, to }, _) => {
                let start = day_of(from.0, from.1, fields.month)?;
                (range(start, day_of(to.0, to.1, fields.month)?), false)
            }
            (MonthPart::Season(season), _) => {
                let precision = Precision::Season(season);
                (Date::Point(DatePoint { precision, ..year }), false)
            }
            (MonthPart::NoSuchMonth, _) => return None,
        })
    }
}
