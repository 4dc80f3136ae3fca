//! `ibid check` on the documents of projects: what goes with each is found without being named.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{REFS, folder_with};

fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    folder_with("projects", name, files)
}

/// What is printed of a check in a folder, with the concise format.
fn check(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.current_dir(folder).env_remove("BIBINPUTS").args(["check", "--format", "concise"]);
    let output = command.args(args).output().unwrap();
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
}

/// Only `nobody` is undefined, at a place.
fn finds_nobody(folder: &Path, args: &[&str], place: &str) {
    let text = check(folder, args);
    let error = format!("{place}: error[undefined-citation] no entry has the key `nobody`\n");
    assert!(text.starts_with(&error), "{args:?}: {text}");
    assert!(text.ends_with(": 1 error\n"), "{args:?}: {text}");
}

const MAIN: &str = "\\documentclass{book}\n\\usepackage{own}\n\\addbibresource{refs.bib}\n\
    \\begin{document}\n\\include{chapters/one}\n\\bibitem{own}\n\\end{document}\n";
const OWN: &str = "\\newcommand{\\see}[1]{see \\cite{#1}}\n";

#[test]
fn a_chapter_in_latex_finds_its_main_document() {
    let chapter = "\\see{mett,nobody} \\cite{own}\n";
    let files = [
        ("main.tex", MAIN),
        ("own.sty", OWN),
        ("other.tex", "\\documentclass{book}\\input{nothing}\\addbibresource{x.bib}"),
        ("chapters/one.tex", chapter),
        ("refs.bib", REFS),
    ];
    let folder = folder("chapter", &files);
    finds_nobody(&folder, &["chapters/one.tex"], "chapters/one.tex:1:11");
    finds_nobody(&folder, &["main.tex"], "chapters/one.tex:1:11");
    finds_nobody(&folder, &["chapters"], "chapters/one.tex:1:11");
    let text = check(&folder.join("chapters"), &["one.tex"]);
    assert!(text.starts_with("one.tex:1:11: error[undefined-citation]"), "{text}");
    assert!(text.ends_with(": 1 error\n"), "{text}");
}

/// What Quarto and mdBook include is checked with the document, and the YAML that it begins with.
#[test]
fn markdown_includes_others_and_begins_with_yaml() {
    let main = "---\nbibliography: refs.bib\n---\n\n{{< include parts/_p.qmd >}} [@mett]\n";
    let files = [
        ("a.qmd", main),
        ("parts/_p.qmd", "[@nobody]\n"),
        ("bad.md", "---\nbibliography: refs.bib\ntitle: a: b\n---\n\n[@mett]\n"),
        ("template.md", "---\nbibliography: refs.bib\ntitle: {{ a }}: b\n---\n\n[@mett]\n"),
        ("refs.bib", REFS),
    ];
    let folder = folder("includes", &files);
    finds_nobody(&folder, &["a.qmd"], "parts/_p.qmd:1:3");
    let text = check(&folder, &["bad.md"]);
    assert!(text.starts_with("bad.md:3:9: error[parse-error]"), "{text}");
    assert!(text.ends_with(": 1 error\n"), "{text}");
    let text = check(&folder, &["template.md"]);
    assert!(text.ends_with("nothing to report\n"), "{text}");
}

#[test]
fn a_chapter_in_latex_may_name_its_main_document() {
    for (name, chapter) in [
        ("magic", "% !TEX root = ../book/main.tex\n\\see{mett,nobody}\n"),
        ("subfile", "\\documentclass[../book/main]{subfiles}\n\\see{mett,nobody}\n"),
    ] {
        let main = MAIN.replace("\\include{chapters/one}\n", "");
        let files = [
            ("book/main.tex", &*main),
            ("book/own.sty", OWN),
            ("chapters/one.tex", chapter),
            ("book/refs.bib", REFS),
        ];
        finds_nobody(&folder(name, &files), &["chapters/one.tex"], "chapters/one.tex:2:11");
    }
}

#[test]
fn the_configuration_names_commands_and_bibliographies() {
    let config = "[documents]\nbibliography = [\"lib/refs.bib\"]\ncite-commands = [\"see = parencite\", \"\\\\seen\"]\n";
    let files = [
        ("ibid.toml", config),
        ("a.tex", "\\see[12]{mett} \\seen{nobody}\n"),
        ("lib/refs.bib", REFS),
        ("src/lib.rs", "//! By @octocat, after [@mett].\n\n/// @avrch, or @somebody.\nfn f() {}\n"),
        ("README.md", "Thanks to @octocat. See [@mett].\n"),
    ];
    let folder = folder("config", &files);
    finds_nobody(&folder, &["a.tex"], "a.tex:1:22");
    let text = check(&folder, &[]);
    assert!(text.contains("src/lib.rs:3:6: error[near-miss-key] no entry has the key `avrch`"));
    assert!(text.ends_with(": 2 errors\n"), "{text}");
    let wrong =
        [("ibid.toml", "[documents]\ncite-commands = [\"see = emph\"]\n"), ("refs.bib", REFS)];
    let text = check(&self::folder("wrong-config", &wrong), &[]);
    assert!(text.contains("`emph` is not a known citation command"), "{text}");
}

