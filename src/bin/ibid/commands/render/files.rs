//! Where the output goes: standard output, a file, or a file for each part of a document.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use ibid::document::Syntax;
use ibid::files::Files;
use ibid::source::Encoding;
use ibid::typeset::{Part, Typeset};

use crate::args::RenderArgs;
use crate::commands::render::tex_characters;
use crate::exit::Exit;
use crate::paths::plain;
use crate::{output, target};

/// Writes the documents in their own syntax. A part without changes is written with its original
/// bytes.
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
    // Of what documents include, all is written where the includes lead elsewhere from there.
    let any_part = changed.iter().any(|(part, text)| text.is_some() && !roots.contains(part));
    let moves = args.output.as_ref().is_some_and(|target| is_elsewhere(target, parts));
    let is_written = |(part, text): &(usize, Option<String>)| {
        text.is_some() || roots.contains(part) || any_part && moves
    };
    let outputs: Vec<(usize, Option<String>)> = changed.into_iter().filter(is_written).collect();
    if let [(part, text)] = &outputs[..] {
        let folder = args.output.as_deref().filter(|path| is_folder(path));
        let target = match folder {
            Some(folder) => Some(folder.join(file_name(parts[*part]))),
            None => args.output.clone(),
        };
        if let Some(exit) = refused(args, target.as_deref(), files) {
            return Ok(exit);
        }
        make(folder)?;
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
    let is_file = roots.len() == 1 && target.extension().is_some() && !is_folder(target);
    let folder = match is_file {
        true => target.parent().unwrap_or(Path::new("")).to_owned(),
        false => target.clone(),
    };
    let included = outputs.iter().map(|(part, _)| *part).filter(|part| !roots.contains(part));
    let included: Vec<usize> = included.collect();
    let Some(base) = base(parts, &included, is_file) else { return Ok(Exit::Usage) };
    let path_of = |part: usize| {
        let source = plain(Path::new(&*parts[part].source.name));
        let inside = inside(&source, &base).unwrap_or(Path::new(file_name(parts[part])));
        if is_file && part == 0 { target.clone() } else { folder.join(inside) }
    };
    let targets: Vec<PathBuf> = outputs.iter().map(|(part, _)| path_of(*part)).collect();
    if let Some(twice) = twice(&targets) {
        let path = twice.display();
        output::note(&format!("error: two files would be written to `{path}`; render them apart"));
        return Ok(Exit::Usage);
    }
    // If one of them cannot be written, none is.
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

/// Whether a target is a folder: there is one, or the path ends in a slash.
pub(super) fn is_folder(target: &Path) -> bool {
    target.is_dir() || target.to_string_lossy().ends_with(['/', '\\'])
}

/// Makes a folder to write into, unless there is one.
pub(super) fn make(folder: Option<&Path>) -> io::Result<()> {
    let Some(folder) = folder else { return Ok(()) };
    std::fs::create_dir_all(folder).map_err(|error| target::unwritable(folder, &error))
}

/// Whether a target is in another folder than the first document.
fn is_elsewhere(target: &Path, parts: &[Part<'_>]) -> bool {
    let is_folder = is_folder(target) || target.extension().is_none();
    let folder = if is_folder { Some(target) } else { target.parent() };
    let own = parts.first().map(|part| plain(Path::new(&*part.source.name)));
    let own = own.as_deref().and_then(Path::parent);
    let real = |folder: Option<&Path>| {
        let folder = folder.filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        folder.canonicalize().ok()
    };
    real(folder) != real(own)
}

/// The folder that the paths of all files begin at, in which what the document includes is found
/// from where it is written; `None`, with an error, where there is none.
fn base(parts: &[Part<'_>], included: &[usize], is_file: bool) -> Option<PathBuf> {
    let folder = |part: usize| {
        let path = plain(Path::new(&*parts[part].source.name));
        path.parent().unwrap_or(Path::new("")).to_owned()
    };
    let own = folder(0);
    let outside = included.iter().find(|part| inside(&folder(**part), &own).is_none());
    let Some(&outside) = outside else { return Some(own) };
    let all = || included.iter().map(|part| folder(*part)).chain([own.clone()]);
    let common = own.ancestors().find(|above| all().all(|folder| folder.starts_with(above)));
    let climbs =
        |folder: &Path| folder.starts_with("..") || folder.is_absolute() != own.is_absolute();
    match common {
        Some(common) if !is_file && !all().any(|it| climbs(&it)) => Some(common.to_owned()),
        _ => {
            output::note(&format!(
                "error: the document includes `{}`, which is not in its folder, and would not \
                 include what is printed of it; run this in a folder that has both, with \
                 -o FOLDER/",
                parts[outside].source.name
            ));
            None
        }
    }
}

/// A path as it reads from a folder that it is in.
fn inside<'p>(path: &'p Path, folder: &Path) -> Option<&'p Path> {
    let inside = path.strip_prefix(folder).ok()?;
    (!inside.starts_with("..") && !inside.is_absolute()).then_some(inside)
}

/// A path that is among others twice.
fn twice(paths: &[PathBuf]) -> Option<&Path> {
    let mut seen = BTreeSet::new();
    paths.iter().find(|path| !seen.insert(*path)).map(PathBuf::as_path)
}

/// Refuses to overwrite a file that was read: documents, bibliographies, the style and the
/// abbreviations.
pub(super) fn refused(args: &RenderArgs, target: Option<&Path>, files: &Files) -> Option<Exit> {
    let style = args.style.style.as_deref().map(Path::new);
    let others = style.into_iter().chain(args.style.abbreviations.as_deref());
    target::refused(target, files, others)
}

fn file_name<'p>(part: Part<'p>) -> &'p str {
    let name = &*part.source.name;
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// Whether a file is in an encoding of 256 characters.
fn is_latin(path: &Path) -> io::Result<bool> {
    Ok(path.is_file() && Encoding::of(&std::fs::read(path)?) == Encoding::Windows1252)
}

/// The bytes of a part, in the encoding of its file.
fn bytes(part: Part<'_>, text: Option<&str>) -> io::Result<Vec<u8>> {
    let path = Path::new(&*part.source.name);
    match text {
        Some(text) if part.document.syntax == Syntax::Latex && is_latin(path)? => {
            target::in_encoding_of(path, &tex_characters::for_latin(text, &part.source.text))
        }
        Some(text) => target::in_encoding_of(path, text),
        None if path.is_file() => std::fs::read(path),
        None => Ok(part.source.text.as_bytes().to_vec()),
    }
}
