#![doc = include_str!("wrong_separator.md")]

use std::ops::Range;

use crate::check::subject::Subject;
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity, Sink};
use crate::model::{FieldOrigin, VariableKind};
use crate::read::Format;

pub(in crate::check) static RULE: Rule = Rule {
    name: "wrong-separator",
    code: "NAM003",
    family: Family::Names,
    severity: Severity::Warning,
    group: Group::Default,
    fix: FixAvailability::Unsafe,
    page: include_str!("wrong_separator.md"),
};

pub(in crate::check) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    if subject.format != Format::Bibtex {
        return;
    }
    let holds_names = |field: &&FieldOrigin| {
        field.variables.iter().any(|variable| variable.kind() == VariableKind::Name)
    };
    for field in subject.own_fields().filter(holds_names) {
        if !subject.is_literal(field) {
            continue;
        }
        let spelled = subject.spelled(field);
        let Some(Found { mark, people }) = divided(spelled) else { continue };
        let place = subject.part_of(field, 0..spelled.len());
        let message = format!("`{}` divides people by `{mark}`", field.name);
        let list = people.join(" and ");
        let finding = subject
            .field_finding(&RULE, field, place, message)
            .help("write ` and ` between people")
            .fix(Fix::needs_review(format!("write `{list}`"), place, list));
        sink.push(finding);
    }
}

/// People whom something else than ` and ` divides.
#[derive(Debug)]
struct Found {
    mark: char,
    /// What to write between ` and `s.
    people: Vec<String>,
}

fn divided(list: &str) -> Option<Found> {
    let found = |mark, people| Some(Found { mark, people });
    let by_semicolon = pieces(list, ';');
    if by_semicolon.len() > 1 {
        return found(';', owned(list, &by_semicolon));
    }
    let by_comma = pieces(list, ',');
    let groups: Option<Vec<String>> = by_comma.iter().map(|it| group(&list[it.clone()])).collect();
    if by_comma.len() > 2
        && let Some(people) = groups
    {
        return found(',', people);
    }
    let by_ampersand = pieces(list, '&');
    let are_people = by_ampersand.iter().all(|it| is_person(&list[it.clone()]));
    if by_ampersand.len() > 1 && are_people {
        return found('&', owned(list, &by_ampersand));
    }
    None
}

fn owned(list: &str, pieces: &[Range<usize>]) -> Vec<String> {
    let trimmed = |it: &Range<usize>| list[it.clone()].trim().trim_end_matches('\\').trim_end();
    pieces.iter().map(|it| trimmed(it).to_owned()).collect()
}

/// The pieces of a list between marks outside of braces, those without a letter left out.
fn pieces(list: &str, mark: char) -> Vec<Range<usize>> {
    let (mut depth, mut start, mut all) = (0_i32, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if c == mark && depth == 0 && !is_escaped(list, at, mark) => {
                all.push(start..at);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    all.push(start..list.len());
    all.retain(|it| list[it.clone()].contains(char::is_alphabetic));
    all
}

/// Whether the mark is part of an entity (`&amp;`), a thick space (`\;`) or a word (`AT\&T`).
fn is_escaped(list: &str, at: usize, mark: char) -> bool {
    let (before, after) = (&list[..at], &list[at + 1..]);
    match mark {
        ';' => {
            let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '#' | '\\');
            let rest = before.trim_end_matches(word);
            before.ends_with('\\')
                || after.trim_start().starts_with(',')
                || rest.len() < before.len() && rest.ends_with('&')
        }
        '&' => {
            let before = before.strip_suffix('\\').unwrap_or(before);
            !before.ends_with(char::is_whitespace) || !after.starts_with(char::is_whitespace)
        }
        _ => false,
    }
}

/// `Wilsh E` as `Wilsh, E`; `None` where it is no family name before initials.
fn group(text: &str) -> Option<String> {
    let (family, initials) = text.trim().rsplit_once(char::is_whitespace)?;
    let is_initials = initials.chars().count() <= 3 && initials.chars().all(char::is_uppercase);
    let is_family = family.split_whitespace().all(|word| {
        word != "and" && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
    }) && family.contains(char::is_lowercase);
    let (family, is_number) = (family.trim(), matches!(initials, "II" | "III" | "IV" | "VI"));
    (is_initials && is_family && !is_number).then(|| format!("{family}, {initials}"))
}

/// `Doe, J.` or `J. Doe`: a name with initials or a comma, which a firm has not.
fn is_person(text: &str) -> bool {
    let text = text.trim().trim_end_matches('\\').trim_end();
    let words: Vec<&str> = text.split_whitespace().collect();
    let body = ["Co", "Co.", "Inc.", "Ltd.", "Sons", "Bros."];
    let initial = |word: &&str| {
        word.ends_with('.') && word.chars().filter(|c| c.is_alphabetic()).count() == 1
    };
    let has_family = words.iter().any(|word| !initial(word) && word.len() > 1);
    let mixed = text.split_once(',').is_some_and(|(family, _)| family.contains('.'));
    !mixed
        && has_family
        && words.iter().any(initial)
        && !words.iter().any(|word| body.contains(word))
}

#[cfg(test)]
mod tests {
    use super::divided;

    fn list(text: &str) -> Option<String> {
        divided(text).map(|found| found.people.join(" and "))
    }

    #[test]
    fn people_are_found_whatever_divides_them() {
        for (text, people) in [
            ("Doe, Jane; Roe, Rick", "Doe, Jane and Roe, Rick"),
            ("Doe, Jane; Roe, Rick;", "Doe, Jane and Roe, Rick"),
            ("Moss A, de Wit B, Hale CD", "Moss, A and de Wit, B and Hale, CD"),
            (r"Doe, J. \& Roe, R.", "Doe, J. and Roe, R."),
            ("J. Doe & R. Roe", "J. Doe and R. Roe"),
        ] {
            assert_eq!(list(text).as_deref(), Some(people), "{text}");
        }
    }

    #[test]
    fn bodies_suffixes_and_entities_divide_nobody() {
        for text in [
            "{Smith; Sons}",
            r"AT\&T",
            r"Smith \& Sons",
            r"J. Wiley \& Sons",
            "Doe, Jr., John",
            "Doe III, John",
            "Fran&ccedil;ois, J.",
            "Moss A, Hale CD",
            r"St\&\#233;phane Moss and Hale, C.",
            "Hale;, Clara A. and Moss, A.",
            r"D. Hale,T. Moss \& Y. Wood",
            "Doe, Jane and Roe, Rick",
        ] {
            assert_eq!(list(text), None, "{text}");
        }
    }
}
