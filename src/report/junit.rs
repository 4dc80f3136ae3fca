//! JUnit's XML, for test reports.

use std::fmt::Write;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::Report;
use crate::report::xml::{by_file, escaped};

/// A `<testsuite>` for each file: a failed test for each error and warning, a passed one for each
/// info, and one passed test if there are no findings. A file that could not be read is a suite
/// with an error, and a skipped file is a suite with a skipped test.
///
/// *Source*: the format of Apache Ant's JUnit task, as CI services read it, and Jenkins's schema
/// for it, `junit-10.xsd`, which has no lines.
pub fn junit(report: &Report<'_>) -> String {
    let mut suites = String::new();
    let (mut tests, mut failures) = (0, 0);
    let found = by_file(report);
    for (id, source) in report.sources.iter() {
        let diagnostics = found.get(&id).map(Vec::as_slice).unwrap_or_default();
        let failed = diagnostics.iter().filter(|found| fails(found)).count();
        let count = diagnostics.len().max(1);
        let name = escaped(&source.name);
        let _ = writeln!(
            suites,
            "  <testsuite name=\"{name}\" tests=\"{count}\" failures=\"{failed}\" errors=\"0\">"
        );
        if diagnostics.is_empty() {
            let _ = writeln!(suites, "    <testcase name=\"ibid\" classname=\"{name}\"/>");
        }
        for diagnostic in diagnostics {
            push_case(report, diagnostic, &name, &mut suites);
        }
        suites.push_str("  </testsuite>\n");
        tests += count;
        failures += failed;
    }
    let errors = report.coverage.unreadable.len();
    for it in &report.coverage.unreadable {
        let (file, reason) = (escaped(&it.file), escaped(&it.reason));
        let _ = writeln!(
            suites,
            "  <testsuite name=\"{file}\" tests=\"1\" failures=\"0\" errors=\"1\">\n    <testcase name=\"readable\" classname=\"{file}\">\n      <error message=\"{reason}\"/>\n    </testcase>\n  </testsuite>"
        );
    }
    let skipped = report.coverage.skipped.len();
    for it in &report.coverage.skipped {
        let (file, reason) = (escaped(&it.file), escaped(&it.reason));
        let _ = writeln!(
            suites,
            "  <testsuite name=\"{file}\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"1\">\n    <testcase name=\"readable\" classname=\"{file}\">\n      <skipped message=\"{reason}\"/>\n    </testcase>\n  </testsuite>"
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"ibid\" tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\">\n{suites}</testsuites>\n",
        tests + errors + skipped
    )
}

fn fails(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity >= Severity::Warning
}

fn push_case(report: &Report<'_>, diagnostic: &Diagnostic, file: &str, out: &mut String) {
    let location = diagnostic.primary.location;
    let Some(source) = report.sources.get(location.source) else { return };
    let at = source.line_column(location.span.start);
    let (line, column) = (at.line, at.column);
    let rule = diagnostic.rule.name;
    let name = match diagnostic.first_key() {
        Some(key) => escaped(&format!("{rule}: {key} ({line}:{column})")),
        None => format!("{rule} ({line}:{column})"),
    };
    let message = escaped(&diagnostic.message);
    let _ = write!(out, "    <testcase name=\"{name}\" classname=\"{file}\"");
    if !fails(diagnostic) {
        let _ = writeln!(out, ">\n      <system-out>{message}</system-out>\n    </testcase>");
        return;
    }
    let help = diagnostic.help.as_deref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    let text = escaped(&format!("{}:{line}:{column}{help}", source.name));
    let _ = writeln!(
        out,
        ">\n      <failure type=\"{}\" message=\"{message}\">{text}</failure>\n    </testcase>",
        diagnostic.severity
    );
}
