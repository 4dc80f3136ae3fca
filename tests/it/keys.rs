//! `ibid subset`, `ibid stub` and `ibid rename`.

use std::path::Path;
use std::process::{Command, Output};

use crate::support::{folder_with, text_of};

const BIB: &str = "\
@string{sol = \"Solidarity\"}
@string{unused = \"X\"}

% a remark on mett
@incollection{mett, author = {Mett, Ida}, crossref = {whole}, publisher = sol, year = 1967}

@book{other, title = {Other}}
@set{both, entryset = {mett, avrich}}
@book{avrich, ids = {avr, kron}, title = {Kronstadt}, xdata = {pup}, year = 1970}
@xdata{pup, publisher = {PUP}}
@collection{whole, title = {Whole}, editor = {E, F}}
";

const YAML: &str = "\
brinton:
  type: book
  title: B
# about mett
mett:
  type: book
  title: M
  author: &a Mett

x:
  type: book
  title: X
  author: *a
";

const JSON: &str = "[\n  {\"id\": \"mett\", \"type\": \"book\", \"title\": \"M\"},\n  {\"id\": \"x\", \"type\": \"book\"}\n]\n";

fn ibid(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_ibid")).args(args).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

fn folder(name: &str, files: &[(&str, &str)]) -> std::path::PathBuf {
    let all = [files, &[("refs.bib", BIB), ("refs.yaml", YAML), ("refs.json", JSON)]].concat();
    folder_with("keys", name, &all)
}

#[test]
fn a_subset_has_all_that_its_entries_refer_to() {
    let files = [
        ("paper.tex", "\\addbibresource{refs.bib}\n\\cite[12]{mett} % \\cite{other}\n"),
        ("set.md", "On [@both; @nope].\n"),
        ("alias.aux", "\\relax\n\\citation{kron}\n"),
        ("bib.bcf", "<bcf:citekey order=\"1\">other</bcf:citekey>\n"),
        ("x.md", "On [@x].\n"),
        ("all.tex", "\\nocite{*}\n"),
    ];
    let folder = folder("subset", &files);
    let (code, mett, _) = ibid(&folder, &["subset", "paper.tex"]);
    assert_eq!(code, Some(0));
    for part in
        ["@string{sol", "% a remark on mett\n@incollection{mett, author", "@collection{whole"]
    {
        assert!(mett.contains(part), "{part}: {mett}");
    }
    for part in ["unused", "other", "avrich", "pup"] {
        assert!(!mett.contains(part), "{part}: {mett}");
    }
    let (code, both, missing) = ibid(&folder, &["subset", "set.md", "refs.bib"]);
    assert_eq!(code, Some(1));
    assert!(missing.contains("`nope`"), "{missing}");
    assert!(
        ["@set{both", "{mett,", "{avrich,", "@xdata{pup"].iter().all(|it| both.contains(it)),
        "{both}"
    );
    let (_, alias, _) = ibid(&folder, &["subset", "alias.aux", "refs.bib"]);
    assert!(alias.contains("@book{avrich") && !alias.contains("mett"), "{alias}");
    let (_, bcf, _) = ibid(&folder, &["subset", "bib.bcf", "refs.bib"]);
    assert_eq!(bcf, "@book{other, title = {Other}}\n");
    // An anchor of YAML is in another entry.
    let (_, yaml, _) = ibid(&folder, &["subset", "x.md", "refs.yaml"]);
    assert_eq!(yaml, YAML[YAML.find("# about").unwrap()..]);
    let (_, json, _) = ibid(&folder, &["subset", "x.md", "refs.json"]);
    assert_eq!(json, "[\n  {\"id\": \"x\", \"type\": \"book\"}\n]\n");
    let (_, all, _) = ibid(&folder, &["subset", "all.tex", "refs.json"]);
    assert_eq!(all, JSON);
    for args in [&["subset", "refs.bib"][..], &["subset", "x.md"]] {
        assert_eq!(ibid(&folder, args).0, Some(2), "{args:?}");
    }
    assert_eq!(ibid(&folder, &["subset", "none.aux", "refs.bib"]).0, Some(3));
}

#[test]
fn stubs_are_findings_until_they_are_filled() {
    for (refs, entries) in [("refs.bib", 7), ("refs.yaml", 4), ("refs.json", 3)] {
        let folder = folder(&format!("stub-{refs}"), &[("paper.md", "On [@mett; @new].\n")]);
        let (code, printed, _) = ibid(&folder, &["stub", "paper.md", refs]);
        assert!(
            code == Some(0) && printed.contains("new") && printed.contains("TODO"),
            "{printed}"
        );
        let (code, _, said) = ibid(&folder, &["stub", "paper.md", refs, "--append"]);
        assert!(code == Some(0) && said.contains("added 1 entry"), "{said}");
        let select = ["--select", "undefined-citation,empty-or-placeholder", "--format", "concise"];
        let (_, found, _) = ibid(&folder, &[&["check", "paper.md", refs][..], &select].concat());
        assert_eq!(found.matches("[empty-or-placeholder]").count(), 1, "{found}");
        assert!(!found.contains("undefined-citation"), "{found}");
        assert!(found.contains(&format!(" {entries} entries")) || refs == "refs.bib", "{found}");
        let (_, again, said) = ibid(&folder, &["stub", "paper.md", refs, "--append"]);
        assert!(again.is_empty() && said.contains("nothing was written"), "{said}");
    }
}

#[test]
fn a_key_is_renamed_everywhere_and_nothing_else() {
    let tex = "\\addbibresource{refs.bib}\r\n\\input{part}\r\n\\cite[12]{mett} % \\cite{mett}\r\n";
    let files = [
        ("paper.tex", tex),
        ("part.tex", "\\cites{avrich}{mett} \\verb|\\cite{mett}|\n"),
        ("notes.md", "---\nnocite: \"@mett\"\n---\n\nOn @mett [p. 3] and `@mett`; see mett.\n"),
    ];
    let folder = folder("rename", &files);
    let all = ["paper.tex", "notes.md", "refs.yaml", "refs.json"];
    let (code, diff, _) =
        ibid(&folder, &[&["rename", "mett", "mett67", "--diff"][..], &all].concat());
    assert_eq!(code, Some(1));
    assert!(diff.contains("+@set{both, entryset = {mett67, avrich}}"), "{diff}");
    assert_eq!(text_of(&folder.join("paper.tex")), tex, "--diff writes nothing");
    let (code, _, said) = ibid(&folder, &[&["rename", "mett", "mett67"][..], &all].concat());
    assert!(code == Some(0) && said.contains("in 8 places in 6 files"), "{said}");
    let read = |name: &str| text_of(&folder.join(name));
    assert_eq!(read("paper.tex"), tex.replacen("{mett}", "{mett67}", 1));
    assert_eq!(read("part.tex"), "\\cites{avrich}{mett67} \\verb|\\cite{mett}|\n");
    let notes = "---\nnocite: \"@mett67\"\n---\n\nOn @mett67 [p. 3] and `@mett`; see mett.\n";
    assert_eq!(read("notes.md"), notes);
    let bib = BIB.replace("{mett,", "{mett67,");
    assert_eq!(read("refs.bib"), bib);
    assert_eq!(read("refs.yaml"), YAML.replace("\nmett:", "\nmett67:"));
    assert_eq!(read("refs.json"), JSON.replace("\"mett\"", "\"mett67\""));
    // Neither a key that an entry has, nor one that cannot be, nor one that nothing has.
    for (old, new, code) in [("other", "avr", 1), ("other", "a b", 2), ("nothing", "new", 1)] {
        assert_eq!(ibid(&folder, &["rename", old, new, "paper.tex"]).0, Some(code), "{old} {new}");
    }
    assert_eq!(read("refs.bib"), bib);
    // An alias, and a member of a list.
    assert_eq!(ibid(&folder, &["rename", "kron", "kronstadt", "refs.bib"]).0, Some(0));
    assert!(read("refs.bib").contains("ids = {avr, kronstadt}"));
}

#[test]
fn large_libraries_are_cut_in_linear_time() {
    let mut library = String::new();
    for number in 0..20_000 {
        let parent = if number % 2 == 0 {
            format!(", crossref = {{k{}}}", number + 1)
        } else {
            String::new()
        };
        library.push_str(&format!("@book{{k{number}, title = {{Title {number}}}{parent}}}\n"));
    }
    let folder =
        folder_with("keys", "large", &[("a.md", "On [@k10000].\n"), ("large.bib", &library)]);
    let (code, printed, _) = ibid(&folder, &["subset", "a.md", "large.bib"]);
    assert_eq!(code, Some(0));
    assert_eq!(printed.matches("@book").count(), 2);
}
