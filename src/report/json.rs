//! JSON for other programs.

use serde::Serialize;

use crate::diagnostic::{About, Diagnostic, Edit, Fix, Label, Safety};
use crate::report::{Coverage, Narrowed, Report, Tally, statistics};
use crate::source::{Location, Sources};

/// The version of the format that [`json`] writes. It changes if programs that read the format
/// could break; members may be added without a new version.
pub const JSON_VERSION: u32 = 1;

/// The report as one JSON object, with a line break at its end.
///
/// *Shape*: `{"version": 1, "summary": {…}, "unreadable": [{"file", "reason"}], "skipped":
/// [{"file", "reason"}], "diagnostics": [{"rule", "code", "severity", "confidence", "message",
/// "file", "start", "end", "label", "key", "about", "field", "value", "help", "secondary", "fix",
/// "alternatives"}]}`; `start` and `end` are `{"byte", "line", "column"}`; `about` lists `{"entry":
/// KEY}` and `{"document": NAME}`, and `key` is the first of its keys. `unreadable` lists what was
/// requested but could not be read, `skipped` the files in folders that were not checked. A finding
/// that stands for others which are not listed has their number in `stands_for`.
///
/// *Units*: `byte` counts the bytes of the file on disk, in its own encoding and including its byte
/// order mark, from 0; this applies to edits too. A `replacement` is text that has to be written in
/// the encoding of the file. `line` and `column` count from 1; the column counts characters; `end`
/// is the position after the last character.
pub fn json(report: &Report<'_>) -> String {
    let document = Document {
        version: JSON_VERSION,
        summary: Summary::of(report),
        unread: Unread::of(report),
        diagnostics: report
            .diagnostics
            .iter()
            .map(|diagnostic| Finding::new(diagnostic, report.sources))
            .collect(),
    };
    written(&document)
}

/// The report as one JSON object per line: each finding, followed by what could not be read, what
/// was skipped, and the summary.
///
/// *Shape*: `{"type": "finding", …}`, `{"type": "unreadable", …}`, `{"type": "skipped", …}` and
/// `{"type": "summary", "version": 1, …}`, each with the same members as in [`json`].
pub fn json_lines(report: &Report<'_>) -> String {
    let mut out = String::new();
    for diagnostic in report.diagnostics {
        push_line("finding", Finding::new(diagnostic, report.sources), &mut out);
    }
    let Unread { unreadable, skipped } = Unread::of(report);
    unreadable.into_iter().for_each(|it| push_line("unreadable", it, &mut out));
    skipped.into_iter().for_each(|it| push_line("skipped", it, &mut out));
    push_line(
        "summary",
        Versioned { version: JSON_VERSION, summary: Summary::of(report) },
        &mut out,
    );
    out
}

#[allow(clippy::expect_used, reason = "a derived `Serialize` with string keys does not fail")]
fn push_line(kind: &str, value: impl Serialize, out: &mut String) {
    let line = serde_json::to_string(&Line { kind, value });
    out.push_str(&line.expect("no map keys but strings, and no writer that fails"));
    out.push('\n');
}

#[derive(Serialize)]
struct Line<'a, T> {
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(flatten)]
    value: T,
}

#[derive(Serialize)]
struct Versioned {
    version: u32,
    #[serde(flatten)]
    summary: Summary,
}

/// The number of findings of each rule, as one JSON object, with a line break at its end.
///
/// *Shape*: `{"version": 1, "summary": {…}, "unreadable": […], "skipped": […], "statistics": [{"rule", "code", "findings", "files"}]}`,
/// the rules with the most findings first.
pub fn json_statistics(report: &Report<'_>) -> String {
    let rules = statistics::count(report).into_iter().map(|count| RuleCount {
        rule: count.rule.name,
        code: count.rule.code,
        findings: count.findings,
        files: count.files,
    });
    written(&Statistics {
        version: JSON_VERSION,
        summary: Summary::of(report),
        unread: Unread::of(report),
        statistics: rules.collect(),
    })
}

#[allow(clippy::expect_used, reason = "a derived `Serialize` with string keys does not fail")]
pub(super) fn written(document: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(document)
        .expect("no map keys but strings, and no writer that fails");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Statistics<'a> {
    version: u32,
    summary: Summary,
    #[serde(flatten)]
    unread: Unread<'a>,
    statistics: Vec<RuleCount>,
}

#[derive(Serialize)]
struct RuleCount {
    rule: &'static str,
    code: &'static str,
    findings: usize,
    files: usize,
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    summary: Summary,
    #[serde(flatten)]
    unread: Unread<'a>,
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    entries: usize,
    citations: usize,
    styles: usize,
    unreadable: usize,
    skipped: usize,
    passages_skipped: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<Since>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<InBaseline>,
    errors: usize,
    warnings: usize,
    infos: usize,
}

/// The entries to which the run is limited.
#[derive(Serialize)]
struct Since {
    revision: String,
    entries: usize,
}

