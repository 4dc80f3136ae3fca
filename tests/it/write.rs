//! Bibliographies written and read again.

use ibid::Error;
use ibid::files::Files;
use ibid::model::{Date, Entry, Library, Name, Text, Value, Variable};
use ibid::read::{Format, read};
use ibid::source::{Source, SourceId};
use ibid::write::{csl_json, csl_yaml};

use crate::shared::shared;
use crate::support::files_below;

fn written_and_read(library: &Library) -> Library {
    let source = Source::new("written.json", csl_json(library).unwrap());
    read(&source, SourceId(0), Some(Format::CslJson)).unwrap().library
}

#[test]
fn samples_written_as_csl_json_are_read_again() {
    let Some(samples) = shared("samples") else { return };
    let mut entries = 0;
    for extension in ["json", "bib", "yaml", "yml"] {
        for path in files_below(&samples, extension) {
            let library = match Files::open(&path) {
                Ok(files) => files.library(),
                Err(Error::Read(_)) => continue,
                Err(error) => panic!("{error}"),
            };
            let again = written_and_read(&library);
            assert_eq!(library.len(), again.len(), "{}", path.display());
            let source = Source::new("written.yaml", csl_yaml(&library).unwrap());
            let yaml = read(&source, SourceId(0), Some(Format::CslYaml)).unwrap();
            let pairs = yaml.library.iter().zip(&again);
            let first = pairs.clone().find(|(yaml, json)| yaml != json);
            assert!(first.is_none(), "{} as YAML: {first:#?}", path.display());
            for (before, after) in library.iter().zip(&again) {
                assert!(
                    bare(before) == bare(after) || is_changed(before).is_some(),
                    "{}: {before:?}\nbecomes {after:?}",
                    path.display()
                );
            }
            entries += library.len();
        }
    }
    assert!(entries > 10_000, "{entries} entries");
}

/// An entry without the word for its type in another format, which CSL-JSON does not have, without
/// the spaces that keep lines of a note from being read as variables, and without the backslashes
/// before hyphens.
fn bare(entry: &Entry) -> Entry {
    let mut bare = Entry::new(entry.key.clone(), entry.kind);
    (bare.aliases, bare.extra) = (entry.aliases.clone(), entry.extra.clone());
    for (variable, value) in entry.values() {
        let value = match value {
            Value::Text(text) if text.as_str().contains("\\-") => {
                Text::with_marks(text.as_str().replace("\\-", "-"), text.marks().to_vec()).into()
            }
            value => value.clone(),
        };
        bare.set(variable, value).unwrap();
    }
    if let Some(note) = entry.text(Variable::Note) {
        let note = note.to_csl_markup();
        let lines: Vec<&str> = note.lines().map(str::trim_start).collect();
        bare.set(Variable::Note, Text::from_csl_markup(&lines.join("\n"))).unwrap();
    }
    bare
}

/// Why an entry of another format is not the same once it has been CSL-JSON.
fn is_changed(entry: &Entry) -> Option<&'static str> {
    let text = |variable: Variable| entry.str(variable).unwrap_or_default();
    let has_clash = entry.extra.iter().any(|extra| {
        extra.name == "type" || extra.name == "custom" || Variable::from_name(&extra.name).is_some()
    });
    let is_repeated = (entry.extra.iter().enumerate())
        .any(|(index, extra)| entry.extra[..index].iter().any(|other| other.name == extra.name));
    let is_several = |name: &Name| matches!(name, Name::Literal(text) if text.contains(" and "));
    let mut values = entry.values().map(|(_, value)| value);
    if has_clash {
        Some("a field that CSL knows under this name as something else goes under `custom`")
    } else if is_repeated {
        Some("a field that is there twice goes under `custom` the second time")
    } else if [Variable::Isbn, Variable::Issn].iter().any(|&it| text(it).contains("IS")) {
        Some("readers take the label off a number")
    } else if entry.text(Variable::Number).is_some_and(|text| !text.marks().is_empty()) {
        Some("CSL-JSON has no markup in numbers: what keeps the letter case of `arXiv:hep-th/1`")
    } else if values.any(|value| match value {
        Value::Text(text) => text.is_empty(),
        Value::Names(names) => names.iter().any(is_several),
        Value::Date(_) => false,
    }) {
        Some("empty texts are left out, and several persons in one name are taken apart")
    } else {
        None
    }
}

#[test]
fn dates_that_date_parts_cannot_hold_are_kept() {
    let dates = [
        "1967",
        "1967-03",
        "1967-03-05",
        "1967-22",
        "-0044-03-15",
        "0000",
        "1967~",
        "1967?",
        "1967/1968",
        "1967-03/..",
        "../1967",
        "/1967",
        "1967/",
        "196X",
        "19XX",
        "1967-XX",
        "1967-03-05T10:20:30Z",
        "1967~/1968",
        "1967-21/1968-22",
    ];
    for edtf in dates {
        let mut entry = Entry::new("mett", ibid::model::EntryType::Book);
        let date = Date::from_edtf(edtf).unwrap();
        entry.set(Variable::Issued, date.clone()).unwrap();
        let again = written_and_read(&Library::from_iter([entry]));
        assert_eq!(again.entries()[0].date(Variable::Issued), Some(&date), "{edtf}");
    }
}

