//! `ibid render`: a document with its citations as a style prints them.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use ibid::document::{Document, Labels, Syntax, WrittenCitation, WrittenMode, read};
use ibid::engine::{Options, Rendered, Uncited, render};
use ibid::markup::Markup;
use ibid::model::{Citation, CitationMode, Library};
use ibid::output::Format;
use ibid::source::Source;

use crate::args::{InputArgs, RenderArgs, Together};
use crate::commands::unknown_key;
use crate::config::{Documents, Globs};
use crate::input::{Input, Request};
use crate::style::{Chosen, choose_named};
use crate::{Exit, input, output};

/// The style of documents that name none.
const DEFAULT_STYLE: &str = "apa";

/// What is written in the place of some bytes.
type Edit = (Range<usize>, String);

pub(crate) fn run(args: &RenderArgs) -> io::Result<Exit> {
    let input = input::gather(&Request {
        paths: std::slice::from_ref(&args.document),
        args: &InputArgs { input_format: None, stdin_name: "<stdin>.md".to_owned() },
        together: Together::Named,
        exclude: &Globs::default(),
        documents: &Documents::default(),
        bibliographies: Some(&args.bibliographies),
    });
    if let Some(exit) = refused(args, &input) {
        return Ok(exit);
    }
    let part = input.files.manuscripts.first().and_then(|manuscript| manuscript.parts.first());
    let known = part.and_then(|part| Some((part, input.files.sources.get(part.source)?)));
    let Some((part, source)) = known else { return Ok(Exit::Unreadable) };
    let chosen = match style(args, part) {
        Ok(chosen) => chosen,
        Err(failure) => {
            output::error(&failure);
            return Ok(failure.exit());
        }
    };
    let labels = Labels::english_and(chosen.style.locator_words());
    let document = read(source, part.source, Syntax::Markdown, &labels);
    let library = ibid::read::TitleCase::from(args.title_case).apply(input.files.library());
    let (edits, exit) = edits(&document, source, &library, &chosen, args.links);
    write(args, source, edits)?;
    Ok(exit)
}

/// Says why a document cannot be rendered.
fn refused(args: &RenderArgs, input: &Input) -> Option<Exit> {
    let missing = input.files.manuscripts.iter().flat_map(|manuscript| &manuscript.missing);
    let missing = missing.map(|it| format!("cannot read `{}`: {}", it.name, it.reason));
    let reasons: Vec<String> =
        input.unreadable.iter().map(|it| it.reason.clone()).chain(missing).collect();
    reasons.iter().for_each(|reason| output::note(&format!("error: {reason}")));
    if !reasons.is_empty() {
        return Some(Exit::Unreadable);
    }
    let syntax =
        input.files.manuscripts.first().and_then(|it| it.parts.first()).map(|it| it.syntax);
    let name = args.document.display();
    match syntax {
        Some(Syntax::Markdown) => None,
        Some(other) => {
            let other = other.name();
            output::note(&format!("error: `{name}` is {other}; `ibid render` takes Markdown"));
            Some(Exit::Usage)
        }
        None => {
            output::note(&format!("error: `{name}` is not a Markdown document (.md, .qmd, .Rmd)"));
            Some(Exit::Usage)
        }
    }
}

/// The style that the arguments name, or else the document.
fn style(args: &RenderArgs, document: &Document) -> Result<Chosen, crate::style::Failure> {
    let language = document.language.as_ref().map(|it| it.name.as_str());
    let locale = args.locale.as_deref().or(language);
    let beside = document.style.as_ref().map(|it| {
        let file = args.document.parent().unwrap_or(Path::new("")).join(&it.name);
        if file.is_file() { file.to_string_lossy().into_owned() } else { it.name.clone() }
    });
    let name = args.style.clone().or(beside);
    choose_named(name.as_deref().unwrap_or(DEFAULT_STYLE), locale, &args.folders)
}

