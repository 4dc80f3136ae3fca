//! Checkstyle's XML, which many services and editors read.

use std::fmt::Write;

use crate::report::xml::{by_file, escaped};
use crate::report::{Report, SkippedContent};

/// `<checkstyle>` with a `<file>` for each file that has findings, and an `<error>` for each
/// finding. A file that could not be read has an error. A skipped file that contains references has
/// an `info`; other skipped files are listed in a comment.
///
/// *Source*: the reports that Checkstyle 10 writes.
pub fn checkstyle(report: &Report<'_>) -> String {
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n");
    for it in &report.coverage.unreadable {
        let (file, reason) = (escaped(&it.file), escaped(&it.reason));
        let _ = writeln!(out, "  <file name=\"{file}\">");
        let _ = writeln!(
            out,
            "    <error line=\"1\" column=\"1\" severity=\"error\" message=\"{reason}\" source=\"ibid.unreadable\"/>"
        );
        out.push_str("  </file>\n");
    }
    for it in report.coverage.unread_references() {
        let (file, reason) = (escaped(&it.file), escaped(&it.reason));
        let _ = writeln!(out, "  <file name=\"{file}\">");
        let _ = writeln!(
            out,
            "    <error line=\"1\" column=\"1\" severity=\"info\" message=\"skipped: {reason}\" source=\"ibid.skipped\"/>"
        );
        out.push_str("  </file>\n");
    }
    let others = report.coverage.skipped.iter();
    for it in others.filter(|it| it.content == SkippedContent::Other) {
        // A comment must not contain two hyphens.
        let file = escaped(&it.file).replace("--", "- -");
        let _ = writeln!(out, "  <!-- skipped {file}: {} -->", it.reason);
    }
    for (id, found) in by_file(report) {
        let Some(source) = report.sources.get(id) else { continue };
        let _ = writeln!(out, "  <file name=\"{}\">", escaped(&source.name));
        for diagnostic in found {
            let at = source.line_column(diagnostic.primary.location.span.start);
            let (severity, rule) = (diagnostic.severity, diagnostic.rule.name);
            let message = escaped(&diagnostic.message);
            let _ = writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{message}\" source=\"ibid.{rule}\"/>",
                at.line, at.column
            );
        }
        out.push_str("  </file>\n");
    }
    out.push_str("</checkstyle>\n");
    out
}
