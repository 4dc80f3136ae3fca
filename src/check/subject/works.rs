//! Finds entries for the same work.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::check::subject::entry::Subject;
use crate::check::subject::facts::Alike;
use crate::check::subject::file::Bibliography;
use crate::check::subject::folded::{abbreviates, folded, folded_up_to, words};
use crate::check::subject::identifiers::{bare, ends_with_arxiv};
use crate::dialect::bib::{ValueKind, kind_of_value};
use crate::model::{Date, EntryType, FieldOrigin, Name, Value, Variable};
use crate::parallel::in_ranges;

/// The maximum number of entries with one title and person that are compared with each other. The
/// bibliography of a columnist has more, and they are distinguished by their numbers.
const MOST: usize = 12;

impl<'r> Bibliography<'r> {
    /// All pairs of entries for the same work, in order; computed once.
    pub(crate) fn alike(
        &self,
    ) -> impl Iterator<Item = (&'r Subject<'r>, &'r Subject<'r>, Alike)> + use<'_, 'r> {
        let (entries, pairs) = self.alike.get_or_init(|| {
            let entries: Vec<&Subject<'_>> = self.entries().collect();
            let pairs = pairs(&entries);
            (entries, pairs)
        });
        pairs.iter().map(|&(first, second, alike)| (entries[first], entries[second], alike))
    }
}

impl Subject<'_> {
    /// True if the entry refers to another by its key: the two are then related, and not
    /// duplicates.
    pub(crate) fn refers_to(&self, key: &str) -> bool {
        let is_link = |field: &&FieldOrigin| {
            use ValueKind::{Key, Keys, OwnKeys};
            matches!(kind_of_value(&field.name), Some(Key | Keys | OwnKeys))
        };
        let fields = self.own_fields().filter(is_link);
        let mut keys = fields.flat_map(|field| self.items(field));
        keys.any(|at| self.sources.slice(at) == key)
    }
}

/// All pairs of entries for the same work, each entry with at most one earlier one.
///
/// Only entries with the same title, or nearly the same, and the same person are compared.
fn pairs<'r>(entries: &[&Subject<'r>]) -> Vec<(usize, usize, Alike)> {
    let keys = in_ranges(entries.len(), None, |range| {
        let known = |entry: &&Subject<'r>| -> &'r [u64] {
            entry.facts.work_keys.get_or_init(|| keys(entry))
        };
        entries[range].iter().map(known).collect()
    });
    let shared = repeated(keys.iter().flat_map(|keys| keys.iter().copied()).collect());
    let mut with_key: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut pairs = Vec::new();
    for (number, (entry, keys)) in entries.iter().zip(&keys).enumerate() {
        let mut found: Option<(usize, Alike)> = None;
        // Most keys occur in one entry only.
        for &key in keys.iter().filter(|key| shared.binary_search(key).is_ok()) {
            let known = with_key.entry(key).or_default();
            for &other in known.iter() {
                let alike = alike(entries[other], entry);
                let better = alike.filter(|it| {
                    found.is_none_or(|(_, old)| old != Alike::Same && *it == Alike::Same)
                });
                found = better.map(|alike| (other, alike)).or(found);
            }
            if known.len() < MOST {
                known.push(number);
            }
        }
        pairs.extend(found.map(|(other, alike)| (other, number, alike)));
    }
    pairs
}

/// The numbers that occur at least twice, in order.
fn repeated(mut all: Vec<u64>) -> Vec<u64> {
    all.sort_unstable();
    let mut repeated: Vec<u64> = Vec::new();
    for pair in all.windows(2) {
        if pair[0] == pair[1] && repeated.last() != Some(&pair[0]) {
            repeated.push(pair[0]);
        }
    }
    repeated
}

/// Hashes that entries for the same work have in common; entries that share one of them are
/// compared. A chance collision only leads to one more comparison.
fn keys(entry: &Subject<'_>) -> Box<[u64]> {
    let Some(title) = entry.entry.str(Variable::Title) else { return Box::default() };
    let person = first_person(entry);
    let bare = without_article(title);
    let (whole, end_of_main) = folded_up_to(bare, end_of_main_title(bare));
    if whole.len() < 6 || person.is_empty() && whole.len() < 25 {
        return Box::default();
    }
    let mut titles: Vec<&str> = Vec::with_capacity(3);
    titles.push(&whole);
    if !person.is_empty() && end_of_main >= 15 {
        titles.push(&whole[..end_of_main]);
    }
    let skeleton = skeleton(&whole);
    if !person.is_empty() && skeleton.len() >= 12 {
        titles.push(&skeleton);
    }
    titles.sort_unstable();
    titles.dedup();
    let mut keys: Vec<u64> = titles.into_iter().map(|title| number_of(&person, title)).collect();
    // Whoever wrote it: names are transliterated, translated and misspelt.
    if !person.is_empty() && whole.len() >= 20 && entry.entry.has(Variable::Page) {
        keys.push(number_of("", &whole));
    }
    keys.into()
}

