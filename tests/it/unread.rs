//! What is not read is in every form of the report, with the reason.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const CLEAN: &str = "@misc{wsm, author = {Solidarity}, title = {How Lenin Led to Stalin}}\n";
const RIS: &str = "TY  - BOOK\r\nAU  - Mett, Ida\r\nUR  - https://example.org\r\nER  - \r\n";

/// A folder of this test's own with these files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("unread").join(name);
    let _ = std::fs::remove_dir_all(&path);
    for (name, text) in files {
        let file = path.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    path
}

fn ibid(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.args(args).current_dir(folder).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn json(folder: &Path, args: &[&str]) -> Value {
    let args = [&["check", "--format", "json"], args].concat();
    serde_json::from_str(&stdout(&ibid(folder, &args))).unwrap()
}

#[test]
fn a_file_that_cannot_be_read_is_in_every_report() {
    let folder = folder("missing", &[("a.bib", CLEAN)]);
    let run = |format: &[&str]| {
        let output = ibid(&folder, &[&["check", "a.bib", "no, such.bib"], format].concat());
        assert_eq!(output.status.code(), Some(3), "{format:?}");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.starts_with("error: cannot read `no, such.bib`: "), "{stderr}");
        stdout(&output)
    };
    let summary = "checked 1 file, 1 entry: nothing to report; 1 file could not be read\n";
    let error = "error: cannot read `no, such.bib`: ";
    for format in [&["--format", "human"][..], &["--format", "concise"], &["--statistics"]] {
        let text = run(format);
        assert!(text.starts_with(error) && text.ends_with(summary), "{text}");
    }
    let text = run(&["--format", "github"]);
    let annotation = "::error file=no%2C such.bib,title=unreadable::cannot read `no, such.bib`: ";
    assert!(text.starts_with(annotation) && text.ends_with(summary), "{text}");
    for more in [&["no, such.bib"][..], &["no, such.bib", "--statistics"]] {
        let value = json(&folder, &[&["a.bib"], more].concat());
        assert_eq!(value["summary"]["unreadable"], 1);
        assert_eq!(value["unreadable"][0]["file"], "no, such.bib");
        let reason = value["unreadable"][0]["reason"].as_str().unwrap();
        assert!(reason.starts_with("cannot read `no, such.bib`: "), "{reason}");
    }
}

#[test]
fn nothing_that_was_checked_is_not_nothing_to_report() {
    let folder = folder("nothing", &[("notes.md", "# Notes\n")]);
    let summary = |paths: &[&str]| {
        let text = stdout(&ibid(&folder, &[&["check"], paths].concat()));
        text.lines().last().unwrap_or_default().to_owned()
    };
    assert_eq!(summary(&["a.bib"]), "nothing was checked: 1 file could not be read");
    assert_eq!(summary(&[]), "nothing was checked: 1 folder without anything to check");
    let value = json(&folder, &["."]);
    assert_eq!(value["unreadable"][0]["file"], ".");
}

