//! Dates: EDTF for BibLaTeX, `year`, `month` and `day` for BibTeX.

use crate::dialect::BibDialect;
use crate::dialect::bib::Field;
use crate::dialect::bib::macros::MONTHS;
use crate::model::{Bound, Date, DatePoint, Precision, Season, Variable};
use crate::write::bib::tex::escape;

/// A field with its value, as it is written after the equals sign.
pub(super) type Written = (&'static str, String);

/// The fields of a date.
pub(super) fn fields(variable: Variable, date: &Date, dialect: BibDialect) -> Vec<Written> {
    let field = match variable {
        Variable::Issued => Field::Date,
        Variable::Accessed => Field::Urldate,
        Variable::OriginalDate => Field::Origdate,
        Variable::EventDate => Field::Eventdate,
        _ => return Vec::new(),
    };
    let is_issued = field == Field::Date;
    match date {
        Date::Literal(words) if is_issued => vec![("year", braced(&escape(words)))],
        Date::Literal(words) => vec![(field.name(), braced(&escape(words)))],
        date if is_issued && dialect == BibDialect::Bibtex => in_parts(date),
        date => date.to_edtf().map(|edtf| (field.name(), braced(&edtf))).into_iter().collect(),
    }
}

fn in_parts(date: &Date) -> Vec<Written> {
    match date {
        Date::Range { start: Bound::Point(start), end: Bound::Point(end) } => {
            if let (true, Some(first), Some(last)) =
                (start.year == end.year, month(start), month(end))
            {
                return in_one_year(start, (first, last), end);
            }
            let years = format!("{}--{}", year(start), year(end));
            vec![("year", braced(&years))]
        }
        date => date.first_point().map(of_point).unwrap_or_default(),
    }
}

/// A range of months, or of days in a month.
fn in_one_year(
    start: &DatePoint,
    (first, last): (String, String),
    end: &DatePoint,
) -> Vec<Written> {
    let mut out = vec![("year", braced(&year(start)))];
    if first != last {
        out.push(("month", format!("{first} # \"--\" # {last}")));
        return out;
    }
    out.push(("month", first));
    if let (Some(first), Some(last)) = (start.day(), end.day()) {
        out.push(("day", braced(&format!("{first}--{last}"))));
    }
    out
}

fn of_point(point: &DatePoint) -> Vec<Written> {
    let mut out = vec![("year", braced(&year(point)))];
    out.extend(month(point).map(|month| ("month", month)));
    out.extend(point.day().map(|day| ("day", braced(&day.to_string()))));
    out
}

/// The year as it is printed: BibTeX's styles print what is written.
fn year(point: &DatePoint) -> String {
    match point.year {
        year @ 1.. => year.to_string(),
        year => format!("{} BC", 1 - year),
    }
}

/// The macro of a month, or the name of a season.
fn month(point: &DatePoint) -> Option<String> {
    if let Precision::Season(season) = point.precision {
        return Some(braced(season_name(season)));
    }
    let at = usize::from(point.month()?).checked_sub(1)?;
    MONTHS.get(at).map(|month| (*month).to_owned())
}

const fn season_name(season: Season) -> &'static str {
    match season {
        Season::Spring => "Spring",
        Season::Summer => "Summer",
        Season::Autumn => "Autumn",
        Season::Winter => "Winter",
    }
}

fn braced(value: &str) -> String {
    format!("{{{value}}}")
}
