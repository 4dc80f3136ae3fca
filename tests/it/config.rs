//! Which rules run: `ibid.toml`, the options beside it, and what is shown of both.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::folder_with;

const REFS: &str = "@book{mett, author = {Mett, Ida}, title = {The Commune}, publisher = {P}, \
                    year = {1967}, pages = {10--5}, titel = {X}}\n";

fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    folder_with("config", name, files)
}

/// The exit status and what `ibid check` prints in a folder, its output before its notes.
fn check(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let output = command.current_dir(folder).arg("check").args(args).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

/// The rules that find something, each as `severity[name]`.
fn found(folder: &Path, args: &[&str]) -> Vec<String> {
    let (_, text) = check(folder, &[&["--format", "concise"], args].concat());
    let rule = |line: &str| line.split(": ").nth(1)?.split(' ').next().map(str::to_owned);
    text.lines().filter(|line| line.contains('[')).filter_map(rule).collect()
}

#[test]
fn rules_are_chosen_on_the_command_line() {
    let folder = folder("options", &[("refs.bib", REFS)]);
    let [pages, field] = ["warning[reversed-pages]", "warning[unknown-field]"];
    assert_eq!(found(&folder, &[]), [pages, field]);
    assert_eq!(found(&folder, &["--select", "NUM"]), [pages]);
    assert_eq!(found(&folder, &["--select", "FLD003,names"]), [field]);
    assert_eq!(found(&folder, &["--ignore", "fields"]), [pages]);
    assert_eq!(found(&folder, &["--ignore", "all", "--extend-select", "unknown-field"]), [field]);
    let severity = ["--severity", "reversed-pages=info,fields=error"];
    assert_eq!(found(&folder, &severity), ["info[reversed-pages]", "error[unknown-field]"]);
}

#[test]
fn the_exit_status_is_as_asked_for() {
    let folder = folder("status", &[("refs.bib", REFS)]);
    for (args, status) in [
        (&["--fail-on", "never"][..], 0),
        (&["--fail-on", "error"], 0),
        (&["--fail-on", "error", "--severity", "reversed-pages=error"], 1),
        (&["--ignore", "reversed-pages"], 1),
        (&["--severity", "all=info"], 0),
        (&["--severity", "all=info", "--fail-on", "info"], 1),
        (&["--fail-on", "never", "missing.bib"], 3),
    ] {
        assert_eq!(check(&folder, args).0, Some(status), "{args:?}");
    }
}

#[test]
fn a_slip_in_an_option_or_the_file_is_an_error_with_what_was_meant() {
    let folder =
        folder("slips", &[("refs.bib", REFS), ("bad/ibid.toml", "[check]\nignroe = []\n")]);
    let (status, text) = check(&folder, &["--select", "reversed-page"]);
    assert_eq!(status, Some(2));
    assert!(text.contains("did you mean `reversed-pages`?"), "{text}");
    let (status, text) = check(&folder, &["--severity", "names=bad"]);
    assert_eq!(status, Some(2));
    assert!(text.contains("`bad` is not `error`, `warning` or `info`"), "{text}");
    let bad = (
        Some(2),
        "error: bad/ibid.toml:2:1: unknown key `ignroe` in `[check]`; did you mean `ignore`?\n"
            .to_owned(),
    );
    assert_eq!(check(&folder, &["--config", "bad/ibid.toml"]), bad);
    assert_eq!(check(&folder.join("bad"), &["../refs.bib", "--no-config"]).0, Some(1));
    assert_eq!(check(&folder, &["--config", "none.toml"]).0, Some(2));
}

#[test]
fn the_nearest_file_says_which_rules_run_where() {
    let toml = "[check]\nignore = ['unknown-field']\nexclude = ['./vendor/']\n\n\
                [check.severity]\nreversed-pages = 'error'\n\n\
                [[check.per-file]]\nfiles = ['old/*.bib']\nignore = ['numbers']\n\
                extend-select = ['unknown-field']\n";
    let files = [("ibid.toml", toml), ("a.bib", REFS), ("old/b.bib", REFS), ("vendor/c.bib", REFS)];
    let folder = folder("file", &files);
    let [pages, field] = ["error[reversed-pages]", "warning[unknown-field]"];
    assert_eq!(found(&folder, &[]), [pages, field]);
    // What is named is checked, and what the file says of a folder holds from wherever.
    assert_eq!(found(&folder.join("old"), &["b.bib"]), [field]);
    assert_eq!(found(&folder.join("vendor"), &["c.bib"]), [pages]);
    assert_eq!(found(&folder, &["--ignore", "all"]), [field]);
    assert_eq!(found(&folder, &["--no-config"]).len(), 6);
    let (status, settings) = check(&folder, &["--show-settings", "--select", "NUM,duplicate-key"]);
    assert_eq!(status, Some(0));
    insta::assert_snapshot!("settings", settings);
    // The settings that are shown have the same effect.
    std::fs::write(folder.join("shown.toml"), &settings).unwrap();
    let again = check(&folder, &["--show-settings", "--config", "shown.toml"]).1;
    let without_source = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(without_source(&again), without_source(&settings));
}

#[test]
fn a_style_is_looked_at_where_one_is_given() {
    let refs = "@book{a, author = {Mett, Ida}, title = {The Commune}, publisher = {Solidarity}, \
                address = {London,}, year = {1967}}\n";
    let files = [("refs.bib", refs), ("apa/ibid.toml", "[check]\nstyle = 'ieee'\n")];
    let folder = folder("style", &files);
    let comma = "warning[trailing-punctuation]";
    let printed = "warning[rendering-artefact]";
    assert_eq!(found(&folder, &[]), [comma]);
    let mut in_ieee = found(&folder, &["--style", "ieee"]);
    in_ieee.sort();
    assert_eq!(in_ieee, [printed, comma]);
    assert_eq!(found(&folder, &["--style", "apa"]), [comma]);
    assert_eq!(found(&folder.join("apa"), &["../refs.bib"]).len(), 2);
    let (status, text) = check(&folder, &["--style", "ieeee"]);
    assert_eq!(status, Some(2));
    assert!(text.starts_with("error: no style is called `ieeee`"), "{text}");
}

#[test]
fn options_of_rules_are_set_in_the_file() {
    let refs = "@book{mett1967, author = {Mett, Ida}, title = {The Commune}, publisher = {P}, \
                year = {1967}}\n";
    let toml = "[check]\nextend-select = ['key-pattern']\n[check.options.key-pattern]\n\
                pattern = '{author}:{title}'\n";
    let folder = folder("rule-options", &[("refs.bib", refs), ("ibid.toml", toml)]);
    let (_, text) = check(&folder, &["--format", "concise"]);
    assert!(text.contains("info[key-pattern] the key `mett1967` does not match"), "{text}");
    assert_eq!(found(&folder, &["--no-config", "--extend-select", "key-pattern"]).len(), 0);
    let (_, settings) = check(&folder, &["--show-settings"]);
    let shown = "[check.options.key-pattern]\npattern = \"{author}:{title}\"\nmatch-case = false\n";
    assert!(settings.contains(shown), "{settings}");
    for (option, error) in [
        ("patern = 'x'", "the rule `key-pattern` has no option `patern`; did you mean `pattern`?"),
        ("pattern = true", "`pattern` of `key-pattern` is a text: `\"…\"`"),
        ("match-case = 'x'", "`match-case` of `key-pattern` is `true` or `false`"),
        (
            "pattern = 1.5",
            "an option is a text, a whole number, `true`, `false`, or a list of texts",
        ),
    ] {
        std::fs::write(folder.join("bad.toml"), format!("[check.options.key-pattern]\n{option}\n"))
            .unwrap();
        let (status, text) = check(&folder, &["--config", "bad.toml"]);
        assert_eq!(status, Some(2));
        assert!(text.starts_with("error: bad.toml:2:") && text.contains(error), "{text}");
    }
    std::fs::write(folder.join("bad.toml"), "[check.options.key-patern]\npattern = 'x'\n").unwrap();
    let (_, text) = check(&folder, &["--config", "bad.toml"]);
    assert!(text.contains("did you mean `key-pattern`?"), "{text}");
}

#[test]
fn entries_of_a_type_and_styles_have_choices_of_their_own() {
    let refs = format!("{REFS}{}", REFS.replace("@book{mett", "@Online{web"));
    let settings = "[[check.per-type]]\ntypes = ['online']\nignore = ['numbers']\n\
                    severity.unknown-field = 'error'\n\
                    [[check.per-type]]\ntypes = ['BOOK']\nignore = ['unknown-field']\n\
                    [[check.per-style]]\nstyles = ['ieee']\nignore = ['all']\n";
    let folder = folder("types", &[("refs.bib", &refs), ("ibid.toml", settings)]);
    let select = ["--select", "reversed-pages,unknown-field"];
    let [pages, field] = ["warning[reversed-pages]", "error[unknown-field]"];
    assert_eq!(found(&folder, &select), [pages, field]);
    assert_eq!(found(&folder, &[&select[..], &["--style", "apa"]].concat()), [pages, field]);
    let (status, text) = check(&folder, &["--style", "ieee"]);
    assert!(status == Some(2) && text.contains("no rule is left to run"), "{text}");
}

#[test]
fn files_in_folders_are_one_document_where_that_is_said() {
    let files = [
        ("a/refs.bib", "@misc{k, key = {k}, title = x}\n"),
        ("a/strings.bib", "@string{x = {Title}}\n"),
        ("b/refs.bib", "@misc{k, key = {k}, title = {T}}\n"),
        ("ibid.toml", "[[check.documents]]\nfiles = ['a/strings.bib', 'a/*.bib']\n"),
        ("none.toml", ""),
        ("all.toml", "[[check.documents]]\nfiles = ['*.bib']\n"),
    ];
    let folder = folder("documents", &files);
    let select = ["--select", "string-macro,duplicate-key"];
    assert_eq!(found(&folder, &select), Vec::<String>::new());
    let all = [&select[..], &["--config", "all.toml"]].concat();
    assert!(found(&folder, &all).contains(&"warning[duplicate-key]".to_owned()), "across folders");
    let shown = check(&folder, &["--show-settings"]).1;
    assert!(
        shown.contains("[[check.documents]]\nfiles = [\"a/strings.bib\", \"a/*.bib\"]"),
        "{shown}"
    );
}

#[test]
fn how_bad_a_finding_has_to_be_is_set_in_the_file_too() {
    let folder =
        folder("fail-on", &[("refs.bib", REFS), ("ibid.toml", "[check]\nfail-on = 'never'\n")]);
    assert_eq!(check(&folder, &[]).0, Some(0));
    assert_eq!(check(&folder, &["--fail-on", "warning"]).0, Some(1));
    std::fs::write(folder.join("ibid.toml"), "[check]\nfail-on = 'bad'\n").unwrap();
    assert!(check(&folder, &[]).1.contains("ibid.toml:2:11: `fail-on` is `\"error\"`"));
}

fn schema() -> serde_json::Value {
    let output = Command::new(env!("CARGO_BIN_EXE_ibid")).arg("schema").output().unwrap();
    let path = crate::support::repository("docs/ibid.schema.json");
    if std::env::var_os("IBID_UPDATE").is_some() {
        std::fs::write(&path, &output.stdout).unwrap();
    }
    let kept = std::fs::read(&path).unwrap_or_default();
    let hint = "docs/ibid.schema.json is out of date: IBID_UPDATE=1 cargo test the_schema";
    assert!(kept == output.stdout, "{hint}");
    serde_json::from_slice(&kept).unwrap()
}

/// What the schema says of a configuration file, by hand, since TOML is read by places elsewhere.
#[test]
fn the_schema_of_the_file_knows_what_the_file_knows() {
    use serde_json::json;
    let schema = schema();
    let faults = |value: serde_json::Value| crate::json_schema::faults(&schema, &value).len();
    assert_eq!(
        faults(json!({ "style-dirs": ["styles"], "check": {
        "select": ["default", "NAM", "names", "reversed-pages"],
        "severity": { "key-case-clash": "error" },
        "options": { "key-pattern": { "pattern": "[auth]" } },
        "documents": [{ "files": ["a/*.bib"] }],
        "per-type": [{ "types": ["online"], "ignore": ["all"] }],
    } })),
        0
    );
    assert_eq!(faults(json!({ "check": { "ignroe": [] } })), 1);
    assert_eq!(faults(json!({ "check": { "ignore": ["reversed-page"] } })), 1);
    assert_eq!(faults(json!({ "check": { "severity": { "names": "bad" } } })), 1);
    assert_eq!(faults(json!({ "check": { "per-file": [{ "ignore": ["all"] }] } })), 1);
}

#[test]
fn a_repository_is_begun() {
    let folder = folder("init", &[("refs.bib", REFS), (".github/x", "")]);
    let init = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
        let output = command.current_dir(&folder).arg("init").args(args).output().unwrap();
        (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
    };
    let (status, text) = init(&[]);
    assert_eq!(status, Some(0), "{text}");
    assert!(text.contains("ibid.toml`") && text.contains("workflows/bibliography.yml`"), "{text}");
    let written = std::fs::read_to_string(folder.join("ibid.toml")).unwrap();
    let before = check(&folder, &["--no-config"]);
    assert_eq!(check(&folder, &[]), before, "it says nothing yet");
    // Each of its comments that is a setting holds where it is taken out of the comment.
    let is_setting = |line: &str| line.contains(" = ") || line.starts_with("# [[");
    let lines = written.lines();
    let set: Vec<&str> =
        lines.map(|line| if is_setting(line) { &line[2..] } else { line }).collect();
    std::fs::write(folder.join("ibid.toml"), set.join("\n")).unwrap();
    std::fs::write(folder.join("ibid-baseline.json"), "{\"version\": 1, \"findings\": []}")
        .unwrap();
    let (status, text) = check(&folder, &["--show-settings"]);
    assert_eq!(status, Some(0), "{text}");
    let (status, text) = init(&["--ci", "gitlab"]);
    assert_eq!(status, Some(0), "{text}");
    assert!(text.contains("note: `./ibid.toml` already exists"), "{text}");
    assert!(folder.join(".gitlab/bibliography.yml").is_file(), "the other file is written");
    let (status, text) = init(&["--ci", "gitlab"]);
    assert_eq!(status, Some(2), "there is nothing to write: {text}");
    assert!(text.contains("error: `./.gitlab/bibliography.yml` already exists"), "{text}");
}

#[test]
fn what_is_excluded_is_read_only_where_it_is_named() {
    let files = [("vendor/refs.bib", REFS), ("ibid.toml", "[check]\nexclude = ['vendor/']\n")];
    let folder = folder("excluded", &files);
    assert_eq!(check(&folder, &["vendor/refs.bib"]).0, Some(1), "it is named");
    for named in [".", "vendor"] {
        let (status, text) = check(&folder, &[named]);
        let why = format!("error: `exclude` in `ibid.toml` leaves out 1 file in `{named}`");
        assert!(status == Some(3) && text.contains(&why), "{text}");
    }
    // A hook names what a commit has, and the settings decide.
    let (status, text) = check(&folder, &["--force-exclude", "vendor/refs.bib"]);
    assert_eq!(status, Some(0));
    assert!(text.contains("skipped `vendor/refs.bib`: excluded by `ibid.toml`\n"), "{text}");
    std::fs::write(folder.join("refs.bib"), REFS).unwrap();
    let toml = "[check]\nexclude = ['vendor/']\nforce-exclude = true\n";
    std::fs::write(folder.join("ibid.toml"), toml).unwrap();
    let (status, text) = check(&folder, &["vendor/refs.bib", "refs.bib"]);
    assert!(status == Some(1) && text.contains("checked 1 file, "), "{text}");
    assert!(check(&folder, &["--show-settings"]).1.contains("\nforce-exclude = true\n"));
}

#[cfg(unix)]
#[test]
fn a_file_is_reported_by_its_own_name_and_not_by_that_of_a_link() {
    let folder = folder("linked", &[("z.bib", REFS), ("sub/x.txt", "")]);
    std::os::unix::fs::symlink("z.bib", folder.join("a.bib")).unwrap();
    let (_, text) = check(&folder, &["--format", "concise"]);
    assert!(text.starts_with("z.bib:") && text.contains("checked 1 file, "), "{text}");
    // One that leads out of the folder is the only name that it has there.
    std::os::unix::fs::symlink("../z.bib", folder.join("sub/b.bib")).unwrap();
    let (_, text) = check(&folder, &["--format", "concise", "sub"]);
    assert!(text.starts_with("sub/b.bib:"), "{text}");
}
