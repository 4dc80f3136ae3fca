//! Collects the files that the arguments lead to.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use ibid::document::Syntax;
use ibid::error::Error;
use ibid::files::{Files, open_source, recognize, source_from_bytes};
use ibid::read::{ForeignFormat, Format, Sharing};
use ibid::report::{Skipped, SkippedContent, Unreadable};
use ibid::source::{Source, SourceId};
use ignore::WalkBuilder;

use crate::args::Together;
use crate::config::Globs;
use crate::documents::Pending;
use crate::failure::Failure;
use crate::input::essay::PlainText;
use crate::input::paths::{
    BASELINE, has_extension, has_known_extension, is_style, shown, true_path,
};

/// Everything that was read for the arguments.
#[derive(Default)]
pub(crate) struct Input {
    pub(crate) files: Files,
    /// Why something could not be read.
    pub(crate) unreadable: Vec<Unreadable>,
    /// Files in folders that are not read, although their names or contents suggest a bibliography.
    pub(crate) skipped: Vec<Skipped>,
    /// The files found so far, by their canonical paths.
    pub(super) seen: HashMap<PathBuf, SourceId>,
    /// The bibliographies that form one document, in order.
    pub(super) document: Vec<Text>,
    /// Those that are separate documents, by their folders.
    pub(super) apart: BTreeMap<PathBuf, Vec<Text>>,
    /// The bibliographies that several documents name, each for itself.
    pub(super) groups: Vec<Vec<Text>>,
    /// Those that form one document by the configuration, each with the number of its pattern.
    pub(super) declared: Vec<Vec<(usize, Text)>>,
    /// The bibliographies that have not been read yet, in order.
    pub(crate) texts: Vec<Text>,
    /// The documents that are to be read.
    pub(super) pending: Vec<Pending>,
    /// The folders that were searched, by their true paths.
    pub(super) searched: Vec<PathBuf>,
    /// Whether documents are read as such, and not as bibliographies.
    pub(super) takes_documents: bool,
    /// Folders without a bibliography, each with the number of its files that are excluded.
    pub(super) empty: Vec<(PathBuf, usize)>,
}

/// A bibliography that is to be read, and its format if that is known.
pub(super) type Text = (SourceId, Option<Format>);

impl Input {
    /// Reads the bibliographies that were added.
    pub(super) fn read_added(&mut self) {
        let document = [(Sharing::Document, std::mem::take(&mut self.document))];
        let apart = std::mem::take(&mut self.apart).into_values();
        let apart = apart.map(|texts| (Sharing::Neighbours, texts));
        let groups = std::mem::take(&mut self.groups).into_iter();
        let declared = std::mem::take(&mut self.declared).into_iter().map(|mut texts| {
            // Files of one pattern are in the order of their names.
            texts.sort_by_key(|(pattern, _)| *pattern);
            texts.into_iter().map(|(_, text)| text).collect()
        });
        let groups = groups.chain(declared).map(|texts| (Sharing::Document, texts));
        for (sharing, texts) in document.into_iter().chain(groups).chain(apart) {
            for (id, error) in self.files.read_together(&texts, sharing) {
                let name = self.files.sources.get(id).map_or("", |source| &*source.name);
                self.unreadable.push(Failure::from(error).of(name));
            }
        }
    }

    /// The number of a file that was already found, by whatever path.
    pub(crate) fn known(&self, path: &Path) -> Option<SourceId> {
        self.seen.get(&true_path(path)).copied()
    }

    /// True if a folder, or one above it, was searched.
    pub(crate) fn searches(&self, folder: &Path) -> bool {
        let folder = true_path(folder);
        self.searched.iter().any(|searched| folder.starts_with(searched))
    }

    /// Records a file.
    pub(crate) fn note(&mut self, path: &Path, id: SourceId) {
        self.seen.insert(true_path(path), id);
    }

    /// Opens a file that is found for the first time.
    fn open(&mut self, path: &Path) -> Result<SourceId, Error> {
        let id = self.files.sources.push(open_source(path)?);
        self.note(path, id);
        Ok(id)
    }

    /// The bibliographies that were named explicitly.
    pub(super) fn given(&self) -> Vec<SourceId> {
        let apart = self.apart.values().flatten();
        let mut given: Vec<SourceId> =
            self.document.iter().chain(apart).map(|(id, _)| *id).collect();
        given.sort_unstable();
        given
    }

    /// Adds the bibliographies that a document names. If it is the only document that was named
    /// explicitly, they belong to everything that was named with it; those of a document in a
    /// folder are separate.
    pub(crate) fn add_bibliographies(
        &mut self,
        texts: Vec<(SourceId, PathBuf)>,
        is_named: bool,
        is_alone: bool,
    ) {
        let all = self.document.iter().chain(self.groups.iter().flatten());
        let declared = self.declared.iter().flatten().map(|(_, text)| text);
        let all = all.chain(declared).chain(self.apart.values().flatten());
        let mut added: Vec<SourceId> = all.map(|(id, _)| *id).collect();
        let mut group = Vec::new();
        for (id, path) in texts {
            if added.contains(&id) {
                continue;
            }
            added.push(id);
            match is_named {
                true => group.push((id, None)),
                false => self.add_apart(&path, (id, None)),
            }
        }
        match is_alone {
            true => self.document.extend(group),
            false => self.groups.push(group),
        }
    }

