//! What texts that are read together share.

/// What texts that are read together share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sharing {
    /// They form one document, like the files that a `\\bibliography` names: definitions apply to
    /// the texts after them, and keys are shared.
    Document,
    /// They are separate documents that may refer to each other, like the files of a folder: what
    /// one of them does not define is looked up in the others, in any order.
    Neighbours,
}
