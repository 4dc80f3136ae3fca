//! Joins the texts that are read together.
//!
//! Their trees are joined, so that a macro or `crossref` to another text works as in one file; a
//! position in the joined text is converted back to its file.

use crate::read::sharing::Sharing;
use crate::source::{Location, SourceId, Span};

/// Maps the bytes of the joined text to the files.
#[derive(Debug, Clone)]
pub(super) struct Texts {
    /// Ordered by position; the first begins at 0.
    parts: Vec<Part>,
    sharing: Sharing,
}

/// One of the texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    /// Its first byte in the joined text.
    start: u32,
    pub(super) source: SourceId,
}

impl Part {
    /// Converts a span of the joined text, in this part of it, to a span in its file.
    pub(super) fn span(self, Span { start, end }: Span) -> Span {
        Span { start: start - self.start, end: end - self.start }
    }
}

impl Texts {
    /// A text that is read alone.
    pub(super) fn one(source: SourceId) -> Self {
        Texts { parts: vec![Part { start: 0, source }], sharing: Sharing::Document }
    }

    /// Concatenates texts.
    ///
    /// They are separated by a line break, so that the end of one is not the start of the next.
    pub(super) fn join<'s>(
        texts: impl Iterator<Item = (&'s str, SourceId)>,
        sharing: Sharing,
    ) -> (Self, String) {
        let mut joined = String::new();
        let mut parts = Vec::new();
        for (text, source) in texts {
            parts.push(Part { start: joined.len() as u32, source });
            joined.push_str(text);
            joined.push('\n');
        }
        (Texts { parts, sharing }, joined)
    }

    /// The start of each text.
    pub(super) fn starts(&self) -> impl Iterator<Item = usize> {
        self.parts.iter().map(|part| part.start as usize)
    }

    /// The file of each text.
    pub(super) fn sources(&self) -> impl Iterator<Item = SourceId> {
        self.parts.iter().map(|part| part.source)
    }

    /// Converts a span of the joined text to a location in its file.
    pub(super) fn place(&self, span: Span) -> Location {
        let part = self.part_at(span.start);
        part.span(span).in_source(part.source)
    }

    /// The text that contains a byte.
    pub(super) fn part_at(&self, at: u32) -> Part {
        self.parts[self.part(at)]
    }

    /// The index of the text that contains a byte.
    pub(super) fn part(&self, at: u32) -> usize {
        match self.parts.len() {
            1 => 0,
            _ => self.parts.partition_point(|part| part.start <= at).saturating_sub(1),
        }
    }

    /// The number of the document that contains a byte, whose definitions take precedence.
    pub(super) fn document(&self, at: u32) -> usize {
        match self.sharing {
            Sharing::Document => 0,
            Sharing::Neighbours => self.part(at),
        }
    }

    /// The number of documents.
    pub(super) fn documents(&self) -> usize {
        match self.sharing {
            Sharing::Document => 1,
            Sharing::Neighbours => self.parts.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;
    use crate::read::sharing::Sharing;
    use crate::source::{SourceId, Span};

    #[test]
    fn places_are_brought_back_to_their_files() {
        let files = [("abc", SourceId(4)), ("", SourceId(2)), ("de", SourceId(7))];
        let (texts, joined) = Texts::join(files.into_iter(), Sharing::Neighbours);
        assert_eq!(joined, "abc\n\nde\n");
        assert_eq!(texts.starts().collect::<Vec<_>>(), [0, 4, 5]);
        for (start, end, place) in
            [(0, 3, (4, 0, 3)), (3, 3, (4, 3, 3)), (4, 4, (2, 0, 0)), (5, 7, (7, 0, 2))]
        {
            let location = texts.place(Span::new(start, end));
            let found = (location.source.0, location.span.start, location.span.end);
            assert_eq!(found, place, "{start}");
        }
        assert_eq!((texts.document(2), texts.document(6), texts.documents()), (0, 2, 3));
    }
}
