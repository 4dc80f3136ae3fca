//! Where a command writes: standard output, or a file that it does not read.

use std::io;
use std::path::Path;

use ibid::files::Files;
use ibid::source::Encoding;

use crate::exit::Exit;
use crate::output;

/// Refuses to overwrite a file that was read.
///
/// `others` are files that were read and are not among `files`, such as a style.
pub(crate) fn refused<'p>(
    target: Option<&Path>,
    files: &Files,
    others: impl IntoIterator<Item = &'p Path>,
) -> Option<Exit> {
    let target = target.filter(|path| !is_stdout(path))?;
    let named = files.sources.iter().find(|(_, it)| is_same(target, Path::new(&*it.name)));
    let role = match named {
        Some((id, _)) => {
            let mut parts = files.manuscripts.iter().flat_map(|it| &it.parts);
            let is_part = parts.any(|part| part.source == id);
            if is_part { "the document itself" } else { "a bibliography that is read" }
        }
        None => {
            others.into_iter().find(|other| is_same(target, other))?;
            "a file that is read"
        }
    };
    output::note(&format!(
        "error: `{}` is {role}, and would be overwritten; name another file",
        target.display()
    ));
    Some(Exit::Usage)
}

/// Writes to a file, or to standard output.
pub(crate) fn write(target: Option<&Path>, bytes: &[u8]) -> io::Result<()> {
    match target.filter(|path| !is_stdout(path)) {
        Some(path) => std::fs::write(path, bytes).map_err(|error| unwritable(path, &error)),
        None => output::print_bytes(bytes),
    }
}

/// The error for a path that cannot be written, with its name.
pub(crate) fn unwritable(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot write `{}`: {error}", path.display()))
}

/// The bytes of a text in the encoding of the file from which it was made, with its byte order
/// mark; UTF-8 if there is no such file.
pub(crate) fn in_encoding_of(path: &Path, text: &str) -> io::Result<Vec<u8>> {
    if !path.is_file() {
        return Ok(text.as_bytes().to_vec());
    }
    let own = std::fs::read(path)?;
    let mark: &[u8] = match own[..] {
        [0xEF, 0xBB, 0xBF, ..] => &own[..3],
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => &own[..2],
        _ => &[],
    };
    Ok([mark, &Encoding::of(&own).encode(text)].concat())
}

/// `-` means standard output, as it means standard input elsewhere.
fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// True if two paths lead to the same file, including through links.
pub(crate) fn is_same(a: &Path, b: &Path) -> bool {
    let same_path = a.canonicalize().is_ok_and(|a| b.canonicalize().is_ok_and(|b| a == b));
    same_path || is_hard_link(a, b)
}

#[cfg(unix)]
fn is_hard_link(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(a), Ok(b)) = (a.metadata(), b.metadata()) else { return false };
    a.is_file() && (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn is_hard_link(_: &Path, _: &Path) -> bool {
    false
}
