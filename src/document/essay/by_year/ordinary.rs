//! Words and years in parentheses that are no citations: `(Versailles, 1919)`, `(the Olympics 2012)`.

use crate::document::essay::apparatus::{Apparatus, YearCite};
use crate::document::essay::words::{fold, words};

/// Words before a year that are no names of authors, normalized.
#[rustfmt::skip]
const WORDS: [&str; 188] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept",
    "sep", "oct", "nov", "dec", "spring", "summer", "autumn", "fall", "winter", "easter",
    "christmas", "januar", "februar", "marz", "mai", "juni", "juli", "oktober", "dezember",
    "fruhjahr", "sommer", "herbst", "janvier", "fevrier", "mars", "avril", "juin", "juillet",
    "aout", "septembre", "octobre", "novembre", "decembre", "enero", "febrero", "marzo", "abril",
    "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    "act", "law", "bill", "treaty", "convention", "constitution", "resolution", "directive",
    "protocol", "agreement", "charter", "decree", "congress", "election", "elections",
    "referendum", "olympics", "expo", "brexit", "covid", "war", "revolution", "census", "budget",
    "figure", "fig", "table", "chapter", "section", "article", "part", "volume", "vol", "note",
    "appendix", "version", "edition", "ed", "since", "until", "from", "before", "after", "circa",
    "ca", "around", "between", "founded", "born", "died", "press", "verlag", "books", "university",
    "windows", "office", "season", "episode", "gesetz", "kapitel", "abschnitt", "abb", "tabelle",
    "band", "loi", "ley", "legge", "chapitre", "capitulo",
    // Cities, where books, films and treaties come from.
    "paris", "london", "berlin", "vienna", "wien", "rome", "roma", "moscow", "moskau", "leningrad",
    "petrograd", "madrid", "barcelona", "lisbon", "amsterdam", "brussels", "geneva", "geneve",
    "zurich", "munich", "munchen", "hamburg", "frankfurt", "leipzig", "dresden", "prague", "prag",
    "warsaw", "budapest", "athens", "istanbul", "cairo", "jerusalem", "tehran", "delhi", "mumbai",
    "bombay", "beijing", "shanghai", "tokyo", "kyoto", "seoul", "manila", "sydney", "toronto",
    "montreal", "chicago", "boston", "philadelphia", "hollywood", "edinburgh", "dublin",
    "versailles", "maastricht",
];

/// True if the names of a cite are no author's, as far as the essay shows.
pub(super) fn is_ordinary(text: &str, apparatus: &Apparatus, cite: &YearCite) -> bool {
    let all = words(&text[cite.authors.range()]);
    let is_word = |folded: &str| WORDS.contains(&folded);
    all.iter().any(|word| is_word(&word.folded)) || {
        let names = cite.names.iter().map(|name| &text[name.range()]);
        names.filter(|name| !name.contains(' ')).any(|name| is_used(text, apparatus, name))
    }
}

/// True if the names of a cite are elsewhere in a list: as places, publishers, or words of titles.
pub(super) fn is_in_list(text: &str, apparatus: &Apparatus, cite: &YearCite) -> bool {
    let mut items = apparatus.lists.iter().flat_map(|list| &list.items);
    let name = &text[cite.authors.range()];
    items.any(|item| {
        let item = &text[item.range()];
        item.match_indices(name).any(|(at, _)| {
            !item[..at].ends_with(char::is_alphanumeric)
                && !item[at + name.len()..].starts_with(char::is_alphanumeric)
        })
    })
}

/// True if the text uses a name as that of a place or a thing: `in Moscow`, `the Convention`.
fn is_used(text: &str, apparatus: &Apparatus, name: &str) -> bool {
    let lower = name.to_lowercase();
    let paragraphs = apparatus.paragraphs.iter().map(|it| &text[it.span.range()]);
    paragraphs.into_iter().any(|paragraph| {
        paragraph.match_indices(name).any(|(at, _)| {
            let (before, behind) = (&paragraph[..at], &paragraph[at + name.len()..]);
            let is_whole = !before.ends_with(char::is_alphanumeric)
                && !behind.starts_with(char::is_alphanumeric);
            is_whole && !is_author(behind) && is_after_article(before)
        }) || lower != name
            && lower.len() > 3
            && paragraph.match_indices(&*lower).any(|(at, _)| {
                !paragraph[..at].ends_with(char::is_alphanumeric)
                    && !paragraph[at + lower.len()..].starts_with(char::is_alphanumeric)
            })
    })
}

/// True if what is behind a name shows that it is an author's.
fn is_author(behind: &str) -> bool {
    let bare = behind.trim_start();
    let is_year = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    behind.starts_with(['’', '\''])
        || is_year(bare)
        || bare.strip_prefix(['(', '[', ',']).is_some_and(|it| is_year(it.trim_start()))
        || ["and ", "& ", "et al"].iter().any(|word| bare.starts_with(word))
}

/// True if a text ends in a word that is before things and places.
fn is_after_article(before: &str) -> bool {
    const BEFORE: [&str; 22] = [
        "in", "at", "the", "a", "an", "near", "this", "im", "der", "die", "das", "den", "dem",
        "le", "la", "les", "en", "el", "los", "las", "il", "across",
    ];
    let bare = before.trim_end();
    let start = bare.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + 1);
    // The byte behind a character that is not a letter may be within it.
    let word = bare.get(start..).unwrap_or_default();
    bare.len() < before.len() && BEFORE.contains(&fold(word).as_str())
}
