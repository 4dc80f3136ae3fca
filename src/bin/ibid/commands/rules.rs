//! `ibid rules`: the rules as a table.

use std::io;

use ibid::check::{options_of, rules};
use ibid::diagnostic::{FixAvailability, Group, Rule};
use serde_json::{Value, json};

use crate::args::{RulesArgs, TableFormat};
use crate::exit::Exit;
use crate::output;

pub(crate) fn run(args: &RulesArgs) -> io::Result<Exit> {
    let is_wanted =
        |rule: &&Rule| args.rules.is_empty() || args.rules.iter().any(|it| it.selects(rule));
    let wanted: Vec<&Rule> = rules().filter(is_wanted).collect();
    output::print(&match args.format {
        TableFormat::Text => text(&wanted),
        TableFormat::Markdown => markdown(&wanted),
        TableFormat::Json => {
            let all: Vec<Value> = wanted.iter().map(|rule| described(rule)).collect();
            format!("{:#}\n", Value::Array(all))
        }
    })?;
    Ok(Exit::Clean)
}

fn text(rules: &[&Rule]) -> String {
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let mut out = String::new();
    for rule in rules {
        let severity = rule.severity.to_string();
        out.push_str(&format!(
            "{}  {:width$}  {severity:7}  {:7}  {:11}  {}\n",
            rule.code,
            rule.name,
            group(rule),
            fix(rule),
            rule.summary()
        ));
    }
    let off = rules.iter().filter(|rule| rule.group == Group::OptIn).count();
    out.push_str(&format!("\n{} rules, of which {off} run only if asked for\n", rules.len()));
    out
}

/// The rules as a table in Markdown.
fn markdown(rules: &[&Rule]) -> String {
    let mut out = String::from(
        "| code | rule | severity | runs | fix | |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for rule in rules {
        let summary = rule.summary().replace('|', "\\|");
        out.push_str(&format!(
            "| {} | {} | {} | {} | {} | {summary} |\n",
            rule.code,
            rule.name,
            rule.severity,
            group(rule),
            fix(rule)
        ));
    }
    out
}

/// The properties of a rule, and its page.
pub(super) fn described(rule: &Rule) -> Value {
    let options = options_of(rule).iter();
    let options: Vec<Value> =
        options.map(|option| json!({ "name": option.name, "about": option.about })).collect();
    json!({
        "rule": rule.name,
        "code": rule.code,
        "family": rule.family.name(),
        "severity": rule.severity.to_string(),
        "default": rule.group == Group::Default,
        "fix": fix(rule),
        "summary": rule.summary(),
        "options": options,
        "page": rule.page,
    })
}

fn group(rule: &Rule) -> &'static str {
    match rule.group {
        Group::Default => "default",
        Group::OptIn => "opt-in",
    }
}

fn fix(rule: &Rule) -> &'static str {
    match rule.fix {
        FixAvailability::None => "",
        FixAvailability::Safe => "safe",
        FixAvailability::Unsafe => "unsafe",
        FixAvailability::Both => "safe/unsafe",
    }
}
