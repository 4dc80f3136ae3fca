//! What every report shows.

use crate::diagnostic::Diagnostic;
use crate::report::coverage::Coverage;
use crate::report::summary::{self, Tally};
use crate::source::Sources;

/// What is reported: the diagnostics, the texts they point into, and how much was looked at.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The texts that the diagnostics point into.
    pub sources: &'a Sources,
    /// What was found, in the order to show it.
    pub diagnostics: &'a [Diagnostic],
    /// How much was looked at.
    pub coverage: Coverage,
}

impl Report<'_> {
    /// One line that says how much was looked at and what was found, without a line break:
    /// `checked 2 files, 9 entries: 1 error, 2 warnings`.
    pub fn summary(&self) -> String {
        summary::line(&self.coverage, &Tally::of(self.diagnostics))
    }
}
