//! `ibid subset`, `ibid stub` and `ibid rename`: bibliographies by the keys that documents cite.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use ibid::diagnostic::{Edit, nearest};
use ibid::document::essay::{Catalogue, resolve};
use ibid::document::{Manuscript, written_key};
use ibid::excerpt::{
    Excerpt, append, aux_inputs, aux_keys, bcf_keys, items, placeholder, renaming, subset,
    write_subset,
};
use ibid::files::{Fixing, open_source};
use ibid::read::{Format, read};
use ibid::source::{Source, SourceId, Span};

use crate::args::{InputArgs, RenameArgs, StubArgs, SubsetArgs, Together};
use crate::commands::{fix, unknown_key};
use crate::config::{Documents, Globs};
use crate::exit::Exit;
use crate::input::{Input, Request};
use crate::{input, output};

/// Documents with their bibliographies, as texts.
struct Texts {
    input: Input,
    /// The bibliographies in order, each with its format.
    bibliographies: Vec<(SourceId, Format)>,
    /// What is in each of them.
    excerpts: Vec<Excerpt>,
    /// What files of LaTeX and biber cite.
    cited: Vec<String>,
}

impl Texts {
    /// Opens what is named; what cannot be read goes to standard error.
    fn open(paths: &[PathBuf]) -> Result<Texts, Exit> {
        let is_aux = |path: &&PathBuf| {
            path.extension()
                .is_some_and(|it| it.eq_ignore_ascii_case("aux") || it.eq_ignore_ascii_case("bcf"))
        };
        let (aux, named): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(is_aux);
        let mut cited = Vec::new();
        for path in aux {
            match keys_of_aux(path) {
                Ok(keys) => cited.extend(keys),
                Err(exit) => return Err(exit),
            }
        }
        let named: Vec<PathBuf> = named.into_iter().cloned().collect();
        let input = input::gather_texts(&Request {
            paths: &named,
            args: &InputArgs { input_format: None, stdin_name: "<stdin>.md".to_owned() },
            together: Together::Named,
            exclude: &Globs::default(),
            documents: &Documents::default(),
            bibliographies: Some(&[]),
        });
        let missing = input.files.manuscripts.iter().flat_map(|manuscript| &manuscript.missing);
        let missing = missing.map(|it| format!("cannot read `{}`: {}", it.name, it.reason));
        let reasons: Vec<String> =
            input.unreadable.iter().map(|it| it.reason.clone()).chain(missing).collect();
        reasons.iter().for_each(|reason| output::note(&format!("error: {reason}")));
        if !reasons.is_empty() {
            return Err(Exit::Unreadable);
        }
        let (mut bibliographies, mut excerpts) = (Vec::new(), Vec::new());
        for &(id, format) in &input.texts {
            let Some(source) = input.files.sources.get(id) else { continue };
            let Some(format) = format.or_else(|| Format::detect(&source.name, &source.text)) else {
                output::note(&format!("error: `{}` is in no known format", source.name));
                return Err(Exit::Unreadable);
            };
            bibliographies.push((id, format));
            excerpts.push(items(&source.text, format));
        }
        Ok(Texts { input, bibliographies, excerpts, cited })
    }

    fn source(&self, id: SourceId) -> Option<&Source> {
        self.input.files.sources.get(id)
    }

    /// The keys that are cited or listed, in order, each once; `None` where all entries are.
    fn keys(&self) -> Option<Vec<String>> {
        let mut seen = BTreeSet::new();
        let mut keys = Vec::new();
        let mut add = |key: &str| {
            if seen.insert(key.to_owned()) {
                keys.push(key.to_owned());
            }
        };
        self.cited.iter().for_each(|key| add(key));
        let manuscripts = &self.input.files.manuscripts;
        for part in manuscripts.iter().flat_map(|manuscript| &manuscript.parts) {
            part.citations.iter().flat_map(|it| it.keys()).for_each(|(key, _)| add(key));
        }
        self.typed_keys().iter().for_each(|key| add(key));
        let is_all =
            manuscripts.iter().any(Manuscript::lists_all) || keys.iter().any(|key| key == "*");
        (!is_all).then_some(keys)
    }

