//! A place in a work, as a hand-typed reference points at it.

use std::ops::Range;

use crate::model::LocatorLabel;

/// A place in a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) label: LocatorLabel,
    /// The numbers.
    pub(super) value: String,
    /// From its label to its last number.
    pub(super) range: Range<usize>,
    /// The part of the work that the numbers are counted in, right before: `vol. 2`.
    pub(super) lead: Option<Lead>,
}

/// The part of a work that a place is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lead {
    /// `None` where no word says what part: `II, 57`.
    pub(super) label: Option<LocatorLabel>,
    pub(super) value: String,
    pub(super) range: Range<usize>,
}
