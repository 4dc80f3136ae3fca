//! Places of publication, to distinguish `Springer, Berlin` from `Farrar, Straus and Giroux`.

use crate::words::Words;

/// True if a text consists of places and contains a city: `Berlin`, `Cambridge, MA`, `New
/// York/London`.
pub(super) fn is_places(text: &str) -> bool {
    if !may_begin_with_place(text) || !may_end_with_place(text) {
        return false;
    }
    let mut parts = text.split([',', '/', ';', ':', '(', ')']).flat_map(|part| {
        let part = part.split(" and ").flat_map(|part| part.split(" & "));
        part.flat_map(|part| part.split(" - ").flat_map(|part| part.split("--")))
    });
    let mut found = false;
    let all = parts.all(|part| {
        let part = part.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '{' | '}'));
        let is_city = !part.is_empty() && cities_in_a_row(part);
        found |= is_city;
        part.is_empty() || is_city || is_in(&STATES, part) || is_in(&COUNTRIES, part)
    });
    all && found
}

/// One word of each place of the lists.
struct Listed {
    cities: Words<{ CITIES.len() }>,
    countries: Words<{ COUNTRIES.len() }>,
    states: Words<{ STATES.len() }>,
}

impl Listed {
    /// Whether it has a word, in any letter case, or the word is an `and`.
    fn has(&self, word: &str) -> bool {
        self.cities.has_in_any_case(word)
            || self.countries.has_in_any_case(word)
            || self.states.has_in_any_case(word)
            || word.eq_ignore_ascii_case("and")
    }
}

/// Whether the first word of a text is that of a place, in any letter case. Of nearly every text it
/// is not.
fn may_begin_with_place(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let first = &text[..end];
    static FIRST: Listed = Listed {
        cities: Words::in_any_case(first_words(&CITIES)),
        countries: Words::in_any_case(first_words(&COUNTRIES)),
        states: Words::in_any_case(first_words(&STATES)),
    };
    FIRST.has(first)
}

/// Whether the last word of a text is that of a place, in any letter case: `Cambridge University
/// Press` does not end so.
fn may_end_with_place(text: &str) -> bool {
    static LAST: Listed = Listed {
        cities: Words::in_any_case(last_words(&CITIES)),
        countries: Words::in_any_case(last_words(&COUNTRIES)),
        states: Words::in_any_case(last_words(&STATES)),
    };
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    LAST.has(last)
}

