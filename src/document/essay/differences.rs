//! Finds where a reference contradicts the bibliography: a year, a place, a spelling.

use std::ops::Range;

use crate::document::essay::catalogue::Work;
use crate::document::essay::imprint::Imprint;
use crate::document::essay::matching::{CiteForm, Match};
use crate::document::essay::numbers;
use crate::document::essay::reference::Reference;
use crate::document::essay::resolved::{Difference, DifferenceKind};
use crate::document::essay::words::{Word, is_stop_word, is_variant};
use crate::model::Variable;
use crate::source::Span;

/// The differences between a reference and the work that it cites. `span` returns the span of a
/// part of its text.
pub(super) fn differences(
    work: &Work<'_>,
    found: &Match,
    reference: Reference<'_>,
    span: impl Fn(Range<usize>) -> Span,
) -> Vec<Difference> {
    let mut all = Vec::new();
    let mut add = |kind, range: Range<usize>, entry: String| {
        all.push(Difference { kind, span: span(range), entry });
    };
    let word = |at: usize| reference.words.get(at);
    if let Some(imprint) = &found.imprint {
        let years: Vec<&Word> = imprint.years.iter().filter_map(|at| word(*at)).collect();
        let is_known =
            years.iter().any(|word| word.year().is_some_and(|it| work.years.contains(&it)));
        // Another edition has another year.
        let is_known = is_known || is_other_edition(reference, imprint);
        // `(1875) 1970`: the first year is that of the original.
        let next = word(imprint.words.end).and_then(Word::year);
        let is_known = is_known || next.is_some_and(|year| work.years.contains(&year));
        if let (Some(first), false, Some(year)) = (years.first(), is_known, work.years.first()) {
            add(DifferenceKind::Year, first.range.clone(), year.to_string());
        }
        if let Some((kind, range, entry)) = published(work, imprint, reference) {
            add(kind, range, entry);
        }
    }
    if let Some(name) = &found.name
        && let Some(person) = work.people.get(name.person)
        && let (Some(first), Some(last)) = (word(name.family.start), word(name.family.end - 1))
    {
        let range = first.range.start..last.range.end;
        let written = &reference.text[range.clone()];
        let same_script = is_latin(written) == is_latin(&person.written);
        let is_acronym = person.is_body && name.family.len() == 1 && person.family.len() > 1;
        // `Aguilar` for `Aguilar Fernández`.
        let is_short = person.family.len() > name.family.len()
            && reference.words[name.family.clone()]
                .iter()
                .all(|it| person.family.contains(&it.folded));
        if same_script && !is_acronym && !is_short && !same_letters(written, &person.written) {
            add(DifferenceKind::Name, range, person.written.clone());
        } else if name.is_other
            && let Some(given) = word(name.words.start)
        {
            let range = given.range.start..last.range.end;
            let full = work.entry.names(Variable::Author).get(name.person);
            let full = full.map_or_else(|| person.written.clone(), |name| name.display());
            add(DifferenceKind::GivenName, range, full);
        }
    }
    if let Some(title) = found.title.as_ref().filter(|_| found.form == CiteForm::Full) {
        for (at, meant) in &title.variants {
            let Some(word) = word(*at) else { continue };
            let written = &reference.text[word.range.clone()];
            let folded = super::words::fold(meant);
            if is_latin(written) == is_latin(meant) && is_variant(&word.folded, &folded) {
                add(DifferenceKind::Title, word.range.clone(), meant.clone());
            }
        }
    }
    for number in numbers::compare(work.entry, reference.text) {
        if !number.is_same {
            let kind = match number.variable {
                Variable::Issue => DifferenceKind::Issue,
                _ => DifferenceKind::Volume,
            };
            add(kind, number.range, number.entry);
        }
    }
    all
}

/// Whether a reference says that it is of a later edition: `2nd edn`, `3. Aufl.`
fn is_other_edition(reference: Reference<'_>, imprint: &Imprint) -> bool {
    const EDITIONS: [&str; 12] = [
        "ed", "edn", "edition", "aufl", "auflage", "edizione", "edicion", "reprint", "repr",
        "edicao", "druk", "wyd",
    ];
    const ORDINALS: [&str; 16] = [
        "second", "third", "fourth", "fifth", "revised", "rev", "new", "expanded", "nouvelle",
        "zweite", "dritte", "seconda", "nuova", "nueva", "segunda", "enlarged",
    ];
    let end = imprint.words.end.min(reference.words.len());
    let first = imprint.words.start.saturating_sub(3);
    reference.words[first..end].windows(2).any(|pair| {
        let is_ordinal = pair[0].folded.starts_with(|c: char| c.is_ascii_digit())
            && pair[0].year().is_none()
            || ORDINALS.contains(&pair[0].folded.as_str());
        let is_reprint = pair.iter().any(|word| word.folded.starts_with("repr"));
        is_ordinal && EDITIONS.contains(&pair[1].folded.as_str()) || is_reprint
    })
}

