//! Documents with their bibliographies, as texts.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ibid::diagnostic::{Diagnostic, Edit};
use ibid::document::essay::{Catalogue, resolve};
use ibid::document::{Embedded, Manuscript, Role};
use ibid::excerpt::{Excerpt, items};
use ibid::read::{Format, read};
use ibid::source::{Source, SourceId};

use crate::args::{InputArgs, Together};
use crate::commands::keys::auxiliary::{Auxiliary, is_auxiliary};
use crate::commands::{fix, report_findings};
use crate::config::{Documents, Exclude};
use crate::exit::Exit;
use crate::input::{Input, Request};
use crate::target::is_same;
use crate::{input, output};

/// Documents with their bibliographies, as texts.
pub(super) struct Texts {
    pub(super) input: Input,
    /// The bibliographies in order, each with its format.
    pub(super) bibliographies: Vec<(SourceId, Format)>,
    /// The items of each bibliography.
    pub(super) excerpts: Vec<Excerpt>,
    /// The keys cited in files of LaTeX and biber, if there are any.
    cited: Option<Vec<String>>,
}

/// What documents cite.
pub(super) struct Cited {
    pub(super) keys: Vec<String>,
    /// Whether all entries are listed beside those: `\\nocite{*}`.
    pub(super) lists_all: bool,
}

/// What to do about bibliographies that documents name but that do not exist.
#[derive(Clone, Copy)]
pub(super) enum Absent<'a> {
    /// The command is refused.
    Refused,
    /// They are ignored if there is another bibliography, since the document may name one that does
    /// not exist yet. The output file is not reported as missing.
    LeftOut(Option<&'a Path>),
}

impl Texts {
    /// Opens the given files; errors are printed to standard error.
    pub(super) fn open(paths: &[PathBuf], absent: Absent<'_>) -> Result<Texts, Exit> {
        let (aux, named): (Vec<&PathBuf>, Vec<&PathBuf>) =
            paths.iter().partition(|path| is_auxiliary(path));
        let mut auxiliary = Auxiliary::default();
        for path in &aux {
            auxiliary.add(path)?;
        }
        let (there, not_there): (Vec<PathBuf>, Vec<PathBuf>) =
            auxiliary.bibliographies.into_iter().partition(|path| path.is_file());
        let named: Vec<PathBuf> = named.into_iter().cloned().chain(there).collect();
        let input = input::gather_texts(&Request {
            paths: &named,
            args: &InputArgs { input_format: None, stdin_name: "<stdin>.md".to_owned() },
            together: Together::Named,
            exclude: &Exclude::default(),
            documents: &Documents::default(),
            bibliographies: Some(&[]),
        });
        let not_there = not_there.iter().map(|path| {
            let name = path.to_string_lossy().into_owned();
            (name, "there is no such file".to_owned(), Role::Bibliography)
        });
        let missing = input.files.manuscripts.iter().flat_map(|manuscript| &manuscript.missing);
        let missing = missing.filter(|it| it.role != Role::Written);
        let missing = missing.map(|it| (it.name.clone(), it.reason.clone(), it.role));
        let mut reasons: Vec<String> =
            input.unreadable.iter().map(|it| it.reason.clone()).collect();
        for (name, reason, role) in missing.chain(not_there) {
            let reason = format!("cannot read `{name}`: {reason}");
            match absent {
                Absent::LeftOut(written)
                    if role == Role::Bibliography && !input.texts.is_empty() =>
                {
                    let is_written =
                        written.and_then(Path::file_name) == Path::new(&name).file_name();
                    if !is_written {
                        output::note(&format!("note: {reason}; it is left out"));
                    }
                }
                _ => reasons.push(reason),
            }
        }
        reasons.iter().for_each(|reason| output::note(&format!("error: {reason}")));
        if !reasons.is_empty() {
            return Err(Exit::Unreadable);
        }
        let (mut bibliographies, mut excerpts) = (Vec::new(), Vec::new());
        for &(id, format) in &input.texts {
            let Some(source) = input.files.sources.get(id) else { continue };
            let Some(format) = format.or_else(|| Format::detect(&source.name, &source.text)) else {
                output::note(&format!("error: `{}` is in no known format", source.name));
                return Err(Exit::Unreadable);
            };
            bibliographies.push((id, format));
            excerpts.push(items(&source.text, id, format));
        }
        let cited = (!aux.is_empty()).then_some(auxiliary.keys);
        Ok(Texts { input, bibliographies, excerpts, cited })
    }

