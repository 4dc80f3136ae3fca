//! Source texts, and positions in them.
//!
//! A [`Source`] is one text under the name its user knows it by; [`Sources`] holds the texts of
//! one run, and a [`Location`] is a [`Span`] in one of them. Nothing here reads a file: the text
//! comes from the caller.

mod decode;
mod disk;
mod encode;
mod lines;
mod span;
mod traced;

pub(crate) use decode::{Decoded, decode};
pub(crate) use disk::DiskOffsets;
pub use encode::Encoding;
pub(crate) use lines::with_own_lines;
pub use lines::{LineColumn, LineIndex, with_line_ends_of};
pub use span::{Location, SourceId, Span};
pub(crate) use traced::Step;
pub use traced::{How, Traced};

use std::sync::Arc;

/// One text, the name its user knows it by, and where its lines begin.
#[derive(Debug, Clone)]
pub struct Source {
    /// The name shown in reports: a path as the user typed it, or `<stdin>`.
    pub name: Arc<str>,
    /// The whole text, as UTF-8.
    pub text: Arc<str>,
    /// Where each line of `text` begins.
    pub lines: LineIndex,
    /// The characters of `text` that were guessed from bytes that are not UTF-8.
    pub guessed: Vec<Span>,
    /// Where its characters lie in the file's bytes.
    disk: DiskOffsets,
    is_too_long: bool,
}

impl Source {
    /// Takes a text and finds its lines.
    ///
    /// Offsets are 32 bits wide, so a text of 4 GiB or more is not kept: see
    /// [`Source::is_too_long`].
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
            disk: DiskOffsets::after(0),
            is_too_long,
        }
    }

    /// True if the text was 4 GiB long or longer. Then `text` is empty, and whoever reads the
    /// source returns an error.
    pub fn is_too_long(&self) -> bool {
        self.is_too_long
    }

    /// Takes the bytes of a file: UTF-8 with or without byte order mark, UTF-16 with one, or
    /// anything else, in which what is not UTF-8 is read as Windows-1252 and noted in `guessed`.
    /// A text of 4 GiB or more is not kept, as by [`Source::new`].
    pub fn from_bytes(name: impl Into<Arc<str>>, bytes: &[u8]) -> Self {
        let Decoded { text, guessed, disk } = decode(bytes);
        let source = Source::new(name, text);
        match source.is_too_long {
            true => source,
            false => Source { guessed, disk, ..source },
        }
    }

    /// The encoding that the file looks to be in, where it is one that its bytes do not name and
    /// that cannot be read as text: UTF-16 without a byte order mark, or UTF-32. Of these, a zero
    /// byte is in most characters.
    pub fn unread_encoding(&self) -> Option<&'static str> {
        if !self.text.as_bytes().contains(&0) {
            return None;
        }
        let zeros = self.text.bytes().filter(|&byte| byte == 0).count();
        let (of_eight, marked) = (8 * zeros / self.text.len().max(1), self.disk_offset(0) > 0);
        match (of_eight, marked) {
            (0 | 1, _) => None,
            // Read as UTF-16, half of UTF-32 is zeros.
            (5.., _) | (_, true) => Some("UTF-32"),
            (_, false) => Some("UTF-16 without a byte order mark"),
        }
    }

    /// The text under a span, or the empty text where the span does not fit this source.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The line and column of a byte offset, both counted from 1, the column in characters.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        self.lines.line_column(offset)
    }

    /// The offset in the file as it is on disk of a character that begins at `offset` in the
    /// text, or of the text's end: they differ after a byte order mark, in UTF-16, and after a
    /// byte that was read as Windows-1252.
    ///
    /// *Units*: bytes, from 0. It takes time that grows with the logarithm of the text's length.
    pub fn disk_offset(&self, offset: u32) -> u64 {
        self.disk.disk_offset(offset)
    }
}

/// The texts of one run, in the order they were added.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The number of the first text, where it is an excerpt.
    first: u32,
    sources: Vec<Source>,
}

impl Sources {
    /// No texts yet.
    pub fn new() -> Self {
        Sources::default()
    }

    /// Adds a text and says which number it got.
    pub fn add(&mut self, name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> SourceId {
        self.push(Source::new(name, text))
    }

    /// Adds a text that is already a source and says which number it got.
    pub fn push(&mut self, source: Source) -> SourceId {
        let count = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        let id = SourceId(self.first.saturating_add(count));
        self.sources.push(source);
        id
    }

    /// Some of the texts, from the first to the last of these numbers, under the numbers that they
    /// have here.
    pub(crate) fn excerpt(&self, ids: impl IntoIterator<Item = SourceId>) -> Sources {
        let numbers = ids.into_iter().filter_map(|id| self.index(id));
        let ends = numbers.fold(None, |ends, number| {
            let (first, last) = ends.unwrap_or((number, number));
            Some((number.min(first), number.max(last)))
        });
        let Some((first, last)) = ends else { return Sources::new() };
        let sources = self.sources.get(first..=last).unwrap_or_default().to_vec();
        // It is no greater than the number of a text.
        let first = u32::try_from(first).unwrap_or(u32::MAX);
        Sources { first: self.first.saturating_add(first), sources }
    }

    fn index(&self, id: SourceId) -> Option<usize> {
        let index = id.0.checked_sub(self.first)? as usize;
        (index < self.sources.len()).then_some(index)
    }

    /// Puts another text in the place of one; nothing where there is none of that number.
    pub fn replace(&mut self, id: SourceId, source: Source) {
        if let Some(index) = self.index(id) {
            self.sources[index] = source;
        }
    }

    /// The text of that number, if there is one.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.sources.get(id.0.checked_sub(self.first)? as usize)
    }

    /// The text under a location, or the empty text where there is none.
    pub fn slice(&self, location: Location) -> &str {
        self.get(location.source).map_or("", |source| source.slice(location.span))
    }

    /// All texts with their numbers, in the order they were added.
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
