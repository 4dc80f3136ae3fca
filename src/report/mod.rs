//! Diagnostics to text: for people, for editors, for other programs, for GitHub.
//!
//! Each form is a function from a [`Report`] to the text of it. Nothing here prints, knows a rule
//! by name, or decides what counts: a report shows the diagnostics it is given, in that order.

mod concise;
mod github;
mod human;
mod json;
mod statistics;
mod summary;
mod unread;

pub use concise::concise;
pub use github::github;
pub use human::{Color, HumanOptions, human};
pub use json::{JSON_VERSION, json, json_statistics};
pub use statistics::statistics;
pub use summary::{Coverage, Tally};
pub use unread::{InputKind, ShowSkipped, Skipped, SkippedContent, Unreadable};

use crate::diagnostic::Diagnostic;
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
