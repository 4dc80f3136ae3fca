//! Dates: of the work, of access, of the original, of the event.

use std::borrow::Cow;

use crate::diagnostic::rules::INVALID_DATE;
use crate::diagnostic::{Fix, Severity, nearest};
use crate::dialect::BibDialect;
use crate::dialect::bib::Field;
use crate::model::{Bound, Date, DatePoint, ENGLISH_MONTHS, Precision, Variable, days_in_month};
use crate::read::bibtex::dates::{
    DateProblem, MonthPart, is_placeholder, parse_date, parse_days, parse_iso_month, parse_loose,
    parse_month, parse_year, parse_year_and_month,
};
use crate::read::bibtex::entry::EntryReader;

/// The fields of a date: as a whole, and in parts.
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

impl<'t> EntryReader<'_, 't> {
    pub(super) fn dates(&mut self) {
        for fields in &DATES {
            if self.has(fields.date) && self.has(fields.year) {
                self.date_beside_year(fields);
            } else if self.has(fields.date) {
                self.whole_date(fields);
            } else if self.has(fields.year) || self.has(fields.month) {
                self.date_in_parts(fields);
            }
        }
    }

    /// The characters of a date as the file writes them, and with TeX decoded: `~` may be a space
    /// or mean that the date is approximate.
    fn date_text(&mut self, field: Field) -> Option<(Cow<'t, str>, Cow<'t, str>)> {
        let raw = self.raw(field)?.raw;
        // Nearly all are figures and hyphens, of which TeX makes nothing else.
        let is_plain = |text: &str| {
            text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && !text.contains("--")
        };
        if is_plain(&raw) {
            return Some((raw.clone(), raw));
        }
        let written: Cow<'_, str> = Cow::Owned(raw.trim().to_owned());
        let decoded = self.plain(field)?.trim().replace('\u{a0}', " ");
        let has_tex = written.contains(['\\', '{', '$']);
        let decoded: Cow<'_, str> = Cow::Owned(decoded);
        Some((if has_tex { decoded.clone() } else { written }, decoded))
    }

    /// `date` beside `year`: biber reads the former, BibTeX the latter. A `date` that is not a
    /// date, or that differs in a file for BibTeX, belongs to a program, such as the day on which
    /// the entry was created.
    fn date_beside_year(&mut self, fields: &Fields) {
        let date = self.parse_whole_date(fields.date);
        let is_month = matches!(date, Some(Date::Literal(_))) && !self.has(fields.month);
        let month = if is_month {
            self.plain(fields.date).and_then(|text| parse_month(&text))
        } else {
            None
        };
        match month {
            Some(_) => self.date_in_parts(&Fields { month: fields.date, ..*fields }),
            None => self.date_in_parts(fields),
        }
        let counts = match (&date, self.entry.date(fields.variable)) {
            (None | Some(Date::Literal(_)), Some(_)) => false,
            (Some(date), Some(parts)) if self.bib.dialect(self.number) == BibDialect::Bibtex => {
                refines(date, parts)
            }
            _ => true,
        };
        if let (true, Some(date)) = (counts, date) {
            self.entry.set_date(fields.variable, date);
            self.note(&[fields.date], fields.variable);
        }
    }

    fn whole_date(&mut self, fields: &Fields) {
        if let Some(date) = self.parse_whole_date(fields.date) {
            self.entry.set_date(fields.variable, date);
            self.note(&[fields.date], fields.variable);
        }
    }

    fn parse_whole_date(&mut self, field: Field) -> Option<Date> {
        let (written, decoded) = self.date_text(field)?;
        let words = parse_loose(&decoded);
        let own_name = self.slot(field).is_some_and(|at| {
            self.bib.name(self.given[at].field).eq_ignore_ascii_case(field.name())
        });
        let (date, problem) = if own_name {
            parse_date(&written, &decoded)
        } else {
            // Aliases of a field have no rules for their content.
            let date = Date::from_edtf(&written).ok().or_else(|| words.clone());
            (Some(date.unwrap_or_else(|| Date::Literal(decoded.into_owned()))), None)
        };
        let is_usual = |words: &Date| {
            self.is_for_a_style(field) || field == Field::Date && self.is_beside_its_year(words)
        };
        if let Some(problem) = problem.filter(|_| !words.as_ref().is_some_and(is_usual)) {
            self.report_date(field, problem);
        }
        date
    }

    /// True if a date in words is for a style that prints it as it is: in a file for BibTeX, which
    /// itself has none but the year and month of the work.
    fn is_for_a_style(&self, field: Field) -> bool {
        let is_of_work = matches!(field, Field::Date | Field::Year | Field::Month);
        !is_of_work && self.bib.is_mostly_bibtex(self.number)
    }

    /// True if a whole date in words is beside its own year, in a file that is not for BibLaTeX:
    /// BibTeX does not read it, and the export of a database had it besides.
    fn is_beside_its_year(&self, words: &Date) -> bool {
        let year = self.raw(Field::Year).and_then(|value| value.raw.trim().parse::<i32>().ok());
        let is_same = words.first_point().map(|point| point.year) == year;
        year.is_some() && is_same && self.bib.dialect(self.number) == BibDialect::Bibtex
    }

    fn report_date(&mut self, field: Field, problem: DateProblem) {
        let Some(value) = self.raw(field) else { return };
        let trimmed = value.raw.trim();
        let span = match trimmed.get(problem.range.clone()) {
            Some(part) if !part.is_empty() => value.locate_slice(part),
            _ => value.locate_slice(trimmed),
        };
        let mut found = self.finding(problem.rule, span, problem.message);
        found.help = problem.help;
        if let Some(meant) = problem.meant {
            let whole = self.bib.place(value.locate_slice(trimmed));
            found = found.fix(Fix::needs_review(format!("write `{meant}`"), whole, meant));
        }
        self.report(field, found);
    }

    fn date_in_parts(&mut self, fields: &Fields) {
        let year = self.date_text(fields.year).and_then(|(written, decoded)| {
            let (date, problem) = parse_year(&written, &decoded);
            // `urlyear = {19 June 2019}`, `eventyear = {15--17 November 1972}`
            let is_whole =
                || parse_loose(&decoded).is_some() || parse_year_and_month(&decoded).is_some();
            if let Some(problem) =
                problem.filter(|_| !self.is_for_a_style(fields.year) || !is_whole())
            {
                self.report_date(fields.year, problem);
            }
            // `????` is a placeholder for a year.
            date.filter(|_| !decoded.bytes().all(|byte| byte == b'?'))
        });
        let part = self.month(fields, year.as_ref());
        let Some(date) = year else { return };
        if let Date::Literal(text) = &date
            && fields.variable == Variable::Issued
            && let Some((issued, original)) = with_original(text)
            && !self.has(Field::Origdate)
        {
            self.entry.set_date(Variable::Issued, Date::year(issued));
            self.entry.set_date(Variable::OriginalDate, Date::year(original));
            self.note(&[fields.year], Variable::Issued);
            self.note(&[fields.year], Variable::OriginalDate);
            return;
        }
        if let (Date::Literal(text), None) = (&date, part)
            && let Some(date) = self.month_in_year(text, fields)
        {
            self.entry.set_date(fields.variable, date);
            self.note(&[fields.year], fields.variable);
            return;
        }
        let day = self.plain(fields.day).and_then(|day| parse_days(&day));
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

    /// `September 9-12, 2003` in a `year`, which a rule reports: a style prints the parts in its
    /// own order, and sorts by the year.
    fn month_in_year(&mut self, text: &str, fields: &Fields) -> Option<Date> {
        let (year, month) = parse_year_and_month(text)?;
        let fields = Fields { month: fields.year, ..*fields };
        self.in_year(DatePoint::year(year), month, None, &fields).map(|(date, _)| date)
    }

    /// The characters of the month. In `jan # "\slash" # feb` the command runs into the macro after
    /// it.
    fn month_text(&mut self, field: Field) -> Option<String> {
        let value = self.raw(field)?;
        if value.raw.contains("\\slash") {
            let text = self.tex.plain(&value.raw.replace("\\slash", "/"));
            self.tex.undecoded.clear();
            return Some(text);
        }
        self.plain(field)
    }

    /// The month, if it can be read.
    fn month(&mut self, fields: &Fields, year: Option<&Date>) -> Option<MonthPart> {
        let text = self.month_text(fields.month)?;
        let repeated = match year {
            Some(Date::Point(point)) if text.contains(|c: char| c.is_ascii_digit()) => {
                format!("{:04}", point.year)
            }
            _ => String::new(),
        };
        // `March 1999` beside the same year.
        let alone = match text.split_once(&repeated).filter(|_| !repeated.is_empty()) {
            Some((before, after)) => format!("{before}{after}").trim_matches([' ', ',']).to_owned(),
            None => text.clone(),
        };
        let iso = parse_iso_month(&text).filter(|_| alone != text);
        let part = iso.or_else(|| parse_month(&alone));
        if part.is_none() && is_placeholder(&text.to_lowercase()) {
            return None;
        }
        let (message, help) = match part {
            Some(MonthPart::DaysOnly) => (
                format!("`{text}` are days without a month"),
                format!("write the month with them: `jun # \"~{}\"`", text.replace('–', "--")),
            ),
            Some(MonthPart::NoSuchMonth) | None => (
                format!("`{text}` is not a month"),
                match nearest(&text, ENGLISH_MONTHS) {
                    Some(month) => format!("did you mean `{month}`?"),
                    None => {
                        "write a macro from `jan` to `dec`, or a number from 1 to 12".to_owned()
                    }
                },
            ),
            Some(_) if iso.is_some() => (
                format!("`{text}` is a date, and not a month"),
                "write the month alone, or the whole date into `date`".to_owned(),
            ),
            Some(_) => return part,
        };
        let span = self.raw(fields.month).map(|value| value.span).unwrap_or_default();
        let mut problem = self.finding(&INVALID_DATE, span, message).help(help);
        if part.is_none() || iso.is_some() {
            // BibTeX's styles print words, but they cannot be sorted or translated.
            problem = problem.severity(Severity::Warning);
        }
        self.report(fields.month, problem);
        part
    }

    /// A date from a year, a month and possibly a day, and whether the day was used.
    fn in_year(
        &mut self,
        year: DatePoint,
        part: MonthPart,
        days: Option<(u8, u8)>,
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
        Some(match (part, days) {
            (MonthPart::Month(month), Some((from, to))) if from < to => {
                let start = day_of(month, from, fields.day)?;
                (range(start, day_of(month, to, fields.day)?), true)
            }
            (MonthPart::Month(month), Some((day, _))) => {
                (Date::Point(day_of(month, day, fields.day)?), true)
            }
            (MonthPart::Month(month), None) => (Date::Point(month_of(month)), false),
            (MonthPart::Day { month, day }, _) => {
                (Date::Point(day_of(month, day, fields.month)?), false)
            }
            (MonthPart::Months(from, to), _) => {
                // From December on it extends into the next year.
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
            (MonthPart::Seasons(from, to), _) => {
                let season = |season| DatePoint { precision: Precision::Season(season), ..year };
                (range(season(from), season(to)), false)
            }
            (MonthPart::NoSuchMonth | MonthPart::DaysOnly, _) => return None,
        })
    }
}

/// True if a date adds at most the day to a year and month.
fn refines(date: &Date, parts: &Date) -> bool {
    let (Date::Point(date), Date::Point(parts)) = (date, parts) else { return date == parts };
    let month = |point: &DatePoint| match point.precision {
        Precision::Month(month) | Precision::Day { month, .. } => Some(month),
        _ => None,
    };
    date.year == parts.year && month(date) == month(parts)
}

/// The year of an edition and that of the original, in any order: `1990 [1950]`, `(1950) 1990`.
fn with_original(text: &str) -> Option<(i32, i32)> {
    let signs = |c: char| matches!(c, '[' | ']' | '(' | ')');
    let mut parts = text.split(signs).map(str::trim).filter(|part| !part.is_empty());
    let (one, other) = (parts.next()?, parts.next()?);
    let year = |text: &str| {
        let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        // `1378 [1999]` is one year of two calendars.
        is_year.then(|| text.parse::<i32>().ok())?.filter(|year| *year > 1450)
    };
    let (one, other) = (year(one)?, year(other)?);
    let in_brackets = text.ends_with([']', ')']) || text.starts_with(['[', '(']);
    (in_brackets && parts.next().is_none() && one != other)
        .then(|| (one.max(other), one.min(other)))
}
