//! Reads BibTeX and BibLaTeX into the model.
//!
//! The input is the tree of `syntax::bibtex`; the output is entries with CSL's variables, and the
//! table of where each field is written. The steps have one file each:
//!
//! 1. `strings` replaces macros, and `tex` decodes the TeX in a value.
//! 2. `links` follows `crossref` and `xdata`, `inheritance` decides what is inherited along them,
//!    and `granular` resolves references in values.
//! 3. `entry` assigns each field to its variable; `names`, `dates` and `terms` read its value.
//!
//! The names of types, fields and standard macros are in [`crate::dialect`].
//!
//! `@xdata`, `@set` and settings such as `@control` are not works: they are the library's records.
//!
//! The origin of an inherited field has the name that the field has in the inheriting entry
//! (`booktitle`), and the location where it is written (the collection's `title`).

pub(in crate::read) mod again;
mod bibliography;
mod dates;
mod entry;
mod granular;
mod inheritance;
mod inherited;
mod links;
mod lists;
mod live;
pub(in crate::read) mod names;
mod recognition;
mod strings;
pub(crate) mod terms;
mod tex;
mod texts;

pub(crate) use tex::trace::{stands_for_itself, trace, trace_verbatim};

pub(in crate::read) use dates::parse_loose as parse_loose_date;
pub(crate) use entry::is_range;
pub(crate) use lists::items as list_items;
pub(crate) use names::{DividedPeople, divided_people, name_as_written};
pub(in crate::read) use recognition::is_likely;

use std::collections::HashMap;

use crate::diagnostic::Sink;
use crate::model::{Comment, Entry, EntryOrigin, Library, Origins};
use crate::parallel::{in_ranges, in_ranges_of};
use crate::read::bibtex::bibliography::Bibliography;
use crate::read::bibtex::entry::{EntryReader, Once};
use crate::read::bibtex::inherited::Inheritance;
use crate::read::bibtex::strings::Strings;
use crate::read::bibtex::texts::Texts;
use crate::read::in_parts::parse_bibtex;
use crate::read::sharing::Sharing;
use crate::source::{Source, SourceId};
use crate::syntax::bibtex::{Tree, parse};

/// Reads texts of this format together; returns, in their order, the content of each and what is
/// wrong with it.
///
/// *Shape*: together the texts are shorter than 4 GiB.
pub(crate) fn read(
    texts: &[(&Source, SourceId)],
    sharing: Sharing,
) -> Vec<(Library, Origins, Sink)> {
    let mut readings: Vec<(Library, Origins, Sink)> = Vec::new();
    readings.resize_with(texts.len(), Default::default);
    match texts {
        [] => {}
        [(source, id)] => {
            let tree = parse_bibtex(&source.text, *id, &mut readings[0].2);
            read_tree(tree, &Texts::one(*id), &mut readings);
        }
        several => {
            let all = several.iter().map(|(source, id)| (&*source.text, *id));
            let (texts, joined) = Texts::join(all, sharing);
            let mut tree = Tree::of_several(&joined);
            let length = several.iter().map(|(source, _)| source.text.len()).sum();
            let parsed = in_ranges_of(length, several.len(), None, |range| {
                let parsed = several[range].iter().map(|&(source, id)| {
                    let mut sink = Sink::new();
                    (parse(&source.text, id, &mut sink), sink)
                });
                parsed.collect()
            });
            for (number, (start, (part, sink))) in texts.starts().zip(parsed).enumerate() {
                tree.append(&part, start);
                readings[number].2 = sink;
            }
            read_tree(tree, &texts, &mut readings);
        }
    }
    readings
}

/// What an entry was read to.
struct ReadEntry {
    entry: Entry,
    origin: EntryOrigin,
    /// Whether nothing was found in it.
    is_quiet: bool,
}

/// Reads entries with these numbers, in lists one after the other. Each is read independently, on
/// all cores.
fn read_some(
    bib: &Bibliography<'_>,
    inheritance: &Inheritance,
    numbers: &[usize],
    sink: &mut Sink,
) -> Vec<Vec<ReadEntry>> {
    let parts = in_ranges(numbers.len(), None, |range| {
        let mut reader = EntryReader::new(bib, inheritance);
        let read = numbers[range].iter().map(|&number| {
            let before = reader.found();
            let (entry, origin) = reader.read(number);
            ReadEntry { entry, origin, is_quiet: reader.found() == before }
        });
        let entries: Vec<ReadEntry> = read.collect();
        vec![(entries, reader.into_found())]
    });
    let mut once = Once::default();
    let mut all = Vec::with_capacity(parts.len());
    for (entries, (found, of_part)) in parts {
        sink.append(found);
        once.append(of_part);
        all.push(entries);
    }
    once.report(sink);
    all
}

/// Where an entry belongs.
struct Home {
    /// The number of its text.
    text: usize,
    is_work: bool,
}

/// Reads all entries of a tree. Returns where each belongs, and the entries.
fn read_entries(
    tree: &Tree<'_>,
    texts: &Texts,
    sink: &mut Sink,
) -> (Vec<Home>, Vec<Vec<ReadEntry>>) {
    let strings = Strings::read(tree, texts, sink);
    let bib = Bibliography::new(tree, &strings, texts);
    let inheritance = links::follow(&bib, sink);
    let numbers: Vec<usize> = (0..bib.entries.len()).collect();
    let read = read_some(&bib, &inheritance, &numbers, sink);
    let homes = bib.entries.iter().enumerate().map(|(number, entry)| Home {
        text: texts.part(entry.span.start),
        is_work: bib.kind(number).is_work(),
    });
    (homes.collect(), read)
}

/// Passes on the comments of a text, with the number of the text in which each is.
fn push_comments(tree: &Tree<'_>, texts: &Texts, mut push: impl FnMut(usize, Comment)) {
    for span in tree.comments() {
        push(texts.part(span.start), Comment::new(texts.place(span)));
    }
}

/// Reads what was parsed, and distributes it among the texts.
fn read_tree(tree: Tree<'_>, texts: &Texts, readings: &mut [(Library, Origins, Sink)]) {
    let mut sink = Sink::new();
    let (homes, parts) = read_entries(&tree, texts, &mut sink);
    push_comments(&tree, texts, |text, comment| readings[text].1.comments.push(comment));
    // It takes as much memory as what was read.
    drop(tree);
    if let [(library, origins, _)] = readings {
        library.reserve(homes.len());
        origins.entries.reserve_exact(homes.len());
    }
    for (home, read) in homes.into_iter().zip(parts.into_iter().flatten()) {
        let ReadEntry { entry, origin, .. } = read;
        let (library, origins, _) = &mut readings[home.text];
        if home.is_work {
            library.push(entry);
            origins.entries.push(origin);
        } else {
            library.push_record(entry);
            origins.records.push(origin);
        }
    }
    for (_, origins, parsing) in readings.iter_mut() {
        live::for_biber(origins, parsing);
    }
    let numbers: HashMap<SourceId, usize> = texts.sources().zip(0..).collect();
    for found in sink.into_sorted() {
        let number = numbers[&found.primary.location.source];
        readings[number].2.push(found);
    }
}
