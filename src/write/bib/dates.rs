//! Dates: EDTF for BibLaTeX, `year`, `month` and `day` for BibTeX.

use crate::dialect::BibDialect;
use crate::dialect::bib::Field;
use crate::dialect::bib::macros::MONTHS;
use crate::model::{Bound, Date, DatePoint, Variable};
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
                let months = format!("{first} # \"--\" # {last}");
                return vec![("year", braced(&start.year.to_string())), ("month", months)];
            }
            vec![("year", braced(&format!("{}--{}", start.year, end.year)))]
        }
        date => date.first_point().map(of_point).unwrap_or_default(),
    }
}

fn of_point(point: &DatePoint) -> Vec<Written> {
    let mut out = vec![("year", braced(&point.year.to_string()))];
    out.extend(month(point).map(|month| ("month", month.to_owned())));
    out.extend(point.day().map(|day| ("day", braced(&day.to_string()))));
    out
}

/// The macro of a month.
fn month(point: &DatePoint) -> Option<&'static str> {
    MONTHS.get(usize::from(point.month()?).checked_sub(1)?).copied()
}

fn braced(value: &str) -> String {
    format!("{{{value}}}")
}
