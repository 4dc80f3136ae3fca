//! What the project of a document says about it: the files of Quarto, bookdown, mdBook, Jupyter Book
//! and Sphinx, pandoc's defaults files, and the manifest of a program.

use std::path::{Path, PathBuf};

use ibid::document::{Document, Named, ProjectFile, Syntax, read_project};
use ibid::source::{Source, SourceId, Span};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::documents::folders::{self, absolute, folder_of};
use crate::documents::parts::{Root, open};
use crate::documents::setting::{Setting, silent};
use crate::input::Input;

/// The files in which a Markdown project stores settings for its documents.
const SETTINGS: [&str; 8] = [
    "_quarto.yml",
    "_quarto.yaml",
    "_metadata.yml",
    "_metadata.yaml",
    "_bookdown.yml",
    "_bookdown.yaml",
    "_config.yml",
    "myst.yml",
];

/// The files in the top folder of a project.
const TOP: [&str; 7] = [
    "_quarto.yml",
    "_quarto.yaml",
    "_bookdown.yml",
    "book.toml",
    "_config.yml",
    "myst.yml",
    ".git",
];

/// The number of folders, from the document's own upwards, in which pandoc's defaults files are
/// searched.
const MOST_DEFAULTS: usize = 2;

/// The maximum length of a file that may be a defaults file.
const MAX_DEFAULTS: u64 = 64 << 10;

/// The settings of the project that contains a document, nearest first; for a chapter of an R
/// Markdown book, those of the book's index.
pub(super) fn settings(input: &mut Input, path: &Path) -> Vec<Setting> {
    let mut found = Vec::new();
    for (number, folder) in above(path).into_iter().enumerate() {
        for name in SETTINGS {
            if let Some((id, source)) = opened(input, &folder.join(name)) {
                let file = read_project(&source, id);
                let first = found.len();
                add(input, file, &folder, &mut found);
                for setting in &mut found[first..] {
                    setting.is_merged = name.starts_with("_quarto") || name.starts_with("_meta");
                }
            }
        }
        if number < MOST_DEFAULTS {
            defaults(input, path, &folder, &mut found);
        }
        found.extend(manifest(input, &folder, "book.toml", book));
        found.extend(manifest(input, &folder, "Cargo.toml", program));
        found.extend(sphinx(input, &folder));
    }
    let own = folder_of(path);
    let is_chapter = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("rmd"));
    let index = own.join("index.Rmd");
    if is_chapter
        && index != path
        && let Some((id, _)) = opened(input, &index)
        && let Some(document) = input.files.read_document(id, Syntax::Markdown)
    {
        found.push(Setting::of(silent(document), vec![own]));
    }
    found
}

/// The settings for the documentation in a program's manifest.
pub(super) fn of_program(input: &mut Input, path: &Path) -> Vec<Setting> {
    let folders = above(path);
    folders.iter().filter_map(|it| manifest(input, it, "Cargo.toml", program)).collect()
}

/// The settings of the Sphinx project that contains a document.
pub(super) fn of_sphinx(input: &mut Input, path: &Path) -> Vec<Setting> {
    let folders = above(path);
    folders.iter().filter_map(|it| sphinx(input, it)).collect()
}

/// The bibliography that is used if nothing names one: for asciidoctor-bibtex, the first in the
/// document's folder.
pub(super) fn beside(input: &mut Input, path: &Path) -> Vec<Setting> {
    let folder = folder_of(path);
    let is_one = |path: &PathBuf| path.extension().is_some_and(|it| it == "bib");
    let Some(first) = files_in(&folder).into_iter().find(is_one) else { return Vec::new() };
    let Some((id, source)) = opened(input, path) else { return Vec::new() };
    let name = first.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut document = read_project(&Source::new(source.name, ""), id).settings;
    document.bibliographies.push(Named { name, span: Span::at(0) });
    vec![Setting::of(document, vec![folder])]
}

