//! The proleptic Gregorian calendar.

/// True if a year, in astronomical numbering, has a 29 February.
pub(crate) fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The number of days of a month (1–12) in a year; `None` if there is no such month.
pub(crate) fn days_in_month(year: i32, month: u8) -> Option<u8> {
    match month {
        4 | 6 | 9 | 11 => Some(30),
        2 if is_leap_year(year) => Some(29),
        2 => Some(28),
        1..=12 => Some(31),
        _ => None,
    }
}
