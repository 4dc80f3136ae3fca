//! One line a finding, as editors and `grep` read them.

use std::fmt::Write;

use crate::report::{Report, unread};

/// `file:line:column: severity[rule] message`, one finding a line, then what could not be read or
/// was skipped, and the summary at the end.
pub fn concise(report: &Report<'_>) -> String {
    let mut out = String::new();
    for diagnostic in report.diagnostics {
        let location = diagnostic.primary.location;
        if let Some(source) = report.sources.get(location.source) {
            let start = source.line_column(location.span.start);
            let _ = write!(out, "{}:{}:{}: ", source.name, start.line, start.column);
        }
        let (severity, rule) = (diagnostic.severity, diagnostic.rule.name);
        let _ = writeln!(out, "{severity}[{rule}] {}", one_line(&diagnostic.message));
    }
    for line in unread::lines(report, usize::MAX) {
        let _ = writeln!(out, "{}", one_line(&line));
    }
    let _ = writeln!(out, "{}", report.summary());
    out
}

/// A message that quotes a text of several lines still takes one.
fn one_line(message: &str) -> String {
    message.split(['\n', '\r']).map(str::trim).collect::<Vec<_>>().join(" ")
}
