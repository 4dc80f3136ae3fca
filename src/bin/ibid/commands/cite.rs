//! `ibid cite`: citations in a style, one a line.

use std::fmt::Write;
use std::io;

use ibid::diagnostic::Sink;
use ibid::document::{Labels, pandoc};
use ibid::engine::{Options, render};
use ibid::markup::Markup;
use ibid::model::{Citation, CitationMode, Cite};
use ibid::output::html_page;
use ibid::report::{Coverage, Report, concise};
use ibid::source::{Source, Sources};

use crate::args::{CiteArgs, ColorChoice};
use crate::commands::format::no_bibliography;
use crate::commands::{Library, abbreviations, is_unprinted, report_unprinted, unknown_key};
use crate::style::Chosen;
use crate::{Exit, output, style};

pub(crate) fn run(args: &CiteArgs, color: ColorChoice) -> io::Result<Exit> {
    let opened = match Library::open(&args.bibliography, &args.input, args.style.title_case) {
        Ok(opened) => opened,
        Err(exit) => return Ok(exit),
    };
    let library = &opened.library;
    let chosen = match style::choose(&args.style) {
        Ok(chosen) => chosen,
        Err(failure) => {
            output::error(&failure);
            return Ok(failure.exit());
        }
    };
    let (abbreviations, abbreviated) = match abbreviations(args.abbreviations.as_deref()) {
        Ok(read) => read,
        Err(exit) => return Ok(exit),
    };
    let (citations, parsed) =
        parse(&args.citations, &Labels::english_and(chosen.style.locator_words()));
    let Some(mut citations) = citations else { return Ok(parsed) };
    if chosen.style.info().is_note {
        for (citation, note) in citations.iter_mut().zip(1..) {
            citation.note = Some(note);
        }
    }
    let keys: Vec<&str> = cited(&citations).map(|cite| opened.key_of(&cite.key)).collect();
    let mut exit = opened.report_errors(Some(&keys)).max(abbreviated).max(parsed);
    let options = Options {
        links: args.links,
        provenance: args.explain,
        abbreviations,
        ..Options::default()
    };
    let rendered = render(&chosen.style, library, &citations, &options);
    if !rendered.unknown.is_empty() {
        rendered.unknown.iter().for_each(|unknown| unknown_key(&unknown.key, library));
        return Ok(Exit::Findings);
    }
    exit = exit.max(report_unprinted_cites(&chosen, library, &citations, &rendered.citations));
    let format = args.to.format(color);
    let mut out = String::new();
    for citation in &rendered.citations {
        out.push_str(&format.write(citation));
        out.push('\n');
        if args.explain {
            citation.in_text().into_iter().for_each(|names| explain(names, &chosen, &mut out));
            explain(citation, &chosen, &mut out);
        }
    }
    if args.with_bibliography {
        match &rendered.bibliography {
            Some(bibliography) => {
                exit = exit.max(report_unprinted(keys, bibliography));
                out.push('\n');
                out.push_str(&bibliography.write(format));
                if !out.ends_with('\n') {
                    out.push('\n');
                }
            }
            None => {
                output::note(&no_bibliography(&chosen.style.info().title));
                exit = exit.max(Exit::Usage);
            }
        }
    }
    if args.to.is_page() && !args.explain {
        let bibliography = rendered.bibliography.as_ref().filter(|_| args.with_bibliography);
        let language = &chosen.style.info().language;
        out = html_page("Citations", language, &rendered.citations, bibliography);
    }
    output::print(&out)?;
    Ok(exit)
}

fn cited(citations: &[Citation]) -> impl Iterator<Item = &Cite> {
    citations.iter().flat_map(|citation| &citation.cites)
}

/// Says of which cites the style prints nothing. A cite among others, or with a prefix, leaves no
/// mark where it is missing, so that each is also printed alone.
fn report_unprinted_cites(
    chosen: &Chosen,
    library: &ibid::model::Library,
    citations: &[Citation],
    printed: &[Markup],
) -> Exit {
    let mut exit = Exit::Clean;
    let mut report = |key: &str| {
        output::note(&format!("error: the style prints nothing for the cite of `{key}`"));
        exit = Exit::Findings;
    };
    let is_alone = |citation: &Citation| match &citation.cites[..] {
        [cite] => cite.prefix.is_none() && cite.suffix.is_none(),
        _ => false,
    };
    let (alone, among): (Vec<_>, Vec<_>) =
        citations.iter().zip(printed).partition(|(citation, _)| is_alone(citation));
    for (citation, _) in alone.iter().filter(|(_, markup)| is_unprinted(markup)) {
        report(&citation.cites[0].key);
    }
    let singles: Vec<Citation> = (among.iter())
        .flat_map(|(citation, _)| citation.cites.iter().enumerate().map(|it| (*citation, it)))
        .map(|(citation, (index, cite))| Citation {
            cites: vec![Cite { prefix: None, suffix: None, ..cite.clone() }],
            note: citation.note,
            mode: if index == 0 { citation.mode.clone() } else { CitationMode::Normal },
        })
        .collect();
    let rendered = render(&chosen.style, library, &singles, &Options::default());
    for (citation, _) in singles.iter().zip(&rendered.citations).filter(|(_, it)| is_unprinted(it))
    {
        report(&citation.cites[0].key);
    }
    exit
}

/// The citations as they were given, and how the run ends if all else goes well; `None` where
/// nothing could be made of one. What is wrong with their form is said.
fn parse(texts: &[String], labels: &Labels) -> (Option<Vec<Citation>>, Exit) {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let mut citations = Vec::with_capacity(texts.len());
    for (index, text) in texts.iter().enumerate() {
        let text = text.trim();
        let id = sources.push(Source::new(format!("<citation {}>", index + 1), text));
        let parsed = pandoc::parse(text, id, labels, &mut sink);
        citations.extend(parsed.map(|parsed| parsed.citation));
    }
    let diagnostics = sink.into_sorted();
    if diagnostics.is_empty() && citations.len() == texts.len() {
        return (Some(citations), Exit::Clean);
    }
    let coverage = Coverage::default();
    let report = Report { sources: &sources, diagnostics: &diagnostics, coverage };
    output::note(concise(&report).trim_end());
    ((citations.len() == texts.len()).then_some(citations), Exit::Findings)
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