/// `York` of `New York`, `A` of `U.S.A`.
const fn last_words<const N: usize>(names: &[&'static str; N]) -> [&'static str; N] {
    let mut words = *names;
    let mut at = 0;
    while at < N {
        let bytes = words[at].as_bytes();
        let mut start = bytes.len();
        while start > 0 && is_of_word(bytes[start - 1]) {
            start -= 1;
        }
        words[at] = words[at].split_at(start).1;
        at += 1;
    }
    words
}

const fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

/// `New` of `New York`, `U` of `U.S.A`.
const fn first_words<const N: usize>(names: &[&'static str; N]) -> [&'static str; N] {
    let mut words = *names;
    let mut at = 0;
    while at < N {
        let bytes = words[at].as_bytes();
        let mut end = 0;
        while end < bytes.len() && is_of_word(bytes[end]) {
            end += 1;
        }
        words[at] = words[at].split_at(end).0;
        at += 1;
    }
    words
}

fn is_in(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// `Berlin Heidelberg`, `Berlin-New York`: cities separated by a space or hyphen.
fn cities_in_a_row(text: &str) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let first = rest.as_bytes()[0].to_ascii_uppercase();
        let fits = |city: &&&str| {
            // All of them begin with a capital, and most with another.
            if city.as_bytes()[0] != first {
                return false;
            }
            let head = rest.get(..city.len()).is_some_and(|head| head.eq_ignore_ascii_case(city));
            head && rest[city.len()..].chars().next().is_none_or(|c| matches!(c, ' ' | '-' | '–'))
        };
        let Some(city) = CITIES.iter().filter(fits).max_by_key(|city| city.len()) else {
            return false;
        };
        rest = rest[city.len()..].trim_start_matches([' ', '-', '–']);
    }
    true
}

#[rustfmt::skip]
const CITIES: [&str; 128] = [
    "Amsterdam", "Ann Arbor", "Antwerp", "Athens", "Baltimore", "Barcelona", "Basel", "Basle",
    "Beijing", "Belmont", "Berkeley", "Berlin", "Bern", "Bielefeld", "Birmingham", "Bloomington",
    "Boca Raton", "Bologna", "Bonn", "Boston", "Boulder", "Braunschweig", "Brighton", "Bristol",
    "Brussels", "Bruxelles", "Budapest", "Buenos Aires", "Cambridge", "Chicago", "Chichester",
    "Cologne", "Copenhagen", "Darmstadt", "Delft", "Dordrecht", "Dresden", "Dublin",
    "Durham", "Düsseldorf", "Edinburgh", "Englewood Cliffs", "Erlangen", "Firenze", "Florence",
    "Frankfurt", "Frankfurt am Main", "Freiburg", "Geneva", "Genève", "Glasgow", "Gothenburg",
    "Göttingen", "Graz", "Groningen", "Hamburg", "Hannover", "Harmondsworth", "Heidelberg",
    "Helsinki", "Hillsdale", "Hoboken", "Hong Kong", "Indianapolis", "Innsbruck",
    "Istanbul", "Ithaca", "Jena", "Jerusalem", "Kiev", "Köln", "Kyoto", "Leiden", "Leipzig",
    "Leningrad", "Leuven", "Lisboa", "Lisbon", "London", "Los Alamitos", "Los Angeles",
    "Lund", "Madrid", "Mahwah", "Mannheim", "Maribor", "Melbourne", "Menlo Park", "Milan", "Milano",
    "Moscow", "Moskva", "Munich", "München", "Münster", "New Brunswick", "New Delhi", "New Haven",
    "New York", "New York City", "Oslo", "Oxford", "Palo Alto", "Paris", "Philadelphia",
    "Piscataway", "Prague", "Praha", "Princeton", "Reading", "Redwood City", "Rio de Janeiro",
    "Roma", "Rome", "Rotterdam", "San Diego", "San Francisco", "San Mateo", "Santa Monica",
    "Singapore", "Stanford", "Stockholm", "Stuttgart", "Sydney", "The Hague", "Tokyo", "Toronto",
    "Tübingen",
];

/// Includes cities that rarely occur alone and are therefore not in the list above.
#[rustfmt::skip]
const COUNTRIES: [&str; 34] = [
    "Australia", "Austria", "Belgium", "Canada", "China", "Denmark", "England", "Finland",
    "Germany", "Deutschland", "Great Britain", "Greece", "Hungary", "Ireland", "Israel", "Italy",
    "Japan", "Netherlands", "The Netherlands", "Norway", "Poland", "Portugal", "Russia",
    "Scotland", "Spain", "Sweden", "Switzerland", "UK", "U.K", "United Kingdom", "United States",
    "US", "USA", "U.S.A",
];

/// States and provinces after a city in the United States and Canada.
#[rustfmt::skip]
const STATES: [&str; 44] = [
    "AZ", "Ariz", "CA", "Calif", "California", "CO", "Colo", "CT", "Conn", "D.C", "DC", "FL",
    "Fla", "GA", "IA", "IL", "Ill", "IN", "Ind", "MA", "Mass", "MD", "ME", "MI", "Mich", "MN",
    "Minn", "NC", "N.C", "NH", "NJ", "N.J", "NY", "N.Y", "OH", "ON", "Ont", "OR", "PA", "Penn",
    "TX", "VA", "WA", "WI",
];

#[cfg(test)]
mod tests {
    use super::is_places;

    #[test]
    fn places_are_told_from_names() {
        for text in [
            "Berlin",
            "Cambridge, MA",
            "New York/London",
            "Berlin Heidelberg",
            "Paris and Rome",
            "Berlin-New York",
            "Reading, Mass.",
            "New York, NY, USA",
            "Berlin, Germany",
            "{Berlin}",
        ] {
            assert!(is_places(text), "{text}");
        }
        for text in [
            "Inc.",
            "Ltd",
            "Straus and Giroux",
            "Rinehart and Winston",
            "Brown",
            "",
            "North-Holland",
            "Berliner",
            "London Review",
            "LLC",
            "Computer Science Department",
        ] {
            assert!(!is_places(text), "{text}");
        }
    }
}
