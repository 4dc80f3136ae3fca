//! `ibid stub`: placeholder entries for keys that are cited but not defined.

use std::collections::BTreeSet;
use std::io;

use ibid::diagnostic::{Edit, nearest};
use ibid::excerpt::{append, placeholder, subset};
use ibid::read::Format;
use ibid::source::Span;

use crate::args::StubArgs;
use crate::commands::keys::messages::{MOST_KEYS, refused};
use crate::commands::keys::texts::{Absent, Texts};
use crate::exit::Exit;
use crate::output;

pub(crate) fn stub(args: &StubArgs) -> io::Result<Exit> {
    let texts = match Texts::open(&args.paths, Absent::Refused) {
        Ok(texts) => texts,
        Err(exit) => return Ok(exit),
    };
    if let Some(exit) = refused(&texts) {
        return Ok(exit);
    }
    let keys = texts.keys().keys;
    let found = subset(&texts.excerpts, keys.iter().map(String::as_str));
    let defined = texts.defined();
    // What the user names comes before what the document does.
    let last = texts.named(&args.paths).last().copied();
    let last = last.unwrap_or(texts.bibliographies.len().saturating_sub(1));
    let chosen = texts.bibliographies.get(last).zip(texts.excerpts.get(last));
    let Some(((id, format), excerpt)) = chosen else { return Ok(Exit::Usage) };
    if args.append
        && let Some(exit) = texts.refuse_broken(&BTreeSet::from([*id]))
    {
        return Ok(exit);
    }
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
        // One of the errors may be the reason why a key is missing.
        exit = exit.max(texts.report_errors(|_, _| !entries.is_empty()));
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
    let written = texts.write_edits(&[edit]);
    let name = texts.source(*id).map_or("", |source| &*source.name);
    let noun = if entries.len() == 1 { "entry" } else { "entries" };
    output::note(&format!("added {} {noun} to `{name}`", entries.len()));
    Ok(exit.max(written))
}
