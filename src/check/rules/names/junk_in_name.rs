#![doc = include_str!("junk_in_name.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::{Name, Person};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "junk-in-name",
        code: "NAM007",
        family: Family::Names,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("junk_in_name.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for (name, field, place) in entry.own_names() {
        let Name::Person(person) = name else { continue };
        let Some(junk) = junk(person) else { continue };
        let (what, help) = match junk.kind {
            Kind::Role => ("a role", "list editors and translators in their own field"),
            Kind::Title => ("a title", "leave titles and degrees out"),
            Kind::Address => ("an address", "leave addresses out"),
            Kind::Affiliation => ("an affiliation", "leave affiliations out"),
            Kind::Mark => ("a mark", "leave the marks of notes out"),
            Kind::Digits => {
                ("figures", "leave the marks of notes out, or put a body's name in braces")
            }
        };
        let message = format!("{what} in the name `{}`: `{}`", name.display(), junk.text);
        cx.report(cx.of_field(entry, field, place, message).help(help));
    }
}

/// Text in a name that is not part of it.
struct Junk {
    kind: Kind,
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Role,
    Title,
    Address,
    Affiliation,
    Mark,
    Digits,
}

fn junk(person: &Person) -> Option<Junk> {
    let found = |kind, text: &str| Some(Junk { kind, text: text.to_owned() });
    let parts = [&person.given, &person.family, &person.suffix, &person.non_dropping_particle];
    for part in parts.into_iter().filter(|part| !is_usual(part)) {
        for word in part.split([' ', '\u{a0}', ',']).filter(|word| !word.is_empty()) {
            // `W3C` alone is an organization.
            let is_body = person.given.is_empty() && !word.chars().any(char::is_lowercase);
            if let Some(kind) = kind_of(word).filter(|kind| !(is_body && *kind == Kind::Digits)) {
                return found(kind, word);
            }
        }
        if let Some(text) = in_brackets(part) {
            let words =
                ["university", "institut", "department", "college", "school", "laborator", "gmbh"];
            let lower = text.to_lowercase();
            if words.iter().any(|word| lower.contains(word)) {
                return found(Kind::Affiliation, text);
            }
        }
    }
    None
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
    const ROLES: [&str; 16] = [
        "ed",
        "eds",
        "editor",
        "editors",
        "hrsg",
        "hg",
        "hgg",
        "trans",
        "transl",
        "translator",
        "coord",
        "comp",
        "compiler",
        "übers",
        "éd",
        "éds",
    ];
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
    if ROLES.contains(&&*bare)
        && (in_brackets || is_marked && matches!(&*bare, "eds" | "hrsg" | "hg"))
    {
        return Some(Kind::Role);
    }
    let is_title = TITLES.contains(&&*bare) && word.chars().any(char::is_lowercase);
    // Without a full stop, `Ms` and `Dr` may be parts of other names.
    if is_title && (is_marked || matches!(&*bare, "phd" | "msc" | "bsc" | "professor")) {
        return Some(Kind::Title);
    }
    if word.contains(['*', '†', '‡', '§', '¶', '¹', '²', '³', '⁴', '⁵']) {
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
    use super::{Kind, junk};
    use crate::model::Person;

    fn kind(given: &str, family: &str) -> Option<Kind> {
        let (given, family) = (given.to_owned(), family.to_owned());
        junk(&Person { given, family, ..Person::default() }).map(|junk| junk.kind)
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
        ] {
            assert_eq!(kind(given, family), None, "{given} {family}");
        }
    }
}