/// What becomes of the document, ordered by place, and how the run ends.
fn edits(
    document: &Document,
    source: &Source,
    library: &Library,
    chosen: &Chosen,
    links: bool,
) -> (Vec<Edit>, Exit) {
    let exit = report_unknown(document, library);
    let is_note = chosen.style.info().is_note;
    let printed = printed(document, library);
    let citations = numbered(document, &printed, is_note);
    let listed = document.citations.iter().filter(|it| it.mode == WrittenMode::Nocite);
    let keys = listed.flat_map(|it| &it.citation.cites).map(|cite| cite.key.clone());
    let uncited = match document.all_listed {
        Some(_) => Uncited::All,
        None => Uncited::Keys(keys.collect()),
    };
    let options = Options { uncited, links, ..Options::default() };
    let Rendered { citations: markups, bibliography, .. } =
        render(&chosen.style, library, &citations, &options);
    let mut edits: Vec<Edit> = printed
        .iter()
        .zip(markups)
        .map(|(written, markup)| match is_note {
            true if written.citation.note.is_none() => note(&source.text, written, markup),
            true => (written.span.range(), in_own_note(&source.text, written, markup)),
            false => (written.span.range(), Format::Markdown.write(&markup)),
        })
        .collect();
    edits.sort_by_key(|(range, _)| range.start);
    let entries = bibliography.filter(|bibliography| !bibliography.entries.is_empty());
    if let Some(entries) = entries {
        edits.push(listing(document, &source.text, &entries.write(Format::Markdown)));
    }
    edits.sort_by_key(|(range, _)| range.start);
    (edits, exit)
}

/// Says which keys no entry has; citations of them are left as they are.
fn report_unknown(document: &Document, library: &Library) -> Exit {
    let mut said = BTreeSet::new();
    for (key, _) in document.citations.iter().flat_map(WrittenCitation::keys) {
        if library.get(key).is_none() && said.insert(key) {
            unknown_key(key, library);
        }
    }
    if said.is_empty() { Exit::Clean } else { Exit::Findings }
}

/// The citations that are printed, in the order in which they are read: those of which all keys
/// are known, and that are not inside another or malformed.
fn printed<'d>(document: &'d Document, library: &Library) -> Vec<&'d WrittenCitation> {
    let mut by_place: Vec<&WrittenCitation> = document.citations.iter().collect();
    by_place.sort_by_key(|citation| citation.span);
    let mut outer: BTreeSet<u32> = BTreeSet::new();
    let mut end = 0;
    for citation in by_place {
        if citation.span.start >= end && citation.mode != WrittenMode::Nocite {
            outer.insert(citation.span.start);
            end = citation.span.end;
        }
    }
    let is_faulty = |citation: &WrittenCitation| {
        let mut faults = document.diagnostics.iter();
        faults.any(|fault| citation.span.contains(fault.primary.location.span))
    };
    let all = document.citations.iter();
    all.filter(|citation| {
        citation.mode != WrittenMode::Nocite
            && outer.contains(&citation.span.start)
            && citation.keys().all(|(key, _)| library.get(key).is_some())
            && !is_faulty(citation)
    })
    .collect()
}

/// The citations with the numbers of their notes. In a style for notes each one in the text makes
/// a note, which is counted with the author's own.
fn numbered(document: &Document, printed: &[&WrittenCitation], is_note: bool) -> Vec<Citation> {
    let mut made = 0;
    let number = |written: &&WrittenCitation| {
        let mut citation = written.citation.clone();
        if let (CitationMode::SuppressAuthor, Some(first)) =
            (&citation.mode, citation.cites.first_mut())
        {
            // The first as it is written, whichever is printed first.
            first.suppress_author = true;
            citation.mode = CitationMode::Normal;
        }
        let before = document.notes.partition_point(|note| note.start < written.span.start);
        citation.note = match citation.note {
            Some(own) => Some(own + made),
            None if is_note => {
                made += 1;
                Some(u32::try_from(before).unwrap_or(u32::MAX).saturating_add(made))
            }
            None => None,
        };
        citation
    };
    printed.iter().map(number).collect()
}

