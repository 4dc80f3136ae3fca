//! The command as its users run it: what it prints where, and how it ends.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use crate::support::repository;

fn ibid(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.args(args).current_dir(repository("tests/fixtures")).env_remove("NO_COLOR");
    command
}

fn run(args: &[&str]) -> Output {
    ibid(args).stdin(Stdio::null()).output().unwrap()
}

fn run_on(args: &[&str], input: &str) -> Output {
    let mut child = ibid(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

const CLEAN: &str = "@misc{wsm, key = {WSM}, title = {How Lenin Led to Stalin}}\n";

#[test]
fn the_exit_status_says_how_it_went() {
    assert_eq!(run_on(&["check", "-", "--stdin-name", "a.bib"], CLEAN).status.code(), Some(0));
    for name in [
        "titel-typo.yaml",
        "month-13.yaml",
        "never-ends.bib",
        "duplicate-key.bib",
        "reversed-pages.bib",
        "doi-with-a-space.bib",
        "wrong-isbn.bib",
    ] {
        let output = run(&["check", &format!("check/{name}")]);
        assert_eq!(output.status.code(), Some(1), "{name}: {}", stdout(&output));
    }
    for usage in [&["check", "--nonsense"][..], &["explain", "no-such-rule"], &["explain"], &[]] {
        assert_eq!(run(usage).status.code(), Some(2), "{usage:?}");
    }
    assert_eq!(run(&["check", "check/no-such-file.bib"]).status.code(), Some(3));
    assert_eq!(run_on(&["check", "-"], "in no format").status.code(), Some(3));
}

#[test]
fn what_can_be_read_is_checked_where_something_cannot() {
    let output = run(&["check", "--format", "concise", "no-such.bib", "check/wrong-isbn.bib"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stdout(&output).contains("error[isbn-invalid]"));
    assert!(stdout(&output).ends_with("; 1 file could not be read\n"));
    assert!(stderr(&output).starts_with("error: cannot read `no-such.bib`: "));
}

#[test]
fn a_folder_is_searched_for_bibliographies() {
    let folder = folder("folder");
    std::fs::create_dir_all(folder.join("deep/.hidden")).unwrap();
    let entry = "mett:\n  type: Book\n  title: The Kronstadt Uprising\n  author: Mett, Ida\n";
    std::fs::write(folder.join("deep/refs.yml"), entry).unwrap();
    std::fs::write(folder.join("deep/.hidden/refs.bib"), "@broken{").unwrap();
    std::fs::write(folder.join("workflow.yml"), "on: push\njobs: {}\n").unwrap();
    std::fs::write(folder.join("a.bib"), CLEAN).unwrap();
    let output = ibid(&["check", "--verbose"]).current_dir(&folder).output().unwrap();
    let skipped = "skipped `workflow.yml`: not a bibliography";
    let summary = "checked 2 files, 2 entries: nothing to report";
    assert_eq!(stdout(&output), format!("{skipped}\n\n{summary}\n"));
    assert_eq!(stderr(&output), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn an_empty_folder_is_not_a_clean_one() {
    let folder = folder("empty");
    let output = ibid(&["check"]).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).starts_with("error: there is no bibliography in `.`"));
}

#[test]
fn standard_input_has_the_name_and_format_it_is_given() {
    let empty = run_on(&["check", "-"], " \n");
    assert_eq!(empty.status.code(), Some(3));
    assert!(stderr(&empty).contains("is empty: there is no bibliography in it"), "{empty:?}");
    let args = ["check", "-", "--stdin-name", "refs.bib", "--format", "concise"];
    let output = run_on(&args, "@book{a, title = {A}, isbn = {1}}");
    assert!(stdout(&output).contains("refs.bib:1:31: error[isbn-invalid]"), "{output:?}");
    let args = ["check", "-", "--input-format", "bibtex", "--format", "concise"];
    let output = run_on(&args, "no entry at all");
    assert!(stdout(&output).contains("<stdin>:1:1: warning[nothing-checked]"), "{output:?}");
    let output = run_on(
        &["check", "-", "-"],
        "@book{a, title={A}, author={Oak, Olga}, year=1990, publisher={P}}",
    );
    assert_eq!(stdout(&output), "checked 1 file, 1 entry: nothing to report\n");
}

#[test]
fn color_is_asked_for_or_not_there() {
    let args = ["check", "check/wrong-isbn.bib"];
    assert!(!stdout(&run(&args)).contains('\u{1b}'));
    let always = ["check", "check/wrong-isbn.bib", "--color", "always"];
    assert!(stdout(&run(&always)).contains('\u{1b}'));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child =
        ibid(&["explain", "--all"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    assert_eq!(errors, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn rules_are_explained_by_name_and_code() {
    let by_name = stdout(&run(&["explain", "reversed-pages"]));
    assert!(by_name.starts_with("# reversed-pages\n\nNUM002, warning, on by default, no fixes\n"));
    assert_eq!(by_name, stdout(&run(&["explain", "num002"])));
    let all = stdout(&run(&["explain", "--all"]));
    let numbers = stdout(&run(&["explain", "NUM"]));
    assert!(numbers.lines().all(|line| line.contains(" NUM0")), "{numbers}");
    assert!(numbers.contains("reversed-pages "));
    assert_eq!(numbers, stdout(&run(&["explain", "numbers"])));
    let none = run(&["explain"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(stderr(&none).contains("`ibid explain --all`"));
    assert_eq!(all.lines().count(), ibid::check::rules().count());
    let unknown = run(&["explain", "reversed-page"]);
    let said = "error: there is no rule `reversed-page`; did you mean `reversed-pages`?\n";
    assert_eq!(stderr(&unknown), said);
    let several = stderr(&run(&["explain", "duplicate"]));
    assert!(
        several.contains("did you mean one of `duplicate-field`, `duplicate-key`"),
        "{several}"
    );
}

#[test]
fn a_rule_is_laid_out_for_reading() {
    let text = stdout(&run(&["explain", "malformed-name", "--format", "text"]));
    insta::assert_snapshot!("explain-text", text);
    let colored = ["explain", "malformed-name", "--format", "text", "--color", "always"];
    assert!(stdout(&run(&colored)).starts_with("\u{1b}[1mmalformed-name\u{1b}[0m"));
    let markdown = stdout(&run(&["explain", "malformed-name", "--format", "markdown"]));
    assert_eq!(markdown, stdout(&run(&["explain", "malformed-name"])), "as into any pipe");
    assert!(markdown.contains("\n```bib\n"), "{markdown}");
}

#[test]
fn completions_are_made_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = run(&["completions", shell]);
        assert_eq!(output.status.code(), Some(0), "{shell}");
        assert!(stdout(&output).contains("ibid"), "{shell}");
    }
}

#[test]
fn help_and_version() {
    insta::assert_snapshot!("help", stdout(&run(&["--help"])));
    insta::assert_snapshot!("help-check", stdout(&run(&["check", "--help"])));
    let version = format!("ibid {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(stdout(&run(&["--version"])), version);
}

#[test]
fn titles_are_lowered_where_that_is_asked_for() {
    let source = "@article{a, author={Doe, J.}, title={The Use of {Bayes} in Old Cities: a Study}, \
                  journal={Journal of Old Things}, year=2000}";
    let print = |case: &[&str]| {
        let mut args = vec!["format", "-", "--input-format", "bibtex"];
        args.extend(case);
        stdout(&run_on(&args, source))
    };
    assert!(print(&[]).contains("The Use of Bayes in Old Cities: a Study. Journal of Old Things"));
    let lowered = print(&["--title-case", "sentence"]);
    assert!(
        lowered.contains("The use of Bayes in old cities: A study. Journal of Old Things"),
        "{lowered}"
    );
}