/// The settings in the configuration for documents that name nothing.
pub(super) fn of_config(bibliographies: &[PathBuf], root: &Root) -> Option<Setting> {
    if bibliographies.is_empty() {
        return None;
    }
    let names = bibliographies.iter().map(|path| path.to_string_lossy().into_owned());
    let named = names.map(|name| Named { name, span: Span::at(0) });
    let mut document = read_project(&Source::new("ibid.toml", ""), root.pending.id).settings;
    document.bibliographies.extend(named);
    let is_casual = !root.pending.is_named;
    Some(Setting { is_casual, ..Setting::of(document, vec![PathBuf::new()]) })
}

/// The folders from that of a document to the top of its project, as in reports.
fn above(path: &Path) -> Vec<PathBuf> {
    let own = folder_of(path);
    let absolute = absolute(&own);
    let mut found = Vec::new();
    for (number, above) in absolute.ancestors().enumerate() {
        found.push(folders::above(&own, number));
        if TOP.iter().any(|name| above.join(name).exists()) {
            break;
        }
    }
    found
}

/// Adds the settings of a file, and the metadata files that it names.
fn add(input: &mut Input, file: ProjectFile, folder: &Path, found: &mut Vec<Setting>) {
    let folders = vec![folder.to_owned()];
    for named in &file.metadata_files {
        if let Ok((id, path)) = open(input, &named.name, &folders)
            && let Some(source) = input.files.sources.get(id)
        {
            let document = read_project(source, id).settings;
            let folders = vec![folder.to_owned(), folder_of(&path)];
            found.push(Setting::of(document, folders));
        }
    }
    found.push(Setting::of(file.settings, folders));
}

/// Defaults files of pandoc: YAML files that have their keys, and name the document or none.
fn defaults(input: &mut Input, document: &Path, folder: &Path, found: &mut Vec<Setting>) {
    for path in files_in(folder) {
        let is_yaml = path.extension().is_some_and(|it| it == "yaml" || it == "yml");
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_small = path.metadata().is_ok_and(|it| it.len() <= MAX_DEFAULTS);
        if !is_yaml || !is_small || SETTINGS.contains(&&*name) {
            continue;
        }
        let Ok(source) = ibid::files::open_source(&path) else { continue };
        let is_metadata = matches!(&*name, "metadata.yaml" | "metadata.yml");
        let file = read_project(&source, SourceId(0));
        let inputs = &file.documents;
        let names = inputs.iter().any(|it| is_same(&folder.join(&it.name), document));
        let is_for_it = names || inputs.is_empty();
        let is_own = file.settings.bibliographies.is_empty() && file.metadata_files.is_empty();
        if !(file.is_defaults && is_for_it || is_metadata && !file.is_defaults) || is_own {
            continue;
        }
        if let Some((id, source)) = opened(input, &path) {
            let file = read_project(&source, id);
            add(input, file, folder, found);
        }
    }
}

fn is_same(a: &Path, b: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    real(a) == real(b)
}

/// The files in a folder, sorted by name.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> =
        entries.map(|it| it.path()).filter(|path| path.is_file()).collect();
    files.sort();
    let shown = |path: PathBuf| path.strip_prefix("./").map_or(path.clone(), Path::to_owned);
    files.into_iter().map(shown).collect()
}

fn opened(input: &mut Input, file: &Path) -> Option<(SourceId, Source)> {
    if !file.is_file() {
        return None;
    }
    let name = file.to_string_lossy().into_owned();
    let (id, _) = open(input, &name, &[PathBuf::new()]).ok()?;
    Some((id, input.files.sources.get(id)?.clone()))
}

