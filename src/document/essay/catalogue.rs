//! The works of bibliographies, indexed by the words of their names and titles.

use std::collections::{BTreeMap, HashMap};

use crate::document::essay::words::{fold, is_stop_word, skeleton, words};
use crate::model::{Bound, Date, DatePoint, Entry, Library, Name, Variable};

/// A word that occurs in more works is not used to find one if there are others.
const MOST_POSTINGS: usize = 400;

/// The number of works that are compared in detail for one reference.
const MOST_CANDIDATES: usize = 24;

/// The works of bibliographies, indexed by their words.
#[derive(Debug, Default)]
pub struct Catalogue<'l> {
    works: Vec<Work<'l>>,
    /// The number of the library of each work, and its index in it.
    origins: Vec<(usize, usize)>,
    by_word: HashMap<String, Vec<u32>>,
    /// The phonetic form of a family name → works.
    by_sound: HashMap<String, Vec<u32>>,
}

/// A work, as the words that a reference may contain.
#[derive(Debug)]
pub(super) struct Work<'l> {
    pub(super) entry: &'l Entry,
    /// Authors, followed by editors, translators and others.
    pub(super) people: Vec<PersonWords>,
    pub(super) titles: Vec<TitleWords>,
    /// The titles of its containers.
    pub(super) containers: Vec<TitleWords>,
    pub(super) publisher: Vec<String>,
    pub(super) place: Vec<String>,
    pub(super) years: Vec<i32>,
}

/// A name in words.
#[derive(Debug)]
pub(super) struct PersonWords {
    pub(super) family: Vec<String>,
    /// The family name as it is written.
    pub(super) written: String,
    pub(super) given: Vec<String>,
    /// Whether it is an organization, whose name is not split.
    pub(super) is_body: bool,
    /// Whether the person is an author of the work.
    pub(super) is_author: bool,
}

/// A title in words.
#[derive(Debug)]
pub(super) struct TitleWords {
    pub(super) words: Vec<TitleWord>,
    /// The sum of the weights.
    pub(super) weight: f32,
}

/// A word of a title.
#[derive(Debug)]
pub(super) struct TitleWord {
    pub(super) folded: String,
    pub(super) written: String,
    pub(super) weight: f32,
}

impl TitleWords {
    fn of(text: &str) -> Option<TitleWords> {
        let word = |word: super::words::Word| {
            let weight = if is_stop_word(&word.folded) { 0.1 } else { 1.0 };
            TitleWord { written: text[word.range].to_owned(), folded: word.folded, weight }
        };
        let mut words: Vec<TitleWord> = words(text).into_iter().map(word).collect();
        let telling = words.iter().filter(|it| it.weight >= 1.0).count();
        if telling == 0 {
            // In a title of function words, all of them count.
            words.iter_mut().for_each(|word| word.weight = 1.0);
        }
        let weight = words.iter().map(|word| word.weight).sum();
        (!words.is_empty()).then_some(TitleWords { words, weight })
    }
}

impl<'l> Catalogue<'l> {
    /// Indexes the works of bibliographies, in order.
    pub fn new(libraries: &[&'l Library]) -> Self {
        let mut catalogue = Catalogue::default();
        let mut seen = std::collections::HashSet::new();
        for (number, library) in libraries.iter().enumerate() {
            for (index, entry) in library.iter().enumerate() {
                if !entry.key.is_empty() && seen.insert(entry.key.as_str()) {
                    catalogue.add(Work::of(entry));
                    catalogue.origins.push((number, index));
                }
            }
        }
        catalogue
    }

    fn add(&mut self, work: Work<'l>) {
        let number = u32::try_from(self.works.len()).unwrap_or(u32::MAX);
        let titles = work.titles.iter().chain(&work.containers);
        let title_words = titles.flat_map(|title| &title.words);
        let telling = title_words.filter(|word| word.weight >= 1.0).map(|word| &word.folded);
        let families = work.people.iter().flat_map(|person| &person.family);
        for word in telling.chain(families.clone()) {
            let works = self.by_word.entry(word.clone()).or_default();
            if works.last() != Some(&number) {
                works.push(number);
            }
        }
        let acronyms = work.people.iter().filter(|it| it.is_body).map(PersonWords::acronym);
        for acronym in acronyms.filter(|it| it.len() > 2) {
            let works = self.by_word.entry(acronym).or_default();
            if works.last() != Some(&number) {
                works.push(number);
            }
        }
        for sounds in families.filter_map(|word| skeleton(word)) {
            let works = self.by_sound.entry(sounds).or_default();
            if works.last() != Some(&number) {
                works.push(number);
            }
        }
        self.works.push(work);
    }

    /// The work with this number.
    pub(super) fn work(&self, number: usize) -> Option<&Work<'l>> {
        self.works.get(number)
    }

