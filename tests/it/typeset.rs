//! `ibid render`: LaTeX and Typst, documents in parts, bibliographies by section, and pages in other
//! formats.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shared::shared;
use crate::support::{REFS, files_below, folder_with, repository, text_of};

/// What a run of `ibid render` ends with, prints and says.
type Run = (Option<i32>, String, String);

fn run(folder: &Path, args: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let output = command.current_dir(folder).arg("render").args(args).output().unwrap();
    let [out, error] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
    (output.status.code(), out, error)
}

fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let all = [files, &[("refs.bib", REFS)]].concat();
    folder_with("typeset", name, &all)
}

fn fixture(name: &str) -> String {
    text_of(&repository("tests/fixtures/render").join(name))
}

/// A fixture rendered with arguments; nothing may be said but which CSL style is printed for that of
/// biblatex.
fn rendered(name: &str, args: &[&str]) -> String {
    let folder = folder(&[&[name], args].concat().join("-"), &[(name, &fixture(name))]);
    let (status, out, error) = run(&folder, &[&[name], args].concat());
    let said = error.lines().filter(|line| !line.contains("the style that the document names"));
    let said: Vec<&str> = said.collect();
    assert_eq!((status, &*said.join("\n")), (Some(0), ""), "{name} {args:?}");
    out
}

/// What has errors in the eyes of Typst's parser.
fn assert_typst(text: &str) {
    let (errors, _) = typst_syntax::parse(text).errors_and_warnings();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
}

#[test]
fn latex_is_rendered_to_latex() {
    for style in ["apa", "chicago-notes", "ieee"] {
        insta::assert_snapshot!(format!("latex-{style}"), rendered("paper.tex", &["-s", style]));
    }
    let linked = rendered("paper.tex", &["-s", "apa", "--link-citations", "both"]);
    insta::assert_snapshot!("latex-linked", linked);
}

#[test]
fn typst_is_rendered_to_typst() {
    for style in ["apa", "chicago-notes", "ieee"] {
        let out = rendered("paper.typ", &["-s", style]);
        assert_typst(&out);
        insta::assert_snapshot!(format!("typst-{style}"), out);
    }
    let linked = rendered("paper.typ", &["--link-citations", "both"]);
    assert_typst(&linked);
    insta::assert_snapshot!("typst-linked", linked);
}

#[test]
fn punctuation_moves_before_notes() {
    let printed = |language: &str, text: &str| {
        let text = format!("---\nbibliography: refs.bib\nlang: {language}\n---\n\n{text}\n");
        let folder = folder("moves", &[("paper.md", &text)]);
        let (_, out, error) = run(&folder, &["paper.md", "-s", "chicago-notes"]);
        assert_eq!(error, "");
        let line = out.lines().nth(5).unwrap();
        // Notes are shown as stars.
        let mut shown = String::new();
        let mut rest = line;
        while let Some((before, note)) = rest.split_once("^[") {
            shown.push_str(before);
            shown.push('*');
            rest = note.split_once(']').map_or("", |(_, behind)| behind);
        }
        shown + rest
    };
    for (written, en, de) in [
        ("a [@mett].", "a.*", "a.*"),
        ("\"a b\" [@mett].", "\"a b.\"*", "\"a b\".*"),
        ("“a” [@mett], b", "“a,”* b", "“a”,* b"),
        ("“a?” [@mett].", "“a?”.*", "“a?”.*"),
        ("(as [@mett]) b", "(as)* b", "(as)* b"),
        ("a [@mett]?! b", "a?!* b", "a?!* b"),
        ("et al. [@mett].", "et al.*", "et al.*"),
        ("a [@mett]---b", "a*---b", "a*---b"),
        ("a [@mett] [@avrich].", "a.**", "a.**"),
        ("@mett, a", "Ida Mett,* a", "Ida Mett,* a"),
        ("a [@mett]\\index{b}. c", "a.*\\index{b} c", "a.*\\index{b} c"),
    ] {
        assert_eq!(printed("en-US", written), en, "{written}");
        assert_eq!(printed("de", written), de, "{written}");
    }
    let stays = "---\nbibliography: refs.bib\nnotes-after-punctuation: false\n---\n\na [@mett].\n";
    let folder = folder("stays", &[("paper.md", stays)]);
    let (_, out, _) = run(&folder, &["paper.md", "-s", "chicago-notes"]);
    assert!(out.contains("\na^[Ida Mett") && out.contains("].\n"), "{out}");
}