#[test]
fn a_file_of_macros_alone_is_checked_in_silence() {
    let folder = folder("macros-alone", &[("strings.bib", "@string{fp = {Freedom Press}}\n")]);
    let output = ibid(&folder, &["check", "strings.bib"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert!(!stdout(&output).contains("nothing-checked"), "{}", stdout(&output));
}

#[test]
fn formats_that_cannot_be_read_are_named() {
    let files = [
        (
            "c.ciw",
            "FN Clarivate\nVR 1.0\nPT J\n",
            "a Web of Science export, which ibid cannot read: export the records as BibTeX or RIS",
        ),
        (
            "e.xml",
            "<xml><records><record></record></records></xml>",
            "EndNote XML, which ibid cannot read: export it from EndNote as RIS",
        ),
        (
            "f.xml",
            "<?xml version=\"1.0\"?><modsCollection></modsCollection>",
            "MODS XML, which ibid cannot read: `xml2bib` of bibutils converts it to BibTeX",
        ),
    ];
    let folder = folder("formats", &files.map(|(name, text, _)| (name, text)));
    for (file, _, format) in files {
        let said = format!("error: `{file}` looks like {format}\n");
        for args in [&["check", file][..], &["format", file], &["cite", file, "[@a]"]] {
            let output = ibid(&folder, args);
            assert_eq!(output.status.code(), Some(3), "{args:?}");
            assert_eq!(String::from_utf8_lossy(&output.stderr), said, "{args:?}");
        }
    }
    std::fs::write(folder.join("z.bib"), CLEAN).unwrap();
    let output = ibid(&folder, &["check"]);
    assert_eq!(output.status.code(), Some(0), "the bibliography there is was checked");
    let text = stdout(&output);
    let github = stdout(&ibid(&folder, &["check", "--format", "github"]));
    let value = json(&folder, &["."]);
    for (index, (file, _, format)) in files.into_iter().enumerate() {
        let reason = format!("looks like {format}");
        assert!(text.contains(&format!("skipped `{file}`: {reason}\n")), "{text}");
        let annotation = format!("::warning file={file},title=skipped::{reason}\n");
        assert!(github.contains(&annotation), "{github}");
        assert_eq!(value["skipped"][index]["file"], file);
        assert_eq!(value["skipped"][index]["reason"], reason);
    }
}

#[test]
fn another_format_under_the_name_of_a_bibliography_is_named() {
    let page = "<!DOCTYPE html>\n<html><body>Sign in to export</body></html>\n";
    let folder = folder("disguised", &[("a.bib", RIS), ("b.bib", page), ("c.html", page)]);
    for (file, said) in [
        ("a.bib", "help: the file looks like RIS: give it the extension of that format, or use"),
        ("b.bib", "help: the file looks like HTML, not a bibliography"),
    ] {
        let output = ibid(&folder, &["check", file]);
        assert!(stdout(&output).contains(said), "{}", stdout(&output));
        assert_eq!(output.status.code(), Some(1), "{file}");
    }
    let utf16: Vec<u8> = CLEAN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(folder.join("d.bib"), utf16).unwrap();
    let text = stdout(&ibid(&folder, &["check", "d.bib"]));
    let said = "help: the file is not text in UTF-8, or in UTF-16 with a byte order mark";
    assert!(text.contains(said), "{text}");
    let output = ibid(&folder, &["check", "c.html"]);
    assert!(stdout(&output).starts_with("error: `c.html` looks like HTML, not a bibliography\n"));
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn what_is_skipped_in_folders_is_in_every_report() {
    let workflow = "on: push\njobs: {}\n";
    let files = ["a.yml", "b.json", "c.html", "d/e.yaml", "f.json"].map(|name| (name, workflow));
    let folder = folder("skipped", &files);
    std::fs::write(folder.join("refs.bib"), CLEAN).unwrap();
    let run = |args: &[&str]| stdout(&ibid(&folder, &[&["check"], args].concat()));
    let summary = "checked 1 file, 1 entry: nothing to report\n";
    assert_eq!(
        run(&[]),
        format!(
            "skipped 5 files that are not bibliographies: `a.yml`, `b.json`, `c.html` and 2 more \
             (--verbose lists them)\n\n{summary}"
        )
    );
    assert_eq!(
        run(&["--verbose"]),
        format!(
            "skipped `a.yml`: not a bibliography\nskipped `b.json`: not a bibliography\n\
             skipped `c.html`: looks like HTML, not a bibliography\n\
             skipped `d/e.yaml`: not a bibliography\nskipped `f.json`: not a bibliography\n\n\
             {summary}"
        )
    );
    assert_eq!(
        run(&["--format", "concise"]),
        format!(
            "skipped 5 files that are not bibliographies: `a.yml`, `b.json`, `c.html`, `d/e.yaml`, \
             `f.json`\n{summary}"
        )
    );
    assert_eq!(
        run(&["--format", "github"]),
        format!(
            "skipped files that are not bibliographies: a.yml, b.json, c.html, d/e.yaml, f.json\n\
             {summary}"
        )
    );
    let value = json(&folder, &["."]);
    assert_eq!(value["summary"]["skipped"], 5);
    assert_eq!(value["skipped"][3]["file"], "d/e.yaml");
    assert_eq!(value["skipped"][3]["reason"], "not a bibliography");
}

#[test]
fn reports_for_services_name_what_is_not_read() {
    let folder = folder(
        "services",
        &[
            ("a.bib", CLEAN),
            ("b.xml", "<xml><records><record></record></records></xml>"),
            ("c--d.json", "{}"),
        ],
    );
    for (format, unread) in [
        ("jsonl", &["no.bib", "b.xml", "c--d.json"][..]),
        ("sarif", &["no.bib", "b.xml", "c--d.json"]),
        ("gitlab", &["no.bib", "b.xml"]),
        ("junit", &["no.bib", "b.xml", "c--d.json"]),
        ("checkstyle", &["no.bib", "b.xml", "c- -d.json"]),
        ("markdown", &["no.bib", "b.xml", "c--d.json"]),
    ] {
        let text = stdout(&ibid(&folder, &["check", ".", "no.bib", "--format", format]));
        assert!(text.contains("cannot read `no.bib`: "), "{format}: {text}");
        assert!(
            text.contains("looks like EndNote XML, which ibid cannot read"),
            "{format}: {text}"
        );
        for file in unread {
            assert!(text.contains(file), "{format}: {file} is not in {text}");
        }
    }
}

#[cfg(unix)]
#[test]
fn links_in_folders_are_followed_to_files() {
    use std::os::unix::fs::symlink;
    let folder = folder("links", &[("text/refs", CLEAN)]);
    symlink("text/refs", folder.join("refs.bib")).unwrap();
    symlink("nowhere", folder.join("lost.bib")).unwrap();
    let value = json(&folder, &["."]);
    assert_eq!(value["summary"]["entries"], 1);
    assert_eq!(value["unreadable"][0]["file"], "lost.bib");
}

#[test]
fn files_that_are_no_texts_are_not_read() {
    let folder = folder("binary", &[("note", "")]);
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01@a{b,}";
    let database = b"SQLite format 3\0\x10\0\x01\x01\0@";
    let files: [(&str, &[u8], &str); 3] = [
        ("image.bib", png, "looks like an image, not a bibliography"),
        ("zotero.bib", database, "looks like a database (SQLite)"),
        ("book.toml", b"[book]\ntitle = \"A\"\n", "looks like TOML, not a bibliography"),
    ];
    for (name, bytes, why) in files {
        std::fs::write(folder.join(name), bytes).unwrap();
        let output = ibid(&folder, &["check", name]);
        let text = stdout(&output);
        assert!(output.status.code() == Some(3) && text.contains(why), "{name}: {text}");
    }
}

#[test]
fn what_an_old_file_is_in_is_said_once() {
    use ibid::source::Encoding;
    let folder = folder("old", &[("note", "")]);
    let text = "@book{a, author = {Иванов, Иван},\n title = {Кронштадтское восстание},\n \
                publisher = {Наука},\n year = 1967}\n";
    let found = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.join(name), bytes).unwrap();
        let args = ["check", "--format", "concise", "--select", "bad-characters", name];
        stdout(&ibid(&folder, &args)).lines().map(str::to_owned).collect::<Vec<_>>()
    };
    for encoding in [Encoding::Windows1251, Encoding::Koi8R] {
        let lines = found("old.bib", &encoding.encode(text));
        let first = format!(
            "old.bib:1:20: warning[bad-characters] bytes that are not UTF-8 are read as {}: \
             `Иванов`, and more in 2 other lines",
            encoding.name()
        );
        assert_eq!((lines.len(), &*lines[0]), (2, &*first), "{lines:?}");
    }
    let japanese = b"@book{a, title = {\x1b$B$\"$$\x1b(B}, author = {\x1b$B;3ED\x1b(J}}\n";
    let lines = found("jis.bib", japanese);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].contains("this file seems to be in ISO-2022-JP"), "{lines:?}");
}

/// A value of nothing but braces is no reason to write as many.
#[test]
fn a_hundred_thousand_open_braces_are_said_in_a_few_lines() {
    let text = format!("@article{{a, title = {}", "{".repeat(100_000));
    let folder = folder("braces", &[("a.bib", &text)]);
    for format in ["human", "json", "sarif", "markdown"] {
        let written = stdout(&ibid(&folder, &["check", "a.bib", "--format", format])).len();
        assert!(written < 20_000, "{format}: {written} bytes");
    }
}