    /// The keys of the works that hand-typed notes cite or list.
    fn typed_keys(&self) -> Vec<String> {
        let parts = || self.input.files.manuscripts.iter().flat_map(|it| &it.parts);
        let typed = parts().filter_map(|part| Some((part.source, part.apparatus.as_ref()?)));
        let typed: Vec<_> = typed.filter(|(_, apparatus)| !apparatus.is_keyed).collect();
        if typed.is_empty() {
            return Vec::new();
        }
        let readings = self
            .bibliographies
            .iter()
            .filter_map(|(id, format)| read(self.source(*id)?, *id, Some(*format)).ok());
        let readings: Vec<_> = readings.collect();
        let libraries: Vec<_> = readings.iter().map(|reading| &reading.library).collect();
        let catalogue = Catalogue::new(&libraries);
        let mut keys = Vec::new();
        for (id, apparatus) in typed {
            let text = self.source(id).map_or("", |source| &*source.text);
            let resolved = resolve(text, apparatus, &catalogue);
            let cites = resolved.notes.iter().chain(&resolved.lists).flatten();
            keys.extend(
                cites.filter_map(|it| it.work()).map(|work| catalogue.key(work).to_owned()),
            );
        }
        keys
    }

    /// Whether there is anything that cites.
    fn has_documents(&self) -> bool {
        !self.input.files.manuscripts.is_empty() || !self.cited.is_empty()
    }

    /// The keys of the bibliographies.
    fn known_keys(&self) -> Vec<&str> {
        let items = self.excerpts.iter().flat_map(|excerpt| &excerpt.items);
        items.flat_map(|item| &item.keys).map(|written| written.key.as_str()).collect()
    }

    /// The keys that documents define themselves, in bibliographies of their own too.
    fn defined(&self) -> BTreeSet<String> {
        let mut defined = BTreeSet::new();
        let manuscripts = &self.input.files.manuscripts;
        for part in manuscripts.iter().flat_map(|manuscript| &manuscript.parts) {
            defined.extend(part.defined.iter().map(|it| it.key.clone()));
            let Some(source) = self.source(part.source) else { continue };
            for embedded in &part.embedded {
                let (_, excerpt) = embedded_items(source, embedded);
                let keys = excerpt.items.iter().flat_map(|item| &item.keys);
                defined.extend(keys.map(|written| written.key.clone()));
            }
        }
        defined
    }
}

/// The items of a bibliography that is written out in a document, and its format.
fn embedded_items(source: &Source, embedded: &ibid::document::Embedded) -> (Format, Excerpt) {
    let content = source.slice(embedded.content);
    let format = match embedded.file.name.as_str() {
        "references" => Format::CslYaml,
        name => Format::detect(name, content).unwrap_or(Format::Bibtex),
    };
    (format, items(content, format))
}

/// What an `.aux` or `.bcf` file cites, with the files that it reads.
fn keys_of_aux(path: &Path) -> Result<Vec<String>, Exit> {
    let mut keys = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![path.to_owned()];
    while let Some(path) = open.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let source = open_source(&path).map_err(|error| {
            output::error(&error);
            Exit::Unreadable
        })?;
        if path.extension().is_some_and(|it| it.eq_ignore_ascii_case("bcf")) {
            keys.extend(bcf_keys(&source.text));
            continue;
        }
        keys.extend(aux_keys(&source.text));
        let folder = path.parent().unwrap_or(Path::new(""));
        open.extend(aux_inputs(&source.text).into_iter().rev().map(|name| folder.join(name)));
    }
    Ok(keys)
}