#[test]
fn a_document_is_rendered_with_its_parts() {
    let main = "\\documentclass{book}\n\\begin{document}\n\\cite{avrich}\\input{ch/one}\\cite{avrich}\n\
                \\bibliography{refs}\n\\end{document}\n";
    let files = [("main.tex", main), ("ch/one.tex", "\\chapter{One}\n\\cite{mett}\n")];
    let folder = folder("parts", &files);
    let (status, out, error) = run(&folder, &["main.tex", "-s", "ieee"]);
    assert_eq!((status, &*out), (Some(2), ""));
    assert!(error.contains("2 files are printed (`main.tex`, `ch/one.tex`)"), "{error}");
    let written = run(&folder, &["main.tex", "-s", "ieee", "-o", "out/printed.tex"]);
    assert_eq!(written, (Some(0), String::new(), String::new()));
    let out = text_of(&folder.join("out/printed.tex"));
    assert!(out.contains("{[}1{]}\\input{ch/one}{[}1{]}\n\\chapter*{\\bibname}\n"), "{out}");
    assert_eq!(text_of(&folder.join("out/ch/one.tex")), "\\chapter{One}\n{[}2{]}\n");
    let (status, _, error) = run(&folder, &["main.tex", "-s", "ieee", "-o", "main.tex"]);
    assert_eq!(status, Some(2));
    assert!(error.contains("`main.tex` is the document itself"), "{error}");
    assert_eq!(text_of(&folder.join("main.tex")), main);
}

#[test]
fn several_documents_are_a_book() {
    let files = [
        ("a.md", "---\nbibliography: refs.bib\n---\n\n# A\n\n[@avrich]\n"),
        ("b.md", "---\nbibliography: refs.bib\n---\n\n# B\n\n[@mett] [@avrich]\n"),
    ];
    let folder = folder("book", &files);
    assert_eq!(run(&folder, &["a.md", "b.md", "-s", "ieee", "-o", "whole"]).0, Some(0));
    assert!(text_of(&folder.join("whole/a.md")).ends_with("# A\n\n\\[1\\]\n"));
    let second = text_of(&folder.join("whole/b.md"));
    assert!(second.contains("# B\n\n\\[2\\] \\[1\\]\n\n\\[1\\] P. Avrich"), "{second}");
    assert_eq!(
        run(&folder, &["a.md", "b.md", "-s", "ieee", "--per", "file", "-o", "each"]).0,
        Some(0)
    );
    let second = text_of(&folder.join("each/b.md"));
    assert!(second.contains("# B\n\n\\[1\\] \\[2\\]\n\n\\[1\\] I. Mett"), "{second}");
    let (_, page, _) = run(&folder, &["a.md", "b.md", "--to", "html"]);
    assert!(page.contains("<h1 id=\"a\">A</h1>") && page.contains("<h1 id=\"b\">B</h1>"));
}

#[test]
fn chapters_and_sections_have_bibliographies() {
    let text = "---\nbibliography: refs.bib\n---\n\n# One\n\n[@mett]\n\n## Sub\n\n[@avrich]\n\n\
                Two\n===\n\n[@avrich]\n\n::: {#refs}\n:::\n\nEnd.\n";
    let folder = folder("chapters", &[("paper.md", text)]);
    for per in ["chapter", "section"] {
        let (status, out, error) = run(&folder, &["paper.md", "-s", "ieee", "--per", per]);
        assert_eq!((status, &*error), (Some(0), ""));
        insta::assert_snapshot!(format!("per-{per}"), out);
    }
}

const KEYWORDS: &str = "\
@book{mett, title = {One}, author = {Mett, Ida}, year = 1967, keywords = {primary}}
@book{avrich, title = {Two}, author = {Avrich, Paul}, year = 1970}
@article{third, title = {Three}, author = {Third, A.}, journal = {J}, year = 1980}
";

