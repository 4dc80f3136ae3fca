//! The notes of historians, each with what it cites: `tests/fixtures/essays/notes`.
//!
//! Behind each note is a line `= KEY:PLACE | KEY:PLACE`. `-` is a source that bibliographies do not
//! list, `?` a work that this one does not have, and `KEY?` one that is not certain. Where the line
//! begins with `~`, that is what is found, and known to be wrong.

use std::process::Command;

use crate::support::{folder_with, repository, text_of};

/// The notes of a file with what they cite.
fn notes(text: &str) -> Vec<(&str, Vec<&str>)> {
    let lines: Vec<&str> = text.lines().collect();
    let pairs = lines.chunks(2).map(|pair| {
        let cited = pair[1].trim().strip_prefix(['=', '~']).unwrap().trim();
        (pair[0], cited.split(" | ").filter(|it| !it.is_empty()).collect())
    });
    pairs.collect()
}

/// What a note cites, as the files write it.
fn written(cite: &serde_json::Value) -> String {
    let place = ["locator", "inherited-locator"].iter().find_map(|it| cite[it]["value"].as_str());
    let place = place.map(|place| format!(":{place}")).unwrap_or_default();
    let doubt = if cite["trouble"].is_null() { "" } else { "?" };
    match (cite["key"].as_str(), cite["unlisted"].is_null()) {
        (Some(key), _) => format!("{key}{doubt}{place}"),
        (None, false) => "-".to_owned(),
        (None, true) => format!("?{place}"),
    }
}

#[test]
fn the_notes_of_historians_cite_what_they_cite() {
    let fixtures = repository("tests/fixtures/essays/notes");
    let bibliography = text_of(&fixtures.join("refs.bib"));
    let mut files: Vec<_> =
        std::fs::read_dir(&fixtures).unwrap().map(|it| it.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|it| it == "txt"));
    files.sort();
    let mut wrong = String::new();
    let mut count = 0;
    for path in files {
        let text = text_of(&path);
        let notes = notes(&text);
        let name = path.file_name().unwrap().to_str().unwrap();
        let sentences: String =
            (1..=notes.len()).map(|number| format!("It was so.[{number}] ")).collect();
        let list: String =
            (1..).zip(&notes).map(|(number, (note, _))| format!("[{number}] {note}\n")).collect();
        let essay = format!("Essay\n\n{sentences}\n\nNotes\n\n{list}");
        let files = [("essay.txt", essay.as_str()), ("refs.bib", bibliography.as_str())];
        let folder = folder_with("essay_notes", name, &files);
        let args = ["notes", "essay.txt", "--bibliography", "refs.bib", "--to"];
        let run = |format: &str| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
            command.args(args).arg(format).current_dir(&folder).output().unwrap()
        };
        let json: serde_json::Value = serde_json::from_slice(&run("json").stdout).unwrap();
        for ((note, expected), found) in notes.iter().zip(json["notes"].as_array().unwrap()) {
            count += 1;
            let found: Vec<String> =
                found["cites"].as_array().unwrap().iter().map(written).collect();
            if found != *expected {
                wrong.push_str(&format!("{name}: {note}\n    = {}\n", found.join(" | ")));
            }
        }
        // Whatever becomes of them, no word of a note is lost without a citation in its place.
        assert!(matches!(run("markdown").status.code(), Some(0 | 1)), "{name}");
    }
    assert!(count > 100 && wrong.is_empty(), "{count} notes; wrong:\n{wrong}");
}
