//! Reading a BibLaTeX file of 10,000 entries: ours, with spans, recovery and every value decoded,
//! beside the `biblatex` crate's raw and full parse of the same text, in one process.
//!
//! `cargo bench --bench read_bibtex`; the times are medians, the ratios are ours to theirs.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints, and its own data are right"
)]

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use ibid::read::{Format, read};
use ibid::source::{Source, SourceId};

const ENTRIES: usize = 10_000;
const RUNS: usize = 15;

fn main() {
    let text = generate(ENTRIES);
    let entries = read(&Source::new("bench.bib", text.as_str()), SourceId(0), None).unwrap();
    assert_eq!(entries.library.len(), ENTRIES);
    assert_eq!(entries.diagnostics, [], "the benchmark's file is in order");

    let mut times: [Vec<Duration>; 3] = Default::default();
    for _ in 0..RUNS {
        // In turns, so that a slow moment of the machine slows all three.
        times[0].push(time(|| biblatex::RawBibliography::parse(&text).unwrap()));
        times[1].push(time(|| biblatex::Bibliography::parse(&text).unwrap()));
        let name = "bench.bib";
        times[2].push(time(|| {
            let source = Source::new(name, text.as_str());
            read(&source, SourceId(0), Some(Format::Bibtex)).unwrap()
        }));
    }
    let [raw, full, ours] = times.map(median);
    println!("{ENTRIES} entries, {:.1} MB, median of {RUNS} runs", text.len() as f64 / 1e6);
    println!("biblatex::RawBibliography::parse  {:>8.1} ms", ms(raw));
    println!("biblatex::Bibliography::parse     {:>8.1} ms", ms(full));
    println!("ibid::read                        {:>8.1} ms", ms(ours));
    println!("ours / raw   {:.2}", ms(ours) / ms(raw));
    println!("ours / full  {:.2}", ms(ours) / ms(full));
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let made = black_box(work());
    let time = start.elapsed();
    drop(made);
    time
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Articles, books and papers as people have them: names with accents and particles, protected
/// words, dates, identifiers, macros, a line or two of an abstract.
fn generate(entries: usize) -> String {
    const FAMILIES: [&str; 10] = [
        "Smith",
        "M{\\\"u}ller",
        "van der Berg",
        "Garc{\\'i}a M{\\'a}rquez",
        "O'Neill",
        "Nguyễn",
        "{\\O}rsted",
        "Li",
        "de la Fuente",
        "Kowalczyk",
    ];
    const GIVEN: [&str; 8] =
        ["Jane A.", "Jos{\\'e}", "Wei", "Ann-Marie", "K. L.", "{\\'E}mile", "Søren", "Ravi"];
    const WORDS: [&str; 16] = [
        "spectral",
        "analysis of",
        "{DNA}",
        "networks",
        "a study in",
        "{B}ayesian",
        "methods for",
        "the",
        "structure",
        "dynamics",
        "``quoted''",
        "in Galactic",
        "systems",
        "$\\alpha$",
        "and",
        "theory --- a survey",
    ];
    let mut seed = 42_u64;
    let mut next = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    let mut out = String::from(
        "@string{nature = {Nature}}\n@string{cup = \"Cambridge\" # \" University Press\"}\n\n",
    );
    for number in 0..entries {
        let mut names = String::new();
        for index in 0..1 + next(4) {
            let and = if index > 0 { " and " } else { "" };
            let _ = write!(names, "{and}{}, {}", FAMILIES[next(10)], GIVEN[next(8)]);
        }
        let mut title = String::from("On");
        for _ in 0..5 + next(6) {
            let _ = write!(title, " {}", WORDS[next(16)]);
        }
        let (year, month, day) = (1950 + next(75), 1 + next(12), 1 + next(28));
        let (volume, page) = (1 + next(200), 1 + next(900));
        let _ = match number % 3 {
            0 => write!(
                out,
                "@article{{key{number},\n  author       = {{{names}}},\n  title        = {{{title}}},\n  \
                 journaltitle = nature,\n  date         = {{{year}-{month:02}-{day:02}}},\n  \
                 volume       = {volume},\n  number       = {month},\n  pages        = {{{page}--{}}},\n  \
                 doi          = {{10.1000/abc.{number}}},\n  issn         = {{0028-0836}},\n  \
                 langid       = {{english}},\n  \
                 abstract     = {{We study {title}, and find that\n                  it is so, at a level of 95\\%.}},\n}}\n\n",
                page + 12
            ),
            1 => write!(
                out,
                "@book{{key{number},\n  author    = {{{names}}},\n  title     = {{{title}}},\n  \
                 subtitle  = {{An Introduction}},\n  date      = {year},\n  publisher = cup,\n  \
                 location  = {{Cambridge and New York}},\n  edition   = {},\n  \
                 isbn      = {{978-0-521-{page:05}-1}},\n  pagetotal = {page},\n}}\n\n",
                1 + next(5)
            ),
            _ => write!(
                out,
                "@inproceedings{{key{number},\n  author    = \"{names}\",\n  title     = \"{title}\",\n  \
                 booktitle = {{Proceedings of the {volume}th Conference on {{Things}}}},\n  \
                 year      = {year},\n  month     = jun,\n  pages     = {{{page}--{}}},\n  \
                 editor    = {{{}, {}}},\n  url       = {{https://example.org/paper/{number}}},\n  \
                 urldate   = {{2024-01-{day:02}}},\n  keywords  = {{one, two, three}},\n}}\n\n",
                page + 9,
                FAMILIES[next(10)],
                GIVEN[next(8)]
            ),
        };
    }
    out
}