/// True if two spellings have the same letters, ignoring case and all other characters.
fn same_letters(a: &str, b: &str) -> bool {
    use unicode_normalization::UnicodeNormalization;
    let letters = |text: &str| -> String {
        let text = text.nfc().filter(|c| c.is_alphanumeric());
        text.flat_map(char::to_lowercase).collect()
    };
    letters(a) == letters(b)
}

/// True if a word is in Latin script.
fn is_latin(text: &str) -> bool {
    !text
        .chars()
        .any(|c| c.is_alphabetic() && c as u32 > 0x24f && !('\u{1e00}'..='\u{1eff}').contains(&c))
}

/// A publisher or place in an imprint that differs from the work's.
fn published(
    work: &Work<'_>,
    imprint: &Imprint,
    reference: Reference<'_>,
) -> Option<(DifferenceKind, Range<usize>, String)> {
    let text = reference.text;
    let words = reference.words.get(imprint.words.clone())?;
    let first = words.first()?.range.start;
    if imprint.end <= first || !text[..imprint.end].ends_with([')', ']']) {
        return None;
    }
    let inside = &text[first..imprint.end - 1];
    let (publisher, place) = (Known::of(&work.publisher), Known::of(&work.place));
    let telling: Vec<&Word> = words.iter().filter(|word| is_telling(word)).collect();
    if telling.is_empty() || telling.len() > 8 || telling.iter().any(|word| !word.is_capital) {
        return None;
    }
    let is_publisher =
        |word: &&&Word| publisher.has(&word.folded) || publisher.is_acronym(&[**word]);
    // `OUP` is a publisher, and no place.
    let is_press = |word: &&Word| {
        let written = &text[word.range.clone()];
        written.len() <= 4 && written.len() > 2 && written.ends_with("UP")
    };
    if telling.iter().any(|word| is_press(word) && !publisher.is_acronym(&[word])) {
        return None;
    }
    let is_place = |word: &&&Word| place.has(&word.folded);
    let has_publisher =
        telling.iter().any(|word| is_publisher(&word)) || publisher.is_acronym(&telling);
    let has_place = telling.iter().any(|word| is_place(&word));
    let strange = |words: &[&Word]| -> Option<Range<usize>> {
        let others = || words.iter().filter(|it| !is_publisher(it) && !is_place(it));
        let (first, last) = (others().next()?, others().next_back()?);
        // `New York` is one name.
        let before = reference.words.iter().rev().find(|word| word.range.end <= first.range.start);
        let start =
            before.filter(|it| it.is_capital && text[it.range.end..first.range.start] == *" ");
        Some(start.map_or(first.range.start, |it| it.range.start)..last.range.end)
    };
    let entry = |variable| work.entry.str(variable).unwrap_or_default().to_owned();
    let publisher_differs =
        |range| Some((DifferenceKind::Publisher, range, entry(Variable::Publisher)));
    let place_differs =
        |range| Some((DifferenceKind::Place, range, entry(Variable::PublisherPlace)));
    // `Place: Publisher, year`
    if let Some(colon) = inside.find(':').map(|at| first + at) {
        let split = telling.partition_point(|word| word.range.start < colon);
        let (left, right) = telling.split_at(split);
        if !has_place && !place.is_empty() && !left.is_empty() {
            return place_differs(left.first()?.range.start..left.last()?.range.end);
        }
        let differs = !has_publisher && !publisher.is_empty() && !right.is_empty();
        return differs.then(|| strange(right)).flatten().and_then(publisher_differs);
    }
    match (has_publisher, has_place) {
        (true, false) if !place.is_empty() => place_differs(strange(&telling)?),
        (false, true) if !publisher.is_empty() => {
            // `New Haven and London` are two places.
            let range = strange(&telling)?;
            let is_second = [" and ", " & ", "/", " und ", " et ", " y ", " e ", "–", "-"]
                .iter()
                .any(|joint| {
                    text[..range.start].ends_with(joint) || text[range.end..].starts_with(joint)
                });
            if is_second { None } else { publisher_differs(range) }
        }
        (false, false) if !publisher.is_empty() && !place.is_empty() => {
            // `Publisher, Place year`: the text after the last comma is a place.
            let comma = inside.rfind(',').map(|at| first + at);
            let last: Vec<&Word> = telling
                .iter()
                .copied()
                .filter(|word| comma.is_none_or(|comma| word.range.start > comma))
                .collect();
            place_differs(strange(if last.is_empty() { &telling } else { &last })?)
        }
        _ => None,
    }
}

