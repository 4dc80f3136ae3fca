//! The commands that print: `format`, `cite`, `styles`, `style check`.

use std::process::{Command, Output};

use crate::support::repository;

fn ibid(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.args(args).current_dir(repository("")).output().unwrap()
}

/// Standard output, standard error and the exit status.
#[track_caller]
fn says(args: &[&str], out: &str, err: &str, status: i32) {
    let output = ibid(args);
    assert_eq!(String::from_utf8_lossy(&output.stdout), out, "{args:?}");
    assert_eq!(String::from_utf8_lossy(&output.stderr), err, "{args:?}");
    assert_eq!(output.status.code(), Some(status), "{args:?}");
}

#[test]
fn citations_in_their_order() {
    let notes = ["cite", "bibliography.yaml", "[@brinton]", "[@brinton, p. 4]", "[@mett]"];
    let style = ["--style", "styles/essay-notes.csl"];
    says(
        &[&notes[..], &style[..]].concat(),
        "M. Brinton, The Bolsheviks and Workers Control (Solidarity, London 1970).\n\
         Ibid. p 4.\nI. Mett, The Kronstadt Uprising.\n",
        "",
        0,
    );
    says(
        &["cite", "bibliography.yaml", "[see @brinton, p. 12; @broue]", "@mett [p. 3]"],
        "(see Brinton, 1970, p. 12; Broué, 1963)\nMett (n.d., p. 3)\n",
        "",
        0,
    );
}

#[test]
fn hyphens_in_locators_are_dashes() {
    let cite =
        |citation: &str, out: &str| says(&["cite", "bibliography.yaml", citation], out, "", 0);
    cite("[@brinton, pp. 5--9]", "(Brinton, 1970, pp. 5–9)\n");
    cite("[@brinton, p. iv--ix, 3--4 x]", "(Brinton, 1970, pp. iv–ix, 3–4 x)\n");
    cite("[@brinton {pp. 5--9}]", "(Brinton, 1970, pp. 5–9)\n");
    cite("[@brinton, pp. 5-9]", "(Brinton, 1970, pp. 5–9)\n");
}

#[test]
fn a_bibliography_in_each_format() {
    let entry = |format: &str, out: &str| {
        let args = ["format", "bibliography.yaml", "--key", "berkman", "--to", format];
        says(&args, out, "", 0);
    };
    entry("plain", "Berkman, A. (1922). The Kronstadt Rebellion.\n");
    entry("markdown", "Berkman, A. (1922). *The Kronstadt Rebellion*.\n");
    entry(
        "html",
        "<div class=\"csl-bib-body\">\n  <div class=\"csl-entry\">Berkman, A. (1922). \
         <i>The Kronstadt Rebellion</i>.</div>\n</div>\n",
    );
}

#[test]
fn what_is_not_there_is_said() {
    let key = ["cite", "bibliography.yaml", "[@brintn]"];
    says(&key, "(brintn?)\n", "error: no entry has the key `brintn`; did you mean `brinton`?\n", 1);
    let style = ["format", "bibliography.yaml", "--style", "harvrd"];
    says(
        &style,
        "",
        "error: no style is called `harvrd`; did you mean `harvard` \
         (Cite Them Right 12th edition (author-date/Harvard))?\n",
        2,
    );
    let locale = ["format", "bibliography.yaml", "--locale", "qq"];
    says(&locale, "", "error: there is no locale `qq`; a locale is a tag such as `de-DE`\n", 2);
    assert_eq!(ibid(&["format", "nowhere.bib"]).status.code(), Some(3));
    assert_eq!(ibid(&["cite", "bibliography.yaml", "mett"]).status.code(), Some(1));
}

