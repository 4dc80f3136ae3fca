#![doc = include_str!("caps_name.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::check::subject::letter_case::has_sure_small_letters;
use crate::check::subject::names::PlacedName;
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::model::word_of_body;
use crate::model::{Name, Person, Variable};
use crate::read::Format;
use crate::source::{Location, Span};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "caps-name",
        code: "NAM004",
        family: Family::Names,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("caps_name.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    let mut found: Vec<(Location, String, Edit, String)> = Vec::new();
    let names: Vec<_> = entry.own_names().collect();
    for (number, &(name, field, place)) in names.iter().enumerate() {
        if let (Name::Person(person), false) = (name, field.has_usual_names) {
            let text = entry.sources.slice(place);
            let parts = meant(person).into_iter().chain(meant_given(person));
            let mut parts = parts.chain(short(person, &names)).collect::<Vec<_>>();
            parts.dedup_by_key(|(written, _)| *written);
            // `The APOE` is the half of a body that was divided at its `and`.
            let is_body = || {
                let shown = name.display();
                word_of_body(&shown).is_some()
                    || shown.starts_with("The ")
                    || shown.starts_with("the ")
            };
            if !parts.is_empty() && is_body() {
                parts.clear();
            }
            for (written, meant) in parts {
                if written == person.given && may_be_initials(person, &names) {
                    continue;
                }
                let range = only(text, written);
                let is_sure = is_surely_name(entry, person, written, text);
                let Some(range) = range.filter(|_| is_sure) else { continue };
                let start = place.span.start as usize;
                let part = Span::new(start + range.start, start + range.end);
                let edit = Edit::new(part.in_source(place.source), &*meant);
                found.push((place, written.to_owned(), edit, meant));
            }
        }
        // If a whole list is like this, it is one finding.
        let is_last = names
            .get(number + 1)
            .is_none_or(|next| next.1.name_location() != field.name_location());
        if is_last && let Some((place, first, edit, meant)) = take_first(&mut found) {
            let message = match found.len() {
                0 => format!("the name `{first}` is in an unusual letter case"),
                1 => {
                    format!(
                        "the names `{first}` and `{}` are in an unusual letter case",
                        found[0].1
                    )
                }
                more => {
                    format!("the name `{first}` and {more} others are in an unusual letter case")
                }
            };
            let finding = cx.of_field(entry, field, place, message);
            let language = entry.entry.str(Variable::Language);
            let written = std::iter::once(&first).chain(found.iter().map(|it| &it.1));
            if !written.into_iter().all(|name| has_sure_small_letters(name, language)) {
                let help = "write capitals only where names begin; styles that print capitals make \
                            them";
                cx.report(finding.help(help));
                found.clear();
                continue;
            }
            let message = format!("write `{meant}`");
            let help = format!("{message}; styles that print capitals make them");
            if found.is_empty() && may_be_body(name, entry.sources.slice(place)) {
                let help = format!("{help}; protect the name with braces if it is an organization");
                cx.report(finding.help(help));
                continue;
            }
            let edits = std::iter::once(edit).chain(found.drain(..).map(|it| it.2));
            cx.report(finding.help(help).fix(Fix::of(Safety::Unsafe, message, edits)));
        }
    }
}

/// True if the parts of a name are certain: text in braces is intended, and with two words without
/// a comma, as in `Sciences humaines`, the second may not be a family name.
fn is_surely_name(entry: &Subject<'_>, person: &Person, part: &str, spelled: &str) -> bool {
    let is_protected = spelled.contains(&format!("{{{part}}}"));
    let is_small = person.family.chars().all(char::is_lowercase);
    let is_mixed = is_small && person.given.starts_with(char::is_uppercase);
    let is_told = spelled.contains(',')
        || person.given.contains('.')
        || matches!(entry.format, Format::CslJson | Format::CslYaml);
    !is_protected && (!is_mixed || is_told)
}

/// True if a name may be that of an organization: two words or more in capitals without a comma or
/// an initial (`EUMETNET OPERA`), or a given name that looks like an abbreviation (`NVidia, CUDA`).
fn may_be_body(name: &Name, spelled: &str) -> bool {
    let Name::Person(person) = name else { return false };
    let is_long =
        |part: &str| part.chars().count() > 3 && part.chars().all(|c| c.is_uppercase() || c == ' ');
    let has_mark = spelled.contains([',', '.']);
    is_long(&person.given) && (!has_mark || !is_long(&person.family))
}