/// The bibliographies in the configuration of Sphinx, a Python program: `bibtex_bibfiles = ["a.bib"]`.
fn sphinx(input: &mut Input, folder: &Path) -> Option<Setting> {
    const NAME: &str = "bibtex_bibfiles";
    let path = folder.join("conf.py");
    let text = std::fs::read_to_string(&path).ok()?;
    if !text.lines().any(|line| line.starts_with(NAME)) {
        return None;
    }
    let (id, source) = opened(input, &path)?;
    let start = source
        .text
        .match_indices(NAME)
        .map(|(at, _)| at)
        .find(|at| *at == 0 || source.text[..*at].ends_with('\n'))?;
    let list = &source.text[start..];
    let list = &list[..end_of_list(list)];
    let mut document = read_project(&Source::new("conf.py", ""), id).settings;
    let mut at = start;
    for (number, piece) in list.split(['"', '\'']).enumerate() {
        // A path may be put together of several texts, of which the last one is the name.
        if number % 2 == 1 && piece.contains(".bib") {
            let span = Span::new(at, at + piece.len());
            document.bibliographies.push(Named { name: piece.to_owned(), span });
        }
        at += piece.len() + 1;
    }
    Some(Setting { is_merged: true, ..Setting::of(document, vec![folder.to_owned()]) })
}

/// Where the first brackets of a text are closed.
fn end_of_list(text: &str) -> usize {
    let mut depth = 0_usize;
    let end = text.bytes().position(|byte| {
        match byte {
            b'[' | b'(' | b'{' => depth += 1,
            b']' | b')' | b'}' => {
                depth = depth.saturating_sub(1);
                return depth == 0;
            }
            _ => {}
        }
        false
    });
    end.unwrap_or(text.len())
}

/// The settings in a TOML manifest, read by a function that also returns the folders of its paths.
fn manifest(
    input: &mut Input,
    folder: &Path,
    name: &str,
    read: fn(&DeTable<'_>, &Path, &mut Document) -> Vec<PathBuf>,
) -> Option<Setting> {
    let path = folder.join(name);
    let text = std::fs::read_to_string(&path).ok()?;
    let mut probe = read_project(&Source::new(name, ""), SourceId(0)).settings;
    read(DeTable::parse(&text).ok()?.get_ref(), folder, &mut probe);
    if probe.bibliographies.is_empty() {
        return None;
    }
    let (id, source) = opened(input, &path)?;
    let mut document = read_project(&Source::new(name, ""), id).settings;
    let folders = read(DeTable::parse(&source.text).ok()?.get_ref(), folder, &mut document);
    Some(Setting { is_casual: true, ..Setting::of(document, folders) })
}

/// mdBook's `book.toml`: the bibliography of a preprocessor such as mdbook-bib, relative to the
/// folder of the sources.
fn book(table: &DeTable<'_>, folder: &Path, document: &mut Document) -> Vec<PathBuf> {
    let book = table.get("book").and_then(|it| it.get_ref().as_table());
    let text = |key: &str| book.and_then(|it| it.get(key)).and_then(named);
    document.language = text("language");
    let source = text("src").map_or_else(|| "src".to_owned(), |it| it.name);
    let preprocessors = table.get("preprocessor").and_then(|it| it.get_ref().as_table());
    for preprocessor in preprocessors.into_iter().flat_map(|it| it.values()) {
        let preprocessor = preprocessor.get_ref().as_table();
        let files = preprocessor.and_then(|it| it.get("bibliography"));
        document.bibliographies.extend(files.into_iter().flat_map(all_named));
    }
    vec![folder.join(source), folder.to_owned()]
}

/// `[package.metadata.ibid]` or `[workspace.metadata.ibid]` of a `Cargo.toml`.
fn program(table: &DeTable<'_>, folder: &Path, document: &mut Document) -> Vec<PathBuf> {
    for kind in ["package", "workspace"] {
        let mut at = table.get(kind);
        for key in ["metadata", "ibid", "bibliography"] {
            at = at.and_then(|it| it.get_ref().as_table()).and_then(|it| it.get(key));
        }
        document.bibliographies.extend(at.into_iter().flat_map(all_named));
    }
    vec![folder.to_owned()]
}

fn named(value: &Spanned<DeValue<'_>>) -> Option<Named> {
    let name = value.get_ref().as_str()?.to_owned();
    let span = value.span();
    Some(Named { name, span: Span::new(span.start, span.end) })
}

fn all_named(value: &Spanned<DeValue<'_>>) -> Vec<Named> {
    match value.get_ref().as_array() {
        Some(items) => items.iter().filter_map(named).collect(),
        None => named(value).into_iter().collect(),
    }
}