/// The same hash for the same words in every run.
fn number_of(person: &str, title: &str) -> u64 {
    let mut hasher = FxHasher::default();
    (person, title).hash(&mut hasher);
    hasher.finish()
}

/// The first author, or else editor.
fn first_person(entry: &Subject<'_>) -> String {
    let lists = [Variable::Author, Variable::Editor];
    let first = lists.iter().find_map(|list| entry.entry.names(*list).first());
    first.map(Name::family_or_literal).map(|name| folded(&name)).unwrap_or_default()
}

fn without_article(title: &str) -> &str {
    let articles = ["the ", "a ", "an ", "der ", "die ", "das ", "le ", "la ", "les ", "l'"];
    let is_before = |article: &&&str| {
        title.get(..article.len()).is_some_and(|head| head.eq_ignore_ascii_case(article))
    };
    let article = articles.iter().find(is_before);
    article.and_then(|article| title.get(article.len()..)).unwrap_or(title)
}

/// Where the title ends and its subtitle begins.
fn end_of_main_title(title: &str) -> usize {
    title.find([':', '.', '?', '–', '—']).unwrap_or(title.len())
}

/// The consonants, with doubled ones once: most typing errors are in the other letters.
fn skeleton(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let is_vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut last = None;
    for c in folded.chars().filter(|c| !is_vowel(c)) {
        if last != Some(c) {
            out.push(c);
        }
        last = Some(c);
    }
    out
}

fn alike(first: &Subject<'_>, second: &Subject<'_>) -> Option<Alike> {
    if first.entry.key == second.entry.key {
        return None;
    }
    if !same_people(first, second) {
        return are_in_one_place(first, second).then_some(Alike::Nearly);
    }
    let preprints = (is_preprint(first), is_preprint(second));
    let years = years_between(first, second);
    if preprints.0 != preprints.1 {
        let published = if preprints.0 { second } else { first };
        let near = years.is_none_or(|years| years <= 4);
        let is_published = published.entry.has(Variable::ContainerTitle);
        let alike = if preprints.0 { Alike::Preprint } else { Alike::PreprintLast };
        return (near && is_published).then_some(alike);
    }
    let in_another = |entry: &Subject<'_>| entry.entry.has(Variable::ContainerTitle);
    let same_kind = same_kind(first.entry.kind, second.entry.kind)
        && (first.entry.kind == second.entry.kind || in_another(first) == in_another(second));
    if differ(first, second) || !same_kind {
        return None;
    }
    let title = |entry: &Subject<'_>| {
        folded(without_article(entry.entry.str(Variable::Title).unwrap_or_default()))
    };
    let (one, other) = (title(first), title(second));
    // A number at the end is that of a part.
    let tail = |title: &str| title.chars().filter(char::is_ascii_digit).collect::<String>();
    if tail(&one) != tail(&other) {
        return None;
    }
    match (one == other, years) {
        (true, Some(0) | None) => Some(Alike::Same),
        (true, Some(1)) if !is_of_bodies(first) => Some(Alike::Nearly),
        (false, Some(0)) => (!have_other_subtitles(first, second)).then_some(Alike::Nearly),
        _ => None,
    }
}

/// True if two titles each have a subtitle, and one of these has a word in the place of which the
/// other has quite another one: `The City: User Manual` and `The City: Reference Manual`.
fn have_other_subtitles(first: &Subject<'_>, second: &Subject<'_>) -> bool {
    let subtitle = |entry: &Subject<'_>| {
        let title = entry.entry.str(Variable::Title).unwrap_or_default();
        words(&title[end_of_main_title(title)..])
    };
    let (one, other) = (subtitle(first), subtitle(second));
    let alone = |words: &[String], others: &[String]| -> Vec<String> {
        words.iter().filter(|word| !others.contains(word)).cloned().collect()
    };
    let (one, other) = (alone(&one, &other), alone(&other, &one));
    // Misspelt and shortened words mostly begin alike.
    let begin_alike = |one: &String, other: &String| {
        one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count() >= 2
    };
    let is_new = |word: &String| word.len() > 3 && !other.iter().any(|it| begin_alike(word, it));
    !other.is_empty() && one.iter().any(is_new)
}

