//! A finding about something that the schema of a format does not allow.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::rules::SCHEMA_VIOLATION;
use crate::source::{SourceId, Span};

pub(super) fn violation(id: SourceId, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&SCHEMA_VIOLATION, span.in_source(id), message)
}
