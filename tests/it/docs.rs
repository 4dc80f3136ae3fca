//! Holds the pages of the rules: their form, their sources, and that their examples are true.

use std::collections::BTreeSet;

use ibid::check::{Config, Layer, options_of, rules};
use ibid::diagnostic::{Diagnostic, Family, FixAvailability, Group, Rule, Safety, apply_fixes};
use ibid::files::Files;

use crate::support::{Checked, check_text_with, files_below, print_in, repository};

const HEADINGS: [&str; 6] =
    ["What it does", "Why is this bad?", "Example", "Options", "How to fix", "Sources"];

/// A fenced example of a page.
struct Example {
    /// `bib`, `yaml`, `json`, `csl`, or that of a document: `markdown`, `latex`, `typst`, `text`.
    language: String,
    text: String,
    /// The style that it is looked at in.
    style: Option<String>,
    /// What is set about the rule: options and their values, those of lists with commas between.
    options: Vec<(String, String)>,
    /// The names of the rules that find something in it.
    expected: BTreeSet<String>,
}

/// The examples of a page. What is expected stands after the language, where the language has no
/// comments, or in a comment on the first or last line: `% error: [reversed-pages]`, `# ok`.
fn examples(rule: &Rule) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = rule.page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let (language, remark) = info.split_once(' ').unwrap_or((info, ""));
        if language == "toml" {
            continue;
        }
        let (settings, remark) = settings(remark);
        let style = settings.iter().find(|(name, _)| *name == "style");
        let style = style.map(|(_, style)| (*style).to_owned());
        let options = settings.iter().filter(|(name, _)| *name != "style");
        let options = options.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let options = options.collect();
        let remarks = [remark, body.first().unwrap_or(&""), body.last().unwrap_or(&"")];
        let expected = remarks.into_iter().find_map(expectation);
        let expected = expected.unwrap_or_else(|| panic!("{}: an example says nothing", rule.name));
        let text = body.join("\n") + "\n";
        examples.push(Example { language: language.to_owned(), text, style, options, expected });
    }
    examples
}

/// What is set behind the language, `style=apa`, and the rest.
fn settings(remark: &str) -> (Vec<(&str, &str)>, &str) {
    let mut settings = Vec::new();
    let mut rest = remark;
    while let Some((name, value)) = rest.split(' ').next().and_then(|word| word.split_once('=')) {
        settings.push((name, value));
        rest = rest.split_once(' ').map_or("", |(_, rest)| rest);
    }
    (settings, rest)
}

fn expectation(remark: &str) -> Option<BTreeSet<String>> {
    let remark = remark.trim_start_matches(['%', '#', '/', ' ']);
    let remark = remark.trim_start_matches("<!--").trim_end_matches("-->").trim();
    if remark == "ok" {
        return Some(BTreeSet::new());
    }
    let names = remark.strip_prefix("error: [")?.strip_suffix(']')?;
    Some(names.split(", ").map(str::to_owned).collect())
}

/// What a rule and those that run by default find in an example.
fn checked(rule: &'static Rule, example: &Example) -> Checked {
    checked_text(rule, example, &example.text)
}

fn checked_text(rule: &'static Rule, example: &Example, text: &str) -> Checked {
    let mut config = Config::default();
    let extend_select = vec![rule.name.parse().unwrap()];
    config.add(&Layer { extend_select, ..Layer::default() });
    if let Some(style) = &example.style {
        print_in(&mut config, style);
    }
    for (name, value) in &example.options {
        let option = options_of(rule).iter().find(|option| option.name == name).unwrap();
        let value = match ibid::check::OptionValue::from(&option.default) {
            ibid::check::OptionValue::Text(_) => ibid::check::OptionValue::Text(value.clone()),
            ibid::check::OptionValue::List(_) => {
                ibid::check::OptionValue::List(value.split(',').map(str::to_owned).collect())
            }
            ibid::check::OptionValue::Flag(_) => ibid::check::OptionValue::Flag(value == "true"),
            _ => ibid::check::OptionValue::Number(value.parse().unwrap()),
        };
        config.set_option(rule, name, value).unwrap();
    }
    check_text_with(&name_of(example), text, &config)
}

