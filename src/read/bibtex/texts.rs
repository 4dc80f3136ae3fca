//! The texts that are read together, as if they were one.
//!
//! Their trees are joined, so that a macro of one and a `crossref` to another are found as those
//! of one file are; a place in what was joined is brought back to the file it is in.

use crate::read::sharing::Sharing;
use crate::source::{Location, SourceId, Span};

/// Which bytes of the joined text are which file's.
#[derive(Debug, Clone)]
pub(super) struct Texts {
    /// Ordered by place; the first begins at 0.
    parts: Vec<Part>,
    sharing: Sharing,
}

#[derive(Debug, Clone, Copy)]
struct Part {
    /// Its first byte in the joined text.
    start: u32,
    source: SourceId,
}

impl Texts {
    /// A text that is read by itself.
    pub(super) fn one(source: SourceId) -> Self {
        Texts { parts: vec![Part { start: 0, source }], sharing: Sharing::Document }
    }

    /// Puts texts one after the other.
    ///
    /// A line break divides them, so that the end of one is another place than the start of the
    /// next.
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

    /// Where each text begins.
    pub(super) fn starts(&self) -> impl Iterator<Item = usize> {
        self.parts.iter().map(|part| part.start as usize)
    }

    /// The file of each text.
    pub(super) fn sources(&self) -> impl Iterator<Item = SourceId> {
        self.parts.iter().map(|part| part.source)
    }

    /// The place in its file of a place in the joined text.
    pub(super) fn place(&self, span: Span) -> Location {
        let Part { start, source } = self.parts[self.part(span.start)];
        Span { start: span.start - start, end: span.end - start }.in_source(source)
    }

    /// Which of the texts a byte is in.
    pub(super) fn part(&self, at: u32) -> usize {
        match self.parts.len() {
            1 => 0,
            _ => self.parts.partition_point(|part| part.start <= at).saturating_sub(1),
        }
    }

    /// The number of the document that a byte is in: what is there is found first.
    pub(super) fn document(&self, at: u32) -> usize {
        match self.sharing {
            Sharing::Document => 0,
            Sharing::Neighbours => self.part(at),
        }
    }

    /// How many documents the texts are.
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
