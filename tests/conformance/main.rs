//! The fixtures of the CSL processor test suite, byte for byte, in both modes.
//!
//! `CSL_TEST_SUITE` names the folder of fixtures; by default it is `../shared/csl-test-suite`.
//! `CSL_TEST_SUITE_REPORT=1` prints the verdict on each and never fails. `FX` chooses those with
//! this in their names. `tests/known_failures.toml` says which fail, and why.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test prints what it finds"
)]

mod fixture;
mod known;
mod run;
#[path = "../shared/mod.rs"]
mod shared;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use fixture::Fixture;
use ibid::style::Resources;
use ibid::style::archive::Embedded;

use crate::run::Official;
use crate::shared::shared;

/// What came of a fixture.
struct Verdict {
    name: String,
    wanted: String,
    got: Result<String, String>,
}

impl Verdict {
    fn of(path: &Path, locales: &dyn Resources) -> Verdict {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
        let fixture = Fixture::parse(&text);
        let wanted = fixture.section("RESULT").unwrap_or_default().trim().to_owned();
        let caught = catch_unwind(AssertUnwindSafe(|| run::run(&fixture, locales)));
        let got = caught.unwrap_or_else(|_| Err("the program panicked".to_owned()));
        Verdict { name, wanted, got: got.map(|got| got.trim().to_owned()) }
    }

    fn passes(&self) -> bool {
        self.got.as_ref().is_ok_and(|got| *got == self.wanted)
    }

    fn category(&self) -> &str {
        self.name.split('_').next().unwrap_or_default()
    }

    fn print_difference(&self) {
        println!("FAIL {}", self.name);
        match &self.got {
            Ok(got) => println!("  got  {got}"),
            Err(error) => println!("  error {error}"),
        }
        println!("  want {}", self.wanted);
    }
}

fn fixtures(folder: &Path) -> Vec<PathBuf> {
    let wanted = std::env::var("FX").unwrap_or_default();
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .filter(|path| path.file_stem().unwrap().to_string_lossy().contains(&wanted))
        .collect();
    files.sort();
    files
}

/// Fixtures of our own in the same form, with the embedded locales: what citeproc-js prints for cites that are ambiguous,
/// grouped, collapsed, or without their names.
#[test]
fn our_own() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/csl");
    let verdicts: Vec<Verdict> =
        fixtures(&folder).iter().map(|path| Verdict::of(path, &Embedded)).collect();
    let failing = verdicts.iter().filter(|verdict| !verdict.passes());
    failing.clone().for_each(Verdict::print_difference);
    assert_eq!(failing.count(), 0, "of {}", verdicts.len());
}

#[test]
fn suite() {
    let Some(folder) = shared("csl-test-suite") else { return };
    let Some(locales) = shared("csl-locales") else { return };
    let folder = std::env::var_os("CSL_TEST_SUITE").map_or(folder, PathBuf::from);
    let locales = Official { folder: locales };
    let report = std::env::var_os("CSL_TEST_SUITE_REPORT").is_some();
    let whole = std::env::var_os("FX").is_none() && std::env::var_os("CSL_TEST_SUITE").is_none();
    let verdicts: Vec<Verdict> =
        fixtures(&folder).iter().map(|path| Verdict::of(path, &locales)).collect();
    let mut categories: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for verdict in &verdicts {
        let (passed, all) = categories.entry(verdict.category()).or_default();
        *passed += usize::from(verdict.passes());
        *all += 1;
        if report {
            println!("{} {}", if verdict.passes() { "PASS" } else { "FAIL" }, verdict.name);
        } else if !verdict.passes() {
            verdict.print_difference();
        }
    }
    for (category, (passed, all)) in &categories {
        println!("{category:<16} {passed:>3} of {all}");
    }
    let passed = verdicts.iter().filter(|verdict| verdict.passes()).count();
    println!("conformance: {passed} of {}", verdicts.len());
    if !report {
        known::compare(&verdicts, whole);
    }
}
