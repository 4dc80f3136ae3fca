//! The value of a date variable: a date, a range, or words.

use crate::model::date::point::DatePoint;

/// The value of a date variable.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Date {
    /// A single date.
    Point(DatePoint),
    /// A range of dates.
    Range {
        /// The start.
        start: Bound,
        /// The end.
        end: Bound,
    },
    /// Words in place of a date, which are printed unchanged: "Ming dynasty".
    Literal(String),
}

/// One side of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// A date.
    Point(DatePoint),
    /// No end: `..` in EDTF.
    Open,
    /// There is an end, but it is unknown: empty in EDTF.
    Unknown,
}

impl Date {
    /// Creates a single year, in astronomical numbering.
    pub fn year(year: i32) -> Self {
        Date::Point(DatePoint::year(year))
    }

    /// The first known date: the date itself, the start of a range, or its end if the start is open
    /// or unknown.
    pub fn first_point(&self) -> Option<&DatePoint> {
        match self {
            Date::Point(point)
            | Date::Range { start: Bound::Point(point), .. }
            | Date::Range { end: Bound::Point(point), .. } => Some(point),
            Date::Range { .. } | Date::Literal(_) => None,
        }
    }

    /// True if a part of it is approximate or uncertain.
    pub fn is_uncertain(&self) -> bool {
        let uncertain =
            |bound: &Bound| matches!(bound, Bound::Point(point) if point.is_uncertain());
        match self {
            Date::Point(point) => point.is_uncertain(),
            Date::Range { start, end } => uncertain(start) || uncertain(end),
            Date::Literal(_) => false,
        }
    }
}
