//! What the engine prints, before it is written in an output format: text, its formatting, and
//! where each run came from.

mod bibliography;
mod edit;

pub use bibliography::{Bibliography, BibliographyEntry, SecondFieldAlign};

use std::ops::Range;

/// Formatted text.
///
/// *Shape*: `text` holds the characters; each [`Mark`] formats a range of them. Marks are ordered
/// by start, an outer one before those inside it, and never overlap by halves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Markup {
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
    pub(crate) links: Vec<String>,
    pub(crate) runs: Vec<Run>,
    /// Where two texts meet with a space each, ordered.
    pub(crate) seams: Vec<u32>,
    /// Of a note, the names that the running text says.
    pub(crate) in_text: Option<Box<Markup>>,
}

/// Formatting on a range of a text.
///
/// *Units*: bytes of the markup's text, 0-based, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Mark {
    /// The first byte covered.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// What it does.
    pub format: Format,
}

/// What a mark does to its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are CSL's attribute values")]
#[non_exhaustive]
pub enum Format {
    Italic,
    Oblique,
    /// Upright, inside italic.
    UprightStyle,
    SmallCaps,
    /// No small capitals, inside them.
    NormalVariant,
    Bold,
    Light,
    /// Neither bold nor light, inside them.
    NormalWeight,
    Underline,
    /// No underline, inside it.
    NoDecoration,
    Superscript,
    Subscript,
    /// On the line, inside super- or subscript.
    Baseline,
    /// `display="block"`.
    Block,
    /// `display="left-margin"`.
    LeftMargin,
    /// `display="right-inline"`.
    RightInline,
    /// `display="indent"`.
    Indent,
    /// To an address, by its number in [`Markup::link`].
    Link(u16),
}

/// Where a run of text came from: it starts at a byte and lasts until the next one starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Run {
    /// The first byte.
    pub start: u32,
    /// The number of the style's element that printed it
    /// ([`StyleInfo::place`](crate::style::StyleInfo::place)).
    pub place: u32,
}

impl Markup {
    /// A text without formatting.
    pub fn plain(text: impl Into<String>) -> Self {
        Markup { text: text.into(), ..Markup::default() }
    }

    /// Writes characters behind all others, unformatted.
    pub(crate) fn push_text(&mut self, text: &str) {
        if !self.runs.is_empty() {
            self.runs.push(Run { start: self.text.len() as u32, place: 0 });
        }
        self.text.push_str(text);
    }

    /// Begins a first block at its first character, and ends a last one at its last, so that
    /// spaces around them, and a mark before them, stand outside.
    pub(crate) fn trim_blocks(&mut self) {
        let outside = match self.text.as_bytes().first() {
            Some(b'.' | b',' | b':' | b';' | b'!' | b'?') => 1,
            _ => (self.text.len() - self.text.trim_start_matches(' ').len()) as u32,
        };
        let (end, words) = (self.text.len() as u32, self.text.trim_end().len() as u32);
        for index in 0..self.marks.len() {
            let mark = self.marks[index];
            let begins = mark.start == 0 && mark.end > outside && outside > 0;
            let ends = mark.end == end && mark.start <= words && words < end;
            if !mark.format.is_block() || !(begins || ends) {
                continue;
            }
            // Formatting inside of it that goes further would overlap it by halves.
            let inside = self.marks[index + 1..].iter().filter(|it| !it.format.is_block());
            let (first, last) = inside.fold((outside, words), |(first, last), inner| {
                (first.min(inner.start), last.max(inner.end))
            });
            if begins && first == outside {
                self.marks[index].start = outside;
            }
            let is_field = matches!(mark.format, Format::RightInline | Format::LeftMargin);
            if ends && is_field && last == words {
                self.marks[index].end = words;
            }
        }
    }

