//! Runs the validator on styles and locales that others have checked: the official ones, those of
//! the official test suite, and the embedded ones. Each finding has been reviewed by a person.
#![allow(clippy::disallowed_methods, reason = "a test reads files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::Severity;
use crate::style::shared::shared;
use crate::style::validate::fixtures::findings;

/// The number of findings of each rule, without infos.
type Counts = BTreeMap<(Severity, &'static str), usize>;

fn count(counts: &mut Counts, name: &str, text: &str) {
    for found in findings(text).iter().filter(|found| found.severity > Severity::Info) {
        if found.severity == Severity::Error {
            eprintln!("{name}: {}", found.message);
        }
        *counts.entry((found.severity, found.rule.name)).or_default() += 1;
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let is_data = |path: &PathBuf| path.extension().is_some_and(|extension| extension != "md");
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).filter(is_data).collect();
    files.sort();
    files
}

fn counts(files: &[PathBuf]) -> Counts {
    let mut counts = Counts::new();
    for path in files {
        count(&mut counts, &path.to_string_lossy(), &fs::read_to_string(path).unwrap());
    }
    counts
}

#[test]
fn official_styles() {
    let Some(folder) = shared("csl-styles") else { return };
    let files = files(&folder);
    assert_eq!(files.len(), 2858);
    let expected = [
        // 50 terms are defined twice, and one style has two `name-part`s for `given`.
        ((Severity::Warning, "duplicate-style-part"), 51),
        // The language `cz`, where `cs` is meant.
        ((Severity::Warning, "invalid-style-value"), 1),
    ];
    assert_eq!(counts(&files), Counts::from(expected));
}

#[test]
fn official_locales() {
    let Some(folder) = shared("csl-locales") else { return };
    let files = files(&folder);
    assert_eq!(files.len(), 62);
    // Terms defined twice, in Armenian, Latvian and Chinese.
    let expected = [((Severity::Warning, "duplicate-style-part"), 9)];
    assert_eq!(counts(&files), Counts::from(expected));
}

#[test]
fn what_the_test_suite_runs_has_no_error() {
    let Some(folder) = shared("csl-test-suite") else { return };
    let (mut counts, mut styles) = (Counts::new(), 0);
    let files = files(&folder);
    for path in &files {
        let fixture = fs::read_to_string(path).unwrap();
        // The section marks have four or five equals signs.
        let section = fixture.split_once("= CSL =").map(|(_, rest)| rest);
        let style = section.and_then(|rest| {
            let (_, rest) = rest.split_once(">>\n")?;
            Some(rest.split_once("<<=")?.0)
        });
        if let Some(style) = style {
            styles += 1;
            count(&mut counts, &path.to_string_lossy(), style.trim());
        }
    }
    assert_eq!(styles, files.len());
    assert!(counts.keys().all(|(severity, _)| *severity < Severity::Error), "{counts:?}");
}

#[cfg(feature = "archive")]
#[test]
fn what_is_embedded_has_no_error() {
    use crate::style::archive;
    let mut counts = Counts::new();
    for style in archive::styles() {
        count(&mut counts, style.name, style.xml);
    }
    for tag in archive::locales() {
        count(&mut counts, tag, archive::locale(tag).unwrap());
    }
    assert!(counts.keys().all(|(severity, _)| *severity < Severity::Error), "{counts:?}");
}
