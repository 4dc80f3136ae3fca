#![doc = include_str!("junk_in_name.md")]

use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::{Name, Person};
use crate::model::{is_word_of_body, word_of_body};
use crate::read::{Format, ROLES_AFTER_NAMES};
use crate::source::Span;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "junk-in-name",
        code: "NAM007",
        family: Family::Names,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("junk_in_name.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for (name, field, place) in entry.unusual_names() {
        let name = &*entry.as_written(name, place);
        let Some(Junk { kind, words }) = junk_of(name) else { continue };
        // A body that is read as a person is another rule's, with its number.
        if kind == Kind::Digits && word_of_body(&name.display()).is_some() {
            continue;
        }
        let (what, help) = match kind {
            Kind::Role => ("a role", "list editors and translators in their own field"),
            Kind::Title => ("a title", "omit titles and degrees"),
            Kind::Preposition => ("a preposition", "write the name alone"),
            Kind::Address => ("an address", "omit addresses"),
            Kind::Affiliation => ("an affiliation", "omit affiliations"),
            Kind::Mark => ("a mark", "omit note marks"),
            Kind::Brackets => (
                "brackets around",
                "write the name without brackets: most programs print them and sort by them",
            ),
            Kind::Stray => ("a stray sign", "delete what does not belong to the name"),
            Kind::Homonym => (
                "the number of a namesake",
                "omit it: only the database that it comes from numbers people of the same name",
            ),
            Kind::Digits => {
                ("figures", "omit note marks; if this is an organization, put its name in braces")
            }
        };
        let text = entry.sources.slice(place);
        let shown = match entry.format {
            Format::Bibtex if text.len() < 80 => {
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            }
            _ => name.display(),
        };
        let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        let message = match kind {
            Kind::Brackets => format!("{what} the name `{shown}`"),
            _ => format!("{what} in the name `{shown}`: {}", words.join(" and ")),
        };
        let mut finding = cx.of_field(entry, field, place, message).help(help);
        if let Some((cut, word)) = removable(kind, text) {
            let start = place.span.start as usize;
            let cut = Span::new(start + cut.start, start + cut.end).in_source(place.source);
            finding = finding.fix(Fix::needs_review(format!("delete `{word}`"), cut, ""));
        }
        cx.report(finding);
    }
}

/// What can be deleted of a name as it is spelled, with the space that goes with it: `Dr.` at its
/// beginning, `, PhD` and the number of a namesake at its end.
fn removable(kind: Kind, text: &str) -> Option<(Range<usize>, &str)> {
    match kind {
        Kind::Title => {
            let first = text.split([' ', '~']).next()?;
            if kind_of(first) == Some(Kind::Title) && first.len() < text.len() {
                return Some((0..first.len() + 1, first));
            }
            let (before, last) = text.rsplit_once([' ', ','])?;
            let before = before.trim_end_matches([' ', ',']);
            let is_title = kind_of(last) == Some(Kind::Title) && before.contains([' ', ',']);
            is_title.then_some((before.len()..text.len(), last))
        }
        Kind::Homonym => {
            let at = text.find(is_homonym_start)?;
            let word = text[at..].split([' ', ',', '~']).next()?;
            let before = text[..at].trim_end_matches([' ', '~']).len();
            (is_homonym(word) && before > 0).then_some((before..at + word.len(), word))
        }
        _ => None,
    }
}

fn is_homonym_start(c: char) -> bool {
    c == '0'
}

