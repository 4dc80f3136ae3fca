//! The forms of a report, each on the same findings.

use ibid::check::rule;
use ibid::diagnostic::Diagnostic;
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
        Diagnostic::new(
            rule("duplicate-field").unwrap(),
            title,
            "`title` stands twice: 100%\nequal",
        )
        .label("again")
        .also(Span::new(13, 18).in_source(a), "here first")
        .help("delete one of them")
        .fix(Fix::safe("delete it", Span::new(31, 46).in_source(a), ""))
        .key("é")
        .field("title"),
        Diagnostic::new(rule("skipped-content").unwrap(), Span::at(0).in_source(b), "nothing here")
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
fn for_services() {
    type Form = fn(&Report<'_>) -> String;
    let forms: [(&str, Form); 6] = [
        ("jsonl", ibid::report::json_lines),
        ("sarif", ibid::report::sarif),
        ("gitlab", ibid::report::gitlab),
        ("junit", ibid::report::junit),
        ("checkstyle", ibid::report::checkstyle),
        ("markdown", ibid::report::markdown),
    ];
    for (name, form) in forms {
        with_report(|report| {
            let mut report = report.clone();
            report.coverage.unreadable.push(ibid::report::Unreadable {
                file: "gone & lost.bib".to_owned(),
                reason: "cannot read `gone & lost.bib`: there is no such file".to_owned(),
                kind: ibid::report::InputKind::File,
            });
            let text = form(&report);
            // The pages of the rules are in it, which change.
            let text = match serde_json::from_str::<serde_json::Value>(&text) {
                Ok(mut value) if name == "sarif" => {
                    for rule in value["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap()
                    {
                        rule["help"] = "the page".into();
                    }
                    serde_json::to_string_pretty(&value).unwrap()
                }
                _ => text,
            };
            insta::assert_snapshot!(name, text);
        });
    }
}

#[test]
fn sarif_is_as_its_schema_demands() {
    let path = crate::support::repository("tests/fixtures/schemas/sarif-2.1.0.json");
    let schema: serde_json::Value = serde_json::from_str(&crate::support::text_of(&path)).unwrap();
    let held = |text: &str| {
        let log: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(crate::json_schema::faults(&schema, &log), Vec::<String>::new());
        log["runs"][0]["results"].as_array().unwrap().len()
    };
    with_report(|report| {
        let mut report = report.clone();
        report.coverage.unreadable.push(ibid::report::Unreadable {
            file: "gone.bib".to_owned(),
            reason: "cannot read `gone.bib`".to_owned(),
            kind: ibid::report::InputKind::File,
        });
        assert_eq!(held(&ibid::report::sarif(&report)), 2);
    });
    let several = crate::support::repository("tests/fixtures/check/several-faults.bib");
    let several = crate::support::text_of(&several);
    crate::support::check_text("a b.bib", &several).report(|report| {
        assert_eq!(held(&ibid::report::sarif(report)), report.diagnostics.len());
    });
    crate::support::check_text("a.bib", "").report(|report| {
        held(&ibid::report::sarif(report));
    });
}

#[test]
fn sarif_of_many_findings_says_nothing_twice() {
    let checked = crate::support::check_text("refs.bib", &one_line(2000));
    checked.report(|report| {
        let text = ibid::report::sarif(report);
        let each = text.len() / report.diagnostics.len();
        assert!(each < 700, "{each} bytes for each of {} findings", report.diagnostics.len());
    });
}

#[test]
fn reports_in_xml_can_be_read() {
    let text = "@book{a<b&\"c, title = {x}, titel = {\u{1}y}, author = {D, E}, pages = {9--1}}\n";
    let checked = crate::support::check_text("a & <b>.bib", text);
    checked.report(|report| {
        for form in [ibid::report::junit, ibid::report::checkstyle] {
            let xml = form(report);
            let mut sink = ibid::diagnostic::Sink::new();
            let root =
                ibid::syntax::xml::parse(&xml, ibid::source::SourceId(0), &mut sink).unwrap();
            assert!(sink.is_empty(), "{:?}", sink.as_slice());
            let file = root.children[0].attribute("name").unwrap();
            assert_eq!(file, "a & <b>.bib");
            assert_eq!(root.children[0].children.len(), report.diagnostics.len());
        }
    });
}

/// What `junit-10.xsd`, the schema that Jenkins has of JUnit's reports, allows of an element.
struct JunitElement {
    name: &'static str,
    /// The attributes that it must have.
    required: &'static [&'static str],
    /// Those that it may have beside them.
    allowed: &'static [&'static str],
    children: &'static [&'static str],
}