    /// The numbers of the bibliographies that are among these paths, in the order of the paths.
    pub(super) fn named(&self, paths: &[PathBuf]) -> Vec<usize> {
        let number = |path: &PathBuf| {
            let is_it = |(id, _): &(SourceId, Format)| {
                self.source(*id).is_some_and(|source| is_same(path, Path::new(&*source.name)))
            };
            self.bibliographies.iter().position(is_it)
        };
        paths.iter().filter_map(number).collect()
    }

    /// The name of a bibliography.
    pub(super) fn name(&self, number: usize) -> &str {
        let id = self.bibliographies.get(number).map(|(id, _)| *id);
        id.and_then(|id| self.source(id)).map_or("", |source| &source.name)
    }

    /// Leaves out the bibliography that is written: a document names the small bibliography that is
    /// made from a larger one. Nothing in it may be lost: each of its keys must be in another
    /// bibliography, and it must not be one of the given files.
    pub(super) fn leave_out(&mut self, written: &Path, named: &[PathBuf]) -> bool {
        let is_it = |(id, _): &(SourceId, Format)| {
            self.source(*id).is_some_and(|source| is_same(written, Path::new(&*source.name)))
        };
        let Some(at) = self.bibliographies.iter().position(is_it) else { return false };
        if self.bibliographies.len() < 2 || named.iter().any(|path| is_same(path, written)) {
            return false;
        }
        let others = self.excerpts.iter().enumerate().filter(|(number, _)| *number != at);
        let known: BTreeSet<&str> = others.flat_map(|(_, excerpt)| keys_of(excerpt)).collect();
        if !keys_of(&self.excerpts[at]).all(|key| known.contains(key)) {
            return false;
        }
        self.bibliographies.remove(at);
        self.excerpts.remove(at);
        true
    }

    /// Prints the syntax errors in the bibliographies: all of them, or those in some entries.
    pub(super) fn report_errors(&self, is_meant: impl Fn(usize, &Diagnostic) -> bool) -> Exit {
        let errors =
            self.excerpts.iter().enumerate().flat_map(|(number, excerpt)| {
                excerpt.errors.iter().map(move |error| (number, error))
            });
        let meant = errors.filter(|(number, error)| is_meant(*number, error));
        let errors: Vec<Diagnostic> = meant.map(|(_, error)| error.clone()).collect();
        report_findings(&self.input.files.sources, &errors);
        if errors.is_empty() { Exit::Clean } else { Exit::Findings }
    }

    /// True if a bibliography has syntax errors.
    pub(super) fn has_errors(&self) -> bool {
        self.excerpts.iter().any(|excerpt| !excerpt.errors.is_empty())
    }

    /// Refuses to write to a bibliography with syntax errors, since its items may not be what they
    /// seem to be.
    pub(super) fn refuse_broken(&self, written: &BTreeSet<SourceId>) -> Option<Exit> {
        let exit = self.report_errors(|number, _| written.contains(&self.bibliographies[number].0));
        if exit == Exit::Clean {
            return None;
        }
        output::note("error: nothing was written; correct the bibliography first");
        Some(exit)
    }

    pub(super) fn source(&self, id: SourceId) -> Option<&Source> {
        self.input.files.sources.get(id)
    }

