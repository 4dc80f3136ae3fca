//! Runs the validator on faulty styles of our own, on the examples of its rules' pages, and on
//! randomly damaged styles.
#![allow(clippy::disallowed_methods, reason = "a test reads files")]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::diagnostic::{Diagnostic, Sink};
use crate::source::{Source, SourceId};
use crate::style::validate::{rules, validate};
use crate::syntax::xml;

pub(super) fn findings(text: &str) -> Vec<Diagnostic> {
    let mut sink = Sink::new();
    if let Some(root) = xml::parse(text, SourceId(0), &mut sink) {
        validate(&root, SourceId(0), &mut sink);
    }
    sink.into_sorted()
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/style");
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|own| own != "expected"))
        .collect();
    files.sort();
    files
}

/// The expected findings are in a file beside each style; `IBID_UPDATE=1` writes them.
#[test]
fn every_fault_is_found_where_it_is() {
    for path in fixtures() {
        let text = fs::read_to_string(&path).unwrap();
        let actual = report(&text);
        let beside = path.with_extension("expected");
        if env::var_os("IBID_UPDATE").is_some() {
            fs::write(&beside, &actual).unwrap();
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        assert!(actual == expected, "{}:\n{actual}", path.display());
    }
}

fn report(text: &str) -> String {
    let source = Source::new("", text);
    let place = |offset| {
        let at = source.line_column(offset);
        format!("{}:{}", at.line, at.column)
    };
    let mut report = String::new();
    for found in findings(text) {
        let span = found.primary.location.span;
        let (severity, rule) = (found.severity, found.rule.name);
        let quoted = source.slice(span);
        writeln!(report, "{} `{quoted}`", place(span.start)).unwrap();
        writeln!(report, "  {severity} {rule}: {}", found.message).unwrap();
        for label in &found.secondary {
            let at = place(label.location.span.start);
            writeln!(report, "  also {at}: {}", label.message).unwrap();
        }
        if let Some(help) = &found.help {
            writeln!(report, "  help: {help}").unwrap();
        }
        if let Some(fix) = &found.fix {
            writeln!(report, "  fix: {}", fix.message).unwrap();
        }
    }
    report
}

#[test]
fn every_rule_is_shown_by_a_fixture() {
    let all: Vec<_> = fixtures()
        .iter()
        .flat_map(|path| findings(&fs::read_to_string(path).unwrap()))
        .map(|found| found.rule.name)
        .collect();
    for rule in rules::ALL {
        assert!(all.contains(&rule.name), "{}", rule.name);
    }
}

/// Applying the fix of a misspelt name removes its finding and adds none.
#[test]
fn fixes_mend() {
    let mut fixed = 0;
    for path in fixtures() {
        let text = fs::read_to_string(&path).unwrap();
        let before = findings(&text);
        for found in &before {
            let Some(fix) = &found.fix else { continue };
            let mut mended = text.clone();
            for edit in fix.edits() {
                mended.replace_range(edit.location.span.range(), &edit.replacement);
            }
            let count = |all: &[Diagnostic]| {
                all.iter().filter(|other| other.message == found.message).count()
            };
            let after = findings(&mended);
            assert!(count(&after) < count(&before), "{}: {}", path.display(), found.message);
            assert!(after.len() <= before.len(), "{}: {}", path.display(), found.message);
            fixed += 1;
        }
    }
    assert!(fixed > 10, "{fixed}");
}

#[test]
fn the_examples_of_the_pages_hold() {
    for rule in rules::ALL {
        let mut shown = [0, 0];
        for block in rule.page.split("\n```csl ").skip(1) {
            let (expectation, rest) = block.split_once('\n').unwrap();
            let (example, _) = rest.split_once("\n```").unwrap();
            let mut names: Vec<_> =
                findings(&whole(example)).iter().map(|found| found.rule.name).collect();
            names.dedup();
            if expectation == "ok" {
                assert!(names.is_empty(), "{}: {names:?} in\n{example}", rule.name);
                shown[1] += 1;
            } else {
                assert_eq!(expectation, format!("error: [{}]", rule.name));
                assert_eq!(names, [rule.name], "in\n{example}");
                shown[0] += 1;
            }
        }
        assert!(shown[0] > 0 && shown[1] > 0, "{} has no example", rule.name);
    }
}

/// A complete style around a part of one.
fn whole(example: &str) -> String {
    const INFO: &str = "<info><title>T</title><id>urn:t</id>\
                        <updated>2024-01-31T12:00:00Z</updated></info>";
    const CITATION: &str = "<citation><layout><text variable='title'/></layout></citation>";
    let starts = |names: &[&str]| names.iter().any(|n| example.starts_with(&format!("<{n}")));
    let info = if starts(&["info"]) { "" } else { INFO };
    let inside = match () {
        () if example.contains("<citation") => example.to_owned(),
        () if starts(&["info", "locale"]) => format!("{example}{CITATION}"),
        () if starts(&["bibliography", "macro"]) => format!("{CITATION}{example}"),
        () => format!("<citation><layout>{example}</layout></citation>"),
    };
    format!(
        "<style xmlns='http://purl.org/net/xbiblio/csl' class='note' version='1.0'>\
         {info}{inside}</style>"
    )
}

/// Damages the fixtures in many ways; in every result, all spans must lie within the text.
#[test]
fn damage_never_panics() {
    let texts: Vec<String> =
        fixtures().iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for round in 0..3000 {
        let mut text = texts[round % texts.len()].clone();
        for _ in 0..=random.below(4) {
            damage(&mut text, &texts, &mut random);
        }
        for found in findings(&text) {
            let labels = std::iter::once(&found.primary).chain(&found.secondary);
            for span in labels.map(|label| label.location.span) {
                assert!(text.get(span.range()).is_some(), "{span:?} in\n{text}");
            }
        }
    }
}

/// The validator reports as errors exactly what prevents a style from being compiled, and calls of
/// undefined macros, for which a compiled style only has a warning.
#[cfg(feature = "archive")]
#[test]
fn errors_are_what_cannot_be_compiled() {
    use crate::diagnostic::Severity;
    use crate::style::archive::Embedded;
    use crate::style::{Style, StyleErrorKind, StyleWarningKind};
    let texts: Vec<String> = fixtures()
        .iter()
        .filter(|path| path.extension().is_some_and(|own| own == "csl"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let damaged: Vec<String> = (0..1000)
        .map(|round| {
            let mut text = texts[round % texts.len()].clone();
            damage(&mut text, &texts, &mut random);
            text
        })
        .collect();
    for text in texts.iter().chain(&damaged) {
        let errors: Vec<_> = findings(text)
            .into_iter()
            .filter(|found| found.severity == Severity::Error)
            .map(|found| found.message)
            .collect();
        match Style::compile(text, None, &Embedded) {
            // The style itself does not show whether its parent can be found.
            Err(error) if matches!(error.kind, StyleErrorKind::NoParent(_)) => {}
            compiled => {
                let is_sound = compiled.is_ok_and(|style| {
                    let mut kinds = style.warnings().iter().map(|warning| &warning.kind);
                    !kinds.any(|kind| matches!(kind, StyleWarningKind::UndefinedMacro(_)))
                });
                assert_eq!(errors.is_empty(), is_sound, "{errors:?} in\n{text}");
            }
        }
    }
}

fn damage(text: &mut String, texts: &[String], random: &mut Random) {
    let from = random.boundary(text);
    let to = random.boundary(text);
    let range = from.min(to)..from.max(to).min(from.min(to) + 200);
    let range = range.start..(range.end..).find(|&at| text.is_char_boundary(at)).unwrap();
    match random.below(4) {
        0 => text.replace_range(range, ""),
        1 => {
            let twice = text[range.clone()].to_owned();
            text.insert_str(range.start, &twice);
        }
        2 => {
            let other = &texts[random.below(texts.len())];
            let at = random.boundary(other);
            let piece: String = other[at..].chars().take(80).collect();
            text.insert_str(range.start, &piece);
        }
        _ => {
            let bits = ["<", ">", "\"", "&", "&#32;", "=", " ", "é", "\0", "</style>", "<![CDATA["];
            text.insert_str(range.start, bits[random.below(bits.len())]);
        }
    }
}

/// A small generator (xorshift64*), so that every run has the same damage.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % end
    }

    fn boundary(&mut self, text: &str) -> usize {
        let at = self.below(text.len() + 1);
        (at..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
    }
}
