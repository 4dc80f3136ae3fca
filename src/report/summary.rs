//! How much was looked at, and how many findings there are of each severity.

use crate::diagnostic::{Diagnostic, Severity};

/// How much a run looked at, so that a run which looked at nothing does not pass for a clean one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// The files that were read.
    pub files: usize,
    /// The entries in them.
    pub entries: usize,
    /// The styles and locales among the files.
    pub styles: usize,
    /// The files that were asked for and could not be read.
    pub unreadable: usize,
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names are the meaning")]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
}

impl Tally {
    /// Counts findings.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut tally = Tally::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Info => tally.infos += 1,
            }
        }
        tally
    }

    /// How many there are in all.
    pub fn total(&self) -> usize {
        self.errors + self.warnings + self.infos
    }
}

pub(super) fn line(coverage: &Coverage, tally: &Tally) -> String {
    let files = count(coverage.files, "file", "files");
    let entries = count(coverage.entries, "entry", "entries");
    let styles = match coverage.styles {
        0 => String::new(),
        number => format!(", {}", count(number, "style", "styles")),
    };
    let mut line = format!("checked {files}, {entries}{styles}: {}", found(tally));
    if coverage.unreadable > 0 {
        line.push_str(&format!(" ({} not read)", count(coverage.unreadable, "file", "files")));
    }
    line
}

fn found(tally: &Tally) -> String {
    let parts: Vec<String> = [
        (tally.errors, "error", "errors"),
        (tally.warnings, "warning", "warnings"),
        (tally.infos, "info", "infos"),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, one, many)| count(number, one, many))
    .collect();
    if parts.is_empty() { "nothing to report".to_owned() } else { parts.join(", ") }
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::{Coverage, Tally, line};

    #[test]
    fn one_and_many_are_told_apart() {
        let coverage = Coverage { files: 1, entries: 2, ..Coverage::default() };
        assert_eq!(
            line(&coverage, &Tally::default()),
            "checked 1 file, 2 entries: nothing to report"
        );
        let coverage = Coverage { files: 0, entries: 1, unreadable: 1, styles: 2 };
        let tally = Tally { errors: 1, warnings: 2, infos: 0 };
        assert_eq!(
            line(&coverage, &tally),
            "checked 0 files, 1 entry, 2 styles: 1 error, 2 warnings (1 file not read)"
        );
    }
}
