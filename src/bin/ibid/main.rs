//! The command `ibid`: parses arguments and prints the library's results.
//!
//! Each command is a file in `commands/`. `args` defines their arguments, `input` reads their
//! input, `output` writes their output. Errors of the command go to standard error as `error: …`,
//! and [`Exit`] is the exit status.

#![allow(clippy::disallowed_methods, reason = "files and the environment are the binary's part")]

mod args;
mod baseline;
mod check_args;
mod commands;
mod config;
mod convert_args;
mod documents;
mod exit;
mod failure;
mod format_args;
mod help;
mod input;
mod input_args;
mod key_args;
mod locales;
mod output;
mod paths;
mod rule_page;
mod since;
mod style;
mod style_folders;
mod style_names;
mod target;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command, StyleCommand};
use crate::exit::Exit;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A citation with a suppressed author, `-@key`, looks like an option; a space before it makes it
/// an argument.
fn as_argument(argument: OsString) -> OsString {
    match argument.to_str() {
        Some(text) if text.starts_with("-@") => format!(" {text}").into(),
        _ => argument,
    }
}

/// Called as `ibid-filter`, which may be a link, it is `ibid render --filter`: pandoc calls a
/// filter by its name, with the output format as the only argument.
fn as_filter(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let name = arguments.first().map(std::path::PathBuf::from);
    let name = name.as_deref().and_then(std::path::Path::file_stem);
    if name.is_some_and(|name| name == "ibid-filter") {
        arguments.splice(1..1, ["render", "--filter"].map(OsString::from));
    }
    arguments
}

fn main() -> ExitCode {
    let arguments = as_filter(std::env::args_os().map(as_argument).collect());
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            // Help and version are not errors, and go to standard output; neither is a closed pipe.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let result = match args.command {
        Command::Check(check) => commands::check::run(&check, args.color),
        Command::Format(format) => commands::format::run(&format, args.color),
        Command::Cite(cite) => commands::cite::run(&cite, args.color),
        Command::Subset(subset) => commands::keys::subset_of(&subset),
        Command::Stub(stub) => commands::keys::stub(&stub),
        Command::Rename(rename) => commands::keys::rename(&rename),
        Command::Convert(convert) => commands::convert::run(&convert),
        Command::Notes(notes) => commands::notes::run(&notes),
        Command::Render(render) => commands::render::run(&render),
        Command::Styles(styles) => commands::styles::list(&styles),
        Command::Style(style) => match style.command {
            StyleCommand::Check(check) => commands::styles::check_styles(&check, args.color),
        },
        Command::Explain(explain) => commands::explain::run(&explain, args.color),
        Command::Rules(rules) => commands::rules::run(&rules),
        Command::Init(init) => commands::init::run(&init),
        Command::Schema(_) => output::print(&config::schema()).map(|()| Exit::Clean),
        Command::Baseline(baseline) => commands::baseline::run(&baseline),
        Command::Completions(completions) => commands::completions::run(&completions),
    };
    match result {
        Ok(exit) => exit.into(),
        Err(error) => {
            output::error(&error);
            Exit::Unreadable.into()
        }
    }
}
