//! The folders that contain documents.

use std::path::{Component, Path, PathBuf};

/// The folder of a file, as in reports.
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

/// The absolute path of a folder.
pub(super) fn absolute(folder: &Path) -> PathBuf {
    let named = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    std::path::absolute(named).unwrap_or_else(|_| folder.to_owned())
}
