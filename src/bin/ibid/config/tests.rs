use std::path::{Path, PathBuf};

use ibid::diagnostic::Severity;
use ibid::source::Source;

use super::Config;

fn parse(text: &str) -> Result<Config, String> {
    Config::parse(&Source::new("ibid.toml", text), Path::new("above"))
        .map_err(|error| error.to_string())
}

#[test]
fn folders_are_relative_to_the_file() {
    let config = parse("# ours\nstyle-dirs = ['styles', \"/usr/share/csl\"]\n").unwrap();
    assert_eq!(config.style_dirs, ["above/styles", "/usr/share/csl"].map(PathBuf::from));
    assert!(parse("").unwrap().style_dirs.is_empty());
}

#[test]
fn rules_are_chosen_for_all_files_and_for_some() {
    let config = parse(
        "[check]\nselect = ['default', 'NAM']\nextend-select = ['names']\nignore = ['SYN002']\n\
         exclude = ['vendor']\n[check.severity]\nkey-case-clash = 'error'\nsyntax = 'info'\n\
         [[check.per-file]]\nfiles = ['old/*.bib']\nignore = ['all']\n\
         [check.per-file.severity]\nall = 'info'\n",
    )
    .unwrap();
    let names = |selectors: &[ibid::check::Selector]| {
        selectors.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(names(config.check.select.as_deref().unwrap()), ["default", "NAM"]);
    assert_eq!(names(&config.check.ignore), ["skipped-content"]);
    assert_eq!(config.check.severity.len(), 2);
    assert_eq!(config.exclude.files.patterns, ["vendor"]);
    let [old] = &config.per_file[..] else { panic!("one") };
    assert_eq!(names(&old.layer.ignore), ["all"]);
    assert_eq!(old.layer.severity[0].1, Severity::Info);
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (text, error) in [
        ("\nstyle-dir = []", "2:1: unknown key `style-dir`; did you mean `style-dirs`?"),
        ("[checks]\n", "1:2: unknown key `checks`; did you mean `check`?"),
        (
            "[zzzzzz]\n",
            "1:2: unknown key `zzzzzz`; the keys are `style-dirs`, `check`, `documents`",
        ),
        ("style-dirs = 'styles'", "1:14: `style-dirs` is a list of folders: `[\"styles\"]`"),
        ("style-dirs = ['a', 1]", "1:20: `style-dirs` is a list of folders: `[\"styles\"]`"),
        ("check = 1", "1:9: `check` is a table: `[check]`"),
        ("[check]\nignroe = []", "2:1: unknown key `ignroe` in `[check]`; did you mean `ignore`?"),
        (
            "[check]\nignore = ['reversed-page']",
            "2:11: there is no rule or family of rules `reversed-page`; did you mean \
             `reversed-pages`?",
        ),
        (
            "[check.severity]\nname = 'error'",
            "2:1: there is no rule or family of rules `name`; did you mean `names`?",
        ),
        (
            "[check.severity]\nnames = 'bad'",
            "2:9: a severity is `\"error\"`, `\"warning\"` or `\"info\"`",
        ),
        (
            "[[check.per-file]]\nignore = ['all']",
            "2:1: `[[check.per-file]]` has no `files`: `files = [\"old/*.bib\"]`",
        ),
        (
            "[[check.per-file]]\nfiles = ['a.bib']",
            "2:1: `[[check.per-file]]` sets nothing for its files: `ignore = [\"all\"]`",
        ),
        ("[check]\nexclude = ['[a.bib']", "2:11: the `[` of `[a.bib` is never closed"),
        (
            "[check]\nexclude = ['/x/a.bib']",
            "2:11: `/x/a.bib` is not below the folder of this file",
        ),
        ("[check]\nper-file = 1", "2:12: `per-file` is a list of tables: `[[check.per-file]]`"),
    ] {
        assert_eq!(parse(text).unwrap_err(), format!("ibid.toml:{error}"), "{text}");
    }
    let all = "[check]\nignroe = []\nfail-on = 'x'\nselect = ['zz', 'NAM', 'yy']\n\
               [check.severity]\nnames = 'bad'\n[[check.per-file]]\nfiles = 1\n[other]\n";
    let lines = parse(all).unwrap_err();
    let places = lines.lines().map(|line| line.trim_start_matches("error: "));
    let places = places.filter_map(|line| line.split(':').nth(1));
    assert_eq!(places.collect::<Vec<_>>(), ["2", "3", "4", "4", "6", "8", "9"], "{lines}");
    assert!(parse("style-dirs = [").unwrap_err().starts_with("ibid.toml:1:"));
    assert!(parse("[check]\nexclude = ['a{']").unwrap_err().starts_with("ibid.toml:2:11: "));
}
