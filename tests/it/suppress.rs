//! Comments that let findings pass, in every format.

use std::path::Path;
use std::process::Command;

use crate::support::{check_text, folder_with};

/// What is found in a text, as `line:rule`.
fn found(name: &str, text: &str) -> Vec<String> {
    let checked = check_text(name, text);
    let shown = |finding: &ibid::diagnostic::Diagnostic| {
        let place = finding.primary.location;
        let source = checked.sources.get(place.source).unwrap();
        format!("{}:{}", source.line_column(place.span.start).line, finding.rule.name)
    };
    checked.diagnostics.iter().map(shown).collect()
}

fn article(key: &str, pages: &str) -> String {
    format!(
        "@article{{{key}, author = {{Mett, Ida}}, title = {{{key}}}, journal = {{J}}, year = 1967, \
         volume = 1,\n  pages = {{{pages}}}}}"
    )
}

#[test]
fn in_bibtex() {
    let bad = article("a", "9--1");
    let other = article("b", "9--1");
    for (text, left) in [
        (format!("{bad}\n"), vec!["2:reversed-pages"]),
        (format!("% ibid: allow reversed-pages\n{bad}\n"), vec![]),
        (format!("%ibid:allow NUM002 -- as printed, see the errata\n{bad}\n"), vec![]),
        (format!("@comment{{ibid: allow numbers}}\n\n{bad}\n"), vec![]),
        (format!("{bad} % ibid: allow reversed-pages\n{other}\n"), vec!["4:reversed-pages"]),
        (format!("% ibid: allow reversed-pages\n{bad}\n{other}\n"), vec!["5:reversed-pages"]),
        (format!("{bad}\n{other}\n% ibid: allow-file reversed-pages\n"), vec![]),
        (format!("% ibid: allow reversed-pages in pages\n{bad}\n"), vec![]),
        (
            format!("% ibid: allow reversed-pages in volume\n{bad}\n"),
            vec!["1:unused-suppression", "3:reversed-pages"],
        ),
        (
            format!("% ibid: allow reversed-pages, isbn-invalid\n{bad}\n"),
            vec!["1:unused-suppression"],
        ),
        (
            format!("{bad}\n% ibid: allow reversed-pages\n"),
            vec!["2:reversed-pages", "3:malformed-suppression"],
        ),
        (format!("% ibid: allow\n{bad}\n"), vec!["1:malformed-suppression", "3:reversed-pages"]),
        (format!("% IBID: allow reversed-pages\n{bad}\n"), vec![]),
        (
            format!("% ibid allow reversed-pages\n{bad}\n"),
            vec!["1:malformed-suppression", "3:reversed-pages"],
        ),
        (format!("%\tibid:\tallow\treversed-pages\tin\tpages\n{bad}\r\n"), vec![]),
        (
            format!("% ibid: allow reversed-pages in pages, isbn-invalid in isbn\n{bad}\n"),
            vec!["1:malformed-suppression"],
        ),
        (format!("% Ibid., p. 5; ibid says\n{bad}\n"), vec!["3:reversed-pages"]),
        (format!("% as ibid: allow says\n{bad}\n"), vec!["3:reversed-pages"]),
    ] {
        assert_eq!(found("a.bib", &text), left, "{text}");
    }
}

#[test]
fn at_a_field_of_bibtex() {
    let text = |comment: &str| {
        format!(
            "@online{{a,\n  author = {{Mett, Ida}},\n{comment}  note = {{}},\n  title = {{T}},\n  \
             year = {{1967}},\n  url = {{https://a.org}},\n}}\n"
        )
    };
    assert_eq!(found("a.bib", &text("")), ["3:empty-or-placeholder"]);
    // biber reads comments within entries, BibTeX does not, which is a finding of its own.
    let allowed = text("  % ibid: allow empty-or-placeholder\n");
    assert_eq!(found("a.bib", &allowed), ["3:live-comment"]);
}

#[test]
fn in_yaml() {
    let text = |above: &str, behind: &str| {
        format!(
            "{above}mett:\n  type: article\n  author: Mett, Ida\n  title: T\n  date: 1967\n  \
             page-range: 9-1{behind}\n  parent:\n    type: periodical\n    title: J\n"
        )
    };
    assert_eq!(found("a.yml", &text("", "")), ["6:reversed-pages"]);
    assert!(found("a.yml", &text("# ibid: allow reversed-pages\n", "")).is_empty());
    assert!(found("a.yml", &text("", " # ibid: allow reversed-pages -- so")).is_empty());
    assert!(found("a.yml", &text("# ibid: allow-file all\n\n", "")).is_empty());
    let quoted = text("", "").replace("title: T", "title: \"# ibid: allow-file all\"");
    assert_eq!(found("a.yml", &quoted), ["6:reversed-pages"]);
    let below = text("", "\n  # ibid: allow reversed-pages\n");
    assert_eq!(found("a.yml", &below), ["6:reversed-pages", "7:unused-suppression"]);
}

