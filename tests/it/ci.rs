//! What runs in CI: the steps of the action, the hooks, the templates, each with the options that
//! the command has.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::support::{folder_with, repository, text_of};

const REFS: &str = "@book{mett, author = {Mett, Ida}, title = {The Commune}, publisher = {P}, \
                    year = {1967}, pages = {10--5}}\n";

/// The script of a step of the action.
fn step(name: &str) -> String {
    let action: serde_yaml::Value =
        serde_yaml::from_str(&text_of(&repository("action.yml"))).unwrap();
    let steps = action["runs"]["steps"].as_sequence().unwrap().iter();
    let step = steps.clone().find(|step| step["name"] == name).unwrap();
    step["run"].as_str().unwrap().to_owned()
}

#[test]
fn the_action_checks_what_it_is_given() {
    let files = [("a b.bib", REFS), ("clean.bib", ""), ("temp/ibid/bin/x", "")];
    let folder = folder_with("ci", "action", &files);
    let ibid = folder.join("temp/ibid/bin/ibid");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_ibid"), &ibid).unwrap();
    let summary = folder.join("summary.md");
    let run = |paths: &str, args: &str| {
        let mut command = Command::new("bash");
        command.args(["-e", "-o", "pipefail", "-c", &step("Check")]).current_dir(&folder);
        command.env("RUNNER_TEMP", folder.join("temp")).env("GITHUB_STEP_SUMMARY", &summary);
        command.env("PATHS", paths).env("ARGS", args).env("SINCE", "").env("SUMMARY", "true");
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (status, text) = run("a b.bib\nclean.bib\n", "");
    assert_eq!(status, Some(1), "{text}");
    assert!(text.starts_with("::warning file=a b.bib,line=1,"), "{text}");
    assert!(std::fs::read_to_string(&summary).unwrap().contains("| reversed-pages |"));
    let (status, text) = run("a b.bib", "--allow\nreversed-pages\n--ignore=nothing-checked");
    assert_eq!(status, Some(0), "{text}");
    // Nothing of what a workflow hands over is run.
    let (status, _) = run("$(touch bad)\n`touch bad`; touch bad", "");
    assert_eq!(status, Some(3));
    assert!(!folder.join("bad").exists());
}

/// The commands of `ibid` in a file, each with its options.
fn commands(name: &str) -> Vec<Vec<String>> {
    let text = text_of(&repository(name));
    let commands = text.match_indices("ibid check").map(|(at, _)| {
        let line = text[at..].lines().next().unwrap();
        let line = line.split([';', '>', '|', '`', '"', '(']).next().unwrap();
        line.split_whitespace().map(str::to_owned).collect()
    });
    commands.collect()
}

#[test]
fn the_command_has_the_options_that_ci_gives_it() {
    let folder = folder_with("ci", "options", &[("refs.bib", "")]);
    for name in ["docs/ci/github.yml", "docs/ci/gitlab.yml", ".pre-commit-hooks.yaml"] {
        let commands = commands(name);
        assert!(!commands.is_empty(), "{name}");
        for words in commands.iter().filter(|words| words.len() > 2) {
            let words = words.iter().skip(1);
            let output = Command::new(env!("CARGO_BIN_EXE_ibid"))
                .args(words.clone())
                .args(["--ignore", "nothing-checked"])
                .current_dir(&folder)
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(0), "{name}: {words:?}");
        }
    }
}

#[test]
fn the_hooks_take_the_files_they_are_for() {
    let hooks: serde_yaml::Value =
        serde_yaml::from_str(&text_of(&repository(".pre-commit-hooks.yaml"))).unwrap();
    for hook in hooks.as_sequence().unwrap() {
        assert_eq!(hook["language"], "script");
        let script = hook["entry"].as_str().unwrap().split(' ').next().unwrap();
        assert!(std::fs::metadata(repository(script)).unwrap().permissions().mode() & 0o100 != 0);
        let files = hook["files"].as_str().unwrap();
        assert!(files.contains("bib") && files.ends_with(")$"), "{files}");
    }
}
