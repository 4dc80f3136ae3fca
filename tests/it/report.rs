//! The forms of a report, each on the same findings.

use ibid::diagnostic::Diagnostic;
use ibid::diagnostic::rules::{DUPLICATE_FIELD, SKIPPED_CONTENT};
use ibid::diagnostic::{Fix, Severity};
use ibid::report::{Color, Coverage, Report, concise, github, human, json};
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
        coverage: Coverage { files: 3, entries: 120, unreadable: 1, styles: 0 },
    };
    assert_eq!(
        concise(&report),
        "checked 3 files, 120 entries: nothing to report (1 file not read)\n"
    );
}
