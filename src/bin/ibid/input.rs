//! What the command is given: files, folders, standard input.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use ibid::error::Error;
use ibid::files::{Files, open_source, recognize, source_from_bytes};
use ibid::read::{ForeignFormat, Format, Sharing};
use ibid::report::{Skipped, SkippedContent, Unreadable};
use ibid::source::{Source, SourceId};
use ignore::WalkBuilder;

use crate::args::{InputArgs, Together};
use crate::config::Globs;
use crate::failure::Failure;

/// What came of reading what the command was given.
#[derive(Default)]
pub(crate) struct Input {
    pub(crate) files: Files,
    /// Why something could not be read.
    pub(crate) unreadable: Vec<Unreadable>,
    /// Files in folders that are not read, though their names or contents suggest a bibliography.
    pub(crate) skipped: Vec<Skipped>,
    /// The files that are met already, by their true paths.
    seen: HashSet<PathBuf>,
    /// The bibliographies that are one document, in order.
    document: Vec<Text>,
    /// Those that stand by themselves, by the folder that they are in.
    apart: BTreeMap<PathBuf, Vec<Text>>,
}

/// A bibliography that is to be read, and its format where that is known.
type Text = (SourceId, Option<Format>);

/// Reads everything that can be read, and keeps why the rest cannot.
///
/// A file that is named again, or found in a folder too, is read once. Which files are one document
/// is as `together` says; what is excluded is not looked for in folders.
pub(crate) fn gather(
    paths: &[PathBuf],
    args: &InputArgs,
    together: Together,
    exclude: &Globs,
) -> Input {
    let mut input = Input::default();
    let format = args.input_format.map(Format::from);
    let (folders, named): (Vec<&PathBuf>, Vec<&PathBuf>) =
        paths.iter().partition(|path| path.is_dir());
    for path in named {
        let (name, result) = if path.as_os_str() == "-" {
            (args.stdin_name.clone(), input.add_stdin(&args.stdin_name, format, together))
        } else {
            (shown(path), input.add_named(path, format, together))
        };
        input.unreadable.extend(result.err().map(|failure| failure.of(name)));
    }
    for folder in folders {
        let result = input.add_folder(folder, together, exclude);
        input.unreadable.extend(result.err().map(|failure| failure.of(shown(folder))));
    }
    input.read_added();
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
    /// Reads the bibliographies that were added.
    fn read_added(&mut self) {
        let document = [(Sharing::Document, std::mem::take(&mut self.document))];
        let apart = std::mem::take(&mut self.apart).into_values();
        let apart = apart.map(|texts| (Sharing::Neighbours, texts));
        for (sharing, texts) in document.into_iter().chain(apart) {
            for (id, error) in self.files.read_together(&texts, sharing) {
                let name = self.files.sources.get(id).map_or("", |source| &*source.name);
                self.unreadable.push(Failure::from(error).of(name));
            }
        }
    }

    /// Whether a file is met for the first time, by whatever path.
    fn is_new(&mut self, path: &Path) -> bool {
        self.seen.insert(path.canonicalize().unwrap_or_else(|_| path.to_owned()))
    }

    fn add_named(
        &mut self,
        path: &Path,
        format: Option<Format>,
        together: Together,
    ) -> Result<(), Failure> {
        if !self.is_new(path) {
            return Ok(());
        }
        if is_style(path) {
            self.files.add_style(path)?;
            return Ok(());
        }
        let text = (self.files.sources.push(open_source(path)?), format);
        match together {
            Together::Named | Together::All => self.document.push(text),
            Together::None => self.add_apart(path, text),
        }
        Ok(())
    }

    /// Adds a bibliography that leans at most on those of its folder.
    fn add_apart(&mut self, path: &Path, text: Text) {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        self.apart.entry(folder).or_default().push(text);
    }

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

    fn add_stdin(
        &mut self,
        name: &str,
        format: Option<Format>,
        together: Together,
    ) -> Result<(), Failure> {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(Failure::Stdin)?;
        let text = (self.files.sources.push(source_from_bytes(name, &bytes)?), format);
        match together {
            Together::Named | Together::All => self.document.push(text),
            Together::None => self.apart.entry(PathBuf::new()).or_default().push(text),
        }
        Ok(())
    }

    /// Reads the bibliographies and styles below a folder: not in hidden folders, nor what
    /// `.gitignore` names. Files that are something else are skipped.
    fn add_folder(
        &mut self,
        folder: &Path,
        together: Together,
        exclude: &Globs,
    ) -> Result<(), Failure> {
        let unreadable = self.unreadable.len();
        let mut is_empty = true;
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
            if !path.is_file() && !is_broken_link || exclude.match_path(path) {
                continue;
            }
            let path = path.strip_prefix("./").unwrap_or(path);
            let result = match has_known_extension(path) {
                true => self.add_found(path, together),
                false => self.skip_foreign(path).map(|()| false),
            };
            match result {
                Ok(is_one) => is_empty &= !is_one,
                Err(error) => self.unreadable.push(Failure::from(error).of(shown(path))),
            }
        }
        if is_empty && unreadable == self.unreadable.len() {
            return Err(Failure::NothingFound { path: folder.to_owned() });
        }
        Ok(())
    }

    /// Takes a file of a folder; gives whether it is a bibliography or a style.
    fn add_found(&mut self, path: &Path, together: Together) -> Result<bool, Error> {
        if !self.is_new(path) {
            return Ok(true);
        }
        if is_style(path) {
            self.files.add_style(path)?;
            return Ok(true);
        }
        let source = open_source(path)?;
        let Some(format) = recognize(&source.name, &source.text) else {
            let file = source.name.to_string();
            self.skipped.push(match ForeignFormat::of_text(&source.text) {
                Some(format) => skipped(file, format),
                None => {
                    let reason = "not a bibliography".to_owned();
                    Skipped { file, reason, content: SkippedContent::Other }
                }
            });
            return Ok(false);
        };
        let text = (self.files.sources.push(source), Some(format));
        match together {
            Together::All => self.document.push(text),
            Together::Named | Together::None => self.add_apart(path, text),
        }
        Ok(true)
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
