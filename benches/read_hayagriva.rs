//! Reading 10,000 entries in hayagriva's format: ours, with spans, recovery and CSL's variables,
//! beside `hayagriva::io::from_yaml_str` on the same text, in one process, as a ratio.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark takes the time and prints it"
)]

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use ibid::diagnostic::Sink;
use ibid::read::{Format, read};
use ibid::source::{Source, SourceId};
use ibid::syntax::yaml;

/// How many entries, and how often each is read; the fastest run counts.
const ENTRIES: usize = 10_000;
const RUNS: usize = 7;

/// Entries as people write them: articles in periodicals, books, chapters, web pages.
fn generate(entries: usize) -> String {
    let mut text = String::new();
    for n in 0..entries {
        let written = match n % 4 {
            0 => write!(
                text,
                "article-{n}:\n  type: article\n  title: On the Kinetics of Condensates, Part {n}\n  \
                 author: [\"Doan, T. D.\", \"Tran Thoai, D. B.\", \"von Haug, Hartmut\"]\n  \
                 serial-number:\n    doi: \"10.1103/PhysRevB.102.{n}\"\n  page-range: {n}-{}\n  \
                 date: 2020-10-14\n  abstract: >\n    A sentence about polaritons and what they do\n    \
                 when nobody looks, folded over lines.\n  parent:\n    type: periodical\n    \
                 title: Physical Review B\n    volume: 102\n    issue: 16\n    \
                 publisher: American Physical Society\n\n",
                n + 12
            ),
            1 => write!(
                text,
                "book-{n}:\n  type: book\n  title: {{ value: \"The {{Kronstadt}} Uprising {n}\", short: Kronstadt }}\n  \
                 author: Mett, Ida\n  date: 1967\n  publisher: {{ name: Solidarity, location: London }}\n  \
                 language: en-GB\n  edition: 2\n  page-total: 112\n  serial-number: {{ isbn: 978-0-521-29515-4 }}\n\n"
            ),
            2 => write!(
                text,
                "chapter-{n}:\n  type: chapter\n  title: 'A chapter, with ''quotes'' ({n})'\n  author:\n    \
                 - Goldman, Emma\n    - {{ name: Watkins, given-name: Gloria Jean, alias: bell hooks }}\n  \
                 page-range: 1-20\n  parent:\n    title: My Disillusionment in Russia\n    date: 1923\n    \
                 editor: Someone, Else\n    publisher: Doubleday\n\n"
            ),
            _ => write!(
                text,
                "web-{n}:\n  type: web\n  title: A page on the web, number {n}\n  author: Workers Solidarity Movement\n  \
                 url:\n    value: https://example.org/pages/{n}?q=kronstadt\n    date: 2023-05-17\n  date: 2020-11\n  \
                 affiliated:\n    - role: translator\n      names: Doe, Jane\n\n"
            ),
        };
        written.expect("writing to a string does not fail");
    }
    text
}

fn fastest<T>(mut run: impl FnMut() -> T) -> Duration {
    let timed = |_| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..RUNS).map(timed).min().unwrap_or_default()
}

fn main() {
    let text = generate(ENTRIES);
    let source = Source::new("bench.yaml", text.as_str());
    let reading = read(&source, SourceId(0), Some(Format::Hayagriva)).expect("the format is named");
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics[0]);
    assert_eq!(reading.library.len(), ENTRIES);

    let ours = fastest(|| read(&source, SourceId(0), Some(Format::Hayagriva)));
    let parsed = fastest(|| {
        let mut sink = Sink::new();
        yaml::parse(&text, SourceId(0), &mut sink)
    });
    let theirs = fastest(|| hayagriva::io::from_yaml_str(&text));
    println!("{ENTRIES} entries, {} KiB, fastest of {RUNS}", text.len() / 1024);
    println!("ibid       {:>8.1} ms", ours.as_secs_f64() * 1e3);
    println!("  parsing  {:>8.1} ms", parsed.as_secs_f64() * 1e3);
    println!("hayagriva  {:>8.1} ms", theirs.as_secs_f64() * 1e3);
    println!("ratio      {:>8.2}", ours.as_secs_f64() / theirs.as_secs_f64());
}