    pub(super) fn add_bibliography(
        &mut self,
        path: &Path,
        format: Option<Format>,
        together: Together,
    ) -> Result<(), Failure> {
        if self.known(path).is_some() {
            return Ok(());
        }
        let text = (self.open(path)?, format);
        self.add_text(path, text, together);
        Ok(())
    }

    pub(super) fn add_named(
        &mut self,
        path: &Path,
        format: Option<Format>,
        together: Together,
    ) -> Result<(), Failure> {
        if self.known(path).is_some() {
            return Ok(());
        }
        if is_style(path) {
            let id = self.files.add_style(path)?;
            self.note(path, id);
            return Ok(());
        }
        let source = open_source(path)?;
        let syntax = self.document_syntax(&source, path, format)?;
        let id = self.files.sources.push(source);
        self.note(path, id);
        match syntax {
            Some(syntax) => {
                self.pending.push(Pending { id, path: path.to_owned(), syntax, is_named: true });
            }
            None => self.add_text(path, (id, format), together),
        }
        Ok(())
    }

    /// The syntax of a named file if it is a document; `None` if it is a bibliography.
    fn document_syntax(
        &self,
        source: &Source,
        path: &Path,
        format: Option<Format>,
    ) -> Result<Option<Syntax>, Failure> {
        let is_taken = format.is_none() && self.takes_documents;
        let syntax = Syntax::from_name(&shown(path)).filter(|_| is_taken);
        if syntax != Some(Syntax::Plain) {
            return Ok(syntax);
        }
        // A text may be anything.
        match PlainText::of(source) {
            PlainText::Essay => Ok(syntax),
            PlainText::Bibliography => Ok(None),
            PlainText::Neither => Err(Failure::NoEssay { path: path.to_owned() }),
        }
    }

    /// Adds the text of a bibliography to those with which it is read.
    fn add_text(&mut self, path: &Path, text: Text, together: Together) {
        match together {
            Together::Named | Together::All => self.document.push(text),
            Together::None => self.add_apart(path, text),
        }
    }

    /// Adds a bibliography that may refer only to others of its folder.
    fn add_apart(&mut self, path: &Path, text: Text) {
        let path = true_path(path);
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        self.apart.entry(folder).or_default().push(text);
    }

    pub(super) fn add_style_file(&mut self, path: &Path) -> Result<(), Failure> {
        if !is_style(path) && !open_source(path)?.text.trim_start().starts_with('<') {
            return Err(Failure::NoStyle { path: path.to_owned() });
        }
        self.files.add_style(path)?;
        Ok(())
    }

