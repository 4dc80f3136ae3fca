//! The folder `../shared` beside the repository, which some tests measure against and which is no
//! part of it.
//!
//! A test that needs it begins with `let Some(folder) = shared("…") else { return };`, so that
//! `cargo test` passes in a clone with nothing beside it. The target `skipped` finds these lines
//! in the sources, and lists the tests that were skipped.

#![allow(clippy::disallowed_methods, reason = "tests look at files and the environment")]
#![allow(dead_code, reason = "a test binary may need only a part of this")]

use std::io::Write;
use std::path::{Path, PathBuf};

/// Where a folder of `../shared` is; `None` where it is missing, which the test that runs says on
/// standard error.
///
/// # Panics
///
/// Where the folder is missing in CI: nothing may be skipped there.
pub(crate) fn shared(folder: &str) -> Option<PathBuf> {
    let path = path_of(folder);
    if path.is_dir() {
        return Some(path);
    }
    assert!(!in_ci(), "{} is missing, and in CI no test may be skipped", path.display());
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    // Written past the test harness, which does not show what a passing test prints.
    let _ = writeln!(std::io::stderr(), "skipped: {test} needs ../shared/{folder}");
    None
}

/// Where a folder of `../shared` is, or would be.
pub(crate) fn path_of(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(folder)
}

/// True if the environment variable `CI` is set, other than to nothing or `false`.
pub(crate) fn in_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"))
}
