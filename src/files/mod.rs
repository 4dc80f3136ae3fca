//! Reads, checks and fixes files; the only module of the library that touches the file system.
//!
//! All other modules take texts. [`Files`] is for programs that want to open a path and read or
//! check its entries in one or two lines.

#![allow(clippy::disallowed_methods, reason = "reading files is what this module is for")]

mod documents;
mod errors;
mod fix;
mod patch;

pub use fix::{Change, Fixing, Unwritable};

use std::path::Path;

use crate::check::{self, Config};
use crate::diagnostic::Diagnostic;
use crate::document::Manuscript;
use crate::error::Error;
use crate::model::{Entry, Library};
use crate::read::{Format, Reading, Sharing, read_together};
use crate::source::{Source, SourceId, Sources};

/// Bibliographies that were read, with their texts.
///
/// # Example
///
/// ```no_run
/// use ibid::files::Files;
///
/// let files = Files::open("bibliography.yaml")?;
/// let mett = files.entry("mett").expect("it is there");
/// assert!(files.check(&ibid::check::Config::default()).is_empty());
/// # Ok::<(), ibid::error::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Files {
    /// The texts.
    pub sources: Sources,
    /// What was read from each text, in order.
    pub readings: Vec<Reading>,
    /// The texts that are CSL styles or locales.
    pub styles: Vec<SourceId>,
    /// The documents, each with its bibliographies.
    pub manuscripts: Vec<Manuscript>,
    /// The texts that were read together.
    groups: Vec<Group>,
    /// The number of the next document.
    next_document: u32,
}

/// Texts that were read together, with the format that each was read as.
#[derive(Debug, Clone)]
struct Group {
    sharing: Sharing,
    texts: Vec<(SourceId, Format)>,
}

impl Files {
    /// Creates an empty collection.
    pub fn new() -> Self {
        Files::default()
    }

    /// Reads one bibliography; the format is detected from its name, or else from its content.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or its format cannot be detected. Errors inside the file are
    /// reported by [`Files::check`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let mut files = Files::new();
        files.add(path, None)?;
        Ok(files)
    }

    /// Reads the bibliographies of one document, in order: `@string` macros and entries of each are
    /// available to the others, and keys are shared.
    ///
    /// # Errors
    ///
    /// Like [`Files::open`], for the first file that cannot be read.
    pub fn open_document<P: AsRef<Path>>(
        paths: impl IntoIterator<Item = P>,
    ) -> Result<Self, Error> {
        let mut files = Files::new();
        let mut texts = Vec::new();
        for path in paths {
            texts.push((files.sources.push(open_source(path.as_ref())?), None));
        }
        match files.read_together(&texts, Sharing::Document).into_iter().next() {
            Some((_, error)) => Err(error),
            None => Ok(files),
        }
    }

    /// Reads another bibliography, in the given format, or else detected as by [`Files::open`]. It
    /// is a separate document, so its keys may be the same as those of others.
    ///
    /// # Errors
    ///
    /// Like [`Files::open`].
    pub fn add(
        &mut self,
        path: impl AsRef<Path>,
        format: Option<Format>,
    ) -> Result<&Reading, Error> {
        let path = path.as_ref();
        self.add_source(open_source(path)?, format)
    }

    /// Reads a bibliography from a text in memory.
    ///
    /// # Errors
    ///
    /// If its format is not given and cannot be detected.
    pub fn add_source(
        &mut self,
        source: Source,
        format: Option<Format>,
    ) -> Result<&Reading, Error> {
        let id = self.sources.push(source);
        match self.read_together(&[(id, format)], Sharing::Document).pop() {
            Some((_, error)) => Err(error),
            None => Ok(&self.readings[self.readings.len() - 1]),
        }
    }

    /// Reads bibliographies that are among the sources already, as [`read_together`] does. Returns
    /// those that cannot be read, each with the reason.
    pub fn read_together(
        &mut self,
        texts: &[(SourceId, Option<Format>)],
        sharing: Sharing,
    ) -> Vec<(SourceId, Error)> {
        let known = texts
            .iter()
            .filter_map(|&(id, format)| self.sources.get(id).map(|source| (source, id, format)));
        let known: Vec<_> = known.collect();
        let first = self.next_document;
        let mut errors = Vec::new();
        let mut group = Group { sharing, texts: Vec::new() };
        let readings = read_together(&known, sharing);
        let ids: Vec<SourceId> = known.iter().map(|(_, id, _)| *id).collect();
        for (reading, id) in readings.into_iter().zip(ids) {
            match reading {
                Ok(reading) => {
                    let document = first + reading.document;
                    group.texts.push((id, reading.format));
                    self.push_reading(Reading { document, ..reading });
                }
                Err(error) => errors.push((id, error.into())),
            }
        }
        if !group.texts.is_empty() {
            self.groups.push(group);
        }
        errors
    }

    fn push_reading(&mut self, reading: Reading) {
        self.next_document = self.next_document.max(reading.document.saturating_add(1));
        self.readings.push(reading);
    }

    /// Adds a CSL style or locale, to be checked with everything else.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn add_style(&mut self, path: impl AsRef<Path>) -> Result<SourceId, Error> {
        let id = self.sources.push(open_source(path.as_ref())?);
        self.styles.push(id);
        Ok(id)
    }

    /// Runs the rules on everything that was read; see [`check::check`].
    pub fn check(&self, config: &Config) -> Vec<Diagnostic> {
        check::check(&self.checked(), config)
    }

    /// What is checked.
    fn checked(&self) -> check::Input<'_> {
        let Files { sources, readings, styles, manuscripts, .. } = self;
        check::Input { sources, readings, styles, manuscripts }
    }

    /// All entries in one library, in the order of the files.
    pub fn library(&self) -> Library {
        if let [only] = &*self.readings {
            return only.library.clone();
        }
        let mut library = Library::new();
        for reading in &self.readings {
            library.extend(reading.library.iter().cloned());
            reading.library.records().iter().for_each(|record| library.push_record(record.clone()));
        }
        library
    }

    /// The first entry with this key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.readings.iter().find_map(|reading| reading.library.get(key))
    }
}

