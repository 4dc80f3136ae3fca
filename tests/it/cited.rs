//! `ibid check` on documents: which bibliographies go with them, and what is found.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shared::shared;
use crate::support::{REFS, folder_with};

/// A folder of its own with files in it.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    folder_with("cited", name, files)
}

/// The exit status and what is printed, with the concise format.
fn check(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.current_dir(folder).env_remove("BIBINPUTS").args(["check", "--format", "concise"]);
    let output = command.args(args).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

const PAPER: &str = "---\nbibliography: refs.bib\n---\n\nOn the ice [@mett; @avrch].\n";

#[test]
fn a_document_is_checked_with_the_bibliographies_it_names() {
    let folder = folder("named", &[("paper.md", PAPER), ("refs.bib", REFS)]);
    let found = "paper.md:5:21: error[near-miss-key] no entry has the key `avrch`\n";
    let summary = "checked 2 files, 2 entries, 2 citations: 1 error\n";
    for args in [&["paper.md"][..], &["."], &[], &["paper.md", "refs.bib"], &["refs.bib", "."]] {
        assert_eq!(check(&folder, args), (Some(1), format!("{found}{summary}")), "{args:?}");
    }
    let above = folder.parent().unwrap();
    assert!(check(above, &["named/paper.md"]).1.starts_with("named/paper.md:5:21: error"));
}

#[test]
fn a_bibliography_can_be_given() {
    let text = "On the ice [@mett].\n\n![](a.png) @avrich\n";
    let folder = folder("given", &[("paper.md", text), ("deep/refs.bib", REFS)]);
    let clean = "checked 2 files, 2 entries, 2 citations: nothing to report\n".to_owned();
    for args in [&["paper.md", "deep/refs.bib"], &["paper.md", "--bibliography=deep/refs.bib"]] {
        assert_eq!(check(&folder, args), (Some(0), clean.clone()));
    }
    let (status, text) = check(&folder, &["paper.md"]);
    assert_eq!(status, Some(1));
    let error = "paper.md:1:14: error[bibliography-missing] `mett` is cited, but there is no \
                 bibliography to look it up in\n";
    assert!(text.starts_with(error), "{text}");
    let (status, _) = check(&folder, &["paper.md", "--bibliography", "no.bib"]);
    assert_eq!(status, Some(3));
}

#[test]
fn a_bibliography_that_is_missing_is_found_where_it_is_named() {
    let text = "---\nbibliography: [refs.bib, more.bib]\n---\n\n[@mett; @met; @lenin].\n";
    let folder = folder("missing", &[("paper.md", text), ("refs.bib", REFS)]);
    let (_, text) = check(&folder, &["paper.md"]);
    assert_eq!(
        text,
        "paper.md:2:26: error[bibliography-missing] cannot read the bibliography `more.bib`: there \
         is no such file\n\
         checked 2 files, 2 entries, 3 citations: 1 error\n"
    );
}

/// A style by its address or its embedded name is no file.
#[test]
fn a_style_that_is_missing_is_found_where_it_is_named() {
    let text = |style: &str| format!("---\nbibliography: refs.bib\ncsl: {style}\n---\n[@mett]\n");
    for (style, is_missing) in
        [("no.csl", true), ("own.csl", false), ("https://example.org/a.csl", false), ("apa", false)]
    {
        let files = [("paper.md", &*text(style)), ("refs.bib", REFS), ("own.csl", "<style/>")];
        let (_, found) = check(&folder("style", &files), &["paper.md"]);
        let said = "paper.md:3:6: warning[bibliography-missing] cannot read the style `no.csl`: there \
                    is no such file\n";
        assert_eq!(found.starts_with(said), is_missing, "{style}: {found}");
    }
}

/// A bibliography for biblatex may look like one for BibTeX, and a document may list its works itself.
#[test]
fn the_program_that_reads_a_bibliography_is_known_from_its_documents() {
    let bib = "@phdthesis{a, author = {Roe, Jo}, title = {A}, school = {B}, year = 1970, address = {C}}\n\
               @online{b, author = {Roe, Jo}, title = {A}, url = {https://example.org}, year = 1971}\n";
    let text = "\\usepackage{PACKAGE}\n\\bibliography{refs}\n\\cite{a,b}\n";
    for (package, is_reported) in [("natbib", true), ("biblatex", false)] {
        let text = text.replace("PACKAGE", package);
        let folder = folder("program", &[("paper.tex", &*text), ("refs.bib", bib)]);
        let (_, found) = check(&folder, &["paper.tex"]);
        assert_eq!(found.contains("dialect-mismatch"), is_reported, "{package}: {found}");
    }
    let own = "\\cite{a} \\cite{b}\n\\begin{thebibliography}{9}\n\\bibitem{a} Roe: A.\n\
               \\end{thebibliography}\n";
    let amsrefs = "\\cite{a} \\cite{b}\n\\begin{biblist}\n\\bib{a}{book}{\n  author={Roe, Jo},\n}\n\
                   \\end{biblist}\n";
    let (_, found) = check(&folder("amsrefs", &[("paper.tex", amsrefs)]), &["paper.tex"]);
    assert!(found.starts_with("paper.tex:1:16: error[undefined-citation]"), "{found}");
    let (status, found) = check(&folder("items", &[("paper.tex", own)]), &["paper.tex"]);
    let said = "paper.tex:1:16: error[undefined-citation] no `\\bibitem` has the key `b`\n";
    assert!(status == Some(1) && found.starts_with(said), "{found}");
}

#[test]
fn a_chapter_that_is_named_beside_its_book_is_checked_once() {
    let book = "\\addbibresource{refs.bib}\n\\include{one}\n";
    let files = [("book.tex", book), ("one.tex", "\\cite{nobody}\n"), ("refs.bib", REFS)];
    let (_, found) = check(&folder("chapter", &files), &["one.tex", "book.tex"]);
    assert_eq!(found.matches("undefined-citation").count(), 1, "{found}");
}

#[test]
fn documents_in_folders_are_checked_where_they_cite() {
    let files = [
        ("README.md", "Thanks to @octocat and me@example.org.\n"),
        ("CHANGES.tex", "No citation here.\n"),
        ("a/paper.md", PAPER),
        ("a/refs.bib", REFS),
        ("b/paper.md", "Cites [@mett] and no bibliography.\n"),
    ];
    let (_, text) = check(&folder("found", &files), &[]);
    assert_eq!(
        text,
        "a/paper.md:5:21: error[near-miss-key] no entry has the key `avrch`\n\
         b/paper.md:1:9: error[bibliography-missing] `mett` is cited, but there is no bibliography \
         to look it up in\n\
         checked 3 files, 2 entries, 3 citations: 2 errors\n"
    );
}

#[test]
fn a_project_names_the_bibliographies_of_its_documents() {
    let files = [
        ("_quarto.yml", "project:\n  type: book\nbibliography: lib/refs.bib\n"),
        ("chapters/one.qmd", "On the ice [@mett, p. 3], @fig-ice, @nobody.\n"),
        ("lib/refs.bib", REFS),
    ];
    let (_, text) = check(&folder("project", &files), &["chapters/one.qmd"]);
    assert_eq!(
        text,
        "chapters/one.qmd:1:38: error[undefined-citation] no entry has the key `nobody`\n\
         checked 2 files, 2 entries, 2 citations: 1 error\n"
    );
}

#[test]
fn parts_of_a_document_are_followed() {
    let root = "\\addbibresource{refs.bib}\n\\input{one}\\include{two/two}\n\\input{gone}";
    let files = [
        ("main.tex", root),
        ("one.tex", "\\cite{mett,nobody}"),
        ("two/two.tex", "\\textcite[12]{avrich}\\input{../one}"),
        ("refs.bib", REFS),
    ];
    let folder = folder("parts", &files);
    let found = "main.tex:3:8: error[bibliography-missing] cannot read a part of the document, \
                 `gone.tex`: there is no such file\n\
                 one.tex:1:12: error[undefined-citation] no entry has the key `nobody`\n\
                 checked 4 files, 2 entries, 3 citations: 2 errors\n";
    for args in [&["main.tex"][..], &[]] {
        assert_eq!(check(&folder, args), (Some(1), found.to_owned()), "{args:?}");
    }
}

#[test]
fn labels_in_other_files_are_no_keys() {
    let files = [
        ("main.typ", "#include \"one.typ\"\n@here @mett[p. 3]\n#bibliography(\"/refs.bib\")"),
        ("one.typ", "= One <here>\n@nobody"),
        ("refs.bib", REFS),
    ];
    let (_, text) = check(&folder("typst", &files), &["main.typ"]);
    let found = "one.typ:2:2: error[undefined-citation] no entry has the key `nobody`\n";
    assert!(text.starts_with(found), "{text}");
    assert!(text.contains(": 1 error\n"), "{text}");
}

#[test]
fn a_key_is_corrected_wherever_it_is_cited() {
    let files = [
        ("main.tex", "\\addbibresource{refs.bib} \\cite{avrch} \\input{one}"),
        ("one.tex", "\\cite[3]{mett, avrch}"),
        ("refs.bib", REFS),
    ];
    let folder = folder("corrected", &files);
    let (status, text) = check(&folder, &["main.tex", "--fix", "--unsafe"]);
    assert_eq!((status, text.ends_with("nothing to report\n")), (Some(0), true), "{text}");
    let written = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    assert_eq!(written("main.tex"), "\\addbibresource{refs.bib} \\cite{avrich} \\input{one}");
    assert_eq!(written("one.tex"), "\\cite[3]{mett, avrich}");
    assert_eq!(written("refs.bib"), REFS);
}

#[test]
fn a_document_may_have_its_bibliography_in_it() {
    let text = "---\nreferences:\n- id: mett\n  type: book\n  author: [{family: Mett}]\n  \
                title: Kronstadt\n  publisher: Solidarity\n  issued: 19677\n---\n\n[@mett]\n";
    let (_, text) = check(&folder("own", &[("paper.md", text)]), &["paper.md"]);
    assert!(text.ends_with("checked 1 file, 1 entry, 1 citation: nothing to report\n"), "{text}");
}

#[test]
fn comments_allow_what_is_found_in_documents() {
    for (name, text) in [
        (
            "a.md",
            "<!-- ibid: allow undefined-citation -- to come -->\nOn [@mett], [@one]\nand [@one].\n",
        ),
        ("b.md", "On [@mett] and [@two] <!-- ibid: allow DOC001 -->\n"),
        ("c.md", "<!-- ibid: allow-file citations -->\n\nOn [@mett].\n\nAnd [@three].\n"),
        ("d.tex", "% ibid: allow undefined-citation\nOn \\cite{mett} and\n\\cite{four}.\n"),
        ("e.typ", "@mett\n\n@five // ibid: allow undefined-citation\n"),
    ] {
        let folder = folder("allowed", &[(name, text), ("refs.bib", REFS)]);
        let (status, text) = check(&folder, &[name, "refs.bib"]);
        assert_eq!(status, Some(0), "{name}: {text}");
    }
    let text = "<!-- ibid: allow undefined-citation -->\nOn [@mett].\n\nAnd [@one].\n";
    let folder = folder("not-allowed", &[("paper.md", text), ("refs.bib", REFS)]);
    let (_, text) = check(&folder, &["paper.md", "refs.bib"]);
    assert!(text.contains("1:18: warning[unused-suppression]"), "{text}");
    assert!(text.contains("4:7: error[undefined-citation]"), "{text}");
}

/// The samples are real documents; what is undefined in them was looked at.
#[test]
fn the_keys_of_the_samples_are_defined() {
    let Some(samples) = shared("samples/docs") else { return };
    for (folder, undefined) in [
        ("andreasen-astro-thesis", 0),
        ("joss-AdaptiveResonance", 0),
        ("joss-SLIX", 0),
        ("joss-gmr", 0),
        ("kimushun1101_mscs2025-typst", 0),
        // What is missing is in a bibliography that R writes.
        ("rmarkdown-book", 0),
    ] {
        let (_, text) = check(&samples.join(folder), &["--select", "undefined-citation"]);
        assert_eq!(text.matches("undefined-citation").count(), undefined, "{folder}: {text}");
        assert!(text.contains(" citations: "), "{folder}: {text}");
    }
}

#[test]
fn a_renamed_key_changes_documents_and_bibliographies_together() {
    let bib = "@book{mett, author = {Mett, Ida}, title = {The Commune}, publisher = {Solidarity}, \
               year = {1967}}\n@inbook{a(1), author = {Avrich, Paul}, title = {The Ice}, \
               crossref = {fig-b}, pages = {1--9}}\n@book{fig-b, editor = {Avrich, Paul}, \
               title = {On Ice}, publisher = {Free Press}, year = {1970}}\n";
    let files = [
        ("one.tex", "\\addbibresource{refs.bib} \\cite[3]{mett, fig-b}"),
        ("two.tex", "\\addbibresource{refs.bib} \\cite{fig-b}\\input{three}"),
        ("three.tex", "\\textcite{fig-b}"),
        ("refs.bib", bib),
    ];
    let folder = folder("renamed", &files);
    let args = [".", "--select", "key-not-citable", "--fix", "--unsafe"];
    let (status, text) = check(&folder, &args);
    assert_eq!((status, text.ends_with("nothing to report\n")), (Some(0), true), "{text}");
    let written = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    assert_eq!(written("one.tex"), "\\addbibresource{refs.bib} \\cite[3]{mett, fig_b}");
    assert_eq!(written("two.tex"), "\\addbibresource{refs.bib} \\cite{fig_b}\\input{three}");
    assert_eq!(written("three.tex"), "\\textcite{fig_b}");
    let expected = bib.replace("fig-b", "fig_b").replace("a(1)", "a-1");
    assert_eq!(written("refs.bib"), expected);
}

#[test]
fn metadata_captions_and_tables_cite() {
    let paper = "---\ntitle: On @one\nabstract: |\n  As [@mett; @two].\ntwitter: '@someone'\n\
                 bibliography: refs.bib\n---\n\n```{r}\n#| fig-cap: \"Ice [@three]\"\n#| x: \"@no\"\nplot(1)\n\
                 ```\n\n     Right Left\n  -------- --------\n        12 @four\n\n-----------------\n  \
                 A     B\n ----- -----\n     x  @five\n\n     y  @six\n-----------------\n\n    code @no\n";
    let folder = folder("everywhere", &[("paper.md", paper), ("refs.bib", REFS)]);
    let (_, text) = check(&folder, &["paper.md"]);
    let keys: Vec<&str> = text.lines().filter_map(|line| line.split("the key `").nth(1)).collect();
    assert_eq!(keys, ["one`", "two`", "three`", "four`", "five`", "six`"], "{text}");
    let (_, text) = check(
        &folder_with("cited", "emphasis", &[("a.md", "[*@mett*] *[@mett]*\n"), ("refs.bib", REFS)]),
        &["a.md", "refs.bib"],
    );
    assert!(text.starts_with("a.md:1:2: warning[malformed-citation] `*@mett*` keeps"), "{text}");
    assert!(text.ends_with("2 citations: 1 warning\n"), "{text}");
}
