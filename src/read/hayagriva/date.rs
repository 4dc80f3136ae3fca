//! Dates: `2020-10-14`, `2020-10`, `2020`, each optionally after `~`.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::rules::INVALID_DATE;
use crate::model::{Date, DatePoint, Season, days_in_month};
use crate::read::hayagriva::Reader;
use crate::read::hayagriva::item::{Field, Leaf, Value};
use crate::read::violation::violation;
use crate::source::Span;
use crate::syntax::data::{Kind, Node, Pair};

impl Reader<'_> {
    pub(super) fn date(
        &mut self,
        field: Field,
        name: &str,
        pair: &Pair<'_>,
        leaves: &mut Vec<Leaf>,
    ) {
        let origin = self.origin(name, pair);
        let date = match pair.value.kind() {
            Some(Kind::Integer(year)) => self.year(name, &pair.value, year),
            Some(_) => self.date_text(name, &pair.value),
            None if pair.value.pairs().is_some() => self.date_parts(name, pair),
            None => {
                self.wrong_kind(name, &pair.value, "a date");
                None
            }
        };
        leaves.extend(date.map(|date| Leaf::new(field, Value::Date(date), origin)));
    }

    fn year(&mut self, name: &str, node: &Node<'_>, year: i64) -> Option<Date> {
        match i32::try_from(year) {
            Ok(year) => Some(Date::year(year)),
            Err(_) => {
                self.no_date(name, node.span, format!("there is no year {year}"), None);
                node.text().map(|text| Date::Literal(text.to_owned()))
            }
        }
    }

    fn date_text(&mut self, name: &str, node: &Node<'_>) -> Option<Date> {
        let text = node.text()?;
        match parse(text) {
            Ok(date) => Some(date),
            Err(fault) => {
                let scalar = node.scalar();
                let place =
                    scalar.map_or(node.span, |it| it.span_of(fault.range.start, fault.range.end));
                let (message, help) = match fault.message {
                    Some(message) => (message, None),
                    None => (
                        format!("`{text}` is not a date in the form `YYYY-MM-DD`"),
                        Some(
                            "write it as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, with `~` before it for about",
                        ),
                    ),
                };
                self.no_date(name, place, message, help);
                // EDTF has ranges and other forms that hayagriva does not have.
                Some(
                    Date::from_edtf(text.trim()).unwrap_or_else(|_| Date::Literal(text.to_owned())),
                )
            }
        }
    }

    fn no_date(&mut self, name: &str, place: Span, message: String, help: Option<&str>) {
        let mut diagnostic = Diagnostic::new(&INVALID_DATE, place.in_source(self.id), message);
        diagnostic.help = help.map(str::to_owned);
        self.report(name, diagnostic);
    }

    /// A mapping of `year`, `month`, `day`, `approximate` and `season`, which hayagriva reads
    /// although its documentation does not mention it. Months and days are counted from 0 there.
    fn date_parts(&mut self, name: &str, pair: &Pair<'_>) -> Option<Date> {
        let parts = pair.value.pairs()?;
        self.repeated(parts, &format!("{name}."));
        let mut numbers = [None; 4];
        let mut approximate = false;
        for part in parts {
            let key = part.key.text().unwrap_or_default();
            let field = &format!("{name}.{key}");
            let index = ["year", "month", "day", "season"].iter().position(|part| *part == key);
            match (index, part.value.kind()) {
                (Some(_), Some(Kind::Null)) => {}
                (Some(index), Some(Kind::Integer(number))) => {
                    numbers[index] = Some((number, part.value.span));
                }
                (Some(_), _) => self.wrong_kind(field, &part.value, "a number"),
                (None, Some(Kind::Bool(value))) if key == "approximate" => approximate = value,
                (None, _) if key == "approximate" => {
                    self.wrong_kind(field, &part.value, "`true` or `false`");
                }
                (None, _) => {
                    let known = ["year", "month", "day", "approximate", "season"];
                    self.unknown(field, part, &known, &mut Vec::new());
                }
            }
        }
        let [year, month, day, season] = numbers;
        let Some((year, _)) = year else {
            self.missing_part(name, "year", pair);
            return None;
        };
        let year = i32::try_from(year).ok()?;
        let point = self.point_of_parts(name, year, month, day);
        let season = season.and_then(|(number, _)| Season::from_number(u8::try_from(number).ok()?));
        let point = match season.filter(|_| month.is_none()) {
            Some(season) => DatePoint::year_season(year, season),
            None => point,
        };
        Some(Date::Point(DatePoint { approximate, ..point }))
    }

    fn point_of_parts(
        &mut self,
        name: &str,
        year: i32,
        month: Option<(i64, Span)>,
        day: Option<(i64, Span)>,
    ) -> DatePoint {
        let Some((number, span)) = month else { return DatePoint::year(year) };
        let Some(month) = u8::try_from(number + 1).ok().filter(|month| (1..=12).contains(month))
        else {
            let message = format!("there is no month {number} where months count from 0");
            self.no_date(name, span, message, Some("write the date as `YYYY-MM-DD`"));
            return DatePoint::year(year);
        };
        let message =
            format!("`month: {number}` is month {month} to hayagriva, which counts from 0 here");
        let help = "write the date as `YYYY-MM-DD`";
        let diagnostic = violation(self.id, span, message).help(help);
        self.report(name, diagnostic.severity(crate::diagnostic::Severity::Warning));
        let Some((number, span)) = day else {
            return DatePoint::year_month(year, month).unwrap_or(DatePoint::year(year));
        };
        let day = u8::try_from(number + 1).ok();
        day.and_then(|day| DatePoint::year_month_day(year, month, day)).unwrap_or_else(|| {
            let message =
                format!("month {month} of {year} has no day {number} where days count from 0");
            self.no_date(name, span, message, Some("write the date as `YYYY-MM-DD`"));
            DatePoint::year_month(year, month).unwrap_or(DatePoint::year(year))
        })
    }
}