/// True if two works have one title, year, journal, volume and first page, so that their people must
/// be the same, however they are called.
fn are_in_one_place(first: &Subject<'_>, second: &Subject<'_>) -> bool {
    use Variable as V;
    let is_same = |variable| {
        let values = first.entry.str(variable).zip(second.entry.str(variable));
        values.is_some_and(|(one, other)| folded(one) == folded(other))
    };
    let pages = first_page(first).zip(first_page(second));
    [V::Title, V::ContainerTitle, V::Volume].into_iter().all(is_same)
        && pages.is_some_and(|(one, other)| one == other)
        && years_between(first, second) == Some(0)
        && !differ(first, second)
}

/// True if no person made the work: the manuals and standards of organizations are revised, and
/// keep their titles.
fn is_of_bodies(entry: &Subject<'_>) -> bool {
    let is_person = |name: &Name| matches!(name, Name::Person(_));
    let lists = [Variable::Author, Variable::Editor];
    !lists.iter().any(|&list| entry.entry.names(list).iter().any(is_person))
}

/// The years between two entries, if both have one.
fn years_between(first: &Subject<'_>, second: &Subject<'_>) -> Option<u32> {
    let year = |entry: &Subject<'_>| match entry.entry.get(Variable::Issued)? {
        Value::Date(date @ (Date::Point(_) | Date::Range { .. })) => {
            date.first_point().map(|point| point.year)
        }
        _ => None,
    };
    Some(year(first)?.abs_diff(year(second)?))
}

/// True if the persons may be the same: the same number of them, or a shortened list, with the same
/// family names, and compatible first given names.
fn same_people(first: &Subject<'_>, second: &Subject<'_>) -> bool {
    let lists = [Variable::Author, Variable::Editor];
    let names = |entry: &Subject<'_>| -> Vec<Name> {
        let list =
            lists.iter().map(|list| entry.entry.names(*list)).find(|names| !names.is_empty());
        list.unwrap_or_default().to_vec()
    };
    let (one, other) = (names(first), names(second));
    let is_cut = |names: &[Name]| matches!(names.last(), Some(Name::Others));
    let shortest = one.len().min(other.len());
    if one.len() != other.len() && !is_cut(&one) && !is_cut(&other) {
        return false;
    }
    let whole = |name: &Name| folded(&name.family_or_literal());
    one.iter().zip(&other).take(shortest).all(|pair| match pair {
        (one @ Name::Person(a), other @ Name::Person(b)) => {
            // `de Berg` and `De Berg`: only one of them has a particle beside the family name.
            let same_family = folded(&a.family) == folded(&b.family) || whole(one) == whole(other);
            same_family && same_given(&a.given, &b.given)
        }
        (Name::Others, _) | (_, Name::Others) => true,
        (a, b) => folded(&a.display()) == folded(&b.display()),
    })
}

/// True if two given names may be the same: `P.` and `Philip J.`.
pub(crate) fn same_given(one: &str, other: &str) -> bool {
    let words = |given: &str| -> Vec<String> {
        let words = given.split([' ', '.', '-', '~', '\u{a0}']).map(folded);
        words.filter(|word| !word.is_empty()).collect()
    };
    let (one, other) = (words(one), words(other));
    one.iter().zip(&other).all(|(a, b)| a.starts_with(&**b) || b.starts_with(&**a))
}