#[test]
fn in_csl_data() {
    let json = |custom: &str| {
        format!(
            "[{{\"id\": \"a\", \"type\": \"article-journal\", \"title\": \"T\", \"volume\": 1,\n\
             \"container-title\": \"J\", \"author\": [{{\"family\": \"Mett\", \"given\": \"Ida\"}}],\n\
             \"issued\": {{\"date-parts\": [[1967]]}}, \"page\": \"9-1\"{custom}}}]\n"
        )
    };
    assert_eq!(found("a.json", &json("")), ["3:reversed-pages"]);
    for custom in [
        "\"allow reversed-pages -- as printed\"",
        "\"ibid: allow NUM002\"",
        "[\"allow reversed-pages in page\"]",
    ] {
        let text = json(&format!(", \"custom\": {{\"ibid\": {custom}}}"));
        assert!(found("a.json", &text).is_empty(), "{text}");
    }
    let wrong = json(", \"custom\": {\"ibid\": \"allow reversed-page\"}");
    assert_eq!(found("a.json", &wrong), ["3:reversed-pages", "3:malformed-suppression"]);
    let yaml = "references:\n# ibid: allow reversed-pages\n- id: a\n  type: article-journal\n  \
                title: T\n  author: [{family: Mett, given: Ida}]\n  container-title: J\n  \
                volume: 1\n  issued: 1967\n  page: 9-1\n";
    assert!(found("a.yaml", yaml).is_empty(), "{:?}", found("a.yaml", yaml));
    let member = yaml.replace("# ibid: allow reversed-pages\n", "");
    assert_eq!(found("a.yaml", &member), ["9:reversed-pages"]);
    let member = format!("{member}  custom:\n    ibid: allow reversed-pages\n");
    assert!(found("a.yaml", &member).is_empty(), "{:?}", found("a.yaml", &member));
}

#[test]
fn readers_keep_all_comments() {
    for (name, text, comments) in [
        (
            "a.bib",
            "% one\n@comment{two}\n@misc{a, % three\n title = {T}}\nfour % five\n",
            &["% one", "@comment{two}", "% three", "% five"][..],
        ),
        ("a.yaml", "# one\na: # two\n  type: misc\n  title: \"# T\"\n", &["# one", "# two"]),
        ("b.yaml", "references:\n# one\n- id: a\n  type: book\n  title: T\n", &["# one"]),
        (
            "a.json",
            r#"[{"id": "a", "type": "book", "title": "T", "custom": {"ibid": ["one", "two"]}}]"#,
            &["one", "two"],
        ),
    ] {
        let checked = check_text(name, text);
        let kept = checked.readings.iter().flat_map(|reading| &reading.origins.comments);
        let kept: Vec<&str> = kept.map(|comment| checked.sources.slice(comment.location)).collect();
        assert_eq!(kept, comments, "{name}");
    }
}

#[test]
fn a_comment_that_is_of_no_more_use_is_deleted_by_its_fix() {
    let text = format!("% ibid: allow reversed-pages\n{}\n", article("a", "1--9"));
    let checked = check_text("a.bib", &text);
    let fixed = ibid::diagnostic::apply_fixes(
        &checked.sources,
        &checked.diagnostics,
        ibid::diagnostic::Safety::Safe,
    );
    assert_eq!(fixed.texts[0].1, format!("{}\n", article("a", "1--9")));
}

#[test]
fn in_styles() {
    let style = |comment: &str| {
        format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" class=\"in-text\">\n\
             <info><title>T</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info>\n\
             {comment}<macro name=\"unused\"><text value=\"x\"/></macro>\n\
             <citation><layout><text variable=\"title\"/></layout></citation></style>\n"
        )
    };
    let check = |text: &str| {
        let mut files = ibid::files::Files::new();
        let id = files.sources.push(ibid::source::Source::new("a.csl", text));
        files.styles.push(id);
        let found = files.check(&ibid::check::Config::default());
        found.iter().map(|finding| finding.rule.name).collect::<Vec<_>>()
    };
    let before = check(&style(""));
    assert_eq!(before.len(), 1, "{before:?}");
    assert!(check(&style(&format!("<!-- ibid: allow {} -- so -->\n", before[0]))).is_empty());
    assert_eq!(check(&style("<!-- ibid: allow STY -->")).len(), 0);
    assert_eq!(
        check(&style("<!-- ibid: allow isbn-invalid -->")),
        ["unused-suppression", before[0]]
    );
}

#[test]
fn either_of_two_entries_that_are_the_same_has_the_comment() {
    let (first, second) = (article("a", "1--9"), article("a", "2--9"));
    assert_eq!(found("a.bib", &format!("{first}\n{second}\n")), ["3:duplicate-key"]);
    let comment = "% ibid: allow duplicate-key";
    assert!(found("a.bib", &format!("{comment}\n{first}\n{second}\n")).is_empty());
    assert!(found("a.bib", &format!("{first}\n{comment}\n{second}\n")).is_empty());
}

