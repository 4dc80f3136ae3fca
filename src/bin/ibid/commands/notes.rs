//! `ibid notes`: prints what the notes of an essay cite.

use std::io;
use std::path::Path;

use ibid::document::essay::{
    Apparatus, Catalogue, NoteCite, Resolved, Target, Trouble, keyed, resolve,
};
use ibid::document::{Document, Role};
use ibid::source::{Source, Span};
use serde_json::{Map, Value, json};

use crate::args::{InputArgs, NotesArgs, NotesFormat, Together};
use crate::config::{Documents, Exclude};
use crate::exit::Exit;
use crate::input::{Input, Request};
use crate::{input, output, paths, target};

/// The width of a note's text in the table, in columns.
const WIDTH: usize = 60;

pub(crate) fn run(args: &NotesArgs) -> io::Result<Exit> {
    let input = input::gather(&Request {
        paths: std::slice::from_ref(&args.essay),
        args: &named(&args.input),
        together: Together::Named,
        exclude: &Exclude::default(),
        documents: &Documents::default(),
        bibliographies: Some(&args.bibliographies),
    });
    let refusal = refused(args, &input);
    if let Some(exit) =
        refusal.or_else(|| target::refused(args.output.as_deref(), &input.files, []))
    {
        return Ok(exit);
    }
    let part = input.files.manuscripts.first().and_then(|manuscript| manuscript.parts.first());
    let known = part.and_then(|part| Some((part, input.files.sources.get(part.source)?)));
    let Some((part, source)) = known else { return Ok(Exit::Unreadable) };
    let Some(apparatus) =
        part.apparatus.as_ref().filter(|it| !it.notes.is_empty() || !it.by_year.is_empty())
    else {
        output::note(&without_notes(args));
        return Ok(Exit::Usage);
    };
    let libraries: Vec<_> = input.files.readings.iter().map(|reading| &reading.library).collect();
    let catalogue = Catalogue::new(&libraries);
    if catalogue.is_empty() {
        output::note(
            "error: there is no bibliography to look the notes up in; name one with --bibliography",
        );
        return Ok(Exit::Usage);
    }
    let resolved = resolve(&source.text, apparatus, &catalogue);
    let shown = Shown { source, part, apparatus, resolved: &resolved, catalogue: &catalogue };
    let text = match args.to {
        NotesFormat::Table => shown.table(),
        NotesFormat::Json => shown.json(),
        NotesFormat::Markdown => {
            let folder = args.output.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
            let names = args.bibliographies.iter().map(|it| paths::from_folder(it, folder));
            let names = names.map(|it| it.to_string_lossy().replace('\\', "/"));
            let names: Vec<String> = names.collect();
            keyed(&source.text, part.syntax, apparatus, &resolved, &catalogue, &names)
        }
    };
    let bytes = match args.to {
        NotesFormat::Markdown => target::in_encoding_of(Path::new(&*source.name), &text)?,
        NotesFormat::Table | NotesFormat::Json => text.into_bytes(),
    };
    target::write(args.output.as_deref(), &bytes)?;
    let by_year = || resolved.by_year.iter().map(|it| &it.cite);
    let all = resolved.notes.iter().flatten().chain(by_year());
    let is_open = |cite: &NoteCite| {
        cite.target != Target::Unlisted && (cite.work().is_none() || cite.trouble.is_some())
    };
    let open = all.filter(|cite| is_open(cite)).count();
    if open > 0 && args.to == NotesFormat::Markdown {
        let notes = { resolved.order.iter() }
            .filter(|at| resolved.notes[**at].iter().any(is_open))
            .map(|at| apparatus.notes[*at].label.as_str());
        output::note(&without_work(open, &notes.collect::<Vec<&str>>()));
    }
    Ok(if open == 0 { Exit::Clean } else { Exit::Findings })
}

/// What is said of references that stay as they are typed.
fn without_work(open: usize, notes: &[&str]) -> String {
    const MOST: usize = 12;
    let (noun, verb, stay) = match open {
        1 => ("reference", "has", "it stays as it is"),
        _ => ("references", "have", "they stay as they are"),
    };
    let of = if notes.len() == 1 { "note" } else { "notes" };
    let mut labels = notes[..notes.len().min(MOST)].join(", ");
    if notes.len() > MOST {
        labels.push_str(", …");
    }
    let which = if notes.is_empty() { String::new() } else { format!(" ({of} {labels})") };
    format!(
        "note: {open} {noun} {verb} no certain work{which}, and {stay}; `ibid notes` lists them"
    )
}

/// Standard input is a plain text where nothing else is said of it.
fn named(args: &InputArgs) -> InputArgs {
    let stdin_name = match args.stdin_name.as_str() {
        "<stdin>" => "<stdin>.txt".to_owned(),
        name => name.to_owned(),
    };
    InputArgs { input_format: args.input_format, stdin_name }
}

/// The reasons why a text is neither an essay nor a bibliography.
const NO_ESSAY: [&str; 2] = ["in no known format", "neither an essay"];