/// The name of a file in the language of an example.
fn name_of(example: &Example) -> String {
    let extension = match &*example.language {
        "markdown" => "md",
        "latex" => "tex",
        "typst" => "typ",
        "text" => "txt",
        extension => extension,
    };
    format!("example.{extension}")
}

fn names(found: &[Diagnostic]) -> BTreeSet<String> {
    found.iter().map(|diagnostic| diagnostic.rule.name.to_owned()).collect()
}

#[test]
fn every_page_has_its_form() {
    for rule in rules() {
        let name = rule.name;
        let heading = format!("# {name}\n\n");
        assert!(rule.page.starts_with(&heading), "{name}: begins with its name");
        let summary = rule.summary();
        assert!(summary.ends_with('.') && summary.len() < 120, "{name}: one sentence first");
        let headings: Vec<&str> =
            rule.page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, HEADINGS, "{name}");
        let file = format!("{}/{}.md", rule.family.name(), name.replace('-', "_"));
        assert!(repository("src/check/rules").join(&file).is_file(), "{name}: is {file}");
    }
}

#[test]
fn every_option_is_on_the_page_of_its_rule() {
    for rule in rules() {
        let section = rule.page.split("## Options").nth(1).unwrap().split("## ").next().unwrap();
        assert_eq!(options_of(rule).is_empty(), section.trim() == "None.", "{}", rule.name);
        for option in options_of(rule) {
            let default = ibid::check::OptionValue::from(&option.default);
            let line = format!("- `{}`, `{default}` by default: ", option.name);
            assert!(section.contains(&line), "{}: {line}", rule.name);
        }
    }
}

#[test]
fn every_page_belongs_to_a_rule() {
    let names: BTreeSet<String> = rules().map(|rule| rule.name.replace('-', "_")).collect();
    for page in files_below(&repository("src/check/rules"), "md") {
        let name = page.file_stem().unwrap().to_str().unwrap();
        assert!(names.contains(name), "{}: no rule has this page", page.display());
    }
}

/// Rules that have nothing to find in files of some formats, by the languages of the examples:
/// what BibTeX alone has, TeX and macros, lists of names in one text, links, fields of two dialects.
const NOT_IN: &[(&str, &[&str])] = &[
    ("brace-protection", &["yaml", "json"]),
    ("broken-file-link", &["yaml", "json"]),
    ("broken-link", &["yaml", "json"]),
    ("conditional-field", &["yaml", "json"]),
    ("date-form", &["yaml", "json"]),
    ("dialect-mismatch", &["yaml", "json"]),
    ("exclusive-fields", &["yaml", "json"]),
    ("field-of-other-type", &["yaml", "json"]),
    ("given-name-only", &["bib", "yaml"]),
    ("live-comment", &["yaml", "json"]),
    ("missing-key", &["yaml"]),
    ("number-without-volume", &["yaml", "json"]),
    ("parent-mismatch", &["yaml", "json"]),
    ("parent-without-title", &["yaml", "json"]),
    ("reversed-range", &["yaml"]),
    ("schema-violation", &["bib"]),
    ("skipped-content", &["yaml", "json"]),
    ("string-macro", &["yaml", "json"]),
    ("unbalanced-braces", &["yaml", "json"]),
    ("undecodable-tex", &["yaml", "json"]),
    ("unknown-command", &["yaml", "json"]),
    ("unescaped-special", &["yaml", "json"]),
    ("wrong-separator", &["yaml"]),
];

