//! `ibid styles` and `ibid style check`: the styles that are embedded, and what is wrong with one.

use std::fmt::Write;
use std::io;

use ibid::style::archive;

use crate::args::{CheckArgs, ColorChoice, StyleCheckArgs, StylesArgs};
use crate::commands::check;
use crate::{Exit, output};

pub(crate) fn list(args: &StylesArgs) -> io::Result<Exit> {
    let words: Vec<String> = args.search.iter().map(|word| word.to_lowercase()).collect();
    let found: Vec<_> = archive::styles()
        .filter(|style| {
            let names: String = style.names().collect::<Vec<_>>().join(" ");
            let text = format!("{names} {}", style.title).to_lowercase();
            words.iter().all(|word| text.contains(word.as_str()))
        })
        .collect();
    if found.is_empty() {
        output::note(&format!("no embedded style has {}", args.search.join(" ")));
        return Ok(Exit::Findings);
    }
    let width = found.iter().map(|style| style.name.len()).max().unwrap_or_default();
    let mut out = String::new();
    for style in found {
        let others: Vec<&str> = style.names().skip(1).collect();
        let also = match others.is_empty() {
            true => String::new(),
            false => format!(" (also {})", others.join(", ")),
        };
        let _ = writeln!(out, "{:width$}  {}{also}", style.name, style.title);
    }
    output::print(&out)?;
    Ok(Exit::Clean)
}

pub(crate) fn check_styles(args: &StyleCheckArgs, color: ColorChoice) -> io::Result<Exit> {
    let check = CheckArgs {
        paths: args.styles.clone(),
        format: args.format,
        input: crate::args::InputArgs { input_format: None, stdin_name: "<stdin>".to_owned() },
        verbose: false,
    };
    check::run(&check, color)
}
