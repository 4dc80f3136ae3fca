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

/// One condition with one value, or a set of which one must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Test {
    /// A bit set by the types' indexes.
    Type(u64),
    Variable(Variable),
    IsNumeric(Variable),
    IsUncertainDate(Variable),
    /// A bit set by the labels' indexes.
    Locator(u32),
    Position(PositionTest),
    Disambiguate(bool),
    /// Whether the date has a day, or another part (CSL-M `has-day` and its like).
    HasDatePart(Variable, DatePartName),
    /// Whether the variable holds several numbers or names (CSL-M `is-multiple`).
    IsMultiple(Variable),
    /// The item is in one of these languages, by number into the strings (CSL-M `jurisdiction`
    /// and others that an item cannot meet are `Never`).
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

/// A bit set of locator labels.
pub(crate) fn locator_bit(label: LocatorLabel) -> u32 {
    1 << (label as u32)
}