#[test]
fn defaults_for_pandoc_name_bibliographies() {
    let paper = "On the ice [@mett, S. 3; @nobody].\n";
    let one = "from: markdown\nciteproc: true\nmetadata:\n  bibliography: ${.}/lib/refs.bib\n  lang: de\n";
    let two = "input-files: [paper.md]\nmetadata-files:\n- lib/meta.yaml\n";
    let other = "input-files: [other.md]\nbibliography: lib/other.bib\n";
    for (name, files) in [
        ("defaults", vec![("pandoc.yaml", one), ("unrelated.yml", "on: push\n")]),
        ("defaults-of-document", vec![("a.yml", other), ("b.yml", two)]),
        ("metadata", vec![("metadata.yaml", "bibliography: lib/refs.bib\n")]),
    ] {
        // Only the first says that the document is in German.
        let paper = if name == "defaults" { paper.to_owned() } else { paper.replace("S.", "p.") };
        let mut files = files;
        files.extend([
            ("paper.md", &*paper),
            ("lib/refs.bib", REFS),
            ("lib/meta.yaml", "bibliography: lib/refs.bib\n"),
        ]);
        finds_nobody(&folder(name, &files), &["paper.md"], "paper.md:1:27");
    }
}

#[test]
fn the_entries_of_a_project_count() {
    let config = "project:\n  type: book\nreferences:\n- id: mett\n  type: book\n  title: Kronstadt\n  \
                  author: [{family: Mett}]\n  publisher: Solidarity\n  issued: 1967\n";
    let files = [("_quarto.yml", config), ("one.qmd", "[@mett; @nobody]\n")];
    finds_nobody(&folder("references", &files), &["one.qmd"], "one.qmd:1:10");
}

#[test]
fn a_book_of_mdbook_has_a_bibliography() {
    let book = "[book]\ntitle = \"A\"\n\n[preprocessor.bib]\nbibliography = \"refs.bib\"\n";
    let files = [
        ("book.toml", book),
        ("src/one.md", "{{#cite mett}}, @@mett, by @octocat; {{#cite nobody}}\n"),
        ("src/refs.bib", REFS),
    ];
    let folder = folder("mdbook", &files);
    finds_nobody(&folder, &["."], "src/one.md:1:46");
}

#[test]
fn the_manifest_of_a_program_names_its_bibliography() {
    let manifest =
        "[package]\nname = \"a\"\n\n[package.metadata.ibid]\nbibliography = \"docs/refs.bib\"\n";
    let files = [
        ("Cargo.toml", manifest),
        ("src/lib.rs", "#![doc = include_str!(\"../README.md\")]\n//! See [@mett, p. 3].\n"),
        ("README.md", "See [@nobody].\n"),
        ("docs/refs.bib", REFS),
    ];
    let folder = folder("manifest", &files);
    finds_nobody(&folder, &["src/lib.rs"], "README.md:1:7");
    finds_nobody(&folder, &[], "README.md:1:7");
}

#[test]
fn projects_are_checked_each_by_itself() {
    let other = REFS.replace("1967", "1968");
    let files = [
        ("a/_quarto.yml", "bibliography: refs.bib\n"),
        ("a/one.qmd", "[@mett; @nobody]\n"),
        ("a/refs.bib", REFS),
        ("b/paper.md", "---\nbibliography: refs.bib\n---\n\n[@mett]\n"),
        ("b/refs.bib", &*other),
        ("c/main.typ", "#bibliography(\"refs.bib\")\n@mett\n"),
        ("c/refs.bib", REFS),
        ("d/paper.adoc", "See cite:[mett].\n"),
        ("d/refs.bib", REFS),
        ("e/paper.org", "#+bibliography: refs.bib\n[cite:@mett]\n"),
        ("e/refs.bib", REFS),
    ];
    finds_nobody(&folder("several", &files), &[], "a/one.qmd:1:10");
}

#[cfg(unix)]
#[test]
fn links_are_followed() {
    let folder = folder(
        "links",
        &[
            ("lib/real.bib", REFS),
            ("paper/one.md", "---\nbibliography: refs.bib\n---\n\n[@mett; @nobody]\n"),
        ],
    );
    std::os::unix::fs::symlink("../lib/real.bib", folder.join("paper/refs.bib")).unwrap();
    std::os::unix::fs::symlink("paper/one.md", folder.join("linked.md")).unwrap();
    finds_nobody(&folder, &["paper/one.md"], "paper/one.md:5:10");
    finds_nobody(&folder, &[], "paper/one.md:5:10");
}

#[test]
fn lists_of_bibliographies_of_a_quarto_project_go_on_in_its_documents() {
    let files = [
        ("_quarto.yml", "project:\n  type: book\nbook:\n  title: A\nbibliography: [refs.bib]\n"),
        ("one.qmd", "---\nbibliography: own.bib\n---\n\n[@mett; @own; @nobody]\n"),
        ("own.bib", &REFS.replace("{mett,", "{own,").replace("{avrich,", "{other,")),
        ("refs.bib", REFS),
    ];
    let folder = folder("quarto-lists", &files);
    finds_nobody(&folder, &["one.qmd", "--select", "undefined-citation"], "one.qmd:5:16");
    finds_nobody(&folder, &[".", "--select", "undefined-citation"], "one.qmd:5:16");
}

