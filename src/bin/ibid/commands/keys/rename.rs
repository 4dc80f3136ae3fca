//! `ibid rename`: renames a key in documents and bibliographies.

use std::collections::BTreeSet;
use std::io;

use ibid::diagnostic::Edit;
use ibid::document::{Document, Syntax, written_key};
use ibid::excerpt::renaming;
use ibid::source::{SourceId, Span};

use crate::args::RenameArgs;
use crate::commands::fix;
use crate::commands::keys::messages::report_missing;
use crate::commands::keys::texts::{Absent, Texts, embedded_items};
use crate::exit::Exit;
use crate::output;

pub(crate) fn rename(args: &RenameArgs) -> io::Result<Exit> {
    let RenameArgs { old, new, paths, diff } = args;
    let texts = match Texts::open(paths, Absent::Refused) {
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
                        "error: an entry with the key `{new}` already exists: {place}"
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
    let files: BTreeSet<SourceId> = edits.iter().map(|edit| edit.location.source).collect();
    if let Some(exit) = texts.refuse_broken(&files) {
        return Ok(exit);
    }
    if !is_defined && !texts.bibliographies.is_empty() {
        output::note(&format!("warning: no entry has the key `{old}`; it was only cited"));
    }
    edits.sort_by_key(|edit| edit.location);
    edits.dedup();
    if *diff {
        return fix::print_edits(&texts.input, &edits);
    }
    let exit = texts.write_edits(&edits);
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
    for part in &all_parts(texts) {
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

/// The parts of the documents, and of a chapter the other parts of its document.
fn all_parts(texts: &Texts) -> Vec<Document> {
    let files = &texts.input.files;
    let mut parts: Vec<Document> = Vec::new();
    let mut seen = BTreeSet::new();
    for manuscript in &files.manuscripts {
        for part in &manuscript.parts {
            if seen.insert(part.source) {
                parts.push(part.clone());
            }
        }
    }
    for manuscript in &files.manuscripts {
        for part in &manuscript.context {
            let name = files.sources.get(part.source).map_or("", |source| &source.name);
            let is_document = Syntax::from_name(name) == Some(part.syntax);
            if is_document && seen.insert(part.source) {
                let conventions = &manuscript.conventions;
                parts.extend(files.read_document_with(part.source, part.syntax, conventions));
            }
        }
    }
    parts
}
