//! A document with everything that it includes.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use ibid::document::{CiteCommands, Conventions, Document, Missing, Named, Role, Syntax};
use ibid::error::Error;
use ibid::files::open_source;
use ibid::source::{Location, SourceId};

use crate::documents::folders::folder_of;
use crate::documents::pending::Pending;
use crate::input::Input;
use crate::output;

/// The maximum nesting of included documents.
const MAX_DEPTH: usize = 64;

/// A document with its parts, and the folders that paths in each of them are relative to.
pub(super) struct Root {
    pub(super) pending: Pending,
    pub(super) parts: Vec<(Document, Vec<PathBuf>)>,
    pub(super) missing: Vec<Missing>,
    pub(super) conventions: Conventions,
}

impl Root {
    /// Reads a document and everything that it includes. A command that one part defines applies to
    /// all parts.
    pub(super) fn read(input: &mut Input, pending: &Pending, conventions: Conventions) -> Root {
        let root = Root::read_once(input, pending, conventions);
        let mut commands = CiteCommands::new();
        root.parts.iter().for_each(|(part, _)| commands.extend(&part.commands));
        if commands.is_empty() || root.parts.len() < 2 {
            return root;
        }
        let mut conventions = root.conventions;
        conventions.commands.extend(&commands);
        Root::read_once(input, pending, conventions)
    }

    fn read_once(input: &mut Input, pending: &Pending, conventions: Conventions) -> Root {
        let (parts, missing) = (Vec::new(), Vec::new());
        let mut root = Root { pending: pending.clone(), parts, missing, conventions };
        let mut seen = BTreeSet::from([pending.id]);
        let folders = folders(&pending.path, &[], pending.syntax);
        root.add(input, (pending.id, pending.syntax), folders, &mut seen, 0);
        root
    }

    fn add(
        &mut self,
        input: &mut Input,
        (id, syntax): (SourceId, Syntax),
        folders: Vec<PathBuf>,
        seen: &mut BTreeSet<SourceId>,
        depth: usize,
    ) {
        let read = input.files.read_document_with(id, syntax, &self.conventions);
        let Some(document) = read else { return };
        let (includes, packages) = (document.includes.clone(), document.packages.clone());
        self.parts.push((document, folders.clone()));
        if depth >= MAX_DEPTH {
            return;
        }
        // A package that is not beside the document is installed in the system.
        for package in packages.iter().filter(|it| find(&it.name, &folders).is_some()) {
            if let Ok((part, path)) = open(input, &package.name, &folders)
                && seen.insert(part)
            {
                let folders = self::folders(&path, &folders, syntax);
                self.add(input, (part, syntax), folders, seen, depth + 1);
            }
        }
        for include in &includes {
            match open(input, &include.name, &folders) {
                Ok((part, path)) => {
                    if seen.insert(part) {
                        let syntax = Syntax::from_name(&include.name).unwrap_or(syntax);
                        let folders = self::folders(&path, &folders, syntax);
                        self.add(input, (part, syntax), folders, seen, depth + 1);
                    }
                }
                Err(reason) => self.missing.push(missing(include, id, Role::Part, reason)),
            }
        }
    }

    /// The texts that it includes.
    pub(super) fn included(&self) -> impl Iterator<Item = SourceId> {
        self.parts.iter().skip(1).map(|(part, _)| part.source)
    }

    /// True if no part names a bibliography or contains one.
    pub(super) fn names_none(&self) -> bool {
        self.parts.iter().all(|(part, _)| part.bibliographies.is_empty())
    }

    /// The language that the document declares.
    pub(super) fn language(&self) -> Option<String> {
        let mut languages = self.parts.iter().filter_map(|(part, _)| part.language.as_ref());
        languages.next().map(|it| it.name.clone())
    }

    /// True if it is a whole document, and not a package or a class.
    pub(super) fn is_whole(&self) -> bool {
        let mut extensions = ["sty", "cls"].iter();
        !extensions.any(|it| self.pending.path.extension().is_some_and(|found| found == *it))
    }
}

/// The folders that paths in a document may be relative to: its own, those of the documents that
/// include it, the current one, and for LaTeX those in the environment.
fn folders(path: &Path, outer: &[PathBuf], syntax: Syntax) -> Vec<PathBuf> {
    let mut folders = vec![folder_of(path)];
    if path.is_symlink() {
        folders.extend(path.canonicalize().ok().map(|real| folder_of(&real)));
    }
    folders.extend(outer.iter().cloned());
    if outer.is_empty() {
        folders.push(PathBuf::new());
        let variables = if syntax == Syntax::Latex { &["BIBINPUTS", "TEXINPUTS"][..] } else { &[] };
        for paths in variables.iter().filter_map(std::env::var_os) {
            let paths = std::env::split_paths(&paths);
            // `//` means all folders below; only the first is searched.
            let paths = paths.map(|path| {
                let text = path.to_string_lossy();
                PathBuf::from(text.strip_suffix("//").unwrap_or(&text))
            });
            folders.extend(paths.filter(|path| !path.as_os_str().is_empty()));
        }
    }
    folders.dedup();
    folders
}

pub(super) fn missing(named: &Named, source: SourceId, role: Role, reason: String) -> Missing {
    let location = Location { source, span: named.span };
    Missing { name: named.name.clone(), location, role, reason }
}

/// Opens a file that a document names, unless it is already open; also returns its path.
pub(super) fn open(
    input: &mut Input,
    name: &str,
    folders: &[PathBuf],
) -> Result<(SourceId, PathBuf), String> {
    if name.contains("://") {
        return Err("web addresses are not fetched".to_owned());
    }
    let Some(path) = find(name, folders) else { return Err("there is no such file".to_owned()) };
    if let Some(id) = input.known(&path) {
        return Ok((id, path));
    }
    let source = open_source(&path).map_err(|error| match error {
        Error::Unreadable { source, .. } => source.to_string(),
        error => output::with_causes(&error),
    })?;
    let id = input.files.sources.push(source);
    input.note(&path, id);
    Ok((id, path))
}

/// The path of a named file, in the first of the folders that contains it. Typst paths that begin
/// with `/` are relative to the project, which may be any folder above.
pub(super) fn find(name: &str, folders: &[PathBuf]) -> Option<PathBuf> {
    let is_file = |path: &PathBuf| path.is_file();
    let direct = folders.iter().map(|folder| folder.join(name)).find(is_file);
    direct.map(without_detours).or_else(|| {
        let inside = name.strip_prefix('/')?;
        let first = folders.first()?;
        first.ancestors().map(|folder| folder.join(inside)).find(is_file)
    })
}

/// A path without `folder/..`, if it leads to the same file.
fn without_detours(path: PathBuf) -> PathBuf {
    let mut short = PathBuf::new();
    for part in path.components() {
        let is_folder = matches!(short.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::CurDir => {}
            Component::ParentDir if is_folder => {
                short.pop();
            }
            part => short.push(part),
        }
    }
    let real = |path: &Path| path.canonicalize().ok();
    if short != path && real(&short).is_some() && real(&short) == real(&path) {
        short
    } else {
        path
    }
}