#[test]
fn each_piece_of_a_citation_has_its_place_in_the_style() {
    let args = ["cite", "bibliography.yaml", "[see @mett]", "--style", "styles/essay-notes.csl"];
    let output = ibid(&[&args[..], &["--explain"]].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    let place = |piece: &str| {
        let line = text.lines().find(|line| line.trim().starts_with(&format!("{piece:?}")));
        line.unwrap().rsplit("  ").next().unwrap().to_owned()
    };
    let style = std::fs::read_to_string(repository("styles/essay-notes.csl")).unwrap();
    let title = place("The Kronstadt Uprising");
    let line: usize = title.split(':').nth(1).unwrap().parse().unwrap();
    assert!(style.lines().nth(line - 1).unwrap().contains("variable=\"title\""), "{title}");
    assert_eq!(place("see "), "the citation itself");
}

#[test]
fn citations_explanation_and_bibliography_are_one_document() {
    let run = |more: &[&str]| {
        let args = ["cite", "bibliography.yaml", "[see @mett]", "[@broue]", "--bibliography"];
        let output = ibid(&[&args[..], more].concat());
        assert_eq!(output.status.code(), Some(0), "{more:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let text = run(&["--explain"]);
    let blocks: Vec<&str> = text.split("\n\n").collect();
    let begins = ["(see Mett, n.d.)\n", "(Broué, 1963)\n", "Broué, P. (1963).", "Mett, I. (n.d.)."];
    assert_eq!(blocks.len(), begins.len(), "{text}");
    for (block, begin) in blocks.iter().zip(begins) {
        assert!(block.starts_with(begin), "{block}");
        assert!(block.lines().skip(1).all(|line| line.starts_with("    \"")), "{block}");
    }
    let value: serde_json::Value =
        serde_json::from_str(&run(&["--explain", "--to", "json"])).unwrap();
    assert_eq!(value["citations"][0]["text"], "(see Mett, n.d.)");
    assert!(value["citations"][0]["runs"][1]["place"].is_null(), "the prefix is the citation's");
    let runs = |value: &serde_json::Value| value["runs"].as_array().unwrap().clone();
    let entry = &value["bibliography"]["entries"][0];
    for run in [&runs(&value["citations"][1])[..], &runs(entry)].concat() {
        assert_eq!(run["place"]["file"], "american-psychological-association.csl");
        assert!(run["place"]["line"].as_u64().unwrap() > 1, "{run}");
    }
    let value: serde_json::Value = serde_json::from_str(&run(&["--to", "json"])).unwrap();
    assert_eq!(value["citations"][1]["text"], "(Broué, 1963)");
    assert_eq!(value["bibliography"]["entries"][0]["key"], "broue");
    assert!(runs(&value["citations"][0])[0].get("place").is_none());
    for (format, open, end) in
        [("latex", "% (see", ""), ("typst", "// (see", ""), ("html", "<!--\n(see", "-->\n")]
    {
        let explained = run(&["--explain", "--to", format, "--fragment"]);
        let bare = run(&["--to", format, "--fragment"]);
        let comment = explained.strip_prefix(&bare).expect("what is printed is the same");
        assert!(comment.starts_with(open) && comment.ends_with(end), "{comment}");
    }
}

#[test]
fn styles_are_found_and_checked() {
    let output = ibid(&["styles", "--search", "mla"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("modern-language-association  MLA Handbook"), "{text}");
    assert_eq!(ibid(&["styles", "--search", "no", "such"]).status.code(), Some(1));
    says(
        &["style", "check", "styles/essay-notes.csl"],
        "checked 1 file, 0 entries, 1 style: nothing to report\n",
        "",
        0,
    );
}

#[test]
fn folders_of_locales_are_checked_and_bibliographies_refused() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("locales");
    std::fs::create_dir_all(&folder).unwrap();
    let locale = "<?xml version=\"1.0\"?>\n<locale xmlns=\"http://purl.org/net/xbiblio/csl\" \
                  version=\"1.0\" xml:lang=\"de-DE\">\n<terms><trem/></terms>\n</locale>\n";
    std::fs::write(folder.join("locales-de-DE.xml"), locale).unwrap();
    std::fs::write(folder.join("build.xml"), "<project/>").unwrap();
    let folder = folder.to_str().unwrap();
    let output = ibid(&["style", "check", folder, "--format", "concise"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("locales-de-DE.xml:3:9: warning[unknown-style-element]"), "{text}");
    assert!(!text.contains("build.xml"), "{text}");

    let output = ibid(&["style", "check", "bibliography.yaml"]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: `bibliography.yaml` is not a CSL style or locale; \
         `ibid check` takes bibliographies\n",
    );
}

#[test]
fn latex_says_what_it_needs() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("latex.bib");
    let entries = "@book{latin, author = {Müller, Jörg}, title = {Łódź}, url = {https://a.b/c_d}}\n\
                   @book{greek, author = {Πλάτων}, title = {A \\& B}}\n";
    std::fs::write(&folder, entries).unwrap();
    let file = folder.to_str().unwrap();
    let run = |args: &[&str]| {
        let output = ibid(&[args, &["--to", "latex"]].concat());
        String::from_utf8(output.stdout).unwrap()
    };
    let latin = run(&["format", file, "--key", "latin"]);
    assert!(latin.starts_with("\\begin{list}"), "{latin}");
    let links = run(&["format", file, "--key", "latin", "--links"]);
    assert!(links.starts_with("% Links need \\usepackage{hyperref}.\n\\begin{list}"), "{links}");
    let unicode = "% Use lualatex or xelatex, with a font that has Π ά λ ν τ and 1 more; \
                   pdflatex cannot print them.\n";
    let greek = run(&["format", file, "--key", "greek"]);
    assert!(greek.starts_with(&format!("{unicode}\\begin{{list}}")), "{greek}");
    assert!(greek.contains("\\textit{A \\& B}"), "{greek}");
    assert_eq!(run(&["cite", file, "[@greek]"]), format!("{unicode}(Πλάτων, n.d.)\n"));
}

/// What the command writes to a file.
fn to_file(name: &str, args: &[&str]) -> String {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let file = std::fs::File::create(&path).unwrap();
    let status = command.args(args).current_dir(repository("")).stdout(file).status().unwrap();
    assert!(status.success(), "{args:?}");
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn html_in_a_file_is_a_page_and_in_a_pipe_a_fragment() {
    let args = ["format", "bibliography.yaml", "--to", "html", "--style"];
    let page = |style: &str| to_file("page.html", &[&args[..], &[style]].concat());
    let apa = page("apa");
    assert!(apa.starts_with("<!DOCTYPE html>\n<html lang=\"en-US\">"), "{apa}");
    assert!(apa.contains("<meta charset=\"utf-8\">") && apa.contains("text-indent: -2em"), "{apa}");
    assert!(apa.contains("<div class=\"csl-entry\" id=\"ref-mett\">Mett, I."), "{apa}");
    let ieee = page("ieee");
    assert!(ieee.contains(".csl-right-inline { margin-left: ") && !ieee.contains("-2em"), "{ieee}");
    let fragment = to_file("fragment.html", &[&args[..], &["apa", "--fragment"]].concat());
    assert!(fragment.starts_with("<div class=\"csl-bib-body\">"), "{fragment}");
    let piped = ibid(&[&args[..], &["apa"]].concat());
    assert_eq!(String::from_utf8_lossy(&piped.stdout), fragment);
    let cite = ["cite", "bibliography.yaml", "[@mett]", "[@broue]", "--to", "html"];
    let cited = to_file("cited.html", &[&cite[..], &["--bibliography"]].concat());
    assert_eq!(cited.matches("<p class=\"csl-citation\">").count(), 2, "{cited}");
    assert_eq!(cited.matches("class=\"csl-entry\"").count(), 2, "{cited}");
}
