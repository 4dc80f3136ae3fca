//! Source texts, and positions in them.
//!
//! A [`Source`] is one text with the name under which the user knows it. [`Sources`] contains the
//! texts of one run, and a [`Location`] is a [`Span`] in one of them. This module reads no files:
//! the texts come from the caller.

#[cfg(feature = "encodings")]
mod coders;
mod declared;
mod decode;
mod disk;
mod encode;
mod encoding;
mod legacy;
mod lines;
#[cfg(not(feature = "encodings"))]
mod one_coder;
mod span;
mod traced;
mod windows_1252;

#[cfg(not(feature = "encodings"))]
use one_coder as coders;

pub(crate) use decode::{Decoded, decode};
pub(crate) use disk::DiskOffsets;
pub use encoding::Encoding;
pub(crate) use lines::with_line_endings_of;
pub(crate) use lines::with_own_lines;
pub use lines::{LineColumn, LineIndex};
pub use span::{Location, SourceId, Span};
pub(crate) use traced::{How, Step, Traced};
pub(crate) use windows_1252::{windows_1252, windows_1252_byte};

use std::sync::Arc;

use memchr::memchr2;

/// A text, its name, and the positions of its lines.
#[derive(Debug, Clone)]
pub struct Source {
    /// The name shown in reports: a path as the user typed it, or `<stdin>`.
    pub name: Arc<str>,
    /// The whole text, in UTF-8.
    pub text: Arc<str>,
    /// The positions of the lines of `text`.
    pub lines: LineIndex,
    /// The characters of `text` that were guessed because their bytes are not UTF-8.
    pub guessed: Vec<Span>,
    /// The encoding of the file; if some bytes are not UTF-8, the one in which those are read.
    pub encoding: Encoding,
    /// Whether the file itself names the old encoding in which it is read.
    pub is_encoding_declared: bool,
    /// The position of each character in the file.
    disk: DiskOffsets,
    is_too_long: bool,
}

impl Source {
    /// Creates a source from a text.
    ///
    /// Offsets have 32 bits, so a text of 4 GiB or more is not kept: see [`Source::is_too_long`].
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Source::up_to(u32::MAX, name.into(), text.into())
    }

    fn up_to(longest: u32, name: Arc<str>, text: Arc<str>) -> Self {
        let is_too_long = u32::try_from(text.len()).map_or(true, |length| length > longest);
        let text = if is_too_long { Arc::default() } else { text };
        Source {
            name,
            lines: LineIndex::new(Arc::clone(&text)),
            text,
            guessed: Vec::new(),
            encoding: Encoding::Utf8,
            is_encoding_declared: false,
            disk: DiskOffsets::after(0),
            is_too_long,
        }
    }

    /// True if the text was 4 GiB or longer. Then `text` is empty, and functions that read the
    /// source return an error.
    pub fn is_too_long(&self) -> bool {
        self.is_too_long
    }

    /// Decodes the bytes of a file: UTF-8 with or without a byte order mark, UTF-16 with one, or
    /// anything else. Bytes that are not UTF-8 are read in the encoding that a comment at the
    /// beginning of the file names (`% Encoding: Cp1250`), or else in the likeliest old one, mostly
    /// Windows-1252, and recorded in `guessed`. Without the feature `encodings`, that is always
    /// Windows-1252.
    ///
    /// As in [`Source::new`], a text of 4 GiB or more is not kept.
    pub fn from_bytes(name: impl Into<Arc<str>>, bytes: &[u8]) -> Self {
        let Decoded { text, encoding, is_declared, guessed, disk } = decode(bytes);
        let source = Source::new(name, text);
        match source.is_too_long {
            true => source,
            false => {
                Source { guessed, encoding, is_encoding_declared: is_declared, disk, ..source }
            }
        }
    }

    /// The encoding of a file that cannot be read as text, as far as it can be detected: UTF-16
    /// without a byte order mark, or UTF-32, in which most characters contain a zero byte; or
    /// ISO-2022-JP, which changes to Japanese by escape sequences.
    pub fn unread_encoding(&self) -> Option<&'static str> {
        // One look rejects nearly every text.
        memchr2(0, 0x1B, self.text.as_bytes())?;
        let switches = |to: [&str; 2]| to.iter().any(|sign| self.text.contains(sign));
        if self.text.as_bytes().contains(&0x1B)
            && switches(["\u{1b}$B", "\u{1b}$@"])
            && switches(["\u{1b}(B", "\u{1b}(J"])
        {
            return Some("ISO-2022-JP");
        }
        if !self.text.as_bytes().contains(&0) {
            return None;
        }
        let zeros = self.text.bytes().filter(|&byte| byte == 0).count();
        let (of_eight, marked) = (8 * zeros / self.text.len().max(1), self.disk_offset(0) > 0);
        match (of_eight, marked) {
            (0 | 1, _) => None,
            // If UTF-32 is read as UTF-16, half of the units are zero.
            (5.., _) | (_, true) => Some("UTF-32"),
            (_, false) => Some("UTF-16 without a byte order mark"),
        }
    }

    /// The text of a span, or an empty text if the span is not within this source.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The line and column of a byte offset, both counted from 1; the column counts characters.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        self.lines.line_column(offset)
    }

    /// The offset, in the file on disk, of a character that begins at `offset` in the text, or of
    /// the end of the text. The two differ after a byte order mark, in UTF-16, and after a byte
    /// that was read in an old encoding.
    ///
    /// *Units*: bytes, from 0. Takes time proportional to the logarithm of the text's length.
    pub fn disk_offset(&self, offset: u32) -> u64 {
        self.disk.disk_offset(offset)
    }
}

