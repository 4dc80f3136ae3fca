//! Where what is printed goes: standard output, a file, or a file for each part of a document.

use std::io;
use std::path::{Path, PathBuf};

use ibid::files::Files;
use ibid::typeset::{Part, Typeset};

use crate::args::RenderArgs;
use crate::exit::Exit;
use crate::{output, target};

/// Writes the documents in their own syntax. A part that stays as it is, is written with the bytes
/// that were read.
pub(super) fn write(
    args: &RenderArgs,
    printed: &Typeset<'_>,
    parts: &[Part<'_>],
    files: &Files,
) -> io::Result<Exit> {
    let roots: Vec<usize> = files
        .manuscripts
        .iter()
        .scan(0, |next, manuscript| {
            let first = *next;
            *next += manuscript.parts.len();
            Some(first)
        })
        .collect();
    let changed: Vec<(usize, Option<String>)> =
        (0..parts.len()).map(|part| (part, printed.write(part))).collect();
    // Of what documents include, only what changes is written.
    let outputs: Vec<(usize, Option<String>)> =
        changed.into_iter().filter(|(part, text)| text.is_some() || roots.contains(part)).collect();
    if let [(part, text)] = &outputs[..] {
        let target = args.output.as_ref().map(|path| match path.is_dir() {
            true => path.join(file_name(parts[*part])),
            false => path.clone(),
        });
        if let Some(exit) = refused(args, target.as_deref(), files) {
            return Ok(exit);
        }
        target::write(target.as_deref(), &bytes(parts[*part], text.as_deref())?)?;
        return Ok(Exit::Clean);
    }
    let Some(target) = &args.output else {
        let names: Vec<String> =
            outputs.iter().map(|(part, _)| format!("`{}`", parts[*part].source.name)).collect();
        output::note(&format!(
            "error: {} files are printed ({}); say where to with -o FOLDER/",
            names.len(),
            names.join(", ")
        ));
        return Ok(Exit::Usage);
    };
    let main = Path::new(&*parts[0].source.name);
    let is_file = roots.len() == 1 && target.extension().is_some() && !target.is_dir();
    let folder = match is_file {
        true => target.parent().unwrap_or(Path::new("")).to_owned(),
        false => target.clone(),
    };
    let base = main.parent().unwrap_or(Path::new("")).to_owned();
    let path_of = |part: usize| {
        let source = Path::new(&*parts[part].source.name);
        let inside = source.strip_prefix(&base).unwrap_or(Path::new(file_name(parts[part])));
        if is_file && part == 0 { target.clone() } else { folder.join(inside) }
    };
    let targets: Vec<PathBuf> = outputs.iter().map(|(part, _)| path_of(*part)).collect();
    // Nothing is written where one of them cannot be.
    if let Some(exit) = targets.iter().find_map(|path| refused(args, Some(path), files)) {
        return Ok(exit);
    }
    for ((part, text), path) in outputs.iter().zip(&targets) {
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|error| target::unwritable(parent, &error))?;
        }
        target::write(Some(path), &bytes(parts[*part], text.as_deref())?)?;
    }
    Ok(Exit::Clean)
}

/// Refuses to write what was read: documents, bibliographies, the style and the abbreviations.
pub(super) fn refused(args: &RenderArgs, target: Option<&Path>, files: &Files) -> Option<Exit> {
    let style = args.style.style.as_deref().map(Path::new);
    let others = style.into_iter().chain(args.style.abbreviations.as_deref());
    target::refused(target, files, others)
}

fn file_name<'p>(part: Part<'p>) -> &'p str {
    let name = &*part.source.name;
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// The bytes of a part, in the encoding that its file has.
fn bytes(part: Part<'_>, text: Option<&str>) -> io::Result<Vec<u8>> {
    let path = Path::new(&*part.source.name);
    match text {
        Some(text) => target::in_encoding_of(path, text),
        None if path.is_file() => std::fs::read(path),
        None => Ok(part.source.text.as_bytes().to_vec()),
    }
}
