//! The fields that entries inherit.

use std::collections::HashMap;

use crate::dialect::bib::Field;

/// A field that an entry inherits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inherited {
    /// Its meaning here: a collection's `title` is the `booktitle` of its parts.
    pub(super) target: Field,
    /// Its number in the tree.
    pub(super) field: usize,
    /// The number of the entry that contains it.
    pub(super) from: usize,
}

/// The fields that each entry inherits; an entry that inherits nothing is not included.
pub(super) type Inheritance = HashMap<usize, Vec<Inherited>>;