pub(crate) fn subset_of(args: &SubsetArgs) -> io::Result<Exit> {
    let texts = match Texts::open(&args.paths) {
        Ok(texts) => texts,
        Err(exit) => return Ok(exit),
    };
    if let Some(exit) = refused(&texts) {
        return Ok(exit);
    }
    let all: Vec<String> = texts
        .excerpts
        .iter()
        .flat_map(|excerpt| &excerpt.items)
        .filter_map(|item| item.keys.first().map(|written| written.key.clone()))
        .collect();
    let keys = texts.keys().unwrap_or(all);
    let found = subset(&texts.excerpts, keys.iter().map(String::as_str));
    let mut out = String::new();
    for (number, ((id, _), excerpt)) in texts.bibliographies.iter().zip(&texts.excerpts).enumerate()
    {
        let text = texts.source(*id).map_or("", |source| &*source.text);
        let written = write_subset(text, excerpt, number, &found);
        if !out.is_empty() && !written.is_empty() {
            out.push('\n');
        }
        out.push_str(&written);
    }
    let formats: BTreeSet<Format> =
        texts.bibliographies.iter().map(|(_, format)| *format).collect();
    if formats.len() > 1 || formats.contains(&Format::CslJson) && texts.bibliographies.len() > 1 {
        output::note(
            "error: bibliographies of several formats, or several in JSON, cannot be one file; name them one by one",
        );
        return Ok(Exit::Usage);
    }
    let defined = texts.defined();
    let missing: Vec<&String> =
        found.missing.iter().filter(|key| !defined.contains(*key)).collect();
    let known = texts.known_keys();
    for key in &missing {
        report_missing(key, &known);
    }
    write(args.output.as_deref(), &out)?;
    Ok(if missing.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// For so many keys that no entry has is another looked for.
const MOST_KEYS: usize = 20_000;

fn report_missing(key: &str, known: &[&str]) {
    let known = if known.len() <= MOST_KEYS { known } else { &[] };
    unknown_key(key, known.iter().copied());
}

/// Says that there is no document, or no bibliography.
fn refused(texts: &Texts) -> Option<Exit> {
    if !texts.has_documents() {
        output::note("error: name a document that cites: .tex, .md, .typ, .txt, .aux or .bcf");
        return Some(Exit::Usage);
    }
    if texts.bibliographies.is_empty() {
        output::note("error: name a bibliography; the document names none");
        return Some(Exit::Usage);
    }
    None
}

pub(crate) fn stub(args: &StubArgs) -> io::Result<Exit> {
    let texts = match Texts::open(&args.paths) {
        Ok(texts) => texts,
        Err(exit) => return Ok(exit),
    };
    if let Some(exit) = refused(&texts) {
        return Ok(exit);
    }
    let keys = texts.keys().unwrap_or_default();
    let found = subset(&texts.excerpts, keys.iter().map(String::as_str));
    let defined = texts.defined();
    let last = texts.bibliographies.last().zip(texts.excerpts.last());
    let Some(((id, format), excerpt)) = last else { return Ok(Exit::Usage) };
    let known = texts.known_keys();
    let mut entries = Vec::new();
    let mut exit = Exit::Clean;
    for key in found.missing.iter().filter(|key| !defined.contains(*key) && *key != "*") {
        match placeholder(key, *format) {
            Some(entry) => {
                if let Some(meant) =
                    nearest(key, known.iter().copied()).filter(|_| known.len() <= MOST_KEYS)
                {
                    output::note(&format!("note: `{key}` is new; was `{meant}` meant?"));
                }
                entries.push(entry);
            }
            None => {
                output::note(&format!("error: `{key}` cannot be a key in {}", format.name()));
                exit = Exit::Findings;
            }
        }
    }
    if !args.append {
        let separator = if *format == Format::CslJson { ",\n" } else { "\n" };
        let mut out = entries.join(separator);
        if *format == Format::CslJson && !out.is_empty() {
            out = format!("[\n{out}\n]\n");
        }
        output::print(&out)?;
        return Ok(exit);
    }
    if entries.is_empty() {
        output::note("no key is undefined; nothing was written");
        return Ok(exit);
    }
    let text = texts.source(*id).map_or("", |source| &*source.text);
    let (at, replacement) = append(text, *format, excerpt, &entries);
    let edit = Edit { location: Span::at(at).in_source(*id), replacement };
    let written = write_edits(&texts.input, &[edit]);
    let name = texts.source(*id).map_or("", |source| &*source.name);
    let noun = if entries.len() == 1 { "entry" } else { "entries" };
    output::note(&format!("added {} {noun} to `{name}`", entries.len()));
    Ok(exit.max(written))
}

pub(crate) fn rename(args: &RenameArgs) -> io::Result<Exit> {
    let RenameArgs { old, new, paths, diff } = args;
    let texts = match Texts::open(paths) {
        Ok(texts) => texts,
        Err(exit) => return Ok(exit),
    };
    if old == new || new.trim().is_empty() {
        output::note("error: the new key is the old one, or empty");
        return Ok(Exit::Usage);
    }
    let mut edits = Vec::new();
    let mut is_defined = false;
    let mut bad = None;
    for ((id, format), excerpt) in texts.bibliographies.iter().zip(&texts.excerpts) {
        let text = texts.source(*id).map_or("", |source| &*source.text);
        match renaming(text, *format, excerpt, old, new) {
            Ok(found) => {
                if let Some(taken) = found.taken {
                    let place = texts.source(*id).map(|source| {
                        let at = source.line_column(taken.start);
                        format!("{}:{}:{}", source.name, at.line, at.column)
                    });
                    let place = place.unwrap_or_default();
                    output::note(&format!(
                        "error: there is an entry with the key `{new}` already: {place}"
                    ));
                    return Ok(Exit::Findings);
                }
                is_defined |= found.is_defined;
                edits.extend(found.edits.into_iter().map(|(span, replacement)| Edit {
                    location: span.in_source(*id),
                    replacement,
                }));
            }
            Err(c) => bad = Some((c, format.name())),
        }
    }
    if let Some((c, format)) = bad {
        output::note(&format!(
            "error: `{new}` cannot be a key in {format}: it has `{}`",
            c.escape_default()
        ));
        return Ok(Exit::Usage);
    }
    match in_documents(&texts, old, new) {
        Ok((found, defines)) => {
            is_defined |= defines;
            edits.extend(found);
        }
        Err(reason) => {
            output::note(&format!("error: {reason}"));
            return Ok(Exit::Findings);
        }
    }
    if edits.is_empty() {
        report_missing(old, &texts.known_keys());
        return Ok(Exit::Findings);
    }
    if !is_defined && !texts.bibliographies.is_empty() {
        output::note(&format!("warning: no entry has the key `{old}`; it was only cited"));
    }
    edits.sort_by_key(|edit| edit.location);
    edits.dedup();
    if *diff {
        let fixing = Fixing { changes: texts.input.files.changes(&edits), ..Fixing::default() };
        return fix::print_changes(&texts.input, &fixing);
    }
    let files: BTreeSet<SourceId> = edits.iter().map(|edit| edit.location.source).collect();
    let exit = write_edits(&texts.input, &edits);
    let places = if edits.len() == 1 { "place" } else { "places" };
    let noun = if files.len() == 1 { "file" } else { "files" };
    output::note(&format!(
        "renamed `{old}` to `{new}` in {} {places} in {} {noun}",
        edits.len(),
        files.len()
    ));
    Ok(exit)
}

/// The edits in documents, and whether one of them defines the key; or why it cannot be renamed.
fn in_documents(texts: &Texts, old: &str, new: &str) -> Result<(Vec<Edit>, bool), String> {
    let mut edits = Vec::new();
    let mut defines = false;
    let manuscripts = &texts.input.files.manuscripts;
    for part in manuscripts.iter().flat_map(|manuscript| &manuscript.parts) {
        let Some(source) = texts.source(part.source) else { continue };
        let refused = || format!("`{new}` cannot be cited in `{}`", source.name);
        let mut add = |span: Span| {
            let written = written_key(new, &source.text, span, part.syntax).ok_or_else(refused)?;
            edits.push(Edit { location: span.in_source(part.source), replacement: written });
            Ok::<(), String>(())
        };
        for (key, span) in part.citations.iter().flat_map(|citation| citation.keys()) {
            if key == old {
                add(span)?;
            }
        }
        for defined in &part.defined {
            if defined.key == new {
                return Err(format!("`{}` defines `{new}` already", source.name));
            }
            if defined.key == old {
                defines = true;
                add(defined.span)?;
            }
        }
        for embedded in &part.embedded {
            let (format, excerpt) = embedded_items(source, embedded);
            let content = source.slice(embedded.content);
            let found = renaming(content, format, &excerpt, old, new)
                .map_err(|c| format!("`{new}` cannot be a key: it has `{}`", c.escape_default()))?;
            if found.taken.is_some() {
                return Err(format!("`{}` has an entry with the key `{new}` already", source.name));
            }
            defines |= found.is_defined;
            let base = embedded.content.start;
            edits.extend(found.edits.into_iter().map(|(span, replacement)| {
                let span = Span { start: span.start + base, end: span.end + base };
                Edit { location: span.in_source(part.source), replacement }
            }));
        }
    }
    Ok((edits, defines))
}

/// Writes edits into their files, which stay as they are in every other byte.
fn write_edits(input: &Input, edits: &[Edit]) -> Exit {
    let mut exit = Exit::Clean;
    for change in input.files.changes(edits) {
        let Some(source) = input.files.sources.get(change.source) else { continue };
        if let Err(reason) = fix::write(source, &change) {
            output::note(&format!("error: cannot write `{}`: {reason}", source.name));
            exit = Exit::Unreadable;
        }
    }
    exit
}

fn write(path: Option<&Path>, text: &str) -> io::Result<()> {
    match path {
        Some(path) => std::fs::write(path, text).map_err(|error| {
            io::Error::new(error.kind(), format!("cannot write `{}`: {error}", path.display()))
        }),
        None => output::print(text),
    }
}
