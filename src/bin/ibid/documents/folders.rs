//! The folders that documents are in.

use std::path::{Component, Path, PathBuf};

/// The folder that a file is in, as reports show it.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    path.parent().unwrap_or(Path::new("")).to_owned()
}

/// The folder that is so many folders above another, as reports show it.
pub(super) fn above(folder: &Path, levels: usize) -> PathBuf {
    let mut above = folder.to_owned();
    for _ in 0..levels {
        match above.components().next_back() {
            Some(Component::Normal(_) | Component::RootDir) => _ = above.pop(),
            Some(Component::CurDir) => above = PathBuf::from(".."),
            _ => above.push(".."),
        }
    }
    above
}

/// A folder from the root of the file system, also the current one.
pub(super) fn absolute(folder: &Path) -> PathBuf {
    let named = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    std::path::absolute(named).unwrap_or_else(|_| folder.to_owned())
}
