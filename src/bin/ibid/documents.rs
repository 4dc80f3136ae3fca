//! Documents among what the command is given, and the files that they name.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use ibid::document::{Document, Manuscript, Missing, Named, Role, Syntax, read_settings};
use ibid::error::Error;
use ibid::files::open_source;
use ibid::source::{Location, SourceId};

use crate::input::Input;
use crate::output;

/// How deep documents may include one another.
const MAX_DEPTH: usize = 64;

/// The files in which a project in Markdown says what holds for its documents.
const SETTINGS: [&str; 6] = [
    "_quarto.yml",
    "_quarto.yaml",
    "_metadata.yml",
    "_metadata.yaml",
    "_bookdown.yml",
    "_bookdown.yaml",
];

/// A document that is to be read.
#[derive(Debug, Clone)]
pub(crate) struct Pending {
    pub(crate) id: SourceId,
    pub(crate) path: PathBuf,
    pub(crate) syntax: Syntax,
    /// Whether it was named, and not found in a folder.
    pub(crate) is_named: bool,
}

/// A document with its parts, and the folders that paths in it begin at.
struct Root {
    pending: Pending,
    parts: Vec<(Document, Vec<PathBuf>)>,
    missing: Vec<Missing>,
}

/// Reads the documents with what they include, and finds their bibliographies, which are then
/// among the texts that the input reads. Documents in folders that cite nothing are left out.
pub(crate) fn resolve(
    input: &mut Input,
    pending: Vec<Pending>,
    given: &[SourceId],
) -> Vec<Manuscript> {
    let mut included = HashSet::new();
    let mut roots = Vec::new();
    for pending in pending {
        let root = with_parts(input, pending);
        included.extend(root.parts.iter().skip(1).map(|(part, _)| part.source));
        roots.push(root);
    }
    roots.retain(|root| !included.contains(&root.pending.id));
    let is_alone = roots.iter().filter(|root| root.pending.is_named).count() == 1;
    let mut manuscripts = Vec::new();
    for root in roots {
        let is_named = root.pending.is_named;
        let settings = match root.pending.syntax {
            Syntax::Markdown => settings(input, &root.pending.path),
            _ => Vec::new(),
        };
        if is_named || is_meant(&root, &settings) {
            manuscripts.push(manuscript(input, root, settings, given, is_alone));
        }
    }
    manuscripts
}

/// Whether a document in a folder cites: a key without brackets may be anybody's name.
fn is_meant(root: &Root, settings: &[(Document, PathBuf)]) -> bool {
    let names_one = |part: &Document| !part.bibliographies.is_empty() || !part.embedded.is_empty();
    let parts = || root.parts.iter().map(|(part, _)| part);
    let mut citations = parts().flat_map(|part| &part.citations);
    parts().any(names_one)
        || match root.pending.syntax {
            Syntax::Latex => citations.next().is_some(),
            Syntax::Markdown => {
                let is_in_project = settings.iter().any(|(settings, _)| names_one(settings));
                let is_sure = |mode: &str| is_in_project || mode == "normal";
                citations.any(|citation| is_sure(citation.mode.name()))
            }
            _ => false,
        }
}

fn with_parts(input: &mut Input, pending: Pending) -> Root {
    let mut root = Root { pending: pending.clone(), parts: Vec::new(), missing: Vec::new() };
    let mut seen = BTreeSet::from([pending.id]);
    let folders = folders(&pending.path, &[], pending.syntax);
    add_part(input, &mut root, pending.id, folders, &mut seen, 0);
    root
}

/// The folders that paths in a document begin at: its own, those of the documents that include it,
/// the current one, and for LaTeX those that the environment names.
fn folders(path: &Path, outer: &[PathBuf], syntax: Syntax) -> Vec<PathBuf> {
    let own = path.parent().unwrap_or(Path::new("")).to_owned();
    let mut folders = vec![own];
    folders.extend(outer.iter().cloned());
    if outer.is_empty() {
        folders.push(PathBuf::new());
        let variables = if syntax == Syntax::Latex { &["BIBINPUTS", "TEXINPUTS"][..] } else { &[] };
        for paths in variables.iter().filter_map(std::env::var_os) {
            let paths = std::env::split_paths(&paths);
            folders.extend(paths.filter(|path| !path.as_os_str().is_empty()));
        }
    }
    folders.dedup();
    folders
}

fn add_part(
    input: &mut Input,
    root: &mut Root,
    id: SourceId,
    folders: Vec<PathBuf>,
    seen: &mut BTreeSet<SourceId>,
    depth: usize,
) {
    let syntax = root.pending.syntax;
    let Some(document) = input.files.read_document(id, syntax) else { return };
    let includes = document.includes.clone();
    root.parts.push((document, folders.clone()));
    for include in includes.iter().filter(|_| depth < MAX_DEPTH) {
        match open(input, &include.name, &folders) {
            Ok((part, path)) => {
                if seen.insert(part) {
                    let folders = self::folders(&path, &folders, syntax);
                    add_part(input, root, part, folders, seen, depth + 1);
                }
            }
            Err(reason) => root.missing.push(missing(include, id, Role::Part, reason)),
        }
    }
}

