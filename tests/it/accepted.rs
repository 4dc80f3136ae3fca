//! What a report leaves out: findings that a baseline accepts, and what has not changed since a
//! revision.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::folder_with;

const REFS: &str = "@book{mett, author = {Mett, Ida}, title = {The Commune}, publisher = {P}, \
                    year = {1967}, pages = {10--5}}\n";

fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    folder_with("accepted", name, files)
}

fn ibid(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let output = command.current_dir(folder).args(args).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// The last line: how much was looked at, and what was found.
fn summary(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let (status, text) = ibid(folder, &[&["check"], args].concat());
    (status, text.lines().last().unwrap().to_owned())
}

#[test]
fn what_a_baseline_accepts_does_not_count() {
    let folder = folder("baseline", &[("refs.bib", REFS), ("sub/other.bib", "")]);
    assert_eq!(ibid(&folder, &["baseline", "update"]).0, Some(2), "there is none yet");
    let (status, text) = ibid(&folder, &["baseline", "create"]);
    assert_eq!((status, &*text), (Some(0), "`ibid-baseline.json` accepts 2 findings\n"));
    assert_eq!(ibid(&folder, &["baseline", "create"]).0, Some(2), "there is one already");
    let all = "checked 2 files, 1 entry: nothing to report; 2 more are in the baseline";
    assert_eq!(summary(&folder, &[]), (Some(0), all.to_owned()));
    // Wherever the run is started, and wherever the lines are.
    write(&folder, "refs.bib", &format!("\n\n\n{REFS}"));
    assert_eq!(summary(&folder.join("sub"), &[".."]), (Some(0), all.to_owned()));
    assert_eq!(summary(&folder, &["--no-baseline"]).0, Some(1));
    // Without any configuration, nothing that lies around counts.
    assert_eq!(summary(&folder, &["--no-config"]).0, Some(1));
    assert_eq!(summary(&folder, &["--no-config", "--baseline", "ibid-baseline.json"]).0, Some(0));
    // Another value of the same field is new, and the old one gone.
    write(&folder, "refs.bib", &REFS.replace("10--5", "12--5"));
    let (status, line) = summary(&folder, &[]);
    let mixed = "1 warning; 1 more is in the baseline; 1 of the baseline is gone";
    assert!(status == Some(1) && line.contains(mixed), "{line}");
    // What is not looked for is not gone.
    let (_, line) = summary(&folder, &["--ignore", "reversed-pages"]);
    assert!(!line.contains("gone"), "{line}");
    let (_, line) = summary(&folder, &["sub"]);
    assert!(!line.contains("gone"), "{line}");
    let (status, text) = ibid(&folder, &["baseline", "prune"]);
    let pruned = "gone: reversed-pages of mett, pages, in refs.bib\n\
                  `ibid-baseline.json` accepts 1 finding (1 gone)\n";
    assert_eq!((status, &*text), (Some(0), pruned));
    let (_, text) = ibid(&folder, &["baseline", "update"]);
    assert_eq!(text, "`ibid-baseline.json` accepts 2 findings (1 new, 0 gone)\n");
    assert_eq!(summary(&folder, &[]).0, Some(0));
    let json = ibid(&folder, &["check", "--format", "json"]).1;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["summary"]["baseline"]["accepted"], 2);
}

#[test]
fn a_copy_is_new_and_a_moved_entry_is_not() {
    let folder = folder("copied", &[("refs.bib", REFS)]);
    assert_eq!(ibid(&folder, &["baseline", "create"]).0, Some(0));
    // A copy is new whether or not the file that it was copied from is checked, too.
    write(&folder, "zcopy.bib", REFS);
    assert_eq!(summary(&folder, &[]).0, Some(1));
    let alone = (Some(1), "checked 1 file, 1 entry: 1 warning".to_owned());
    assert_eq!(summary(&folder, &["zcopy.bib"]), alone, "nothing of it is in the baseline");
    assert_eq!(summary(&folder, &["refs.bib"]).0, Some(0));
    // What was moved is known, also where only the new file is checked.
    std::fs::remove_file(folder.join("refs.bib")).unwrap();
    assert_eq!(summary(&folder, &["zcopy.bib"]).0, Some(0));
    // What is accepted in two files is accepted in each.
    write(&folder, "refs.bib", REFS);
    assert_eq!(ibid(&folder, &["baseline", "update"]).0, Some(0));
    assert_eq!(summary(&folder, &["zcopy.bib"]).0, Some(0));
    assert_eq!(summary(&folder, &["refs.bib"]).0, Some(0));
}

