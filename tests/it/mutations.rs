//! Damaged styles and data: nothing panics and nothing hangs, whatever is in them.
//!
//! `IBID_FUZZ_SECONDS` is how long each test looks for trouble; 2 by default.

use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use ibid::diagnostic::Safety;
use ibid::engine::{Options, Uncited, render};
use ibid::files::{Files, source_from_bytes};
use ibid::markup::{Mark, Markup};
use ibid::model::{Citation, Cite, Entry, EntryType, Library, LocatorLabel, Name, Text, Variable};
use ibid::output::Format;
use ibid::read;
use ibid::source::{Source, SourceId};
use ibid::style::Style;
use ibid::style::archive::{self, Embedded};

use crate::support::{all_rules, repository};

/// A small generator of its own, so that what fails can be run again.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }

    /// Cuts, doubles, swaps or replaces a piece between two boundaries of words.
    pub(crate) fn damage(&mut self, text: &str, others: &[&str]) -> String {
        let mut text = text.to_owned();
        for _ in 0..=self.below(4) {
            let (from, to) = (self.edge(&text), self.edge(&text));
            let (from, to) = (from.min(to), from.max(to).min(from.min(to) + 200));
            let to = (to..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
            let piece = text[from..to].to_owned();
            match self.below(4) {
                0 => text.replace_range(from..to, ""),
                1 => text.insert_str(from, &piece),
                2 => text.replace_range(from..to, others[self.below(others.len())]),
                _ => {
                    let at = self.edge(&text);
                    text.insert_str(at, &piece);
                }
            }
        }
        text
    }

    /// A place where a word or a mark begins.
    fn edge(&mut self, text: &str) -> usize {
        let start = self.below(text.len() + 1);
        let marks = |c: char| matches!(c, '<' | '>' | '"' | ' ' | ',' | ':' | '{' | '}');
        let rest = (start..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        text[rest..].find(marks).map_or(text.len(), |found| rest + found)
    }
}

fn seconds() -> Duration {
    let seconds = std::env::var("IBID_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs(seconds.unwrap_or(2))
}

fn library(text: &str, format: read::Format) -> Library {
    let source = Source::new("data", text);
    read::read(&source, SourceId(0), Some(format)).unwrap().library
}

/// Marks are ordered, lie within the text, and never overlap by halves.
fn check_marks(markup: &Markup) {
    let text = markup.as_str();
    let mut open: Vec<Mark> = Vec::new();
    for mark in markup.marks() {
        let range = mark.start as usize..mark.end as usize;
        assert!(text.get(range).is_some_and(|inside| !inside.is_empty()), "{mark:?} in {text:?}");
        while open.pop_if(|outer| outer.end <= mark.start).is_some() {}
        let is_inside = open.last().is_none_or(|outer| {
            outer.start <= mark.start && mark.start < outer.end && mark.end <= outer.end
        });
        assert!(is_inside, "{mark:?} and {open:?} in {text:?}");
        open.push(*mark);
    }
}

fn print(style: &Style, library: &Library) {
    let keys: Vec<&str> = library.keys().take(12).collect();
    let mut citations: Vec<Citation> = keys
        .iter()
        .zip(1..)
        .map(|(key, note)| Citation {
            note: Some(note),
            ..Citation::from(Cite::new(*key).at(LocatorLabel::Page, "3-5"))
        })
        .collect();
    citations.push(Citation {
        cites: keys.iter().map(|key| Cite::new(*key)).collect(),
        ..Citation::default()
    });
    let options = Options { uncited: Uncited::All, ..Options::default() };
    let rendered = render(style, library, &citations, &options);
    for citation in &rendered.citations {
        check_marks(citation);
        drop(Format::Html.write(citation));
    }
    if let Some(bibliography) = rendered.bibliography {
        bibliography.entries.iter().for_each(|entry| check_marks(&entry.markup));
        bibliography.write(Format::Markdown);
    }
}

/// Runs a step again and again, and says which one took too long or panicked.
pub(crate) fn for_a_while(seed: u64, mut step: impl FnMut(&mut Random)) {
    let mut random = Random(seed);
    let start = Instant::now();
    let mut count = 0;
    while start.elapsed() < seconds() {
        let state = random.0;
        let began = Instant::now();
        let caught = std::panic::catch_unwind(AssertUnwindSafe(|| step(&mut random)));
        assert!(caught.is_ok(), "seed {state} panics");
        assert!(began.elapsed() < Duration::from_secs(20), "seed {state} takes too long");
        count += 1;
    }
    assert!(count > 0);
}

const WORDS: [&str; 14] = [
    "",
    "0",
    "-1",
    "65536",
    "99999999999",
    "<group>",
    "</group>",
    "macro=\"author\"",
    "variable=\"locator\"",
    "position=\"ibid\"",
    "é\u{301}“„",
    "{{{",
    "\"",
    "\u{0}",
];

#[test]
fn damaged_styles() {
    let data = std::fs::read_to_string(repository("tests/fixtures/library.json")).unwrap();
    let library = library(&data, read::Format::CslJson);
    let styles: Vec<_> = archive::styles().collect();
    for_a_while(0x9E37_79B9_7F4A_7C15, |random| {
        let xml = styles[random.below(styles.len())].xml;
        let damaged = random.damage(xml, &WORDS);
        if let Ok(style) = Style::compile(&damaged, None, &Embedded) {
            print(&style, &library);
        }
    });
}

#[test]
fn damaged_data() {
    let json = std::fs::read_to_string(repository("tests/fixtures/library.json")).unwrap();
    let yaml = std::fs::read_to_string(repository("bibliography.yaml")).unwrap();
    let bib = std::fs::read_to_string(repository("tests/fixtures/bibtex/fields.bib")).unwrap();
    let ris = std::fs::read_to_string(repository("tests/fixtures/ris/records.ris")).unwrap();
    let cff = std::fs::read_to_string(repository("tests/fixtures/cff/works.cff")).unwrap();
    let names = ["apa", "chicago-notes", "ieee", "modern-language-association", "alphanumeric"];
    let compile =
        |name| Style::compile(archive::style(name).unwrap().xml, None, &Embedded).unwrap();
    let styles: Vec<Style> = names.iter().map(|name| compile(name)).collect();
    for_a_while(0xD1B5_4A32_D192_ED03, |random| {
        let (text, format) = match random.below(5) {
            0 => (&json, read::Format::CslJson),
            1 => (&yaml, read::Format::Hayagriva),
            2 => (&ris, read::Format::Ris),
            3 => (&cff, read::Format::Cff),
            _ => (&bib, read::Format::Bibtex),
        };
        let damaged = random.damage(text, &WORDS);
        print(&styles[random.below(styles.len())], &library(&damaged, format));
    });
}

/// What values consist of, what readers and rules look for, and characters of several bytes;
/// `¦` separates them.
const PIECES_OF_VALUES: &str = "\
     $¦$¦{¦}¦{¦}¦\\¦^¦_¦~¦%¦&¦#¦@¦\"¦'¦`¦''¦``¦,¦, ¦. ¦: ¦;¦/¦-¦--¦---¦–¦—¦−¦(¦)¦[¦]¦<¦>¦\
     \x20¦ ¦\n¦\u{a0}¦\u{200b}¦\u{301}¦\u{feff}¦\u{c}¦⊕¦×¦≤¦№¦§¦…¦“¦”¦«¦„¦’¦é¦ß¦İ¦ı¦ﬁ¦日本¦、¦《¦\
     Ж¦א¦😀¦Ã©¦â€™¦and¦ and ¦ et al.¦others¦von ¦Jr.¦12¦2001¦1999-12-31¦vol. ¦pp. ¦\
     10.1000/¦http://¦arXiv:¦doi¦\\textit{¦\\emph¦\\\"o¦\\'{¦\\url{¦\\mathrm{¦\\frac¦\
     &amp;¦<sub>¦word¦A";

#[test]
fn values_of_all_pieces() {
    const FIELDS: [&str; 22] = [
        "author",
        "editor",
        "title",
        "booktitle",
        "journal",
        "year",
        "date",
        "month",
        "pages",
        "volume",
        "number",
        "edition",
        "publisher",
        "address",
        "doi",
        "url",
        "isbn",
        "eprint",
        "note",
        "series",
        "language",
        "howpublished",
    ];
    const TYPES: [&str; 6] = ["article", "book", "incollection", "misc", "phdthesis", "online"];
    let apa = Style::compile(archive::style("apa").unwrap().xml, None, &Embedded).unwrap();
    let config = all_rules();
    let pieces: Vec<&str> = PIECES_OF_VALUES.split('¦').collect();
    for_a_while(0x8CB9_2BA7_2F3D_8DD7, |random| {
        let mut text = String::new();
        for key in ["a", "b"] {
            text.push_str(&format!("@{}{{{key}", TYPES[random.below(TYPES.len())]));
            for _ in 0..1 + random.below(6) {
                text.push_str(&format!(",\n  {} = {{", FIELDS[random.below(FIELDS.len())]));
                for _ in 0..1 + random.below(8) {
                    text.push_str(pieces[random.below(pieces.len())]);
                }
                text.push('}');
            }
            text.push_str("\n}\n");
        }
        let read = std::panic::catch_unwind(AssertUnwindSafe(|| {
            let mut files = Files::new();
            let source = source_from_bytes("values.bib", text.as_bytes()).unwrap();
            files.add_source(source, Some(read::Format::Bibtex)).unwrap();
            drop(files.fix(&config, Safety::Unsafe));
            let library = library(&text, read::Format::Bibtex);
            print(&apa, &library);
            drop(ibid::write::csl_json(&library));
        }));
        assert!(read.is_ok(), "{text}");
    });
}

/// Markup, quotation marks and punctuation, nested and torn as they come.
fn marked_up(random: &mut Random) -> Text {
    const PIECES: [&str; 26] = [
        "<i>",
        "</i>",
        "<b>",
        "</b>",
        "<sup>",
        "</sup>",
        "<span class=\"nocase\">",
        "</span>",
        "“",
        "”",
        "‘",
        "’",
        "\"",
        "'",
        "„",
        "a",
        "B",
        "word",
        ".",
        ",",
        ": ",
        "? ",
        "! ",
        " ",
        "(",
        ")",
    ];
    let mut text = String::new();
    for _ in 0..random.below(24) {
        let piece = PIECES[random.below(PIECES.len())];
        let times = if random.below(40) == 0 { random.below(300) } else { 1 };
        text.extend(std::iter::repeat_n(piece, times));
    }
    Text::from_csl_markup(&text)
}

#[test]
fn nested_markup() {
    let styles: Vec<Style> = archive::styles()
        .map(|style| Style::compile(style.xml, None, &Embedded).unwrap())
        .collect();
    for_a_while(0xA076_1D64_78BD_642F, |random| {
        let entry = |(key, kind): (&str, EntryType)| {
            let mut entry = Entry::new(key, kind);
            for variable in [Variable::Title, Variable::ContainerTitle, Variable::Publisher] {
                entry.set(variable, marked_up(random)).unwrap();
            }
            entry.set(Variable::Author, vec![Name::person("Doe", "Jane")]).unwrap();
            entry
        };
        let kinds = [EntryType::Book, EntryType::ArticleJournal, EntryType::Chapter];
        let library: Library = ["a", "b", "c"].into_iter().zip(kinds).map(entry).collect();
        print(&styles[random.below(styles.len())], &library);
    });
}
