//! `ibid explain`: the page of a rule, or a list of several.

use std::fmt::Write;
use std::io;

use ibid::check::{Selector, rule, rules};
use ibid::diagnostic::{Rule, nearest};

use crate::args::{ColorChoice, ExplainArgs, PageFormat};
use crate::commands::rules::described;
use crate::exit::Exit;
use crate::{output, rule_page};

pub(crate) fn run(args: &ExplainArgs, color: ColorChoice) -> io::Result<Exit> {
    let Some(name) = &args.rule else {
        if args.all {
            output::print(&match args.format {
                None => list(|_| true),
                Some(_) => pages(&rules().collect::<Vec<_>>(), args, color),
            })?;
            return Ok(Exit::Clean);
        }
        output::note("error: no rule is named; `ibid explain --all` lists the rules");
        return Ok(Exit::Usage);
    };
    if rule(name).is_none()
        && let Ok(several) = name.parse::<Selector>()
    {
        output::print(&match args.format {
            None => list(|rule| several.selects(rule)),
            Some(_) => {
                let rules: Vec<_> = rules().filter(|rule| several.selects(rule)).collect();
                pages(&rules, args, color)
            }
        })?;
        return Ok(Exit::Clean);
    }
    match rule(name) {
        Some(rule) => {
            output::print(&page(rule, args, color))?;
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

/// The rules whose names contain a word of this one.
fn containing(name: &str) -> Vec<&'static str> {
    let name = name.to_lowercase();
    let words: Vec<&str> = name.split(['-', '_', ' ']).filter(|word| word.len() > 2).collect();
    let has = |rule: &&str| rule.split('-').any(|own| words.contains(&own));
    rules().map(|rule| rule.name).filter(has).take(8).collect()
}

/// The pages of several rules, concatenated or as one array.
fn pages(rules: &[&Rule], args: &ExplainArgs, color: ColorChoice) -> String {
    if args.format == Some(PageFormat::Json) {
        let all: Vec<_> = rules.iter().map(|rule| described(rule)).collect();
        return format!("{:#}\n", serde_json::Value::Array(all));
    }
    rules.iter().map(|rule| page(rule, args, color)).collect::<Vec<_>>().join("\n")
}

/// The rule's page in the requested format.
fn page(rule: &Rule, args: &ExplainArgs, color: ColorChoice) -> String {
    let format = args.format.unwrap_or(match output::is_terminal() {
        true => PageFormat::Text,
        false => PageFormat::Markdown,
    });
    match format {
        PageFormat::Markdown => rule_page::markdown(rule),
        PageFormat::Json => format!("{:#}\n", described(rule)),
        PageFormat::Text => {
            // Longer lines are hard to read.
            const WIDEST: usize = 90;
            rule_page::text(rule, output::width().min(WIDEST), output::color(color))
        }
    }
}

/// A line for each of the selected rules.
fn list(is_wanted: impl Fn(&Rule) -> bool) -> String {
    let wanted = || rules().filter(|rule| is_wanted(rule));
    let width = wanted().map(|rule| rule.name.len()).max().unwrap_or_default();
    let mut out = String::new();
    for rule in wanted() {
        let (name, severity) = (rule.name, rule.severity.to_string());
        let _ = writeln!(out, "{name:width$}  {}  {severity:7}  {}", rule.code, rule.summary());
    }
    out
}
