//! `ibid render`: formats the citations of documents in a style.

mod files;
mod filter;
mod latex_style;
mod paged;
mod refusal;
mod tex_characters;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use ibid::document::{Conventions, Document, Labels, Syntax, WrittenCitation, read_expanded};
use ibid::files::Files;
use ibid::model::Library;
use ibid::source::{Source, Span};
use ibid::typeset::{CrossLinks, Options, Part, Scope, Settings, Typeset, Unknown, typeset};

use crate::args::{DocumentFormat, InputArgs, Per, RenderArgs, Together};
use crate::commands::{abbreviations, no_entry, report_guessed};
use crate::config::{Documents, Exclude};
use crate::exit::Exit;
use crate::input::Request;
use crate::style::{Chosen, choose_for};
use crate::{input, output};

pub(crate) fn run(args: &RenderArgs) -> io::Result<Exit> {
    if args.filter {
        return filter::run(args);
    }
    let input = input::gather(&Request {
        paths: &args.documents,
        args: &InputArgs { input_format: None, stdin_name: "<stdin>.md".to_owned() },
        together: Together::Named,
        exclude: &Exclude::default(),
        documents: &Documents::default(),
        bibliographies: Some(&args.bibliographies),
    });
    if let Some(exit) = refusal::refused(args, &input) {
        return Ok(exit);
    }
    let files = &input.files;
    report_guessed(&files.sources);
    let first = files.manuscripts.iter().flat_map(|it| &it.parts).next();
    let Some(syntax) = first.map(|part| part.syntax) else { return Ok(Exit::Usage) };
    let (chosen, abbreviations, mut exit) = match printing(args, files) {
        Ok(printing) => printing,
        Err(exit) => return Ok(exit),
    };
    // Locator labels may be in the output language.
    let labels = Labels::english_and(chosen.style.locator_words());
    let mut documents: Vec<(Cow<'_, Source>, Document)> = Vec::new();
    for manuscript in &files.manuscripts {
        let commands = manuscript.conventions.commands.clone();
        let conventions = Conventions { labels: labels.clone(), commands };
        for part in &manuscript.parts {
            if let Some(source) = files.sources.get(part.source) {
                let (expanded, document) = read_expanded(source, part.source, syntax, &conventions);
                documents.push((expanded.map_or(Cow::Borrowed(source), Cow::Owned), document));
            }
        }
    }
    let parts: Vec<Part<'_>> =
        documents.iter().map(|(source, document)| Part { source, document }).collect();
    if let Some(exit) = without_bibliography(files, &parts) {
        return Ok(exit);
    }
    let library = ibid::read::TitleCase::from(args.style.title_case).apply(files.library());
    let library = chosen.style.adapt(&library, files);
    let settings = Settings::of(&parts);
    let options = Options {
        links: args.style.links || links(&parts),
        cross_links: cross_links(args, syntax, &settings),
        scope: scope(args.per),
        abbreviations,
        files: keys_by_file(files, &parts, &settings),
    };
    let printed = typeset(&parts, &library, &chosen.style, &options);
    exit = exit.max(report(&printed, &parts, files, &library));
    let written = match args.format() {
        Some(to) if !refusal::is_own(to, syntax) => paged::write(args, to, &printed, files),
        _ => files::write(args, &printed, &parts, files),
    };
    Ok(exit.max(written?))
}

/// The style and the abbreviations, and the exit status so far.
fn printing(
    args: &RenderArgs,
    files: &Files,
) -> Result<(Chosen, ibid::model::Abbreviations, Exit), Exit> {
    let documents = || {
        let manuscripts = files.manuscripts.iter();
        manuscripts.flat_map(|it| it.parts.iter().chain(&it.context))
    };
    let language = documents().find_map(|part| part.language.as_ref());
    let style = documents().find_map(|part| Some((part, part.style.as_ref()?)));
    let style = style.map(|(part, style)| {
        let source = files.sources.get(part.source).map_or("", |source| &source.name);
        let file = Path::new(source).parent().unwrap_or(Path::new("")).join(&style.name);
        if file.is_file() { file.to_string_lossy().into_owned() } else { style.name.clone() }
    });
    let language = language.map(|it| it.name.as_str());
    let style = style.or_else(|| of_latex(args, files));
    let chosen = choose_for(&args.style, style.as_deref(), language).map_err(|failure| {
        output::error(&failure);
        failure.exit()
    });
    match (chosen, abbreviations(args.style.abbreviations.as_deref())) {
        (Ok(chosen), Ok((abbreviations, exit))) => Ok((chosen, abbreviations, exit)),
        (chosen, read) => {
            Err(chosen.err().into_iter().chain(read.err()).max().unwrap_or(Exit::Usage))
        }
    }
}

/// The CSL style in place of the one that a document in LaTeX names; says which one it is, unless the
/// arguments name one.
fn of_latex(args: &RenderArgs, files: &Files) -> Option<String> {
    let named = latex_style::named(files).filter(|_| args.style.style.is_none())?;
    if !named.is_same {
        output::note(&format!(
            "note: `{}`, the style that the document names, is not a CSL style; it is printed in \
             `{}`, and `--style NAME` chooses another",
            named.name,
            named.csl.unwrap_or("apa")
        ));
    }
    named.csl.map(str::to_owned)
}

/// Prints that a document has citations but names no bibliography.
fn without_bibliography(files: &Files, parts: &[Part<'_>]) -> Option<Exit> {
    let cites = parts.iter().any(|part| !part.document.citations.is_empty());
    let has_one = files.manuscripts.iter().any(|it| !it.bibliographies.is_empty())
        || !files.readings.is_empty();
    if !cites || has_one {
        return None;
    }
    let name = parts.first().map_or("", |part| &part.source.name);
    output::note(&format!(
        "error: `{name}` cites, and names no bibliography; name it with --bibliography FILE"
    ));
    Some(Exit::Usage)
}

fn cross_links(args: &RenderArgs, syntax: Syntax, settings: &Settings) -> CrossLinks {
    match args.cross_links() {
        Some(links) => links,
        None if args.format() == Some(DocumentFormat::Html) && syntax == Syntax::Markdown => {
            CrossLinks::Both
        }
        None if settings.link_citations == Some(true) => CrossLinks::Entries,
        None => CrossLinks::None,
    }
}

/// Whether addresses are links without being asked for: in Typst, and in LaTeX with hyperref.
fn links(parts: &[Part<'_>]) -> bool {
    let has_hyperref =
        |part: &Part<'_>| part.document.packages.iter().any(|it| it.name == "hyperref.sty");
    match parts.first().map(|part| part.document.syntax) {
        Some(Syntax::Latex) => parts.iter().any(has_hyperref),
        Some(Syntax::Typst) => true,
        _ => false,
    }
}

fn scope(per: Per) -> Scope {
    match per {
        Per::Document => Scope::Whole,
        Per::File => Scope::File,
        Per::Chapter => Scope::Level(1),
        Per::Section => Scope::Level(2),
    }
}

/// For each bibliography, under the name that the documents use, the keys of its entries.
fn keys_by_file(
    files: &Files,
    parts: &[Part<'_>],
    settings: &Settings,
) -> BTreeMap<String, Vec<String>> {
    let of_parts = parts.iter().flat_map(|part| &part.document.bibliographies);
    let of_topics = settings.topics.iter().flat_map(|(_, files)| files);
    let names: BTreeSet<String> =
        of_parts.map(|named| named.name.clone()).chain(of_topics.cloned()).collect();
    let mut keys = BTreeMap::new();
    for name in names {
        let is_it = |source: &str| {
            source == name || Path::new(source).ends_with(name.trim_start_matches(['.', '/']))
        };
        let readings = files.readings.iter().filter(|reading| {
            files.sources.get(reading.source).is_some_and(|source| is_it(&source.name))
        });
        let of_file: Vec<String> =
            readings.flat_map(|reading| reading.library.keys()).map(str::to_owned).collect();
        keys.insert(name, of_file);
    }
    keys
}

/// Prints which keys have no entry, and what else is not printed.
fn report(printed: &Typeset<'_>, parts: &[Part<'_>], files: &Files, library: &Library) -> Exit {
    let mut exit = Exit::Clean;
    // The text that was read, if commands in the parts were expanded.
    let own: Vec<&Document> = files.manuscripts.iter().flat_map(|it| &it.parts).collect();
    let place_of = |unknown: &Unknown| {
        let document = *own.get(unknown.part)?;
        let mut keys = document.citations.iter().flat_map(WrittenCitation::keys);
        let (_, span) = keys.find(|(key, _)| *key == unknown.key)?;
        Some((files.sources.get(document.source)?, span))
    };
    let mut said = BTreeSet::new();
    for unknown in &printed.unknown {
        if let Some(part) = parts.get(unknown.part).filter(|_| said.insert(&unknown.key)) {
            let said = no_entry(&unknown.key, library.keys());
            let (source, span) = place_of(unknown).unwrap_or((part.source, unknown.span));
            error_at(source, span, &said);
        }
        exit = Exit::Findings;
    }
    for unprinted in &printed.unprinted {
        let Some(part) = parts.get(unprinted.part) else { continue };
        let command = part.source.slice(unprinted.span);
        let said = format!("no style prints what `{command}` asks for");
        error_at(part.source, unprinted.span, &said);
        exit = Exit::Findings;
    }
    for left_out in &printed.left_out {
        let Some(part) = parts.get(left_out.part) else { continue };
        let said = format!("the style prints nothing for the cite of `{}`", left_out.key);
        if left_out.without_names {
            // `[-@key]` behind the author's name, in a style that prints no year.
            note_at("warning", part.source, left_out.span, &said);
        } else {
            note_at("error", part.source, left_out.span, &said);
            exit = Exit::Findings;
        }
    }
    for part in parts {
        let faults = part.document.diagnostics.iter();
        for fault in faults.filter(|it| it.rule.name == "parse-error") {
            error_at(part.source, fault.primary.location.span, &fault.message);
            exit = Exit::Findings;
        }
    }
    for malformed in &printed.malformed {
        let Some(part) = parts.get(malformed.part) else { continue };
        let said = format!("{}; the citation is left as it is", malformed.message);
        error_at(part.source, malformed.span, &said);
        exit = Exit::Findings;
    }
    if printed.lacks_listing {
        let asks = match parts.first().map(|part| part.document.syntax) {
            Some(Syntax::Latex) => "`\\printbibliography`",
            _ => "`#bibliography(…)`",
        };
        output::note(&format!(
            "note: the document asks for no bibliography, and none is printed; {asks} would"
        ));
    }
    exit
}

fn error_at(source: &Source, span: Span, said: &str) {
    note_at("error", source, span, said);
}

fn note_at(level: &str, source: &Source, span: Span, said: &str) {
    let place = source.line_column(span.start);
    output::note(&format!("{level}: {}:{}:{}: {said}", source.name, place.line, place.column));
}
