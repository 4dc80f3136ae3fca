//! How what is printed is written in the syntax of each kind of document.

pub(super) mod latex;
pub(super) mod markdown;
#[cfg(feature = "typst")]
pub(super) mod typst;

use std::ops::Range;

use crate::markup::Markup;
use crate::typeset::pieces::PrintedListing;

/// A syntax that pieces are written in.
pub(super) trait Target {
    /// A citation as part of the text; with its number, where entries link back to it.
    fn citation(&mut self, markup: &Markup, id: Option<usize>, around: Around<'_>) -> String;

    /// A citation as a note.
    fn note(&mut self, markup: &Markup, id: Option<usize>, around: Around<'_>) -> String;

    /// The text of a note whose mark is elsewhere.
    fn note_text(&mut self, markup: &Markup, id: Option<usize>) -> String;

    /// A bibliography, and the bytes whose place it takes.
    fn listing(&mut self, listing: &PrintedListing, around: Around<'_>) -> (Range<usize>, String);

    /// Where the text of a note goes that is called for in a caption: behind what floats. `None` where
    /// it stays with its mark.
    fn behind_float(&self, _around: &Around<'_>) -> Option<usize> {
        None
    }

    /// The mark of a note whose text is elsewhere.
    fn mark(&self) -> &'static str {
        ""
    }

    /// Texts of notes behind what floats.
    fn held(&self, texts: &[String]) -> String {
        texts.concat()
    }

    /// Whether what takes a place is running text, so that punctuation behind it belongs to the
    /// sentence.
    fn is_running(&self, _around: &Around<'_>) -> bool {
        true
    }
}

/// A place in a text.
#[derive(Clone)]
pub(super) struct Around<'t> {
    pub(super) text: &'t str,
    pub(super) range: Range<usize>,
}

impl<'t> Around<'t> {
    pub(super) fn before(&self) -> &'t str {
        &self.text[..self.range.start]
    }

    pub(super) fn inside(&self) -> &'t str {
        &self.text[self.range.clone()]
    }

    /// The bytes for a bibliography that comes at the end of a text, or before a heading: the blank
    /// lines there; and whether more comes behind.
    pub(super) fn end(&self) -> (Range<usize>, bool) {
        let start = self.before().trim_end().len();
        let rest = &self.text[self.range.end..];
        (start..self.range.end, !rest.trim().is_empty())
    }
}

/// A bibliography at the end of a text, after a blank line, and before one where more follows.
pub(super) fn at_end(around: &Around<'_>, entries: &str) -> (Range<usize>, String) {
    let (range, goes_on) = around.end();
    let before = if range.start == 0 { "" } else { "\n\n" };
    let behind = if goes_on { "\n\n" } else { "\n" };
    (range, format!("{before}{}{behind}", entries.trim_end()))
}
