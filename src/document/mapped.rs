//! A document that consists of pieces of another text, such as Markdown in the comments of a
//! program.

use std::ops::Range;

use crate::document::{Document, Named};
use crate::source::Span;

/// A text that is put together from pieces of a source, with the origin of each.
#[derive(Debug, Default)]
pub(super) struct Mapped {
    pub(super) text: String,
    pieces: Vec<Piece>,
}

/// A piece of the text: either the same as in the source, or a character that the source writes
/// differently.
#[derive(Debug)]
struct Piece {
    /// Its range in the text.
    text: Range<usize>,
    /// Its range in the source.
    source: Range<usize>,
}

impl Mapped {
    /// Adds a piece of the source, as it is written at an offset.
    pub(super) fn push(&mut self, piece: &str, at: usize) {
        if !piece.is_empty() {
            self.push_as(piece, at..at + piece.len());
        }
    }

    /// Adds the meaning of a range of the source, such as an escape.
    pub(super) fn push_as(&mut self, piece: &str, source: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(piece);
        self.pieces.push(Piece { text: start..self.text.len(), source });
    }

    /// Converts a span of the text to one of the source.
    fn span(&self, span: Span) -> Span {
        let Range { start, end } = span.range();
        let first = self.pieces.partition_point(|piece| piece.text.end <= start);
        let at = |piece: &Piece, at: usize| match piece.text.len() == piece.source.len() {
            true => piece.source.start + (at - piece.text.start),
            false if at == piece.text.end => piece.source.end,
            false => piece.source.start,
        };
        let start_at = match self.pieces.get(first) {
            Some(piece) => at(piece, start.max(piece.text.start)),
            None => self.pieces.last().map_or(0, |piece| piece.source.end),
        };
        if start == end {
            return Span::at(start_at);
        }
        let last = self.pieces.partition_point(|piece| piece.text.end < end);
        let end_at = match self.pieces.get(last) {
            Some(piece) => at(piece, end),
            None => self.pieces.last().map_or(0, |piece| piece.source.end),
        };
        Span::new(start_at, end_at.max(start_at))
    }

    /// Converts a document that was read from the text to spans in the source, without its
    /// metadata.
    pub(super) fn in_source(&self, document: Document) -> Document {
        let mut document = document;
        for citation in &mut document.citations {
            citation.span = self.span(citation.span);
            for place in &mut citation.cites {
                for span in [&mut place.key, &mut place.prefix, &mut place.suffix] {
                    *span = self.span(*span);
                }
            }
        }
        let named = |named: &mut Named| named.span = self.span(named.span);
        document.bibliographies.iter_mut().for_each(named);
        document.includes.iter_mut().for_each(named);
        document.style.iter_mut().for_each(named);
        document.language.iter_mut().for_each(named);
        document.embedded.clear();
        document.defined.iter_mut().for_each(|it| it.span = self.span(it.span));
        document.notes.iter_mut().for_each(|span| *span = self.span(*span));
        document.all_listed.iter_mut().for_each(|span| *span = self.span(*span));
        document.listings.clear();
        document.headings.clear();
        document.divisions.clear();
        document.metadata.clear();
        document.prose.iter_mut().for_each(|span| *span = self.span(*span));
        for finding in &mut document.diagnostics {
            finding.primary.location.span = self.span(finding.primary.location.span);
            for label in &mut finding.secondary {
                label.location.span = self.span(label.location.span);
            }
            // Text inserted there would have to be written differently.
            finding.fix = None;
        }
        document
    }
}

#[cfg(test)]
mod tests {
    use super::Mapped;
    use crate::source::Span;

    #[test]
    fn places_are_those_of_the_source() {
        let source = "/// one\n/// t\\u{e9}wo";
        let mut mapped = Mapped::default();
        mapped.push("one\n", 4);
        mapped.push("t", 12);
        mapped.push_as("é", 13..19);
        mapped.push("wo", 19);
        assert_eq!(mapped.text, "one\ntéwo");
        let written = |start, end| &source[mapped.span(Span::new(start, end)).range()];
        assert_eq!(written(0, 3), "one");
        assert_eq!(written(4, 9), "t\\u{e9}wo");
        assert_eq!(written(5, 7), "\\u{e9}");
        assert_eq!(written(7, 9), "wo");
        assert_eq!(mapped.span(Span::at(9)), Span::at(21));
    }
}