/// True if something that both have distinguishes them: a number, pages, or a place.
fn differ(first: &Subject<'_>, second: &Subject<'_>) -> bool {
    use Variable as V;
    const TELLING: [Variable; 11] = [
        V::Volume,
        V::Edition,
        V::Issue,
        V::Number,
        V::ChapterNumber,
        V::PartNumber,
        V::Doi,
        V::Isbn,
        V::CollectionNumber,
        // A master's thesis and a doctoral thesis.
        V::Genre,
        V::Version,
    ];
    let value = |entry: &Subject<'_>, variable| {
        entry.entry.str(variable).map(bare).filter(|it| !it.is_empty())
    };
    let differs = |variable| {
        let (one, other) = (value(first, variable), value(second, variable));
        one.zip(other).is_some_and(|(one, other)| one != other)
    };
    // Editions, versions and volumes are also distinguished by what only one of the entries has.
    let is_one_sided =
        |variable| value(first, variable).is_some() != value(second, variable).is_some();
    let pages = first_page(first).zip(first_page(second));
    let containers = [V::ContainerTitle, V::EventTitle].iter().any(|&variable| {
        let (one, other) = (first.entry.str(variable), second.entry.str(variable));
        one.zip(other).is_some_and(|(one, other)| {
            folded(one) != folded(other) && !abbreviates(one, other) && !abbreviates(other, one)
        })
    });
    let publishers = first.entry.str(V::Publisher).zip(second.entry.str(V::Publisher));
    let other_publisher = publishers.is_some_and(|(one, other)| {
        let (one, other) = (folded(one), folded(other));
        !one.contains(&other) && !other.contains(&one)
    });
    // Talks, web pages and unpublished papers are distinguished by place and date.
    const LOOSE: [Variable; 5] = [V::Note, V::EventPlace, V::PublisherPlace, V::Url, V::Medium];
    let is_loose = !is_published(first.entry.kind);
    // The number of a report may be in its series.
    let in_series = |entry: &Subject<'_>| value(entry, V::CollectionTitle);
    let has_number =
        |series: Option<String>| series.is_some_and(|it| it.contains(|c: char| c.is_ascii_digit()));
    let other_series = differs(V::CollectionTitle)
        && (has_number(in_series(first)) || has_number(in_series(second)));
    let month = |entry: &Subject<'_>| match entry.entry.get(V::Issued)? {
        Value::Date(Date::Point(point)) => point.month(),
        _ => None,
    };
    let other_month = month(first).zip(month(second)).is_some_and(|(one, other)| one != other);
    if is_loose && (other_month || LOOSE.iter().any(|&variable| differs(variable))) || other_series
    {
        return true;
    }
    // A law in a code, and the code.
    let is_part = (is_loose || !is_published(second.entry.kind))
        && first.entry.has(V::Page) != second.entry.has(V::Page);
    TELLING.iter().any(|&variable| differs(variable))
        || is_part
        || other_publisher
        || [V::Edition, V::PartNumber, V::Version].iter().any(|&variable| is_one_sided(variable))
        || is_book(first.entry.kind) && is_one_sided(V::Volume)
        || pages.is_some_and(|(one, other)| one != other)
        || containers
}

fn first_page(entry: &Subject<'_>) -> Option<String> {
    let pages = entry.entry.str(Variable::Page)?;
    let digits: String = pages
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    (!digits.is_empty()).then_some(digits)
}

fn is_book(kind: EntryType) -> bool {
    matches!(kind, EntryType::Book | EntryType::Collection | EntryType::Report | EntryType::Classic)
}

/// True if works of a type are published, and in one place.
fn is_published(kind: EntryType) -> bool {
    use EntryType as T;
    is_book(kind)
        || matches!(
            kind,
            T::ArticleJournal
                | T::ArticleMagazine
                | T::ArticleNewspaper
                | T::Chapter
                | T::PaperConference
                | T::Thesis
                | T::Patent
        )
}

fn same_kind(one: EntryType, other: EntryType) -> bool {
    let is_any = |kind| matches!(kind, EntryType::Document | EntryType::Unknown);
    one == other || is_any(one) || is_any(other)
}

/// True if an entry is for a preprint: in an archive, and in no journal.
fn is_preprint(entry: &Subject<'_>) -> bool {
    let container = entry.entry.str(Variable::ContainerTitle).unwrap_or_default().to_lowercase();
    let archives = ["arxiv", "corr", "biorxiv", "medrxiv", "ssrn", "chemrxiv"];
    let in_archive = archives
        .iter()
        .any(|name| container == *name || container.starts_with(&format!("{name} ")))
        || container.contains("arxiv");
    let doi = entry.entry.str(Variable::Doi).unwrap_or_default().to_lowercase();
    let has_number = entry.own_field("eprint").is_some()
        || entry.own_fields().any(|field| ends_with_arxiv(&field.name));
    let of_archive = doi.starts_with("10.48550/") || doi.starts_with("10.1101/");
    in_archive || (container.is_empty() && (has_number || of_archive))
}
