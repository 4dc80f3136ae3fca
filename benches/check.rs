//! Reading, and reading and checking, beside other BibTeX parsers of the same text, in one process:
//! a clean made-up file, and real files one after the other.
//!
//! `cargo bench --bench check [FOLDER]`; the folder of real files is `../shared/samples/bib-crawl`
//! unless another is named. Each figure is the best of several runs, taken in turns. What a peer
//! gives is not the same: `biblatex` reads names and dates of each entry when it is asked,
//! `bibtex-parser` and `serde_bibtex` decode no TeX, and a strict parser ends at the first error.
//! ibid reads each value into its variable with its place, and keeps on.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a benchmark prints and takes the time, and its own data are right"
)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use ibid::check::{Config, Input, check};
use ibid::read::{Format, Reading, read};
use ibid::source::{SourceId, Sources};
use serde::Deserialize;

#[path = "data/bibtex.rs"]
mod bibtex;

const ENTRIES: usize = 10_000;
const RUNS: usize = 7;

fn main() {
    let named = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    compare("clean, made up", &bibtex::generate(ENTRIES));
    let folder = PathBuf::from(named.unwrap_or_else(|| "../shared/samples/bib-crawl".to_owned()));
    match real(&folder) {
        Some(text) => compare("real files, one after the other", &text),
        None => println!("no real files: {} is not there", folder.display()),
    }
}

/// The files of a folder that are UTF-8, one after the other.
fn real(folder: &std::path::Path) -> Option<String> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).ok()?.map(|file| file.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok());
    Some(texts.collect::<Vec<_>>().join("\n"))
}

/// What a parser does with a text; the number of entries, or what kept it from one.
type Parser = (&'static str, fn(&str) -> Result<usize, String>);

const PARSERS: [Parser; 8] = [
    ("ibid: read", ours),
    ("ibid: read and check", checked),
    ("biblatex: raw", |text| {
        let parsed = biblatex::RawBibliography::parse(text);
        parsed.map(|it| it.entries.len()).map_err(|it| it.to_string())
    }),
    ("biblatex", |text| {
        let parsed = biblatex::Bibliography::parse(text);
        parsed.map(|it| it.len()).map_err(|it| it.to_string())
    }),
    ("bibtex-parser: strict", |text| {
        let parsed = bibtex_parser::Library::parse(text);
        parsed.map(|it| it.entries().len()).map_err(|it| it.to_string())
    }),
    ("bibtex-parser: tolerant", |text| {
        let parsed = bibtex_parser::Library::parser().tolerant().parse(text);
        parsed.map(|it| it.entries().len()).map_err(|it| it.to_string())
    }),
    ("bibtex-parser: with source", |text| {
        let parser = bibtex_parser::Library::parser().tolerant().capture_source().preserve_raw();
        parser.parse(text).map(|it| it.entries().len()).map_err(|it| it.to_string())
    }),
    ("serde_bibtex: owned entries", |text| {
        let mut macros = serde_bibtex::MacroDictionary::default();
        macros.set_month_macros();
        let parser = serde_bibtex::de::Deserializer::from_str_with_macros(text, macros);
        let entries = parser.into_iter_regular_entry();
        let mut count = 0;
        for entry in entries {
            let Record { entry_type, entry_key, fields } = entry.map_err(|it| it.to_string())?;
            black_box((entry_type, entry_key, fields));
            count += 1;
        }
        Ok(count)
    }),
];

#[derive(Deserialize)]
struct Record {
    entry_type: String,
    entry_key: String,
    fields: BTreeMap<String, String>,
}

fn sources(text: &str) -> (Sources, SourceId) {
    let mut sources = Sources::new();
    let id = sources.add("bench.bib", text);
    (sources, id)
}

fn reading(sources: &Sources, id: SourceId) -> Reading {
    read(sources.get(id).unwrap(), id, Some(Format::Bibtex)).unwrap()
}

fn ours(text: &str) -> Result<usize, String> {
    let (sources, id) = sources(text);
    let reading = black_box(reading(&sources, id));
    Ok(reading.library.len())
}

fn checked(text: &str) -> Result<usize, String> {
    let (sources, id) = sources(text);
    let readings = [reading(&sources, id)];
    let input = Input { sources: &sources, readings: &readings, styles: &[], manuscripts: &[] };
    black_box(check(&input, &Config::default()));
    Ok(readings[0].library.len())
}

fn compare(name: &str, text: &str) {
    let size = text.len() as f64 / (1024.0 * 1024.0);
    println!("\n{name}: {size:.1} MiB, best of {RUNS} runs");
    std::panic::set_hook(Box::new(|_| {}));
    let mut best: Vec<Option<(Duration, Result<usize, String>)>> = vec![None; PARSERS.len()];
    for _ in 0..RUNS {
        for ((_, parse), best) in PARSERS.iter().zip(&mut best) {
            let start = Instant::now();
            let done = catch_unwind(AssertUnwindSafe(|| parse(text)));
            let time = start.elapsed();
            let outcome = done.unwrap_or_else(|_| Err("panicked".to_owned()));
            if best.as_ref().is_none_or(|(least, _)| time < *least) {
                *best = Some((time, outcome));
            }
        }
    }
    let _ = std::panic::take_hook();
    for ((name, _), best) in PARSERS.iter().zip(best) {
        let (time, outcome) = best.unwrap();
        match outcome {
            Ok(entries) => {
                let (ms, speed) = (time.as_secs_f64() * 1e3, size / time.as_secs_f64());
                println!("{name:<28} {ms:>8.1} ms {speed:>7.1} MiB/s {entries:>7} entries");
            }
            Err(error) => {
                let line = error.lines().next().unwrap_or_default();
                println!("{name:<28} ended: {}", line.chars().take(70).collect::<String>());
            }
        }
    }
}
