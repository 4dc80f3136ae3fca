//! `ibid render --filter`: documents that pandoc hands over as JSON.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{REFS, folder_with, repository, text_of};

/// What a run ends with, prints and says.
type Run = (Option<i32>, String, String);

/// What pandoc's filter makes of a document.
fn filtered(name: &str, program: &Path, args: &[&str], json: &str) -> Run {
    let folder = folder_with("filter", name, &[("refs.bib", REFS)]);
    let mut child = Command::new(program)
        .args(args)
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(json.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let [out, error] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
    (output.status.code(), out, error)
}

#[test]
fn pandoc_calls_it_as_a_filter() {
    let program = Path::new(env!("CARGO_BIN_EXE_ibid"));
    let json = text_of(&repository("tests/fixtures/render/filter.json"));
    let (status, out, error) =
        filtered("pandoc-calls-it-as-a-filter", program, &["render", "--filter", "html"], &json);
    assert_eq!((status, &*error), (Some(0), "error: no entry has the key `nobody`\n"));
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    insta::assert_snapshot!("filter", serde_json::to_string_pretty(&value["blocks"]).unwrap());
    let unread = json.replace(r#""t":"Str","c":"own""#, r#""t":"Str","c":"""#);
    let (status, _, error) =
        filtered("pandoc-calls-it-as-a-filter", program, &["render", "--filter", "html"], &unread);
    assert_eq!(status, Some(0));
    assert!(error.contains("error: the metadata's `references`: this item has no `id`"), "{error}");
    // What cites nothing stays as it is.
    let plain = r#"{"pandoc-api-version":[1,23],"meta":{},"blocks":[ ]}"#;
    assert_eq!(
        filtered("pandoc-calls-it-as-a-filter", program, &["render", "--filter"], plain),
        (Some(0), plain.to_owned(), String::new())
    );
    for (json, said) in [("{", "standard input is not pandoc's JSON"), ("{}", "no `blocks`")] {
        let (status, out, error) =
            filtered("pandoc-calls-it-as-a-filter", program, &["render", "--filter"], json);
        assert_eq!((status, &*out), (Some(3), ""));
        assert!(error.contains(said), "{error}");
    }
}

/// A note behind another one has no blank before it.
#[test]
fn notes_of_the_filter_are_close_to_each_other() {
    let program = Path::new(env!("CARGO_BIN_EXE_ibid"));
    let cite = r#"{"t":"Cite","c":[[{"citationId":"own","citationPrefix":[],"citationSuffix":[],"citationMode":{"t":"NormalCitation"},"citationNoteNum":0,"citationHash":0}],[]]}"#;
    let word = |word: &str| format!(r#"{{"t":"Str","c":"{word}"}}"#);
    let space = r#"{"t":"Space"}"#.to_owned();
    let inlines =
        [word("B"), space.clone(), cite.to_owned(), word(","), space, cite.to_owned(), word(".")];
    let meta = r#"{"csl":{"t":"MetaString","c":"chicago-notes"},"references":{"t":"MetaList","c":[{"t":"MetaMap","c":{"id":{"t":"MetaString","c":"own"},"type":{"t":"MetaString","c":"book"},"title":{"t":"MetaString","c":"Own"}}}]}}"#;
    let json = format!(
        r#"{{"pandoc-api-version":[1,23],"meta":{meta},"blocks":[{{"t":"Para","c":[{}]}}]}}"#,
        inlines.join(",")
    );
    let (status, out, _) = filtered(
        "notes-of-the-filter-are-close-to-each-other",
        program,
        &["render", "--filter"],
        &json,
    );
    assert_eq!(status, Some(0));
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    let kinds: Vec<&str> = value["blocks"][0]["c"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["t"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["Str", "Str", "Cite", "Str", "Cite"], "{out}");
}

#[cfg(unix)]
#[test]
fn the_filter_formats_the_title_and_takes_styles_by_address() {
    let cite = r#"{"t":"Cite","c":[[{"citationId":"own","citationPrefix":[],"citationSuffix":[],"citationMode":{"t":"AuthorInText"},"citationNoteNum":0,"citationHash":0}],[{"t":"Str","c":"@own"}]]}"#;
    let references = r#"{"t":"MetaList","c":[{"t":"MetaMap","c":{"id":{"t":"MetaString","c":"own"},"type":{"t":"MetaString","c":"book"},"title":{"t":"MetaString","c":"Own"}}}]}"#;
    let json = |style: &str| {
        format!(
            r#"{{"pandoc-api-version":[1,23],"meta":{{"csl":{{"t":"MetaString","c":"{style}"}},"references":{references},"title":{{"t":"MetaInlines","c":[{cite}]}}}},"blocks":[]}}"#
        )
    };
    let program = Path::new(env!("CARGO_BIN_EXE_ibid"));
    let run = |style: &str| filtered("title", program, &["render", "--filter"], &json(style));
    let (status, out, error) = run("https://www.zotero.org/styles/apa");
    assert_eq!((status, &*error), (Some(0), ""));
    assert!(!out.contains("\"@own\"") && out.contains("csl-entry"), "{out}");
    let (status, _, error) = run("https://example.org/nowhere.csl");
    assert_eq!(status, Some(2));
    assert!(error.contains("ibid downloads no styles"), "{error}");
}

/// `@misc` and the titles of volumes are printed as by the other commands, in every style.
#[test]
fn the_filter_adapts_entries_to_the_style() {
    let bib = "@misc{own, author = {Doe, Jane}, title = {On Nothing}, year = 2001}\n\
               @book{v2, maintitle = {The Revolution}, volume = 2, title = {The Order}}";
    let folder = folder_with("filter", "adapts", &[("own.bib", bib)]);
    let bibliography = folder.join("own.bib").display().to_string().replace('\\', "/");
    let text = |text: &str| format!(r#"{{"t":"MetaString","c":"{text}"}}"#);
    let json = format!(
        r#"{{"pandoc-api-version":[1,23],"meta":{{"bibliography":{},"csl":{},"nocite":{{"t":"MetaInlines","c":[{{"t":"Cite","c":[[{{"citationId":"*","citationPrefix":[],"citationSuffix":[],"citationMode":{{"t":"AuthorInText"}},"citationNoteNum":0,"citationHash":0}}],[]]}}]}}}},"blocks":[]}}"#,
        text(&bibliography),
        text("chicago-notes"),
    );
    let program = Path::new(env!("CARGO_BIN_EXE_ibid"));
    let (status, out, error) =
        filtered("filter-adapts-run", program, &["render", "--filter"], &json);
    assert_eq!((status, &*error), (Some(0), ""));
    assert!(out.contains("Nothing"), "{out}");
    assert!(out.contains("Order"), "{out}");
}

#[test]
fn the_name_tells_that_it_is_the_filter() {
    let link = folder_with("filter", "link", &[]).join("ibid-filter");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_ibid"), &link).unwrap();
    let json = text_of(&repository("tests/fixtures/render/filter.json"));
    let program = Path::new(env!("CARGO_BIN_EXE_ibid"));
    assert_eq!(
        filtered("the-name-tells-that-it-is-the-filter", &link, &["docx"], &json),
        filtered("the-name-tells-that-it-is-the-filter", program, &["render", "--filter"], &json)
    );
}