/// `0001`, by which DBLP tells people of one name apart.
fn is_homonym(word: &str) -> bool {
    word.len() == 4 && word.starts_with("00") && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Something in a name that is no part of it.
struct Junk {
    kind: Kind,
    /// All of that kind.
    words: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Role,
    Title,
    Preposition,
    Address,
    Affiliation,
    Mark,
    Brackets,
    Stray,
    Homonym,
    Digits,
}

/// What is no part of a name; in the name of a body, only what no name has.
fn junk_of(name: &Name) -> Option<Junk> {
    let has_sign = |part: &str| part.contains(SIGNS);
    let may_be_stray = match name {
        Name::Person(it) => {
            [&it.family, &it.given, &it.dropping_particle, &it.non_dropping_particle, &it.suffix]
                .into_iter()
                .any(|part| has_sign(part))
        }
        Name::Literal(text) => has_sign(text),
        Name::Others => false,
    };
    if may_be_stray {
        let shown = name.display();
        // `[Kafka, Franz]`
        if let Name::Person(person) = name
            && person.family.starts_with('[')
            && person.given.ends_with(']')
            && !person.given.contains('[')
        {
            return Some(Junk { kind: Kind::Brackets, words: Vec::new() });
        }
        if let Some(kind) = brackets_or_stray(&shown) {
            return Some(Junk { kind, words: strays(&shown) });
        }
    }
    match name {
        Name::Person(person) => junk(person),
        Name::Literal(text) => title_of_person(text),
        Name::Others => None,
    }
}

/// `Dr. Jane Doe` as a name in one piece. `Dr. Oetker` and `Dr. Ing. h.c. F. Porsche AG` are
/// companies.
fn title_of_person(name: &str) -> Option<Junk> {
    let words: Vec<&str> = name.split(' ').collect();
    let (&first, rest) = words.split_first()?;
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '.'))
            && (is_initial(word) || word.chars().any(char::is_lowercase) && !word.ends_with('.'))
    };
    let is_person = (2..=3).contains(&rest.len())
        && matches!(first, "Dr." | "Prof." | "Professor")
        && rest.iter().all(is_name)
        && word_of_body(name).is_none();
    is_person.then(|| Junk { kind: Kind::Title, words: vec![first.to_owned()] })
}

/// The signs that brackets and what is left of markup consist of.
const SIGNS: [char; 6] = ['[', '<', '>', '|', '=', '^'];

/// `[Anonymous]`, as catalogues mark names that the work does not have, and `Smith<`, what is left
/// of markup.
fn brackets_or_stray(name: &str) -> Option<Kind> {
    let inner = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    if inner.is_some_and(|inner| inner.chars().any(char::is_alphabetic)) {
        return Some(Kind::Brackets);
    }
    // Whole tags are the task of another rule.
    let has_tag = name.contains('<') && name.contains('>');
    (!has_tag && !strays(name).is_empty()).then_some(Kind::Stray)
}

/// The words with a sign that no name has.
fn strays(name: &str) -> Vec<String> {
    let is_stray = |word: &&str| word.contains(['<', '>', '|', '=', '^']);
    name.split([' ', '\u{a0}', ',']).filter(is_stray).map(str::to_owned).collect()
}

