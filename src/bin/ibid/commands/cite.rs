//! `ibid cite`: citations in a style, one a line.

use std::fmt::Write;
use std::io;

use ibid::diagnostic::Sink;
use ibid::document::{Labels, pandoc};
use ibid::engine::{Options, render};
use ibid::markup::Markup;
use ibid::model::Citation;
use ibid::report::{Coverage, Report, concise};
use ibid::source::{Source, Sources};

use crate::args::{CiteArgs, ColorChoice};
use crate::commands::{Library, abbreviations, unknown_key};
use crate::style::Chosen;
use crate::{Exit, output, style};

pub(crate) fn run(args: &CiteArgs, color: ColorChoice) -> io::Result<Exit> {
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
    let Some(mut citations) = parse(&args.citations) else { return Ok(Exit::Findings) };
    if chosen.style.info().is_note {
        for (citation, note) in citations.iter_mut().zip(1..) {
            citation.note = Some(note);
        }
    }
    let options = Options {
        links: args.links,
        provenance: args.explain,
        abbreviations,
        ..Options::default()
    };
    let rendered = render(&chosen.style, &library, &citations, &options);
    if !rendered.unknown.is_empty() {
        rendered.unknown.iter().for_each(|unknown| unknown_key(&unknown.key, &library));
        return Ok(Exit::Findings);
    }
    let format = args.to.format(color);
    let mut out = String::new();
    for citation in &rendered.citations {
        out.push_str(&format.write(citation));
        out.push('\n');
        if args.explain {
            explain(citation, &chosen, &mut out);
        }
    }
    if let Some(bibliography) = rendered.bibliography.filter(|_| args.with_bibliography) {
        out.push('\n');
        out.push_str(&bibliography.write(format));
        if !out.ends_with('\n') {
            out.push('\n');
        }
    }
    output::print(&out)?;
    Ok(exit)
}

/// The citations as they were given; `None` where one is not in the form, which was said then.
fn parse(texts: &[String]) -> Option<Vec<Citation>> {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let mut citations = Vec::with_capacity(texts.len());
    for (index, text) in texts.iter().enumerate() {
        let id = sources.push(Source::new(format!("<citation {}>", index + 1), text.as_str()));
        let parsed = pandoc::parse(text, id, &Labels::english(), &mut sink);
        citations.extend(parsed.map(|parsed| parsed.citation));
    }
    let diagnostics = sink.into_sorted();
    if !diagnostics.is_empty() {
        let coverage = Coverage { files: 0, entries: 0, styles: 0, unreadable: 0 };
        let report = Report { sources: &sources, diagnostics: &diagnostics, coverage };
        output::note(concise(&report).trim_end());
    }
    (citations.len() == texts.len()).then_some(citations)
}

/// Says of each run of a citation which element of the style printed it.
fn explain(citation: &Markup, chosen: &Chosen, out: &mut String) {
    for (words, place) in citation.pieces() {
        let place = match chosen.style.info().place(place) {
            Some(span) => {
                let place = chosen.source.line_column(span.start);
                format!("{}:{}:{}", chosen.source.name, place.line, place.column)
            }
            None => "the citation itself".to_owned(),
        };
        let _ = writeln!(out, "    {words:?}  {place}");
    }
}
