//! A key that a document cites and no entry has.

use crate::source::Location;

/// A key that a document cites and no entry has.
pub(crate) struct Undefined {
    pub(crate) key: String,
    /// Where it is cited, in order.
    pub(crate) places: Vec<Location>,
    /// The key of an entry that it is most likely a slip of.
    pub(crate) meant: Option<String>,
}