#[test]
fn several_bibliographies_by_what_is_in_them() {
    let files = [
        ("k.bib", KEYWORDS),
        (
            "paper.md",
            "---\nbibliography: k.bib\n---\n\n[@mett; @avrich; @third]\n\n# Primary\n\n\
             ::: {#refs-1 keyword=primary}\nIn order:\n:::\n\n# Others\n\n\
             ::: {#refs-2 not-keyword=primary type=book}\n:::\n",
        ),
        (
            "paper.tex",
            "\\addbibresource{k.bib}\\cite{mett,avrich,third}\n\\begin{refsection}\\cite{third}\n\
             \\printbibliography[heading=none]\\end{refsection}\n\
             \\begin{refsegment}\\cite{avrich}\\end{refsegment}\n\
             \\printbibliography[type=article,title={Articles}]\n\
             \\printbibliography[segment=1,heading=subbibliography]\n\
             \\printbibliography[keyword=none]\n",
        ),
        (
            "topics.md",
            "---\nbibliography:\n  main: k.bib\n  other: refs.bib\n---\n\n[@third; @mett]\n\n\
             ::: {#refs-main}\n:::\n\n# Other\n\n::: {#refs-other}\n:::\n",
        ),
    ];
    let all = [&files[..], &[("refs.bib", "@book{own, title = {Own}, year = 1999}\n")]].concat();
    let folder = folder_with("typeset", "several", &all);
    for name in ["paper.md", "paper.tex", "topics.md"] {
        let (status, out, error) = run(&folder, &[name]);
        assert_eq!((status, &*error), (Some(0), ""), "{name}");
        insta::assert_snapshot!(format!("several-{name}"), out);
    }
}

/// The ids of an HTML page, each once, and the places that its links lead to.
fn ids_and_targets(html: &str) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let after = |mark: &str| -> Vec<&str> {
        html.match_indices(mark)
            .map(|(at, _)| html[at + mark.len()..].split('"').next().unwrap())
            .collect()
    };
    let all = after(" id=\"");
    let ids: BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(all.len(), ids.len(), "{html}");
    (ids, after("href=\"#").into_iter().collect())
}

#[test]
fn markdown_becomes_a_page() {
    let folder = folder("page", &[("page.md", &fixture("page.md"))]);
    for style in ["apa", "chicago-notes"] {
        let (status, html, error) = run(&folder, &["page.md", "--to", "html", "-s", style]);
        assert_eq!(status, Some(0));
        assert_eq!(error, "note: commands of TeX are left out\nnote: formulas are left in TeX\n");
        let (ids, targets) = ids_and_targets(&html);
        assert!(targets.is_subset(&ids), "{:?}", targets.difference(&ids));
        assert!(!html.contains("<script") && !html.contains("⸨"), "{html}");
        let body = html.split_once("<body>").unwrap().1;
        insta::assert_snapshot!(format!("page-html-{style}"), body);
    }
    for to in ["latex", "typst", "plain"] {
        let (status, out, _) = run(&folder, &["page.md", "--to", to, "-s", "chicago-notes"]);
        assert_eq!(status, Some(0));
        if to == "typst" {
            assert_typst(&out);
        }
        insta::assert_snapshot!(format!("page-{to}"), out);
    }
    let (_, fragment, _) = run(&folder, &["page.md", "--to", "html", "--fragment"]);
    assert!(fragment.starts_with("<p>Text<sup>"), "{fragment}");
}

/// A line that ends in a comment is not joined to what comes next, and words before and behind a key
/// are TeX.
#[test]
fn comments_and_commands_around_citations_of_latex() {
    let text = r"\addbibresource{refs.bib}
A line%
\autocite{mett}, 100\%
\autocite{mett}.
\autocite[\emph{passim}]{mett} \autocite[12\psq]{mett} \autocite[\nopp 3]{mett}
\volcite{2}[12]{mett} \autocite[\pageref{x}]{mett}
";
    let folder = folder("comment", &[("paper.tex", text)]);
    let (status, out, error) = run(&folder, &["paper.tex", "-s", "chicago-notes"]);
    assert!(out.contains("A line%\n,\\footnote{"), "{out}");
    assert!(out.contains("100\\%.\\footnote{"), "{out}");
    assert_eq!(status, Some(1));
    assert!(
        error.contains(r"paper.tex:6:23: no style prints what `\autocite[\pageref{x}]{mett}`"),
        "{error}"
    );
    let (_, out, _) = run(&folder, &["paper.tex", "-s", "apa"]);
    let said = r"(Mett, 1967, \textit{passim}) (Mett, 1967, p. 12~sq.) (Mett, 1967, 3)
(Mett, 1967, Volume 2, p. 12) \autocite[\pageref{x}]{mett}";
    assert!(out.contains(said), "{out}");
}