#[test]
fn every_dialect_has_an_example_and_a_near_miss() {
    const OF_ENTRIES: [Family; 12] = [
        Family::Syntax,
        Family::Keys,
        Family::Fields,
        Family::Names,
        Family::Titles,
        Family::Dates,
        Family::Numbers,
        Family::Identifiers,
        Family::Venues,
        Family::Duplicates,
        Family::Relations,
        Family::Consistency,
    ];
    let is_in = |list: &[(&str, &[&str])], rule: &Rule, language: &str| {
        list.iter().any(|(name, languages)| *name == rule.name && languages.contains(&language))
    };
    let mut wrong = Vec::new();
    for rule in rules().filter(|rule| OF_ENTRIES.contains(&rule.family)) {
        let examples = examples(rule);
        for language in ["bib", "yaml", "json"] {
            let of_language = || examples.iter().filter(|it| it.language == language);
            let fires = of_language().any(|it| it.expected.contains(rule.name));
            let is_quiet = of_language().any(|it| it.expected.is_empty());
            let is_right = match is_in(NOT_IN, rule, language) {
                true => !fires,
                false => fires && is_quiet,
            };
            if !is_right {
                let what = [(fires, "an example"), (is_quiet, "a near miss")];
                let has: Vec<&str> =
                    what.iter().filter(|(there, _)| *there).map(|(_, what)| *what).collect();
                wrong.push(format!("{} in {language} has {has:?}", rule.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Modules in a rule's folder that are no rules, but help some.
const HELPERS: [&str; 14] = [
    "accented_words",
    "catalogue",
    "copied",
    "widths",
    "broken_accents",
    "held",
    "mac_roman",
    "misplaced_notes",
    "misplaced_numbers",
    "misplaced_parts",
    "other_ids",
    "place_and_publisher",
    "places",
    "unseen",
];

#[test]
fn every_file_of_a_rule_is_listed() {
    let names: BTreeSet<String> = rules().map(|rule| rule.name.replace('-', "_")).collect();
    for file in files_below(&repository("src/check/rules"), "rs") {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let is_known = name == "mod" || HELPERS.contains(&name) || names.contains(name);
        assert!(
            is_known,
            "{}: its folder's `mod.rs` does not name it in `rules! {{ … }}`",
            file.display()
        );
    }
}

#[test]
fn the_examples_of_every_page_are_true() {
    let mut wrong = Vec::new();
    for rule in rules() {
        let examples = examples(rule);
        let fires = examples.iter().any(|example| example.expected.contains(rule.name));
        let passes = examples.iter().any(|example| example.expected.is_empty());
        assert!(fires && passes, "{}: one example that fires and one that does not", rule.name);
        // The style validator's own tests run the examples in CSL, which are parts of styles.
        for example in examples.iter().filter(|example| example.language != "csl") {
            let found = checked(rule, example).diagnostics;
            if names(&found) != example.expected {
                let found: Vec<_> = found.iter().map(|f| (f.rule.name, &f.message)).collect();
                let expected = &example.expected;
                wrong.push(format!(
                    "{}: expected {expected:?}, found {found:?} in\n{}",
                    rule.name, example.text
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Rule, key and field: what stays the same about a finding when the text around it changes.
fn identity(diagnostic: &Diagnostic) -> (&str, Option<&str>, Option<&str>) {
    (diagnostic.rule.name, diagnostic.first_key(), diagnostic.field.as_deref())
}

#[test]
fn a_fix_removes_its_finding_and_adds_none() {
    let mut tried: BTreeSet<&str> = BTreeSet::new();
    for rule in rules() {
        for example in examples(rule).iter().filter(|example| example.language != "csl") {
            let name = name_of(example);
            let before = checked(rule, example);
            for (index, finding) in before.diagnostics.iter().enumerate() {
                if finding.fix.is_none() {
                    continue;
                }
                tried.insert(finding.rule.name);
                assert_ne!(finding.rule.fix, FixAvailability::None, "{}", finding.rule.name);
                let one = std::slice::from_ref(finding);
                let fixed = apply_fixes(&before.sources, one, Safety::Unsafe);
                let [(_, text)] = &fixed.texts[..] else { panic!("{name}: one text changes") };
                let after = checked_text(rule, example, text);
                let mut left: Vec<_> = before.diagnostics.iter().map(identity).collect();
                left.remove(index);
                for found in after.diagnostics.iter().map(identity) {
                    let known = left.iter().position(|known| *known == found);
                    let known = known.unwrap_or_else(|| panic!("{found:?} is in\n{text}"));
                    left.remove(known);
                }
            }
        }
    }
    let missing: Vec<&str> = rules()
        .filter(|rule| rule.fix != FixAvailability::None && rule.family != Family::Style)
        .map(|rule| rule.name)
        .filter(|name| !tried.contains(name))
        .collect();
    assert!(missing.is_empty(), "no example shows a fix of {missing:?}");
}

#[test]
fn every_source_that_a_page_cites_is_known() {
    let mut files = Files::open(repository("docs/sources.yaml")).unwrap();
    if repository("bibliography.yaml").is_file() {
        files.add(repository("bibliography.yaml"), None).unwrap();
    }
    for rule in rules() {
        for (at, _) in rule.page.match_indices("[@") {
            let key = rule.page[at + 2..].split(']').next().unwrap();
            // An example's citation is not the page's.
            let cited_as_source = rule.page[..at].ends_with("- ");
            assert!(!cited_as_source || files.entry(key).is_some(), "{}: [@{key}]", rule.name);
        }
    }
}

/// The rules as a small book: a table of all, and the pages of each family in a file.
fn book() -> Vec<(String, String)> {
    let families: BTreeSet<Family> = rules().map(|rule| rule.family).collect();
    let mut index = String::from(
        "# Rules\n\nEach has a page here, which `ibid explain RULE` prints too. Made from the files in \
         `src/check/rules` by `IBID_UPDATE=1 cargo test the_book`.\n",
    );
    let mut files = Vec::new();
    for family in families {
        let name = family.name();
        index.push_str(&format!(
            "\n## {name}\n\n| code | rule | severity | runs | fix | |\n| --- | --- | --- | --- | --- | --- |\n"
        ));
        for rule in rules().filter(|rule| rule.family == family) {
            let link = format!("[{0}]({name}.md#{0})", rule.name);
            let fix = match rule.fix {
                FixAvailability::None => "",
                FixAvailability::Safe => "safe",
                FixAvailability::Unsafe => "unsafe",
                FixAvailability::Both => "safe, unsafe",
            };
            let runs = if rule.group == Group::Default { "by default" } else { "if asked for" };
            let summary = rule.summary().replace('|', "\\|");
            let (code, severity) = (rule.code, rule.severity);
            index.push_str(&format!(
                "| {code} | {link} | {severity} | {runs} | {fix} | {summary} |\n"
            ));
        }
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_ibid"))
            .args(["explain", name, "--format", "markdown"])
            .output()
            .unwrap();
        files.push((format!("{name}.md"), String::from_utf8(output.stdout).unwrap()));
    }
    files.push(("README.md".to_owned(), index));
    files
}

#[test]
fn the_book_is_made_from_the_pages() {
    let folder = repository("docs/rules");
    let book = book();
    if std::env::var_os("IBID_UPDATE").is_some() {
        std::fs::create_dir_all(&folder).unwrap();
        book.iter().for_each(|(name, text)| std::fs::write(folder.join(name), text).unwrap());
    }
    for (name, text) in &book {
        let kept = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(
            kept == *text,
            "docs/rules/{name} is out of date: IBID_UPDATE=1 cargo test the_book"
        );
    }
    let files = files_below(&folder, "md").len();
    assert_eq!(files, book.len(), "docs/rules has a file that no family has");
}

/// Every message of every rule in one list, to be read as one text.
#[test]
fn every_message_reads_well() {
    let mut list = String::new();
    for rule in rules() {
        let examples = examples(rule);
        let found = examples.iter().filter(|example| example.language != "csl");
        let found = found.flat_map(|example| checked(rule, example).diagnostics);
        let found: Vec<Diagnostic> = found.filter(|found| found.rule.name == rule.name).collect();
        let mut said = BTreeSet::new();
        for found in &found {
            let fixes = found.fix.iter().chain(&found.alternatives);
            let mut lines = vec![found.message.clone()];
            lines.extend(Some(&found.primary.message).filter(|it| !it.is_empty()).cloned());
            lines.extend(found.secondary.iter().map(|it| format!("also: {}", it.message)));
            lines.extend(found.help.iter().map(|help| format!("help: {help}")));
            lines.extend(fixes.map(|fix| format!("fix: {}", fix.message)));
            said.insert(lines.join("\n  "));
        }
        if !said.is_empty() {
            let said: Vec<String> = said.into_iter().collect();
            list += &format!("{}\n- {}\n\n", rule.name, said.join("\n- "));
        }
    }
    insta::assert_snapshot!("messages", list);
}
