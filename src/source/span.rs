//! Half-open ranges of bytes in a text, and in a particular text of several.

use std::ops::Range;

/// The number of a text in [`Sources`](crate::source::Sources). The first text has the number 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SourceId(pub u32);

/// A half-open range of bytes in a text.
///
/// *Units*: bytes, 0-based; `start` is inclusive, `end` exclusive, both on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span from the byte `start` up to `end`; empty if `end` is before `start`.
    pub fn new(start: usize, end: usize) -> Self {
        // No text of a `Source` is longer than that.
        let offset = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Span { start: offset(start), end: offset(end.max(start)) }
    }

    /// The empty span before a byte.
    pub fn at(offset: usize) -> Self {
        Span::new(offset, offset)
    }

    /// The span as a range, which can index a text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The number of bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// True if the span contains no byte.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The smallest span that contains both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span so many bytes further on.
    pub(crate) fn moved(self, by: i64) -> Span {
        let moved = |at: u32| u32::try_from(i64::from(at) + by).unwrap_or(u32::MAX);
        Span { start: moved(self.start), end: moved(self.end) }
    }

    /// True if `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The span in a particular text.
    pub fn in_source(self, source: SourceId) -> Location {
        Location { source, span: self }
    }
}

/// A span in a particular text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Location {
    /// The text.
    pub source: SourceId,
    /// The bytes of the text.
    pub span: Span,
}

impl Location {
    /// A part of it, by bytes from its beginning.
    pub(crate) fn moved(self, by: i64) -> Location {
        Location { span: self.span.moved(by), ..self }
    }

    pub(crate) fn part(self, range: &Range<usize>) -> Location {
        let base = self.span.start as usize;
        Span::new(base + range.start, base + range.end).in_source(self.source)
    }
}
