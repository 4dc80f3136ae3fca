//! The report formats: the table of what each writes.

use crate::report::checkstyle::checkstyle;
use crate::report::concise::concise;
use crate::report::github::github;
use crate::report::gitlab::gitlab;
use crate::report::human::{HumanOptions, human};
use crate::report::json::{json, json_lines, json_statistics};
use crate::report::junit::junit;
use crate::report::markdown::markdown;
use crate::report::reported::Report;
use crate::report::sarif::sarif;
use crate::report::statistics::statistics;
use crate::table::table;

/// A row of the table of formats.
struct Row {
    name: &'static str,
    /// A few words that say what it is.
    about: &'static str,
    write: fn(&Report<'_>, HumanOptions) -> String,
    /// Writes how often each rule found something, in the place of the findings.
    statistics: fn(&Report<'_>) -> String,
    /// Whether the summary has a place in it.
    has_summary: bool,
}

table! {
    /// A report format.
    pub enum Format: Row {
        /// Excerpts of the files, with each finding underlined: [`human`].
        Human => Row {
            name: "human",
            about: "Excerpts of the files, with each problem underlined",
            write: human,
            statistics,
            has_summary: true,
        },
        /// One line per finding: [`concise`].
        Concise => Row {
            name: "concise",
            about: "One line per finding: `file:line:column: severity[rule] message`",
            write: |report, _| concise(report),
            statistics,
            has_summary: true,
        },
        /// One JSON object: [`json`].
        Json => Row {
            name: "json",
            about: "One object, for other programs",
            write: |report, _| json(report),
            statistics: json_statistics,
            has_summary: true,
        },
        /// One JSON object per line: [`json_lines`].
        Jsonl => Row {
            name: "jsonl",
            about: "One object per line, for other programs",
            write: |report, _| json_lines(report),
            statistics,
            has_summary: true,
        },
        /// SARIF 2.1.0: [`sarif`].
        Sarif => Row {
            name: "sarif",
            about: "SARIF 2.1.0, for code scanning services",
            write: |report, _| sarif(report),
            statistics,
            has_summary: false,
        },
        /// Annotations for a GitHub workflow: [`github`].
        Github => Row {
            name: "github",
            about: "Annotations for a GitHub workflow",
            write: |report, _| github(report),
            statistics,
            has_summary: true,
        },
        /// GitLab's code quality report: [`gitlab`].
        Gitlab => Row {
            name: "gitlab",
            about: "GitLab's code quality report",
            write: |report, _| gitlab(report),
            statistics,
            has_summary: false,
        },
        /// JUnit's XML: [`junit`].
        Junit => Row {
            name: "junit",
            about: "JUnit's XML, for test reports",
            write: |report, _| junit(report),
            statistics,
            has_summary: false,
        },
        /// Checkstyle's XML: [`checkstyle`].
        Checkstyle => Row {
            name: "checkstyle",
            about: "Checkstyle's XML",
            write: |report, _| checkstyle(report),
            statistics,
            has_summary: false,
        },
        /// A table in Markdown: [`markdown`].
        Markdown => Row {
            name: "markdown",
            about: "A table in Markdown, for `$GITHUB_STEP_SUMMARY`",
            write: |report, _| markdown(report),
            statistics,
            has_summary: true,
        },
    }
}

impl Format {
    /// The name of the format, as users write it.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// A few words that say what the format is.
    pub fn about(self) -> &'static str {
        self.row().about
    }

    /// Writes a report in this format; `options` are those of [`Format::Human`].
    pub fn write(self, report: &Report<'_>, options: HumanOptions) -> String {
        (self.row().write)(report, options)
    }

    /// Writes how many findings each rule has, instead of the findings: as JSON in
    /// [`Format::Json`], and for people in the others.
    pub fn write_statistics(self, report: &Report<'_>) -> String {
        (self.row().statistics)(report)
    }

    /// True if the summary ([`Report::summary`]) has a place in this format. Without it, a run that
    /// checked nothing looks like one that found nothing.
    pub fn has_summary(self) -> bool {
        self.row().has_summary
    }
}
