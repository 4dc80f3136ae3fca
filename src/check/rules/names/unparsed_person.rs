#![doc = include_str!("unparsed_person.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Confidence, Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::Name;
use crate::model::word_of_body;
use crate::read::Format;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "unparsed-person",
        code: "NAM013",
        family: Family::Names,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("unparsed_person.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for (name, field, place) in entry.own_names() {
        let Name::Literal(name) = name else { continue };
        let Some(people) = people(name) else { continue };
        let kept = match entry.format {
            Format::Bibtex => "the braces keep it",
            _ => "it is kept",
        };
        let message = match people {
            People::One => format!("`{name}` seems to be a person: {kept} from being read as one"),
            People::Several(count) => {
                format!("`{name}` seems to be {count} people: {kept} from being read as such")
            }
        };
        let help = match (entry.format, people) {
            (Format::Bibtex, _) => "remove the outer braces".to_owned(),
            (Format::Hayagriva | Format::Ris | Format::Medline | Format::Refer, People::One) => {
                "write `Family, Given`".to_owned()
            }
            (Format::Ris | Format::Medline | Format::Refer, People::Several(_)) => {
                "write a line with the tag for each".to_owned()
            }
            (Format::Hayagriva, People::Several(_)) => {
                "write a list, with an item for each".to_owned()
            }
            (Format::Cff, People::One) => {
                "write `family-names` and `given-names` instead of `name`".to_owned()
            }
            (Format::Cff, People::Several(_)) => {
                "write an item for each, with `family-names` and `given-names`".to_owned()
            }
            (_, People::One) => "write `family` and `given` instead of `literal`".to_owned(),
            (_, People::Several(_)) => {
                "write an item for each, with `family` and `given`".to_owned()
            }
        };
        let finding = cx.of_field(entry, field, place, message);
        let text = entry.sources.slice(place);
        let inner = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
        let inner = inner.filter(|_| entry.format == Format::Bibtex);
        let fix = inner.map(|inner| Fix::needs_review("remove the braces", place, inner));
        cx.report(finding.confidence(Confidence::Medium).help(help).fix(fix));
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum People {
    One,
    Several(usize),
}

/// The people that a name seems to be which is not taken apart: those with initials, and those with
/// one comma between a family name and given names.
fn people(name: &str) -> Option<People> {
    let is_of_state = ["U.S.", "U.K.", "U.N.", "E.U."].iter().any(|it| name.starts_with(it));
    if is_of_state || word_of_body(name).is_some() || name.contains(['&', '(', ':', '/']) {
        return None;
    }
    let all: Vec<&str> = name.split(" and ").map(str::trim).collect();
    match &all[..] {
        [one] => is_person(one).then_some(People::One),
        // Firms are called after their founders: `Barnes and Noble`, `Smith and Wesson`.
        all => all.iter().all(|it| is_person(it)).then_some(People::Several(all.len())),
    }
}

/// `Smith, J.`, `Doe, Jane` and `J. Doe`.
fn is_person(name: &str) -> bool {
    match name.split_once(',') {
        Some((family, given)) => {
            let given: Vec<&str> = given.split_whitespace().collect();
            let is_short = (1..=3).contains(&given.len()) && !given.iter().any(|it| is_of_firm(it));
            let words = family.split_whitespace().count();
            let is_family =
                (1..=3).contains(&words) && family.split_whitespace().last().is_some_and(is_word);
            let has_initial = given.iter().any(|it| is_initial(it));
            is_family
                && is_short
                && given.iter().all(|it| is_initial(it) || is_word(it))
                && (has_initial || words == 1 && given.len() == 1)
        }
        None => {
            let words: Vec<&str> = name.split_whitespace().collect();
            let initials = words.iter().take_while(|word| is_initial(word)).count();
            (1..=3).contains(&initials)
                && words.len() == initials + 1
                && words.last().is_some_and(|word| is_word(word) && !is_of_firm(word))
        }
    }
}

/// `J.`, `J.-P.`, `C.D.`
fn is_initial(word: &str) -> bool {
    let parts = word.split_inclusive('.').map(|part| part.trim_start_matches('-'));
    let mut parts = parts.peekable();
    parts.peek().is_some()
        && parts.all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
        })
}

/// A word of letters that begins with a capital and has small ones.
fn is_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.contains(char::is_lowercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
}

fn is_of_firm(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    matches!(bare, "Inc" | "Ltd" | "Co" | "Sons" | "Jr" | "Sr" | "Corp" | "Limited" | "Bros")
}

#[cfg(test)]
mod tests {
    use super::{People, people};

    #[test]
    fn people_are_told_from_bodies() {
        for (name, found) in [
            ("Smith, J.", People::One),
            ("Doe, Jane", People::One),
            ("van der Berg, Jan P.", People::One),
            ("J. Strm", People::One),
            ("J.-P. Serre", People::One),
            ("Smith, J. and Roe, R.", People::Several(2)),
        ] {
            assert_eq!(people(name), Some(found), "{name}");
        }
        for name in [
            "World Health Organization",
            "Barnes and Noble",
            "D. E. Shaw Research",
            "Wiley, Inc.",
            "J. Wiley & Sons",
            "Plato",
            "ACME, USA",
            "U.S. Army",
            "Leonardo da Vinci",
            "University of California, Berkeley",
            "Commission, European",
            "W3C",
            "Holt, Rinehart and Winston",
        ] {
            assert_eq!(people(name), None, "{name}");
        }
    }
}
