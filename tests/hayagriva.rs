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
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests read files and fail by panicking"
)]
#![cfg(feature = "hayagriva")]

mod shared;

use std::collections::BTreeSet;
use std::path::Path;

use hayagriva::citationberg::IndependentStyle;
use hayagriva::types::{EntryType as Kind, MaybeTyped, Numeric, PageRanges};
use hayagriva::{CitationItem, CitationRequest};
use ibid::model::{Entry, EntryType, MarkKind, Text, Value, Variable, VariableKind};
use ibid::read::{Format, Reading, read};
use ibid::source::{Source, SourceId};

use crate::shared::shared;

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
        let about = |d: &&ibid::diagnostic::Diagnostic| d.first_key() == Some(&entry.key);
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
    let Some(folder) = shared("samples/hayagriva") else { return };
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

/// Variables that hayagriva's renderer reads from nothing that an entry states, those it lets
/// stand for a long form, and those that are citeproc-js's own.
const NOT_INSPECTED: [&str; 18] = [
    "citation-key",
    "citation-label",
    "citation-number",
    "collection-title-short",
    "committee",
    "container-title-short",
    "document-name",
    "first-reference-note-number",
    "hereinafter",
    "locator",
    "locator-date",
    "original-container-title",
    "page-first",
    "publication-date",
    "publication-number",
    "supplement",
    "title-short",
    "volume-title-short",
];

fn inspected() -> impl Iterator<Item = Variable> {
    let all = Variable::ALL.iter().copied();
    all.filter(|variable| {
        !NOT_INSPECTED.contains(&variable.name()) && variable.name() != "year-suffix"
    })
}

/// A style that prints each type that the entry matches and each variable it has, as
/// `name=value` with a bar after it.
fn inspecting_style() -> IndependentStyle {
    let mut body = String::new();
    let mut line = |test: String, value: String| {
        body += &format!("<choose><if {test}>{value}</if></choose>");
    };
    for kind in EntryType::ALL {
        line(format!("type=\"{kind}\""), format!("<text value=\"type={kind}\" suffix=\"¦\"/>"));
    }
    for variable in inspected() {
        let value = match variable.kind() {
            VariableKind::Standard | VariableKind::Number => {
                format!("<text variable=\"{variable}\"/>")
            }
            VariableKind::Name => {
                format!("<names variable=\"{variable}\"><name delimiter=\"; \"/></names>")
            }
            VariableKind::Date => format!(
                "<date variable=\"{variable}\"><date-part name=\"year\"/>\
                 <date-part name=\"month\" form=\"numeric\" prefix=\"/\"/>\
                 <date-part name=\"day\" form=\"numeric\" prefix=\"/\"/></date>"
            ),
        };
        let value =
            format!("<group><text value=\"{variable}=\"/>{value}<text value=\"¦\"/></group>");
        line(format!("variable=\"{variable}\""), value);
    }
    let style = format!(
        "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\">\
         <info><title>t</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info>\
         <citation><layout>{body}</layout></citation></style>"
    );
    IndependentStyle::from_xml(&style).unwrap()
}

/// What hayagriva prints, and what we hold, in a form that neither's typography differs in.
fn plainly(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '“' | '”' => out.push('"'),
            '‘' | '’' => out.push('\''),
            '–' | '\u{2011}' => out.push('-'),
            // A full stop may be drawn into quotes, and blanks squeezed.
            c if c.is_whitespace() || ".,$".contains(c) => {}
            c => out.push(c),
        }
    }
    out
}

fn sorted(text: String) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    chars.sort_unstable();
    chars.into_iter().collect()
}

fn held(value: &Value) -> String {
    match value {
        Value::Text(text) => text.as_str().to_owned(),
        Value::Names(names) => {
            names.iter().map(ibid::model::Name::display).collect::<Vec<_>>().join("; ")
        }
        Value::Date(date) => {
            let point = date.first_point().unwrap();
            let parts = [point.month(), point.day()];
            let parts = parts.iter().flatten().map(|part| format!("/{part}"));
            std::iter::once(point.year.to_string()).chain(parts).collect()
        }
    }
}

/// Every type and variable that hayagriva's renderer finds in an entry, we find too, and no other.
#[test]
fn variables_are_those_that_hayagriva_renders() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hayagriva");
    assert_variables(&fixtures);
}

#[test]
fn variables_of_samples_are_those_that_hayagriva_renders() {
    let Some(samples) = shared("samples/hayagriva") else { return };
    assert_variables(&samples);
}

#[track_caller]
fn assert_variables(folder: &Path) {
    let style = inspecting_style();
    for file in yaml_files(folder) {
        let text = std::fs::read_to_string(&file).unwrap();
        let Ok(library) = hayagriva::io::from_yaml_str(&text) else { continue };
        let ours = read_ours(&text);
        for (entry, theirs) in ours.library.iter().zip(&library) {
            assert_rendered(entry, theirs, &style);
        }
    }
}

