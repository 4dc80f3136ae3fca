//! What is found of faults that were put into good entries: `tests/precision/faults`.
//!
//! *Shape*: a file has entries, each under its name (`= article`), and then a line for each fault:
//! the rule that finds it, or `silent` if none does; the entry; what the fault is; the words of the
//! entry that are replaced; and those that replace them, divided by ` | `.

use std::collections::BTreeMap;
use std::path::Path;

use ibid::check::{Config, OptionValue, rule};

use crate::support::{check_text_with, files_in, repository, text_of};

const SILENT: &str = "silent";

/// An entry in which one thing is made wrong.
struct Fault {
    rule: String,
    what: String,
    text: String,
}

#[test]
fn faults_are_found_as_the_lists_say() {
    let mut wrong = Vec::new();
    for path in files_in(&repository("tests/precision/faults")) {
        let format = path.file_stem().unwrap().to_str().unwrap();
        let name = format!("{format}.{}", extension(format));
        let (entries, faults) = list(&path);
        assert!(entries.len() > 1 && faults.len() > 20, "{format}");
        for (entry, text) in &entries {
            let found = rules(&name, text);
            assert!(found.is_empty(), "the good entry `{entry}` of {format}: {found:?}");
        }
        for Fault { rule, what, text } in faults {
            let found = rules(&name, &text);
            let is_as_listed = match &*rule {
                SILENT => found.is_empty(),
                rule => found.contains(&rule),
            };
            if !is_as_listed {
                wrong.push(format!("{format}, {what}: listed as {rule}, found by {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn extension(format: &str) -> &str {
    match format {
        "bibtex" => "bib",
        "csl" => "json",
        "hayagriva" => "yaml",
        "ris" => "ris",
        _ => panic!("the list `{format}` is of no known format"),
    }
}

/// The rules that find something in a text.
fn rules(name: &str, text: &str) -> Vec<&'static str> {
    // The library does not know what year it is.
    let mut config = Config::default();
    let years = rule("implausible-year").unwrap();
    config.set_option(years, "latest", OptionValue::Number(2030)).unwrap();
    let checked = check_text_with(name, text, &config);
    checked.diagnostics.iter().map(|found| found.rule.name).collect()
}

/// The good entries of a list by name, and its faults.
fn list(path: &Path) -> (BTreeMap<String, String>, Vec<Fault>) {
    let mut entries: BTreeMap<String, String> = BTreeMap::new();
    let mut faults = Vec::new();
    let mut open: Option<String> = None;
    for line in text_of(path).lines() {
        if let Some(name) = line.strip_prefix("= ") {
            open = Some(name.to_owned());
            entries.insert(name.to_owned(), String::new());
            continue;
        }
        let parts: Vec<&str> = line.splitn(5, " | ").collect();
        if let [rule, entry, what, old, new] = parts[..] {
            open = None;
            let good = &entries[entry];
            assert_eq!(good.matches(old).count(), 1, "`{old}` in `{entry}`");
            let (rule, what) = (rule.to_owned(), what.to_owned());
            faults.push(Fault { rule, what, text: good.replace(old, new) });
        } else if let Some(open) = &open
            && !line.is_empty()
        {
            let entry = entries.get_mut(open).unwrap();
            entry.push_str(line);
            entry.push('\n');
        }
    }
    (entries, faults)
}
