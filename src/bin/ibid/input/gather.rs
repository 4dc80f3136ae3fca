//! Reads everything that the arguments name.

use std::path::{Path, PathBuf};

use ibid::source::SourceId;

use crate::args::{InputArgs, Together};
use crate::config::{Documents, Exclude};
use crate::documents;
use crate::failure::Failure;
use crate::input::found::Input;
use crate::input::paths::{is_in, shown};

/// What is to be read.
#[derive(Clone, Copy)]
pub(crate) struct Request<'a> {
    pub(crate) paths: &'a [PathBuf],
    pub(crate) args: &'a InputArgs,
    /// Which files form one document.
    pub(crate) together: Together,
    /// The files that are skipped.
    pub(crate) exclude: &'a Exclude,
    /// Which of the files found in folders form one document, and how documents are read.
    pub(crate) documents: &'a Documents,
    /// The bibliographies for the documents in addition to those that they name; `None` if
    /// documents are not read.
    pub(crate) bibliographies: Option<&'a [PathBuf]>,
}

/// Reads everything that can be read, and records why the rest cannot.
///
/// A file that is named twice, or also found in a folder, is read once.
pub(crate) fn gather(request: &Request<'_>) -> Input {
    gather_as(request, Depth::Entries)
}

/// Like [`gather`], without reading the content of the bibliographies: they are among the texts.
pub(crate) fn gather_texts(request: &Request<'_>) -> Input {
    gather_as(request, Depth::Texts)
}

/// How much of the bibliographies is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Texts,
    Entries,
}

fn gather_as(request: &Request<'_>, depth: Depth) -> Input {
    let Request { paths, args, together, exclude, documents, bibliographies } = *request;
    let mut input = Input { takes_documents: bibliographies.is_some(), ..Input::default() };
    let format = args.input_format;
    let is_stdin = |path: &Path| path.as_os_str() == "-";
    let is_left_out = |path: &Path| exclude.is_forced && exclude.files.match_path(path);
    let (left_out, paths): (Vec<&PathBuf>, Vec<&PathBuf>) =
        paths.iter().partition(|path| !is_stdin(path) && is_left_out(path));
    left_out.into_iter().for_each(|path| input.leave_out(path));
    let (folders, named): (Vec<&PathBuf>, Vec<&PathBuf>) =
        paths.into_iter().partition(|path| path.is_dir());
    let mut stdin_is_read = false;
    for path in named {
        if is_stdin(path) && std::mem::replace(&mut stdin_is_read, true) {
            continue;
        }
        let (name, result) = if is_stdin(path) {
            (args.stdin_name.clone(), input.add_stdin(&args.stdin_name, format, together))
        } else {
            (shown(path), input.add_named(path, format, together))
        };
        input.unreadable.extend(result.err().map(|failure| failure.of(name)));
    }
    for path in bibliographies.unwrap_or_default() {
        let result = input.add_bibliography(path, format, together);
        input.unreadable.extend(result.err().map(|failure| failure.of(shown(path))));
    }
    let given = input.given();
    for folder in folders {
        input.add_folder(folder, (together, &documents.groups), &exclude.files);
    }
    let pending = std::mem::take(&mut input.pending);
    let paths: Vec<(SourceId, PathBuf)> =
        pending.iter().map(|it| (it.id, it.path.clone())).collect();
    let manuscripts = documents::resolve(&mut input, pending, &given, documents);
    match depth {
        Depth::Entries => input.read_added(),
        Depth::Texts => {
            let own = std::mem::take(&mut input.document).into_iter();
            let groups = std::mem::take(&mut input.groups).into_iter().flatten();
            let apart = std::mem::take(&mut input.apart).into_values().flatten();
            input.texts = own.chain(groups).chain(apart).collect();
        }
    }
    for manuscript in manuscripts {
        let first = manuscript.parts.first().map(|part| part.source);
        let path = paths.iter().find(|(id, _)| Some(*id) == first).map(|(_, path)| path.as_path());
        input.empty.retain(|(folder, _)| !path.is_some_and(|path| is_in(path, folder)));
        input.files.add_manuscript(manuscript);
    }
    for (path, excluded) in std::mem::take(&mut input.empty) {
        let name = shown(&path);
        let failure = match excluded {
            0 => Failure::NothingFound { path },
            files => Failure::AllExcluded { path, files },
        };
        input.unreadable.push(failure.of(name));
    }
    input
}

/// Reads styles and locales, and records why others cannot be read. In a folder these are the .csl
/// files, and the .xml files that contain a style or a locale.
pub(crate) fn gather_styles(paths: &[PathBuf]) -> Input {
    let mut input = Input::default();
    for path in paths {
        let result =
            if path.is_dir() { input.add_styles(path) } else { input.add_style_file(path) };
        input.unreadable.extend(result.err().map(|failure| failure.of(shown(path))));
    }
    input
}