/// What `ibid check` finds of suppressions that are not used, in the files of a folder.
fn unused(folder: &Path, args: &[&str]) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let args = [&["check", "--format", "concise"], args].concat();
    let output = command.current_dir(folder).args(args).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines().filter_map(|line| line.split_once("unused suppression: "));
    lines.map(|(_, what)| what.split('`').nth(1).unwrap().to_owned()).collect()
}

#[test]
fn the_silence_of_a_rule_that_could_not_find_anything_means_nothing() {
    let entry = article("a", "1--9");
    let bib = format!(
        "% ibid: allow duplicate-key\n% ibid: allow unused-entry\n% ibid: allow renders-empty\n\
         % ibid: allow undefined-citation\n% ibid: allow isbn-invalid\n{entry}\n"
    );
    let document = "---\nbibliography: lost.bib\n---\n\n\
                    <!-- ibid: allow undefined-citation -->\nSee [@nobody].\n";
    let files = [("refs.bib", &*bib), ("paper.md", document)];
    let folder = folder_with("suppress", "silent", &files);
    // Alone, a file shows nothing of what compares it with others.
    assert_eq!(unused(&folder, &["refs.bib"]), ["isbn-invalid"]);
    assert_eq!(unused(&folder, &["refs.bib", "--select", "LNT001"]), [""; 0]);
    // Of a family, not only the one rule that this run is about.
    std::fs::write(folder.join("one.bib"), format!("% ibid: allow numbers\n{entry}\n")).unwrap();
    assert_eq!(unused(&folder, &["one.bib"]), ["numbers"]);
    assert_eq!(unused(&folder, &["one.bib", "--select", "LNT001,reversed-pages"]), [""; 0]);
    // In its folder it does, but a document that lacks its bibliography proves nothing.
    let found = unused(&folder, &["."]);
    assert_eq!(found, ["numbers", "duplicate-key", "undefined-citation", "isbn-invalid"]);
    let paper = "---\nbibliography: refs.bib\n---\n\n\
                 <!-- ibid: allow undefined-citation -->\nSee [@a].\n";
    std::fs::write(folder.join("paper.md"), paper).unwrap();
    assert_eq!(unused(&folder, &["paper.md"]), ["undefined-citation", "isbn-invalid"]);
    // Nor is anything proved in a file where the settings switch the rule off.
    let toml = "[[check.per-file]]\nfiles = ['refs.bib']\nignore = ['isbn-invalid']\n";
    std::fs::write(folder.join("ibid.toml"), toml).unwrap();
    assert_eq!(unused(&folder, &["refs.bib"]), [""; 0]);
}

#[test]
fn in_a_document_a_comment_is_about_the_paragraph_below_or_its_line() {
    let lines = |text: &str| -> Vec<String> {
        let front = "---\nbibliography: refs.bib\n---\n";
        let found = found("a.md", &format!("{front}{text}")).into_iter();
        let found = found.filter_map(|it| Some(it.strip_suffix(":undefined-citation")?.to_owned()));
        found.collect()
    };
    let comment = "<!-- ibid: allow undefined-citation -->";
    assert_eq!(lines("[@a]\n[@b]\n\n[@c]"), ["4", "5", "7"]);
    assert_eq!(lines(&format!("{comment}\n[@a]\n[@b]\n\n[@c]")), ["8"]);
    assert_eq!(lines(&format!("[@a] {comment}\n[@b]\n\n[@c]")), ["5", "7"]);
}

/// Each syntax has its own comments.
#[test]
fn in_every_syntax_a_comment_allows() {
    for (name, text) in [
        (
            "a.rst",
            ".. ibid: allow undefined-citation\n\nSee :cite:`a`.\n\n.. bibliography:: refs.bib\n",
        ),
        (
            "a.adoc",
            "// ibid: allow undefined-citation\nSee cite:[a].\n\nbibliography::refs.bib[]\n",
        ),
        ("a.org", "#+bibliography: refs.bib\n\n# ibid: allow undefined-citation\nSee [cite:@a].\n"),
        (
            "a.tex",
            "\\addbibresource{refs.bib}\n\n% ibid: allow undefined-citation\nSee \\cite{a}.\n",
        ),
        (
            "a.typ",
            "#bibliography(\"refs.bib\")\n\n// ibid: allow undefined-citation\nSee #cite(<a>).\n",
        ),
    ] {
        let undefined = |text: &str| {
            let found = found(name, text);
            found.iter().any(|it| it.ends_with(":undefined-citation"))
        };
        assert!(!undefined(text), "{name}");
        assert!(undefined(&text.replace("allow", "on")), "{name}");
    }
}
