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

use std::time::Duration;

use ibid::read::{Format, read};
use ibid::source::{Source, SourceId};

#[path = "data/bibtex.rs"]
mod bibtex;
#[path = "data/timing.rs"]
mod timing;

use bibtex::generate;
use timing::{median, ms, time};

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
