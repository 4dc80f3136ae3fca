//! Made-up references for the benchmarks, the same every time.

use std::fmt::Write as _;

use ibid::model::{Date, DatePoint, Entry, EntryType, Library, Name, Variable};

/// A made-up reference, from which each side's own form is made.
pub(crate) struct Reference {
    pub(crate) key: String,
    pub(crate) kind: Kind,
    pub(crate) authors: Vec<(String, String)>,
    pub(crate) title: String,
    pub(crate) container: String,
    pub(crate) publisher: &'static str,
    pub(crate) place: &'static str,
    pub(crate) volume: u32,
    pub(crate) issue: u32,
    pub(crate) pages: (u32, u32),
    pub(crate) date: (i32, u8, u8),
    pub(crate) doi: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Article,
    Book,
    Chapter,
    Paper,
}

/// A linear congruential generator; the numbers only have to look scattered.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % sides
    }
}

const FAMILIES: &[&str] = &[
    "Brinton",
    "Goldman",
    "Berkman",
    "Mett",
    "Lenin",
    "Serge",
    "Voline",
    "Makhno",
    "Arshinov",
    "Kollontai",
    "Spiridonova",
    "Martov",
    "Dan",
    "Sukhanov",
    "Avrich",
    "Getzler",
    "Rabinowitch",
    "Figes",
    "Pirani",
    "Aves",
    "Smith",
    "Koenker",
    "Rosenberg",
    "Daniels",
    "Schapiro",
    "Carr",
    "Deutscher",
    "Farber",
    "Brovkin",
    "Müller",
    "Díaz",
    "Østergaard",
];
const GIVEN: &[&str] = &[
    "Maurice",
    "Emma",
    "Alexander",
    "Ida",
    "Vladimir Ilyich",
    "Victor",
    "Nestor",
    "Peter",
    "Alexandra M.",
    "Maria",
    "Julius",
    "Theodore",
    "Nikolai N.",
    "Paul",
    "Israel",
    "Orlando",
    "Simon",
    "Jean-Luc",
    "Stephen A.",
    "Diane P.",
];
const WORDS: &[&str] = &[
    "workers",
    "control",
    "soviet",
    "power",
    "factory",
    "committees",
    "revolution",
    "party",
    "state",
    "peasants",
    "council",
    "strike",
    "sailors",
    "uprising",
    "democracy",
    "bureaucracy",
    "opposition",
    "trade",
    "unions",
    "labour",
    "the",
    "of",
    "and",
    "in",
    "civil",
    "war",
    "economy",
    "planning",
    "Petrograd",
    "Kronstadt",
    "Moscow",
    "Bolsheviks",
    "anarchists",
    "militarization",
    "history",
    "origins",
    "crisis",
    "transition",
];
const PUBLISHERS: &[(&str, &str)] = &[
    ("Solidarity", "London"),
    ("Éditions de Minuit", "Paris"),
    ("Princeton University Press", "Princeton"),
    ("Cambridge University Press", "Cambridge"),
    ("Freedom Press", "London"),
];

pub(crate) fn references(count: usize) -> Vec<Reference> {
    let mut dice = Dice(42);
    (0..count)
        .map(|index| {
            let kind = match dice.roll(20) {
                0..10 => Kind::Article,
                10..15 => Kind::Book,
                15..18 => Kind::Chapter,
                _ => Kind::Paper,
            };
            let authors = (0..1 + dice.roll(5).min(dice.roll(6)))
                .map(|_| {
                    let family = format!(
                        "{}{}",
                        FAMILIES[dice.roll(FAMILIES.len())],
                        ["", "", "son", "ov", "er"][dice.roll(5)]
                    );
                    (family, GIVEN[dice.roll(GIVEN.len())].to_owned())
                })
                .collect();
            let words = |dice: &mut Dice, count: usize| {
                let mut words: Vec<&str> =
                    (0..count).map(|_| WORDS[dice.roll(WORDS.len())]).collect();
                words[0] = "Workers";
                words.join(" ")
            };
            let count = 5 + dice.roll(6);
            let mut title = words(&mut dice, count);
            if dice.roll(3) == 0 {
                title.push_str(": ");
                title.push_str(&words(&mut dice, 4));
            }
            let (publisher, place) = PUBLISHERS[dice.roll(PUBLISHERS.len())];
            let first = 1 + dice.roll(900) as u32;
            Reference {
                key: format!("ref{index}"),
                kind,
                authors,
                title,
                container: format!(
                    "Journal of {} {}",
                    WORDS[dice.roll(WORDS.len())],
                    WORDS[dice.roll(WORDS.len())]
                ),
                publisher,
                place,
                volume: 1 + dice.roll(90) as u32,
                issue: 1 + dice.roll(6) as u32,
                pages: (first, first + 1 + dice.roll(40) as u32),
                date: (
                    1917 + dice.roll(105) as i32,
                    1 + dice.roll(12) as u8,
                    1 + dice.roll(28) as u8,
                ),
                doi: format!("10.1234/ibid.{index}"),
            }
        })
        .collect()
}

