#![doc = include_str!("all_caps_title.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::Variable;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "all-caps-title",
        code: "TTL002",
        family: Family::Titles,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("all_caps_title.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for field in entry.own_fields_of(Variable::Title) {
        let Some(title) = entry.entry.str(Variable::Title) else { continue };
        if !is_all_caps(title) {
            continue;
        }
        let written = entry.written(field);
        let message = format!("`{}` is in capitals throughout", field.name);
        let sentence = sentence(written.text);
        let mut finding = cx
            .of_field(entry, field, field.value_location, message)
            .help("write it as it reads; a style that wants capitals makes them");
        if let Some(place) = written.editable(0..written.text.len()) {
            finding =
                finding.fix(Fix::needs_review(format!("write `{sentence}`"), place, sentence));
        }
        cx.report(finding);
    }
}

/// Whether there are several words of letters, and no small letter among them.
fn is_all_caps(title: &str) -> bool {
    let words = title.split(|c: char| !c.is_alphabetic());
    let long = words.filter(|word| word.chars().count() >= 4).count();
    let letters = || title.chars().filter(|c| c.is_alphabetic());
    long >= 2 && letters().count() >= 12 && letters().all(char::is_uppercase)
}

/// A text in small letters but for its first.
fn sentence(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut out = String::with_capacity(lower.len());
    let mut begins = true;
    for character in lower.chars() {
        match begins && character.is_alphabetic() {
            true => {
                out.extend(character.to_uppercase());
                begins = false;
            }
            false => out.push(character),
        }
        if matches!(character, ':' | '?' | '!') {
            begins = true;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{is_all_caps, sentence};

    #[test]
    fn capitals_throughout() {
        for title in ["THE KRONSTADT UPRISING", "DIE GROSSE FRANZÖSISCHE REVOLUTION 1789"] {
            assert!(is_all_caps(title), "{title}");
        }
        for title in ["UNIX", "UNIX V", "IEEE ACM TOG", "The KRONSTADT UPRISING", "ペトログラード"]
        {
            assert!(!is_all_caps(title), "{title}");
        }
        assert_eq!(sentence("THE COMMUNE: A HISTORY"), "The commune: A history");
    }
}