    pub(super) fn add_styles(&mut self, folder: &Path) -> Result<(), Failure> {
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

    pub(super) fn add_stdin(
        &mut self,
        name: &str,
        format: Option<Format>,
        together: Together,
    ) -> Result<(), Failure> {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(Failure::Stdin)?;
        let source = source_from_bytes(name, &bytes)?;
        let syntax = self.document_syntax(&source, Path::new(name), format)?;
        let id = self.files.sources.push(source);
        if let Some(syntax) = syntax {
            self.pending.push(Pending { id, path: name.into(), syntax, is_named: true });
            return Ok(());
        }
        let text = (id, format);
        match together {
            Together::Named | Together::All => self.document.push(text),
            Together::None => self.apart.entry(PathBuf::new()).or_default().push(text),
        }
        Ok(())
    }

    /// Reads the bibliographies and styles below a folder, except in hidden folders and in what
    /// `.gitignore` excludes. Other files are skipped.
    pub(super) fn add_folder(
        &mut self,
        folder: &Path,
        together: (Together, &[Vec<Globs>]),
        exclude: &Globs,
    ) {
        let unreadable = self.unreadable.len();
        self.searched.push(true_path(folder));
        let mut is_empty = true;
        let mut excluded = 0;
        for path in self.walk(folder) {
            if exclude.match_path(&path) {
                excluded += usize::from(has_known_extension(&path));
                continue;
            }
            let path = path.strip_prefix("./").unwrap_or(&path);
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
            self.empty.push((folder.to_owned(), excluded));
        }
    }

    /// The files below a folder, in order. A symbolic link to a file that is found under its own name
    /// is dropped; a broken link is kept, so that it is reported.
    fn walk(&mut self, folder: &Path) -> Vec<PathBuf> {
        let mut files = Vec::new();
        for found in WalkBuilder::new(folder).sort_by_file_path(Path::cmp).build() {
            match found {
                Ok(found) => {
                    let path = found.path();
                    let is_link = found.path_is_symlink();
                    let is_ours = path.file_name().is_some_and(|name| name == BASELINE);
                    if (path.is_file() || is_link && !path.exists()) && !is_ours {
                        files.push((found.into_path(), is_link));
                    }
                }
                Err(source) => {
                    let failure = Failure::Walk { path: folder.to_owned(), source };
                    self.unreadable.push(failure.of(shown(folder)));
                }
            }
        }
        if files.iter().any(|(_, is_link)| *is_link) {
            let real = files.iter().filter(|(path, is_link)| !is_link && has_known_extension(path));
            let real: HashSet<PathBuf> = real.map(|(path, _)| true_path(path)).collect();
            files.retain(|(path, is_link)| !is_link || !real.contains(&true_path(path)));
        }
        files.into_iter().map(|(path, _)| path).collect()
    }

    /// Records that a path that was named is excluded.
    pub(super) fn leave_out(&mut self, path: &Path) {
        let reason = "excluded by `ibid.toml`".to_owned();
        self.skipped.push(Skipped { file: shown(path), reason, content: SkippedContent::Excluded });
    }

    /// Processes a file of a folder; returns whether it is a bibliography or a style.
    fn add_found(
        &mut self,
        path: &Path,
        (together, documents): (Together, &[Vec<Globs>]),
    ) -> Result<bool, Error> {
        if self.known(path).is_some() {
            return Ok(true);
        }
        if is_style(path) {
            let id = self.files.add_style(path)?;
            self.note(path, id);
            return Ok(true);
        }
        if let Some(syntax) = Syntax::from_name(&shown(path)) {
            // Most programs contain no citations, and are not kept.
            if syntax == Syntax::Rust && !may_cite(&open_source(path)?.text) {
                return Ok(false);
            }
            let id = self.open(path)?;
            self.pending.push(Pending { id, path: path.to_owned(), syntax, is_named: false });
            return Ok(false);
        }
        let source = open_source(path)?;
        let Some(format) = recognize(&source.name, &source.text) else {
            let file = source.name.to_string();
            // `_quarto.yml`, `_bookdown.yml`: settings of a project, which are read as such.
            if path.file_name().is_some_and(|it| it.to_string_lossy().starts_with('_')) {
                return Ok(false);
            }
            self.skipped.push(match ForeignFormat::from_text(&source.text) {
                Some(format) => skipped(file, format),
                None => {
                    let reason = "not a bibliography".to_owned();
                    Skipped { file, reason, content: SkippedContent::Other }
                }
            });
            return Ok(false);
        };
        let id = self.files.sources.push(source);
        self.note(path, id);
        let text = (id, Some(format));
        let declared = documents.iter().enumerate().find_map(|(number, files)| {
            let pattern = files.iter().position(|files| files.match_path(path));
            pattern.map(|pattern| (number, pattern))
        });
        match (together, declared) {
            (Together::All, _) => self.document.push(text),
            (Together::Named, Some((number, pattern))) => {
                if self.declared.len() <= number {
                    self.declared.resize_with(number + 1, Vec::new);
                }
                self.declared[number].push((pattern, text));
            }
            (Together::Named | Together::None, _) => self.add_apart(path, text),
        }
        Ok(true)
    }

    /// Records that a file is skipped if it contains references in a format that cannot be read, or
    /// is a web page, since a bibliography is often saved as one by mistake.
    fn skip_foreign(&mut self, path: &Path) -> Result<(), Error> {
        const HEAD: u64 = 8 << 10;
        let file = shown(path);
        let by_name = ForeignFormat::from_name(&file);
        let is_page = ["html", "htm", "xhtml"].iter().any(|it| has_extension(path, it));
        let is_candidate = by_name.is_some_and(ForeignFormat::is_bibliographic)
            || ["txt", "xml", "rdf"].iter().any(|it| has_extension(path, it));
        let mut head = Vec::new();
        if is_candidate {
            let unreadable = |source| Error::Unreadable { path: path.to_owned(), source };
            let file = File::open(path).map_err(unreadable)?;
            file.take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
        }
        let by_content = ForeignFormat::from_text(&Source::from_bytes(&*file, &head).text);
        if let Some(format) = by_content.or(by_name)
            && (is_page || is_candidate && format.is_bibliographic())
        {
            self.skipped.push(skipped(file, format));
        }
        Ok(())
    }
}

/// A file that is skipped because it is in this format.
fn skipped(file: String, format: ForeignFormat) -> Skipped {
    let content = match format.is_bibliographic() {
        true => SkippedContent::References,
        false => SkippedContent::Other,
    };
    Skipped { file, reason: format.appearance(), content }
}

/// True if the documentation of a program may contain citations in brackets, or name other
/// documents.
fn may_cite(text: &str) -> bool {
    ["@", "#cite", "include_str!"].iter().any(|sign| text.contains(sign))
        && ["///", "//!", "/**", "/*!", "doc"].iter().any(|sign| text.contains(sign))
}
