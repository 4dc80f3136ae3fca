//! What the command is given: files, folders, standard input.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use ibid::error::Error;
use ibid::files::{Files, open_source, recognize, source_from_bytes};
use ibid::read::{ForeignFormat, Format};
use ibid::report::{Skipped, SkippedContent, Unreadable};
use ibid::source::Source;
use ignore::WalkBuilder;

use crate::args::InputArgs;
use crate::failure::Failure;

/// What came of reading what the command was given.
#[derive(Default)]
pub(crate) struct Input {
    pub(crate) files: Files,
    /// Why something could not be read.
    pub(crate) unreadable: Vec<Unreadable>,
    /// Files in folders that are not read, though their names or contents suggest a bibliography.
    pub(crate) skipped: Vec<Skipped>,
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
        let name = if path.as_os_str() == "-" { args.stdin_name.clone() } else { shown(path) };
        input.unreadable.extend(result.err().map(|failure| failure.of(name)));
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
        input.unreadable.extend(result.err().map(|failure| failure.of(shown(path))));
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
        let before = self.files.styles.len() + self.unreadable.len();
        for found in WalkBuilder::new(folder).sort_by_file_path(Path::cmp).build() {
            let result = match found {
                Ok(found) if found.path().is_file() => self.add_found_style(found.path()),
                Ok(_) => Ok(()),
                Err(source) => Err(Failure::Walk { path: folder.to_owned(), source }),
            };
            self.unreadable.extend(result.err().map(|failure| failure.of(shown(folder))));
        }
        if before == self.files.styles.len() + self.unreadable.len() {
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

    /// Reads the bibliographies and styles below a folder: not in hidden folders, nor what
    /// `.gitignore` names. Files that are something else are skipped.
    fn add_folder(&mut self, folder: &Path) -> Result<(), Failure> {
        let count = |input: &Input| {
            input.files.readings.len() + input.files.styles.len() + input.unreadable.len()
        };
        let before = count(self);
        let walk = WalkBuilder::new(folder).sort_by_file_path(Path::cmp).build();
        for found in walk {
            let found = match found {
                Ok(found) => found,
                Err(source) => {
                    let failure = Failure::Walk { path: folder.to_owned(), source };
                    self.unreadable.push(failure.of(shown(folder)));
                    continue;
                }
            };
            let path = found.path();
            // A link to a file is read; one that leads nowhere cannot be, which is said.
            let is_broken_link = found.path_is_symlink() && !path.exists();
            if !path.is_file() && !is_broken_link {
                continue;
            }
            let path = path.strip_prefix("./").unwrap_or(path);
            let result = match has_known_extension(path) {
                true => self.add_found(path),
                false => self.skip_foreign(path),
            };
            self.unreadable.extend(result.err().map(|error| Failure::from(error).of(shown(path))));
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
            None => {
                let file = source.name.to_string();
                self.skipped.push(match ForeignFormat::of_text(&source.text) {
                    Some(format) => skipped(file, format),
                    None => {
                        let reason = "not a bibliography".to_owned();
                        Skipped { file, reason, content: SkippedContent::Other }
                    }
                });
            }
        }
        Ok(())
    }

    /// Notes that a file is skipped, if it holds references in a format that cannot be read, or is
    /// a web page, which a bibliography is often saved as by mistake.
    fn skip_foreign(&mut self, path: &Path) -> Result<(), Error> {
        const HEAD: u64 = 8 << 10;
        let file = shown(path);
        let by_name = ForeignFormat::of_name(&file);
        let is_page = ["html", "htm", "xhtml"].iter().any(|it| has_extension(path, it));
        let is_candidate = by_name.is_some_and(ForeignFormat::is_bibliographic)
            || ["txt", "xml", "rdf"].iter().any(|it| has_extension(path, it));
        let mut head = Vec::new();
        if is_candidate {
            let unreadable = |source| Error::Unreadable { path: path.to_owned(), source };
            let file = File::open(path).map_err(unreadable)?;
            file.take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
        }
        let by_content = ForeignFormat::of_text(&Source::from_bytes(&*file, &head).text);
        if let Some(format) = by_content.or(by_name)
            && (is_page || is_candidate && format.is_bibliographic())
        {
            self.skipped.push(skipped(file, format));
        }
        Ok(())
    }
}

/// A file that is skipped since it is in that format.
fn skipped(file: String, format: ForeignFormat) -> Skipped {
    let content = match format.is_bibliographic() {
        true => SkippedContent::References,
        false => SkippedContent::Other,
    };
    Skipped { file, reason: format.appearance(), content }
}

/// A path as reports show it.
fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
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
