//! `ibid render`: documents with their citations as a style prints them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shared::shared;
use crate::support::{REFS, files_below};

/// A folder of its own with a document and its bibliography.
fn folder(name: &str, text: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("render").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("paper.md"), text).unwrap();
    std::fs::write(folder.join("refs.bib"), REFS).unwrap();
    folder
}

fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let output = command.current_dir(folder).arg("render").args(args).output().unwrap();
    let [out, error] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
    (output.status.code(), out, error)
}

/// The document in a style, behind its metadata.
fn printed(name: &str, text: &str, style: &str) -> String {
    let text = format!("---\nbibliography: refs.bib\n---\n{text}");
    let (status, out, error) = run(&folder(name, &text), &["paper.md", "--style", style]);
    assert_eq!((status, &*error), (Some(0), ""), "{text}");
    out.strip_prefix("---\nbibliography: refs.bib\n---\n").unwrap().to_owned()
}

const TEXT: &str = "
The crew met on the ice [@mett, p. 3; see @avrich], as
[@mett] says.[^own] Then @avrich [p. 12] wrote `[@mett]` et al. [@avrich, chap. 2].
An *inline* one.^[See also @avrich and [@mett].] -@mett [see @avrich, p. 35]!

[^own]: [@mett, p. 4]. Then [see @avrich].

