//! `render` prints each citation that a document has, or says which it does not.

use std::path::{Path, PathBuf};
use std::process::Command;

use ibid::document::{Document, Labels, Syntax, WrittenMode, read};
use ibid::source::{Source, SourceId};
use serde_json::json;

use crate::shared::shared;
use crate::support::{files_below, files_in, folder_with, repository, text_of};

/// Prints the title of each work, which is its number in a form that no text has.
const STYLE: &str = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>Titles</title><id>titles</id><updated>2020-01-01T00:00:00Z</updated></info>
  <citation><layout delimiter="; "><text variable="title"/></layout></citation>
  <bibliography><layout><text value="-"/></layout></bibliography>
</style>"#;

fn document(text: &str, path: &Path) -> Option<Document> {
    let syntax = Syntax::from_name(path.to_str()?)?;
    let source = Source::new("document", text);
    Some(read(&source, SourceId(0), syntax, &Labels::english()))
}

/// True if a file is a document that can be rendered.
fn is_document(path: &Path) -> bool {
    let is_one = |it: &std::ffi::OsStr| ["md", "Rmd", "qmd", "tex", "typ"].iter().any(|e| it == *e);
    path.is_file() && path.extension().is_some_and(is_one)
}

#[test]
fn no_citation_is_left_out_in_silence() {
    let paths: Vec<PathBuf> = ["document/hard", "render"]
        .into_iter()
        .flat_map(|folder| files_in(&repository("tests/fixtures").join(folder)))
        .collect();
    assert!(printed(paths) > 300);
}

#[test]
fn no_citation_of_the_samples_is_left_out_in_silence() {
    let Some(samples) = shared("samples/docs") else { return };
    let found = ["md", "Rmd", "typ", "tex"].iter().flat_map(|it| files_below(&samples, it));
    assert!(printed(found.collect()) > 20);
}

/// Prints the documents among some files, and asserts that each cite is there; returns their number.
fn printed(mut paths: Vec<PathBuf>) -> usize {
    paths.retain(|path| is_document(path));
    let mut count = 0;
    for (number, path) in paths.iter().enumerate() {
        let text = text_of(path).trim_start_matches('\u{FEFF}').to_owned();
        let Some(document) = document(&text, path) else { continue };
        let keys: std::collections::BTreeSet<&str> =
            document.citations.iter().flat_map(|it| it.keys().map(|(key, _)| key)).collect();
        let title = |key: &str| {
            let at = keys.iter().position(|it| *it == key).unwrap();
            format!("QQ{at}QQ")
        };
        let works: Vec<_> = keys
            .iter()
            .map(|key| {
                let title = title(key);
                json!({"id": key, "type": "book", "title": title, "author": [{"family": title}],
                       "issued": {"date-parts": [[2000]]}})
            })
            .collect();
        let (works, name) = (json!(works).to_string(), path.file_name().unwrap().to_str().unwrap());
        let mut files = vec![(name, text.as_str()), ("works.json", &works), ("titles.csl", STYLE)];
        // Its own bibliographies are empty.
        let own = document.bibliographies.iter().map(|it| it.name.as_str());
        files.extend(own.filter(|it| it.ends_with(".bib") && !it.contains('/')).map(|it| (it, "")));
        let folder = folder_with("cites_printed", &format!("{number}-{name}"), &files);
        let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
        let args = ["render", name, "--style", "titles.csl", "--bibliography", "works.json"];
        let output = command.args(args).arg("--fragment").current_dir(&folder).output().unwrap();
        // Other files of the sample are missing.
        if output.status.code() == Some(3) {
            continue;
        }
        let printed = String::from_utf8(output.stdout).unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        for (at, key) in keys.iter().enumerate() {
            let prints = |mode: WrittenMode| {
                !matches!(mode, WrittenMode::Nocite | WrittenMode::YearOnly | WrittenMode::Full)
            };
            let cites = document.citations.iter().filter(|it| prints(it.mode));
            let wanted = cites.flat_map(|it| it.keys()).filter(|(it, _)| it == key).count();
            let found = printed.matches(&format!("QQ{at}QQ")).count();
            count += wanted;
            let is_said = said.lines().any(|line| line.contains(&format!("{name}:")));
            assert!(found >= wanted || is_said, "{name}: {key} {found} of {wanted}\n{said}");
        }
    }
    count
}
