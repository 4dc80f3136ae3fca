//! What CSL-JSON and CSL-YAML have in common, and what differs between them.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::rules::SCHEMA_VIOLATION;
use crate::source::{SourceId, Span};

/// Beside `id`, these name an item: Zotero's citation key, and what others call it.
pub(super) const KEYS: [&str; 3] = ["citation-key", "citekey", "citationKey"];

/// What differs between the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Json,
    /// Texts have Markdown in them, and the names of variables may be in lower case, as Pandoc
    /// reads and writes them.
    Yaml,
}

/// A finding about what the schema of CSL data does not allow.
pub(super) fn violation(id: SourceId, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&SCHEMA_VIOLATION, span.in_source(id), message)
}
