//! A single date, as precise as it is known.

use crate::model::date::calendar::days_in_month;

/// A date, as precise as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DatePoint {
    /// The year, in astronomical numbering: 0 is 1 BC, −1 is 2 BC.
    pub year: i32,
    /// What is known within the year.
    pub precision: Precision,
    /// The time of day, which no style prints but conversions must keep.
    pub time: Option<Time>,
    /// Whether the date is approximate: `~` in EDTF, `circa` in CSL-JSON.
    pub approximate: bool,
    /// Whether the source of the date is uncertain: `?` in EDTF.
    pub uncertain: bool,
    /// The digits that are unknown: `X` in EDTF.
    pub unspecified: Unspecified,
}

/// The precision of a date within its year.
///
/// *Units*: month 1–12, day 1–31 and not after the end of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Precision {
    Year,
    Season(Season),
    Month(u8),
    Day { month: u8, day: u8 },
}

/// A quarter of the year, as publishers name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// The season with this number, from 1 (spring) to 4 (winter), as CSL numbers them.
    pub fn from_number(number: u8) -> Option<Season> {
        [Season::Spring, Season::Summer, Season::Autumn, Season::Winter]
            .get(usize::from(number).wrapping_sub(1))
            .copied()
    }

    /// The number of the season, from 1 (spring) to 4 (winter).
    pub fn number(self) -> u8 {
        self as u8 + 1
    }
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    /// 0–24.
    pub hour: u8,
    /// 0–59.
    pub minute: u8,
    /// 0–60, which includes leap seconds.
    pub second: u8,
    /// The offset from UTC in minutes; `None` is local time, `Some(0)` is `Z`.
    pub offset: Option<i16>,
}

/// The digits of a date that are unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Unspecified {
    /// None: all digits are known.
    #[default]
    Nothing,
    /// The last digit of the year: `199X`; the year is the first of the decade.
    Decade,
    /// The last two digits of the year: `19XX`; the year is the first of the century.
    Century,
    /// The month: `2004-XX`.
    Month,
    /// The day: `2004-07-XX`.
    Day,
    /// The month and the day: `2004-XX-XX`.
    MonthAndDay,
}

impl DatePoint {
    /// Creates a year, in astronomical numbering.
    pub fn year(year: i32) -> Self {
        DatePoint {
            year,
            precision: Precision::Year,
            time: None,
            approximate: false,
            uncertain: false,
            unspecified: Unspecified::Nothing,
        }
    }

    /// Creates a month of a year; `None` if the month is not 1–12.
    pub fn year_month(year: i32, month: u8) -> Option<Self> {
        let precision = Precision::Month(month);
        (1..=12).contains(&month).then(|| DatePoint { precision, ..DatePoint::year(year) })
    }

    /// Creates a day; `None` if the calendar has no such day.
    ///
    /// # Example
    ///
    /// ```
    /// use ibid::model::DatePoint;
    /// assert!(DatePoint::year_month_day(2024, 2, 29).is_some());
    /// assert!(DatePoint::year_month_day(2023, 2, 29).is_none());
    /// ```
    pub fn year_month_day(year: i32, month: u8, day: u8) -> Option<Self> {
        let precision = Precision::Day { month, day };
        let exists = (1..=days_in_month(year, month)?).contains(&day);
        exists.then(|| DatePoint { precision, ..DatePoint::year(year) })
    }

    /// Creates a season of a year.
    pub fn year_season(year: i32, season: Season) -> Self {
        DatePoint { precision: Precision::Season(season), ..DatePoint::year(year) }
    }

    /// The first and last year that a date with unknown digits may mean: 1990 and 1999 for `199X`,
    /// 1800 and 1899 for `18XX`; `None` if the year is known.
    ///
    /// # Example
    ///
    /// ```
    /// use ibid::model::{Date, DatePoint};
    /// let Ok(Date::Point(decade)) = Date::from_edtf("199X") else { panic!("a decade") };
    /// let (first, last) = decade.years().unwrap();
    /// assert_eq!((first.year, last.year), (1990, 1999));
    /// ```
    ///
    /// *Source*: the BibLaTeX manual (3.18), section 2.3.8: unspecified dates are ranges.
    pub fn years(&self) -> Option<(DatePoint, DatePoint)> {
        let more = match self.unspecified {
            Unspecified::Decade => 9,
            Unspecified::Century => 99,
            _ => return None,
        };
        // For years before year 1, the century extends in the other direction.
        let (first, last) = match self.year < 0 {
            true => (self.year.saturating_sub(more), self.year),
            false => (self.year, self.year.saturating_add(more)),
        };
        let known = DatePoint { unspecified: Unspecified::Nothing, ..*self };
        Some((DatePoint { year: first, ..known }, DatePoint { year: last, ..known }))
    }

    /// The month, 1–12, if it is known.
    pub fn month(&self) -> Option<u8> {
        match self.precision {
            Precision::Month(month) | Precision::Day { month, .. } => Some(month),
            Precision::Year | Precision::Season(_) => None,
        }
    }

    /// The day of the month, 1–31, if it is known.
    pub fn day(&self) -> Option<u8> {
        match self.precision {
            Precision::Day { day, .. } => Some(day),
            _ => None,
        }
    }

    /// The season, if there is one.
    pub fn season(&self) -> Option<Season> {
        match self.precision {
            Precision::Season(season) => Some(season),
            _ => None,
        }
    }

    /// True if the date is approximate or uncertain: CSL's `is-uncertain-date`.
    pub fn is_uncertain(&self) -> bool {
        self.approximate || self.uncertain
    }
}
