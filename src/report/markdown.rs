//! Markdown, for the summary of a workflow or a comment on a change.

use std::fmt::Write;

use crate::report::{Report, unread};

/// The maximum number of findings in the table, since services cut off longer texts.
const MOST: usize = 200;

/// The summary in a sentence, and the findings as a table with location, severity, rule and
/// message.
///
/// *Source*: GitHub Docs, "Workflow commands", "Adding a job summary", for the supported Markdown.
pub fn markdown(report: &Report<'_>) -> String {
    let mut out = format!("### ibid\n\n{}\n", escaped(&report.summary()));
    for line in unread::lines(report, usize::MAX) {
        let _ = write!(out, "\n- {}\n", escaped(&line));
    }
    if report.diagnostics.is_empty() {
        return out;
    }
    out.push_str("\n| place | | rule | finding |\n| --- | --- | --- | --- |\n");
    for diagnostic in report.diagnostics.iter().take(MOST) {
        let location = diagnostic.primary.location;
        let source = report.sources.get(location.source);
        let place = source.map_or_else(String::new, |source| {
            let at = source.line_column(location.span.start);
            format!("{}:{}:{}", source.name, at.line, at.column)
        });
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} |",
            escaped(&place),
            diagnostic.severity,
            diagnostic.rule.name,
            escaped(&diagnostic.message)
        );
    }
    let more = report.diagnostics.iter().skip(MOST).map(|diagnostic| diagnostic.stands_for);
    let more: usize = more.sum();
    if more > 0 {
        let _ = writeln!(out, "\n… and {more} more");
    }
    out
}

/// A text in a table cell; text in backquotes remains code.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_code = false;
    for character in text.chars() {
        match character {
            '`' => in_code = !in_code,
            '\n' | '\r' => {
                out.push(' ');
                continue;
            }
            '|' => out.push('\\'),
            '<' if !in_code => {
                out.push_str("&lt;");
                continue;
            }
            '*' | '_' | '[' | ']' | '\\' | '#' | '~' | '@' if !in_code => out.push('\\'),
            _ => {}
        }
        out.push(character);
    }
    out
}