#[test]
fn a_run_in_one_folder_forgets_nothing_of_another() {
    let folder = folder("pruned-apart", &[("a/refs.bib", REFS), ("b/refs.bib", REFS)]);
    let (_, text) = ibid(&folder, &["baseline", "create"]);
    assert_eq!(text, "`ibid-baseline.json` accepts 2 findings\n");
    let (status, text) = ibid(&folder.join("a"), &["baseline", "prune"]);
    assert!(status == Some(0) && text.ends_with("accepts 2 findings (0 gone)\n"), "{text}");
    write(&folder, "a/refs.bib", &REFS.replace("10--5", "5--10"));
    let (_, text) = ibid(&folder.join("a"), &["baseline", "prune"]);
    assert!(text.starts_with("gone: reversed-pages of mett, pages, in a/refs.bib\n"), "{text}");
    assert_eq!(summary(&folder, &[]).0, Some(0), "that of `b` is still accepted");
    // What compares files has seen them all only if the whole folder was searched.
    let one = "@book{one, author = {Mett, Ida}, title = {The Kronstadt Commune}, publisher = {P}, \
               year = {1967}, isbn = {0-19-852663-6}}\n";
    write(&folder, "a/refs.bib", one);
    write(&folder, "b/refs.bib", &one.replace("{one", "{two"));
    assert_eq!(ibid(&folder, &["baseline", "update", "--together", "all"]).0, Some(0));
    let (_, text) = ibid(&folder.join("b"), &["baseline", "prune"]);
    assert!(text.ends_with("(0 gone)\n"), "{text}");
    // Whatever the folder that it is in.
    let other = ["--baseline", "old/accepted.json"];
    write(&folder, "old/none", "");
    write(&folder, "b/refs.bib", REFS);
    assert_eq!(ibid(&folder, &[&["baseline", "create"], &other[..]].concat()).0, Some(0));
    let text = std::fs::read_to_string(folder.join("old/accepted.json")).unwrap();
    assert!(text.contains("\"../b/refs.bib\""), "{text}");
    assert_eq!(summary(&folder.join("b"), &[".", "--baseline", "../old/accepted.json"]).0, Some(0));
}

#[test]
fn a_baseline_that_cannot_be_used_is_an_error() {
    let folder = folder("unusable", &[("refs.bib", REFS), ("ibid-baseline.json", "{}")]);
    let (status, text) = ibid(&folder, &["check"]);
    assert_eq!(status, Some(2));
    assert!(text.contains("`ibid-baseline.json` is not a baseline: line 1"), "{text}");
    assert_eq!(ibid(&folder, &["check", "--baseline", "none.json"]).0, Some(2));
    write(&folder, "ibid-baseline.json", "{\"version\": 1, \"findings\": []}");
    assert_eq!(ibid(&folder, &["baseline", "update", "none.bib"]).0, Some(3));
    write(&folder, "ibid.toml", "[check]\nbaseline = 'old/accepted.json'\n");
    assert_eq!(ibid(&folder, &["check"]).0, Some(2), "the file that is named is not there");
}

fn git(folder: &Path, args: &[&str]) {
    let identity = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main"];
    let output =
        Command::new("git").current_dir(folder).args(identity).args(args).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The entries that something is found in, each once.
fn keys_since(folder: &Path, args: &[&str]) -> Vec<String> {
    let (_, text) = ibid(folder, &[&["check", "--format", "json"], args].concat());
    let json: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}"));
    let found = json["diagnostics"].as_array().unwrap().iter();
    let mut keys: Vec<String> =
        found.map(|it| it["key"].as_str().unwrap_or_default().to_owned()).collect();
    keys.dedup();
    keys
}

