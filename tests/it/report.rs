//! The forms of a report, each on the same findings.

use ibid::diagnostic::Diagnostic;
use ibid::diagnostic::rules::{DUPLICATE_FIELD, SKIPPED_CONTENT};
use ibid::diagnostic::{Fix, Severity};
use ibid::report::{Color, Coverage, HumanOptions, Report, concise, github, human, json};
use ibid::report::{json_statistics, statistics};
use ibid::source::{Sources, Span};

fn with_report(test: impl FnOnce(&Report<'_>)) {
    let mut sources = Sources::new();
    let a = sources.add("a, b:c.bib", "@book{é,\r\n  title = {One},\r\n  title = {One},\r\n}\r\n");
    let b = sources.add("empty.bib", "");
    let title = Span::new(31, 36).in_source(a);
    let diagnostics = [
        Diagnostic::new(&DUPLICATE_FIELD, title, "`title` stands twice: 100%\nequal")
            .label("again")
            .also(Span::new(13, 18).in_source(a), "here first")
            .help("delete one of them")
            .fix(Fix::safe("delete it", Span::new(31, 46).in_source(a), ""))
            .key("é")
            .field("title"),
        Diagnostic::new(&SKIPPED_CONTENT, Span::at(0).in_source(b), "nothing here")
            .severity(Severity::Info),
    ];
    let coverage = Coverage { files: 2, entries: 1, ..Coverage::default() };
    test(&Report { sources: &sources, diagnostics: &diagnostics, coverage });
}

#[test]
fn for_people() {
    with_report(|report| insta::assert_snapshot!("human", human(report, Color::Never)));
    with_report(|report| {
        let colored = human(report, Color::Always);
        assert!(colored.contains("\u{1b}["), "it has escape sequences");
        assert!(!human(report, Color::Never).contains('\u{1b}'), "it has none");
    });
}

#[test]
fn for_editors() {
    with_report(|report| insta::assert_snapshot!("concise", concise(report)));
}

#[test]
fn for_github() {
    with_report(|report| insta::assert_snapshot!("github", github(report)));
}

#[test]
fn for_programs() {
    with_report(|report| {
        let text = json(report);
        insta::assert_snapshot!("json", text);
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["version"], ibid::report::JSON_VERSION);
        assert_eq!(value["diagnostics"][0]["start"]["line"], 3);
    });
}

#[test]
fn nothing_found_is_said() {
    let report = Report {
        sources: &Sources::new(),
        diagnostics: &[],
        coverage: Coverage { files: 3, entries: 120, ..Coverage::default() },
    };
    assert_eq!(concise(&report), "checked 3 files, 120 entries: nothing to report\n");
}

/// Entries with one finding each, all in one line.
fn one_line(entries: usize) -> String {
    (0..entries)
        .map(|n| format!("@misc{{k{n}, key = {{é}}, title = {{é}}, titel = {{x}}}} "))
        .collect()
}

#[test]
fn many_findings_of_a_rule_are_counted() {
    let checked = crate::support::check_text("refs.bib", &one_line(12));
    checked.report(|report| {
        let most_of_a_rule = Some(10);
        let options = HumanOptions { most_of_a_rule, ..HumanOptions::from(Color::Never) };
        let text = human(report, options);
        assert_eq!(text.matches("warning[unknown-field]").count(), 10);
        assert!(text.contains("... and 2 more `unknown-field` in refs.bib\n(--all"), "{text}");
        assert_eq!(human(report, Color::Never).matches("warning[unknown-field]").count(), 12);
    });
}

#[test]
fn rules_are_counted() {
    let checked = crate::support::check_text("refs.bib", &one_line(12));
    checked.report(|report| {
        let text = statistics(report);
        assert!(text.contains("      12       1  unknown-field  "), "{text}");
        let value: serde_json::Value = serde_json::from_str(&json_statistics(report)).unwrap();
        assert_eq!(value["statistics"][0]["rule"], "unknown-field");
        assert_eq!(value["statistics"][0]["findings"], 12);
        assert_eq!(value["summary"]["warnings"], 12);
    });
}

#[test]
fn a_long_line_is_cut_around_the_finding() {
    let checked = crate::support::check_text("refs.bib", &one_line(400));
    checked.report(|report| {
        let options = HumanOptions { width: 80, ..HumanOptions::from(Color::Never) };
        let text = human(report, options);
        let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
        assert!(longest <= 100, "{longest} columns");
        let last = report.diagnostics.last().unwrap().primary.location;
        let at = report.sources.get(last.source).unwrap().line_column(last.span.start);
        assert!(text.contains(&format!("refs.bib:1:{}\n", at.column)), "its column is the file's");
        assert_eq!(text.matches("^^^^^").count(), 400, "each is underlined");
    });
}

#[test]
fn one_line_of_many_findings_costs_no_more_than_many_lines() {
    let time = |text: &str| {
        let start = std::time::Instant::now();
        let checked = crate::support::check_text("refs.bib", text);
        checked.report(|report| {
            let texts = [concise(report), github(report), json(report)];
            assert!(texts.iter().all(|text| text.contains("unknown-field")));
        });
        start.elapsed()
    };
    let line = one_line(6000);
    let lines = line.replace("} @", "}\n@");
    time(&one_line(100));
    let (line, lines) = (time(&line), time(&lines));
    // Counted from the line's start, columns alone made it some hundred times as slow.
    assert!(line < lines * 8, "one line {line:?}, lines {lines:?}");
}
