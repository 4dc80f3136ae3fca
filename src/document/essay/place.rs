//! A locator in a reference that is typed by hand.

use std::ops::Range;

use crate::model::LocatorLabel;

/// A locator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) label: LocatorLabel,
    /// The numbers.
    pub(super) value: String,
    /// From its label to its last number.
    pub(super) range: Range<usize>,
    /// The part of the work directly before the locator: `vol. 2`.
    pub(super) lead: Option<Lead>,
}

impl Found {
    /// Where it begins, with the part of the work before it.
    pub(super) fn start(&self) -> usize {
        self.lead.as_ref().map_or(self.range.start, |lead| lead.range.start)
    }
}

/// The part of a work that contains a locator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lead {
    /// `None` if it has no label: `II, 57`.
    pub(super) label: Option<LocatorLabel>,
    pub(super) value: String,
    pub(super) range: Range<usize>,
}
