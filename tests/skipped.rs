//! Says on the terminal which tests were skipped because `../shared` is missing.
//!
//! The harness of the other tests hides what a passing test prints, so this one has none: it
//! looks for the tests that need a folder of `../shared`, and lists those whose folder is missing.
//! In CI it then fails, as they do. It takes the arguments of a test harness as far as
//! `cargo test` and `cargo nextest` give them.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test reads the sources, prints what it finds, and fails by panicking"
)]

mod shared;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `--list` and filters call this test.
const NAME: &str = "tests_that_need_the_shared_folder";

/// A test that needs a folder of `../shared`.
struct Dependent {
    /// Its name and the file it is in: `tests/it/check.rs: good_data_give_no_finding`.
    name: String,
    /// The folders of `../shared` that it needs.
    folders: Vec<String>,
}

impl Dependent {
    fn is_skipped(&self) -> bool {
        self.folders.iter().any(|folder| !shared::path_of(folder).is_dir())
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    if has("--list") {
        if !has("--ignored") {
            println!("{NAME}: test");
        }
        return ExitCode::SUCCESS;
    }
    let dependents = dependents();
    assert!(dependents.len() >= 8, "the tests that need ../shared are found in the sources");
    let filters: Vec<&String> =
        arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let is_wanted = |name: &str| {
        filters.is_empty()
            || filters.iter().any(|filter| NAME == **filter || name.contains(*filter))
    };
    let skipped: Vec<&Dependent> =
        dependents.iter().filter(|test| is_wanted(&test.name) && test.is_skipped()).collect();
    if skipped.is_empty() {
        if is_wanted(NAME) {
            println!("no test was skipped: ../shared has what {} of them need\n", dependents.len());
        }
        return ExitCode::SUCCESS;
    }
    println!("{} tests were skipped, since `../shared` has not what they need:\n", skipped.len());
    for test in &skipped {
        println!("  {} (../shared/{})", test.name, test.folders.join(", ../shared/"));
    }
    println!();
    if shared::in_ci() {
        println!("error: in CI no test may be skipped");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// The tests in the sources that ask for a folder of `../shared`, in the order of the files.
fn dependents() -> Vec<Dependent> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "tests"] {
        add_sources(&root.join(folder), &mut files);
    }
    files.sort();
    let mut dependents: Vec<Dependent> = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let file = file.strip_prefix(root).unwrap().display();
        let mut function = None;
        for line in text.lines() {
            let code = line.trim_start();
            if code.starts_with("//") {
                continue;
            }
            if let Some(rest) = code.strip_prefix("fn ") {
                function = rest.split(['(', '<']).next();
            }
            let Some((_, folder)) = code.split_once("= shared(\"") else { continue };
            let folder = folder.split('"').next().unwrap().to_owned();
            let name = format!("{file}: {}", function.unwrap());
            match dependents.last_mut() {
                Some(last) if last.name == name => last.folders.push(folder),
                _ => dependents.push(Dependent { name, folders: vec![folder] }),
            }
        }
    }
    dependents
}

fn add_sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            add_sources(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