/// Reads the text of a file in any encoding. Its name in reports is the path as given.
///
/// # Errors
///
/// If the file cannot be read, or is 4 GiB long or longer.
pub fn open_source(path: &Path) -> Result<Source, Error> {
    let bytes = std::fs::read(path)
        .map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
    source_from_bytes(&path.to_string_lossy(), &bytes)
}

/// Creates a source from the bytes of a file in any encoding.
///
/// # Errors
///
/// If the text would be 4 GiB long or longer.
pub fn source_from_bytes(name: &str, bytes: &[u8]) -> Result<Source, Error> {
    // A byte that is not UTF-8 becomes up to three bytes.
    if bytes.len() >= (u32::MAX / 3) as usize {
        return Err(Error::TooLarge { path: name.into() });
    }
    Ok(Source::from_bytes(name, bytes))
}

/// The format of a file that was found in a folder. It is recognized only if its content leaves no
/// doubt that it is a bibliography, since most YAML and JSON files are not.
pub fn recognize(name: &str, text: &str) -> Option<Format> {
    if is_settings(name) {
        return None;
    }
    Format::detect(name, text).filter(|format| format.holds_references(text))
}

/// True if a file has settings for documents, of Quarto, bookdown, Jekyll, Jupyter Book, MkDocs.
fn is_settings(name: &str) -> bool {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let Some(stem) = name.strip_suffix(".yml").or_else(|| name.strip_suffix(".yaml")) else {
        return false;
    };
    const NAMES: [&str; 13] = [
        "_quarto",
        "_metadata",
        "_bookdown",
        "_output",
        "_site",
        "_config",
        "_toc",
        "_variables",
        "_brand",
        "_extension",
        "_publish",
        "mkdocs",
        "myst",
    ];
    NAMES.contains(&stem) || stem.starts_with("_quarto-")
}

#[cfg(test)]
mod tests {
    use super::recognize;
    use crate::read::Format;

    #[test]
    fn only_bibliographies_are_recognized() {
        for (name, text, format) in [
            ("a.bib", "", Some(Format::Bibtex)),
            ("a.yml", "mett:\n  type: Book\n  title: A\n", Some(Format::Hayagriva)),
            ("a.yml", "mett:\n  type: Book\n  titel: A\n  author: B\n", Some(Format::Hayagriva)),
            ("a.yml", "on: push\njobs:\n  test:\n    runs-on: x\n", None),
            ("a.yml", "type: object\nproperties:\n  a:\n    type: string\n", None),
            ("a.yaml", "references:\n- id: a\n  type: book\n", Some(Format::CslYaml)),
            ("a.json", "[{\"id\": \"a\", \"type\": \"article-journal\"}]", Some(Format::CslJson)),
            // Faulty ones are those that need to be read.
            ("a.yml", "mett:\n  type: book\n  titel: A\n", Some(Format::Hayagriva)),
            ("a.yml", "mett:\n  type: boook\n  title: A\n", Some(Format::Hayagriva)),
            (
                "a.json",
                "[{\"id\": \"x\", \"type\": \"boook\", \"title\": \"T\"}]",
                Some(Format::CslJson),
            ),
            (
                "a.json",
                "{\"items\": [{\"id\": 1, \"type\": \"x\", \"author\": [{\"family\": \"Mett\"}]}]}",
                Some(Format::CslJson),
            ),
            // The settings of a book in Quarto.
            (
                "_quarto.yml",
                "project:\n  type: book\n  output-dir: _book\nbook:\n  title: A\n  author: B\n",
                None,
            ),
            ("package.json", "{\"id\": \"a\", \"type\": \"module\"}", None),
            ("a.json", "[{\"id\": 1, \"type\": \"click\"}]", None),
            ("a.txt", "nothing here", None),
            ("b/_quarto.yml", "project:\n  type: book\nbook:\n  title: A\n", None),
        ] {
            assert_eq!(recognize(name, text), format, "{name}: {text}");
        }
    }
}