/// The findings that a baseline accepts.
#[derive(Serialize)]
struct InBaseline {
    accepted: usize,
    gone: usize,
}

#[derive(Serialize)]
struct Unread<'a> {
    unreadable: Vec<UnreadFile<'a>>,
    skipped: Vec<UnreadFile<'a>>,
}

#[derive(Serialize)]
struct UnreadFile<'a> {
    file: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    code: &'a str,
    severity: String,
    confidence: String,
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    label: Option<&'a str>,
    key: Option<&'a str>,
    about: Vec<Topic<'a>>,
    field: Option<&'a str>,
    value: Option<&'a str>,
    help: Option<&'a str>,
    secondary: Vec<Secondary<'a>>,
    fix: Option<FixObject<'a>>,
    alternatives: Vec<FixObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stands_for: Option<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Topic<'a> {
    Entry(&'a str),
    Document(&'a str),
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    byte: u64,
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Secondary<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    message: &'a str,
}

#[derive(Serialize)]
struct FixObject<'a> {
    safety: &'static str,
    message: &'a str,
    edits: Vec<EditObject<'a>>,
}

#[derive(Serialize)]
struct EditObject<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    replacement: &'a str,
}

impl Summary {
    fn of(report: &Report<'_>) -> Self {
        let tally = Tally::of(report.diagnostics);
        let Narrowed { since, accepted, gone } = report.coverage.narrowed.clone();
        Summary {
            files: report.coverage.files,
            entries: report.coverage.entries,
            citations: report.coverage.citations,
            styles: report.coverage.styles,
            unreadable: report.coverage.unreadable.len(),
            skipped: report.coverage.skipped.len(),
            passages_skipped: report.coverage.passages,
            since: since.map(|(revision, entries)| Since { revision, entries }),
            baseline: accepted.map(|accepted| InBaseline { accepted, gone }),
            errors: tally.errors,
            warnings: tally.warnings,
            infos: tally.infos,
        }
    }
}

impl<'a> Unread<'a> {
    fn of(report: &'a Report<'_>) -> Self {
        let Coverage { unreadable, skipped, .. } = &report.coverage;
        let unreadable = unreadable.iter().map(|it| (&it.file, &it.reason));
        let skipped = skipped.iter().map(|it| (&it.file, &it.reason));
        let file = |(file, reason): (&'a String, &'a String)| UnreadFile { file, reason };
        Unread { unreadable: unreadable.map(file).collect(), skipped: skipped.map(file).collect() }
    }
}

impl<'a> Finding<'a> {
    fn new(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Self {
        let label = &diagnostic.primary.message;
        let secondary = diagnostic.secondary.iter().map(|label: &Label| Secondary {
            place: Place::new(label.location, sources),
            message: &label.message,
        });
        Finding {
            rule: diagnostic.rule.name,
            code: diagnostic.rule.code,
            severity: diagnostic.severity.to_string(),
            confidence: diagnostic.confidence.to_string(),
            message: &diagnostic.message,
            place: Place::new(diagnostic.primary.location, sources),
            label: (!label.is_empty()).then_some(label),
            key: diagnostic.first_key(),
            about: diagnostic.about.iter().map(Topic::new).collect(),
            field: diagnostic.field.as_deref(),
            value: diagnostic.value.as_deref(),
            help: diagnostic.help.as_deref(),
            secondary: secondary.collect(),
            fix: diagnostic.fix.as_ref().map(|fix| FixObject::new(fix, sources)),
            alternatives: diagnostic
                .alternatives
                .iter()
                .map(|fix| FixObject::new(fix, sources))
                .collect(),
            stands_for: diagnostic.is_rest().then_some(diagnostic.stands_for),
        }
    }
}

impl<'a> Topic<'a> {
    fn new(about: &'a About) -> Self {
        match about {
            About::Entry(key) => Topic::Entry(key),
            About::Document(name) => Topic::Document(name),
        }
    }
}

impl<'a> Place<'a> {
    fn new(location: Location, sources: &'a Sources) -> Self {
        let source = sources.get(location.source);
        let point = |byte| {
            let at = source.map(|source| source.line_column(byte));
            let disk = source.map_or(u64::from(byte), |source| source.disk_offset(byte));
            Point {
                byte: disk,
                line: at.map_or(1, |at| at.line),
                column: at.map_or(1, |at| at.column),
            }
        };
        Place {
            file: source.map_or("", |source| &source.name),
            start: point(location.span.start),
            end: point(location.span.end),
        }
    }
}

impl<'a> FixObject<'a> {
    fn new(fix: &'a Fix, sources: &'a Sources) -> Self {
        let edit = |edit: &'a Edit| EditObject {
            place: Place::new(edit.location, sources),
            replacement: &edit.replacement,
        };
        FixObject {
            safety: match fix.safety {
                Safety::Safe => "safe",
                Safety::Unsafe => "unsafe",
            },
            message: &fix.message,
            edits: fix.edits().iter().map(edit).collect(),
        }
    }
}
