//! Where `ibid render` writes, and what `rename`, `stub` and `subset` do to whole documents.

use std::path::Path;
use std::process::{Command, Output};

use crate::support::{folder_with, text_of};

const BIB: &str = "@book{mett, author = {Mett, Ida}, title = {L’Été – dates}, year = 1967}\n\
                   @book{avrich, author = {Avrich, Paul}, title = {Kronstadt}, year = 1970,\n  \
                   note = {See \\cite{mett}}}\n@book{third, title = {Third}}\n";

fn folder(name: &str, files: &[(&str, &str)]) -> std::path::PathBuf {
    folder_with("places", name, &[files, &[("refs.bib", BIB)]].concat())
}

/// The exit status, and what standard output and standard error have.
fn ibid(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_ibid")).args(args).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

const PAPER: &str = "---\nbibliography: refs.bib\n---\n\nOn [@mett].\n";

#[test]
fn nothing_is_written_outside_of_the_folder() {
    let files = [
        ("e1.md", "another document"),
        ("book/ch1.md", "---\nbibliography: ../refs.bib\n---\n\nOn [@mett].\n"),
        ("sub/e1.md", "---\nbibliography: ../refs.bib\n---\n\nOn [@avrich].\n"),
        ("sub/ch1.md", "[@avrich]\n"),
    ];
    let folder = folder("outside", &files);
    let (status, _, err) =
        ibid(&folder.join("book"), &["render", "ch1.md", "../sub/e1.md", "-o", "new/"]);
    assert_eq!((status, err.as_str()), (Some(0), ""));
    assert_eq!(text_of(&folder.join("e1.md")), "another document");
    assert!(text_of(&folder.join("book/new/e1.md")).contains("Avrich, 1970"));
    assert!(text_of(&folder.join("book/new/ch1.md")).contains("Mett, 1967"));
    let (status, _, err) = ibid(&folder, &["render", "book/ch1.md", "sub/ch1.md", "-o", "two/"]);
    assert_eq!(status, Some(2));
    assert!(err.contains("two files would be written to `two/ch1.md`"), "{err}");
}

#[test]
fn a_folder_that_is_not_there_is_made() {
    let folder = folder("made", &[("one.md", PAPER), ("two.md", PAPER)]);
    assert_eq!(ibid(&folder, &["render", "one.md", "-o", "a/"]).0, Some(0));
    assert!(folder.join("a/one.md").is_file());
    assert_eq!(ibid(&folder, &["render", "one.md", "-t", "html", "-o", "b/"]).0, Some(0));
    assert!(text_of(&folder.join("b/one.html")).contains("<html"));
    let (status, _, err) = ibid(&folder, &["render", "one.md", "two.md", "-t", "html", "-o", "c/"]);
    assert_eq!(status, Some(2));
    assert!(err.contains("the documents become one file; name it: `-o book.html`"), "{err}");
    assert!(!folder.join("c").exists());
}

#[test]
fn parts_are_written_where_the_document_reads_them() {
    let main = "\\documentclass{article}\n\\input{../shared/pre}\n\\input{plain}\n\
                \\addbibresource{../refs.bib}\n\\begin{document}\nOn \\parencite{avrich}.\n\
                \\end{document}\n";
    let files = [
        ("d1/a.tex", main),
        ("d1/plain.tex", "nothing cited\n"),
        ("shared/pre.tex", "\\newcommand\\x{y}\nPre \\parencite{mett}.\n"),
    ];
    let folder = folder("parts", &files);
    let (status, _, err) = ibid(&folder, &["render", "d1/a.tex", "-o", "d2/a.tex"]);
    assert_eq!(status, Some(2));
    assert!(err.contains("includes `shared/pre.tex`, which is not in its folder"), "{err}");
    assert!(!folder.join("d2").exists());
    let (status, _, err) = ibid(&folder, &["render", "d1/a.tex", "-o", "out/"]);
    assert_eq!(status, Some(0), "{err}");
    assert!(text_of(&folder.join("out/d1/a.tex")).contains("On (Avrich, 1970)."));
    assert!(text_of(&folder.join("out/shared/pre.tex")).contains("Pre (Mett, 1967)."));
    // What it reads is all there.
    assert_eq!(text_of(&folder.join("out/d1/plain.tex")), "nothing cited\n");
}

#[test]
fn a_document_in_latin_1_gets_no_bytes_that_latin_1_lacks() {
    let folder = folder("latin", &[]);
    let paper = b"\\documentclass{article}\n\\usepackage[latin1]{inputenc}\n\
        \\addbibresource{refs.bib}\n\\begin{document}\n\xC9t\xE9 \\parencite{mett}.\n\
        \\printbibliography\n\\end{document}\n";
    std::fs::write(folder.join("a.tex"), paper).unwrap();
    assert_eq!(ibid(&folder, &["render", "a.tex", "-o", "b.tex"]).0, Some(0));
    let written = std::fs::read(folder.join("b.tex")).unwrap();
    let found = |bytes: &[u8]| written.windows(bytes.len()).any(|it| it == bytes);
    assert!(found(b"L'\xC9t\xE9 -- dates"), "{}", String::from_utf8_lossy(&written));
    assert!(written.iter().all(|byte| !(0x80..0xA0).contains(byte)));
}

#[test]
fn a_key_is_renamed_in_all_chapters() {
    let files = [
        (
            "main.tex",
            "\\documentclass{book}\n\\addbibresource{refs.bib}\n\\include{ch/one}\\include{ch/two}",
        ),
        ("ch/one.tex", "\\cite{mett}\n"),
        ("ch/two.tex", "\\cite{mett,avrich}\n"),
        (
            "main.typ",
            "#include \"ch/one.typ\"\n#include \"ch/two.typ\"\n#bibliography(\"refs.bib\")\n",
        ),
        ("ch/one.typ", "@mett\n"),
        ("ch/two.typ", "@mett @avrich\n"),
    ];
    for (name, chapter, other) in [
        ("rename-tex", "ch/one.tex", ("ch/two.tex", "\\cite{m67,avrich}\n")),
        ("rename-typ", "ch/two.typ", ("ch/one.typ", "@m67\n")),
    ] {
        let folder = folder(name, &files);
        let (status, out, _) = ibid(&folder, &["rename", "mett", "m67", chapter, "--diff"]);
        assert_eq!(status, Some(1), "{out}");
        assert!(out.contains("--- a/refs.bib\n"), "{out}");
        let (status, _, err) = ibid(&folder, &["rename", "mett", "m67", chapter]);
        assert_eq!(status, Some(0), "{err}");
        assert_eq!(text_of(&folder.join(other.0)), other.1);
        let bib = text_of(&folder.join("refs.bib"));
        assert!(bib.contains("@book{m67,") && bib.contains("{See \\cite{m67}}"), "{bib}");
    }
}

#[test]
fn a_chapter_in_typst_has_the_bibliography_of_its_document() {
    let files = [
        ("main.typ", "#include \"ch/one.typ\"\n#bibliography(\"refs.bib\")\n"),
        ("ch/one.typ", "@mett and @nothing\n"),
    ];
    let folder = folder("typst-chapter", &files);
    let (status, out, _) = ibid(&folder, &["check", "ch/one.typ"]);
    assert_eq!(status, Some(1));
    assert!(out.contains("`nothing`") && !out.contains("bibliography-missing"), "{out}");
    assert!(!out.contains("the key `mett`"), "{out}");
}

#[test]
fn a_number_as_key_in_json_becomes_a_text() {
    let json = "[{\"id\":5,\"type\":\"book\",\"title\":\"N\"}]";
    let files = [("j.json", json), ("j.md", "---\nbibliography: j.json\n---\n\n[@5]\n")];
    let folder = folder("json", &files);
    assert_eq!(ibid(&folder, &["rename", "5", "five", "j.md"]).0, Some(0));
    assert_eq!(text_of(&folder.join("j.json")), json.replace(":5,", ":\"five\","));
    assert_eq!(ibid(&folder, &["rename", "five", "6", "j.md"]).0, Some(0));
    assert_eq!(text_of(&folder.join("j.json")), json.replace(":5,", ":\"6\","));
}

#[test]
fn all_entries_listed_hide_no_undefined_key() {
    let tex = "\\addbibresource{refs.bib}\\nocite{*}\\cite{nokey}\\cite{mett}\n";
    let adoc = ":bibtex-file: refs.bib\n\nSee cite:[mett] and nocite:[third].\n";
    let folder = folder("all", &[("a.tex", tex), ("a.adoc", adoc)]);
    let (status, out, err) = ibid(&folder, &["subset", "a.tex"]);
    assert_eq!((status, out.matches("@book").count()), (Some(1), 3), "{err}");
    assert!(err.contains("`nokey`"), "{err}");
    let (_, out, _) = ibid(&folder, &["stub", "a.tex"]);
    assert!(out.contains("@misc{nokey,"), "{out}");
    let (_, out, _) = ibid(&folder, &["subset", "a.adoc"]);
    assert!(out.contains("mett") && out.contains("third") && !out.contains("avrich"), "{out}");
}

#[test]
fn the_bibliography_that_is_named_comes_first() {
    let paper = "---\nbibliography: [refs.bib, extra.yaml]\n---\n\n[@mett; @extra; @nokey]\n";
    let extra = "extra:\n  type: book\n  title: Extra\n";
    let folder = folder("named", &[("s.md", paper), ("extra.yaml", extra)]);
    let (status, _, err) = ibid(&folder, &["subset", "s.md"]);
    assert_eq!(status, Some(2));
    assert!(err.contains("name the one whose entries to print"), "{err}");
    let (status, out, err) = ibid(&folder, &["subset", "s.md", "refs.bib"]);
    assert_eq!(status, Some(1));
    assert!(out.starts_with("@book{mett") && !out.contains("Extra"), "{out}");
    assert!(err.contains("`nokey`") && err.contains("`extra.yaml` has cited entries too"), "{err}");
    let (_, out, _) = ibid(&folder, &["subset", "s.md", "extra.yaml"]);
    assert_eq!(out, extra);
    assert_eq!(ibid(&folder, &["stub", "s.md", "refs.bib", "--append"]).0, Some(0));
    assert!(text_of(&folder.join("refs.bib")).contains("@misc{nokey,"));
    assert_eq!(text_of(&folder.join("extra.yaml")), extra);
}