#[test]
fn a_bibliography_that_is_missing_for_several_chapters_is_reported_once() {
    let index = "---\nbibliography: [refs.bib, packages.bib]\n---\n\n# A\n\n[@mett]\n";
    let files = [
        ("_bookdown.yml", "book_filename: x\n"),
        ("index.Rmd", index),
        ("01.Rmd", "# B\n\n[@mett; @R-knitr]\n"),
        ("02.Rmd", "# C\n\n[@mett; @nobody]\n"),
        ("refs.bib", REFS),
    ];
    let text = check(&folder("book", &files), &["."]);
    let error = "index.Rmd:2:26: error[bibliography-missing] cannot read the bibliography \
                 `packages.bib`: there is no such file\n";
    assert!(text.starts_with(error), "{text}");
    assert!(text.ends_with("5 citations: 1 error\n"), "{text}");
    // What R writes when the book is made may be missing.
    let writes = format!("{index}\n```{{r}}\nknitr::write_bib(c('knitr'), 'packages.bib')\n```\n");
    let files = files.map(|(name, text)| (name, if text == index { &*writes } else { text }));
    finds_nobody(&folder("book-written", &files), &["."], "02.Rmd:3:10");
}

#[test]
fn a_chapter_in_typst_finds_its_main_document() {
    let files = [
        ("main.typ", "#include \"ch/one.typ\"\n= Ice <ice>\n#bibliography(\"refs.bib\")\n"),
        ("ch/one.typ", "@mett, @ice, @nobody\n"),
        ("refs.bib", REFS),
    ];
    let folder = folder("typst-chapter", &files);
    finds_nobody(&folder, &["ch/one.typ"], "ch/one.typ:1:15");
}

#[test]
fn citations_of_a_book_of_mdbook_are_the_same_by_name_and_in_a_folder() {
    let one = "{{#cite mett}} {{ #cite mett }} @someone @@nobody\n";
    let files = [
        ("book.toml", "[book]\n[preprocessor.bib]\nbibliography = \"refs.bib\"\n"),
        ("src/one.md", one),
        ("src/refs.bib", REFS),
    ];
    let folder = folder("mdbook-forms", &files);
    for args in [["src/one.md"], ["."]] {
        finds_nobody(&folder, &args, "src/one.md:1:44");
    }
}

/// What a repository has about itself mentions people, and cites only if it names a bibliography.
#[test]
fn people_are_mentioned_in_the_files_of_a_repository() {
    let files = [
        ("CHANGELOG.md", "- Thanks to [@octocat](https://github.com/octocat) and [@foo]\n"),
        (".github/plan.md", "[see @user1 and @user2]\n"),
        ("README.md", "---\nbibliography: refs.bib\n---\n\nSee [@nobody].\n"),
        ("refs.bib", REFS),
    ];
    finds_nobody(&folder("mentions", &files), &[], "README.md:5:7");
}

/// Sphinx, Jupyter Book and MyST name the bibliographies of a project each in a file of their own.
#[test]
fn projects_of_myst_name_their_bibliographies() {
    let chapter = "See {cite:p}`mett` and {cite:t}`nobody`.\n";
    let settings = [
        ("conf.py", "project = 'x'\nbibtex_bibfiles = [\n    'refs.bib',\n]\n"),
        ("_config.yml", "title: x\nbibtex_bibfiles:\n  - refs.bib\n"),
        ("myst.yml", "version: 1\nproject:\n  bibliography:\n    - refs.bib\n"),
    ];
    for setting in settings {
        let files = [("docs/a.md", chapter), setting, ("refs.bib", REFS)];
        finds_nobody(&folder("myst", &files), &["docs/a.md"], "docs/a.md:1:33");
    }
}

/// A document of Sphinx may cite what any bibliography of its project has, however its path is put
/// together, and whichever the document lists.
#[test]
fn projects_of_sphinx_name_their_bibliographies() {
    let chapter = "See :cite:p:`mett` and :cite:t:`nobody`.\n\n.. bibliography:: other.bib\n";
    let configs = [
        "bibtex_bibfiles = ['refs.bib', 'other.bib']\n",
        "bibtex_bibfiles = [str(here.joinpath(\"docs\", \"refs.bib\")), 'other.bib']\n",
    ];
    for config in configs {
        let files = [
            ("docs/a.rst", chapter),
            ("docs/b.rst", "Text that cites nothing, by `a name` of docutils.\n"),
            ("docs/conf.py", config),
            ("docs/refs.bib", REFS),
            (
                "docs/other.bib",
                "@misc{other, title = {Other}, year = 1921, author = {Roe, Rick}}\n",
            ),
        ];
        finds_nobody(&folder("sphinx", &files), &["docs"], "docs/a.rst:1:33");
    }
}
