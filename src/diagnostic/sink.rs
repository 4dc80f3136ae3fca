//! Where diagnostics go while a text is parsed, read or checked.

use crate::diagnostic::Diagnostic;

/// Collects diagnostics in the order they are found.
///
/// A parser or reader never stops at a problem: it pushes a diagnostic here and carries on.
#[derive(Debug, Clone, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    /// An empty sink.
    pub fn new() -> Self {
        Sink::default()
    }

    /// Takes a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether nothing was pushed yet.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// What was pushed so far, in that order.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// What was pushed, in that order.
    pub fn into_found(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// What was pushed so far, to be changed by who knows more.
    pub(crate) fn as_mut_slice(&mut self) -> &mut [Diagnostic] {
        &mut self.diagnostics
    }

    /// What was pushed, ordered by place, and by order of finding where the place is the same.
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