/// Where we print something else than hayagriva's renderer, as COMPATIBILITY.md says. What it
/// prints in each of these is also held.
fn differs_on_purpose(
    variable: Variable,
    entry: &Entry,
    theirs: &hayagriva::Entry,
    printed: Option<&str>,
) -> bool {
    let ours = entry.get(variable).map(|value| plainly(&held(value)));
    let ours = ours.as_deref();
    let printed = printed.map(plainly);
    let printed = printed.as_deref();
    let other = |variable| entry.get(variable).map(|value| plainly(&held(value)));
    let arxiv = theirs.serial_number().is_some_and(|it| it.0.contains_key("arxiv"));
    match variable {
        // The title of a parent is the container's or the volume's, not both.
        Variable::VolumeTitle => {
            ours.is_none() && printed == other(Variable::ContainerTitle).as_deref()
        }
        Variable::ContainerTitle => {
            let is_lookup = matches!(entry.kind, EntryType::Entry | EntryType::EntryEncyclopedia);
            // An episode or a song has the series or the album that it is in.
            let is_lookup = is_lookup || matches!(theirs.entry_type(), Kind::Audio | Kind::Video);
            let parents = || theirs.parents().iter().filter_map(hayagriva::Entry::title);
            let is_of_parent =
                || parents().any(|title| Some(&*plainly(&title.to_string())) == ours);
            is_lookup && printed.is_none() && is_of_parent()
        }
        // An organization is the publisher where there is no other, and so is arXiv.
        Variable::Publisher => {
            let is_arxiv = arxiv && ours == Some("arXiv");
            printed.is_none() && (ours == other(Variable::Authority).as_deref() || is_arxiv)
        }
        Variable::Number => printed.is_none() && ours.is_some_and(|it| it.starts_with("arXiv:")),
        Variable::Url => {
            arxiv && printed.is_none() && ours.is_some_and(|it| it.starts_with("https://arxivorg/"))
        }
        // Where a work was published, or an event took place.
        Variable::PublisherPlace | Variable::EventPlace => {
            let parents = theirs.parents().iter();
            let mut places =
                std::iter::once(theirs).chain(parents).filter_map(hayagriva::Entry::location);
            printed.is_none() && places.any(|place| Some(&*plainly(&place.to_string())) == ours)
        }
        // The people of such a series.
        Variable::ContainerAuthor | Variable::Editor => {
            printed.is_none() && matches!(theirs.entry_type(), Kind::Audio | Kind::Video)
        }
        // The volume of the dictionary that an entry is in, of the series that an episode is in.
        Variable::Volume => {
            let mut volumes = theirs.parents().iter().filter_map(hayagriva::Entry::volume);
            volumes.any(|volume| Some(&*plainly(&volume.to_string())) == ours)
        }
        // A volume is printed once.
        Variable::PartNumber | Variable::ChapterNumber => {
            ours.is_none() && printed == other(Variable::Volume).as_deref()
        }
        _ => false,
    }
}

#[track_caller]
fn assert_rendered(entry: &Entry, whole: &hayagriva::Entry, style: &IndependentStyle) {
    let item = CitationItem::with_entry(whole);
    let request = CitationRequest::from_items(vec![item], style, &[]);
    let mut printed = String::new();
    let rendered = hayagriva::standalone_citation(request);
    rendered.write_buf(&mut printed, hayagriva::BufWriteFormat::Plain).unwrap();
    let lines: Vec<_> = printed.split('¦').filter_map(|line| line.split_once('=')).collect();
    let kinds: Vec<_> =
        lines.iter().filter(|(name, _)| *name == "type").map(|(_, it)| *it).collect();
    // An anthology is a book to us, and what an archive keeps to hayagriva.
    let anthology = *whole.entry_type() == Kind::Anthology && entry.kind == EntryType::Book;
    // A paper in proceedings that are a book, of no conference that is named, is a chapter.
    let paper = entry.kind == EntryType::Chapter
        && kinds == ["paper-conference"]
        && entry.has(Variable::Publisher)
        && !entry.has(Variable::EventTitle);
    // A preprint is an article, whatever it was said to be.
    let preprint =
        entry.kind == EntryType::Article && entry.str(Variable::Publisher) == Some("arXiv");
    let known =
        kinds.is_empty() || kinds.contains(&entry.kind.name()) || anthology || paper || preprint;
    assert!(known, "{}: {} is none of {kinds:?}", entry.key, entry.kind);
    for variable in inspected() {
        let theirs = lines.iter().find(|(name, _)| *name == variable.name()).map(|(_, it)| *it);
        // We read a DOI without the address of its resolver.
        let theirs = theirs.map(|it| match variable {
            Variable::Doi => ibid::model::Doi::strip_resolver(it),
            _ => it,
        });
        let ours = entry.get(variable).map(held);
        // Years before 1 are printed with a word, languages without script, addresses encoded.
        let both = ours.as_deref().zip(theirs);
        let differs = both.is_some_and(|(ours, theirs)| match variable {
            Variable::Language => ours.split('-').next() == theirs.split('-').next(),
            Variable::Url => {
                url::Url::parse(ours).is_ok_and(|it| plainly(it.as_str()) == plainly(theirs))
            }
            _ => variable.kind() == VariableKind::Date && ours.starts_with('-'),
        });
        let alike = theirs.map(plainly) == ours.as_deref().map(plainly);
        if !differs && differs_on_purpose(variable, entry, whole, theirs) {
            if !alike {
                println!("on purpose: {variable} of {}: {ours:?}, not {theirs:?}", entry.key);
            }
        } else if !differs {
            let (mut theirs, mut ours) = (theirs.map(plainly), ours.as_deref().map(plainly));
            if variable.kind() == VariableKind::Name {
                // Chinese and Japanese names are printed with the family name first.
                (theirs, ours) = (theirs.map(sorted), ours.map(sorted));
            }
            assert_eq!(ours, theirs, "{variable} of {}", entry.key);
        }
    }
}
