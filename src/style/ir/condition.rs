//! `cs:choose`: its branches and their tests.

use crate::model::{LocatorLabel, Variable};
use crate::style::ir::date::DatePartName;
use crate::style::ir::element::Block;

/// `cs:if`, `cs:else-if` or `cs:else`.
#[derive(Debug, Clone)]
pub(crate) struct Branch {
    /// A range of [`Program::tests`]; empty for `cs:else`.
    pub(crate) tests: Block,
    pub(crate) matches: Match,
    pub(crate) children: Block,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Match {
    #[default]
    All,
    Any,
    None,
    /// Not all (CSL-M).
    NotAll,
}

/// A condition with one value, or with a set of values of which one must match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Test {
    /// A set of entry types, as bits by their indexes.
    Type(u64),
    Variable(Variable),
    IsNumeric(Variable),
    IsUncertainDate(Variable),
    /// A set of locator labels, as bits by their indexes.
    Locator(u32),
    Position(PositionTest),
    Disambiguate(bool),
    /// Whether the date has a day, or another part (CSL-M's `has-day` and similar).
    HasDatePart(Variable, DatePartName),
    /// Whether the variable contains several numbers or names (CSL-M's `is-multiple`).
    IsMultiple(Variable),
    /// Tests that are never true for an item in this model, such as CSL-M's `jurisdiction`.
    Never,
    Always,
    /// Nested `cs:conditions` (CSL-M): a range of tests with their own match.
    Nested(Match, Block),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PositionTest {
    First,
    Subsequent,
    Ibid,
    IbidWithLocator,
    NearNote,
    FarNote,
}

/// The bit of a locator label.
pub(crate) fn locator_bit(label: LocatorLabel) -> u32 {
    1 << (label as u32)
}