/// The message about what was not found in an essay.
fn without_notes(args: &NotesArgs) -> String {
    let name = match args.essay.to_str() {
        Some("-") => "standard input".to_owned(),
        _ => format!("`{}`", args.essay.display()),
    };
    format!(
        "error: there are no notes in {name}: looked for a list of them (`1. …`, `1 …`, `[1] …`, `¹ …`, \
         `- …`) at the end or under a heading such as `Notes`, with markers in the text (`word1`, \
         `[1]`, `(1)`, `¹`, `^1`), and for authors with years, `(Mett 1967)`, whose works are in such \
         a list"
    )
}

/// Prints why an essay cannot be read.
fn refused(args: &NotesArgs, input: &Input) -> Option<Exit> {
    let missing = input.files.manuscripts.iter().flat_map(|manuscript| &manuscript.missing);
    let missing = missing.filter(|it| it.role == Role::Bibliography);
    let missing = missing.map(|it| format!("cannot read `{}`: {}", it.name, it.reason));
    let reasons: Vec<String> =
        input.unreadable.iter().map(|it| it.reason.clone()).chain(missing).collect();
    let is_document = !input.files.manuscripts.is_empty();
    let is_no_essay = |reason: &String| NO_ESSAY.iter().any(|it| reason.contains(it));
    if !is_document && reasons.iter().all(is_no_essay) {
        output::note(&without_notes(args));
        return Some(Exit::Usage);
    }
    reasons.iter().for_each(|reason| output::note(&format!("error: {reason}")));
    (!reasons.is_empty()).then_some(Exit::Unreadable)
}

/// What is printed about an essay.
struct Shown<'a> {
    source: &'a Source,
    part: &'a Document,
    apparatus: &'a Apparatus,
    resolved: &'a Resolved,
    catalogue: &'a Catalogue<'a>,
}

