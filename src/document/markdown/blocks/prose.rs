//! What is found: the prose of a document, in blocks.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::{Heading, Listing, Named, Scalar};

/// The prose of a document.
#[derive(Default)]
pub(in crate::document::markdown) struct Blocks {
    /// The document, byte for byte, with everything that is not prose blanked out: code, comments,
    /// metadata, marks of quotes and lists.
    pub(in crate::document::markdown) prose: String,
    /// The paragraphs, headings and rows, in order.
    pub(in crate::document::markdown) blocks: Vec<Block>,
    /// The contents of the YAML metadata blocks.
    pub(in crate::document::markdown) metadata: Vec<Range<usize>>,
    /// The labels of numbered examples, `(@good)`.
    pub(in crate::document::markdown) examples: BTreeSet<String>,
    /// The labels of the links that are defined, in lower case.
    pub(in crate::document::markdown) links: BTreeSet<String>,
    /// Where bibliographies are asked for: `::: {#refs}`.
    pub(in crate::document::markdown) listings: Vec<Listing>,
    /// The bibliographies that MyST's directives name.
    pub(in crate::document::markdown) bibliographies: Vec<Named>,
    pub(in crate::document::markdown) headings: Vec<Heading>,
    /// The captions among the options of code.
    pub(in crate::document::markdown) scalars: Vec<Scalar>,
}

impl Blocks {
    /// Makes values of YAML prose again, and paragraphs of their own.
    pub(in crate::document::markdown) fn add_scalars(&mut self, text: &str, scalars: &[Scalar]) {
        if scalars.is_empty() {
            return;
        }
        let mut prose = std::mem::take(&mut self.prose).into_bytes();
        for range in scalars.iter().map(|scalar| scalar.span.range()) {
            let value = text.as_bytes().get(range.clone());
            if let (Some(place), Some(value)) = (prose.get_mut(range.clone()), value) {
                place.copy_from_slice(value);
                self.blocks.push(Block { range, note: None });
            }
        }
        self.prose = String::from_utf8(prose).unwrap_or_default();
        self.blocks.sort_by_key(|block| block.range.start);
    }
}

/// A piece of prose; brackets never extend beyond it.
pub(in crate::document::markdown) struct Block {
    pub(in crate::document::markdown) range: Range<usize>,
    /// The label of the footnote to which it belongs.
    pub(in crate::document::markdown) note: Option<String>,
}
