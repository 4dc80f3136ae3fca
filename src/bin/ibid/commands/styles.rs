//! `ibid styles` and `ibid style check`: lists styles, and checks them.

use std::fmt::Write;
use std::io;

use ibid::check::Config;

use crate::args::{ColorChoice, StyleCheckArgs, StylesArgs};
use crate::commands::check::{self, Narrowing};
use crate::exit::Exit;
use crate::style::{self, Failure, describe};
use crate::style_folders::{Place, StyleFolders, StyleList};
use crate::style_names::{Found, find, search};
use crate::{input, output};

pub(crate) fn list(args: &StylesArgs) -> io::Result<Exit> {
    match run(args) {
        Ok((out, exit)) => {
            output::print(&out)?;
            Ok(exit)
        }
        Err(failure) => {
            output::error(&failure);
            Ok(failure.exit())
        }
    }
}

/// The output of the command, and its exit status.
fn run(args: &StylesArgs) -> Result<(String, Exit), Failure> {
    let folders = StyleFolders::find(&args.folders)?;
    if let Some(name) = &args.print {
        return Ok((style::text(name, &folders)?.source.text.to_string(), Exit::Clean));
    }
    let list = folders.list()?;
    let words = args.search.join(" ");
    let found = search(&words, &list.candidates);
    if found.is_empty() {
        let near = match find(&words, &list.candidates) {
            Found::One(index) => vec![index],
            Found::Near(near) => near,
        };
        output::note(&format!("no style matches \"{words}\"{}", describe(&words, &near, &list)));
        return Ok((String::new(), Exit::Findings));
    }
    Ok((table(&found, &list), Exit::Clean))
}

/// A line for each style: its name, its title, and its other names or its file.
fn table(found: &[usize], list: &StyleList) -> String {
    let name = |index: usize| list.candidates[index].names[0].as_str();
    let width = found.iter().map(|&index| name(index).chars().count()).max().unwrap_or_default();
    let mut out = String::new();
    for &index in found {
        let more = match (&list.places[index], &list.candidates[index].names[1..]) {
            (Place::File(path), _) => format!(" (in {})", path.display()),
            (_, []) => String::new(),
            (_, others) => format!(" (also {})", others.join(", ")),
        };
        let title = &list.candidates[index].title;
        let _ = writeln!(out, "{:width$}  {title}{more}", name(index));
    }
    out
}

pub(crate) fn check_styles(args: &StyleCheckArgs, color: ColorChoice) -> io::Result<Exit> {
    let files = input::gather_styles(&args.styles);
    check::report(&args.report, &Config::default(), &files, &Narrowing::default(), color)
}
