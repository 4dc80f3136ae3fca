//! Builds a text whose edits come in several passes, and records which of its bytes are unchanged.

use std::ops::Range;

use crate::diagnostic::Edit;
use crate::source::{Encoding, Source};

/// A changed text, as pieces of the original text.
#[derive(Debug, Clone)]
pub(super) struct Patch {
    pieces: Vec<Piece>,
    /// Whether the lines end in `\r\n`, so that inserted ones do too.
    crlf: bool,
}

#[derive(Debug, Clone)]
enum Piece {
    /// Bytes of the original text.
    Kept(Range<usize>),
    /// Inserted text.
    New(String),
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Piece::Kept(range) => range.len(),
            Piece::New(text) => text.len(),
        }
    }

    fn slice(&self, range: Range<usize>) -> Piece {
        match self {
            Piece::Kept(kept) => Piece::Kept(kept.start + range.start..kept.start + range.end),
            Piece::New(text) => Piece::New(text[range].to_owned()),
        }
    }
}

impl Patch {
    /// A text without changes.
    pub(super) fn new(text: &str) -> Self {
        let lines = text.matches('\n').count();
        let crlf = lines > 0 && text.matches("\r\n").count() == lines;
        Patch { pieces: vec![Piece::Kept(0..text.len())], crlf }
    }

    /// Applies edits to the current text.
    ///
    /// *Shape*: ordered by position, without overlaps.
    pub(super) fn apply(&mut self, edits: &[&Edit]) {
        let pieces = std::mem::take(&mut self.pieces);
        let mut from = Reader { pieces: &pieces, number: 0, within: 0, at: 0 };
        let mut out = Vec::with_capacity(pieces.len() + 2 * edits.len());
        for edit in edits {
            let span = edit.location.span.range();
            from.read_to(span.start, |piece| out.push(piece));
            from.read_to(span.end, |_| {});
            if !edit.replacement.is_empty() {
                let text = match self.crlf {
                    true => edit.replacement.replace("\r\n", "\n").replace('\n', "\r\n"),
                    false => edit.replacement.clone(),
                };
                out.push(Piece::New(text));
            }
        }
        from.read_to(usize::MAX, |piece| out.push(piece));
        self.pieces = out;
    }

    /// The current text.
    ///
    /// *Shape*: `first` is the original text.
    pub(super) fn text(&self, first: &str) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece {
            Piece::Kept(range) => &first[range.clone()],
            Piece::New(text) => text,
        });
        pieces.collect()
    }

    /// The bytes of the current text: unchanged ones are those of the file, and inserted text is in
    /// the given encoding.
    ///
    /// *Shape*: `bytes` are those that `source`, the original text, was decoded from.
    pub(super) fn bytes(&self, source: &Source, bytes: &[u8], encoding: Encoding) -> Vec<u8> {
        let disk = |offset: usize| source.disk_offset(offset as u32) as usize;
        // The byte order mark is before the first character.
        let mut out = bytes[..disk(0)].to_vec();
        for piece in &self.pieces {
            match piece {
                Piece::Kept(range) => {
                    out.extend_from_slice(&bytes[disk(range.start)..disk(range.end)]);
                }
                Piece::New(text) => out.extend(encoding.encode(text)),
            }
        }
        out
    }
}

/// Reads the pieces of a text once, in order.
struct Reader<'p> {
    pieces: &'p [Piece],
    number: usize,
    /// How much of the current piece has been read.
    within: usize,
    /// How much of the text has been read.
    at: usize,
}

impl Reader<'_> {
    fn read_to(&mut self, end: usize, mut take: impl FnMut(Piece)) {
        while self.at < end {
            let Some(piece) = self.pieces.get(self.number) else { return };
            let length = (piece.len() - self.within).min(end - self.at);
            if length > 0 {
                take(piece.slice(self.within..self.within + length));
            }
            self.at += length;
            self.within += length;
            if self.within == piece.len() {
                self.number += 1;
                self.within = 0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Patch;
    use crate::diagnostic::Edit;
    use crate::source::{Encoding, Source, SourceId, Span};

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        let location = Span::new(start, end).in_source(SourceId(0));
        Edit { location, replacement: text.to_owned() }
    }

    #[test]
    fn edits_of_several_passes_come_together() {
        let first = "one two three";
        let mut patch = Patch::new(first);
        patch.apply(&[&edit(0, 3, "1"), &edit(4, 7, ""), &edit(13, 13, "!")]);
        assert_eq!(patch.text(first), "1  three!");
        patch.apply(&[&edit(1, 2, ""), &edit(7, 9, "e?")]);
        assert_eq!(patch.text(first), "1 three?");
        patch.apply(&[&edit(0, 8, "")]);
        assert_eq!(patch.text(first), "");
        patch.apply(&[&edit(0, 0, "again")]);
        assert_eq!(patch.text(first), "again");
    }

    #[test]
    fn bytes_outside_the_edits_are_those_of_the_file() {
        for bytes in [
            b"\xEF\xBB\xBFa\xC3\xBCb".as_slice(),
            b"a\xFCb \x80",
            b"\xFF\xFEa\0\xFC\0b\0",
            b"\xFE\xFF\0a\0\xFC\0b",
        ] {
            let source = Source::from_bytes("a", bytes);
            let mut patch = Patch::new(&source.text);
            let encoding = Encoding::of(bytes);
            assert_eq!(patch.bytes(&source, bytes, encoding), bytes);
            patch.apply(&[&edit(3, 4, "ß")]);
            let written = patch.bytes(&source, bytes, encoding);
            assert_eq!(Source::from_bytes("a", &written).text, patch.text(&source.text).into());
            assert_eq!(written.len(), bytes.len() + usize::from(bytes[0] == 0xEF), "{bytes:x?}");
        }
    }

    #[test]
    fn lines_that_are_put_in_end_as_the_others_do() {
        let mut patch = Patch::new("a\r\nb\r\n");
        patch.apply(&[&edit(3, 3, "x\ny\r\n")]);
        assert_eq!(patch.text("a\r\nb\r\n"), "a\r\nx\r\ny\r\nb\r\n");
    }
}
