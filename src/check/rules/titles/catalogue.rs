//! What the catalogues of libraries and the text of scanned pages leave in a title.

use std::ops::Range;

use crate::words::{Words, between_spaces};

/// Words in a title that are not part of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Foreign {
    /// What they are, after "`title` ".
    pub(super) what: &'static str,
    /// The words.
    pub(super) words: Range<usize>,
    /// What is deleted with them; nothing if they are to be changed by hand.
    pub(super) cut: Option<Range<usize>>,
    pub(super) help: String,
}

/// The first such words in a title. `families` are the family names of those who made the work.
pub(super) fn foreign(title: &str, families: &[&str]) -> Option<Foreign> {
    // All others begin with one of these signs, which most titles do not have.
    if !title.bytes().any(|byte| matches!(byte, b'(' | b'[' | b',' | b'/' | b'-')) {
        return repeated_word(title);
    }
    medium(title)
        .or_else(|| responsibility(title, families))
        .or_else(|| edition(title))
        .or_else(|| divided_word(title))
        .or_else(|| repeated_word(title))
}

/// `[electronic resource]`: what a catalogue says of the form of a work.
///
/// *Source*: ISBD, area 0 and the general material designations of its earlier editions.
fn medium(title: &str) -> Option<Foreign> {
    const MEDIA: [&str; 17] = [
        "electronic resource",
        "computer file",
        "microform",
        "sound recording",
        "videorecording",
        "text (large print)",
        "cartographic material",
        "elektronische ressource",
        "elektronische resource",
        "texte imprimé",
        "ressource électronique",
        "recurso electrónico",
        "recurso eletrônico",
        "risorsa elettronica",
        "электронный ресурс",
        "текст",
        "online-ressource",
    ];
    let open = title.find('[').filter(|&at| at > 0)?;
    let close = open + title[open..].find(']')?;
    let words = title[open + 1..close].to_lowercase();
    let is_medium = MEDIA.iter().any(|medium| words.strip_prefix(medium).is_some_and(is_end));
    is_medium.then(|| Foreign {
        what: "says what form the work has",
        words: open..close + 1,
        cut: Some(title[..open].trim_end().len()..close + 1),
        help: "omit it: the type of the entry says so".to_owned(),
    })
}

fn is_end(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
}

/// ` / Jane Doe`, ` / edited by Rob Roe`, `(ed. by Rob Roe)`: who made the work.
fn responsibility(title: &str, families: &[&str]) -> Option<Foreign> {
    let found = |start: usize, end: usize| Foreign {
        what: "says who made the work",
        words: start..end,
        cut: None,
        help: "name people in their own fields".to_owned(),
    };
    // A review names those who made the work that it is about.
    const REVIEWS: [&str; 7] = [
        "Book Review",
        "Book review",
        "Review of",
        "Review:",
        "[Review of",
        "Rezension",
        "Compte rendu",
    ];
    if REVIEWS.iter().any(|review| title.starts_with(review)) {
        return None;
    }
    // Looking for one byte first is cheaper, and most titles have none.
    let slash = title.contains('/').then(|| title.find(" / ")).flatten();
    if let Some(at) = slash.filter(|&at| at > 3) {
        let rest = title[at + 3..].trim();
        let is_named = |family: &&str| family.chars().count() > 2 && rest.contains(*family);
        if families.iter().any(is_named) || credit(rest).is_some() {
            return Some(found(at + 3, title.trim_end().len()));
        }
    }
    let mut marks = title.match_indices(['(', '[', ',']).filter(|(at, _)| *at > 3);
    let (at, mark) = marks.find(|(at, _)| credit(title[at + 1..].trim_start()).is_some())?;
    let start = at + 1 + (title[at + 1..].len() - title[at + 1..].trim_start().len());
    let end = match mark {
        "(" => title[at..].find(')').map_or(title.len(), |close| at + close),
        "[" => title[at..].find(']').map_or(title.len(), |close| at + close),
        _ => title.trim_end().len(),
    };
    Some(found(start, end))
}

/// The name after `edited by` and similar words, which a text begins with.
fn credit(text: &str) -> Option<&str> {
    const WORDS: [&str; 18] = [
        "edited by ",
        "ed. by ",
        "eds. ",
        "translated by ",
        "trans. by ",
        "transl. by ",
        "compiled by ",
        "herausgegeben von ",
        "hrsg. von ",
        "hrsg. v. ",
        "hg. von ",
        "hg. v. ",
        "übersetzt von ",
        "übers. von ",
        "sous la direction de ",
        "traduit par ",
        "a cura di ",
        "под ред. ",
    ];
    // Hardly any text begins with one of these letters and has such words.
    if !text.starts_with(|c| "eEtTcChHüÜsSaAпП".contains(c)) {
        return None;
    }
    let head: String = text.chars().take(24).collect();
    let lower = head.to_lowercase();
    let word = WORDS.iter().find(|word| lower.starts_with(**word))?;
    let name = text.get(word.len()..)?;
    name.starts_with(char::is_uppercase).then_some(name)
}

