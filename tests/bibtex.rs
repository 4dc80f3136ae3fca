//! Reading BibTeX and BibLaTeX, from files to the model.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests read files and fail by panicking"
)]

mod shared;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use ibid::diagnostic::{Diagnostic, Safety, Sink};
use ibid::dialect::BibDialect;
use ibid::model::{Library, Name, Value};
use ibid::read::{Format, Reading, read};
use ibid::source::{Source, SourceId, Span};
use ibid::syntax::bibtex::{TokenKind, parse};

use crate::shared::shared;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn bib_files(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path());
    let mut files: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|extension| extension == "bib")).collect();
    files.sort();
    files
}

fn read_text(text: &str) -> Reading {
    read(&Source::new("test.bib", text), SourceId(0), Some(Format::Bibtex)).unwrap()
}

/// Entries, origins and findings as text.
fn dump(text: &str, reading: &Reading) -> String {
    let mut out = String::new();
    let works = reading.library.iter().zip(&reading.origins.entries);
    let records = reading.library.records().iter().zip(&reading.origins.records);
    for (entry, origin) in works.chain(records) {
        let _ = writeln!(out, "{} ({}, from @{})", entry.key, entry.kind, origin.source_kind);
        for (variable, value) in entry.values() {
            let value = match value {
                Value::Text(text) => text.to_csl_markup(),
                Value::Names(names) => names.iter().map(name).collect::<Vec<_>>().join("; "),
                Value::Date(date) => date.to_edtf().unwrap_or_else(|| format!("{date:?}")),
            };
            let from = origin.field_of(variable).map_or("-", |field| &*field.name);
            let _ = writeln!(out, "  {variable}: {value}  <{from}>");
        }
        for extra in &entry.extra {
            let _ = writeln!(out, "  + {}: {}", extra.name, extra.value);
        }
        for field in &origin.fields {
            if let Some(parent) = field.inherited_from() {
                let _ = writeln!(out, "  from {parent}: {}", field.name);
            }
        }
    }
    let source = Source::new("", text);
    for found in &reading.diagnostics {
        let span = found.primary.location.span;
        let at = source.line_column(span.start);
        let _ = writeln!(
            out,
            "{}:{}: {} [{}] {}",
            at.line, at.column, found.severity, found.rule.name, found.message
        );
        let _ = writeln!(out, "    under: {}", source.slice(span).replace('\n', "⏎"));
        let key = found.first_key().map(str::to_owned);
        for (word, what) in [("help", &found.help), ("key", &key), ("field", &found.field)] {
            if let Some(what) = what {
                let _ = writeln!(out, "    {word}: {what}");
            }
        }
    }
    out
}

fn name(name: &Name) -> String {
    match name {
        Name::Literal(literal) => format!("[{literal}]"),
        Name::Others => "and others".to_owned(),
        Name::Person(p) => {
            let particles = [&p.dropping_particle, &p.non_dropping_particle];
            let particles = particles.map(|part| part.as_str()).join("/");
            format!("{} | {} | {} | {}", p.family, p.given, particles, p.suffix)
        }
    }
}

/// Each fixture reads as its `.txt` says; `UPDATE_FIXTURES=1` writes that anew.
#[test]
fn fixtures_read_as_expected() {
    let files = bib_files(&root().join("tests/fixtures/bibtex"));
    assert!(!files.is_empty());
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let actual = dump(&text, &read_text(&text));
        let expected = path.with_extension("txt");
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            std::fs::write(&expected, &actual).unwrap();
        }
        let expected = std::fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(actual, expected, "{}", path.display());
    }
}

