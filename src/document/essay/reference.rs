//! A reference in words.

use crate::document::essay::words::Word;

/// A reference in words, with the index of the word at which its locator begins.
#[derive(Clone, Copy)]
pub(super) struct Reference<'t> {
    pub(super) text: &'t str,
    pub(super) words: &'t [Word],
    pub(super) before_place: usize,
}