/// The texts of one run, in the order in which they were added.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The number of the first text, if this is an excerpt.
    first: u32,
    sources: Vec<Source>,
}

impl Sources {
    /// Creates an empty collection.
    pub fn new() -> Self {
        Sources::default()
    }

    /// Adds a text, and returns its number.
    pub fn add(&mut self, name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> SourceId {
        self.push(Source::new(name, text))
    }

    /// Adds a source, and returns its number.
    pub fn push(&mut self, source: Source) -> SourceId {
        let count = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        let id = SourceId(self.first.saturating_add(count));
        self.sources.push(source);
        id
    }

    /// The texts between the first and the last of these numbers, with the numbers that they have
    /// here.
    pub(crate) fn excerpt(&self, ids: impl IntoIterator<Item = SourceId>) -> Sources {
        let numbers = ids.into_iter().filter_map(|id| self.index(id));
        let ends = numbers.fold(None, |ends, number| {
            let (first, last) = ends.unwrap_or((number, number));
            Some((number.min(first), number.max(last)))
        });
        let Some((first, last)) = ends else { return Sources::new() };
        let sources = self.sources.get(first..=last).unwrap_or_default().to_vec();
        // It is not greater than the number of a text.
        let first = u32::try_from(first).unwrap_or(u32::MAX);
        Sources { first: self.first.saturating_add(first), sources }
    }

    fn index(&self, id: SourceId) -> Option<usize> {
        let index = id.0.checked_sub(self.first)? as usize;
        (index < self.sources.len()).then_some(index)
    }

    /// Replaces a text; does nothing if there is no text with this number.
    pub fn replace(&mut self, id: SourceId, source: Source) {
        if let Some(index) = self.index(id) {
            self.sources[index] = source;
        }
    }

    /// The text with this number, if there is one.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.0.checked_sub(self.first)? as usize)
    }

    /// The text of a location, or an empty text if there is none.
    pub fn slice(&self, location: Location) -> &str {
        self.get(location.source).map_or("", |source| source.slice(location.span))
    }

    /// All texts with their numbers, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (self.first..).map(SourceId).zip(&self.sources)
    }
}

#[cfg(test)]
mod tests {
    use super::{Source, SourceId, Sources};

    #[test]
    fn an_excerpt_keeps_the_numbers() {
        let mut all = Sources::new();
        let ids: Vec<SourceId> = ["a", "b", "c", "d"].map(|name| all.add(name, name)).into();
        let mut some = all.excerpt([ids[2], ids[1]]);
        let texts = ids.iter().map(|&id| some.get(id).map(|source| &*source.text));
        assert_eq!(texts.collect::<Vec<_>>(), [None, Some("b"), Some("c"), None]);
        assert!(some.iter().map(|(id, _)| id).eq(ids[1..3].iter().copied()));
        some.replace(ids[0], Source::new("x", "x"));
        assert_eq!(some.add("e", "e"), ids[3]);
        assert!(all.excerpt([]).get(ids[1]).is_none());
    }

    #[test]
    fn a_text_whose_offsets_do_not_fit_is_refused() {
        let text = "@book{mett}";
        for (longest, is_too_long) in [(11, false), (10, true)] {
            let source = Source::up_to(longest, "a.bib".into(), text.into());
            assert_eq!((source.is_too_long(), source.text.is_empty()), (is_too_long, is_too_long));
        }
    }

    #[test]
    fn wide_characters_without_a_mark_are_told() {
        let told = |bytes: &[u8]| Source::from_bytes("a", bytes).unread_encoding();
        let text = "@book{é, title = {文}}\n";
        let of_16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect();
        let (little, big): (Vec<u8>, Vec<u8>) = (of_16(u16::to_le_bytes), of_16(u16::to_be_bytes));
        for bytes in [&little, &big] {
            assert_eq!(told(bytes), Some("UTF-16 without a byte order mark"));
        }
        let wide: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        let marked = [&[0xFF, 0xFE, 0, 0][..], &wide].concat();
        assert_eq!((told(&wide), told(&marked)), (Some("UTF-32"), Some("UTF-32")));
        let read = [&[0xFF, 0xFE][..], &little].concat();
        for bytes in [text.as_bytes(), &read, b"", b"a\0b longer than that"] {
            assert_eq!(told(bytes), None);
        }
    }
}