/// The references in our model.
pub(crate) fn library(references: &[Reference]) -> Library {
    references.iter().map(entry).collect()
}

fn entry(reference: &Reference) -> Entry {
    let kind = match reference.kind {
        Kind::Article => EntryType::ArticleJournal,
        Kind::Book => EntryType::Book,
        Kind::Chapter => EntryType::Chapter,
        Kind::Paper => EntryType::PaperConference,
    };
    let mut entry = Entry::new(&reference.key, kind);
    let names = reference.authors.iter().map(|(family, given)| Name::person(family, given));
    entry
        .set(Variable::Author, names.collect::<Vec<_>>())
        .expect("the value is of its variable's kind");
    entry
        .set(Variable::Title, reference.title.as_str())
        .expect("the value is of its variable's kind");
    let (year, month, day) = reference.date;
    let date = match reference.kind {
        Kind::Article => DatePoint::year_month_day(year, month, day),
        _ => Some(DatePoint::year(year)),
    };
    entry
        .set(Variable::Issued, Date::Point(date.unwrap_or(DatePoint::year(year))))
        .expect("the value is of its variable's kind");
    let pages = format!("{}-{}", reference.pages.0, reference.pages.1);
    match reference.kind {
        Kind::Article => {
            entry
                .set(Variable::ContainerTitle, reference.container.as_str())
                .expect("the value is of its variable's kind");
            entry
                .set(Variable::Volume, reference.volume.to_string())
                .expect("the value is of its variable's kind");
            entry
                .set(Variable::Issue, reference.issue.to_string())
                .expect("the value is of its variable's kind");
            entry.set(Variable::Page, pages).expect("the value is of its variable's kind");
            entry
                .set(Variable::Doi, reference.doi.as_str())
                .expect("the value is of its variable's kind");
        }
        Kind::Book => {
            entry
                .set(Variable::Publisher, reference.publisher)
                .expect("the value is of its variable's kind");
            entry
                .set(Variable::PublisherPlace, reference.place)
                .expect("the value is of its variable's kind");
        }
        Kind::Chapter | Kind::Paper => {
            entry
                .set(Variable::ContainerTitle, reference.container.as_str())
                .expect("the value is of its variable's kind");
            entry
                .set(Variable::Publisher, reference.publisher)
                .expect("the value is of its variable's kind");
            entry
                .set(Variable::PublisherPlace, reference.place)
                .expect("the value is of its variable's kind");
            entry.set(Variable::Page, pages).expect("the value is of its variable's kind");
        }
    }
    entry
}

/// The references in hayagriva's format.
pub(crate) fn yaml(references: &[Reference]) -> String {
    let mut out = String::new();
    for r in references {
        let kind = match r.kind {
            Kind::Article => "article",
            Kind::Book => "book",
            Kind::Chapter => "chapter",
            Kind::Paper => "article",
        };
        let authors: Vec<String> =
            r.authors.iter().map(|(family, given)| format!("\"{family}, {given}\"")).collect();
        let (year, month, day) = r.date;
        let date = if r.kind == Kind::Article {
            format!("{year:04}-{month:02}-{day:02}")
        } else {
            year.to_string()
        };
        let _ = writeln!(
            out,
            "{}:\n  type: {kind}\n  title: \"{}\"\n  author: [{}]\n  date: {date}",
            r.key,
            r.title,
            authors.join(", ")
        );
        match r.kind {
            Kind::Article => {
                let _ = writeln!(
                    out,
                    "  page-range: {}-{}\n  serial-number:\n    doi: \"{}\"\n  parent:\n    type: periodical\n    title: \"{}\"\n    volume: {}\n    issue: {}",
                    r.pages.0, r.pages.1, r.doi, r.container, r.volume, r.issue
                );
            }
            Kind::Book => {
                let _ = writeln!(
                    out,
                    "  publisher:\n    name: {}\n    location: {}",
                    r.publisher, r.place
                );
            }
            Kind::Chapter | Kind::Paper => {
                let parent = if r.kind == Kind::Paper { "proceedings" } else { "book" };
                let _ = writeln!(
                    out,
                    "  page-range: {}-{}\n  parent:\n    type: {parent}\n    title: \"{}\"\n    publisher:\n      name: {}\n      location: {}",
                    r.pages.0, r.pages.1, r.container, r.publisher, r.place
                );
            }
        }
    }
    out
}
