//! Lines for people about what a run did not check: what could not be read, and what was skipped in
//! folders.

use crate::report::Report;
use crate::report::coverage::{Skipped, SkippedContent};

/// Which skipped files a text for people lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum ShowSkipped {
    /// Those that contain references or are excluded, and a few of the others; the rest are counted.
    #[default]
    Some,
    /// All of them, one per line.
    All,
}

/// A line for everything that could not be read, and lines for what was skipped; `named` is the
/// number of skipped files without references that are listed by name.
pub(super) fn lines(report: &Report<'_>, named: usize) -> Vec<String> {
    let unreadable = report.coverage.unreadable.iter().map(|it| format!("error: {}", it.reason));
    let (others, told): (Vec<_>, Vec<_>) = report
        .coverage
        .skipped
        .iter()
        .partition(|skipped| skipped.content == SkippedContent::Other);
    let mut lines: Vec<String> = unreadable.chain(told.into_iter().map(line)).collect();
    let names: Vec<&str> = others.iter().take(named).map(|skipped| &*skipped.file).collect();
    let names = names.join("`, `");
    match (others.len(), others.len().saturating_sub(named)) {
        (0, _) => {}
        (1, 0) => lines.push(format!("skipped `{names}`: not a bibliography")),
        (count, 0) => lines.push(format!("skipped {count} files that are not bibliographies: `{names}`")),
        (count, more) => lines.push(format!(
            "skipped {count} files that are not bibliographies: `{names}` and {more} more (--verbose lists them)"
        )),
    }
    lines
}

/// Writes such lines, a blank line, and the summary.
pub(super) fn push_end(lines: &[String], report: &Report<'_>, out: &mut String) {
    for line in lines {
        out.push_str(line);
        out.push('\n');
    }
    if !lines.is_empty() {
        out.push('\n');
    }
    out.push_str(&report.summary());
    out.push('\n');
}

/// The lines of [`lines`], with one for each skipped file.
pub(super) fn all_lines(report: &Report<'_>) -> Vec<String> {
    let unreadable = report.coverage.unreadable.iter().map(|it| format!("error: {}", it.reason));
    unreadable.chain(report.coverage.skipped.iter().map(line)).collect()
}

fn line(skipped: &Skipped) -> String {
    format!("skipped `{}`: {}", skipped.file, skipped.reason)
}
