//! How printed text is written in the syntax of each kind of document.

pub(super) mod latex;
pub(super) mod markdown;
#[cfg(feature = "typst")]
pub(super) mod typst;

use std::ops::Range;

use crate::markup::Markup;
use crate::typeset::pieces::PrintedListing;

/// A syntax in which pieces are written.
pub(super) trait Target {
    /// A citation in the text, with its number if entries link back to it.
    fn citation(&mut self, markup: &Markup, id: Option<usize>, around: Around<'_>) -> String;

    /// References to parts of the document, which stay as they are written.
    fn beside(&mut self, references: &str, around: Around<'_>) -> String {
        self.citation(&Markup::plain(references), None, around)
    }

    /// A citation as a note.
    fn note(&mut self, markup: &Markup, id: Option<usize>, around: Around<'_>) -> String;

    /// The text of a note whose mark is elsewhere.
    fn note_text(&mut self, markup: &Markup, id: Option<usize>) -> String;

    /// A bibliography, and the bytes that it replaces.
    fn listing(&mut self, listing: &PrintedListing, around: Around<'_>) -> (Range<usize>, String);

    /// The position of the text of a note that belongs to a caption: after the float. `None` if it
    /// stays with its mark.
    fn behind_float(&self, _around: &Around<'_>) -> Option<usize> {
        None
    }

    /// The mark of a note whose text is elsewhere.
    fn mark(&self) -> &'static str {
        ""
    }

    /// The texts of notes after a float.
    fn held(&self, texts: &[String]) -> String {
        texts.concat()
    }

    /// True if the replaced bytes are running text, so that punctuation after them belongs to the
    /// sentence.
    fn is_running(&self, _around: &Around<'_>) -> bool {
        true
    }
}

/// A position in a text.
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

    /// The author's own text in a div for a bibliography; a directive of MyST has none.
    pub(super) fn own(&self) -> &'t str {
        let own = self.inside().trim_end();
        let is_directive = ["```", "~~~"].iter().any(|mark| own.trim_start().starts_with(mark));
        if is_directive { "" } else { own }
    }

    /// The bytes to replace with a bibliography at the end of a text, or before a heading: the
    /// blank lines there; and whether more text follows.
    pub(super) fn end(&self) -> (Range<usize>, bool) {
        let start = self.before().trim_end().len();
        let rest = &self.text[self.range.end..];
        (start..self.range.end, !rest.trim().is_empty())
    }
}

/// A bibliography at the end of a text, after a blank line, and before another one if more text
/// follows.
pub(super) fn at_end(around: &Around<'_>, entries: &str) -> (Range<usize>, String) {
    let (range, goes_on) = around.end();
    let before = if range.start == 0 { "" } else { "\n\n" };
    let behind = if goes_on { "\n\n" } else { "\n" };
    (range, format!("{before}{}{behind}", entries.trim_end()))
}
