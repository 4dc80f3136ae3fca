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
    // What cites nothing does not empty a file.
    std::fs::write(folder.join("nothing.md"), "No citation.\n").unwrap();
    std::fs::write(folder.join("out.bib"), "@book{a}\n").unwrap();
    let (code, _, error) = ibid(&folder, &["subset", "nothing.md", "refs.bib", "-o", "out.bib"]);
    assert_eq!(code, Some(1), "{error}");
    assert_eq!(std::fs::read_to_string(folder.join("out.bib")).unwrap(), "@book{a}\n");
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

/// What is in a file that was read must not be lost to what is written.
#[test]
fn nothing_is_written_over_what_was_read() {
    let essay = "It was so.1\n\nNotes\n\n1. Mett, M, p. 3.\n";
    let files = [
        ("s.md", "---\nbibliography: refs.bib\n---\n\nOn [@mett].\n"),
        ("tex.tex", "\\addbibresource{refs.bib}\n\\cite{mett}\n"),
        ("s.aux", "\\citation{mett}\n\\bibdata{refs}\n"),
        ("n.txt", essay),
        ("two.bib", "@book{mett, title = {M}}\n"),
    ];
    let folder = folder("overwriting", &files);
    std::fs::hard_link(folder.join("refs.bib"), folder.join("hard.bib")).unwrap();
    for args in [
        &["subset", "s.md", "-o", "refs.bib"][..],
        &["subset", "s.md", "refs.bib", "-o", "./refs.bib"],
        &["subset", "s.md", "refs.bib", "-o", "s.md"],
        &["subset", "s.md", "refs.bib", "-o", "hard.bib"],
        &["subset", "tex.tex", "-o", "refs.bib"],
        &["subset", "s.aux", "-o", "refs.bib"],
        &["subset", "s.aux", "refs.bib", "-o", "s.aux"],
        // What the other bibliography lacks would be lost.
        &["subset", "s.md", "two.bib", "-o", "refs.bib"],
        &["notes", "n.txt", "--bibliography", "refs.bib", "-o", "refs.bib"],
        &["notes", "n.txt", "--bibliography", "refs.bib", "-o", "n.txt"],
        &["notes", "n.txt", "--bibliography", "refs.bib", "--to", "markdown", "-o", "n.txt"],
        &["render", "s.md", "-o", "refs.bib"],
        &["render", "s.md", "-o", "s.md"],
        &["render", "s.md", "--to", "html", "-o", "refs.bib"],
        &["render", "tex.tex", "-o", "refs.bib"],
        &["render", "s.md", "--style", "own.csl", "-o", "own.csl"],
    ] {
        std::fs::copy(crate::support::repository("styles/essay-notes.csl"), folder.join("own.csl"))
            .unwrap();
        let (code, printed, said) = ibid(&folder, args);
        assert_eq!(code, Some(2), "{args:?}: {said}");
        assert!(said.contains("would be overwritten; name another file"), "{args:?}: {said}");
        assert!(printed.is_empty());
    }
    assert_eq!(text_of(&folder.join("refs.bib")), BIB);
    assert_eq!(text_of(&folder.join("n.txt")), essay);
    assert_eq!(text_of(&folder.join("s.md")), files[0].1);
    assert!(text_of(&folder.join("own.csl")).contains("<style"));
    let (code, printed, _) = ibid(&folder, &["subset", "s.md", "-o", "-"]);
    assert!(code == Some(0) && printed.contains("{mett,"), "- is standard output");
}

/// The document names the small bibliography that is made of a large one.
#[test]
fn the_bibliography_that_is_made_is_no_input() {
    let files = [
        ("paper.tex", "\\addbibresource{cut.bib}\n\\cite{mett}\n"),
        ("paper.aux", "\\citation{biblatex-control}\n\\citation{x}\n\\bibdata{paper-blx,cut}\n"),
        ("y.md", "---\nbibliography: cut.yaml\n---\n\nOn [@x].\n"),
    ];
    let folder = folder("made", &files);
    let first = ["subset", "paper.tex", "refs.bib", "-o", "cut.bib"];
    for _ in 0..2 {
        let (code, _, said) = ibid(&folder, &first);
        assert!(code == Some(0) && said.is_empty(), "{said}");
        assert!(text_of(&folder.join("cut.bib")).contains("{mett,"));
    }
    let (code, _, said) = ibid(&folder, &["subset", "y.md", "refs.yaml", "-o", "cut.yaml"]);
    assert!(code == Some(0) && said.is_empty(), "{said}");
    // Without a large one there is nothing to take from.
    std::fs::remove_file(folder.join("cut.bib")).unwrap();
    let (code, _, said) = ibid(&folder, &["subset", "paper.tex", "-o", "cut.bib"]);
    assert!(code == Some(3) && said.contains("cannot read `cut.bib`"), "{said}");
    // In a look before anything is written it is left out, too.
    let (code, printed, said) = ibid(&folder, &["subset", "paper.tex", "refs.bib"]);
    assert!(code == Some(0) && printed.contains("{mett,"), "{said}");
    assert!(said.contains("cut.bib`: there is no such file; it is left out"), "{said}");
}