::: {#refs}
:::

# After

Text, $a @mett$ and @fig-one.
";

#[test]
fn a_document_is_printed_in_styles_of_each_kind() {
    for style in ["apa", "ieee", "chicago-notes"] {
        insta::assert_snapshot!(format!("render-{style}"), printed(style, TEXT, style));
    }
}

#[test]
fn the_bibliography_stands_at_the_end_where_no_place_is_named() {
    let out = printed("end", "\nOn the ice [@mett].\n\n\n", "apa");
    let entry = "Mett, I. (1967). *The Kronstadt Uprising*. Solidarity.";
    assert_eq!(out, format!("\nOn the ice (Mett, 1967).\n\n{entry}\n"));
    let out = printed("listed", "\nNothing.\n\n---\nnocite: '@avrich'\n---\n", "apa");
    assert!(out.ends_with("Avrich, P. (1970). *Kronstadt 1921*. Princeton University Press.\n"));
}

#[test]
fn the_document_names_its_style_and_language() {
    let text = "---\nbibliography: refs.bib\ncsl: ieee\nlang: de\n---\n\n[@mett, S. 3]\n";
    let (_, out, _) = run(&folder("style", text), &["paper.md"]);
    assert!(out.contains("\n\\[1, S. 3\\]\n"), "{out}");
    let (_, out, _) = run(&folder("style", text), &["paper.md", "--style", "apa"]);
    assert!(out.contains("\n(Mett, 1967, S. 3)\n"), "{out}");
}

#[test]
fn keys_that_no_entry_has_are_printed_in_bold() {
    let text = "---\nbibliography: refs.bib\n---\n\n[@mett] [@nobody; @mett] [@avrich; ]\n";
    let (status, out, error) = run(&folder("unknown", text), &["paper.md"]);
    assert_eq!(status, Some(1));
    assert_eq!(error, "error: paper.md:5:11: no entry has the key `nobody`\n");
    let said = "\n(Mett, 1967) (Mett, 1967; **nobody?**) [Avrich (1970); ]\n";
    assert!(out.contains(said), "{out}");
    let text = "---\nbibliography: refs.bib\n---\n\nA [see @mett p. 3 and also @avrich].\n";
    let (status, out, error) = run(&folder("malformed", text), &["paper.md"]);
    assert_eq!((status, &*out), (Some(1), text));
    assert!(
        error.starts_with("error: paper.md:5:3: ") && error.contains("left as it is"),
        "{error}"
    );
    let missing = "---\nbibliography: no.bib\n---\n\n[@mett]\n";
    let (status, out, error) = run(&folder("gone", missing), &["paper.md"]);
    assert_eq!((status, &*out), (Some(3), ""));
    assert_eq!(error, "error: cannot read `no.bib`: there is no such file\n");
    let (status, ..) = run(&folder("other", ""), &["refs.bib"]);
    assert_eq!(status, Some(2));
}

/// A command of the author's own says more than the citation in it.
#[test]
fn a_style_may_print_nothing_for_a_cite() {
    // MLA prints no years, so that nothing is left behind the author's name.
    let head = "---\nbibliography: refs.bib\n---\n";
    let text = "As @mett says, @avrich [p. 3].\n\n::: {#refs}\n:::\n";
    let folder = folder("nothing", &format!("{head}{text}"));
    let style = ["paper.md", "--style", "mla"];
    let (status, out, error) = run(&folder, &style);
    assert_eq!((status, &*error), (Some(0), ""));
    assert!(out.contains("\nAs Mett says, Avrich (3).\n"), "{out}");

    let text = "Mett's book [-@mett] and [-@mett; @avrich, p. 3].\n\n::: {#refs}\n:::\n";
    std::fs::write(folder.join("paper.md"), format!("{head}{text}")).unwrap();
    let (status, out, error) = run(&folder, &style);
    let said = |column: u32| {
        format!("warning: paper.md:4:{column}: the style prints nothing for the cite of `mett`\n")
    };
    assert_eq!((status, error), (Some(0), said(13) + &said(26)));
    assert!(out.contains("\nMett's book  and (Avrich 3).\n"), "{out}");
}

#[test]
fn a_note_at_the_beginning_of_a_line_joins_words_only() {
    let blocks = [
        "```\ncode\n```\n",
        "# Head\n",
        "Head\n====\n",
        "***\n",
        "$$\nx\n$$\n",
        "<div>\n",
        "[ref]: http://x.y\n",
        "A hard  \n",
        "break\\\n",
        "| a | b |\n|---|---|\n| x | y |\n",
    ];
    for (number, block) in blocks.into_iter().enumerate() {
        let out =
            printed(&format!("joined-{number}"), &format!("{block}[@mett] text.\n"), "nature");
        assert!(out.starts_with(&format!("{block}<sup>1</sup> text.\n")), "{block}: {out}");
    }
    let out = printed("joined", "Ends so.\n[@mett] Next.\n", "nature");
    assert!(out.starts_with("Ends so.<sup>1</sup> Next.\n"), "{out}");
}

#[test]
fn commands_that_cite_are_written_out() {
    let text = "\\addbibresource{refs.bib}\n\
        \\newcommand{\\see}[2][p.~1]{see \\parencite[#1]{#2}, as \\citeauthor{#2} says\\xspace}\n\
        \\newcommand{\\fn}[1]{\\footnote{Compare \\see{#1}.}}\n\
        \\begin{document}\nOne \\see{mett} two.\\fn{mett} \\see[4]{nobody}\n\\end{document}\n";
    let folder = folder("macros", "");
    std::fs::write(folder.join("paper.tex"), text).unwrap();
    let (status, out, error) = run(&folder, &["paper.tex"]);
    assert_eq!(status, Some(1));
    assert!(error.contains("error: paper.tex:5:38: no entry has the key `nobody`\n"), "{error}");
    let said = "\nOne see (Mett, 1967, p. 1), as Mett says\\xspace{} two.\
        \\footnote{Compare see (Mett, 1967, p. 1), as Mett says\\xspace.} \
        see (\\textbf{nobody?}), as \\textbf{nobody?} says\\xspace{}\n";
    assert!(out.contains(said), "{out}");
}

/// The author's own commands for notes, notes in the margin, a `refsection` that lists all, and one
/// full stop where the printed text ends in one.
#[test]
fn notes_of_own_commands_and_lists_of_sections() {
    let text = "\\usepackage{biblatex}\n\\addbibresource{refs.bib}\n\
        \\newcommand{\\fn}[1]{\\unskip\\footnote{#1}}\n\\begin{document}\n\
        One.\\fn{See \\cite[3~sqq.]{mett}.} Two\\sidenote{\\cite{mett}}.\n\
        \\begin{refsection}\n\\nocite{*}\n\\printbibliography\n\\end{refsection}\n\\end{document}\n";
    let folder = folder("own_notes", "");
    std::fs::write(folder.join("paper.tex"), text).unwrap();
    let (status, out, _) = run(&folder, &["paper.tex", "--style", "chicago-notes"]);
    assert_eq!(status, Some(0));
    assert_eq!(out.matches("\\footnote").count(), 1, "{out}");
    assert!(out.contains("sqq.} Two\\sidenote{Mett"), "{out}");
    assert!(!out.contains("\\printbibliography"), "{out}");
    assert!(out.contains("\\end{list}\n\\end{refsection}"), "{out}");
}

/// References to figures and tables beside keys stay as they are.
#[test]
fn references_to_figures_stay_beside_citations() {
    let text =
        "---\nbibliography: refs.bib\n---\nSee [@fig:ice; @mett, p. 3], [@tbl-a] and @@mett.\n";
    let folder = folder("figures", text);
    let (_, out, _) = run(&folder, &["paper.md", "--style", "apa"]);
    assert!(
        out.contains("See [@fig:ice] (Mett, 1967, p. 3), [@tbl-a] and (Mett, 1967).\n"),
        "{out}"
    );
    let (_, out, _) = run(&folder, &["paper.md", "--style", "chicago-notes"]);
    assert!(out.contains("See [@fig:ice],^[Ida Mett"), "{out}");
}

#[test]
fn a_file_gets_the_same_bytes_each_time() {
    let text = format!("---\nbibliography: refs.bib\n---\n{TEXT}");
    let folder = folder("twice", &text);
    let (_, out, _) = run(&folder, &["paper.md"]);
    assert_eq!(
        run(&folder, &["paper.md", "-o", "out.md"]),
        (Some(0), String::new(), String::new())
    );
    assert_eq!(std::fs::read_to_string(folder.join("out.md")).unwrap(), out);
    assert_eq!(std::fs::read_to_string(folder.join("paper.md")).unwrap(), text);
}

#[test]
fn a_document_without_citations_stays_as_it_is() {
    for text in ["", "No citation, me@example.org.\r\n\r\n\tx  ", "\u{feff}# One\n\n`@a`\n\n\n"] {
        let folder = folder("without", text);
        let (status, out, error) = run(&folder, &["paper.md"]);
        assert_eq!((status, &*out, &*error), (Some(0), text, ""));
    }
}

/// Behind the citations taken out of both, the samples and what is printed of them are the same.
#[test]
fn every_other_byte_of_the_samples_is_kept() {
    let Some(samples) = shared("samples/docs") else { return };
    for name in ["joss-gmr", "joss-SLIX", "joss-AdaptiveResonance"] {
        for file in files_below(&samples.join(name), "md") {
            let text = std::fs::read_to_string(&file).unwrap();
            let folder = file.parent().unwrap();
            let (status, out, error) = run(folder, &["paper.md", "--style", "apa"]);
            assert_eq!((status, &*error), (Some(0), ""), "{name}");
            let mut lines = out.lines();
            for line in text.lines().filter(|line| !line.contains('@')) {
                assert!(lines.any(|printed| printed == line), "{name}: {line}");
            }
        }
    }
}

/// What is below a folder, by its paths in it.
fn tree(folder: &Path) -> Vec<String> {
    let mut found: Vec<String> = files_below(folder, "tex")
        .iter()
        .chain(&files_below(folder, "md"))
        .map(|path| path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/"))
        .collect();
    found.sort();
    found
}

#[test]
fn nothing_is_written_outside_of_the_folder_that_is_named() {
    let folder = folder("outside", "---\nbibliography: ../refs.bib\n---\n[@mett]\n");
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("in/a.md", "---\nbibliography: ../refs.bib\n---\n[@mett]\n");
    write("b.md", "---\nbibliography: refs.bib\n---\n[@avrich]\n");
    write("in/b.md", "other");
    let (status, _, said) = run(&folder.join("in"), &["a.md", "../b.md", "-o", "out/"]);
    assert_eq!(status, Some(0), "{said}");
    assert_eq!(tree(&folder.join("in/out")), ["a.md", "b.md"]);
    assert_eq!(std::fs::read_to_string(folder.join("in/b.md")).unwrap(), "other");
    let (status, _, said) = run(&folder, &["in/b.md", "b.md", "-o", "two/"]);
    assert_eq!(status, Some(2), "{said}");

    // What is printed of a part is where the document reads it.
    write("d/a.tex", "\\addbibresource{../refs.bib}\\input{../shared/pre}\\input{same}");
    write("shared/pre.tex", "\\cite{mett}");
    write("d/same.tex", "as it is");
    let (status, _, said) = run(&folder, &["d/a.tex", "-o", "tex/a.tex"]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("`shared/pre.tex`, which is not in its folder"), "{said}");
    let (status, _, said) = run(&folder.join("d"), &["a.tex", "-o", "out/"]);
    assert_eq!((status, folder.join("d/out").exists()), (Some(2), false), "{said}");
    let (status, _, said) = run(&folder, &["d/a.tex", "-o", "tex/"]);
    assert_eq!(status, Some(0), "{said}");
    assert_eq!(tree(&folder.join("tex")), ["d/a.tex", "d/same.tex", "shared/pre.tex"]);
}

#[test]
fn citations_in_metadata_and_captions_are_printed() {
    let text = "---\ntitle: On @mett and \"ice\"\nsubtitle: 'It''s [@mett]'\nabstract: |\n  As \
                [@avrich, p. 3].\n\n  And more.\nbibliography: refs.bib\n---\n\nOn [@mett].\n\n\
                ```{r}\n#| fig-cap: \"Ice [@mett]\"\nplot(1)\n```\n";
    let folder = folder("metadata", text);
    let (status, out, error) = run(&folder, &["paper.md", "--style", "apa"]);
    assert_eq!((status, &*error), (Some(0), ""));
    let begin = "---\ntitle: \"On Mett (1967) and \\\"ice\\\"\"\nsubtitle: 'It''s (Mett, 1967)'\n\
                 abstract: |\n  As (Avrich, 1970, p. 3).\n\n  And more.\nbibliography: refs.bib\n---\n\n\
                 On (Mett, 1967).\n\n```{r}\n#| fig-cap: \"Ice (Mett, 1967)\"\nplot(1)\n```\n";
    assert!(out.starts_with(begin), "{out}");
    let (_, out, _) = run(&folder, &["paper.md", "--style", "apa", "--to", "plain"]);
    assert!(out.starts_with("On Mett (1967) and “ice”\nIt’s (Mett, 1967)\n"), "{out}");
    let (_, out, _) = run(&folder, &["paper.md", "--style", "chicago-notes"]);
    assert!(!out.split("\n---\n").next().unwrap().contains("^["), "{out}");
}

#[test]
fn what_is_in_divs_of_html_is_markdown() {
    let text = "<div class=\"note\">\nOn *ice* [@mett].\n</div>\n\n\
                ![Ice [@mett]](a.png){#fig-a fig-alt=\"much ice\"}\n";
    let text = format!("---\nbibliography: refs.bib\n---\n{text}");
    let args = ["paper.md", "--style", "chicago-notes", "--to", "html", "--fragment"];
    let (_, out, _) = run(&folder("divs", &text), &args);
    assert!(out.contains("<p>On <em>ice</em>.<sup><a id=\"fnref1\""), "{out}");
    let figure =
        "<div id=\"fig-a\">\n<figure>\n<img src=\"a.png\" alt=\"Ice\">\n<figcaption>Ice<sup>";
    assert!(out.contains(figure), "{out}");
}

#[test]
fn words_around_several_lists_of_keys_are_kept_in_latex() {
    let folder = folder("multicite", "");
    let text = "\\documentclass{article}\n\\usepackage[style=verbose-ibid]{biblatex}\n\
                \\addbibresource{refs.bib}\n\\begin{document}\nA \
                \\autocites(see)(and elsewhere)[esp.][3]{mett}[5\\psq]{avrich}.\n\\end{document}\n";
    std::fs::write(folder.join("paper.tex"), text).unwrap();
    let (_, out, said) = run(&folder, &["paper.tex"]);
    assert!(said.contains("`verbose-ibid`, the style that the document names"), "{said}");
    assert!(out.contains("A.\\footnote{See esp. Ida Mett,"), "{out}");
    assert!(out.contains("5~sq., and elsewhere.}"), "{out}");
    let (_, out, said) = run(&folder, &["paper.tex", "--style", "apa"]);
    assert!(!said.contains("verbose-ibid"), "{said}");
    assert!(
        out.contains("A (see esp. Mett, 1967, p. 3; Avrich, 1970, p. 5~sq., and elsewhere)."),
        "{out}"
    );
}

#[test]
fn roles_of_myst_are_citations() {
    let text = "\nSee {cite:p}`mett,avrich` and {cite:t}`{see}mett{p. 3 and on}`; {cite:author}`mett`,\n\
                {cite:year}`mett`. `{cite}` and \\{cite}`mett` are none.\n\n\
                ```{bibliography}\n:style: plain\n```\n\nEnd.\n";
    let out = printed("myst", text, "apa");
    let expected = "\nSee (Avrich, 1970; Mett, 1967) and Mett (see 1967, p. 3, and on); Mett,\n\
                    1967. `{cite}` and \\{cite}`mett` are none.\n\n\n\
                    Avrich, P. (1970). *Kronstadt 1921*. Princeton University Press.\n\n\
                    Mett, I. (1967). *The Kronstadt Uprising*. Solidarity.\n\n\n\nEnd.\n";
    assert_eq!(out, expected);
}

#[test]
fn a_citation_may_be_in_brackets_of_its_own() {
    let text = "\n[[@mett]] and [see [@mett, p. 3] too].\n\n::: {#refs}\n:::\n";
    let out = printed("brackets", text, "apa");
    let first = out.lines().nth(1).unwrap();
    assert_eq!(first, "[(Mett, 1967)] and [see (Mett, 1967, p. 3) too].");
}
