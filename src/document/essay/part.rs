//! A piece of a note in words, and the cites made from it.

use std::ops::Range;

use crate::document::essay::place;
use crate::document::essay::reference::Reference;
use crate::document::essay::references::Piece;
use crate::document::essay::resolved::{NoteCite, ReferenceForm, Target};
use crate::document::essay::words::{Word, words};
use crate::model::{Locator, LocatorLabel, Text};
use crate::source::Span;

/// A piece of a note in words.
pub(super) struct Part<'t> {
    pub(super) text: &'t str,
    pub(super) words: Vec<Word>,
    /// The position of the text in the document.
    pub(super) base: usize,
    /// The range of the piece in the text.
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

    /// The position of the piece in the document.
    pub(super) fn start(&self) -> usize {
        self.base + self.text.len() - self.range.end
    }

    /// Converts a position in the document to one in the text.
    pub(super) fn offset(&self, at: u32) -> usize {
        (at as usize).saturating_sub(self.base)
    }

    /// Extends a reference by the text after it, up to an offset.
    pub(super) fn extend(&self, cite: &mut NoteCite, end: usize) {
        let end = end.max(self.offset(cite.span.end));
        cite.span.end = self.span(end..end).end;
        cite.suffix = self.span(end..end + said(&self.text[end..]).len());
    }

    pub(super) fn reference(&self, found: Range<usize>, before_place: usize) -> Reference<'_> {
        Reference {
            text: self.text,
            words: &self.words[found.clone()],
            before_place: before_place.saturating_sub(found.start),
        }
    }

    /// The number of words before a place and the volume that contains it.
    pub(super) fn words_before(&self, place: &place::Found) -> usize {
        self.words.partition_point(|word| word.range.start < place.start())
    }

    /// A cite of the text between two offsets.
    pub(super) fn cite(
        &self,
        range: Range<usize>,
        form: ReferenceForm,
        target: Target,
    ) -> NoteCite {
        let end = range.end + said(&self.text[range.end..]).len();
        NoteCite {
            span: self.span(range.clone()),
            prefix: Span::new(self.start(), self.base + range.start),
            suffix: self.span(range.end..end),
            form,
            target,
            locator: None,
            locator_span: Span::at(self.base + range.end),
            beside: None,
            within: None,
            inherited: None,
            name: None,
            differences: Vec::new(),
            backward: Span::at(self.base + range.end),
            trouble: None,
        }
    }
}

/// The text after a reference, without the punctuation that ends it; a parenthesis that was opened
/// before is closed there.
fn said(tail: &str) -> &str {
    let mut said = tail;
    loop {
        said = said.trim_end_matches(['.', ',', ' ', '\n', '\r', '\t', '。', '，', '；', '、']);
        let opened = said.matches(['(', '（']).count();
        let closed = said.matches([')', '）']).count();
        match said.strip_suffix([')', '）']).filter(|_| closed > opened) {
            Some(shorter) => said = shorter,
            None => return said,
        }
    }
}

/// The locator in the form of a citation.
pub(super) fn locator(found: &place::Found) -> Locator {
    Locator { label: found.label, value: Text::plain(found.value.clone()) }
}

/// The part of a work that contains a locator. A roman number alone is a volume before a page, and
/// a book before a section.
pub(super) fn within(found: &place::Found) -> Option<Locator> {
    let lead = found.lead.as_ref()?;
    let unnamed = match found.label {
        LocatorLabel::Page => LocatorLabel::Volume,
        _ => LocatorLabel::Book,
    };
    let label = lead.label.unwrap_or(unnamed);
    Some(Locator { label, value: Text::plain(lead.value.clone()) })
}
