//! What a date variable holds: a date, a range, or words.

use crate::model::date::point::DatePoint;

/// A date variable's value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Date {
    /// A single date.
    Point(DatePoint),
    /// From one date to another.
    Range {
        /// Where it starts.
        start: Bound,
        /// Where it ends.
        end: Bound,
    },
    /// Words that stand for a date and are printed as they are: "Ming dynasty".
    Literal(String),
}

/// One side of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// A date.
    Point(DatePoint),
    /// No end: `..` in EDTF.
    Open,
    /// There is one, but nobody knows it: empty in EDTF.
    Unknown,
}

impl Date {
    /// A single year, counted astronomically.
    pub fn year(year: i32) -> Self {
        Date::Point(DatePoint::year(year))
    }

    /// The first date there is: the date itself, a range's start, or its end where the start is
    /// open or unknown.
    pub fn first_point(&self) -> Option<&DatePoint> {
        match self {
            Date::Point(point)
            | Date::Range { start: Bound::Point(point), .. }
            | Date::Range { end: Bound::Point(point), .. } => Some(point),
            Date::Range { .. } | Date::Literal(_) => None,
        }
    }

    /// Whether any part of it is approximate or uncertain.
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
