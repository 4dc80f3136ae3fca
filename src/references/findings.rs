//! The findings of a check, with the texts that they point into, as an error that can be returned.

use std::fmt;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
#[cfg(not(feature = "report"))]
use crate::references::place::place;
use crate::source::Sources;

/// The findings of a check, in the order of the texts.
///
/// Both `{}` and `{:?}` print what `ibid check` prints, since Rust's test harness shows the `Debug`
/// form of an error that a test returns. Without the feature `report`, they print one line per
/// finding.
#[derive(Clone, Default)]
pub struct Findings(Arc<Found>);

#[derive(Default)]
struct Found {
    diagnostics: Vec<Diagnostic>,
    sources: Sources,
    /// The number of entries that were checked, for the report.
    #[cfg_attr(not(feature = "report"), expect(dead_code, reason = "there are no reports"))]
    entries: usize,
}

impl Findings {
    pub(super) fn new(diagnostics: Vec<Diagnostic>, sources: Sources, entries: usize) -> Self {
        Findings(Arc::new(Found { diagnostics, sources, entries }))
    }

    /// All findings, including infos.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.diagnostics.iter()
    }

    /// The number of findings.
    pub fn len(&self) -> usize {
        self.0.diagnostics.len()
    }

    /// True if there are no findings.
    pub fn is_empty(&self) -> bool {
        self.0.diagnostics.is_empty()
    }

    /// The texts that the findings point into.
    pub fn sources(&self) -> &Sources {
        &self.0.sources
    }

    /// True if at least one finding is an error or a warning, so that `ibid check` would fail.
    pub(super) fn fail(&self) -> bool {
        self.iter().any(|finding| finding.severity >= Severity::Warning)
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Findings {
    #[cfg(feature = "report")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use crate::report::{Color, Coverage, Report, human};
        let Found { diagnostics, sources, entries } = &*self.0;
        let coverage =
            Coverage { files: sources.iter().count(), entries: *entries, ..Coverage::default() };
        let report = Report { sources, diagnostics, coverage };
        f.write_str(human(&report, Color::Never).trim_end())
    }

    #[cfg(not(feature = "report"))]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, finding) in self.iter().enumerate() {
            let Diagnostic { rule, severity, message, primary, .. } = finding;
            let line_feed = if number == 0 { "" } else { "\n" };
            let place = place(&self.0.sources, primary.location);
            write!(f, "{line_feed}{place}: {severity}[{}]: {message}", rule.name)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{self}", if self.is_empty() { "nothing found" } else { "findings:" })
    }
}

impl std::error::Error for Findings {}