fn junk(person: &Person) -> Option<Junk> {
    let parts = [&person.given, &person.family, &person.suffix, &person.non_dropping_particle];
    let mut found: Option<Junk> = None;
    // `Smith, Sir John`; `Lord Byron` is known by this name.
    if let Some((first, _)) = person.given.split_once(' ')
        && matches!(first, "Sir" | "Dame" | "Lord" | "Lady" | "Reverend" | "Rev.")
    {
        return Some(Junk { kind: Kind::Title, words: vec![first.to_owned()] });
    }
    // `by Jane Doe`, of which BibTeX takes the first word for a particle.
    let particles = [&person.non_dropping_particle, &person.dropping_particle];
    let begins = |part: &str| part.starts_with("by ");
    if particles.iter().any(|it| *it == "by") || begins(&person.given) || begins(&person.family) {
        return Some(Junk { kind: Kind::Preposition, words: vec!["by".to_owned()] });
    }
    // `Smith, John, ed.`: the role is read as the given name, and the given name as a suffix.
    let bare = person.given.trim_end_matches('.').to_lowercase();
    if person.given.starts_with(char::is_lowercase) && ROLES_AFTER_NAMES.contains(&&*bare) {
        return Some(Junk { kind: Kind::Role, words: vec![person.given.to_string()] });
    }
    for part in parts.into_iter().filter(|part| !is_usual(part)) {
        for word in part.split([' ', '\u{a0}', ',']).filter(|word| !word.is_empty()) {
            // `W3C` alone is an organization, and `diego0020` someone who calls himself so.
            let is_alone = person.given.is_empty() && person.non_dropping_particle.is_empty();
            let is_body = is_alone && (!word.chars().any(char::is_lowercase) || is_user(word));
            let Some(kind) = kind_of(word).filter(|it| !(is_body && *it == Kind::Digits)) else {
                continue;
            };
            let junk = found.get_or_insert_with(|| Junk { kind, words: Vec::new() });
            if junk.kind == kind {
                junk.words.push(word.to_owned());
            }
        }
        if found.is_some() {
            continue;
        }
        if let Some(text) = in_brackets(part) {
            // Families are called by these, too, but hardly in brackets.
            let is_place = |word: &str| ["College", "School"].contains(&word);
            let mut words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '.'));
            if words.any(|word| is_word_of_body(word) || is_place(word)) {
                found = Some(Junk { kind: Kind::Affiliation, words: vec![text.to_owned()] });
            }
        }
    }
    found
}

/// `diego0020`, `chris-b1`: how users of platforms for programs call themselves.
fn is_user(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_lowercase).count();
    let is_of_user = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_')
    };
    letters > 1 && word.bytes().all(is_of_user)
}

/// Whether a part of a name is words of letters and hyphens, or initials with a full stop, and none
/// of the words is as long as a degree: nearly all names are, and need no further look.
fn is_usual(part: &str) -> bool {
    let bytes = part.as_bytes();
    let is_word = |word: &[u8]| match word {
        [letter, b'.'] => letter.is_ascii_alphabetic(),
        word => {
            // `PhD`, `MSc`, `BSc`, `Professor`.
            let is_degree = matches!(word, [.., b'D' | b'd' | b'C' | b'c'] if word.len() == 3)
                || word.len() == "Professor".len();
            !is_degree && word.iter().all(|byte| byte.is_ascii_alphabetic() || *byte == b'-')
        }
    };
    bytes.split(|byte| *byte == b' ').all(is_word)
}

fn kind_of(word: &str) -> Option<Kind> {
    const TITLES: [&str; 15] = [
        "dr",
        "prof",
        "professor",
        "phd",
        "ph.d",
        "msc",
        "m.sc",
        "bsc",
        "b.sc",
        "mr",
        "mrs",
        "ms",
        "dipl.-ing",
        "dr.-ing",
        "esq",
    ];
    // Most words consist only of letters, and are junk only if they are one of these.
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        let degrees = ["phd", "msc", "bsc", "professor"];
        let is_degree = degrees.iter().any(|degree| degree.eq_ignore_ascii_case(word));
        let has_small = word.bytes().any(|byte| byte.is_ascii_lowercase());
        return (is_degree && has_small).then_some(Kind::Title);
    }
    if is_initial(word) {
        return None;
    }
    let bare = word.trim_matches(['(', ')', '[', ']', '.', ':', ';']).to_lowercase();
    let is_marked = word.starts_with(['(', '[']) || word.ends_with('.');
    if word.contains("://") || word.starts_with("www.") || is_mail(word) {
        return Some(Kind::Address);
    }
    // `Ed` is a given name, and `Ed.` its abbreviation; in brackets it is neither.
    let in_brackets = word.starts_with(['(', '[']) && word.ends_with([')', ']']);
    if ROLES_AFTER_NAMES.contains(&&*bare)
        && (in_brackets || is_marked && matches!(&*bare, "eds" | "hrsg" | "hg"))
    {
        return Some(Kind::Role);
    }
    let is_title = TITLES.contains(&&*bare) && word.chars().any(char::is_lowercase);
    // Without a full stop, `Ms` and `Dr` may be parts of other names.
    if is_title && (is_marked || matches!(&*bare, "phd" | "msc" | "bsc" | "professor")) {
        return Some(Kind::Title);
    }
    if is_homonym(word) {
        return Some(Kind::Homonym);
    }
    // `MÃ¶ller` has no mark, but an encoding too many, which is another rule's.
    let marks = ['*', '†', '‡', '§', '¶', '¹', '²', '³', '⁴', '⁵'];
    let is_mark =
        |(at, mark): (usize, &str)| !(word[..at].ends_with(['Ã', 'Â', 'Å']) && mark != "*");
    if word.match_indices(marks).any(is_mark) {
        return Some(Kind::Mark);
    }
    // Letters written as numeric HTML entities are the task of another rule.
    if word.contains('&') {
        return None;
    }
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let is_ordinal = ["st", "nd", "rd", "th", "e", "er", "ème"]
        .iter()
        .any(|end| word.strip_suffix(end).is_some_and(|it| it.parse::<u8>().is_ok()));
    (digits > 0 && !is_ordinal).then_some(Kind::Digits)
}

