//! The place of publication beside the name of a publisher: `Springer, Berlin`, `Berlin: Springer`,
//! `Springer Berlin`. Each function returns the range of the place, and the range to cut out with it.

use std::ops::Range;

use crate::check::rules::fields::places::is_places;
use crate::words::Words;

/// The place after the first comma that is followed only by places, and everything that belongs to
/// it.
pub(super) fn place_after(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let commas = text.char_indices().filter(|(_, c)| *c == ',').map(|(at, _)| at);
    let mut after = commas.filter(|at| is_places(&text[at + 1..]));
    let at = after.next()?;
    let before = text[..at].trim();
    // `University of California, Berkeley` is the name of one university.
    let is_campus =
        before.contains("Univ") && !["Press", "Verlag"].iter().any(|w| before.contains(w));
    let named = before.chars().any(char::is_alphabetic) && !is_places(before);
    let start = at + 1 + (text[at + 1..].len() - text[at + 1..].trim_start().len());
    let end = text.trim_end().len();
    (named && !is_campus && start < end).then_some((start..end, at..text.len()))
}

/// The place before a colon.
pub(super) fn place_before(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let (place, name) = text.split_once(": ")?;
    let start = place.len() - place.trim_start().len();
    let named = name.contains(char::is_alphabetic) && !is_places(name);
    let end = text.len() - name.trim_start().len();
    (named && is_places(place)).then_some((start..place.len(), 0..end))
}

/// Words in the names of publishers that are in no name of a town.
pub(super) static OF_HOUSES: Words<14> = Words::new([
    "press",
    "verlag",
    "publishing",
    "publisher",
    "publishers",
    "publications",
    "books",
    "springer-verlag",
    "wiley",
    "elsevier",
    "sage",
    "routledge",
    "kluwer",
    "academic",
]);

/// The place behind the name of a publisher with nothing between them, as Google Scholar has it:
/// `MIT press Cambridge`.
pub(super) fn place_behind(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    // Springer's houses are called by their cities: `Springer New York`, `Birkhäuser Basel`.
    let is_house = ["Springer ", "Birkhäuser "].iter().any(|house| text.starts_with(house));
    if is_house || !text.split(' ').any(|word| OF_HOUSES.has_in_any_case(word)) {
        return None;
    }
    let end = text.trim_end().len();
    let spaces = text[..end].match_indices(' ').map(|(at, _)| at);
    let at = spaces.filter(|at| *at > 0).find(|at| {
        let rest = &text[at + 1..end];
        is_places(without_region(rest)) || is_places(rest.trim_start_matches("UK "))
    })?;
    let before = text[..at].trim_end();
    let is_publisher = |word: &str| OF_HOUSES.has(&word.to_lowercase());
    let last = before.rsplit(' ').next()?;
    let is_name = before.split(' ').any(is_publisher)
        && !last.chars().all(char::is_lowercase) | is_publisher(last)
        && !before.ends_with([',', ':', '&', '-']);
    let start = end - without_region(&text[at + 1..end]).len();
    is_name.then_some((start..end, without_repetition(before).len()..text.len()))
}

/// `London` of `UK: London`, and `Los Angeles` of `CA: Los Angeles`.
fn without_region(place: &str) -> &str {
    let is_region = |region: &str| {
        region == "India" || region.len() == 2 && region.bytes().all(|b| b.is_ascii_uppercase())
    };
    match place.split_once(": ") {
        Some((region, rest)) if is_region(region) => rest,
        _ => place,
    }
}

/// `SAGE Publications` of `SAGE Publications Sage`, as Google Scholar has it before a place.
fn without_repetition(publisher: &str) -> &str {
    let first = publisher.split(' ').next().unwrap_or_default();
    let rest = publisher.len() - first.len();
    match publisher.get(rest..) {
        Some(last) if rest > 0 && first.len() > 3 && last.eq_ignore_ascii_case(first) => {
            publisher[..rest].trim_end()
        }
        _ => publisher,
    }
}

#[cfg(test)]
mod tests {
    use super::{place_after, place_before, place_behind};

    #[test]
    fn places_are_found_beside_publishers_and_not_in_their_names() {
        for (text, place) in [
            ("Springer, Berlin", "Berlin"),
            ("MIT Press, Cambridge, MA", "Cambridge, MA"),
            ("University of Chicago Press, Chicago", "Chicago"),
            ("Holt, Rinehart and Winston, New York", "New York"),
            ("Springer-Verlag, Berlin, Heidelberg, New York ", "Berlin, Heidelberg, New York"),
        ] {
            assert_eq!(place_after(text).map(|(place, _)| &text[place]), Some(place), "{text}");
        }
        for text in [
            "Farrar, Straus and Giroux",
            "Wiley, Inc.",
            "Elsevier, Ltd",
            "Little, Brown and Company",
            "University of California, Berkeley",
            "Berlin, Germany",
            "Springer",
            "Elsevier, North-Holland",
            "Simon, Paris and Sons",
        ] {
            assert_eq!(place_after(text), None, "{text}");
        }
        let text = "Cambridge, MA: MIT Press";
        assert_eq!(place_before(text).map(|(place, _)| &text[place]), Some("Cambridge, MA"));
        assert_eq!(place_before("Berlin: Paris"), None);
        for (text, place) in [
            ("MIT press Cambridge", "Cambridge"),
            ("Springer-Verlag Berlin", "Berlin"),
            ("Oxford University Press New York", "New York"),
            ("SAGE Publications Sage UK: London, England", "London, England"),
        ] {
            assert_eq!(place_behind(text).map(|(place, _)| &text[place]), Some(place), "{text}");
        }
        let text = "SAGE PublicationsSage UK: London, England";
        assert_eq!(
            place_behind(text).map(|(_, cut)| &text[..cut.start]),
            Some("SAGE Publications")
        );
        for text in [
            "University of Chicago",
            "Universität Hamburg",
            "Press of Oxford",
            "TU Berlin",
            "London",
            "Academic Press",
            "Technische Universität Berlin",
            "Springer New York",
            "Springer Berlin Heidelberg",
            "Birkhäuser Basel",
        ] {
            assert_eq!(place_behind(text), None, "{text}");
        }
    }
}
