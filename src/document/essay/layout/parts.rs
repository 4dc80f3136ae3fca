//! What an essay is divided into.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::essay::headings::Kind;
use crate::document::essay::marks::Mark;

/// The parts of an essay.
#[derive(Debug, Default)]
pub(in crate::document::essay) struct Layout {
    /// The running text, in order.
    pub(in crate::document::essay) paragraphs: Vec<Paragraph>,
    /// The sections with notes or works, in order.
    pub(in crate::document::essay) sections: Vec<Section>,
    /// The footnotes in Markdown syntax, in order.
    pub(in crate::document::essay) footnotes: Vec<Item>,
}

/// A paragraph of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::document::essay) struct Paragraph {
    pub(in crate::document::essay) range: Range<usize>,
    /// Whether the whole paragraph is a block quotation.
    pub(in crate::document::essay) is_quote: bool,
    /// Whether it is a heading.
    pub(in crate::document::essay) is_heading: bool,
}

/// A list of notes or works.
#[derive(Debug)]
pub(in crate::document::essay) struct Section {
    /// The kind of its heading; `None` if it has no heading.
    pub(in crate::document::essay) kind: Option<Kind>,
    pub(in crate::document::essay) heading: Option<Range<usize>>,
    pub(in crate::document::essay) items: Vec<Item>,
    /// From its heading to its end.
    pub(in crate::document::essay) range: Range<usize>,
}

impl Section {
    /// The numbers of its items.
    pub(in crate::document::essay) fn numbers(&self) -> BTreeSet<u32> {
        let marks = self.items.iter().filter_map(|item| item.mark.as_ref());
        let numbers = marks.filter_map(|mark| match mark {
            Mark::Number(number) => Some(*number),
            _ => None,
        });
        numbers.collect()
    }
}

/// An item of a list.
#[derive(Debug, Clone)]
pub(in crate::document::essay) struct Item {
    /// The mark with which it begins; `None` if it has none.
    pub(in crate::document::essay) mark: Option<Mark>,
    /// The span of the mark.
    pub(in crate::document::essay) mark_range: Range<usize>,
    pub(in crate::document::essay) text: Range<usize>,
}