/// `, 2nd edition`, `(3. Aufl.)`: the edition at the end of a title.
fn edition(title: &str) -> Option<Foreign> {
    const WORDS: [&str; 12] = [
        "edition", "ed.", "edn.", "edn", "auflage", "aufl.", "édition", "éd.", "edición", "edição",
        "edizione", "изд.",
    ];
    let whole = title.trim_end();
    let text = whole.strip_suffix([')', ']']).unwrap_or(whole);
    let start = text.rfind(['(', '[', ','])?;
    let is_closed = text.len() < whole.len();
    // A bracket that is closed begins the edition.
    if start == 0 || is_closed == text[start..].starts_with(',') {
        return None;
    }
    let words = text[start + 1..].trim().to_lowercase();
    let (number, word) = words.rsplit_once(' ')?;
    let first = number.split(' ').next_back()?;
    let is_number = first.starts_with(|c: char| c.is_ascii_digit())
        && first.chars().filter(char::is_ascii_digit).count() <= 2
        || [
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "revised",
            "rev.",
            "zweite",
            "dritte",
            "deuxième",
            "troisième",
            "segunda",
            "tercera",
            "seconda",
            "terza",
        ]
        .contains(&first);
    let is_edition = WORDS.contains(&word) && is_number && number.split(' ').count() <= 2;
    let from = start + 1 + (text[start + 1..].len() - text[start + 1..].trim_start().len());
    is_edition.then(|| Foreign {
        what: "holds the edition",
        words: from..text.len(),
        cut: None,
        help: "write it in `edition`".to_owned(),
    })
}

/// `informa- tion`: a word that was divided at the end of a line.
fn divided_word(title: &str) -> Option<Foreign> {
    // What may come after the first half of two compounds: `pre- and postwar`, `Vor- und Nachname`.
    static BETWEEN: Words<30> = Words::new([
        "and", "or", "und", "oder", "bzw", "bis", "sowie", "et", "ou", "y", "o", "e", "u", "to",
        "nor", "but", "versus", "vs", "as", "en", "of", "och", "og", "eller", "i", "a", "lub",
        "wie", "als", "through",
    ]);
    if !title.contains('-') {
        return None;
    }
    title.match_indices("- ").find_map(|(at, _)| {
        let before = &title[..at];
        let start = before
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |place| place + before[place..].chars().next().map_or(1, char::len_utf8));
        let rest = &title[at + 2..];
        let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (head, tail) = (&title[start..at], &rest[..length]);
        let is_small = |text: &str| text.chars().all(char::is_lowercase);
        let is_divided = head.chars().count() > 1
            && tail.chars().count() > 2
            && is_small(tail)
            && head.ends_with(char::is_lowercase)
            && !BETWEEN.has(tail);
        is_divided.then(|| Foreign {
            what: "has a word that was hyphenated at the end of a line",
            words: start..at + 2 + length,
            cut: None,
            help: format!("write `{head}{tail}`, or `{head}-{tail}`"),
        })
    })
}

/// `The the`: a word that no title has twice in a row.
fn repeated_word(title: &str) -> Option<Foreign> {
    // `in in vitro` is no slip.
    static SMALL: Words<33> = Words::new([
        "the", "an", "of", "and", "for", "with", "from", "is", "to", "der", "das", "des", "dem",
        "den", "und", "von", "zur", "zum", "le", "les", "du", "et", "el", "los", "las", "del",
        "il", "och", "on", "by", "at", "are", "or",
    ]);
    // A band is called `The The`.
    if title.bytes().filter(|byte| *byte == b' ').count() < 2 {
        return None;
    }
    let mut before: Option<(usize, &str)> = None;
    for (at, word) in between_spaces(title) {
        if let Some((start, first)) = before
            && first.len() == word.len()
            && first.eq_ignore_ascii_case(word)
            && SMALL.has_in_any_case(word)
        {
            return Some(Foreign {
                what: "has a word twice",
                words: start..at + word.len(),
                cut: Some(at - 1..at + word.len()),
                help: format!("write `{first}` once"),
            });
        }
        before = Some((at, word));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::foreign;

    #[test]
    fn words_that_are_not_part_of_a_title() {
        for (title, words) in [
            ("The city of walls [electronic resource]", "[electronic resource]"),
            ("Die Stadt [Elektronische Ressource] : Geschichte", "[Elektronische Ressource]"),
            ("The city of walls / Jane Doe", "Jane Doe"),
            ("The city of walls / edited by Rob Roe", "edited by Rob Roe"),
            ("Die Stadt (hrsg. von Rob Roe)", "hrsg. von Rob Roe"),
            ("The city of walls, ed. by Rob Roe", "ed. by Rob Roe"),
            ("The city of walls, 2nd edition", "2nd edition"),
            ("The city of walls (third ed.)", "third ed."),
            ("Die Stadt, 3. Aufl.", "3. Aufl."),
            ("The informa- tion city", "informa- tion"),
            ("The the city", "The the"),
            ("Walls of of cities", "of of"),
        ] {
            let found = foreign(title, &["Doe"]).map(|it| &title[it.words]);
            assert_eq!(found, Some(words), "{title}");
        }
        for title in [
            "The city / the country",
            "Pre- and postwar cities",
            "Vor- und Frühgeschichte",
            "Edited by chance",
            "The second edition",
            "A review of the second edition (1999)",
            "Works, edited",
            "Walls [and cities]",
            "The The",
            "Reading the 2nd Folio Edition",
            "Los Angeles, 1st ed",
        ] {
            assert_eq!(foreign(title, &["Doe"]), None, "{title}");
        }
    }
}
