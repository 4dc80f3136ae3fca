//! The engine beside hayagriva's renderer, in one process: references each cited once with a
//! page, and the bibliography of them all.
//!
//! `cargo bench --bench engine` prints a row for each style: the median time of both, and how many
//! times faster ours is.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a benchmark prints what it measures, and stops where its own data are wrong"
)]

mod data;

use std::borrow::Cow;
use std::time::{Duration, Instant};

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::taxonomy::Locator as PeerLabel;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, LocatorPayload,
    SpecificLocator,
};
use ibid::engine::{Options, render};
use ibid::model::{Citation, Cite, Date, Entry, EntryType, Library, LocatorLabel, Name, Variable};
use ibid::style::{Resources, Style};

/// The peer's locales, for both.
struct Locales(Vec<(String, String)>);

impl Resources for Locales {
    fn locale(&self, tag: &str) -> Option<Cow<'_, str>> {
        self.0.iter().find(|(name, _)| name == tag).map(|(_, text)| Cow::Borrowed(text.as_str()))
    }

    fn style(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }
}

/// The median time of so many runs at least, for a second at least, so that a machine that is busy
/// for a moment does not decide.
fn median(mut run: impl FnMut(), least: usize) -> Duration {
    let mut times = Vec::new();
    let begin = Instant::now();
    while times.len() < least || begin.elapsed() < Duration::from_secs(1) {
        let start = Instant::now();
        run();
        times.push(start.elapsed());
    }
    times.sort();
    times[times.len() / 2]
}

fn peer(style: ArchivedStyle, entries: &hayagriva::Library) -> usize {
    let hayagriva::citationberg::Style::Independent(style) = style.get() else { return 0 };
    let locales = hayagriva::archive::locales();
    let pages: Vec<String> = (1..=entries.len()).map(|page| page.to_string()).collect();
    let mut driver = BibliographyDriver::new();
    for (entry, page) in entries.iter().zip(&pages) {
        let locator = SpecificLocator(PeerLabel::Page, LocatorPayload::Str(page));
        let items = vec![CitationItem::with_locator(entry, Some(locator))];
        driver.citation(CitationRequest::from_items(items, &style, &locales));
    }
    let rendered =
        driver.finish(BibliographyRequest { style: &style, locale: None, locale_files: &locales });
    rendered.citations.iter().map(|c| c.citation.to_string().len()).sum::<usize>()
        + rendered
            .bibliography
            .map_or(0, |b| b.items.iter().map(|i| i.content.to_string().len()).sum())
}

fn ours(style: &Style, library: &Library, citations: &[Citation]) -> usize {
    let rendered = render(style, library, citations, &Options::default());
    rendered.citations.iter().map(|c| c.as_str().len()).sum::<usize>()
        + rendered
            .bibliography
            .map_or(0, |b| b.entries.iter().map(|e| e.markup.as_str().len()).sum())
}

fn citations(library: &Library, note: bool) -> Vec<Citation> {
    let cite = |(index, key): (usize, &str)| Citation {
        cites: vec![Cite::new(key).at(LocatorLabel::Page, (index + 1).to_string())],
        note: note.then_some(index as u32 + 1),
        ..Citation::default()
    };
    library.keys().enumerate().map(cite).collect()
}

