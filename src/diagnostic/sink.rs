//! Collects diagnostics while a text is parsed, read or checked.

use crate::diagnostic::Diagnostic;

/// Collects diagnostics in the order in which they are found.
///
/// A parser or reader never stops at an error: it pushes a diagnostic here and continues.
#[derive(Debug, Clone, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    /// Creates an empty sink.
    pub fn new() -> Self {
        Sink::default()
    }

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// True if nothing has been pushed.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// The diagnostics so far, in the order in which they were found.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The diagnostics, in the order in which they were found.
    pub fn into_found(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// The diagnostics so far, to be completed by a caller that knows more.
    pub(crate) fn as_mut_slice(&mut self) -> &mut [Diagnostic] {
        &mut self.diagnostics
    }

    /// The diagnostics, ordered by location, and in the order in which they were found at the same
    /// location.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.diagnostics.sort_by_key(|diagnostic| diagnostic.primary.location);
        self.diagnostics
    }
}

impl Extend<Diagnostic> for Sink {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, iter: T) {
        self.diagnostics.extend(iter);
    }
}
