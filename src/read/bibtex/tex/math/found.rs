//! Types for the elements of a formula.

/// Mathematics that cannot be shown as a line of characters, with the command or character that is
/// the reason.
pub(in crate::read::bibtex::tex) struct TooHard(pub(super) String);

/// What was written last in a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    /// Nothing, an operator, or an opening bracket: a sign that follows belongs to its operand.
    Open,
    /// A letter, digit, or other operand.
    Operand,
}