#[test]
fn names_keep_their_parts() {
    let names = [
        Name::person("Mett", "Ida"),
        Name::person("de Gaulle", "Charles"),
        Name::person("", "Plato"),
        Name::literal("Workers Solidarity Movement"),
        Name::Others,
    ];
    let mut entry = Entry::new("mett", ibid::model::EntryType::Book);
    entry.set(Variable::Author, names.to_vec()).unwrap();
    let again = written_and_read(&Library::from_iter([entry]));
    assert_eq!(again.entries()[0].names(Variable::Author), names);
}

#[test]
fn a_name_without_parts_is_not_dropped_in_silence() {
    for name in [Name::person("", ""), Name::literal(" ")] {
        let mut entry = Entry::new("mett", ibid::model::EntryType::Book);
        entry.set(Variable::Editor, vec![name]).unwrap();
        let expected = "a name in `editor` of the entry `mett` is empty";
        assert_eq!(serde_json::to_string(&entry).unwrap_err().to_string(), expected);
        let library = Library::from_iter([entry]);
        assert_eq!(csl_json(&library).unwrap_err().to_string(), expected);
        assert_eq!(csl_yaml(&library).unwrap_err().to_string(), expected);
    }
}

#[test]
fn entries_built_in_a_program_are_checked_too() {
    let mut entry = Entry::new("mett", ibid::model::EntryType::Book);
    entry.set(Variable::Title, "The Commune").unwrap();
    entry.set(Variable::Isbn, "978-3-540-89638-9").unwrap();
    let findings = ibid::References::from(entry).check().unwrap_err();
    assert!(findings.iter().any(|it| it.rule.name == "isbn-invalid"), "{findings:?}");
}

mod serde {
    use ibid::model::{Citation, CitationMode, Cite, Date, Library, LocatorLabel, Name};

    use crate::shared::shared;
    use crate::support::files_below;

    #[test]
    fn samples_of_csl_json_are_equal_after_a_round_trip() {
        let Some(samples) = shared("samples/csljson") else { return };
        let mut entries = 0;
        for path in files_below(&samples, "json") {
            let library = ibid::open(&path).unwrap().library().clone();
            let text = serde_json::to_string(&library).unwrap();
            let again: Library = serde_json::from_str(&text).unwrap();
            assert!(library == again, "{}", path.display());
            entries += library.len();
        }
        assert!(entries > 0);
    }

    /// Whatever a library was read from, once it has been CSL-JSON it stays the same.
    #[test]
    fn samples_of_all_formats_are_csl_json_from_then_on() {
        let Some(samples) = shared("samples") else { return };
        let mut entries = 0;
        for extension in ["json", "bib", "yaml", "yml"] {
            for path in files_below(&samples, extension) {
                let Ok(refs) = ibid::open(&path) else { continue };
                let text = serde_json::to_string(refs.library()).unwrap();
                let once: Library = serde_json::from_str(&text).unwrap();
                let text = serde_json::to_string(&once).unwrap();
                let twice: Library = serde_json::from_str(&text).unwrap();
                let first = once.iter().zip(&twice).find(|(once, twice)| once != twice);
                assert!(first.is_none(), "{}: {first:#?}", path.display());
                entries += once.len();
            }
        }
        assert!(entries > 10_000, "{entries} entries");
    }

    #[test]
    fn parts_of_the_model_are_csl_json() {
        let name = Name::person("de Gaulle", "Charles");
        let text = serde_json::to_string(&name).unwrap();
        assert_eq!(text, r#"{"family":"de Gaulle","given":"Charles","parse-names":false}"#);
        assert_eq!(serde_json::from_str::<Name>(&text).unwrap(), name);

        let date: Date = serde_json::from_str(r#"{"date-parts": [[1967, "3"]]}"#).unwrap();
        assert_eq!(serde_json::to_string(&date).unwrap(), r#"{"date-parts":[[1967,3]]}"#);

        let citation = Citation {
            cites: vec![Cite::new("mett").at(LocatorLabel::Chapter, "3"), Cite::new("broue")],
            note: Some(2),
            mode: CitationMode::Composite { infix: None },
            unsorted: true,
        };
        let text = serde_json::to_string(&citation).unwrap();
        assert_eq!(serde_json::from_str::<Citation>(&text).unwrap(), citation);
        let error = serde_json::from_str::<Citation>(
            r#"{"citationItems": [{"id": "mett", "label": "pgae"}]}"#,
        );
        assert_eq!(error.unwrap_err().to_string(), "`pgae` is not a locator label");
    }
}