impl Shown<'_> {
    fn table(&self) -> String {
        let mut rows: Vec<[String; 5]> = Vec::new();
        rows.push(["note", "work", "place", "by", "text"].map(str::to_owned));
        for &at in &self.resolved.order {
            let note = &self.apparatus.notes[at];
            let cites = &self.resolved.notes[at];
            if cites.is_empty() {
                let text = self.one_line(note.span);
                rows.push([note.label.clone(), "–".into(), String::new(), "prose".into(), text]);
            }
            for (number, cite) in cites.iter().enumerate() {
                let label = if number == 0 { note.label.clone() } else { String::new() };
                rows.push(self.row(label, cite));
            }
        }
        let mut last = None;
        for it in &self.resolved.by_year {
            let line = self.source.line_column(it.span.start).line;
            let is_first = last.replace(it.citation) != Some(it.citation);
            let label = if is_first { format!("line {line}") } else { String::new() };
            rows.push(self.row(label, &it.cite));
        }
        for (list, found) in self.apparatus.lists.iter().zip(&self.resolved.lists) {
            let heading = list.heading.map_or("works", |it| self.source.slice(it).trim());
            let heading = heading.trim_matches(['#', '*', '_', ' ', ':']).to_owned();
            rows.push([heading, String::new(), String::new(), String::new(), String::new()]);
            rows.extend(found.iter().map(|cite| self.row(String::new(), cite)));
        }
        laid_out(&rows)
    }

    fn row(&self, label: String, cite: &NoteCite) -> [String; 5] {
        let part = cite.within.as_ref();
        let part = part.map(|part| format!("{} {}, ", part.label, part.value.as_str()));
        let place = match (&cite.locator, &cite.inherited) {
            (Some(locator), _) => {
                let part = part.unwrap_or_default();
                format!("{part}{} {}", locator.label, locator.value.as_str())
            }
            (None, Some(locator)) => format!("({} {})", locator.label, locator.value.as_str()),
            (None, None) => String::new(),
        };
        let sure = match &cite.target {
            Target::Work { confidence, .. } => {
                format!("{} {}", cite.form.name(), percent(*confidence))
            }
            Target::Unlisted => "source".to_owned(),
            _ => cite.form.name().to_owned(),
        };
        [label, self.target(cite), place, sure, self.one_line(cite.span)]
    }

    /// The key of the cited work, or why it is unknown.
    fn target(&self, cite: &NoteCite) -> String {
        match &cite.target {
            Target::Work { number, .. } => match cite.trouble {
                Some(_) => format!("{}?", self.catalogue.key(*number)),
                None => self.catalogue.key(*number).to_owned(),
            },
            Target::Several(works) => {
                let keys: Vec<&str> =
                    works.iter().take(4).map(|it| self.catalogue.key(*it)).collect();
                format!("{}?", keys.join(" or "))
            }
            Target::Unlisted => "–".to_owned(),
            _ => "?".to_owned(),
        }
    }

    fn one_line(&self, span: Span) -> String {
        let text = self.source.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
        match text.char_indices().nth(WIDTH) {
            Some((end, _)) => format!("{}…", text[..end].trim_end()),
            None => text,
        }
    }

    fn json(&self) -> String {
        let notes: Vec<Value> = self
            .resolved
            .order
            .iter()
            .map(|&at| {
                let note = &self.apparatus.notes[at];
                let cites = self.resolved.notes[at].iter().map(|cite| self.cite_json(cite));
                let markers = note.markers.iter().filter_map(|at| self.apparatus.markers.get(*at));
                let markers: Vec<Value> = markers.map(|it| self.place_json(it.span)).collect();
                json!({
                    "note": note.label,
                    "chapter": note.chapter + 1,
                    "text": self.source.slice(note.span).split_whitespace().collect::<Vec<_>>().join(" "),
                    "place": self.place_json(note.span),
                    "markers": markers,
                    "cites": cites.collect::<Vec<_>>(),
                })
            })
            .collect();
        let lists = self.apparatus.lists.iter().zip(&self.resolved.lists).map(|(list, found)| {
            json!({
                "heading": list.heading.map(|it| self.source.slice(it).trim()),
                "items": found.iter().map(|cite| self.cite_json(cite)).collect::<Vec<_>>(),
            })
        });
        let citations = self.resolved.by_year.iter().map(|it| self.cite_json(&it.cite));
        let all = json!({
            "version": 1,
            "essay": &*self.source.name,
            "syntax": self.part.syntax.name(),
            "notes": notes,
            "citations": citations.collect::<Vec<_>>(),
            "lists": lists.collect::<Vec<_>>(),
        });
        format!("{all:#}\n")
    }

    fn cite_json(&self, cite: &NoteCite) -> Value {
        let mut out = Map::new();
        let mut add = |name: &str, value: Value| _ = out.insert(name.to_owned(), value);
        let text = self.source.slice(cite.span).split_whitespace().collect::<Vec<_>>().join(" ");
        match &cite.target {
            Target::Work { number, confidence } => {
                add("key", json!(self.catalogue.key(*number)));
                add("confidence", json!((f64::from(*confidence) * 100.0).round() / 100.0));
            }
            Target::Several(works) => {
                let keys: Vec<&str> = works.iter().map(|it| self.catalogue.key(*it)).collect();
                add("key", Value::Null);
                add("candidates", json!(keys));
            }
            Target::Unlisted => {
                add("key", Value::Null);
                add("unlisted", json!(true));
            }
            _ => add("key", Value::Null),
        }
        add("form", json!(cite.form.name()));
        add("text", json!(text));
        add("place", self.place_json(cite.span));
        for (name, span) in [("prefix", cite.prefix), ("suffix", cite.suffix)] {
            let words = self.source.slice(span).trim().trim_end_matches(',');
            if !words.is_empty() {
                add(name, json!(words.split_whitespace().collect::<Vec<_>>().join(" ")));
            }
        }
        let place = |locator: &ibid::model::Locator| json!({ "label": locator.label.to_string(), "value": locator.value.as_str() });
        if let Some(locator) = &cite.locator {
            add("locator", place(locator));
        }
        if let Some(part) = &cite.within {
            add("within", place(part));
        }
        if let Some(locator) = &cite.inherited {
            add("inherited-locator", place(locator));
        }
        if let Some(trouble) = &cite.trouble {
            add("trouble", json!(self.trouble(trouble)));
        }
        Value::Object(out)
    }

    fn place_json(&self, span: Span) -> Value {
        let start = self.source.line_column(span.start);
        let end = self.source.line_column(span.end);
        json!({
            "line": start.line,
            "column": start.column,
            "end-line": end.line,
            "end-column": end.column,
        })
    }

    fn trouble(&self, trouble: &Trouble) -> String {
        let label =
            |at: &usize| self.apparatus.notes.get(*at).map_or("", |note| note.label.as_str());
        match trouble {
            Trouble::FirstNote => "there is no note before".to_owned(),
            Trouble::CitesNothing(at) => format!("note {} cites nothing", label(at)),
            Trouble::CitesSeveral(at, _) => format!("note {} cites several works", label(at)),
            Trouble::NoEarlier => "no earlier note cites such a work".to_owned(),
            Trouble::SeveralEarlier(_) => "several works were cited that could be meant".to_owned(),
            Trouble::NoSuchNote => "there is no note of that number".to_owned(),
            Trouble::OtherNote(Some(at)) => format!("note {} is meant", label(at)),
            Trouble::OtherNote(None) => "the note of that number cites another work".to_owned(),
            _ => "it cannot be said which work is meant".to_owned(),
        }
    }
}

fn percent(confidence: f32) -> String {
    format!("{:.0} %", confidence * 100.0)
}

/// Writes the rows with aligned columns.
fn laid_out(rows: &[[String; 5]]) -> String {
    let width = |column: usize| {
        let cells =
            rows.iter().filter(|row| !row[1].is_empty()).map(|row| row[column].chars().count());
        cells.max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..5).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            let gap = width.saturating_sub(cell.chars().count()) + 2;
            line.push_str(&" ".repeat(gap));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
