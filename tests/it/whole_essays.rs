//! Whole essays of many kinds, each with what its notes cite and what `check` finds in it:
//! `tests/fixtures/essays/whole`.

use std::path::Path;
use std::process::Command;

use crate::support::{files_in, repository};

/// What a command prints of an essay, with its bibliography.
fn printed(folder: &Path, args: &[&str], essay: &str, bibliography: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.args(args).args([essay, "--bibliography", bibliography]).current_dir(folder);
    let output = command.output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
    format!("{out}{err}")
}

#[test]
fn whole_essays_cite_what_they_cite() {
    let folder = repository("tests/fixtures/essays/whole");
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let files = files_in(&folder);
    let is_essay = |path: &&std::path::PathBuf| {
        path.extension().is_some_and(|extension| extension == "txt" || extension == "md")
    };
    let mut all = String::new();
    for path in files.iter().filter(is_essay) {
        let is_own = |it: &&std::path::PathBuf| it.file_stem() == path.file_stem() && !is_essay(it);
        let bibliography = name(files.iter().find(is_own).unwrap());
        let essay = name(path);
        all.push_str(&format!("=== {essay}\n"));
        all.push_str(&printed(&folder, &["notes"], &essay, &bibliography));
        let check = ["check", "--no-config", "--format", "concise"];
        all.push_str(&printed(&folder, &check, &essay, &bibliography));
        all.push('\n');
    }
    insta::assert_snapshot!(all);
}
