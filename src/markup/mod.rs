//! The output of the engine before it is written in an output format: text, its formatting, and the
//! origin of each run.

mod bibliography;
mod edit;

pub use bibliography::{Bibliography, BibliographyEntry, SecondFieldAlign};

use std::ops::Range;

/// Formatted text.
///
/// *Shape*: `text` contains the characters; each [`Mark`] formats a range of them. Marks are
/// ordered by start, outer before inner, and are either nested or disjoint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Markup {
    pub(crate) text: String,
    pub(crate) marks: Vec<Mark>,
    pub(crate) links: Vec<String>,
    pub(crate) runs: Vec<Run>,
    /// Positions at which two texts meet, each with a space of its own; ordered.
    pub(crate) seams: Vec<u32>,
    /// For a note, the names that are printed in the running text.
    pub(crate) in_text: Option<Box<Markup>>,
}

/// The formatting of a range of a text.
///
/// *Units*: bytes of the markup's text, 0-based, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Mark {
    /// The first byte covered.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// The formatting.
    pub format: Formatting,
}

/// The formatting that a mark applies to its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are CSL's attribute values")]
#[non_exhaustive]
pub enum Formatting {
    Italic,
    Oblique,
    /// Upright, inside italic text.
    UprightStyle,
    SmallCaps,
    /// Without small capitals, inside text in small capitals.
    NormalVariant,
    Bold,
    Light,
    /// Neither bold nor light, inside such text.
    NormalWeight,
    Underline,
    /// Without underline, inside underlined text.
    NoDecoration,
    Superscript,
    Subscript,
    /// On the baseline, inside super- or subscript.
    Baseline,
    /// `display="block"`.
    Block,
    /// `display="left-margin"`.
    LeftMargin,
    /// `display="right-inline"`.
    RightInline,
    /// `display="indent"`.
    Indent,
    /// A link, with the number of its address for [`Markup::link`].
    Link(u32),
}

/// The origin of a run of text. A run begins at a byte and extends to the beginning of the next
/// run.
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
    /// Creates markup from a text without formatting.
    pub fn plain(text: impl Into<String>) -> Self {
        Markup { text: text.into(), ..Markup::default() }
    }

    /// Adds unformatted characters at the end.
    pub(crate) fn push_text(&mut self, text: &str) {
        if !self.runs.is_empty() {
            self.runs.push(Run { start: self.text.len() as u32, place: 0 });
        }
        self.text.push_str(text);
    }

    /// Moves the bounds of the first and last block inwards to their first and last characters, so
    /// that spaces around them, and a mark before them, are outside.
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
            // Formatting inside it that extends further would overlap it only partly.
            let inside = self.marks[index + 1..].iter().filter(|it| !it.format.is_block());
            let (first, last) = inside.fold((outside, words), |(first, last), inner| {
                (first.min(inner.start), last.max(inner.end))
            });
            if begins && first == outside {
                self.marks[index].start = outside;
            }
            let is_field = matches!(mark.format, Formatting::RightInline | Formatting::LeftMargin);
            if ends && is_field && last == words {
                self.marks[index].end = words;
            }
        }
    }

    /// Adds other markup at the end.
    pub(crate) fn append(&mut self, other: Markup) {
        let (by, links) = (self.text.len() as u32, self.links.len() as u32);
        self.text.push_str(&other.text);
        self.marks.extend(other.marks.into_iter().map(|mark| Mark {
            start: mark.start + by,
            end: mark.end + by,
            format: match mark.format {
                Formatting::Link(number) => Formatting::Link(number + links),
                format => format,
            },
        }));
        self.links.extend(other.links);
        self.seams.extend(other.seams.into_iter().map(|seam| seam + by));
        self.runs.extend(other.runs.into_iter().map(|run| Run { start: run.start + by, ..run }));
    }

    /// The text for the running text, if a citation names its author there and everything else goes
    /// into a note (`CitationMode::Composite` in a note style). This markup itself is the note. For
    /// any other markup it is `None`.
    pub fn in_text(&self) -> Option<&Markup> {
        self.in_text.as_deref()
    }

    /// Takes [`Markup::in_text`] out, so that the two parts can be written to different positions.
    pub fn take_in_text(&mut self) -> Option<Markup> {
        self.in_text.take().map(|names| *names)
    }

    /// The characters, without formatting; for a note, without [`Markup::in_text`].
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The formatting, ordered by start, outer before inner.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The address of a link.
    pub fn link(&self, number: u32) -> &str {
        self.links.get(number as usize).map_or("", String::as_str)
    }

    /// The origin of each run of the text, ordered by start; empty unless
    /// [`Options::provenance`](crate::engine::Options::provenance) is set.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The text in pieces, each with the number of the style's element that printed it
    /// ([`StyleInfo::place`](crate::style::StyleInfo::place)); empty unless
    /// [`Options::provenance`](crate::engine::Options::provenance) is set.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, u32)> {
        let ends = self.runs.iter().skip(1).map(|run| run.start as usize);
        let ends = ends.chain([self.text.len()]);
        self.runs
            .iter()
            .zip(ends)
            .map(|(run, end)| (&self.text[run.start as usize..end], run.place))
    }

    /// True if there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// A part of the text with its formatting, without block marks.
    ///
    /// *Units*: bytes, half-open; the range is reduced to the text's length and to whole
    /// characters.
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

impl Formatting {
    /// True if the formatting sets a block or field apart, rather than changing how text looks.
    pub fn is_block(self) -> bool {
        matches!(
            self,
            Formatting::Block
                | Formatting::LeftMargin
                | Formatting::RightInline
                | Formatting::Indent
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Formatting, Mark, Markup, Run};

    #[test]
    fn a_slice_keeps_what_is_inside() {
        let markup = Markup {
            text: "1. abc déf".to_owned(),
            marks: vec![
                Mark { start: 0, end: 3, format: Formatting::LeftMargin },
                Mark { start: 3, end: 11, format: Formatting::RightInline },
                Mark { start: 4, end: 9, format: Formatting::Italic },
            ],
            links: Vec::new(),
            runs: vec![Run { start: 0, place: 1 }, Run { start: 5, place: 2 }],
            seams: Vec::new(),
            in_text: None,
        };
        let slice = markup.slice(3..9);
        // Byte 9 is inside a character.
        assert_eq!(slice.as_str(), "abc d");
        assert_eq!(slice.marks(), [Mark { start: 1, end: 5, format: Formatting::Italic }]);
        assert_eq!(slice.runs(), [Run { start: 0, place: 1 }, Run { start: 2, place: 2 }]);
        assert_eq!(markup.slice(40..50).as_str(), "");
    }
}
