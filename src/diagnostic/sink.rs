//! Collects diagnostics while a text is parsed, read or checked.

use crate::diagnostic::rules::PARSE_ERROR;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Location;

/// How many diagnostics are kept that are pushed one by one: a text that is no bibliography can have
/// one for each of its bytes.
const MOST: usize = 100_000;

/// Collects diagnostics in the order in which they are found.
///
/// A parser or reader never stops at an error: it pushes a diagnostic here and continues.
#[derive(Debug, Clone, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
    left_out: Option<LeftOut>,
}

/// The diagnostics that were not kept.
#[derive(Debug, Clone, Copy)]
struct LeftOut {
    first: Location,
    count: usize,
    severity: Severity,
}

impl Sink {
    /// Creates an empty sink.
    pub fn new() -> Self {
        Sink::default()
    }

    /// Adds a diagnostic. After 100,000 of them the others are only counted, and the last one says
    /// how many they are.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < MOST {
            return self.diagnostics.push(diagnostic);
        }
        let Diagnostic { severity, primary, .. } = diagnostic;
        let first = primary.location;
        let all = self.left_out.get_or_insert(LeftOut { first, count: 0, severity });
        all.first = all.first.min(first);
        all.count += 1;
        all.severity = all.severity.max(severity);
    }

    /// True if nothing has been pushed.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// The number of diagnostics so far that are kept.
    pub(crate) fn len(&self) -> usize {
        self.diagnostics.len()
    }

    /// Forgets all but the first diagnostics, since their text is read again.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.diagnostics.truncate(len);
    }

    /// The diagnostics so far, in the order in which they were found.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The diagnostics, in the order in which they were found.
    pub fn into_found(mut self) -> Vec<Diagnostic> {
        if let Some(LeftOut { first, count, severity }) = self.left_out {
            let message = format!("this file has {count} more faults, the first is here");
            let found = Diagnostic::new(&PARSE_ERROR, first, message).severity(severity);
            self.diagnostics.push(found.help("is it what its name says? correct the others first"));
        }
        self.diagnostics
    }

    /// The diagnostics so far, to be completed by a caller that knows more.
    pub(crate) fn as_mut_slice(&mut self) -> &mut [Diagnostic] {
        &mut self.diagnostics
    }

    /// The diagnostics, ordered by location, and in the order in which they were found at the same
    /// location.
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut found = self.into_found();
        found.sort_by_key(|diagnostic| diagnostic.primary.location);
        found
    }
}

impl Extend<Diagnostic> for Sink {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, iter: T) {
        self.diagnostics.extend(iter);
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Sink};
    use crate::diagnostic::Diagnostic;
    use crate::diagnostic::rules::SKIPPED_CONTENT;
    use crate::source::{SourceId, Span};

    #[test]
    fn what_is_too_much_is_counted() {
        let mut sink = Sink::new();
        for at in 0..MOST + 3 {
            let place = Span::at(at).in_source(SourceId(0));
            sink.push(Diagnostic::new(&SKIPPED_CONTENT, place, "x"));
        }
        let found = sink.into_sorted();
        assert_eq!(found.len(), MOST + 1);
        let last = &found[MOST];
        assert_eq!(last.message, "this file has 3 more faults, the first is here");
        assert_eq!(last.primary.location.span, Span::at(MOST));
        assert_eq!(last.severity, SKIPPED_CONTENT.severity);
    }
}