    /// The keys that are cited or listed, in order, each once.
    pub(super) fn keys(&self) -> Cited {
        let mut seen = BTreeSet::new();
        let mut keys = Vec::new();
        let mut add = |key: &str| {
            if seen.insert(key.to_owned()) {
                keys.push(key.to_owned());
            }
        };
        self.cited.iter().flatten().for_each(|key| add(key));
        let manuscripts = &self.input.files.manuscripts;
        for part in manuscripts.iter().flat_map(|manuscript| &manuscript.parts) {
            part.citations.iter().flat_map(|it| it.keys()).for_each(|(key, _)| add(key));
        }
        self.typed_keys().iter().for_each(|key| add(key));
        let lists_all =
            manuscripts.iter().any(Manuscript::lists_all) || keys.iter().any(|key| key == "*");
        keys.retain(|key| key != "*");
        Cited { keys, lists_all }
    }

    /// The keys of the works that are cited or listed in notes typed by hand.
    fn typed_keys(&self) -> Vec<String> {
        let parts = || self.input.files.manuscripts.iter().flat_map(|it| &it.parts);
        let typed = parts().filter_map(|part| Some((part.source, part.apparatus.as_ref()?)));
        let typed: Vec<_> = typed.filter(|(_, apparatus)| !apparatus.is_keyed).collect();
        if typed.is_empty() {
            return Vec::new();
        }
        let readings = self
            .bibliographies
            .iter()
            .filter_map(|(id, format)| read(self.source(*id)?, *id, Some(*format)).ok());
        let readings: Vec<_> = readings.collect();
        let libraries: Vec<_> = readings.iter().map(|reading| &reading.library).collect();
        let catalogue = Catalogue::new(&libraries);
        let mut keys = Vec::new();
        for (id, apparatus) in typed {
            let text = self.source(id).map_or("", |source| &*source.text);
            let resolved = resolve(text, apparatus, &catalogue);
            let by_year = resolved.by_year.iter().map(|it| &it.cite);
            let cites = resolved.notes.iter().chain(&resolved.lists).flatten().chain(by_year);
            keys.extend(
                cites.filter_map(|it| it.work()).map(|work| catalogue.key(work).to_owned()),
            );
        }
        keys
    }

    /// Writes edits to their files, without changing any other byte.
    pub(super) fn write_edits(&self, edits: &[Edit]) -> Exit {
        let mut exit = Exit::Clean;
        for change in self.input.files.changes(edits) {
            let Some(source) = self.source(change.source) else { continue };
            if let Err(reason) = fix::write(source, &change) {
                output::note(&format!("error: cannot write `{}`: {reason}", source.name));
                exit = Exit::Unreadable;
            }
        }
        exit
    }

    /// True if there is anything that cites.
    pub(super) fn has_documents(&self) -> bool {
        !self.input.files.manuscripts.is_empty() || self.cited.is_some()
    }

    /// The keys of the bibliographies.
    pub(super) fn known_keys(&self) -> Vec<&str> {
        self.excerpts.iter().flat_map(keys_of).collect()
    }

    /// The keys that documents define themselves, including those in embedded bibliographies.
    pub(super) fn defined(&self) -> BTreeSet<String> {
        let mut defined = BTreeSet::new();
        let manuscripts = &self.input.files.manuscripts;
        for part in manuscripts.iter().flat_map(|manuscript| &manuscript.parts) {
            defined.extend(part.defined.iter().map(|it| it.key.clone()));
            let Some(source) = self.source(part.source) else { continue };
            for embedded in &part.embedded {
                let (_, excerpt) = embedded_items(source, embedded);
                defined.extend(keys_of(&excerpt).map(str::to_owned));
            }
        }
        defined
    }
}

/// The keys of the entries of a bibliography, including aliases.
fn keys_of(excerpt: &Excerpt) -> impl Iterator<Item = &str> {
    let keys = excerpt.items.iter().flat_map(|item| &item.keys);
    keys.map(|written| written.key.as_str())
}

/// The items of a bibliography that is embedded in a document, and its format.
pub(super) fn embedded_items(source: &Source, embedded: &Embedded) -> (Format, Excerpt) {
    let content = source.slice(embedded.content);
    let format = match embedded.file.name.as_str() {
        "references" => Format::CslYaml,
        name => Format::detect(name, content).unwrap_or(Format::Bibtex),
    };
    (format, items(content, SourceId(0), format))
}