/// Additions that distinguish towns with the same name: `Cambridge, Mass.`
const STATES: [&str; 36] = [
    "ma",
    "mass",
    "massachusetts",
    "ct",
    "conn",
    "nj",
    "ny",
    "ca",
    "cal",
    "calif",
    "california",
    "il",
    "ill",
    "illinois",
    "pa",
    "md",
    "dc",
    "tx",
    "tex",
    "wi",
    "wis",
    "mn",
    "minn",
    "mi",
    "mich",
    "ind",
    "oh",
    "nc",
    "va",
    "uk",
    "us",
    "usa",
    "gb",
    "main",
    "m",
    "rh",
];

/// True if a word of an imprint belongs to a publisher or place.
fn is_telling(word: &Word) -> bool {
    const SMALL: [&str; 30] = [
        "ed",
        "edn",
        "edition",
        "eds",
        "rev",
        "reprint",
        "repr",
        "reprinted",
        "aufl",
        "auflage",
        "vol",
        "vols",
        "no",
        "bd",
        "trans",
        "translated",
        "first",
        "second",
        "third",
        "org",
        "orig",
        "originally",
        "published",
        "new",
        "press",
        "university",
        "verlag",
        "co",
        "ltd",
        "books",
    ];
    word.number().is_none()
        && !STATES.contains(&word.folded.as_str())
        && !is_stop_word(&word.folded)
        && !SMALL.contains(&word.folded.as_str())
        && !word.folded.starts_with(|c: char| c.is_ascii_digit())
}

/// The words of a publisher or place.
struct Known<'w> {
    words: Vec<&'w str>,
}

impl<'w> Known<'w> {
    fn of(words: &'w [String]) -> Self {
        let telling = words.iter().map(String::as_str).filter(|word| !is_stop_word(word));
        Known { words: telling.collect() }
    }

    fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn has(&self, folded: &str) -> bool {
        self.words
            .iter()
            .any(|word| *word == folded || is_variant(word, folded) || same_place(word, folded))
    }

    /// True if a word consists of the initials of these: `OUP`.
    fn is_acronym(&self, words: &[&Word]) -> bool {
        let letters: String = self.words.iter().filter_map(|word| word.chars().next()).collect();
        letters.len() > 1 && words.iter().any(|word| word.folded == letters)
    }
}

/// True if two words are names of the same place.
fn same_place(a: &str, b: &str) -> bool {
    const PLACES: [&[&str]; 30] = [
        &["moscow", "moskau", "moskva", "moscou", "mosca", "moscu"],
        &["petersburg", "peterburg", "petrograd", "leningrad", "sankt", "st"],
        &["cologne", "koln", "colonia"],
        &["munich", "munchen", "monaco"],
        &["vienna", "wien", "vienne"],
        &["geneva", "geneve", "genf", "ginevra"],
        &["zurich", "zurigo"],
        &["basle", "basel", "bale", "basilea"],
        &["berne", "bern", "berna"],
        &["prague", "prag", "praha", "praga"],
        &["warsaw", "warschau", "warszawa", "varsovie"],
        &["hague", "haag", "haye", "gravenhage"],
        &["brussels", "bruxelles", "brussel", "brussel"],
        &["antwerp", "antwerpen", "anvers"],
        &["lisbon", "lisboa", "lissabon"],
        &["rome", "roma", "rom"],
        &["milan", "milano", "mailand"],
        &["turin", "torino"],
        &["florence", "firenze", "florenz"],
        &["venice", "venezia", "venedig"],
        &["naples", "napoli", "neapel"],
        &["athens", "athen", "athina", "athenai"],
        &["copenhagen", "kobenhavn", "kopenhagen"],
        &["gothenburg", "goteborg"],
        &["london", "londres", "londra"],
        &["paris", "parigi"],
        &["nuremberg", "nurnberg"],
        &["kiev", "kyiv", "kiew"],
        &["beijing", "peking", "pekin"],
        &["cracow", "krakow", "krakau"],
    ];
    PLACES.iter().any(|names| names.contains(&a) && names.contains(&b))
}
