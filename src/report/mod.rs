//! Diagnostics to text: for people, for editors, for other programs, for services.
//!
//! Each form is a function from a [`Report`] to the text of it. Nothing here prints, knows a rule
//! by name, or decides what counts: a report shows the diagnostics it is given, in that order.

mod baseline;
mod checkstyle;
mod concise;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod markdown;
mod sarif;
mod statistics;
mod summary;
mod unread;
mod xml;

pub use baseline::{Accepted, Baseline, BaselineError, Compared};
pub use checkstyle::checkstyle;
pub use concise::{concise, concise_findings};
pub use github::github;
pub use gitlab::gitlab;
pub use human::{Color, HumanOptions, human};
pub use json::{JSON_VERSION, json, json_lines, json_statistics};
pub use junit::junit;
pub use markdown::markdown;
pub use sarif::sarif;
pub use statistics::statistics;
pub use summary::{Coverage, Narrowed, Tally};
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
