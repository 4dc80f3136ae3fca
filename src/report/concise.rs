//! One line per finding, as editors and `grep` read them.

use std::fmt::Write;

use crate::diagnostic::Diagnostic;
use crate::report::{Report, unread};
use crate::source::Sources;

/// `file:line:column: severity[rule] message`, one finding per line, followed by what could not be
/// read or was skipped, and the summary.
pub fn concise(report: &Report<'_>) -> String {
    let mut out = concise_findings(report.sources, report.diagnostics);
    for line in unread::lines(report, usize::MAX) {
        let _ = writeln!(out, "{}", one_line(&line));
    }
    let _ = writeln!(out, "{}", report.summary());
    out
}

/// Only the findings, in the form of [`concise`].
pub fn concise_findings(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let location = diagnostic.primary.location;
        if let Some(source) = sources.get(location.source) {
            let start = source.line_column(location.span.start);
            let _ = write!(out, "{}:{}:{}: ", source.name, start.line, start.column);
        }
        let (severity, rule) = (diagnostic.severity, diagnostic.rule.name);
        let _ = writeln!(out, "{severity}[{rule}] {}", one_line(&diagnostic.message));
    }
    out
}

/// Puts a message that quotes several lines of text on one line.
fn one_line(message: &str) -> String {
    message.split(['\n', '\r']).map(str::trim).collect::<Vec<_>>().join(" ")
}
