//! Splits persons that are written together as one name.

use crate::model::{Name, Person, are_dotted_initials, is_only_of_a_body, is_word_of_body};

/// The persons in a text such as `Smith, John and Doe, Jane`; `None` if it may be a single person
/// or an organization (`Ernst and Young, LLP`).
pub(super) fn several(text: &str) -> Option<Vec<Name>> {
    let has_and = |text: &str| text.split_whitespace().any(|word| word == "and" || word == "&");
    if !text.contains(';') && !has_and(text) {
        return None;
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let divided = text.replace(" and ", ";").replace(" & ", ";");
    let pieces: Vec<&str> = divided
        .split(';')
        .map(|piece| piece.trim().trim_end_matches(',').trim())
        .filter(|piece| !piece.is_empty())
        .collect();
    let people: Vec<Name> = pieces.iter().filter_map(|piece| person(piece)).collect();
    let is_person_only = |piece: &&str| piece.contains(',') || piece.split(' ').any(is_initial);
    let are_people = people.len() == pieces.len() && pieces.iter().any(is_person_only);
    (are_people && people.len() > 1).then_some(people)
}

/// `Doe, Jane`, unless a word shows that it is an organization (`Apple, Inc.`) or more than a name.
pub(super) fn inverted(text: &str) -> Option<Name> {
    person(text).filter(|_| text.contains(','))
}

/// `D. Bahdanau` or `Donald E. Knuth`: initials show that it is a person, written in the order in
/// which the name is read aloud.
pub(super) fn in_order(text: &str) -> Option<Name> {
    if text.contains(',') {
        return None;
    }
    let is_body = |word: &str| is_only_of_a_body(&letters_of(word));
    let (given, _) = text.rsplit_once(' ')?;
    let words = || given.split(' ');
    (words().any(are_dotted_initials) && !words().any(is_body)).then(|| person(text)).flatten()
}

fn person(text: &str) -> Option<Name> {
    let (family, given) = match text.split_once(',') {
        Some((family, given)) => (family.trim(), given.trim()),
        None => {
            // Lower-case words before the family name are part of it.
            let last = text.rfind(' ')?;
            let start = text[..last]
                .match_indices(' ')
                .map(|(at, _)| at)
                .find(|at| text[at + 1..=last].trim().split(' ').all(is_particle));
            let (given, family) = text.split_at(start.unwrap_or(last));
            (family.trim(), given.trim())
        }
    };
    let are_names = |part: &str| {
        let words = || part.split(' ');
        words().count() < 5
            && words().all(|word| is_name(word) || is_particle(word))
            && words().any(is_name)
    };
    let is_whole = are_names(family) && are_names(given) && given.starts_with(char::is_uppercase);
    is_whole.then(|| {
        Name::Person(Person { family: family.into(), given: given.into(), ..Person::default() })
    })
}

/// `Doe`, `O'Neill`, `J.`, `J.-P.`: a word that begins with a capital and is not a word for an
/// organization.
fn is_name(word: &str) -> bool {
    // What is beside the name of a company or a person.
    const OTHERS: [&str; 9] =
        ["AG", "Associates", "Bros", "Co", "Jr", "Press", "Sons", "Sr", "The"];
    word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
        && !is_word_of_body(word)
        && !OTHERS.contains(&word.trim_end_matches('.'))
}

fn letters_of(word: &str) -> String {
    word.chars().filter(|c| c.is_alphabetic()).collect()
}

fn is_initial(word: &str) -> bool {
    word.ends_with('.') && word.chars().filter(|c| c.is_alphabetic()).count() == 1
}

fn is_particle(word: &str) -> bool {
    const PARTICLES: [&str; 21] = [
        "van", "von", "de", "der", "den", "du", "da", "di", "del", "della", "dos", "la", "le",
        "ten", "ter", "el", "al", "bin", "ibn", "y", "zu",
    ];
    PARTICLES.contains(&word)
}

#[cfg(test)]
mod tests {
    use crate::model::Name;

    use super::{in_order, inverted, several};

    fn names(text: &str) -> Option<String> {
        several(text)
            .map(|names| names.iter().map(|name| name.display()).collect::<Vec<_>>().join("; "))
    }

    #[test]
    fn persons_are_told_from_bodies() {
        for (text, people) in [
            ("Smith, John and Doe, Jane", "John Smith; Jane Doe"),
            ("Smith, J.; Doe, Jane", "J. Smith; Jane Doe"),
            ("Smith, John & Jane Doe", "John Smith; Jane Doe"),
            ("J. Smith and R. van der Doe", "J. Smith; R. van der Doe"),
            ("Smith, J., and Doe, J.", "J. Smith; J. Doe"),
        ] {
            assert_eq!(names(text).as_deref(), Some(people), "{text}");
        }
        for text in [
            "Ministry of Health, Labour and Welfare",
            "Taylor and Francis, Inc.",
            "Ernst & Young, LLP",
            "Johnson and Johnson",
            "Health Canada and Statistics Canada",
            "Smith, John",
            "Anderson, Sandland",
            "Bureau of Alcohol, Tobacco, Firearms and Explosives",
        ] {
            assert_eq!(names(text), None, "{text}");
        }
        for (text, family) in [
            ("D. Bahdanau", "Bahdanau"),
            ("J.R.R. Tolkien", "Tolkien"),
            ("J.-P. van der Berg", "van der Berg"),
            ("Donald E. Knuth", "Knuth"),
        ] {
            let Some(Name::Person(person)) = in_order(text) else { panic!("{text}") };
            assert_eq!(person.family, family);
        }
        for text in [
            "U.S. Geological Survey",
            "U.S. Congress",
            "U.N. Women",
            "World Health Organization",
            "John Smith",
            "George W. Bush Foundation",
            "Harry S. Truman Library",
            "A. G. Bell Company",
        ] {
            assert_eq!(in_order(text), None, "{text}");
        }
        assert!(inverted("Eels, John").is_some());
        for text in
            ["Apple, Inc.", "Department of Physics, University of Oslo", "Eels", "King, Jr."]
        {
            assert_eq!(inverted(text), None, "{text}");
        }
    }
}