/// What holds of every reading, whatever the text.
fn check_sound(text: &str, reading: &Reading) {
    let mut sink = Sink::new();
    let tree = parse(text, SourceId(0), &mut sink);
    let mut at = 0;
    for token in tree.tokens() {
        assert_eq!(token.span.start, at, "tokens tile the text");
        assert!(!token.span.is_empty());
        let slice = &text[token.span.range()];
        if token.kind == TokenKind::Space {
            assert!(slice.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}'), "{slice:?}");
        }
        at = token.span.end;
    }
    assert_eq!(at as usize, text.len(), "tokens reach the end");

    let fits = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} fits the text");
    for found in &reading.diagnostics {
        fits(found.primary.location.span);
        found.secondary.iter().for_each(|label| fits(label.location.span));
        for edit in found.fix.iter().flat_map(|fix| fix.edits()) {
            fits(edit.location.span);
        }
    }
    assert_eq!(reading.library.len(), reading.origins.entries.len());
    for (entry, origin) in reading.library.iter().zip(&reading.origins.entries) {
        assert_eq!(&text[origin.key.span.range()], entry.key);
        fits(origin.location.span);
        fits(origin.kind.span);
        for field in &origin.fields {
            fits(field.name_location().span);
            fits(field.value_location().span);
            assert!(field.variables().iter().all(|variable| entry.has(*variable)));
        }
    }
}

#[test]
fn samples_are_read_whole_and_as_the_peer_reads_them() {
    let Some(samples) = shared("samples/bib") else { return };
    for path in bib_files(&samples) {
        let source = Source::from_bytes(path.to_string_lossy(), &std::fs::read(&path).unwrap());
        let reading = read(&source, SourceId(0), None).unwrap();
        check_sound(&source.text, &reading);
        // The peer lists sets and data containers among the works, in their places.
        let records = reading.library.records().iter().map(|record| record.key.as_str());
        let records: BTreeSet<&str> = records.collect();
        let ours: Vec<&str> = reading.library.keys().collect();
        let works = |keys: Vec<&'_ str>| -> Vec<String> {
            let all = keys.iter().copied().collect::<BTreeSet<_>>();
            assert!(records.is_subset(&all), "{}: {records:?}", path.display());
            keys.into_iter().filter(|key| !records.contains(key)).map(str::to_owned).collect()
        };
        if let Ok(raw) = biblatex::RawBibliography::parse(&source.text) {
            let theirs: Vec<&str> = raw.entries.iter().map(|entry| entry.v.key.v).collect();
            assert_eq!(ours, works(theirs), "{}", path.display());
        }
        // The peer follows a circle of crossrefs until its stack is full.
        if path.ends_with("crossref_cascading_cycle.bib") {
            continue;
        }
        if let Ok(full) = biblatex::Bibliography::parse(&source.text) {
            let theirs: Vec<&str> = full.iter().map(|entry| entry.key.as_str()).collect();
            assert_eq!(ours, works(theirs), "{}", path.display());
        }
    }
}

/// BibLaTeX's own examples are in order: nothing is found in them, and nothing is missing.
#[test]
fn a_well_kept_library_gives_no_finding() {
    let Some(samples) = shared("samples/bib") else { return };
    for path in [samples.join("biblatex-examples.bib")] {
        let text = std::fs::read_to_string(path).unwrap();
        let reading = read_text(&text);
        let mut findings = reading.clone();
        findings.library = Library::default();
        assert_eq!(dump(&text, &findings), "");
        let dialect = BibDialect::of(&reading.origins);
        assert_eq!(dialect, BibDialect::Biblatex);
        for (entry, origin) in reading.library.iter().zip(&reading.origins.entries) {
            for any in dialect.required(&origin.source_kind) {
                let there = any.iter().any(|name| origin.field(name).is_some());
                assert!(there, "{} misses {any:?}", entry.key);
            }
        }
    }
}

/// A safe fix removes what it was offered for, and brings nothing new.
#[test]
fn safe_fixes_mend() {
    for path in bib_files(&root().join("tests/fixtures/bibtex")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let found = read_text(&text).diagnostics;
        let by_rule = |found: &[Diagnostic]| {
            let mut count: BTreeMap<&str, usize> = BTreeMap::new();
            for found in found {
                *count.entry(found.rule.name).or_default() += 1;
            }
            count
        };
        let before = by_rule(&found);
        for problem in &found {
            let Some(fix) = &problem.fix else { continue };
            if fix.safety != Safety::Safe {
                continue;
            }
            let mut mended = text.clone();
            for edit in fix.edits().iter().rev() {
                mended.replace_range(edit.location.span.range(), &edit.replacement);
            }
            let mut expected = before.clone();
            *expected.get_mut(problem.rule.name).unwrap() -= 1;
            expected.retain(|_, count| *count > 0);
            let after = by_rule(&read_text(&mended).diagnostics);
            assert_eq!(after, expected, "{}: {}", path.display(), problem.message);
        }
    }
}

