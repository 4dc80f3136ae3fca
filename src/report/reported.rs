//! The content that all report formats show.

use crate::diagnostic::Diagnostic;
use crate::report::coverage::Coverage;
use crate::report::summary::{self, Tally};
use crate::source::Sources;

/// A report: the diagnostics, the texts that they point into, and how much was checked.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The texts that the diagnostics point into.
    pub sources: &'a Sources,
    /// The findings, in the order in which they are shown.
    pub diagnostics: &'a [Diagnostic],
    /// How much was checked.
    pub coverage: Coverage,
}

impl Report<'_> {
    /// A single line, without a line break, that says how much was checked and what was found:
    /// `checked 2 files, 9 entries: 1 error, 2 warnings`.
    pub fn summary(&self) -> String {
        summary::line(&self.coverage, &Tally::of(self.diagnostics))
    }
}
