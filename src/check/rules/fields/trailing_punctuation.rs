#![doc = include_str!("trailing_punctuation.md")]

use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::check::subject::letter_case::is_greek;
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::model::{FieldOrigin, Name, Person, Variable, VariableKind};
use crate::read::Format;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "trailing-punctuation",
        code: "FLD011",
        family: Family::Fields,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Safe,
        page: include_str!("trailing_punctuation.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, subject: &Subject<'_>) {
    for field in subject.own_fields().filter(|field| is_printed(field) || is_date(field)) {
        if !subject.is_literal(field) {
            continue;
        }
        let spelled = subject.spelled(field);
        let name = &field.name;
        let stop = || stop_at_end(spelled).filter(|_| is_number(field));
        if let Some(range) = mark_at_end(spelled).or_else(stop) {
            let mark = &spelled[range.clone()];
            let at = subject.part_of(field, range);
            let message = format!("`{name}` ends with `{mark}`");
            let finding = cx
                .of_field(subject, field, at, message)
                .help("styles put the punctuation after a value themselves")
                .fix(Fix::safe(format!("delete the `{mark}`"), at, ""));
            cx.report(finding);
        }
        if field.variables().contains(&Variable::ContainerTitle)
            && let Some(range) = leading_in(spelled)
        {
            let at = subject.part_of(field, range.clone());
            let (word, rest) = (spelled[range.clone()].trim_end(), &spelled[range.end..]);
            // The word after it begins the title now.
            let first = rest.chars().next().filter(|c| c.is_ascii_lowercase());
            let cut = range.start..range.end + usize::from(first.is_some());
            let begins = first.map_or_else(String::new, |c| c.to_ascii_uppercase().to_string());
            let finding = cx
                .of_field(subject, field, at, format!("`{name}` begins with `{word}`"))
                .help("styles write the \"In\" before the title of a book themselves")
                .fix(Fix::one(
                    safety_of(word, rest),
                    format!("delete the `{word}`"),
                    Edit::new(subject.part_of(field, cut), begins),
                ));
            cx.report(finding);
        }
    }
    if matches!(subject.format, Format::CslJson | Format::CslYaml) {
        cx.report_all(subject.own_names().filter_map(|(name, field, place)| {
            let Name::Person(Person { family, .. }) = name else { return None };
            let mark = family.trim_end().strip_suffix([',', ';']).filter(|it| !it.is_empty())?;
            let message = format!("the family name `{family}` ends with a mark");
            let help =
                format!("write `{mark}`: styles write the comma before a given name themselves");
            Some(cx.of_field(subject, field, place, message).help(help))
        }));
    }
}

/// True if styles print the field, and no other rule checks its end.
fn is_printed(field: &FieldOrigin) -> bool {
    use Variable as V;
    let Some(&variable) = field.variables().first() else { return false };
    let other = matches!(
        variable,
        V::Doi | V::Isbn | V::Issn | V::Pmid | V::Pmcid | V::Keyword | V::Abstract | V::Annote
    );
    !other && matches!(variable.kind(), VariableKind::Standard | VariableKind::Number)
}

/// Whether a field holds a number behind which no full stop belongs.
fn is_number(field: &FieldOrigin) -> bool {
    use Variable as V;
    let is_plain = |it: &Variable| matches!(it, V::Page | V::Volume | V::Issue);
    is_date(field) || field.variables().first().is_some_and(is_plain)
}

fn is_date(field: &FieldOrigin) -> bool {
    ["year", "date"].iter().any(|name| name.eq_ignore_ascii_case(&field.name))
}

/// The full stop behind the last figure of a value: `2010.`, `1--2.`
fn stop_at_end(spelled: &str) -> Option<Range<usize>> {
    let text = spelled.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '}' | '"'));
    let before = text.strip_suffix('.')?;
    let is_number = before.ends_with(|c: char| c.is_ascii_digit()) && !before.contains('.');
    is_number.then_some(before.len()..text.len())
}

