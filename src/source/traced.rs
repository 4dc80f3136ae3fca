//! A text that was derived from a source, with the source of each of its parts.

use std::ops::Range;

use crate::source::{Location, Span};

/// A text that was derived from a source, such as a value with its escapes resolved, and the source
/// of each part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Traced {
    text: String,
    /// In the order of the text, without gaps.
    parts: Vec<Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    /// Where the part ends in the text.
    end: usize,
    from: Location,
    how: How,
}

/// A part of a text that was decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// Its bytes in the text.
    pub(crate) text: Range<usize>,
    /// The bytes of the source that it comes from.
    pub(crate) raw: Range<usize>,
    /// True if both have the same bytes.
    pub(crate) is_same: bool,
}

/// How a part of a text was derived from its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// The bytes are the same.
    Same,
    /// It was derived from these bytes, such as an escape or a command. They can only be changed as
    /// a whole.
    Made,
    /// It is written elsewhere, such as the text of a macro, and cannot be changed here.
    Elsewhere,
}

impl Traced {
    /// Creates an empty text.
    pub(crate) fn new() -> Self {
        Traced::default()
    }

    /// Creates a text from its parts: where each ends in the text, and its source. They have no gaps
    /// between them, and none is empty.
    pub(crate) fn of(text: String, parts: impl Iterator<Item = (usize, Location, How)>) -> Traced {
        let parts = parts.map(|(end, from, how)| Part { end, from, how });
        Traced { text, parts: parts.collect() }
    }

    /// Adds a part.
    pub(crate) fn push(&mut self, text: &str, from: Location, how: How) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        let end = self.text.len();
        match self.parts.last_mut() {
            Some(last) if how == How::Same && last.how == How::Same && last.goes_on_at(from) => {
                last.end = end;
                last.from.span.end = from.span.end;
            }
            _ => self.parts.push(Part { end, from, how }),
        }
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The smallest range of the source that contains a range of the text; `None` if the range is
    /// not within the text.
    pub(crate) fn place(&self, range: Range<usize>) -> Option<Location> {
        let (first, start) = self.point(range.start, false)?;
        if range.is_empty() {
            let at = if first.how == How::Same { start } else { first.from.span.start };
            return Some(Span { start: at, end: at }.in_source(first.from.source));
        }
        let (last, end) = self.point(range.end, true)?;
        let (from, to) = (first.from, last.from);
        let start = if first.how == How::Same { start } else { from.span.start };
        let end = if last.how == How::Same { end } else { to.span.end };
        match from.source == to.source && start <= end {
            true => Some(Span { start, end }.in_source(from.source)),
            false => Some(from),
        }
    }

    /// Like [`Traced::place`], if an edit there changes exactly this range: no part of it is
    /// written elsewhere or only partly in the range, and between its parts the source has no bytes
    /// that the text does not show, such as braces.
    pub(crate) fn editable(&self, range: Range<usize>) -> Option<Location> {
        self.editable_where(range, |end, start| start == end)
    }

    /// Like [`Traced::editable`], but bytes of the source that the text does not show may be
    /// removed too.
    pub(crate) fn editable_with_gaps(&self, range: Range<usize>) -> Option<Location> {
        self.editable_where(range, |end, start| start >= end)
    }

    /// `goes_on` decides whether a part may begin at an offset if the part before it ends at
    /// another one.
    fn editable_where(
        &self,
        range: Range<usize>,
        goes_on: impl Fn(u32, u32) -> bool,
    ) -> Option<Location> {
        let place = self.place(range.clone())?;
        let first = self.parts.partition_point(|part| part.end <= range.start);
        let mut start = first.checked_sub(1).map_or(0, |before| self.parts[before].end);
        let mut before: Option<u32> = None;
        for part in self.parts.get(first..).unwrap_or_default() {
            if start >= range.end && !range.is_empty() || start > range.end {
                break;
            }
            let is_whole = range.start <= start && part.end <= range.end;
            let fits = match part.how {
                How::Same => true,
                How::Made => is_whole,
                How::Elsewhere => false,
            };
            let from = part.from.span;
            let follows = before.is_none_or(|end| goes_on(end, from.start));
            if !fits || !follows || part.from.source != place.source {
                return None;
            }
            before = Some(from.end);
            start = part.end;
        }
        Some(place)
    }

    /// The parts in a range of the text, each with its position in the source.
    pub(crate) fn parts_of(
        &self,
        range: Range<usize>,
    ) -> impl Iterator<Item = (Range<usize>, Location, How)> {
        let first = self.parts.partition_point(|part| part.end <= range.start);
        let mut start = first.checked_sub(1).map_or(0, |before| self.parts[before].end);
        let parts = self.parts.get(first..).unwrap_or_default().iter();
        parts.map_while(move |part| {
            let own = start.max(range.start)..part.end.min(range.end);
            let before = own.start - start.min(own.start);
            start = part.end;
            let base = part.from.span.start as usize + before;
            let from = match part.how {
                How::Same => Span::new(base, base + own.len()).in_source(part.from.source),
                How::Made | How::Elsewhere => part.from,
            };
            (own.start < own.end).then_some((own, from, part.how))
        })
    }

    /// The part that contains an offset, or, for an end, the part that ends there; and its position
    /// in the source if the bytes are the same.
    fn point(&self, at: usize, is_end: bool) -> Option<(Part, u32)> {
        if at > self.text.len() {
            return None;
        }
        let number = match is_end {
            true => self.parts.partition_point(|part| part.end < at),
            false => self.parts.partition_point(|part| part.end <= at),
        };
        let number = number.min(self.parts.len().checked_sub(1)?);
        let start = number.checked_sub(1).map_or(0, |before| self.parts[before].end);
        let part = self.parts[number];
        let place = part.from.span.start as usize + (at - start);
        Some((part, u32::try_from(place).unwrap_or(part.from.span.end)))
    }
}

impl Part {
    fn goes_on_at(&self, from: Location) -> bool {
        self.from.source == from.source && self.from.span.end == from.span.start
    }
}

#[cfg(test)]
mod tests {
    use super::{How, Traced};
    use crate::source::{Location, SourceId, Span};

    fn at(start: usize, end: usize) -> Location {
        Span::new(start, end).in_source(SourceId(0))
    }

    /// `{A} \& b # mac`, with `cd` as the text of the macro.
    fn value() -> Traced {
        let mut text = Traced::new();
        text.push("A", at(1, 2), How::Same);
        text.push(" ", at(3, 4), How::Same);
        text.push("&", at(4, 6), How::Made);
        text.push(" b", at(6, 8), How::Same);
        text.push("cd", at(11, 14), How::Elsewhere);
        text
    }

    #[test]
    fn ranges_lead_back_to_their_places() {
        let value = value();
        assert_eq!(value.text(), "A & bcd");
        for (range, place, is_editable) in [
            (0..1, at(1, 2), true),
            (0..2, at(1, 4), false),
            (2..3, at(4, 6), true),
            (1..5, at(3, 8), true),
            (5..6, at(11, 14), false),
            (3..7, at(6, 14), false),
            (4..4, at(7, 7), true),
        ] {
            assert_eq!(value.place(range.clone()), Some(place), "{range:?}");
            assert_eq!(value.editable(range.clone()).is_some(), is_editable, "{range:?}");
        }
        assert_eq!(value.editable_with_gaps(0..2), Some(at(1, 4)));
        assert_eq!(value.place(3..9), None);
        assert_eq!(Traced::new().place(0..0), None);
    }
}
