//! A piece of a note in words, and the cites that are made of it.

use std::ops::Range;

use crate::document::essay::locators;
use crate::document::essay::matching::Reference;
use crate::document::essay::references::Piece;
use crate::document::essay::resolved::{NoteCite, ReferenceForm, Target};
use crate::document::essay::words::{Word, words};
use crate::model::{Locator, Text};
use crate::source::Span;

/// A piece of a note in words.
pub(super) struct Part<'t> {
    pub(super) text: &'t str,
    pub(super) words: Vec<Word>,
    /// Where the text begins in the document.
    pub(super) base: usize,
    /// The whole piece in the text.
    pub(super) range: Range<usize>,
}

impl<'t> Part<'t> {
    pub(super) fn of(note: &'t str, piece: &Piece, base: usize) -> Part<'t> {
        let text = &note[piece.start..piece.range.end];
        let lead = piece.start - piece.range.start;
        Part { text, words: words(text), base: base + piece.start, range: 0..text.len() + lead }
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    /// Where the piece begins in the document.
    pub(super) fn start(&self) -> usize {
        self.base + self.text.len() - self.range.end
    }

    pub(super) fn reference(&self, found: Range<usize>, before_place: usize) -> Reference<'_> {
        Reference {
            text: self.text,
            words: &self.words[found.clone()],
            before_place: before_place.saturating_sub(found.start),
        }
    }

    /// A cite of what is between two offsets of the text.
    pub(super) fn cite(
        &self,
        range: Range<usize>,
        form: ReferenceForm,
        target: Target,
    ) -> NoteCite {
        let tail = self.text[range.end..].trim_end().trim_end_matches(['.', ',', ')', ' ']);
        let end = (range.end + tail.len()).max(range.end);
        NoteCite {
            span: self.span(range.clone()),
            prefix: Span::new(self.start(), self.base + range.start),
            suffix: self.span(range.end..end),
            form,
            target,
            locator: None,
            locator_span: Span::at(self.base + range.end),
            inherited: None,
            name: None,
            differences: Vec::new(),
            backward: Span::at(self.base + range.end),
            trouble: None,
        }
    }
}

/// The place in a work as citations have it.
pub(super) fn locator(found: &locators::Found) -> Locator {
    Locator { label: found.label, value: Text::plain(found.value.clone()) }
}

/// Where a title begins that a mark before it sets apart.
pub(super) fn opening(text: &str, start: usize) -> usize {
    text[..start].trim_end_matches(['“', '‘', '"', '*', '_', '«', '„', '\'']).len()
}

/// How long the marks are that close a title behind a reference.
pub(super) fn closing(text: &str) -> usize {
    let bare = text.trim_start_matches(['”', '’', '"', '*', '_', '»', ')', '\'']);
    text.len() - bare.len()
}