/// Why a text is not a date, and the bytes that prove it.
struct Fault {
    range: Range<usize>,
    /// What does not exist in the calendar; `None` if it is not a date at all.
    message: Option<String>,
}

/// Reads a date as hayagriva does: with blanks around its parts, months and days of one digit, and
/// a two-digit year in a whole date.
fn parse(text: &str) -> Result<Date, Fault> {
    let trimmed = text.trim_start();
    let (approximate, rest) = match trimmed.strip_prefix('~') {
        Some(rest) => (true, rest),
        None => (false, trimmed),
    };
    let offset = text.len() - rest.len();
    let form = || Fault { range: 0..text.len(), message: None };
    let off_calendar = |part: &Part<'_>, message| {
        let start = offset + part.at;
        Fault { range: start..start + part.digits.len(), message: Some(message) }
    };
    let (sign, unsigned) = match rest.trim_start().strip_prefix(['+', '-']) {
        Some(unsigned) if rest.trim_start().starts_with('-') => (-1, unsigned.trim_start()),
        Some(unsigned) => (1, unsigned.trim_start()),
        None => (1, rest.trim_start()),
    };
    let base = rest.len() - unsigned.len();
    let parts: Vec<Part<'_>> = Part::split(unsigned, base).ok_or_else(form)?;
    let (year, within) = parts.split_first().ok_or_else(form)?;
    let written: i32 = year.digits.parse().map_err(|_| form())?;
    let year = match (year.digits.len(), within.len()) {
        (4, 0..=2) => sign * written,
        (2, 2) if sign * written < 50 => sign * written + 2000,
        (2, 2) => written + 1900,
        _ => return Err(form()),
    };
    let mut point = DatePoint::year(year);
    if let [month_part, rest @ ..] = within {
        let month = month_part.number().ok_or_else(form)?;
        let days = days_in_month(year, month)
            .ok_or_else(|| off_calendar(month_part, format!("there is no month {month}")))?;
        point = DatePoint::year_month(year, month).ok_or_else(form)?;
        if let [day_part] = rest {
            let day = day_part.number().ok_or_else(form)?;
            point = DatePoint::year_month_day(year, month, day).ok_or_else(|| {
                let message = match day <= days {
                    true => format!("there is no day {day}"),
                    false => format!("month {month} of {year} has no day {day}"),
                };
                off_calendar(day_part, message)
            })?;
        }
    }
    Ok(Date::Point(DatePoint { approximate, ..point }))
}

/// One number of a date, and where it begins.
struct Part<'t> {
    at: usize,
    digits: &'t str,
}

impl<'t> Part<'t> {
    /// The numbers between hyphens; `None` if there is anything else.
    fn split(text: &'t str, base: usize) -> Option<Vec<Part<'t>>> {
        let mut parts = Vec::with_capacity(3);
        let mut at = base;
        for piece in text.split('-') {
            let digits = piece.trim();
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            let blanks = piece.len() - piece.trim_start().len();
            parts.push(Part { at: at + blanks, digits });
            at += piece.len() + 1;
        }
        Some(parts)
    }

    /// A number of one or two digits.
    fn number(&self) -> Option<u8> {
        self.digits.parse().ok().filter(|_| self.digits.len() <= 2)
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn forms_that_hayagriva_reads() {
        for (text, edtf) in [
            ("1921-03-11", "1921-03-11"),
            (" ~1921-3", "1921-03~"),
            ("-0044", "-0044"),
            ("+2020", "2020"),
            ("21-3-1", "2021-03-01"),
            ("87-3-1", "1987-03-01"),
            ("2020 - 02 - 29", "2020-02-29"),
        ] {
            let date = parse(text).unwrap_or_else(|_| panic!("{text}"));
            assert_eq!(date.to_edtf().as_deref(), Some(edtf));
        }
    }

    #[test]
    fn what_is_off_the_calendar_is_named_where_it_stands() {
        for (text, slice, message) in [
            ("2020-13", "13", Some("there is no month 13")),
            ("~2023-02-29", "29", Some("month 2 of 2023 has no day 29")),
            ("2023-02-00", "00", Some("there is no day 0")),
            ("20", "20", None),
            ("2020/2021", "2020/2021", None),
            ("March 2020", "March 2020", None),
            ("2020-01-01-01", "2020-01-01-01", None),
            ("", "", None),
        ] {
            let fault = parse(text).map(|_| ()).expect_err(text);
            assert_eq!((&text[fault.range], fault.message.as_deref()), (slice, message));
        }
    }
}
