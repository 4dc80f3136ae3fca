//! What texts know of each other.

/// What texts that are read together know of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sharing {
    /// They are one document, as the files that a `\\bibliography` names: what is defined in one
    /// holds in those after it, and a key means the same in all.
    Document,
    /// They are documents of their own that may lean on each other, as the files of a folder: what
    /// one does not define itself is looked for in the others, whatever their order.
    Neighbours,
}
