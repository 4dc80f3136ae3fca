//! Our reading of hayagriva's YAML beside hayagriva's own.
//!
//! Each entry of each sample, and of fixtures that use every field, is read by us and by
//! hayagriva, whose entry is turned into ours through its getters. Compared are the key, the type,
//! every variable and every field left over:
//!
//! - texts and their marks, but for a mark over the whole of a text: hayagriva 0.10.1 does not
//!   heed `verbatim: true` beside a `value`, though its documentation has it, and we do;
//! - numbers and pages by what hayagriva's own types make of both, since we keep `1 - 4` as it is
//!   written and hayagriva does not;
//! - addresses as `url` writes them, for the same reason;
//! - names and dates exactly.
//!
//! A file that hayagriva refuses as a whole is held entry by entry; an entry that it refuses must
//! have something said about it by us.

#![cfg(feature = "hayagriva")]

use std::collections::BTreeSet;
use std::path::Path;

use hayagriva::types::{MaybeTyped, Numeric, PageRanges};
use ibid::model::{Entry, MarkKind, Text, Value, Variable, VariableKind};
use ibid::read::{Format, Reading, read};
use ibid::source::{Source, SourceId};

fn read_ours(text: &str) -> Reading {
    let source = Source::new("test.yaml", text);
    read(&source, SourceId(0), Some(Format::Hayagriva)).unwrap()
}

/// A text without a mark over the whole of it.
fn unmarked(text: &Text) -> Text {
    let whole = |mark: &&ibid::model::Mark| {
        mark.kind == MarkKind::NoCase && mark.start == 0 && mark.end as usize == text.as_str().len()
    };
    let marks = text.marks().iter().filter(|mark| !whole(mark)).copied().collect();
    Text::with_marks(text.as_str(), marks)
}

fn comparable(variable: Variable, value: &Value) -> Value {
    let Value::Text(text) = value else { return value.clone() };
    let content = text.as_str();
    let content = match variable {
        Variable::Page => content.parse::<MaybeTyped<PageRanges>>().unwrap().to_string(),
        Variable::Url => url::Url::parse(content).map_or(content.to_owned(), String::from),
        _ if variable.kind() == VariableKind::Number => {
            content.parse::<MaybeTyped<Numeric>>().unwrap().to_string()
        }
        _ => return Value::Text(unmarked(text)),
    };
    Value::Text(Text::plain(content))
}

fn extras(entry: &Entry) -> BTreeSet<(String, String)> {
    let name = |name: &str| {
        // One fact has several paths: a publisher that is a name, and one with a `name`.
        let name = name.replace(".value", "").replace("publisher.name", "publisher");
        name.replace("serial-number.serial", "serial-number")
    };
    let value = |value: &str| {
        let number = value.parse::<MaybeTyped<PageRanges>>().unwrap().to_string();
        url::Url::parse(value).map_or(number, String::from)
    };
    entry.extra.iter().map(|extra| (name(&extra.name), value(&extra.value))).collect()
}

#[track_caller]
fn assert_same(ours: &Entry, theirs: &Entry, unknown: &BTreeSet<&str>) {
    let key = &ours.key;
    assert_eq!(key, &theirs.key);
    assert_eq!(ours.kind, theirs.kind, "type of {key}");
    for &variable in Variable::ALL {
        let value = |entry: &Entry| entry.get(variable).map(|value| comparable(variable, value));
        assert_eq!(value(ours), value(theirs), "{variable} of {key}");
    }
    let mut ours = extras(ours);
    ours.retain(|(name, _)| !unknown.contains(name.as_str()));
    assert_eq!(ours, extras(theirs), "extra of {key}");
}

/// Holds every entry of a text; gives how many were compared, and how many hayagriva refused.
fn hold(text: &str) -> (usize, usize) {
    let ours = read_ours(text);
    let whole = hayagriva::io::from_yaml_str(text).ok();
    let (mut compared, mut refused) = (0, 0);
    for (entry, origin) in ours.library.iter().zip(&ours.origins.entries) {
        let part = &text[origin.location.span.range()];
        let alone = hayagriva::io::from_yaml_str(part);
        let theirs = match (&whole, &alone) {
            (Some(library), _) | (None, Ok(library)) => library.get(&entry.key),
            (None, Err(_)) => None,
        };
        let about = |d: &&ibid::diagnostic::Diagnostic| d.key.as_deref() == Some(&entry.key);
        let unknown: BTreeSet<_> = (ours.diagnostics.iter().filter(about))
            .filter(|d| d.rule.name == "unknown-field")
            .filter_map(|d| d.field.as_deref())
            .collect();
        match theirs {
            Some(theirs) => {
                assert_same(entry, &Entry::from(theirs), &unknown);
                compared += 1;
            }
            None => {
                let error = alone.err().map(|error| error.to_string());
                let said = ours.diagnostics.iter().any(|d| about(&d));
                assert!(said, "{}: hayagriva says {error:?}, we nothing", entry.key);
                refused += 1;
            }
        }
    }
    (compared, refused)
}

fn yaml_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "yml" || it == "yaml"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_sample_reads_as_hayagriva_reads_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/hayagriva");
    if !folder.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", folder.display());
        eprintln!("skipped: {} is missing", folder.display());
        return;
    }
    for file in yaml_files(&folder) {
        let text = std::fs::read_to_string(&file).unwrap();
        let (compared, refused) = hold(&text);
        println!("{}: {compared} entries alike, {refused} refused", file.display());
        assert!(compared > 0);
    }
}

#[test]
fn every_fixture_reads_as_hayagriva_reads_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hayagriva");
    for file in yaml_files(&folder) {
        let (compared, refused) = hold(&std::fs::read_to_string(&file).unwrap());
        assert_eq!(refused, 0, "{}", file.display());
        assert!(compared > 0, "{}", file.display());
    }
}