    /// The key of the work with this number.
    pub fn key(&self, number: usize) -> &'l str {
        self.works.get(number).map_or("", |work| work.entry.key.as_str())
    }

    /// For each work, the number of its library and its index in it.
    pub fn origins(&self) -> &[(usize, usize)] {
        &self.origins
    }

    /// True if there are no works.
    pub fn is_empty(&self) -> bool {
        self.works.is_empty()
    }

    /// The works with a normalized word that is significant in a title or a name, in order.
    pub(super) fn with_word(&self, folded: &str) -> impl Iterator<Item = usize> {
        let works = self.by_word.get(folded).into_iter().flatten();
        works.map(|work| *work as usize)
    }

    /// The works that share most of these words, weighted by how rare each word is.
    pub(super) fn candidates(&self, folded: &[&str]) -> Vec<usize> {
        let mut lists: Vec<(&Vec<u32>, f32)> = Vec::new();
        let mut distinct: Vec<&str> = folded.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        for word in distinct {
            let exact = self.by_word.get(word);
            let found = exact.map(|list| (list, 1.0));
            let sounds = skeleton(word).and_then(|sounds| self.by_sound.get(&sounds));
            let alike = sounds.filter(|_| exact.is_none()).map(|list| (list, 0.6));
            lists.extend(found.or(alike));
        }
        lists.sort_by_key(|(list, _)| list.len());
        let mut scores: BTreeMap<u32, f32> = BTreeMap::new();
        for (number, (list, factor)) in lists.iter().enumerate() {
            if list.len() > MOST_POSTINGS && number > 0 {
                // Works found by rarer words may contain this one too.
                for (work, score) in &mut scores {
                    if list.binary_search(work).is_ok() {
                        *score += factor;
                    }
                }
                continue;
            }
            let rarity = (1.0 + self.works.len() as f32 / list.len() as f32).ln();
            for work in list.iter().take(10 * MOST_POSTINGS) {
                *scores.entry(*work).or_default() += rarity * factor;
            }
        }
        let mut ranked: Vec<(u32, f32)> = scores.into_iter().collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(MOST_CANDIDATES);
        ranked.into_iter().map(|(work, _)| work as usize).collect()
    }
}

impl PersonWords {
    fn of(name: &Name, is_author: bool) -> Option<PersonWords> {
        let folded = |text: &str| -> Vec<String> {
            words(text).into_iter().map(|word| word.folded).collect()
        };
        let person = match name {
            Name::Others => return None,
            Name::Literal(name) => PersonWords {
                family: folded(name),
                written: name.to_string(),
                given: Vec::new(),
                is_body: true,
                is_author,
            },
            Name::Person(person) => {
                let written = match person.family.is_empty() {
                    true => person.given.to_string(),
                    false => person.family.to_string(),
                };
                let given = if person.family.is_empty() { "" } else { person.given.as_str() };
                let (family, given) = (folded(&written), initials_apart(given));
                PersonWords { family, written, given, is_body: false, is_author }
            }
        };
        (!person.family.is_empty()).then_some(person)
    }

    /// The initials of an organization's name: `wsm`.
    pub(super) fn acronym(&self) -> String {
        let telling = self.family.iter().filter(|word| !is_stop_word(word));
        telling.filter_map(|word| word.chars().next()).collect()
    }
}

