//! Edits in the middle of a document of 2,000 citations of 1,000 references.
//!
//! `cargo bench --bench session` prints a row for each style: the median times of inserting a note
//! that cites a work cited before, of inserting one that cites a new work, and of rendering all
//! anew; and how many citations the edits changed. Styles can be named, by name or file, instead of
//! those it has.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    dead_code,
    reason = "a benchmark prints what it measures; not all of the data serve it"
)]

mod data;
#[path = "data/timing.rs"]
mod timing;

use std::hint::black_box;
use std::time::{Duration, Instant};

use ibid::engine::{Options, Session, render};
use ibid::model::{Citation, Cite, Library, LocatorLabel};
use ibid::style::{Style, archive};

use timing::median;

const CITATIONS: usize = 2_000;
const REFERENCES: usize = 1_000;
const EDITS: usize = 101;

fn citation(library: &Library, entry: usize, page: usize) -> Citation {
    let key = library.entries()[entry].key.as_str();
    let cite = Cite::new(key).at(LocatorLabel::Page, page.to_string());
    Citation { cites: vec![cite], ..Citation::default() }
}

/// Each reference but the new ones is cited, some twice in a row and most again far behind.
fn document(library: &Library, note: bool) -> Vec<Citation> {
    let entry = |index: usize| (index / 3 * 7 + index % 3 / 2) % (REFERENCES - EDITS);
    let cite = |index: usize| Citation {
        note: note.then_some(index as u32 + 1),
        ..citation(library, entry(index), index % 300 + 1)
    };
    (0..CITATIONS).map(cite).collect()
}

/// The time of inserting each in the middle, each time into the same document, and how many
/// citations the last one changed.
fn insert(session: &mut Session, citations: &[Citation], note: bool) -> (Duration, usize) {
    let mut times = Vec::new();
    let mut changed = 0;
    for citation in citations {
        let citation = citation.clone();
        let at = CITATIONS / 2;
        let start = Instant::now();
        let changes = match note {
            true => session.insert_note(at, citation),
            false => session.insert(at, citation),
        };
        times.push(start.elapsed());
        changed = changes.citations.len();
        black_box(match note {
            true => session.remove_note(at),
            false => session.remove(at),
        });
    }
    (median(times), changed)
}

fn main() {
    let library = data::library(&data::references(REFERENCES));
    println!(
        "{:<30} {:>12} {:>8} {:>12} {:>8} {:>12}",
        "2,000 citations", "cited work", "changed", "new work", "changed", "all anew"
    );
    let mut names: Vec<String> =
        std::env::args().skip(1).filter(|it| !it.starts_with("--")).collect();
    if names.is_empty() {
        let own = ["chicago-notes", "apa", "modern-language-association", "ieee", "nature"];
        names = own.map(str::to_owned).to_vec();
    }
    for name in names {
        let xml = match archive::style(&name) {
            Some(embedded) => embedded.xml.to_owned(),
            None => std::fs::read_to_string(&name).unwrap(),
        };
        let style = Style::compile(&xml, Some("en-US"), &archive::Embedded).unwrap();
        let note = style.info().is_note;
        let document = document(&library, note);
        let options = Options::default();
        let start = Instant::now();
        let _ = black_box(render(&style, &library, &document, &options));
        let full = start.elapsed();
        let mut session = Session::new(&style, library.clone(), document, options);
        let again: Vec<Citation> =
            (0..EDITS).map(|index| citation(&library, index * 8 % 700, 1)).collect();
        let new: Vec<Citation> =
            (REFERENCES - EDITS..REFERENCES).map(|entry| citation(&library, entry, 1)).collect();
        let (cited_time, cited_changes) = insert(&mut session, &again, note);
        let (new_time, new_changes) = insert(&mut session, &new, note);
        println!(
            "{name:<30} {:>9} µs {cited_changes:>8} {:>9} µs {new_changes:>8} {:>9} µs",
            cited_time.as_micros(),
            new_time.as_micros(),
            full.as_micros(),
        );
    }
}
