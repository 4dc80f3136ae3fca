//! Where what is printed goes: standard output, a file, or a file for each part of a document.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ibid::files::Files;
use ibid::source::Encoding;
use ibid::typeset::{Part, Typeset};

use crate::args::RenderArgs;
use crate::exit::Exit;
use crate::output;

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
        let bytes = bytes(parts[*part], text.as_deref())?;
        let target = args.output.as_ref().map(|path| match path.is_dir() {
            true => path.join(file_name(parts[*part])),
            false => path.clone(),
        });
        return one(target.as_deref(), parts[*part], &bytes);
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
    let mut exit = Exit::Clean;
    for (part, text) in &outputs {
        let source = Path::new(&*parts[*part].source.name);
        let inside = source.strip_prefix(&base).unwrap_or(Path::new(file_name(parts[*part])));
        let path = if is_file && *part == 0 { target.clone() } else { folder.join(inside) };
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|error| unwritable(parent, &error))?;
        }
        let bytes = bytes(parts[*part], text.as_deref())?;
        exit = exit.max(one(Some(&path), parts[*part], &bytes)?);
    }
    Ok(exit)
}

fn file_name<'p>(part: Part<'p>) -> &'p str {
    let name = &*part.source.name;
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// The bytes of a part, in the encoding that its file has.
fn bytes(part: Part<'_>, text: Option<&str>) -> io::Result<Vec<u8>> {
    let path = Path::new(&*part.source.name);
    let own = match path.is_file() {
        true => std::fs::read(path)?,
        false => part.source.text.as_bytes().to_vec(),
    };
    let Some(text) = text else { return Ok(own) };
    let mark: &[u8] = match own[..] {
        [0xEF, 0xBB, 0xBF, ..] => &own[..3],
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => &own[..2],
        _ => &[],
    };
    Ok([mark, &Encoding::of(&own).encode(text)].concat())
}

/// Writes a file, which is not the one that was read, or to standard output.
fn one(target: Option<&Path>, part: Part<'_>, bytes: &[u8]) -> io::Result<Exit> {
    let Some(path) = target else {
        print(bytes)?;
        return Ok(Exit::Clean);
    };
    let own = PathBuf::from(&*part.source.name).canonicalize();
    if own.is_ok_and(|own| path.canonicalize().is_ok_and(|path| path == own)) {
        output::note(&format!(
            "error: `{}` is the document itself, whose citations would be lost; name another file",
            path.display()
        ));
        return Ok(Exit::Usage);
    }
    std::fs::write(path, bytes).map_err(|error| unwritable(path, &error))?;
    Ok(Exit::Clean)
}

/// Writes to standard output. That nobody reads on is no error.
pub(super) fn print(bytes: &[u8]) -> io::Result<()> {
    match io::stdout().lock().write_all(bytes) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes text that has no file of its own.
pub(super) fn write_text(target: Option<&Path>, text: &str) -> io::Result<()> {
    match target {
        Some(path) => std::fs::write(path, text).map_err(|error| unwritable(path, &error)),
        None => print(text.as_bytes()),
    }
}

fn unwritable(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot write `{}`: {error}", path.display()))
}
