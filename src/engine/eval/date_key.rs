//! Dates and macros as sort keys.
//!
//! *Source*: the keys of citeproc-js; the CSL specification only says that dates sort by their
//! parts.

use crate::engine::eval::{Eval, Purpose};
use crate::model::{Bound, Date, DatePoint};
use crate::style::ir::{
    Common, DateElement, DatePartName, DateParts, Element, ElementKind, EtAlOverride, StrId,
};

impl<'r> Eval<'r, '_> {
    /// Renders a macro as a sort key.
    pub(crate) fn sort_macro(&mut self, id: u16, names: EtAlOverride) {
        self.purpose = Purpose::Sort(names);
        // If names are counted, the key has a value even if there are none.
        self.skips = false;
        let program = self.program;
        self.dates_only = program.dated_macros[usize::from(id)];
        self.group(program.macros[usize::from(id)], StrId::EMPTY, &Common::PLAIN, 0);
    }

    /// Renders an element of which only dates matter.
    pub(super) fn element_of_date_key(&mut self, element: &Element) {
        let (program, place) = (self.program, element.place);
        match &element.kind {
            ElementKind::Date(id) => {
                self.date(&program.dates[usize::from(*id)], &Common::PLAIN, place);
            }
            ElementKind::Names(id) => {
                let names = &program.names[usize::from(*id)];
                self.substitute(names.substitute, place);
            }
            ElementKind::Group { children, .. } => {
                self.group(*children, StrId::EMPTY, &Common::PLAIN, place);
            }
            ElementKind::Choose(branches) => self.choose(*branches),
            ElementKind::Macro(id) => {
                let body = program.macros[usize::from(*id)];
                self.group(body, StrId::EMPTY, &Common::PLAIN, place);
                // After another macro with a date, text counts again, as in citeproc-js.
                self.dates_only = !program.dated_macros[usize::from(*id)];
            }
            _ => {}
        }
    }

    /// Digits that sort like the date, by the parts that the element shows.
    pub(super) fn date_sort_key(&mut self, date: &Date, element: &'r DateElement) {
        let (parts, _) = self.parts(element);
        let shows = |name| parts.iter().any(|part| part.name == name);
        let shown = if !shows(DatePartName::Month) {
            DateParts::Year
        } else if shows(DatePartName::Day) {
            DateParts::YearMonthDay
        } else {
            DateParts::YearMonth
        };
        let mut key = String::new();
        push_sort_digits(date, shows(DatePartName::Year), shown, &mut key);
        self.tape.leaf(&key, &Common::PLAIN, 0);
    }
}

/// Years are shifted by this, so that earlier years have smaller digits.
const SHIFT: i64 = 5_000_000_000;

/// Writes the digits of a date for sorting: its start and its end, with the same length for all
/// dates, so that they compare as one number. Words have none.
pub(crate) fn push_sort_digits(date: &Date, year: bool, parts: DateParts, key: &mut String) {
    let (start, end) = match date {
        Date::Point(point) => (Some(point), None),
        Date::Range { start, end } => (point_of(start), point_of(end)),
        Date::Literal(_) => return,
    };
    for point in [start, end] {
        let shown = |point: &&DatePoint| if year { i64::from(point.year) } else { 0 };
        push_digits((point.as_ref().map_or(0, shown) + SHIFT) as u64, 10, key);
        let month = point.and_then(DatePoint::month).filter(|_| parts != DateParts::Year);
        let day = point.and_then(DatePoint::day).filter(|_| parts == DateParts::YearMonthDay);
        push_digits(u64::from(month.unwrap_or(0)), 2, key);
        push_digits(u64::from(day.unwrap_or(0)), 2, key);
    }
}

fn point_of(bound: &Bound) -> Option<&DatePoint> {
    match bound {
        Bound::Point(point) => Some(point),
        _ => None,
    }
}

/// Writes a number with this number of digits.
fn push_digits(number: u64, width: u32, out: &mut String) {
    for place in (0..width).rev() {
        out.push((b'0' + (number / 10_u64.pow(place) % 10) as u8) as char);
    }
}
