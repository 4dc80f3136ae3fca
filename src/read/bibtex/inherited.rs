//! What entries have from others.

use std::collections::HashMap;

use crate::read::bibtex::fields::Field;

/// A field that an entry has from another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inherited {
    /// What it is here: a collection's `title` is the `booktitle` of what stands in it.
    pub(super) target: Field,
    /// Its number in the tree.
    pub(super) field: usize,
    /// The number of the entry it was written in.
    pub(super) from: usize,
}

/// What each entry inherits; one that inherits nothing is not in it.
pub(super) type Inheritance = HashMap<usize, Vec<Inherited>>;
