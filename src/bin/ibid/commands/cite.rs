//! `ibid cite`: formats citations in a style, one per line.

use std::io;

use ibid::document::Labels;
use ibid::engine::{Options, render, unprinted_cites};
use ibid::markup::{Bibliography, Markup};
use ibid::model::{Citation, Cite};
use ibid::output::{Format, html_page, json_document, latex_needs};

use crate::args::{CiteArgs, ColorChoice};
use crate::commands::citations::Citations;
use crate::commands::format::no_bibliography;
use crate::commands::{Prepared, explanation, report_unprinted};
use crate::exit::Exit;
use crate::output;
use crate::style::Chosen;

pub(crate) fn run(args: &CiteArgs, color: ColorChoice) -> io::Result<Exit> {
    let Prepared { opened, chosen, abbreviations, exit } =
        match Prepared::of((&args.bibliography, &args.with), &args.input, &args.style) {
            Ok(prepared) => prepared,
            Err(exit) => return Ok(exit),
        };
    let library = &opened.library;
    let labels = Labels::english_and(chosen.style.locator_words());
    let (mut given, parsed) = Citations::parse(&args.citations, &labels, library);
    if chosen.style.info().is_note {
        for (citation, note) in given.known.iter_mut().zip(1..) {
            citation.note = Some(note);
        }
    }
    let citations = &given.known;
    let mut keys: Vec<&str> = cited(citations).map(|cite| opened.key_of(&cite.key)).collect();
    let known = keys.len();
    keys.extend(given.unknown());
    let mut exit = exit.max(opened.report_errors(Some(&keys))).max(parsed);
    keys.truncate(known);
    exit = exit.max(given.report_unknown(library));
    let options = Options {
        links: args.style.links,
        provenance: args.explain,
        leave_out_unprinted: true,
        abbreviations,
        ..Options::default()
    };
    let rendered = render(&chosen.style, library, citations, &options);
    exit = exit.max(report_unprinted_cites(&chosen, library, citations, &rendered.citations));
    let bibliography = match &rendered.bibliography {
        _ if !args.with_bibliography => None,
        Some(bibliography) => {
            exit = exit.max(report_unprinted(keys, bibliography));
            Some(bibliography)
        }
        None => {
            output::note(&no_bibliography(&chosen.style.info().title));
            exit = exit.max(Exit::Usage);
            None
        }
    };
    let printed = given.complete(&rendered.citations);
    output::print(&written(args, color, &chosen, &printed, bibliography))?;
    Ok(exit)
}

/// Citations and a bibliography in the output format.
fn written(
    args: &CiteArgs,
    color: ColorChoice,
    chosen: &Chosen,
    citations: &[Markup],
    bibliography: Option<&Bibliography>,
) -> String {
    let format = args.to.format(color);
    let mut out = match format {
        Format::Json => {
            let place = |number| explanation::place(chosen, number);
            let place: Option<&dyn Fn(u32) -> _> = if args.explain { Some(&place) } else { None };
            return json_document(citations, bibliography, place);
        }
        Format::Plain | Format::Ansi if args.explain => {
            return explanation::write(citations, bibliography, format, chosen);
        }
        _ if args.to.is_page() => {
            html_page("Citations", &chosen.style.info().language, citations, bibliography)
        }
        Format::Latex => {
            let text = listed(citations, bibliography, format);
            latex_needs(&text) + &text
        }
        _ => listed(citations, bibliography, format),
    };
    if args.explain {
        out.push_str(&explanation::comment(citations, bibliography, format, chosen));
    }
    out
}

/// Each citation on a line, followed by the bibliography.
fn listed(citations: &[Markup], bibliography: Option<&Bibliography>, format: Format) -> String {
    let mut out: String = citations.iter().map(|citation| format.write(citation) + "\n").collect();
    if let Some(bibliography) = bibliography {
        out.push('\n');
        out.push_str(&bibliography.write(format));
        if !out.ends_with('\n') {
            out.push('\n');
        }
    }
    out
}

fn cited(citations: &[Citation]) -> impl Iterator<Item = &Cite> {
    citations.iter().flat_map(|citation| &citation.cites)
}

/// Prints for which cites the style prints nothing.
fn report_unprinted_cites(
    chosen: &Chosen,
    library: &ibid::model::Library,
    citations: &[Citation],
    printed: &[Markup],
) -> Exit {
    let missing = unprinted_cites(&chosen.style, library, citations, printed);
    for (_, key) in &missing {
        output::note(&format!("error: the style prints nothing for the cite of `{key}`"));
    }
    if missing.is_empty() { Exit::Clean } else { Exit::Findings }
}
