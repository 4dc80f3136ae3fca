//! `ibid render --to`: Markdown documents as HTML, LaTeX, Typst and plain text.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::REFS;

fn folder(name: &str, text: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pages").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let text = format!("---\nbibliography: refs.bib\nsuppress-bibliography: true\n---\n\n{text}");
    std::fs::write(folder.join("paper.md"), text).unwrap();
    std::fs::write(folder.join("refs.bib"), REFS).unwrap();
    folder
}

fn run(folder: &Path, format: &str) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let args = ["render", "paper.md", "--fragment", "--to", format];
    let output = command.current_dir(folder).args(args).output().unwrap();
    let [out, error] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
    assert_eq!(output.status.code(), Some(0), "{error}");
    (out.trim().to_owned(), error)
}

/// A document in a format, without anything to say about it.
fn printed(name: &str, text: &str, format: &str) -> String {
    let (out, error) = run(&folder(name, text), format);
    assert_eq!(error, "", "{text}");
    out
}

#[test]
fn lists_keep_their_letters_and_numerals() {
    let text = "a) alpha\nb) beta [@mett]\n\niv. roman\nv. five\n\n   goes on\n\n1. one\n   A)  sub\n   \
                #)  sub\n\n(@good) An example.\n(@) Another.\n\nAs (@good) shows.\n\nA. Mett wrote.";
    let plain = "a) alpha\nb) beta (Mett, 1967)\n\niv. roman\n\nv. five\n\n   goes on\n\n1. one\n   \
                 A) sub\n   B) sub\n\n(1) An example.\n(2) Another.\n\nAs (1) shows.\n\nA. Mett wrote.";
    assert_eq!(printed("lists", text, "plain"), plain);
    let html = printed("lists", text, "html");
    for part in
        ["<ol type=\"a\">\n<li>alpha</li>", "<ol type=\"i\" start=\"4\">", "<ol type=\"A\">"]
    {
        assert!(html.contains(part), "{html}");
    }
    let latex = printed("lists", text, "latex");
    for part in [
        "\\renewcommand{\\labelenumi}{\\alph{enumi})}",
        "\\renewcommand{\\labelenumi}{\\roman{enumi}.}\n\\setcounter{enumi}{3}",
        "\\renewcommand{\\labelenumii}{\\Alph{enumii})}",
    ] {
        assert!(latex.contains(part), "{latex}");
    }
    let typst = printed("lists", text, "typst");
    for part in ["#enum(numbering: \"a)\", ", "#enum(start: 4, numbering: \"i.\", "] {
        assert!(typst.contains(part), "{typst}");
    }
}

#[test]
fn a_term_may_have_several_definitions() {
    let text = "Term\n  ~ One\n  ~ Two\n\nOther\n:   Three";
    let html =
        "<dl>\n<dt>Term</dt>\n<dd>One</dd>\n<dd>Two</dd>\n<dt>Other</dt>\n<dd>Three</dd>\n</dl>";
    assert_eq!(printed("definitions", text, "html"), html);
    let typst =
        "#terms(terms.item([Term], [One] + parbreak() + [Two]), terms.item([Other], [Three]));";
    assert_eq!(printed("definitions", text, "typst"), typst);
}

#[test]
fn headings_are_targets_of_links() {
    let text = "# On *ice* -- and & fire {.x}\n\n# Own {#mine}\n\nSee [On ice -- and & fire], [there][Own] \
                and [nothing].";
    let html = printed("headings", text, "html");
    for part in [
        "<h1 id=\"on-ice-and-fire\" class=\"x\">",
        "<a href=\"#on-ice-and-fire\">On ice – and &amp; fire</a>",
        "<a href=\"#mine\">there</a> and [nothing].",
    ] {
        assert!(html.contains(part), "{html}");
    }
}

