//! `ibid explain`: the page of a rule, or the list of all.

use std::fmt::Write;
use std::io;

use ibid::check::{find, rules};
use ibid::diagnostic::{FixAvailability, Group, Rule, nearest};

use crate::args::ExplainArgs;
use crate::{Exit, output};

pub(crate) fn run(args: &ExplainArgs) -> io::Result<Exit> {
    let Some(name) = &args.rule else {
        output::print(&list())?;
        return Ok(Exit::Clean);
    };
    match find(name) {
        Some(rule) => {
            output::print(&page(rule))?;
            Ok(Exit::Clean)
        }
        None => {
            let names = rules().map(|rule| rule.name);
            let codes = rules().map(|rule| rule.code);
            let hint = match nearest(name, names).or_else(|| nearest(name, codes)) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => match containing(name)[..] {
                    [] => "`ibid explain --all` lists the rules".to_owned(),
                    ref near => format!("did you mean one of `{}`?", near.join("`, `")),
                },
            };
            output::note(&format!("error: there is no rule `{name}`; {hint}"));
            Ok(Exit::Usage)
        }
    }
}

/// The rules whose names have a word of this one.
fn containing(name: &str) -> Vec<&'static str> {
    let name = name.to_lowercase();
    let words: Vec<&str> = name.split(['-', '_', ' ']).filter(|word| word.len() > 2).collect();
    let has = |rule: &&str| rule.split('-').any(|own| words.contains(&own));
    rules().map(|rule| rule.name).filter(has).take(8).collect()
}

/// The rule's page with its facts under the heading.
fn page(rule: &Rule) -> String {
    let (heading, body) = rule.page.split_once('\n').unwrap_or((rule.page, ""));
    let group = match rule.group {
        Group::Default => "on by default",
        Group::OptIn => "off unless asked for",
    };
    let fix = match rule.fix {
        FixAvailability::None => "no fixes",
        FixAvailability::Safe => "safe fixes",
        FixAvailability::Unsafe => "unsafe fixes",
        FixAvailability::Both => "safe and unsafe fixes",
    };
    format!("{heading}\n\n{}, {}, {group}, {fix}\n{body}", rule.code, rule.severity)
}

fn list() -> String {
    let width = rules().map(|rule| rule.name.len()).max().unwrap_or_default();
    let mut out = String::new();
    for rule in rules() {
        let (name, severity) = (rule.name, rule.severity.to_string());
        let _ = writeln!(out, "{name:width$}  {}  {severity:7}  {}", rule.code, rule.summary());
    }
    out
}
