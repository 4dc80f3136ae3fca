//! What several tests need: the repository's files, a check of a text.

use std::path::{Path, PathBuf};

use ibid::check::{Config, Input, Layer, check};
use ibid::diagnostic::Diagnostic;
use ibid::document::{Manuscript, Missing, Role, Syntax};
use ibid::files::Files;
use ibid::read::{Reading, Sharing, read};
use ibid::report::{Coverage, Report};
use ibid::source::{Source, Sources};

/// A path in the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a file in the repository.
pub(crate) fn text_of(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of a folder, sorted by name.
pub(crate) fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

/// All files below a folder with an extension, sorted.
pub(crate) fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A folder of its own for a test, with files in it.
pub(crate) fn folder_with(area: &str, name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(area).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// A configuration that runs every rule.
pub(crate) fn all_rules() -> Config {
    let mut config = Config::default();
    config.add(&Layer { select: Some(vec!["all".parse().unwrap()]), ..Layer::default() });
    config
}

/// A text that was read and checked.
pub(crate) struct Checked {
    pub(crate) sources: Sources,
    pub(crate) readings: Vec<Reading>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads and checks a text as a file of that name, by the default configuration.
pub(crate) fn check_text(name: &str, text: &str) -> Checked {
    check_text_with(name, text, &Config::default())
}

/// Checks what an embedded style prints, too.
pub(crate) fn print_in(config: &mut Config, style: &str) {
    let csl = ibid::style::archive::style(style).unwrap_or_else(|| panic!("{style} is embedded"));
    config.set_style(
        ibid::style::Style::compile(csl.xml, None, &ibid::style::archive::Embedded).unwrap(),
    );
}

/// Reads and checks a text as a file of that name; a document with [`REFS`] as its `refs.bib`.
pub(crate) fn check_text_with(name: &str, text: &str, config: &Config) -> Checked {
    if let Some(syntax) = Syntax::from_name(name) {
        return check_document(name, text, syntax, config);
    }
    let mut sources = Sources::new();
    let source = Source::new(name, text);
    let id = sources.push(source.clone());
    let readings = vec![read(&source, id, None).unwrap_or_else(|error| panic!("{name}: {error}"))];
    let input = Input { sources: &sources, readings: &readings, styles: &[], manuscripts: &[] };
    let diagnostics = check(&input, config);
    Checked { sources, readings, diagnostics }
}

/// The bibliography of the documents that are checked.
pub(crate) const REFS: &str = "\
@book{mett,
  author    = {Mett, Ida},
  title     = {The {Kronstadt} Uprising},
  publisher = {Solidarity},
  year      = {1967},
}

@book{avrich,
  author    = {Avrich, Paul},
  title     = {Kronstadt 1921},
  publisher = {Princeton University Press},
  year      = {1970},
}
";

fn check_document(name: &str, text: &str, syntax: Syntax, config: &Config) -> Checked {
    let mut files = Files::new();
    let id = files.sources.push(Source::new(name, text));
    let refs = files.sources.push(Source::new("refs.bib", REFS));
    let document = files.read_document(id, syntax).unwrap();
    let mut manuscript = Manuscript::default();
    for named in &document.bibliographies {
        let is_embedded = document.embedded.iter().any(|it| it.file.name == named.name);
        if named.name == "refs.bib" {
            files.read_together(&[(refs, None)], Sharing::Document);
            manuscript.bibliographies.push(refs);
        } else if !is_embedded {
            manuscript.missing.push(Missing {
                name: named.name.clone(),
                location: named.span.in_source(id),
                role: Role::Bibliography,
                reason: "there is no such file".to_owned(),
            });
        }
    }
    if syntax == Syntax::Plain {
        // A plain text names no bibliography.
        files.read_together(&[(refs, None)], Sharing::Document);
        manuscript.bibliographies.push(refs);
    }
    manuscript.parts.push(document);
    files.add_manuscript(manuscript);
    let diagnostics = files.check(config);
    Checked { sources: files.sources, readings: files.readings, diagnostics }
}

impl Checked {
    /// Hands the report of what was found to a test.
    pub(crate) fn report(&self, test: impl FnOnce(&Report<'_>)) {
        let entries = self.readings.iter().map(|reading| reading.library.len()).sum();
        let coverage = Coverage { files: self.readings.len(), entries, ..Coverage::default() };
        test(&Report { sources: &self.sources, diagnostics: &self.diagnostics, coverage });
    }
}