/// Texts with random damage: nothing panics, no span is out of bounds, no byte is lost.
#[test]
fn damaged_texts_are_read_all_the_same() {
    const PIECES: [&str; 30] = [
        "{",
        "}",
        "\"",
        "@",
        ",",
        "=",
        "#",
        "%",
        "\\",
        "$",
        "~",
        "(",
        ")",
        "\n",
        " and ",
        "\n@a{b,",
        "é",
        "\u{A0}",
        "\\'",
        "--",
        "crossref",
        "{\\",
        "^",
        "\\frac",
        "@string{",
        "@comment{",
        "\r",
        "xdata = {a}",
        "\\emph",
        "_",
    ];
    let fixtures = bib_files(&root().join("tests/fixtures/bibtex"));
    let seeds: Vec<String> =
        fixtures.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    for round in 0..3000 {
        let mut text = match round % 4 {
            0 => String::new(),
            _ => seeds[next(seeds.len())].clone(),
        };
        let boundary = |text: &str, mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        for _ in 0..1 + next(if text.is_empty() { 60 } else { 12 }) {
            let at = next(text.len() + 1);
            let at = boundary(&text, at);
            match next(3) {
                0 => {
                    let end = boundary(&text, (at + next(20)).min(text.len()));
                    text.replace_range(at..end.max(at), "");
                }
                1 => text.insert_str(at, &PIECES[next(PIECES.len())].repeat(1 + next(3))),
                _ => {
                    let end = boundary(&text, (at + next(60)).min(text.len())).max(at);
                    let copy = text[at..end].to_owned();
                    let to = next(text.len() + 1);
                    let to = boundary(&text, to);
                    text.insert_str(to, &copy);
                }
            }
        }
        check_sound(&text, &read_text(&text));
    }
}

/// Texts made to be slow are not.
#[test]
fn time_grows_with_the_text() {
    let start = std::time::Instant::now();
    let chain = |link: &str| {
        let entry = |n: usize| format!("@book{{k{n}, {link} = {{k{}}}, title = {{T}}}}\n", n + 1);
        (0..20_000).map(entry).collect::<String>()
    };
    let deep = format!("@a{{b, title = {{{}x{}}}}}", "{".repeat(50_000), "}".repeat(50_000));
    let names = format!("@a{{b, author = {{{}}}}}", "and ".repeat(20_000));
    let commands = format!("@a{{b, title = {{{}}}}}", "\\'".repeat(50_000));
    let nested = format!("@a{{b, title = {{{}}}}}", "\\emph{".repeat(20_000));
    let fields = format!("@a{{b, {}}}", "x = {y},".repeat(3_000));
    let texts = [chain("crossref"), chain("xdata"), deep, names, commands, nested, fields];
    for text in texts {
        check_sound(&text, &read_text(&text));
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

/// Macros that double each other do not fill the memory.
#[test]
fn macros_of_macros_have_a_limit() {
    let mut text = "@string{a0 = \"x\"}\n".to_owned();
    for number in 0..60 {
        let _ = writeln!(text, "@string{{a{} = a{number} # a{number}}}", number + 1);
    }
    text.push_str("@misc{z, author = {A, B}, title = a60, note = a10, year = 2000}\n");
    let reading = read_text(&text);
    let said: Vec<&str> = reading.diagnostics.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(said, ["the text of the macro `a15` is too long"]);
    let note = reading.library.entries()[0].str(ibid::model::Variable::Note).unwrap();
    assert_eq!(note.len(), 1024);
}