    /// Writes other markup behind this.
    pub(crate) fn append(&mut self, other: Markup) {
        let (by, links) = (self.text.len() as u32, self.links.len() as u16);
        self.text.push_str(&other.text);
        self.marks.extend(other.marks.into_iter().map(|mark| Mark {
            start: mark.start + by,
            end: mark.end + by,
            format: match mark.format {
                Format::Link(number) => Format::Link(number + links),
                format => format,
            },
        }));
        self.links.extend(other.links);
        self.seams.extend(other.seams.into_iter().map(|seam| seam + by));
        self.runs.extend(other.runs.into_iter().map(|run| Run { start: run.start + by, ..run }));
    }

    /// What the running text says where a citation names its author there and the rest goes into
    /// a note (`CitationMode::Composite` in a style for notes). This markup itself is the note.
    /// `None` of every other markup.
    pub fn in_text(&self) -> Option<&Markup> {
        self.in_text.as_deref()
    }

    /// Takes [`Markup::in_text`] out, so that the two can be written to different places.
    pub fn take_in_text(&mut self) -> Option<Markup> {
        self.in_text.take().map(|names| *names)
    }

    /// The characters, without formatting; those of a note without [`Markup::in_text`].
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The formatting, ordered by start, outer before inner.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The address of a link.
    pub fn link(&self, number: u16) -> &str {
        self.links.get(usize::from(number)).map_or("", String::as_str)
    }

    /// Where each run of the text came from, ordered by start; empty where it was not asked for.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The text in pieces, each with the number of the style's element that printed it
    /// ([`StyleInfo::place`](crate::style::StyleInfo::place)); nothing where that was not asked for.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, u32)> {
        let ends = self.runs.iter().skip(1).map(|run| run.start as usize);
        let ends = ends.chain([self.text.len()]);
        self.runs
            .iter()
            .zip(ends)
            .map(|(run, end)| (&self.text[run.start as usize..end], run.place))
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// A part of the text with its formatting, without what marks it as a block.
    ///
    /// *Units*: bytes, half-open; cut back to the text's length and to whole characters.
    pub fn slice(&self, range: Range<usize>) -> Markup {
        let end = self.text.floor_char_boundary(range.end);
        let start = self.text.floor_char_boundary(range.start).min(end);
        let moved = |offset: u32| (offset as usize).clamp(start, end) - start;
        let inside = self.marks.iter().filter(|mark| !mark.format.is_block());
        let inside = inside.map(|mark| Mark {
            start: moved(mark.start) as u32,
            end: moved(mark.end) as u32,
            format: mark.format,
        });
        let first = self.runs.partition_point(|run| run.start as usize <= start).max(1) - 1;
        let runs = self.runs.iter().skip(first).take_while(|run| (run.start as usize) < end);
        let runs = runs.map(|run| Run { start: moved(run.start) as u32, place: run.place });
        Markup {
            text: self.text[start..end].to_owned(),
            marks: inside.filter(|mark| mark.start < mark.end).collect(),
            links: self.links.clone(),
            runs: runs.collect(),
            seams: self.seams.iter().map(|&seam| moved(seam) as u32).collect(),
            in_text: None,
        }
    }
}

impl Format {
    /// Whether this sets a block or a field apart, rather than to change how text looks.
    pub fn is_block(self) -> bool {
        matches!(self, Format::Block | Format::LeftMargin | Format::RightInline | Format::Indent)
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, Mark, Markup, Run};

    #[test]
    fn a_slice_keeps_what_is_inside() {
        let markup = Markup {
            text: "1. abc déf".to_owned(),
            marks: vec![
                Mark { start: 0, end: 3, format: Format::LeftMargin },
                Mark { start: 3, end: 11, format: Format::RightInline },
                Mark { start: 4, end: 9, format: Format::Italic },
            ],
            links: Vec::new(),
            runs: vec![Run { start: 0, place: 1 }, Run { start: 5, place: 2 }],
            seams: Vec::new(),
            in_text: None,
        };
        let slice = markup.slice(3..9);
        // The byte 9 is inside of a character.
        assert_eq!(slice.as_str(), "abc d");
        assert_eq!(slice.marks(), [Mark { start: 1, end: 5, format: Format::Italic }]);
        assert_eq!(slice.runs(), [Run { start: 0, place: 1 }, Run { start: 2, place: 2 }]);
        assert_eq!(markup.slice(40..50).as_str(), "");
    }
}