#[test]
fn only_what_has_changed_is_reported() {
    let entry = |key: &str, pages: &str| {
        format!(
            "@article{{{key}, author = {{Mett, Ida}}, title = {{On {key}}}, journal = j, \
             year = {{1967}}, pages = {{{pages}}}}}\n"
        )
    };
    let macros = "@string{j = {Solidarity}}\n";
    let (a, b, c) = (entry("a", "10--5"), entry("b", "10--5"), entry("c", "10--5"));
    let folder = folder("since", &[("refs.bib", &[macros, &a, &b, &c].concat())]);
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "first"]);
    let since = ["--since", "HEAD"];
    assert_eq!(keys_since(&folder, &[]), ["a", "b", "c"]);
    assert!(keys_since(&folder, &since).is_empty());
    // One that moved is as it was; one that is other, or new, is not.
    let d = entry("d", "20--15");
    let changed = entry("b", "12--5");
    write(&folder, "refs.bib", &[macros, "\n", &c, &a, &changed, &d].concat());
    assert_eq!(keys_since(&folder, &since), ["b", "d"]);
    let (status, line) = summary(&folder, &since);
    assert_eq!(status, Some(1));
    assert!(line.starts_with("checked 1 file, 4 entries (2 changed since HEAD): "), "{line}");
    // What a macro says is part of the entries that use it.
    write(&folder, "refs.bib", &[&macros.replace("Sol", "Kol"), &*a, &b, &c].concat());
    assert_eq!(keys_since(&folder, &since), ["a", "b", "c"]);
    // A file that is renamed, and one that git does not know.
    write(&folder, "refs.bib", &[macros, &a, &b, &c].concat());
    git(&folder, &["mv", "refs.bib", "renamed.bib"]);
    write(&folder, "new.bib", &[macros, &d].concat());
    assert_eq!(keys_since(&folder, &since), ["d"]);
    // An entry has not changed because there is a new one of its key in another file.
    write(&folder, "other.bib", &[macros, &a.replace("10--5", "30--25")].concat());
    let (_, text) = ibid(&folder, &["check", "--format", "concise", "--since", "HEAD"]);
    assert!(text.contains("other.bib:2:") && !text.contains("renamed.bib:"), "{text}");
    std::fs::remove_file(folder.join("other.bib")).unwrap();
    // What is outside of entries counts by its line.
    let again = "@string{j = {Labour}}\n";
    write(&folder, "renamed.bib", &[macros, &a, &b, &c, again].concat());
    let (_, text) =
        ibid(&folder, &["check", "--format", "concise", "renamed.bib", "--since", "HEAD"]);
    assert!(text.starts_with("renamed.bib:5:9: warning[string-macro]"), "{text}");
}

#[test]
fn a_duplicate_of_an_old_entry_and_a_citation_of_a_lost_one_are_changes() {
    let folder = folder(
        "since-links",
        &[("refs.bib", REFS), ("paper.md", "[@mett; @gone]\n\n---\nbibliography: refs.bib\n---\n")],
    );
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "first"]);
    let files = ["refs.bib", "paper.md", "--since", "HEAD", "--select", "KEY,DOC"];
    assert!(keys_since(&folder, &files).is_empty());
    write(&folder, "refs.bib", &format!("{REFS}{REFS}"));
    assert_eq!(keys_since(&folder, &files), ["mett"]);
    write(&folder, "refs.bib", &REFS.replace("{mett", "{ida"));
    let text = ibid(&folder, &[&["check", "--format", "concise"], &files[..]].concat()).1;
    assert!(text.contains("`mett`") && !text.contains("`gone`"), "{text}");
}

#[test]
fn without_git_or_a_revision_it_says_so() {
    let folder = folder("no-git", &[("refs.bib", REFS)]);
    // The folder of the tests may be in a repository.
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.current_dir(&folder).args(["check", "--since", "HEAD"]);
    command.env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("the current folder is not in a git repository"), "{text}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.current_dir(&folder).args(["check", "--since", "HEAD"]).env("PATH", "");
    let text = String::from_utf8(command.output().unwrap().stderr).unwrap();
    assert!(text.contains("--since needs git, which cannot be run"), "{text}");
    git(&folder, &["init", "--quiet"]);
    let (status, text) = ibid(&folder, &["check", "--since", "nowhere"]);
    assert_eq!(status, Some(2));
    assert!(text.contains("git knows no revision `nowhere`"), "{text}");
    assert_eq!(ibid(&folder, &["check", "--since=--all"]).0, Some(2));
}

#[test]
fn levels_are_set_in_a_word() {
    let folder = folder("levels", &[("refs.bib", REFS)]);
    let found = |args: &[&str]| {
        let (status, text) = ibid(&folder, &[&["check", "--format", "concise"], args].concat());
        let levels = text.lines().filter_map(|line| line.split(": ").nth(1)?.split(' ').next());
        (status, levels.filter(|it| it.contains('[')).map(str::to_owned).collect::<Vec<_>>())
    };
    let [pages, key] = ["error[reversed-pages]", "info[key-pattern]"];
    let only = ["--allow", "all"];
    assert_eq!(found(&[&only[..], &["-D", "NUM002"]].concat()), (Some(1), vec![pages.to_owned()]));
    // A rule that is off runs when it is named alone, and not when its family is.
    assert!(found(&["--deny", "keys"]).1.iter().all(|it| !it.contains("key-pattern")));
    let (_, all) = found(&["-W", "key-pattern", "-A", "numbers"]);
    assert!(all.contains(&key.replace("info", "warning")), "{all:?}");
    assert!(!all.iter().any(|it| it.contains("reversed-pages")), "{all:?}");
}