/// `J.`
fn is_initial(word: &str) -> bool {
    matches!(word.as_bytes(), [letter, b'.'] if letter.is_ascii_alphabetic())
}

fn is_mail(word: &str) -> bool {
    let parts = word.split_once('@');
    parts.is_some_and(|(before, after)| !before.is_empty() && after.contains('.'))
}

/// The text in the first pair of brackets, including the brackets.
fn in_brackets(part: &str) -> Option<&str> {
    let start = part.find(['(', '['])?;
    let end = part[start..].find([')', ']'])? + start;
    part.get(start..=end)
}

#[cfg(test)]
mod tests {
    use super::{Kind, brackets_or_stray, junk};
    use crate::model::Person;

    fn kind(given: &str, family: &str) -> Option<Kind> {
        let (given, family) = (given.into(), family.into());
        junk(&Person { given, family, ..Person::default() }).map(|junk| junk.kind)
    }

    #[test]
    fn brackets_and_stray_signs() {
        assert_eq!(brackets_or_stray("[Anonymous]"), Some(Kind::Brackets));
        assert_eq!(brackets_or_stray("Julius Busecke<"), Some(Kind::Stray));
        for name in ["J. [John] Smith", "Smith [John]", "<i>Smith</i>", "Smith", "[1]"] {
            assert_eq!(brackets_or_stray(name), None, "{name}");
        }
    }

    #[test]
    fn what_is_no_part_of_a_name() {
        for (given, family, wanted) in [
            ("J. (ed.)", "Smith", Kind::Role),
            ("J.", "Smith (Hrsg.)", Kind::Role),
            ("J.", "Smith [Eds.]", Kind::Role),
            ("Dr. Jane", "Smith", Kind::Title),
            ("Prof. Jane", "Smith", Kind::Title),
            ("Jane", "Smith PhD", Kind::Title),
            ("Jane, Ph.D.", "Smith", Kind::Title),
            ("jane@example.org", "Smith", Kind::Address),
            ("J.", "Smith (University of Kent)", Kind::Affiliation),
            ("J.", "Smith*", Kind::Mark),
            ("J.", "Smith1", Kind::Digits),
            ("Wei Wang", "0001", Kind::Homonym),
        ] {
            assert_eq!(kind(given, family), Some(wanted), "{given} {family}");
        }
        for (given, family) in [
            ("Ed", "Smith"),
            ("Ed.", "Smith"),
            ("M. D.", "Smith"),
            ("William (Bill)", "Smith"),
            ("John 3rd", "Smith"),
            ("MS", "Hale"),
            ("Henri", "Prof"),
            ("DR", "Li"),
            ("Jörg", "MÃ¶ller"),
        ] {
            assert_eq!(kind(given, family), None, "{given} {family}");
        }
    }
}