#[test]
fn what_latex_and_biber_write_names_the_bibliographies() {
    let files = [
        ("a.aux", "\\citation{mett}\n\\bibstyle{plain}\n\\bibdata{refs}\n"),
        ("build/b.aux", "\\citation{mett}\n\\bibdata{refs}\n"),
        (
            "c.bcf",
            "<bcf:citekey order=\"1\">mett</bcf:citekey>\n<bcf:bibdata section=\"0\">\n\
             <bcf:datasource type=\"file\" datatype=\"bibtex\">refs.bib</bcf:datasource>\n",
        ),
    ];
    let folder = folder("aux", &files);
    for file in ["a.aux", "build/b.aux", "c.bcf"] {
        let (code, printed, said) = ibid(&folder, &["subset", file]);
        assert!(code == Some(0) && printed.contains("{mett,"), "{file}: {said}");
    }
}

#[test]
fn broken_bibliographies_are_said_and_not_written_into() {
    let unclosed = "@book{mett, title={unclosed\n@book{lu, title={x}}\n";
    let files = [
        ("m.md", "On [@mett].\n"),
        ("n.md", "On [@mett; @new].\n"),
        ("cut.json", "[{\"id\":\"mett\",\"type\":\"book\",\"title\":\"x\"},{\"id\":\"a\""),
        ("value.bib", unclosed),
        ("brace.bib", "@book{mett, title={x}\n"),
        ("indent.yaml", "mett:\n  type: book\n title: M\n"),
        ("far.bib", "@book{mett, title={M}}\n\n@book{other, title={x}\n"),
    ];
    let folder = folder("broken", &files);
    for file in ["cut.json", "value.bib", "brace.bib", "indent.yaml"] {
        let before = text_of(&folder.join(file));
        for args in [
            &["subset", "m.md", file][..],
            &["stub", "n.md", file],
            &["stub", "n.md", file, "--append"],
            &["rename", "mett", "mett67", "m.md", file],
        ] {
            let (code, printed, said) = ibid(&folder, args);
            assert_eq!(code, Some(1), "{args:?}: {said}");
            assert!(said.contains("error"), "{args:?}: {said}");
            assert!(file != "cut.json" || printed.is_empty() || args[0] == "stub", "{printed}");
        }
        assert_eq!(text_of(&folder.join(file)), before);
        assert_eq!(text_of(&folder.join("m.md")), "On [@mett].\n");
    }
    // A fault in an entry that nobody wants is no matter.
    assert_eq!(ibid(&folder, &["subset", "m.md", "far.bib"]).0, Some(0));
}

/// In the bibliography's own bytes: its byte order mark, line ends and encoding.
#[test]
fn bytes_of_windows_stay() {
    let folder = folder("windows", &[("m.md", "On [@a; @b].\n")]);
    let library = "@book{a, title = {Für}}\r\n\r\n@book{x}\r\n\r\n@book{b, title = {B}}\r\n";
    let cut = "@book{a, title = {Für}}\r\n\r\n@book{b, title = {B}}\r\n";
    let latin = |text: &str| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    let marked = |text: &str| [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let wide = |text: &str| {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xFF, 0xFE].into_iter().chain(units).collect::<Vec<u8>>()
    };
    for (name, bytes, expected) in [
        ("mark.bib", marked(library), marked(cut)),
        ("latin.bib", latin(library), latin(cut)),
        ("wide.bib", wide(library), wide(cut)),
    ] {
        std::fs::write(folder.join(name), bytes).unwrap();
        assert_eq!(ibid(&folder, &["subset", "m.md", name, "-o", "cut.bib"]).0, Some(0));
        assert_eq!(std::fs::read(folder.join("cut.bib")).unwrap(), expected, "{name}");
    }
    std::fs::write(folder.join("n.md"), "On [@new].\n").unwrap();
    assert_eq!(ibid(&folder, &["stub", "n.md", "mark.bib", "--append"]).0, Some(0));
    let stubbed = text_of(&folder.join("mark.bib"));
    assert_eq!(stubbed.matches('\n').count(), stubbed.matches("\r\n").count(), "{stubbed:?}");
}

#[test]
fn a_chapter_is_renamed_with_its_whole_document() {
    let main = "\\documentclass{book}\\addbibresource{refs.bib}\\include{one}\\include{two}";
    let files =
        [("main.tex", main), ("one.tex", "\\cite{mett}"), ("two.tex", "\\cite[3]{other,mett}")];
    let folder = folder("chapters", &files);
    let (status, _, said) = ibid(&folder, &["rename", "mett", "ida", "one.tex"]);
    assert_eq!(status, Some(0), "{said}");
    assert_eq!(text_of(&folder.join("two.tex")), "\\cite[3]{other,ida}");
    assert!(said.contains("in 4 places in 3 files"), "{said}");
}

#[test]
fn undefined_keys_are_known_beside_a_listing_of_all() {
    let text = "\\addbibresource{refs.bib}\\nocite{*}\\cite{nobody}";
    let folder = folder("all-listed", &[("paper.tex", text)]);
    let (status, out, _) = ibid(&folder, &["stub", "paper.tex"]);
    assert_eq!((status, out.contains("{nobody,")), (Some(0), true), "{out}");
    let (status, out, said) = ibid(&folder, &["subset", "paper.tex"]);
    assert_eq!((status, out.contains("{other,")), (Some(1), true), "{said}");
}