fn missing(named: &Named, source: SourceId, role: Role, reason: String) -> Missing {
    let location = Location { source, span: named.span };
    Missing { name: named.name.clone(), location, role, reason }
}

/// Opens a file that a document names, unless it is open already; gives its path too.
fn open(input: &mut Input, name: &str, folders: &[PathBuf]) -> Result<(SourceId, PathBuf), String> {
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

/// The path of a file that is named, from the first of the folders in which it is. Typst's paths
/// that begin with `/` are those of the project, which may be any folder above.
fn find(name: &str, folders: &[PathBuf]) -> Option<PathBuf> {
    let is_file = |path: &PathBuf| path.is_file();
    let direct = folders.iter().map(|folder| folder.join(name)).find(is_file);
    direct.or_else(|| {
        let inside = name.strip_prefix('/')?;
        let first = folders.first()?;
        first.ancestors().map(|folder| folder.join(inside)).find(is_file)
    })
}

/// What the project that a document is in says, nearest first, each with the folder of its file;
/// for a chapter of a book in R Markdown, what the index of the book says.
fn settings(input: &mut Input, path: &Path) -> Vec<(Document, PathBuf)> {
    let mut found = Vec::new();
    let own = path.parent().unwrap_or(Path::new("")).to_owned();
    let absolute = std::path::absolute(&own).unwrap_or_else(|_| own.clone());
    for (number, above) in absolute.ancestors().enumerate() {
        // Paths in reports are those of the user.
        let shown = if number == 0 { own.clone() } else { above.to_owned() };
        for name in SETTINGS {
            let file = shown.join(name);
            if let Some((id, source)) = opened(input, &file) {
                found.push((read_settings(&source, id), shown.clone()));
            }
        }
        let is_project = ["_quarto.yml", "_quarto.yaml", "_bookdown.yml", ".git"];
        if is_project.iter().any(|name| above.join(name).exists()) {
            break;
        }
    }
    let is_chapter = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("rmd"));
    let index = own.join("index.Rmd");
    if is_chapter
        && index != path
        && let Some((id, _)) = opened(input, &index)
        && let Some(document) = input.files.read_document(id, Syntax::Markdown)
    {
        let document = Document { citations: Vec::new(), diagnostics: Vec::new(), ..document };
        found.push((document, own));
    }
    found
}

fn opened(input: &mut Input, file: &Path) -> Option<(SourceId, ibid::source::Source)> {
    if !file.is_file() {
        return None;
    }
    let name = file.to_string_lossy().into_owned();
    let (id, _) = open(input, &name, &[PathBuf::new()]).ok()?;
    Some((id, input.files.sources.get(id)?.clone()))
}

/// The document with its bibliographies: those that were given, then those that it names, or else
/// its project.
fn manuscript(
    input: &mut Input,
    root: Root,
    settings: Vec<(Document, PathBuf)>,
    given: &[SourceId],
    is_alone: bool,
) -> Manuscript {
    let Root { pending, parts, missing: mut lost } = root;
    let mut bibliographies = given.to_vec();
    let mut found = Vec::new();
    let embedded: BTreeSet<String> =
        parts.iter().flat_map(|(part, _)| &part.embedded).map(|it| it.file.name.clone()).collect();
    let names_one = parts.iter().any(|(part, _)| !part.bibliographies.is_empty());
    let of_project = settings.iter().map(|(document, folder)| (document, vec![folder.clone()]));
    let of_parts = parts.iter().map(|(document, folders)| (document, folders.clone()));
    let declared: Vec<(&Document, Vec<PathBuf>)> =
        if names_one { of_parts.collect() } else { of_project.collect() };
    for (document, folders) in declared {
        for named in &document.bibliographies {
            if embedded.contains(&named.name) {
                continue;
            }
            match open(input, &named.name, &folders) {
                Ok(known) => found.push(known),
                Err(reason) => {
                    lost.push(missing(named, document.source, Role::Bibliography, reason));
                }
            }
        }
    }
    let texts = found.iter().filter(|(id, _)| !bibliographies.contains(id)).cloned().collect();
    input.add_bibliographies(texts, pending.is_named, is_alone);
    for (id, _) in found {
        if !bibliographies.contains(&id) {
            bibliographies.push(id);
        }
    }
    let parts = parts.into_iter().map(|(part, _)| part).collect();
    Manuscript { parts, bibliographies, missing: lost }
}
