//! Files that are checked together: what they share, and what they do not.

use std::path::PathBuf;
use std::process::Command;

use crate::support::folder_with;

/// A folder of its own with files in it.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    folder_with("together", name, files)
}

/// The exit status and what was printed by `ibid` in a folder.
fn ibid(folder: &PathBuf, args: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let output = command.current_dir(folder).args(args).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

fn check(folder: &PathBuf, args: &[&str]) -> (Option<i32>, String) {
    ibid(folder, &[&["check", "--format", "concise"], args].concat())
}

const STRINGS: &str = "@string{fp = {Freedom Press}}\n@preamble{{\\newcommand{\\city}{London}}}\n";

const REFS: &str = "@inbook{mett, author = {Mett, Ida}, crossref = {reader}, title = {Uprising}, pages = {1--3}}
@book{brinton, author = {Brinton, Maurice}, title = {Workers' Control in \\city}, publisher = fp, year = 1970}
@book{berkman, author = {Berkman, A.}, title = {Kronstadt}, publisher = {xdata=press-publisher}, year = 1922}
@book{voline, author = {Voline}, title = {Unknown Revolution}, xdata = {press}, year = 1947}
";

const PARENTS: &str = "@book{reader, editor = {Avrich, Paul}, title = {A Reader}, publisher = fp # { and Sons}, year = 1973}
@xdata{press, publisher = {Der Syndikalist}, location = {Berlin}}
";

fn document() -> [(&'static str, &'static str); 3] {
    [("strings.bib", STRINGS), ("refs.bib", REFS), ("parents.bib", PARENTS)]
}

#[test]
fn files_that_are_named_are_one_document() {
    let folder = folder("named", &document());
    let clean = (Some(0), "checked 3 files, 5 entries: nothing to report\n".to_owned());
    assert_eq!(check(&folder, &["strings.bib", "refs.bib", "parents.bib"]), clean);
    let (status, found) = check(&folder, &["refs.bib", "parents.bib", "strings.bib"]);
    assert_eq!(status, Some(1));
    assert!(found.starts_with("refs.bib:2:"), "{found}");
    assert!(found.contains("the macro `fp` is used before it is defined (2 uses"), "{found}");
    let (status, found) = check(&folder, &["refs.bib"]);
    assert_eq!((status, found.matches("[broken-link]").count()), (Some(1), 3), "{found}");
}

#[test]
fn the_files_of_a_document_print_as_one_file_does() {
    let whole = [STRINGS, REFS, PARENTS].concat();
    let [strings, refs, parents] = document();
    let folder = folder("printed", &[strings, refs, parents, ("whole.bib", &whole)]);
    let (status, one) = ibid(&folder, &["format", "whole.bib"]);
    let several = ["format", "parents.bib", "--with", "strings.bib", "--with", "refs.bib"];
    assert_eq!((status, ibid(&folder, &several)), (Some(0), (Some(0), one.clone())));
    for text in ["Freedom Press and Sons", "in London", "Der Syndikalist"] {
        assert!(one.contains(text), "{text}: {one}");
    }
}

#[test]
fn the_files_of_a_folder_lean_on_each_other_in_any_order() {
    let second = "@string{fp = {Other}}\n@book{reader, title = fp, author = {Doe, J.}, \
                  publisher = fp, year = 1990}\n";
    let [strings, refs, parents] = document();
    let refs = (refs.0, refs.1.replace("\\city", "London"));
    let files = [strings, (refs.0, &*refs.1), parents, ("other.bib", second)];
    let folder = folder("leaning", &files);
    let clean = (Some(0), "checked 4 files, 6 entries: nothing to report\n".to_owned());
    assert_eq!(check(&folder, &[]), clean);
    let names = ["refs.bib", "other.bib", "parents.bib", "strings.bib"];
    assert_eq!(check(&folder, &[&["--together", "none"], &names[..]].concat()), clean);
    let (status, found) = check(&folder, &["--together", "all"]);
    assert_eq!(status, Some(1));
    assert!(found.contains("duplicate key `reader`"), "{found}");
    assert!(found.contains("the macro `fp` is defined twice"), "{found}");
}

#[test]
fn folders_are_documents_of_their_own() {
    let folder = folder("apart", &[("a/refs.bib", PARENTS), ("b/refs.bib", PARENTS)]);
    let (_, found) = check(&folder, &["a", "b"]);
    assert!(!found.contains("duplicate-key"), "{found}");
    assert_eq!(found.matches("the macro `fp` is not defined").count(), 2, "{found}");
    let (_, found) = check(&folder, &["a", "b", "--together", "all"]);
    assert_eq!(found.matches("duplicate key").count(), 2, "{found}");
}

#[test]
fn a_file_named_twice_is_read_once() {
    let folder = folder("twice", &[("refs.bib", PARENTS), ("strings.bib", STRINGS)]);
    std::fs::create_dir(folder.join("links")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../refs.bib", folder.join("links/refs.bib")).unwrap();
    let clean = (Some(0), "checked 2 files, 1 entry: nothing to report\n".to_owned());
    let path = folder.join("refs.bib");
    let absolute = path.to_str().unwrap();
    for again in ["refs.bib", "./refs.bib", "links/../refs.bib", "links/refs.bib", absolute, "."] {
        assert_eq!(check(&folder, &["strings.bib", "refs.bib", again]), clean, "{again}");
    }
}

#[test]
fn a_finding_is_placed_in_its_own_file() {
    let unended = "@book{first, title = {Unended, year = 1999";
    let next = "@article{second, titel = {T}, author = {Doe, J.}, year = 1990}\n";
    let folder = folder("placed", &[("a.bib", unended), ("b.bib", next)]);
    let (_, together) = check(&folder, &["a.bib", "b.bib"]);
    let (_, first) = check(&folder, &["a.bib"]);
    let (_, second) = check(&folder, &["b.bib"]);
    let lines = |text: &str| {
        let lines = text.lines().filter(|line| !line.starts_with("checked"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(lines(&together), [lines(&first), lines(&second)].concat());
    assert!(lines(&second).iter().any(|line| line.starts_with("b.bib:1:18:")), "{second}");
}
