//! `ibid subset`: the entries that a document cites.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use ibid::diagnostic::Diagnostic;
use ibid::excerpt::{Subset, subset, write_subset};
use ibid::read::Format;

use crate::args::SubsetArgs;
use crate::commands::keys::messages::{refused, report_missing};
use crate::commands::keys::texts::{Absent, Cited, Texts};
use crate::exit::Exit;
use crate::{output, target};

pub(crate) fn subset_of(args: &SubsetArgs) -> io::Result<Exit> {
    let output = args.output.as_deref();
    let mut texts = match Texts::open(&args.paths, Absent::LeftOut(output)) {
        Ok(texts) => texts,
        Err(exit) => return Ok(exit),
    };
    let is_made_anew = output.is_some_and(|path| texts.leave_out(path, &args.paths));
    let overwrites = || {
        let read = args.paths.iter().map(|path| path.as_path());
        target::refused(output.filter(|_| !is_made_anew), &texts.input.files, read)
    };
    if let Some(exit) = refused(&texts).or_else(overwrites) {
        return Ok(exit);
    }
    let Cited { mut keys, lists_all } = texts.keys();
    if lists_all {
        let items = texts.excerpts.iter().flat_map(|excerpt| &excerpt.items);
        keys.extend(items.filter_map(|item| Some(item.keys.first()?.key.clone())));
    }
    let found = subset(&texts.excerpts, keys.iter().map(String::as_str));
    let Some(chosen) = chosen(&texts, args) else { return Ok(Exit::Usage) };
    let mut out = String::new();
    let mut left = BTreeSet::new();
    for (number, ((id, _), excerpt)) in texts.bibliographies.iter().zip(&texts.excerpts).enumerate()
    {
        if !chosen.contains(&number) {
            left.extend(found.items.iter().any(|(it, _)| *it == number).then_some(number));
            continue;
        }
        let text = texts.source(*id).map_or("", |source| &*source.text);
        let written = write_subset(text, excerpt, number, &found);
        if !out.is_empty() && !written.is_empty() {
            out.push('\n');
        }
        out.push_str(&written);
    }
    for number in left {
        let name = texts.name(number);
        output::note(&format!("note: `{name}` has cited entries too; name it to print these"));
    }
    let formats: BTreeSet<Format> =
        chosen.iter().map(|number| texts.bibliographies[*number].1).collect();
    let defined = texts.defined();
    let missing: Vec<&String> =
        found.missing.iter().filter(|key| !defined.contains(*key)).collect();
    let known = texts.known_keys();
    for key in &missing {
        report_missing(key, &known);
    }
    let mut exit = if missing.is_empty() { Exit::Clean } else { Exit::Findings };
    // One of the errors may be the reason why a key is missing, and one in JSON breaks the whole
    // list.
    let is_all = !missing.is_empty() || formats.contains(&Format::CslJson);
    let is_meant =
        |number: usize, error: &Diagnostic| is_all || is_kept(&texts, &found, number, error);
    exit = exit.max(texts.report_errors(is_meant));
    if exit != Exit::Clean && formats.contains(&Format::CslJson) && texts.has_errors() {
        output::note("error: nothing was written; correct the bibliography first");
        return Ok(exit);
    }
    if found.entries == 0 && missing.is_empty() {
        output::note("error: the document cites nothing; nothing was written");
        return Ok(exit.max(Exit::Findings));
    }
    let bytes = match &chosen[..] {
        [number] => target::in_encoding_of(Path::new(texts.name(*number)), &out)?,
        _ => out.into_bytes(),
    };
    target::write(output, &bytes)?;
    Ok(exit)
}

/// The bibliographies whose entries become one file: all of them, or if that cannot be since their
/// formats differ, those that are named on the command line. `None` if that is no choice either,
/// which is said.
fn chosen(texts: &Texts, args: &SubsetArgs) -> Option<Vec<usize>> {
    let is_possible = |numbers: &[usize]| {
        let formats: BTreeSet<Format> =
            numbers.iter().map(|number| texts.bibliographies[*number].1).collect();
        formats.len() < 2 && (numbers.len() < 2 || !formats.contains(&Format::CslJson))
    };
    let all: Vec<usize> = (0..texts.bibliographies.len()).collect();
    if is_possible(&all) {
        return Some(all);
    }
    let mut named = texts.named(&args.paths);
    named.sort_unstable();
    named.dedup();
    if !named.is_empty() && is_possible(&named) {
        return Some(named);
    }
    let names: Vec<String> =
        all.iter().map(|number| format!("`{}`", texts.name(*number))).collect();
    output::note(&format!(
        "error: {} differ in format, or are JSON, and cannot become one file; name the one whose \
         entries to print after the document",
        names.join(" and ")
    ));
    None
}

/// True if an error is in an entry that is printed, or outside all entries.
fn is_kept(texts: &Texts, found: &Subset, number: usize, error: &Diagnostic) -> bool {
    let place = error.primary.location.span;
    let items = texts.excerpts[number].items.iter().enumerate();
    let mut around =
        items.filter(|(_, it)| it.span.start <= place.end && place.start <= it.span.end).peekable();
    around.peek().is_none() || around.any(|(at, _)| found.items.contains(&(number, at)))
}
