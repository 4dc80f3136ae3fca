//! Reading, and reading and checking, beside other parsers of the same text, in one process: clean
//! made-up entries as BibTeX, CSL-JSON and CSL-YAML, and real files of BibTeX one after the other.
//!
//! `cargo bench --bench check -- [--entries N] [--only NAME] [--write FILE] [FOLDER]`. The folder of
//! real files is `../shared/samples/bib-crawl` unless another is named; `--only` does once what has
//! that name, for a tool that counts instructions; `--write` writes the made-up entries to a
//! file, for the whole command. Each figure is the best of several runs, taken in turns. What a peer
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
use ibid::source::Sources;
use serde::Deserialize;

#[path = "data/bibtex.rs"]
mod bibtex;
#[path = "data/phases.rs"]
mod phases;

const ENTRIES: usize = 10_000;
const RUNS: usize = 7;

fn main() {
    let arguments = Arguments::read();
    let clean = bibtex::generate(arguments.entries);
    if let Some(file) = arguments.write {
        return std::fs::write(file, clean).unwrap();
    }
    let real = real(&arguments.folder);
    let library = reading(&clean, Format::Bibtex).1.library;
    let json = ibid::write::csl_json(&library).expect("names have parts");
    let yaml = ibid::write::csl_yaml(&library).expect("names have parts");
    let faulty = bibtex::with_faults(&clean);
    if let Some(only) = arguments.only {
        let all = BIBTEX.iter().chain(&JSON).chain(&YAML);
        for (name, parse) in all.filter(|(name, _)| *name == only) {
            let text = if name.contains("JSON") { &json } else { &clean };
            let text = if name.contains("YAML") { &yaml } else { text };
            println!("{name}: {:?}", parse(text));
        }
        return;
    }
    compare("clean, made up", &clean, &BIBTEX);
    phases::print("clean, made up", &clean);
    phases::print("two findings an entry, made up", &faulty);
    match real {
        Some(text) => {
            compare("real files, one after the other", &text, &BIBTEX);
            phases::print("real files, one after the other", &text);
        }
        None => println!("no real files: {} is not there", arguments.folder.display()),
    }
    compare("the clean entries as CSL-JSON", &json, &JSON);
    compare("the clean entries as CSL-YAML", &yaml, &YAML);
}

/// What the command line asks for.
struct Arguments {
    entries: usize,
    only: Option<String>,
    write: Option<PathBuf>,
    folder: PathBuf,
}

impl Arguments {
    fn read() -> Self {
        let folder = PathBuf::from("../shared/samples/bib-crawl");
        let mut read = Arguments { entries: ENTRIES, only: None, write: None, folder };
        let mut given = std::env::args().skip(1);
        while let Some(argument) = given.next() {
            match &*argument {
                "--entries" => read.entries = given.next().unwrap().parse().unwrap(),
                "--only" => read.only = given.next(),
                "--write" => read.write = given.next().map(PathBuf::from),
                // Cargo's own.
                "--bench" => {}
                folder => read.folder = folder.into(),
            }
        }
        read
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

const BIBTEX: [Parser; 8] = [
    ("ibid: read", |text| ours(text, Format::Bibtex)),
    ("ibid: read and check", |text| checked(text, Format::Bibtex)),
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

const JSON: [Parser; 3] = [
    ("ibid: read CSL-JSON", |text| ours(text, Format::CslJson)),
    ("ibid: read and check CSL-JSON", |text| checked(text, Format::CslJson)),
    ("serde_json::Value, of CSL-JSON", |text| {
        let parsed = serde_json::from_str::<serde_json::Value>(text);
        parsed.map(|it| it.as_array().map_or(0, Vec::len)).map_err(|it| it.to_string())
    }),
];

const YAML: [Parser; 3] = [
    ("ibid: read CSL-YAML", |text| ours(text, Format::CslYaml)),
    ("ibid: read and check CSL-YAML", |text| checked(text, Format::CslYaml)),
    ("serde_yaml::Value, of CSL-YAML", |text| {
        let parsed = serde_yaml::from_str::<serde_yaml::Value>(text);
        let entries = |it: serde_yaml::Value| match it.get("references").unwrap_or(&it) {
            serde_yaml::Value::Sequence(entries) => entries.len(),
            _ => 0,
        };
        parsed.map(entries).map_err(|it| it.to_string())
    }),
];

fn reading(text: &str, format: Format) -> (Sources, Reading) {
    let mut sources = Sources::new();
    let id = sources.add("bench", text);
    let reading = read(sources.get(id).unwrap(), id, Some(format)).unwrap();
    (sources, reading)
}

fn ours(text: &str, format: Format) -> Result<usize, String> {
    let (_, reading) = black_box(reading(text, format));
    Ok(reading.library.len())
}

fn checked(text: &str, format: Format) -> Result<usize, String> {
    let (sources, reading) = reading(text, format);
    let readings = [reading];
    let input = Input { sources: &sources, readings: &readings, styles: &[], manuscripts: &[] };
    black_box(check(&input, &Config::default()));
    Ok(readings[0].library.len())
}

fn compare(name: &str, text: &str, parsers: &[Parser]) {
    let size = text.len() as f64 / (1024.0 * 1024.0);
    println!("\n{name}: {size:.1} MiB, best of {RUNS} runs");
    std::panic::set_hook(Box::new(|_| {}));
    let mut best: Vec<Option<(Duration, Result<usize, String>)>> = vec![None; parsers.len()];
    for _ in 0..RUNS {
        for ((_, parse), best) in parsers.iter().zip(&mut best) {
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
    for ((name, _), best) in parsers.iter().zip(best) {
        let (time, outcome) = best.unwrap();
        match outcome {
            Ok(entries) => {
                let (ms, speed) = (time.as_secs_f64() * 1e3, size / time.as_secs_f64());
                println!("{name:<32} {ms:>8.1} ms {speed:>7.1} MiB/s {entries:>7} entries");
            }
            Err(error) => {
                let line = error.lines().next().unwrap_or_default();
                println!("{name:<32} ended: {}", line.chars().take(70).collect::<String>());
            }
        }
    }
}
