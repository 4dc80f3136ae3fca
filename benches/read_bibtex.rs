//! Reading a BibLaTeX file of 10,000 entries: ours, with spans, recovery and every value decoded,
//! beside the `biblatex` crate's raw and full parse of the same text, in one process.
//!
//! `cargo bench --bench read_bibtex`; the times are medians, the ratios are ours to theirs.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a benchmark prints and takes the time, and its own data are right"
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
    let mut dice = Dice(42);
    let mut out = String::from(
        "@string{nature = {Nature}}\n@string{cup = \"Cambridge\" # \" University Press\"}\n\n",
    );
    for number in 0..entries {
        let entry = match number % 3 {
            0 => article(number, &mut dice),
            1 => book(number, &mut dice),
            _ => paper(number, &mut dice),
        };
        out.push_str(&entry);
    }
    out
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn year(&mut self) -> usize {
        1950 + self.below(75)
    }

    fn name(&mut self) -> String {
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
        format!("{}, {}", FAMILIES[self.below(10)], GIVEN[self.below(8)])
    }

    fn names(&mut self) -> String {
        let names: Vec<String> = (0..1 + self.below(4)).map(|_| self.name()).collect();
        names.join(" and ")
    }

    fn title(&mut self) -> String {
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
        let mut title = String::from("On");
        for _ in 0..5 + self.below(6) {
            let _ = write!(title, " {}", WORDS[self.below(16)]);
        }
        title
    }
}

fn article(number: usize, dice: &mut Dice) -> String {
    let (names, title, page) = (dice.names(), dice.title(), 1 + dice.below(900));
    format!(
        "@article{{key{number},
  author       = {{{names}}},
  title        = {{{title}}},
  journaltitle = nature,
  date         = {{{}-{:02}-{:02}}},
  volume       = {},
  number       = {},
  pages        = {{{page}--{}}},
  doi          = {{10.1000/abc.{number}}},
  issn         = {{0028-0836}},
  langid       = {{english}},
  abstract     = {{We study {title}, and find that
                  it is so, at a level of 95\\%.}},
}}

",
        dice.year(),
        1 + dice.below(12),
        1 + dice.below(28),
        1 + dice.below(200),
        1 + dice.below(12),
        page + 12
    )
}

fn book(number: usize, dice: &mut Dice) -> String {
    let (names, title, page) = (dice.names(), dice.title(), 1 + dice.below(900));
    format!(
        "@book{{key{number},
  author    = {{{names}}},
  title     = {{{title}}},
  subtitle  = {{An Introduction}},
  date      = {},
  publisher = cup,
  location  = {{Cambridge and New York}},
  edition   = {},
  isbn      = {{978-0-521-{page:05}-1}},
  pagetotal = {page},
}}

",
        dice.year(),
        1 + dice.below(5)
    )
}

fn paper(number: usize, dice: &mut Dice) -> String {
    let (names, title, page) = (dice.names(), dice.title(), 1 + dice.below(900));
    format!(
        "@inproceedings{{key{number},
  author    = \"{names}\",
  title     = \"{title}\",
  booktitle = {{Proceedings of the {}th Conference on {{Things}}}},
  year      = {},
  month     = jun,
  pages     = {{{page}--{}}},
  editor    = {{{}}},
  url       = {{https://example.org/paper/{number}}},
  urldate   = {{2024-01-{:02}}},
  keywords  = {{one, two, three}},
}}

",
        4 + dice.below(16),
        dice.year(),
        page + 9,
        dice.name(),
        1 + dice.below(28)
    )
}