/// True if a given name in capitals may be initials: the given names of others are one to three
/// capitals, as in `Senanayake, SMCU and Haque, A and Bui, HH`.
fn may_be_initials(person: &Person, names: &[PlacedName<'_>]) -> bool {
    let initials = |given: &str, most: usize| {
        let is_short = (1..=most).contains(&given.chars().count());
        is_short && given.chars().all(char::is_uppercase)
    };
    let of_other = |(name, ..): &PlacedName<'_>| match name {
        Name::Person(person) => initials(&person.given, 3),
        Name::Literal(_) | Name::Others => false,
    };
    let has_small = person.family.contains(char::is_lowercase);
    has_small && initials(&person.given, 5) && names.iter().any(of_other)
}

fn take_first<T>(found: &mut Vec<T>) -> Option<T> {
    (!found.is_empty()).then(|| found.remove(0))
}

/// The only position of a word in a text.
fn only(text: &str, word: &str) -> Option<std::ops::Range<usize>> {
    let mut places = text.match_indices(word);
    let (at, _) = places.next()?;
    places.next().is_none().then(|| at..at + word.len())
}

/// The part of a name in one letter case, and its correction: for `SMITH`, for `smith, john` and
/// `smith, John`, and for the given name in `Smith, JOHN`.
fn meant(person: &Person) -> Option<(&str, String)> {
    let (family, given) = (&person.family, &person.given);
    // A single word may be the acronym of an organization.
    let is_tex = |byte| matches!(byte, b'{' | b'\\' | b'.');
    let is_alone = person.non_dropping_particle.is_empty() && given.is_empty();
    if is_alone
        || !given.is_empty() && !given.chars().any(char::is_alphabetic)
        || family.bytes().any(is_tex)
    {
        return None;
    }
    let letters = || family.chars().filter(|c| c.is_alphabetic());
    // Of a short name, which may be an acronym, the given name tells more.
    let least = if is_in_capitals(given) { 3 } else { 4 };
    let is_upper = letters().all(char::is_uppercase) && letters().count() >= least;
    let is_roman = || letters().all(|c| "IVXLCDM".contains(c));
    if is_upper && !is_roman() && is_name(given) {
        return Some((family, capitalized(family)));
    }
    if is_in_capitals(given) && family.contains(char::is_lowercase) {
        return Some((given, capitalized(given)));
    }
    // Some write their own names so: all of it is small then.
    const SMALL: [&str; 7] =
        ["hooks", "boyd", "schraefel", "cummings", "lang", "unknown", "anonymous"];
    let is_lower = |text: &str| {
        let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
        letters.peek().is_some() && letters.all(char::is_lowercase)
    };
    if !is_lower(family) {
        return None;
    }
    let is_bare = person.non_dropping_particle.is_empty() && person.dropping_particle.is_empty();
    // `john smith`, whose `john` BibTeX takes for a particle.
    if given.is_empty() {
        let first = person.non_dropping_particle.split(' ').next().unwrap_or_default();
        let is_particle = PARTICLES.contains(&first) || first.len() < 3 || first.contains('.');
        let is_small = is_lower(family) && is_lower(first) && !SMALL.contains(&family.as_str());
        return (is_small && !is_particle).then(|| (&**family, capitalized(family)));
    }
    // `pandas, The developers of` is a body, and `al, et` another rule's.
    let is_given = is_lower(given) || is_name(given) && given.len() > 1 && !given.contains(' ');
    let is_word = family.chars().count() >= 3
        && family.chars().all(char::is_alphabetic)
        && !SMALL.contains(&family.as_str());
    let lower = is_given && is_bare;
    if lower && is_word {
        return Some((family, capitalized(family)));
    }
    None
}

/// The given name in `Smith, john` and `SMITH, JOHN`, as it is meant.
fn meant_given(person: &Person) -> Option<(&str, String)> {
    let Person { given, family, non_dropping_particle, .. } = person;
    let is_small = given.chars().count() > 2
        && given.chars().all(char::is_lowercase)
        && (family.starts_with(char::is_uppercase) || meant(person).is_some())
        && non_dropping_particle.is_empty()
        && !PARTICLES.contains(&given.as_str());
    let is_shouted =
        || is_in_capitals(given) && meant(person).is_some_and(|(part, _)| part == family);
    (is_small || is_shouted()).then(|| (&**given, capitalized(given)))
}

