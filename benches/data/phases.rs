//! How long each phase of a check takes, from a text to a report of each format.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ibid::check::{Config, Editing, Input, check};
use ibid::diagnostic::{Diagnostic, Sink};
use ibid::read::{Reading, read};
use ibid::report::{self, Color, Coverage, Report};
use ibid::source::{SourceId, Sources};
use ibid::syntax::bibtex::parse;

const RUNS: usize = 5;

type Format = (&'static str, fn(&Report<'_>) -> String);

/// The formats that findings are reported in.
const FORMATS: [Format; 9] = [
    ("report: human", |report| report::human(report, Color::Never)),
    ("report: concise", report::concise),
    ("report: json", report::json),
    ("report: jsonl", report::json_lines),
    ("report: sarif", report::sarif),
    ("report: github", report::github),
    ("report: gitlab", report::gitlab),
    ("report: junit", report::junit),
    ("report: checkstyle", report::checkstyle),
];

/// Types a letter into the title in the middle of a text that was checked, then into the author of
/// the same entry.
fn edits(text: &str, phases: &mut Vec<(&'static str, Duration)>) {
    let mut editing = Editing::new("bench.bib", Config::default());
    editing.update(text).expect("it is BibTeX");
    let middle = text.floor_char_boundary(text.len() / 2);
    let mut text = text.to_owned();
    for (phase, field) in [("edit of a title", "title = {"), ("edit of an author", "author = {")] {
        if let Some(at) = text[middle..].find(field) {
            text.insert(middle + at + field.len(), 'X');
        }
        let edited: Arc<str> = text.as_str().into();
        timed(phases, phase, || editing.update(edited).is_ok());
    }
}

/// The best time of each phase, each by itself, and how much is dropped at the end.
pub(crate) fn print(name: &str, text: &str) {
    let size = text.len() as f64 / (1024.0 * 1024.0);
    let mut best: Vec<(&str, Duration)> = Vec::new();
    let mut findings = 0;
    for _ in 0..RUNS {
        let mut phases: Vec<(&str, Duration)> = Vec::new();
        let mut sources = Sources::new();
        let id = sources.add("bench.bib", text);
        let tree = timed(&mut phases, "tree", || parse(text, id, &mut Sink::new()));
        timed(&mut phases, "dropping the tree", || drop(tree));
        let reading = timed(&mut phases, "read, tree included", || readings(&sources, id));
        let readings = [reading];
        let input = Input { sources: &sources, readings: &readings, styles: &[], manuscripts: &[] };
        let found = timed(&mut phases, "check", || check(&input, &Config::default()));
        findings = found.len();
        reports(&sources, &found, &mut phases);
        timed(&mut phases, "dropping what was read", || drop(readings));
        edits(text, &mut phases);
        for (number, (phase, time)) in phases.into_iter().enumerate() {
            match best.get_mut(number) {
                Some((_, least)) => *least = time.min(*least),
                None => best.push((phase, time)),
            }
        }
    }
    println!("\nphases of {name}: {size:.1} MiB, {findings} findings, best of {RUNS} runs");
    for (phase, time) in best {
        println!("{phase:<32} {:>8.1} ms", time.as_secs_f64() * 1e3);
    }
}

fn readings(sources: &Sources, id: SourceId) -> Reading {
    read(sources.get(id).unwrap(), id, Some(ibid::read::Format::Bibtex)).unwrap()
}

fn reports(
    sources: &Sources,
    diagnostics: &[Diagnostic],
    phases: &mut Vec<(&'static str, Duration)>,
) {
    let report = Report { sources, diagnostics, coverage: Coverage::default() };
    for (name, format) in FORMATS {
        timed(phases, name, || format(&report));
    }
}

fn timed<T>(
    phases: &mut Vec<(&'static str, Duration)>,
    name: &'static str,
    work: impl FnOnce() -> T,
) -> T {
    let start = Instant::now();
    let made = black_box(work());
    phases.push((name, start.elapsed()));
    made
}
