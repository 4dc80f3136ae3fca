//! What is found in a formula as it is read.

/// Mathematics that characters in a row cannot show: the command or character that is too hard.
pub(in crate::read::bibtex::tex) struct TooHard(pub(super) String);

/// What was written last in a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    /// Nothing, an operator, or what opens a bracket: a sign that follows belongs to its operand.
    Open,
    /// A letter, digit, or other operand.
    Operand,
}
