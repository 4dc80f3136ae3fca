//! What the command is given: files, folders, standard input.

use std::io::Read;
use std::path::{Path, PathBuf};

use ibid::error::Error;
use ibid::files::{Files, open_source, recognize, source_from_bytes};
use ibid::read::Format;
use ignore::WalkBuilder;

use crate::args::InputArgs;

/// What came of reading what the command was given.
#[derive(Default)]
pub(crate) struct Input {
    pub(crate) files: Files,
    /// Why something could not be read.
    pub(crate) failures: Vec<Failure>,
    /// Files in folders that look like bibliographies by name only.
    pub(crate) passed_over: Vec<String>,
}

/// Why something that was asked for could not be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Read(#[from] Error),
    #[error("cannot search `{}`", path.display())]
    Walk { path: PathBuf, source: ignore::Error },
    #[error("cannot read standard input")]
    Stdin(#[source] std::io::Error),
    #[error(
        "there is no bibliography in `{}`: looked for .bib, .yaml, .yml, .json and .csl files",
        path.display()
    )]
    NothingFound { path: PathBuf },
    #[error(
        "`{}` is not a CSL style or locale; `ibid check` takes bibliographies",
        path.display()
    )]
    NoStyle { path: PathBuf },
    #[error("there is no style or locale in `{}`: looked for .csl and .xml files", path.display())]
    NoStyles { path: PathBuf },
}

/// Reads everything that can be read, and keeps why the rest cannot.
pub(crate) fn gather(paths: &[PathBuf], args: &InputArgs) -> Input {
    let mut input = Input::default();
    let format = args.input_format.map(Format::from);
    for path in paths {
        let result = if path.as_os_str() == "-" {
            input.add_stdin(&args.stdin_name, format)
        } else if path.is_dir() {
            input.add_folder(path)
        } else if is_style(path) {
            input.files.add_style(path).map(drop).map_err(Failure::from)
        } else {
            input.files.add(path, format).map(drop).map_err(Failure::from)
        };
        input.failures.extend(result.err());
    }
    input
}

/// Reads styles and locales, and keeps why the rest cannot be read. Of a folder it takes the .csl
/// files, and the .xml files that hold a style or a locale.
pub(crate) fn gather_styles(paths: &[PathBuf]) -> Input {
    let mut input = Input::default();
    for path in paths {
        let result =
            if path.is_dir() { input.add_styles(path) } else { input.add_style_file(path) };
        input.failures.extend(result.err());
    }
    input
}

impl Input {
    fn add_style_file(&mut self, path: &Path) -> Result<(), Failure> {
        if !is_style(path) && !open_source(path)?.text.trim_start().starts_with('<') {
            return Err(Failure::NoStyle { path: path.to_owned() });
        }
        self.files.add_style(path)?;
        Ok(())
    }

    fn add_styles(&mut self, folder: &Path) -> Result<(), Failure> {
        let before = self.files.styles.len() + self.failures.len();
        for found in WalkBuilder::new(folder).sort_by_file_path(Path::cmp).build() {
            let result = match found {
                Ok(found) if found.path().is_file() => self.add_found_style(found.path()),
                Ok(_) => Ok(()),
                Err(source) => Err(Failure::Walk { path: folder.to_owned(), source }),
            };
            self.failures.extend(result.err());
        }
        if before == self.files.styles.len() + self.failures.len() {
            return Err(Failure::NoStyles { path: folder.to_owned() });
        }
        Ok(())
    }

    fn add_found_style(&mut self, path: &Path) -> Result<(), Failure> {
        let holds_one = |text: &str| text.contains("<style") || text.contains("<locale");
        let takes =
            is_style(path) || has_extension(path, "xml") && holds_one(&open_source(path)?.text);
        if takes {
            self.files.add_style(path.strip_prefix("./").unwrap_or(path))?;
        }
        Ok(())
    }

    fn add_stdin(&mut self, name: &str, format: Option<Format>) -> Result<(), Failure> {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(Failure::Stdin)?;
        self.files.add_source(source_from_bytes(name, &bytes)?, format)?;
        Ok(())
    }

    /// Reads the bibliographies and styles below a folder: not in hidden folders, nor what `.gitignore`
    /// names, nor YAML and JSON files that are something else.
    fn add_folder(&mut self, folder: &Path) -> Result<(), Failure> {
        let count = |input: &Input| {
            input.files.readings.len() + input.files.styles.len() + input.failures.len()
        };
        let before = count(self);
        let walk = WalkBuilder::new(folder).sort_by_file_path(Path::cmp).build();
        for found in walk {
            let found = match found {
                Ok(found) => found,
                Err(source) => {
                    let path = folder.to_owned();
                    self.failures.push(Failure::Walk { path, source });
                    continue;
                }
            };
            let path = found.path();
            if found.file_type().is_some_and(|kind| kind.is_file())
                && has_known_extension(path)
                && let Err(error) = self.add_found(path.strip_prefix("./").unwrap_or(path))
            {
                self.failures.push(error.into());
            }
        }
        if before == count(self) {
            return Err(Failure::NothingFound { path: folder.to_owned() });
        }
        Ok(())
    }

    fn add_found(&mut self, path: &Path) -> Result<(), Error> {
        if is_style(path) {
            self.files.add_style(path)?;
            return Ok(());
        }
        let source = open_source(path)?;
        match recognize(&source.name, &source.text) {
            Some(format) => {
                self.files.add_source(source, Some(format))?;
            }
            None => self.passed_over.push(source.name.to_string()),
        }
        Ok(())
    }
}

fn has_known_extension(path: &Path) -> bool {
    const EXTENSIONS: [&str; 8] =
        ["bib", "bibtex", "biblatex", "yaml", "yml", "json", "csljson", "csl"];
    EXTENSIONS.iter().any(|extension| has_extension(path, extension))
}

fn is_style(path: &Path) -> bool {
    has_extension(path, "csl")
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}
