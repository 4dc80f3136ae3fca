//! Checking a Markdown book of 300 pages with 5,000 citations: reading it and its bibliography of
//! 1,500 entries, and running all default rules, on one thread, beside `pandoc --citeproc`, which
//! formats the same file.
//!
//! `cargo bench --bench document`; the times are medians. Without pandoc on the path, or named by
//! `PANDOC`, only ours are taken.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a benchmark prints and takes the time, and its own data are right"
)]

use std::fmt::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ibid::check::Config;
use ibid::document::{Labels, Manuscript, Syntax, read};
use ibid::files::Files;
use ibid::read::Sharing;
use ibid::source::{Source, SourceId};

#[path = "data/timing.rs"]
mod timing;

use timing::{median, ms, time};

const PAGES: usize = 300;
const WORDS_OF_PAGE: usize = 400;
const CITATIONS: usize = 5_000;
const ENTRIES: usize = 1_500;
const RUNS: usize = 15;

fn main() {
    let (book, bibliography) = (book(), bibliography());
    let source = Source::new("book.md", book.as_str());
    let document = read(&source, SourceId(0), Syntax::Markdown, &Labels::english());
    let cites: usize = document.citations.iter().map(|it| it.cites.len()).sum();
    assert_eq!(cites, CITATIONS, "each citation of the book is found");
    let found = checked(&book, &bibliography);
    assert_eq!(found, 3, "the three keys that no entry has are found, and nothing else");

    let mut times: [Vec<Duration>; 2] = Default::default();
    for _ in 0..RUNS {
        let labels = Labels::english();
        times[0].push(time(|| read(&source, SourceId(0), Syntax::Markdown, &labels)));
        times[1].push(time(|| checked(&book, &bibliography)));
    }
    let [reading, checking] = times.map(median);
    println!(
        "{PAGES} pages, {:.1} MB, {CITATIONS} citations, {ENTRIES} entries; median of {RUNS} runs",
        book.len() as f64 / 1e6
    );
    println!("ibid: the document read      {:>9.1} ms", ms(reading));
    println!("ibid: all read and checked   {:>9.1} ms", ms(checking));
    match pandoc(&book, &bibliography) {
        Some(time) => {
            println!("pandoc --citeproc            {:>9.1} ms", ms(time));
            println!("ours / pandoc                {:>9.4}", ms(checking) / ms(time));
        }
        None => println!("pandoc --citeproc            not found: set PANDOC"),
    }
}

/// How much is found in the book.
fn checked(book: &str, bibliography: &str) -> usize {
    let mut files = Files::new();
    let id = files.sources.push(Source::new("book.md", book));
    let refs = files.sources.push(Source::new("refs.bib", bibliography));
    assert!(files.read_together(&[(refs, None)], Sharing::Document).is_empty());
    let document = files.read_document(id, Syntax::Markdown).unwrap();
    let bibliographies = vec![refs];
    files.add_manuscript(Manuscript {
        parts: vec![document],
        bibliographies,
        ..Manuscript::default()
    });
    files.check(&Config::default()).len()
}

/// How long pandoc takes to format the book; once, since it takes seconds.
fn pandoc(book: &str, bibliography: &str) -> Option<Duration> {
    let folder = std::env::temp_dir().join(format!("ibid-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).ok()?;
    std::fs::write(folder.join("book.md"), book).ok()?;
    std::fs::write(folder.join("refs.bib"), bibliography).ok()?;
    let program = std::env::var("PANDOC").unwrap_or_else(|_| "pandoc".to_owned());
    let start = Instant::now();
    let status = Command::new(program)
        .current_dir(&folder)
        .args([
            "--citeproc",
            "--bibliography",
            "refs.bib",
            "-t",
            "plain",
            "-o",
            "out.txt",
            "book.md",
        ])
        .stderr(Stdio::null())
        .status();
    let time = start.elapsed();
    let _ = std::fs::remove_dir_all(&folder);
    status.is_ok_and(|status| status.success()).then_some(time)
}

/// Chapters, sections, lists, quotations, code, formulas and notes, with citations of every form.
fn book() -> String {
    const WORDS: [&str; 16] = [
        "the",
        "crew",
        "met",
        "on",
        "ice",
        "and",
        "asked",
        "for",
        "new",
        "elections",
        "of",
        "soviets",
        "by",
        "secret",
        "ballot",
        "*freely*",
    ];
    let mut out = String::from("---\ntitle: Kronstadt\nbibliography: refs.bib\nlang: en\n---\n\n");
    let every = PAGES * WORDS_OF_PAGE / CITATIONS;
    let mut cited = 0;
    for word in 0..PAGES * WORDS_OF_PAGE {
        if word % (WORDS_OF_PAGE * 10) == 0 {
            let _ = write!(out, "\n\n# Chapter {}\n\n", word / (WORDS_OF_PAGE * 10) + 1);
        } else if word % WORDS_OF_PAGE == 0 {
            let _ = write!(out, "\n\n## Section {word}\n\n```rust\nlet x = \"[@no]\";\n```\n\n");
        } else if word % 130 == 0 {
            out.push_str("\n\n");
        } else if word % 130 == 65 {
            out.push_str("\n\n> ");
        } else if word % 97 == 0 {
            out.push_str(" $x_{@y}$ and `@code`\n");
        }
        out.push_str(WORDS[word * 7 % WORDS.len()]);
        out.push(' ');
        if word % every == every - 1 && cited < CITATIONS {
            cited += cite(&mut out, cited);
        }
    }
    while cited < CITATIONS {
        cited += cite(&mut out, cited);
    }
    out
}

/// Writes a citation; gives how many works it cites.
fn cite(out: &mut String, number: usize) -> usize {
    let key = |at: usize| match at {
        1_000 | 2_000 | 3_000 => format!("unknown{at}of:nowhere"),
        at => format!("author{}", at * 37 % ENTRIES),
    };
    let (first, second) = (key(number), key(number + 1));
    let left = CITATIONS - number;
    let (text, works) = match number % 7 {
        0 if left > 1 => (format!("[see @{first}, pp. 33-35; @{second}]"), 2),
        1 => (format!("@{first} [chap. 3]"), 1),
        2 => (format!("[-@{first}, p. 7]"), 1),
        3 => (format!("^[Compare @{first}, *passim*.]"), 1),
        _ => (format!("[@{first}]"), 1),
    };
    out.push_str(&text);
    out.push(' ');
    works
}

fn bibliography() -> String {
    let mut out = String::new();
    for number in 0..ENTRIES {
        let year = 1900 + number % 120;
        let name = format!("{}{}", letters(number), "son");
        let _ = write!(
            out,
            "@book{{author{number},\n  author    = {{{name}, Ida}},\n  title     = {{The \
             {{Kronstadt}} Uprising, Part {number}}},\n  publisher = {{Solidarity}},\n  address   \
             = {{London}},\n  year      = {{{year}}},\n}}\n\n"
        );
    }
    out
}

/// A name that is another for each number.
fn letters(mut number: usize) -> String {
    let mut name = String::from("M");
    for _ in 0..4 {
        name.push(char::from(b'a' + (number % 20) as u8));
        number /= 20;
    }
    name
}