/// `LEE` in `LEE, K. and LI, J.`: names too short to be told from others by themselves, in a list
/// in which all are in capitals.
fn short<'p>(person: &'p Person, names: &[PlacedName<'_>]) -> Option<(&'p str, String)> {
    let is_short = |person: &Person| {
        let family = &person.family;
        family.len() > 1
            && family.chars().all(|c| c.is_uppercase())
            && person.given.split(' ').all(|it| it.ends_with('.'))
            && !person.given.is_empty()
    };
    let of_person = |(name, ..): &PlacedName<'_>| match name {
        Name::Person(person) => is_short(person),
        Name::Literal(_) | Name::Others => true,
    };
    let people = names.iter().filter(|(name, ..)| matches!(name, Name::Person(_))).count();
    let is_one = people > 1 && is_short(person) && person.family.chars().count() < 4;
    (is_one && names.iter().all(of_person)).then(|| (&*person.family, capitalized(&person.family)))
}

/// What stands before family names in lower case.
const PARTICLES: [&str; 26] = [
    "van", "von", "de", "der", "den", "da", "di", "del", "dos", "la", "le", "el", "al", "bin",
    "ibn", "ben", "du", "des", "ter", "ten", "te", "zu", "zur", "vom", "af", "av",
];

/// Whether given names are words in capitals, and not initials: `JANE`, not `JRR` or `J. R.`.
fn is_in_capitals(given: &str) -> bool {
    if given.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    let words = || given.split([' ', '-']).filter(|word| !word.is_empty());
    let is_upper = |word: &str| word.chars().all(char::is_uppercase);
    let has_vowel = |word: &str| word.contains(['A', 'E', 'I', 'O', 'U', 'Y']);
    let has_word = words().any(|word| word.chars().count() >= 4 && has_vowel(word));
    has_word && words().all(|word| is_upper(word.trim_end_matches('.')))
}

/// True if these are given names, and not a part of an organization's name.
fn is_name(given: &str) -> bool {
    let words = given.split([' ', '-']).filter(|word| !word.is_empty());
    words.clone().count() <= 3
        && words.clone().all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || c == '.')
        })
}

/// Each part of a name with a capital, but for particles: `Smith-Jones`, `van der Berg`,
/// `McDonald`.
fn capitalized(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let last = words.len() - 1;
    let written = words.iter().enumerate().map(|(at, word)| {
        let lower = word.to_lowercase();
        match at < last && PARTICLES.contains(&&*lower) {
            true => lower,
            false => with_capitals(&lower),
        }
    });
    written.collect::<Vec<_>>().join(" ")
}

/// A word in lower case with a capital where a name begins in it.
fn with_capitals(lower: &str) -> String {
    let mut out = String::new();
    let mut begins = true;
    for character in lower.chars() {
        match begins {
            true => out.extend(character.to_uppercase()),
            false => out.push(character),
        }
        begins = !character.is_alphabetic() || out == "Mc" && lower.len() > 4;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::meant;
    use crate::model::Person;

    #[test]
    fn names_in_one_case() {
        let meant = |given: &str, family: &str| {
            let (given, family) = (given.into(), family.into());
            let person = Person { given, family, ..Person::default() };
            meant(&person).map(|(_, meant)| meant)
        };
        for (given, family, name) in [
            ("Jane", "SMITH", "Smith"),
            ("J.", "SMITH-JONES", "Smith-Jones"),
            ("JANE", "SMITH", "Smith"),
            ("john", "smith", "Smith"),
            ("Ana", "MÜLLER", "Müller"),
            ("John", "smith", "Smith"),
            ("JANE", "Smith", "Jane"),
            ("ANNA-MARIA J.", "Smith", "Anna-Maria J."),
            ("J.", "MCDONALD", "McDonald"),
            ("K.", "O'BRIEN", "O'Brien"),
            ("H.", "VAN DER BERG", "van der Berg"),
        ] {
            assert_eq!(meant(given, family).as_deref(), Some(name), "{given} {family}");
        }
        for (given, family) in [
            ("", "UNESCO"),
            ("Na", "LI"),
            ("Jane", "Smith"),
            ("bell", "hooks"),
            ("Louis", "XVIII"),
            ("Jane", "McDONALD"),
            ("jane", "Smith"),
            ("JRRT", "Tolkien"),
            ("J. R.", "Tolkien"),
            ("The", "al-Biruni"),
            ("R core", "team"),
            ("Deutsche Bank 24", "GMBH"),
            ("", "plato"),
        ] {
            assert_eq!(meant(given, family), None, "{given} {family}");
        }
    }
}