/// Notes of captions come behind what floats, and headings are written elsewhere without theirs.
#[test]
fn notes_of_captions_and_headings_in_latex() {
    let text = "---\nbibliography: refs.bib\n---\n\n# One [@mett]\n\n![A figure [@mett, 1] of [@mett, 2].](a.png)\n";
    let folder = folder("caption", &[("paper.md", text)]);
    let args = ["paper.md", "-s", "chicago-notes", "--to", "latex"];
    let (_, out, _) = run(&folder, &args);
    for said in [
        "\\section[{One}]{One\\footnote{Ida Mett,",
        "\\caption[{A figure of.}]{A figure\\footnotemark{} of.\\footnotemark{}}\n\\end{figure}\n\
         \\addtocounter{footnote}{-1}\n\\footnotetext{Mett, ",
        "\\stepcounter{footnote}\n\\footnotetext{Mett, ",
    ] {
        assert!(out.contains(said), "{said}\n{out}");
    }
    assert!(!out.contains("ulem"), "{out}");
}

#[test]
fn notes_of_captions_in_latex_documents() {
    let tex = r"\addbibresource{refs.bib}
\begin{figure}
\begin{subfigure}a\end{subfigure}
\caption[Short]{A {figure} \autocite[1]{mett} of \autocite[2]{mett}.}
\end{figure}
Text \autocite{mett}.
\printbibliography";
    let folder = folder("floats", &[("paper.tex", tex)]);
    let (_, out, _) = run(&folder, &["paper.tex", "-s", "chicago-notes"]);
    let said = r"\caption[Short]{A {figure}\protect\footnotemark{} of.\protect\footnotemark{}}
\end{figure}
\addtocounter{footnote}{-1}%
\footnotetext{Ida Mett, \textit{The Kronstadt Uprising} (Solidarity, 1967), 1.}%
\stepcounter{footnote}%
\footnotetext{Mett, \textit{The Kronstadt Uprising}, 2.}
Text.\footnote{Mett";
    assert!(out.contains(said), "{out}");
}

/// Whom the text names is the first author that is written, in LaTeX each; words before a list come
/// before all of it.
#[test]
fn authors_in_the_text_and_words_before_lists_keep_their_places() {
    let bib = "@book{mett, author = {Mett, Ida}, title = {K}, date = 1967}
@book{brinton, author = {Brinton, Maurice}, title = {B}, date = 1970}";
    let tex = r"\addbibresource{all.bib}
As \citet{mett,brinton}. \citep[see][3]{mett,brinton} \citealt{mett} \citep{mett,brinton}
\printbibliography";
    let markdown =
        "---\nbibliography: all.bib\n---\n\nAs @mett [p. 4; @brinton] shows. [@mett; @brinton]\n";
    let files = [("paper.tex", tex), ("paper.md", markdown), ("all.bib", bib)];
    let folder = folder("named", &files);
    let (status, out, _) = run(&folder, &["paper.tex", "-s", "apa"]);
    assert_eq!(status, Some(0));
    let said = "As Mett (1967) and Brinton (1970). (see Mett, 1967; Brinton, 1970, p. 3) \
        Mett 1967 (Brinton, 1970; Mett, 1967)\n";
    assert!(out.contains(said), "{out}");
    let (_, out, _) = run(&folder, &["paper.tex", "-s", "chicago-notes"]);
    let said = r"As Ida Mett\footnote{\textit{K} (1967).} and Maurice Brinton.\footnote{\textit{B} (1970).}";
    assert!(out.contains(said), "{out}");
    let (_, out, _) = run(&folder, &["paper.md", "-s", "apa"]);
    let said = "As Mett (1967, p. 4; Brinton, 1970) shows. (Brinton, 1970; Mett, 1967)\n";
    assert!(out.contains(said), "{out}");
}

/// What Quarto and mdBook include is read where it is included.
#[test]
fn documents_of_markdown_include_others() {
    let main = "---\nbibliography: refs.bib\n---\n\nA [@mett].\n\n{{< include sub/_p.qmd >}}\n\n\
        {{#include c.md:1:2}}\n\n```\n{{< include no.qmd >}}\n```\n\nEnd [@mett].\n";
    let files =
        [("a.qmd", main), ("sub/_p.qmd", "Part [@avrich].\n"), ("c.md", "More [@avrich].\n")];
    let folder = folder("includes", &files);
    let (status, out, error) = run(&folder, &["a.qmd", "-s", "ieee", "--to", "plain"]);
    assert_eq!((status, &*error), (Some(0), ""));
    let said =
        "A [1].\n\nPart [2].\n\nMore [2].\n\n    {{< include no.qmd >}}\n\nEnd [1].\n\n[1] I. Mett";
    assert!(out.starts_with(said), "{out}");
    assert_eq!(run(&folder, &["a.qmd", "-s", "ieee", "-o", "out/"]).0, Some(0));
    assert_eq!(text_of(&folder.join("out/sub/_p.qmd")), "Part \\[2\\].\n");
    assert!(text_of(&folder.join("out/a.qmd")).contains("\n{{< include sub/_p.qmd >}}\n"));
}

/// What is written over several lines, and what only looks like Markdown.
#[test]
fn formulas_and_spans_go_on_over_lines() {
    let text = "---\nbibliography: refs.bib\n---\n\nAs $\\mathbf{x}\n\\in \\mathbb{R}^n$ and\n\n\
        $$\n\\frac{\\alpha}{2}\n+ \\beta\n$$\n\n[A span that\ngoes on]{.wide} with [@mett].\n";
    let folder = folder("lines", &[("paper.md", text)]);
    let (_, out, error) = run(&folder, &["paper.md", "--to", "plain", "--fragment"]);
    assert_eq!(error, "note: formulas are left in TeX\n");
    let said = "As x ∈ ℝⁿ and\n\n$$\\frac{\\alpha}{2}\n+ \\beta$$\n\n\
        A span that goes on with (Mett, 1967).\n";
    assert!(out.starts_with(said), "{out}");
    let (_, out, _) = run(&folder, &["paper.md", "--to", "html", "--fragment"]);
    assert!(out.contains("<span class=\"wide\">A span that\ngoes on</span>"), "{out}");
    assert!(out.contains("\\frac{\\alpha}{2}\n+ \\beta"), "{out}");
}

/// The full stop of names is also that of the sentence.
#[test]
fn names_in_the_text_end_with_one_stop() {
    let bib = "@book{many, author = {Ash, A. and Bel, B. and Cy, C. and Dee, D.}, title = {One}}";
    let text = "---\nbibliography: many.bib\n---\n\nAs said by @many.\n";
    let folder = folder("stop", &[("paper.md", text), ("many.bib", bib)]);
    for to in ["plain", "markdown", "html"] {
        let (_, out, _) = run(&folder, &["paper.md", "-s", "chicago-notes", "--to", to]);
        assert!(out.contains("et al.") && !out.contains("al.."), "{to}: {out}");
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    let text = "---\nbibliography: refs.bib\n---\n\n[@mett]\n";
    let files = [("a.tex", r"\cite{mett}"), ("a.md", text), ("b.md", "[@mett]\n"), ("c.org", "x")];
    let folder = folder("refused", &files);
    for (args, said) in [
        (&["a.tex", "--to", "html"][..], "a LaTeX document can only be written as LaTeX"),
        (&["a.tex", "a.md"], "one document is LaTeX and one Markdown"),
        (&["b.md"], "`b.md` cites, and names no bibliography"),
        (&["a.tex"], "`a.tex` cites, and names no bibliography"),
        (&["a.md", "-s", "nonesuch"], "no style is called `nonesuch`"),
        (&["c.org"], "cannot be rendered"),
        (&["."], "is a folder"),
        (&["refs.bib"], "is not a document in Markdown, LaTeX or Typst"),
    ] {
        let (status, out, error) = run(&folder, args);
        assert_eq!((status, &*out), (Some(2), ""), "{args:?}: {error}");
        assert!(error.contains(said), "{args:?}: {error}");
    }
    let (status, _, error) = run(&folder, &["a.md", "-o", "no/such/folder.md"]);
    assert_eq!(status, Some(3));
    assert!(error.contains("cannot write `no/such/folder.md`"), "{error}");
    let (status, out, error) = run(&folder, &["a.tex", "--bibliography", "refs.bib", "-s", "apa"]);
    assert_eq!((status, &*out), (Some(0), "(Mett, 1967)"));
    assert!(error.contains("asks for no bibliography"), "{error}");
}

#[test]
fn files_keep_their_encoding_and_line_ends() {
    let text = "\u{feff}---\r\nbibliography: refs.bib\r\n---\r\n\r\nÉ [@mett]\r\n";
    let folder = folder("encoding", &[("paper.md", text)]);
    let (_, out, _) = run(&folder, &["paper.md"]);
    assert!(out.starts_with('\u{feff}'), "{out:?}");
    assert!(!out.replace("\r\n", "").contains('\n'), "{out:?}");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(folder.join("wide.md"), &utf16).unwrap();
    assert_eq!(run(&folder, &["wide.md", "-o", "out.md"]).0, Some(0));
    let wide: Vec<u16> = std::fs::read(folder.join("out.md"))
        .unwrap()
        .chunks(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    assert_eq!(String::from_utf16(&wide).unwrap(), out);
}

/// The documents of the samples, each with the arguments that name its bibliography.
fn documents_below(samples: &Path) -> Vec<(PathBuf, Vec<String>)> {
    let all = ["md", "Rmd", "tex", "typ"].map(|extension| files_below(samples, extension));
    let is_part = |file: &Path| {
        let text = file.to_string_lossy();
        text.contains("/contents/") || (text.ends_with(".tex") && !text.ends_with("thesis.tex"))
    };
    let files = all.into_iter().flatten().filter(|file| !is_part(file));
    let with_bibliography = |file: PathBuf| {
        let folder = file.parent().unwrap().to_owned();
        let json = folder.join("manual-references.json");
        let given = match json.is_file() {
            true => vec!["--bibliography".to_owned(), json.to_string_lossy().into_owned()],
            false => Vec::new(),
        };
        (file, given)
    };
    files.map(with_bibliography).collect()
}

/// A rendered document is the same each time, cites nothing any more, and so stays as it is when it
/// is rendered again; nor does a document change that cites nothing.
#[test]
fn rendering_again_changes_nothing() {
    let Some(samples) = shared("samples/docs") else { return };
    let here = folder("again", &[]);
    for (number, (file, given)) in documents_below(&samples).into_iter().enumerate() {
        let name = file.to_string_lossy().into_owned();
        let given: Vec<&str> = given.iter().map(String::as_str).collect();
        let out = here.join(number.to_string());
        let target = out.join(file.file_name().unwrap());
        std::fs::create_dir_all(&out).unwrap();
        let target = target.to_string_lossy().into_owned();
        for style in ["apa", "chicago-notes", "ieee"] {
            let args = [&[&*name, "-s", style, "-o", &*target], &given[..]].concat();
            let (status, _, error) = run(&here, &args);
            if error.contains("there is no such file") {
                // Its bibliography is not among the samples.
                assert_eq!(status, Some(3));
                continue;
            }
            assert!(matches!(status, Some(0 | 1)), "{name}: {error}");
            let once = text_of(Path::new(&target));
            run(&here, &args);
            assert_eq!(text_of(Path::new(&target)), once, "{name}");
            let again = [&[&*target, "-s", style], &given[..]].concat();
            let (again, text, error) = run(&here, &again);
            // What no entry has stays, and is said again.
            if status == Some(0) && again == Some(0) {
                assert_eq!(text, once, "{name} in {style}: {error}");
            }
        }
    }
}
