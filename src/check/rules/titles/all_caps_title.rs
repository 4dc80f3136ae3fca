#![doc = include_str!("all_caps_title.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::letter_case::{has_capital_nouns, has_sure_small_letters};
use crate::check::subject::written::BracedPart;
use crate::check::subject::{Subject, Written};
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::model::Variable;
use crate::read::Format;
use crate::read::bibtex::trace;
use crate::source::{How, Location};

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
        let message = format!("`{}` is all capitals", field.name);
        let finding = cx
            .of_field(entry, field, field.value_location(), message)
            .help("write it in sentence case; styles that print capitals make them");
        let language = entry.entry.str(Variable::Language);
        if !has_sure_small_letters(title, language) || has_capital_nouns(language) {
            cx.report(finding);
            continue;
        }
        let (sentence, edits) = in_small_letters(entry, &written);
        cx.report(finding.fix(Fix::of(Safety::Unsafe, format!("write `{sentence}`"), edits)));
    }
}

/// True if there are several words of letters, and no lower-case letter among them.
fn is_all_caps(title: &str) -> bool {
    if title.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    let words = title.split(|c: char| !c.is_alphabetic());
    let long = words.filter(|word| word.chars().count() >= 4).count();
    let letters = || title.chars().filter(|c| c.is_alphabetic());
    long >= 2 && letters().count() >= 12 && letters().all(char::is_uppercase)
}

/// The title in lower case except for the first letter of each sentence, and the edits that make it
/// so. Commands, formulas and text in braces are kept, since braces protect capitals.
fn in_small_letters(entry: &Subject<'_>, written: &Written<'_>) -> (String, Vec<Edit>) {
    let parts = written.braced_parts();
    // Braces around a whole title do not protect it.
    let outside = parts.iter().map(|part| part.depth).min().unwrap_or_default();
    let (mut sentence, mut edits) = (String::new(), Vec::new());
    let mut begins = true;
    for BracedPart { range, place, how, depth } in parts {
        let text = &written.text[range];
        let mut small = lowered(text, &mut begins);
        // `{\"U}` is one letter, and not protected.
        let is_special = how == How::Made && depth == outside + 1 && is_in_braces(entry, place);
        let replacement = match how {
            _ if depth > outside && !is_special => None,
            How::Same => Some(small.clone()),
            How::Made => letter_in_tex(entry, place, &small),
            How::Elsewhere => None,
        };
        match replacement {
            Some(_) if small == text => {}
            Some(replacement) => edits.push(Edit::new(place, replacement)),
            None => text.clone_into(&mut small),
        }
        sentence.push_str(&small);
    }
    (sentence, edits)
}

/// True if a span is in a pair of braces that contains nothing else.
fn is_in_braces(entry: &Subject<'_>, place: Location) -> bool {
    let text = entry.sources.get(place.source).map_or("", |source| &*source.text);
    let range = place.span.range();
    let around = text.get(..range.start).zip(text.get(range.end..));
    around.is_some_and(|(before, after)| before.ends_with('{') && after.starts_with('}'))
}

/// The TeX command for a lower-case letter, made from the one for its capital.
fn letter_in_tex(entry: &Subject<'_>, place: Location, small: &str) -> Option<String> {
    // Greek letters belong to formulas, in which a capital is another symbol.
    let is_latin = |c: char| c.is_alphabetic() && c < '\u{370}';
    let is_letter = small.chars().count() == 1 && small.contains(is_latin);
    let command = entry.sources.slice(place);
    let meant = [command.to_owned(), command.to_ascii_lowercase()];
    let is_bibtex = entry.format == Format::Bibtex;
    meant.into_iter().find(|command| is_letter && is_bibtex && trace(command).0 == small)
}

/// A text in lower case, except for letters that begin a sentence, and Roman numerals.
fn lowered(text: &str, begins: &mut bool) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let is_number = is_roman(word.trim_end_matches(|c: char| !c.is_alphabetic()));
        for character in word.chars() {
            match (*begins || is_number) && character.is_alphabetic() {
                true => {
                    out.push(character);
                    *begins = false;
                }
                false => out.extend(character.to_lowercase()),
            }
            *begins |= matches!(character, ':' | '?' | '!');
        }
    }
    out
}

/// True for `VIII` and the other numerals below forty that are not also words; of single letters
/// only `I` is kept, which English writes so wherever it is.
fn is_roman(word: &str) -> bool {
    let units = word.trim_start_matches('X');
    let tens = word.len() - units.len();
    word == "I"
        || word.len() >= 2
            && tens <= 3
            && matches!(units, "" | "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX")
}

#[cfg(test)]
mod tests {
    use super::{is_all_caps, lowered};

    #[test]
    fn capitals_throughout() {
        for title in ["THE KRONSTADT UPRISING", "DIE GROSSE FRANZÖSISCHE REVOLUTION 1789"] {
            assert!(is_all_caps(title), "{title}");
        }
        for title in ["UNIX", "UNIX V", "IEEE ACM TOG", "The KRONSTADT UPRISING", "ペトログラード"]
        {
            assert!(!is_all_caps(title), "{title}");
        }
        assert_eq!(lowered("THE COMMUNE: A HISTORY", &mut true), "The commune: A history");
        assert_eq!(
            lowered("HENRY VIII, LOUIS XIV. AND WORLD WAR II", &mut true),
            "Henry VIII, louis XIV. and world war II"
        );
        assert_eq!(lowered("A MIX OF CIVIL LIVID WORDS", &mut true), "A mix of civil livid words");
    }
}
