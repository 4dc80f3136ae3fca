//! The summary line of a report, and the number of findings of each severity.

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::coverage::{Coverage, InputKind, Narrowed};

/// The number of findings of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Tally {
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
    /// The number of infos.
    pub infos: usize,
}

impl Tally {
    /// Counts findings, with those that are not listed.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut tally = Tally::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => tally.errors += diagnostic.stands_for,
                Severity::Warning => tally.warnings += diagnostic.stands_for,
                Severity::Info => tally.infos += diagnostic.stands_for,
            }
        }
        tally
    }

    /// The total number.
    pub fn total(&self) -> usize {
        self.errors + self.warnings + self.infos
    }
}

pub(super) fn line(coverage: &Coverage, tally: &Tally) -> String {
    let files = count(coverage.files, "file", "files");
    let entries = count(coverage.entries, "entry", "entries");
    let if_any = |number: usize, one: &str, many: &str| match number {
        0 => String::new(),
        number => format!(", {}", count(number, one, many)),
    };
    let citations = if_any(coverage.citations, "citation", "citations");
    let styles = if_any(coverage.styles, "style", "styles");
    let passages = if_any(coverage.passages, "passage skipped", "passages skipped");
    let since = match &coverage.narrowed.since {
        Some((revision, entries)) => {
            format!(" ({entries} changed since {revision})")
        }
        None => String::new(),
    };
    let looked_at = format!("checked {files}, {entries}{since}{passages}{citations}{styles}");
    let found = format!("{}{}", found(tally), beside_baseline(&coverage.narrowed));
    match unreadable(coverage) {
        None => format!("{looked_at}: {found}"),
        Some(unreadable) if coverage.files == 0 => format!("nothing was checked: {unreadable}"),
        Some(unreadable) => format!("{looked_at}: {found}; {unreadable}"),
    }
}

/// `; 3 more are in the baseline; 1 of the baseline is gone (`ibid baseline prune`)`.
fn beside_baseline(narrowed: &Narrowed) -> String {
    let accepted = match narrowed.accepted {
        None => return String::new(),
        // "0 more" is not printed; what is gone still is.
        Some(0) => String::new(),
        Some(1) => "; 1 more is in the baseline".to_owned(),
        Some(accepted) => format!("; {accepted} more are in the baseline"),
    };
    match narrowed.gone {
        0 => accepted,
        1 => format!("{accepted}; 1 of the baseline is gone (`ibid baseline prune`)"),
        gone => format!("{accepted}; {gone} of the baseline are gone (`ibid baseline prune`)"),
    }
}

/// `1 file and 2 folders could not be read`.
fn unreadable(coverage: &Coverage) -> Option<String> {
    let of_kind = |kind| coverage.unreadable.iter().filter(|it| it.kind == kind).count();
    let if_any = |kind, one, many| match of_kind(kind) {
        0 => None,
        number => Some(count(number, one, many)),
    };
    let lost =
        [if_any(InputKind::File, "file", "files"), if_any(InputKind::Folder, "folder", "folders")];
    let lost: Vec<String> = lost.into_iter().flatten().collect();
    let lost = (!lost.is_empty()).then(|| format!("{} could not be read", lost.join(" and ")));
    let empty = if_any(InputKind::EmptyFolder, "folder", "folders");
    let empty = empty.map(|folders| format!("{folders} without anything to check"));
    let all: Vec<String> = lost.into_iter().chain(empty).collect();
    (!all.is_empty()).then(|| all.join("; "))
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
    use super::{Tally, line};
    use crate::report::coverage::{Coverage, InputKind, Unreadable};

    #[test]
    fn one_and_many_are_told_apart() {
        let coverage = Coverage { files: 1, entries: 2, ..Coverage::default() };
        assert_eq!(
            line(&coverage, &Tally::default()),
            "checked 1 file, 2 entries: nothing to report"
        );
        let unreadable = |kind| Unreadable { file: "a".into(), reason: "b".into(), kind };
        let mut coverage = Coverage { files: 3, entries: 1, styles: 2, ..Coverage::default() };
        coverage.unreadable.push(unreadable(InputKind::File));
        let tally = Tally { errors: 1, warnings: 2, infos: 0 };
        assert_eq!(
            line(&coverage, &tally),
            "checked 3 files, 1 entry, 2 styles: 1 error, 2 warnings; 1 file could not be read"
        );
        coverage.unreadable.push(unreadable(InputKind::File));
        coverage.unreadable.push(unreadable(InputKind::Folder));
        coverage.files = 0;
        assert_eq!(
            line(&coverage, &Tally::default()),
            "nothing was checked: 2 files and 1 folder could not be read"
        );
        coverage.unreadable = vec![unreadable(InputKind::EmptyFolder)];
        assert_eq!(
            line(&coverage, &Tally::default()),
            "nothing was checked: 1 folder without anything to check"
        );
    }
}
