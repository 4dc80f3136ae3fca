//! `ibid format`: formats a bibliography in a style.

use std::io;

use ibid::engine::{Options, Uncited, render};
use ibid::output::{Format, html_page, latex_needs};

use crate::args::{ColorChoice, FormatArgs};
use crate::commands::{Prepared, report_unprinted, unknown_key};
use crate::exit::Exit;
use crate::output;

pub(crate) fn run(args: &FormatArgs, color: ColorChoice) -> io::Result<Exit> {
    let Prepared { opened, chosen, abbreviations, exit } =
        match Prepared::of((&args.bibliography, &args.with), &args.input, &args.style) {
            Ok(prepared) => prepared,
            Err(exit) => return Ok(exit),
        };
    let library = &opened.library;
    let keys: Vec<&str> = args.keys.iter().map(|key| opened.key_of(key)).collect();
    let mut exit = exit.max(opened.report_errors((!keys.is_empty()).then_some(&keys)));
    let (keys, unknown): (Vec<&str>, Vec<&str>) =
        keys.into_iter().partition(|key| library.get(key).is_some());
    for key in unknown {
        unknown_key(key, library.keys());
        exit = exit.max(Exit::Findings);
    }
    let uncited =
        if args.keys.is_empty() { Uncited::All } else { Uncited::Keys(args.keys.clone()) };
    let options = Options {
        uncited,
        links: args.style.links,
        leave_out_unprinted: true,
        abbreviations,
        ..Options::default()
    };
    let rendered = render(&chosen.style, library, &[], &options);
    let Some(bibliography) = rendered.bibliography else {
        output::note(&no_bibliography(&chosen.style.info().title));
        return Ok(Exit::Usage);
    };
    exit = exit.max(match args.keys.is_empty() {
        true => report_unprinted(library.keys(), &bibliography),
        false => report_unprinted(keys, &bibliography),
    });
    if args.to.is_page() {
        let info = chosen.style.info();
        output::print(&html_page("Bibliography", &info.language, &[], Some(&bibliography)))?;
        return Ok(exit);
    }
    let format = args.to.format(color);
    let text = bibliography.write(format);
    output::print(&match format {
        Format::Html => text + "\n",
        Format::Latex => latex_needs(&text) + &text,
        _ => text,
    })?;
    Ok(exit)
}

/// The message for a style that has only citations.
pub(super) fn no_bibliography(title: &str) -> String {
    format!("error: the style `{title}` has no bibliography; `ibid cite` prints its citations")
}
