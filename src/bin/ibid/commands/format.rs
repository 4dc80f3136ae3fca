//! `ibid format`: a bibliography in a style.

use std::io;

use ibid::engine::{Options, Uncited, render};

use crate::args::{ColorChoice, FormatArgs};
use crate::commands::{Library, abbreviations, unknown_key};
use crate::{Exit, output, style};

pub(crate) fn run(args: &FormatArgs, color: ColorChoice) -> io::Result<Exit> {
    let Library { library, exit } = match Library::open(&args.bibliography, &args.input) {
        Ok(library) => library,
        Err(exit) => return Ok(exit),
    };
    let chosen = match style::choose(&args.style) {
        Ok(chosen) => chosen,
        Err(failure) => {
            output::error(&failure);
            return Ok(Exit::Usage);
        }
    };
    let Some(abbreviations) = abbreviations(args.abbreviations.as_deref()) else {
        return Ok(Exit::Unreadable);
    };
    let mut missing = false;
    for key in args.keys.iter().filter(|key| library.get(key).is_none()) {
        unknown_key(key, &library);
        missing = true;
    }
    if missing {
        return Ok(Exit::Findings);
    }
    let uncited =
        if args.keys.is_empty() { Uncited::All } else { Uncited::Keys(args.keys.clone()) };
    let options = Options { uncited, links: args.links, abbreviations, ..Options::default() };
    let rendered = render(&chosen.style, &library, &[], &options);
    let Some(bibliography) = rendered.bibliography else {
        output::note(&format!(
            "`{}` prints no bibliography; `ibid cite` prints its citations",
            chosen.style.info().title
        ));
        return Ok(Exit::Usage);
    };
    let left_out = library.len().min(if args.keys.is_empty() { usize::MAX } else { 0 });
    if left_out > bibliography.entries.len() {
        output::note(&format!(
            "the style prints nothing for {} of {} entries",
            left_out - bibliography.entries.len(),
            library.len()
        ));
    }
    output::print(&bibliography.write(args.to.format(color)))?;
    if args.to.format(color) == ibid::output::Format::Html {
        output::print("\n")?;
    }
    Ok(exit)
}
