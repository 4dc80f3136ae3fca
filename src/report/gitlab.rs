//! GitLab's code quality report.

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::report::fingerprint::fingerprints;
use crate::report::{Report, json};

/// A JSON array of `{"description", "check_name", "fingerprint", "severity", "location": {"path",
/// "positions": {"begin": {"line", "column"}, "end": …}}}`. What could not be read is a `blocker`,
/// and a skipped file that contains references is an `info`. Fingerprints stay the same when lines
/// are added elsewhere.
///
/// *Source*: GitLab Docs, "Code Quality", "Code Quality report format".
pub fn gitlab(report: &Report<'_>) -> String {
    let mut issues = Vec::new();
    let unreadable = report.coverage.unreadable.iter();
    let unreadable = unreadable.map(|it| ("unreadable", "blocker", &it.file, &it.reason));
    let skipped = report.coverage.unread_references();
    let skipped = skipped.map(|it| ("skipped", "info", &it.file, &it.reason));
    for (check_name, severity, file, description) in unreadable.chain(skipped) {
        let start = Position { line: 1, column: 1 };
        issues.push(Issue {
            description,
            check_name,
            fingerprint: format!("{check_name} {file}"),
            severity,
            location: Location { path: file, positions: Positions { begin: start, end: start } },
        });
    }
    for (diagnostic, fingerprint) in report.diagnostics.iter().zip(fingerprints(report)) {
        let location = diagnostic.primary.location;
        let source = report.sources.get(location.source);
        let position = |offset| {
            let at = source.map(|source| source.line_column(offset));
            Position { line: at.map_or(1, |at| at.line), column: at.map_or(1, |at| at.column) }
        };
        let (begin, end) = (position(location.span.start), position(location.span.end));
        issues.push(Issue {
            description: &diagnostic.message,
            check_name: diagnostic.rule.name,
            fingerprint,
            severity: match diagnostic.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info => "info",
            },
            location: Location {
                path: source.map_or("", |source| source.name.trim_start_matches("./")),
                positions: Positions { begin, end },
            },
        });
    }
    json::written(&issues)
}

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    positions: Positions,
}

#[derive(Serialize)]
struct Positions {
    begin: Position,
    end: Position,
}

#[derive(Serialize, Clone, Copy)]
struct Position {
    line: u32,
    column: u32,
}