/// The words of given names; initials without a space between them are separated: `V.I.`, `VI`.
fn initials_apart(given: &str) -> Vec<String> {
    words(given)
        .iter()
        .flat_map(|word| {
            let written = &given[word.range.clone()];
            let is_run = written.len() <= 3 && written.chars().all(char::is_uppercase);
            match is_run {
                true => written.chars().map(|c| fold(&c.to_string())).collect(),
                false => vec![word.folded.clone()],
            }
        })
        .collect()
}

impl<'l> Work<'l> {
    fn of(entry: &'l Entry) -> Work<'l> {
        use Variable as V;
        const AUTHORS: [Variable; 4] = [V::Author, V::Director, V::Composer, V::ReviewedAuthor];
        const OTHERS: [Variable; 5] =
            [V::Editor, V::ContainerAuthor, V::CollectionEditor, V::Translator, V::Interviewer];
        let named = |variables: &[Variable], is_author: bool| {
            let names: Vec<PersonWords> = variables
                .iter()
                .flat_map(|variable| entry.names(*variable))
                .filter_map(|name| PersonWords::of(name, is_author))
                .collect();
            names
        };
        let mut people = named(&AUTHORS, true);
        // A work without authors is cited by its editors.
        let edited = named(&OTHERS, people.is_empty());
        people.extend(edited);
        let titles = [V::Title, V::TitleShort, V::OriginalTitle];
        let titles = titles.iter().filter_map(|variable| entry.str(*variable));
        let titles = titles
            .flat_map(|title| [Some(title), main_title(title), without_years(title)])
            .flatten();
        let containers = [V::ContainerTitle, V::ContainerTitleShort, V::CollectionTitle];
        let containers = containers.iter().filter_map(|variable| entry.str(*variable));
        let text = |variable| {
            let written = entry.str(variable).unwrap_or_default();
            words(written).into_iter().map(|word| word.folded).collect()
        };
        let dates = [V::Issued, V::OriginalDate].map(|variable| entry.date(variable));
        Work {
            entry,
            people,
            titles: titles.filter_map(TitleWords::of).collect(),
            containers: containers.filter_map(TitleWords::of).collect(),
            publisher: text(V::Publisher),
            place: text(V::PublisherPlace),
            years: dates.into_iter().flatten().flat_map(years).collect(),
        }
    }
}

/// The title without its subtitle.
fn main_title(title: &str) -> Option<&str> {
    let end =
        [": ", " – ", " — ", ". ", "; ", "? "].iter().filter_map(|it| title.find(it)).min()?;
    (end > 3).then(|| &title[..end])
}

/// The title without the years that are its subject: `The Village Labourer, 1760–1832`.
fn without_years(title: &str) -> Option<&str> {
    let is_of_years =
        |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '—' | ' ' | ',' | '(' | ')');
    let bare = title.trim_end_matches(is_of_years);
    let years = words(&title[bare.len()..]);
    let is_range = years.len() == 2 && years.iter().all(|word| word.year().is_some());
    (is_range && bare.len() > 3).then_some(bare)
}

/// The years of a date; for a long range, the first and the last.
fn years(date: &Date) -> Vec<i32> {
    let of_point = |point: &DatePoint| point.years().unwrap_or((*point, *point));
    let (first, last) = match date {
        Date::Point(point) => of_point(point),
        Date::Range { start: Bound::Point(start), end: Bound::Point(end) } => {
            (of_point(start).0, of_point(end).1)
        }
        Date::Range { start: Bound::Point(point), .. }
        | Date::Range { end: Bound::Point(point), .. } => of_point(point),
        Date::Range { .. } => return Vec::new(),
        Date::Literal(words) => {
            return super::words::words(words)
                .iter()
                .filter_map(super::words::Word::year)
                .collect();
        }
    };
    match last.year.saturating_sub(first.year) {
        0..50 => (first.year..=last.year).collect(),
        _ => vec![first.year, last.year],
    }
}
