//! The number of findings of each rule, as a table.

use std::collections::BTreeMap;

use crate::diagnostic::Rule;
use crate::report::{Report, unread};
use crate::source::SourceId;

/// The number of findings of a rule.
pub(super) struct Count {
    pub(super) rule: &'static Rule,
    pub(super) findings: usize,
    /// The number of files with such findings.
    pub(super) files: usize,
}

/// The rules that have findings, beginning with the most frequent.
pub(super) fn count(report: &Report<'_>) -> Vec<Count> {
    let mut rules: BTreeMap<&str, (Count, Option<SourceId>)> = BTreeMap::new();
    for diagnostic in report.diagnostics {
        let none = Count { rule: diagnostic.rule, findings: 0, files: 0 };
        let (count, last) = rules.entry(diagnostic.rule.name).or_insert((none, None));
        count.findings += diagnostic.stands_for;
        // Findings are ordered by file, so a file that was already counted is the last one.
        let file = diagnostic.primary.location.source;
        if last.replace(file) != Some(file) {
            count.files += 1;
        }
    }
    let mut counts: Vec<Count> = rules.into_values().map(|(count, _)| count).collect();
    counts.sort_by_key(|count| std::cmp::Reverse(count.findings));
    counts
}

/// One line for each rule that has findings: the number of findings and files, and the rule's name
/// and summary; followed by what could not be read or was skipped, and the summary of the report.
pub fn statistics(report: &Report<'_>) -> String {
    let counts = count(report);
    let width = counts.iter().map(|count| count.rule.name.len()).max().unwrap_or_default();
    let mut out = String::new();
    if !counts.is_empty() {
        out.push_str("findings   files  rule\n");
    }
    for Count { rule, findings, files } in &counts {
        let (name, summary) = (rule.name, rule.summary());
        out.push_str(&format!("{findings:8} {files:7}  {name:width$}  {summary}\n"));
    }
    if !counts.is_empty() {
        out.push('\n');
    }
    unread::push_end(&unread::lines(report, usize::MAX), report, &mut out);
    out
}