/// The comma or semicolon that a value ends with, whatever brackets and quotes close after it.
fn mark_at_end(spelled: &str) -> Option<Range<usize>> {
    let text = spelled.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '}' | '"'));
    let before = text.strip_suffix([',', ';'])?;
    // A list in YAML or JSON, the space `\,` and the entity `&amp;` end in the same way.
    let escaped = before.ends_with('\\') || text.starts_with(['[', '{']) && text.contains('\n');
    let is_entity = text.ends_with(';')
        && before.rfind('&').is_some_and(|at| {
            let name = before[at + 1..].trim_start_matches('#');
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    // The Greek question mark.
    let is_question = text.ends_with(';')
        && before.chars().rev().find(|c| c.is_alphabetic()).is_some_and(is_greek);
    let says_something = before.contains(char::is_alphanumeric);
    (!escaped && !is_entity && !is_question && says_something).then_some(before.len()..text.len())
}

/// The `In:` at the beginning of a title, or `In` if the words after it begin the title of
/// proceedings; `In Search of Lost Time` is a title.
fn leading_in(spelled: &str) -> Option<Range<usize>> {
    let start = spelled.len() - spelled.trim_start_matches(['{', ' ', '\n', '\t']).len();
    let text = &spelled[start..];
    let rest = text.strip_prefix("In").or_else(|| text.strip_prefix("in"))?;
    let after = rest.trim_start_matches([':', ' ', '~', '\n', '\r', '\t']);
    let gap = &rest[..rest.len() - after.len()];
    let sure = gap.contains(':') || begins_proceedings(after);
    let found = !gap.is_empty() && !after.is_empty() && sure;
    found.then(|| start..spelled.len() - after.len())
}

/// `In:` and `In Proceedings` begin no title; `In Conference with Stalin` does.
fn safety_of(word: &str, rest: &str) -> Safety {
    let is_sure = word.ends_with(':')
        || rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("proc"));
    if is_sure { Safety::Safe } else { Safety::Unsafe }
}

fn begins_proceedings(title: &str) -> bool {
    const WORDS: [&str; 18] = [
        "proceedings",
        "proc",
        "procs",
        "workshop",
        "conference",
        "conf",
        "symposium",
        "ieee",
        "acm",
        "aaai",
        "advances",
        "international",
        "intl",
        "annual",
        "notes",
        "transactions",
        "lecture",
        "meeting",
    ];
    let mut words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let first =
        if first.eq_ignore_ascii_case("the") { words.next().unwrap_or_default() } else { first };
    let is_known = WORDS.iter().any(|word| first.eq_ignore_ascii_case(word));
    // `In 5th Workshop`, `In 2007 Conference`.
    let numbered = first.starts_with(|c: char| c.is_ascii_digit())
        && words.any(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)));
    is_known || numbered
}

#[cfg(test)]
mod tests {
    use super::{Safety, leading_in, mark_at_end, safety_of};

    #[test]
    fn marks_at_the_end_are_told_from_escapes() {
        for value in ["A Journal,", "A Journal;", "{A Journal, }", "12--34,"] {
            assert!(mark_at_end(value).is_some(), "{value}");
        }
        for value in ["A Journal", "AT&amp;", "a\\,", "a&#38;", "Yes, but", ",", "J\\;", ""] {
            assert_eq!(mark_at_end(value), None, "{value}");
        }
        assert_eq!(mark_at_end("{A,}"), Some(2..3));
    }

    #[test]
    fn only_an_in_that_begins_no_title_is_deleted_unasked() {
        assert_eq!(safety_of("In:", "Some Book"), Safety::Safe);
        assert_eq!(safety_of("In", "Proceedings of X"), Safety::Safe);
        assert_eq!(safety_of("In", "Conference with Stalin"), Safety::Unsafe);
    }

    #[test]
    fn in_is_told_from_the_first_word_of_a_title() {
        for (title, length) in [
            ("In: Proceedings of X", 4),
            ("In Proc. of X", 3),
            ("In the Proceedings of X", 3),
            ("In 5th Workshop on X", 3),
            ("in: Some Book", 4),
            ("{In} Proc", 0),
        ] {
            let found = leading_in(title).map_or(0, |range| range.len());
            assert_eq!(found, length, "{title}");
        }
        for title in [
            "In Search of Lost Time",
            "In the Beginning",
            "Inverse Problems",
            "In",
            "In:",
            "In Vivo Methods",
            "In 2001 Nights",
        ] {
            assert_eq!(leading_in(title), None, "{title}");
        }
    }
}
