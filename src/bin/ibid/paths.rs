//! Paths as they read from another folder.

use std::path::{Component, Path, PathBuf};

/// A path from the current folder, as it reads from another folder: `refs.bib` in `out` is
/// `../refs.bib`. Where no such path is known, the one from the root.
pub(crate) fn from_folder(path: &Path, folder: &Path) -> PathBuf {
    if path.is_absolute() || folder.as_os_str().is_empty() {
        return path.to_owned();
    }
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (path, folder) = (plain(&absolute(path)), plain(&absolute(folder)));
    between(&path, &folder).unwrap_or(path)
}

/// The relative path from a folder to a file, both from the root: `../refs.bib`. None to another
/// drive.
pub(crate) fn between(path: &Path, folder: &Path) -> Option<PathBuf> {
    if path.is_relative() || folder.is_relative() {
        return None;
    }
    let shared = path.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    (shared > 0).then(|| up.chain(path.components().skip(shared)).collect())
}

/// A path without `.`, and without folders that `..` leaves again.
pub(crate) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        let is_folder = matches!(plain.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::CurDir => {}
            Component::ParentDir if is_folder => _ = plain.pop(),
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::from_folder;

    #[test]
    fn paths_read_from_other_folders() {
        for (path, folder, read) in [
            ("refs.bib", "", "refs.bib"),
            ("refs.bib", "out", "../refs.bib"),
            ("a/refs.bib", "a/b/c", "../../refs.bib"),
            ("../refs.bib", ".", "../refs.bib"),
            ("/refs.bib", "out", "/refs.bib"),
        ] {
            assert_eq!(from_folder(Path::new(path), Path::new(folder)), Path::new(read), "{path}");
        }
    }
}
