//! What CSL-JSON and CSL-YAML have in common, and how they differ.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::rules::SCHEMA_VIOLATION;
use crate::source::{SourceId, Span};

/// The differences between the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Json,
    /// Texts contain Markdown, and the names of variables may be in lower case, as in pandoc.
    Yaml,
}

/// A finding about something that the schema of CSL data does not allow.
pub(super) fn violation(id: SourceId, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&SCHEMA_VIOLATION, span.in_source(id), message)
}