#[test]
fn images_have_their_sizes_and_mail_its_scheme() {
    let text =
        "![Ice [@mett]](i.png){width=50%}\n\nAn ![](j.png){width=3cm height=96px} image. <a@b.org>";
    let html = printed("images", text, "html");
    assert!(html.contains("alt=\"Ice (Mett, 1967)\" style=\"width: 50%\">"), "{html}");
    assert!(html.contains("alt=\"\" style=\"width: 3cm; height: 96px\">"), "{html}");
    assert!(html.contains("<a href=\"mailto:a@b.org\">a@b.org</a>"), "{html}");
    let latex = printed("images", text, "latex");
    assert!(latex.contains("\\includegraphics[width=0.5\\linewidth]{i.png}"), "{latex}");
    assert!(latex.contains("\\includegraphics[width=3cm,height=1in]{j.png}"), "{latex}");
    let typst = printed("images", text, "typst");
    assert!(typst.contains("image(\"j.png\", alt: \"\", width: 3cm, height: 1in)"), "{typst}");
    assert_eq!(printed("images", text, "plain"), "[Ice (Mett, 1967)]\n\nAn  image. a@b.org");
}

#[test]
fn html_keeps_its_words_in_every_format() {
    let text = "<details><summary>The *summary* [@mett]</summary>\n\nInner.\n\n</details>\n\n\
                x<sup>2</sup>, <em>it</em> &amp; <b>b<!-- no @key --></b> <a href=\"https://x.org/a\">l</a>\n\n\
                <p>A paragraph\n[@avrich].</p>\n\n<script>\nvar x = \"@no\";\n</script>\n\n\
                <!--\n```\n@no\n-->\n\nEnd.";
    let html = printed("html", text, "html");
    for part in [
        "<summary>The <em>summary</em> <span class=\"citation\" id=\"cite-1\">(Mett, 1967)</span></summary>",
        "<b>b<!-- no @key --></b>",
        "<script>\nvar x = \"@no\";\n</script>",
        "<!--\n```\n@no\n-->",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    let (plain, error) = run(&folder("html", text), "plain");
    let expected =
        "The summary (Mett, 1967)\n\nInner.\n\nx², it & b l\n\nA paragraph (Avrich, 1970).\n\nEnd.";
    assert_eq!(plain, expected);
    assert_eq!(error, "note: tags of HTML are left out\n");
    let latex = run(&folder("html", text), "latex").0;
    let line = "x\\textsuperscript{2}, \\emph{it} \\& \\textbf{b} \\href{https://x.org/a}{l}";
    assert!(latex.contains(line), "{latex}");
}

#[test]
fn a_table_may_be_in_html() {
    let text = "<table>\n<tr><td>one *x*</td><td>two [@mett]</td></tr>\n</table>\n\nEnd.";
    let html = "<table>\n<tr><td>one <em>x</em></td><td>two <span";
    assert!(printed("html-table", text, "html").starts_with(html));
    let (typst, error) = run(&folder("html-table", text), "typst");
    assert_eq!(typst, "one #emph[x]; two (Mett, 1967)\n\nEnd.");
    assert_eq!(error, "note: tags of HTML are left out\n");
}

#[test]
fn drawn_tables_are_tables() {
    let text = "+---------------+------+\n| A             | B    |\n+===============+=====:+\n\
                | See [@mett]   | a|b  |\n+---------------+------+\n|               | - x  |\n\
                |               | - y  |\n+---------------+------+\n\n: The caption.\n\n\
                Text           Right\n------------  ------\n[@mett]            2\nb                *3*\n\n\
                | `a|b` | c |\n|---|---|\n| `x|y` | d |\n\nEnd.";
    let plain = "A\tB\nSee (Mett, 1967)\ta|b\n\t• x\n• y\n\nThe caption.\n\nText\tRight\n\
                 (Mett, 1967)\t2\nb\t3\n\na|b\tc\nx|y\td\n\nEnd.";
    assert_eq!(printed("tables", text, "plain"), plain);
    let html = printed("tables", text, "html");
    assert!(html.contains("<td style=\"text-align: right\">• x<br>• y</td>"), "{html}");
    assert!(html.contains("<th scope=\"col\" style=\"text-align: right\">Right</th>"), "{html}");
    let latex = printed("tables", text, "latex");
    let cell = " & \\begin{tabular}[t]{@{}l@{}}• x\\\\\n• y\\end{tabular} \\\\";
    assert!(latex.contains(cell), "{latex}");
}

#[test]
fn a_table_that_no_pipes_can_draw_stays_as_it_is() {
    let text = "+---+---+\n| a     |\n+---+---+\n| b | c |\n+---+---+\n\n[@mett]";
    let (html, error) = run(&folder("spanned", text), "html");
    assert!(html.contains("<code>+---+---+\n| a     |\n+---+---+"), "{html}");
    assert!(error.contains("tables with cells that span rows or columns"), "{error}");
}

#[test]
fn latex_declares_the_signs_that_pdftex_does_not_know() {
    let folder = folder("signs", "a ≤ b → c, α, ~~x~~ [@mett]");
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let output =
        command.current_dir(&folder).args(["render", "paper.md", "--to", "latex"]).output();
    let out = String::from_utf8(output.unwrap().stdout).unwrap();
    let preamble = out.split_once("\\begin{document}").unwrap().0;
    for part in ["{2264}{\\ensuremath{\\le}}", "{2192}{\\ensuremath{\\to}}", "{\\sout}[1]"] {
        assert!(preamble.contains(part), "{part}: {preamble}");
    }
    assert!(!preamble.contains("03B1"), "{preamble}");
}

#[test]
fn documents_of_one_page_have_their_own_notes() {
    let folder = folder("chapters", "One [@mett].[^1] And.[^a]\n\n[^1]: Of one.\n\n[^a]: Of both.");
    std::fs::write(folder.join("two.md"), "Two.[^1] Again.[^1] And.[^a]\n\n[^1]: Of two.\n")
        .unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.args(["render", "paper.md", "two.md", "--to", "latex", "--fragment"]);
    let output = command.current_dir(&folder).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let expected = "One (Mett, 1967).\\footnote{Of one.} And.\\footnote{Of both.}\n\n\
                    Two.\\footnote{Of two.} Again.\\footnotemark[3] And.\\footnotemark[2]";
    assert!(text.starts_with(expected), "{text}");
}

/// Environments of TeX are formulas, or belong to TeX; nothing in them is Markdown.
#[test]
fn environments_of_tex_stay_whole() {
    let text = "Before:\n\n\\begin{align}\n0 &= a_1 * b_1 \\\\\n\n1 &= a_2 * b_2 \\label{eq}\n\\end{align}\n\n\
                In a line\n\\begin{equation}\n2 *x* = 1\n\\end{equation}\nof text.\n\n\
                \\begin{table}\n\\caption{A *table*}\n\\end{table}\n\n\\begin{open}\n\nAfter [@mett].\n";
    let written = |format: &str| run(&folder("environments", text), format).0;
    let html = written("html");
    let align = "<span class=\"math display\">\\begin{align}\n0 &amp;= a_1 * b_1 \\\\\n\n1 &amp;= a_2 * \
                 b_2 \\label{eq}\n\\end{align}</span>";
    assert!(html.contains(align), "{html}");
    assert!(html.contains("\\begin{equation}\n2 *x* = 1\n\\end{equation}</span>"), "{html}");
    assert!(!html.contains("<em>") && !html.contains("caption"), "{html}");
    let latex = written("latex");
    assert!(latex.contains("\n\\begin{align}\n0 &= a_1 * b_1"), "{latex}");
    assert!(latex.contains("\\begin{table}\n\\caption{A *table*}\n\\end{table}"), "{latex}");
    assert!(!latex.contains("\\[\\begin"), "{latex}");
    let plain = written("plain");
    assert!(plain.contains("\\begin{equation}\n2 *x* = 1\n\\end{equation}"), "{plain}");
}
