//! A half-open range of bytes in a text, and the same in a particular text.

use std::ops::Range;

/// Which text of a [`Sources`](crate::source::Sources) a [`Location`] is in. The first text added is number 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SourceId(pub u32);

/// A half-open range of bytes in one text.
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
    /// The span of the bytes from `start` up to `end`; empty where `end` is before `start`.
    pub fn new(start: usize, end: usize) -> Self {
        // No text of a `Source` is longer than that.
        let offset = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Span { start: offset(start), end: offset(end.max(start)) }
    }

    /// The empty span before that byte.
    pub fn at(offset: usize) -> Self {
        Span::new(offset, offset)
    }

    /// The same as a range, to index a text with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// How many bytes it covers.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether it covers no byte.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same span in a particular text.
    pub fn in_source(self, source: SourceId) -> Location {
        Location { source, span: self }
    }
}

/// A span in a particular text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Location {
    /// Which text.
    pub source: SourceId,
    /// Which bytes of it.
    pub span: Span,
}