/// A citation in a note of the author's, which it is a part of: in parentheses where it does not
/// begin the note, and without the full stop of a note where it does not end it.
fn in_own_note(text: &str, written: &WrittenCitation, mut markup: Markup) -> String {
    let Range { start, end } = written.span.range();
    let names = markup.take_in_text().map(|names| Format::Markdown.write(&names) + ", ");
    let body = Format::Markdown.write(&markup);
    let before = text[..start].trim_end();
    let begins = before.ends_with("]:") || before.ends_with("^[");
    let behind = text[end..].trim_start_matches([' ', '\t']);
    let ends = behind.is_empty() || behind.starts_with([']', '\n', '\r']);
    let in_parentheses = !begins && names.is_none();
    let body = match ends && !in_parentheses {
        true => body.as_str(),
        false => body.strip_suffix('.').unwrap_or(&body),
    };
    match names {
        Some(names) => names + body,
        None if in_parentheses => format!("({body})"),
        None => body.to_owned(),
    }
}

/// A citation of the text that becomes a note: without the space before it, and behind the
/// punctuation mark that follows.
fn note(text: &str, written: &WrittenCitation, mut markup: Markup) -> Edit {
    let Range { mut start, mut end } = written.span.range();
    let names = markup.take_in_text().map(|names| Format::Markdown.write(&names));
    let mut body = Format::Markdown.write(&markup);
    if written.citation.cites.first().is_some_and(|cite| cite.prefix.is_some()) {
        body = with_capital(&body);
    }
    let mut out = names.clone().unwrap_or_default();
    if names.is_none() {
        let before = text[..start].trim_end_matches([' ', '\t']);
        let line = before.strip_suffix('\n').map_or(before, |line| line.trim_end_matches('\r'));
        let is_prose = line.ends_with(|c: char| !c.is_whitespace());
        start = if is_prose { line.len() } else { start };
    }
    let mark =
        text[end..].chars().next().filter(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?'));
    if let Some(mark) = mark {
        end += mark.len_utf8();
        // `et al. [@key].` has one full stop.
        let before = names.as_deref().unwrap_or(&text[..start]);
        let is_there = mark == '.' && before.ends_with('.');
        if !is_there {
            out.push(mark);
        }
    }
    out.push_str(&format!("^[{body}]"));
    (start..end, out)
}

/// The text with its first letter a capital.
fn with_capital(text: &str) -> String {
    let Some((at, first)) = text.char_indices().find(|(_, c)| c.is_alphanumeric()) else {
        return text.to_owned();
    };
    let behind = at + first.len_utf8();
    let capital: String = first.to_uppercase().collect();
    format!("{}{capital}{}", &text[..at], &text[behind..])
}

/// The bibliography where the document wants it, or else at its end.
fn listing(document: &Document, text: &str, entries: &str) -> Edit {
    let entries = entries.trim_end();
    match document.listings.first() {
        Some(listing) => {
            let at = listing.span.start as usize;
            (at..at, format!("\n{entries}\n\n"))
        }
        None => {
            let end = text.trim_end().len();
            (end..text.len(), format!("\n\n{entries}\n"))
        }
    }
}

/// Writes the document with its edits; where there are none, the bytes that were read.
fn write(args: &RenderArgs, source: &Source, edits: Vec<Edit>) -> io::Result<()> {
    let mut out = String::with_capacity(source.text.len() * 2);
    let mut at = 0;
    let is_unchanged = edits.is_empty();
    for (range, replacement) in edits {
        out.push_str(source.text.get(at..range.start.max(at)).unwrap_or_default());
        out.push_str(&replacement);
        at = range.end.max(at);
    }
    out.push_str(source.text.get(at..).unwrap_or_default());
    let bytes = match is_unchanged && args.document.as_os_str() != "-" {
        true => std::fs::read(&args.document)?,
        false => out.into_bytes(),
    };
    match &args.output {
        Some(path) => std::fs::write(path, bytes).map_err(|error| {
            io::Error::new(error.kind(), format!("cannot write `{}`: {error}", path.display()))
        }),
        None => match io::stdout().lock().write_all(&bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            result => result,
        },
    }
}