fn main() {
    let only = std::env::args().nth(1).filter(|arg| !arg.starts_with("--")).unwrap_or_default();
    let with_peer = std::env::var("PEER").as_deref() != Ok("0");
    let locales = Locales(
        hayagriva::archive::locales()
            .iter()
            .map(|l| (l.lang.as_ref().unwrap().to_string(), locale_xml(l)))
            .collect(),
    );
    let data = data::references(1000);
    let library = data::library(&data);
    let entries = hayagriva::io::from_yaml_str(&data::yaml(&data)).unwrap();
    let large = data::library(&data::references(10_000));
    if only.is_empty() || only == "ambiguous" {
        print_ambiguous(&locales);
    }
    println!(
        "{:<24} {:>12} {:>12} {:>9} {:>12} {:>8}",
        "1,000 references", "hayagriva", "ibid", "faster", "10,000", "growth"
    );
    for (name, archived) in [
        ("APA", ArchivedStyle::AmericanPsychologicalAssociation),
        ("MLA", ArchivedStyle::ModernLanguageAssociation),
        ("Chicago notes", ArchivedStyle::ChicagoNotes),
        ("Chicago author-date", ArchivedStyle::ChicagoAuthorDate),
        ("IEEE", ArchivedStyle::InstituteOfElectricalAndElectronicsEngineers),
        ("Nature", ArchivedStyle::Nature),
    ] {
        if !name.contains(&only) {
            continue;
        }
        let xml = style_xml(&archived.get());
        let style = Style::compile(&xml, Some("en-US"), &locales).unwrap();
        let compile = median(|| drop(Style::compile(&xml, Some("en-US"), &locales).unwrap()), 21);
        let note = style.info().is_note;
        let cited = citations(&library, note);
        let time = median(
            || {
                ours(&style, &library, &cited);
            },
            31,
        );
        let cited_large = citations(&large, note);
        let time_large = median(
            || {
                ours(&style, &large, &cited_large);
            },
            5,
        );
        let peer_time = if with_peer {
            median(
                || {
                    peer(archived, &entries);
                },
                3,
            )
        } else {
            Duration::ZERO
        };
        println!(
            "{name:<24} {peer_time:>12.2?} {time:>12.2?} {:>8.1}x {time_large:>12.2?} {:>7.1}x   compile {compile:.2?}",
            peer_time.as_secs_f64() / time.as_secs_f64(),
            time_large.as_secs_f64() / time.as_secs_f64(),
        );
    }
}

/// 400 works of one year by one first author and six others, chosen anew for each.
fn ambiguous() -> Library {
    let mut seed = 1_u32;
    let mut next = |below: u32| {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        (seed >> 16) % below
    };
    let families = ["Adams", "Baker", "Clark", "Davis", "Evans", "Frank", "Ghosh", "Hills"];
    let given = ["Ann", "Bob", "Cyd", "Dan", "Eve", "Fay"];
    (0..400)
        .map(|number| {
            let mut entry = Entry::new(format!("work-{number}"), EntryType::Book);
            let mut names = vec![Name::person("Smith", "John")];
            names.extend(
                (0..6).map(|_| Name::person(families[next(8) as usize], given[next(6) as usize])),
            );
            entry.set(Variable::Author, names).expect("the value is of its variable's kind");
            entry
                .set(Variable::Title, format!("Work {number}"))
                .expect("the value is of its variable's kind");
            entry
                .set(Variable::Issued, Date::year(2000))
                .expect("the value is of its variable's kind");
            entry
        })
        .collect()
}

/// The time that cites take which are all alike until names are added.
fn print_ambiguous(locales: &Locales) {
    let library = ambiguous();
    let cited = citations(&library, false);
    for (name, archived) in [
        ("APA", ArchivedStyle::AmericanPsychologicalAssociation),
        ("Chicago author-date", ArchivedStyle::ChicagoAuthorDate),
        ("Harvard", ArchivedStyle::HarvardCiteThemRight),
    ] {
        let style = Style::compile(&style_xml(&archived.get()), Some("en-US"), locales).unwrap();
        let time = median(
            || {
                ours(&style, &library, &cited);
            },
            31,
        );
        println!("400 ambiguous cites and their bibliography, {name}: {time:.2?}");
    }
}

fn style_xml(style: &hayagriva::citationberg::Style) -> String {
    style.to_xml().unwrap()
}

fn locale_xml(locale: &hayagriva::citationberg::Locale) -> String {
    let file = hayagriva::citationberg::LocaleFile::try_from(locale.clone()).unwrap();
    // Its writer calls the root of every file `style`.
    let xml = file.to_xml().unwrap();
    let inner = xml.strip_prefix("<style").and_then(|xml| xml.strip_suffix("</style>")).unwrap();
    format!("<locale{inner}</locale>")
}
