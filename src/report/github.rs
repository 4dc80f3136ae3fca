//! Workflow commands, which GitHub shows as annotations beside the lines that they are about.

use std::fmt::Write;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::{Report, SkippedContent};

/// `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`, one finding per line. A
/// file that could not be read is an error, and a skipped file that contains references is a
/// warning. Other skipped files and the summary are lines of the log.
///
/// *Source*: GitHub Docs, "Workflow commands for GitHub Actions".
pub fn github(report: &Report<'_>) -> String {
    let mut out = String::new();
    for diagnostic in report.diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let _ = write!(out, "::{command} ");
        let location = diagnostic.primary.location;
        if let Some(source) = report.sources.get(location.source) {
            let start = source.line_column(location.span.start);
            let end = source.line_column(location.span.end);
            let _ = write!(
                out,
                "file={},line={},col={},endLine={},endColumn={},",
                property(&source.name),
                start.line,
                start.column,
                end.line,
                end.column
            );
        }
        let title = property(diagnostic.rule.name);
        let _ = writeln!(out, "title={title}::{}", data(&message(diagnostic)));
    }
    add_unread(report, &mut out);
    let _ = writeln!(out, "{}", data(&report.summary()));
    out
}

fn add_unread(report: &Report<'_>, out: &mut String) {
    for unreadable in &report.coverage.unreadable {
        let (file, reason) = (property(&unreadable.file), data(&unreadable.reason));
        let _ = writeln!(out, "::error file={file},title=unreadable::{reason}");
    }
    let mut others = Vec::new();
    for skipped in &report.coverage.skipped {
        let (file, reason) = (&skipped.file, data(&skipped.reason));
        let _ = match skipped.content {
            SkippedContent::References => {
                let file = property(file);
                writeln!(out, "::warning file={file},title=skipped::{reason}")
            }
            SkippedContent::Excluded => writeln!(out, "skipped {}: {reason}", data(file)),
            SkippedContent::Other => {
                others.push(data(file));
                Ok(())
            }
        };
    }
    if !others.is_empty() {
        let _ = writeln!(out, "skipped files that are not bibliographies: {}", others.join(", "));
    }
}

/// In a log an annotation has no excerpt, so the help is part of its message.
fn message(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

/// Escapes the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
