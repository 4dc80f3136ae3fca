#![doc = include_str!("unprotected_corporate.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::{Name, Person};
use crate::read::Format;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "unprotected-corporate",
        code: "NAM005",
        family: Family::Names,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("unprotected_corporate.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    let names: Vec<_> = entry.own_names().collect();
    for (number, &(name, field, place)) in names.iter().enumerate() {
        let Name::Person(person) = name else { continue };
        let text = entry.sources.slice(place);
        let Some(word) = word_of_body(person) else { continue };
        let display = name.display();
        // The second half of an organization with an "and" in its name.
        let next = names
            .get(number + 1)
            .filter(|(_, other, _)| other.name_location == field.name_location);
        let half = next.and_then(|(name, ..)| match name {
            Name::Person(person) if person.given.is_empty() && display.contains(" of ") => {
                Some(name.display())
            }
            _ => None,
        });
        let message = match &half {
            Some(half) => format!("`{display} and {half}` is read as two people"),
            None => {
                format!("`{display}` is read as a person, whose family name is `{}`", person.family)
            }
        };
        let mut finding = cx.of_field(entry, field, place, message).help(help(entry.format, word));
        let is_plain = entry.format == Format::Bibtex
            && half.is_none()
            && !text.contains(['{', '}', ',', '\\']);
        if is_plain && !text.is_empty() && text != entry.spelled(field)
            || is_plain && names.len() == 1
        {
            finding =
                finding.fix(Fix::needs_review("put it in braces", place, format!("{{{text}}}")));
        }
        cx.report(finding);
    }
}

fn help(format: Format, word: &str) -> String {
    match format {
        Format::Bibtex => {
            format!("this is an organization (`{word}`), not a person: put its name in braces")
        }
        Format::Hayagriva => format!(
            "this is an organization (`{word}`), not a person: write `name:` with nothing else"
        ),
        Format::CslJson | Format::CslYaml => {
            format!("this is an organization (`{word}`), not a person: write it as `literal`")
        }
    }
}

/// The word that shows that a name is an organization's.
fn word_of_body(person: &Person) -> Option<&'static str> {
    const WORDS: [&str; 31] = [
        "technologies",
        "systems",
        "federation",
        "university",
        "institute",
        "department",
        "ministry",
        "association",
        "society",
        "committee",
        "council",
        "foundation",
        "organization",
        "organisation",
        "agency",
        "commission",
        "consortium",
        "laboratory",
        "laboratories",
        "corporation",
        "company",
        "gmbh",
        "inc",
        "ltd",
        "universität",
        "université",
        "institut",
        "ministerium",
        "verein",
        "federation",
        "administration",
    ];
    // An organization's name has several words, of which BibTeX reads the last as a family name.
    if person.given.is_empty() {
        return None;
    }
    let parts = [&person.given, &person.non_dropping_particle, &person.family];
    parts.into_iter().find_map(|part| match part.is_ascii() {
        true => {
            let mut words = part.as_bytes().split(|byte| matches!(byte, b' ' | b'.' | b'~'));
            words.find_map(|word| {
                // Of five letters and of one, as names and initials have, there is none.
                let may_be = matches!(word.len(), 3 | 4 | 6..=14) && word[0].is_ascii_uppercase();
                let is_word = |known: &&&str| known.as_bytes().eq_ignore_ascii_case(word);
                if may_be { WORDS.iter().find(is_word).copied() } else { None }
            })
        }
        false => {
            let words = part.split([' ', '.', '~']);
            let mut words = words.filter(|word| word.starts_with(char::is_uppercase));
            words.find_map(|word| {
                let lower = word.to_lowercase();
                WORDS.into_iter().find(|known| *known == lower)
            })
        }
    })
}

#[cfg(test)]
mod tests {
    use super::word_of_body;
    use crate::model::Person;

    #[test]
    fn bodies_are_told_from_people() {
        let word = |given: &str, family: &str| {
            let (given, family) = (given.to_owned(), family.to_owned());
            word_of_body(&Person { given, family, ..Person::default() })
        };
        assert_eq!(word("World Health", "Organization"), Some("organization"));
        assert_eq!(word("University of", "Kent"), Some("university"));
        assert_eq!(word("Google", "Inc."), Some("inc"));
        assert_eq!(word("Ida", "Mett"), None);
        assert_eq!(word("", "Foundation"), None);
        assert_eq!(word("Jane", "Companys"), None);
    }
}