const JUNIT: &[JunitElement] = &[
    JunitElement {
        name: "testsuites",
        required: &[],
        allowed: &["name", "time", "tests", "failures", "disabled", "errors"],
        children: &["testsuite"],
    },
    JunitElement {
        name: "testsuite",
        required: &["name", "tests"],
        allowed: &["failures", "errors", "time", "disabled", "skipped", "timestamp", "hostname"],
        children: &["properties", "testcase", "system-out", "system-err"],
    },
    JunitElement {
        name: "testcase",
        required: &["name"],
        allowed: &["assertions", "time", "classname", "status"],
        children: &["skipped", "error", "failure", "system-out", "system-err"],
    },
    JunitElement { name: "failure", required: &[], allowed: &["type", "message"], children: &[] },
    JunitElement { name: "error", required: &[], allowed: &["type", "message"], children: &[] },
    JunitElement { name: "skipped", required: &[], allowed: &["type", "message"], children: &[] },
    JunitElement { name: "system-out", required: &[], allowed: &[], children: &[] },
];

fn held_to_junit(element: &ibid::syntax::xml::Element<'_>) {
    let name = element.name;
    let row = JUNIT.iter().find(|row| row.name == name).unwrap_or_else(|| panic!("<{name}>"));
    for attribute in row.required {
        assert!(element.attribute(attribute).is_some(), "<{name}> has no {attribute}");
    }
    for attribute in &element.attributes {
        let own = attribute.name;
        let is_known = row.required.contains(&own) || row.allowed.contains(&own);
        assert!(is_known, "<{name}> has {own}");
    }
    for child in &element.children {
        assert!(row.children.contains(&child.name), "<{}> in <{name}>", child.name);
        held_to_junit(child);
    }
}

#[test]
fn junit_is_as_its_schema_demands() {
    let held = |report: &Report<'_>| {
        let xml = ibid::report::junit(report);
        let mut sink = ibid::diagnostic::Sink::new();
        let root = ibid::syntax::xml::parse(&xml, ibid::source::SourceId(0), &mut sink).unwrap();
        assert!(sink.is_empty(), "{:?}", sink.as_slice());
        assert_eq!(root.name, "testsuites");
        held_to_junit(&root);
        let count = |element: &ibid::syntax::xml::Element<'_>, name: &str| -> usize {
            element.attribute(name).map_or(0, |count| count.parse().unwrap())
        };
        for suite in &root.children {
            assert_eq!(count(suite, "tests"), suite.children.len(), "{xml}");
            let failed = suite.children.iter().filter(|case| case.child("failure").is_some());
            assert_eq!(count(suite, "failures"), failed.count(), "{xml}");
        }
        for total in ["tests", "failures", "errors"] {
            let sum: usize = root.children.iter().map(|suite| count(suite, total)).sum();
            assert_eq!(count(&root, total), sum, "{total}: {xml}");
        }
    };
    with_report(held);
    let text = "@book{a<b&\"c, title = {x}, titel = {y}, author = {D, E}, pages = {9--1}}\n";
    crate::support::check_text("a & <b>.bib", text).report(held);
    let refused = |file: &str| ibid::report::Unreadable {
        file: file.to_owned(),
        reason: "cannot read `x & y`".to_owned(),
        kind: ibid::report::InputKind::File,
    };
    let coverage = Coverage { unreadable: vec![refused("x & y.bib")], ..Coverage::default() };
    held(&Report { sources: &Sources::new(), diagnostics: &[], coverage });
}

#[test]
fn a_fingerprint_stays_when_lines_are_added() {
    let entry = "@book{a, titel = {T}, author = {D, E}, publisher = {P}, year = 1990}\n";
    let prints = |text: &str| {
        let mut prints = Vec::new();
        crate::support::check_text("a.bib", text).report(|report| {
            let issues: serde_json::Value =
                serde_json::from_str(&ibid::report::gitlab(report)).unwrap();
            let print =
                |issue: &serde_json::Value| issue["fingerprint"].as_str().unwrap().to_owned();
            prints = issues.as_array().unwrap().iter().map(print).collect();
        });
        prints
    };
    let before = prints(entry);
    assert!(!before.is_empty());
    assert_eq!(prints(&format!("% a comment\n\n{entry}")), before);
    assert_ne!(prints(&entry.replace("titel", "title_")), before);
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
        let max_per_rule = Some(10);
        let options = HumanOptions { max_per_rule, ..HumanOptions::from(Color::Never) };
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
        assert!(!text.contains(":::"), "an excerpt of one file is not marked as one of another");
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
