#![doc = include_str!("edition_form.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::dialect::{BibDialect, Dialect};
use crate::model::{Variable, english_ordinal};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "edition-form",
        code: "NUM005",
        family: Family::Numbers,
        severity: Severity::Info,
        group: Group::Default,
        fix: FixAvailability::Safe,
        page: include_str!("edition_form.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    // The reader may read a note as the edition; there the word is needed.
    let is_meant = |name: &str| name.to_ascii_lowercase().ends_with("edition");
    let fields = entry.own_fields_of(Variable::Edition);
    for field in fields.filter(|field| is_meant(&field.name)) {
        // The reader may already have removed the word.
        let spelled = entry.spelled(field);
        let text = spelled.trim();
        let Some(rest) = without_word(text) else { continue };
        let number = counted(rest);
        // BibTeX's styles put the word after any edition, all others only after a number.
        let is_bibtex = entry.dialect == Dialect::Bib(BibDialect::Bibtex);
        if number.is_none() && !is_bibtex {
            continue;
        }
        let is_english = rest.ends_with(['t', 'd', 'h']);
        let meant = match number {
            Some(number) if !(is_bibtex && is_english) => number.to_string(),
            _ => rest.to_owned(),
        };
        let message = format!("`{}` includes the word for “edition”: `{text}`", field.name);
        let finding = cx.of_field(entry, field, field.value_location(), message);
        // Without the word, only BibTeX's styles print a whole: `Rev. edition`.
        if number.is_none() {
            let help =
                "BibTeX's styles print “edition” after it: write an adjective, as in `Revised`";
            cx.report(finding.help(help));
            continue;
        }
        let finding = finding.help(format!("write `{meant}`; the style prints the word"));
        let fix = Fix::safe(format!("write `{meant}`"), field.value_location(), meant);
        cx.report(finding.fix(entry.is_literal(field).then_some(fix)));
    }
}

/// The number that one word of an edition is: `2nd`, `Second`, `2.`
fn counted(word: &str) -> Option<u32> {
    if let Some(number) = english_ordinal(word) {
        return Some(number).filter(|number| (1..200).contains(number));
    }
    let lower = word.to_lowercase();
    let digits = lower.trim_end_matches(|c: char| !c.is_ascii_digit());
    let behind = &lower[digits.len()..];
    let is_ordinal = matches!(behind, "" | "." | "e" | "er" | "ème" | "ª" | "º" | "a" | "o");
    digits.parse().ok().filter(|number| is_ordinal && (1..200).contains(number))
}

/// An edition without the word at its end; `None` where there is none, or more than one word is
/// before it.
fn without_word(text: &str) -> Option<&str> {
    const WORDS: [&str; 9] =
        ["edition", "edn.", "edn", "ed.", "ed", "auflage", "aufl.", "édition", "éd."];
    if !text.contains(' ') {
        return None;
    }
    let lower = text.to_lowercase();
    let ends = |word: &&&str| lower.strip_suffix(**word).is_some_and(|it| it.ends_with(' '));
    let word = WORDS.iter().find(ends)?;
    if lower.len() != text.len() {
        return None;
    }
    let number = text[..text.len() - word.len()].trim_end_matches([' ', '~']).trim();
    let is_one = !number.is_empty() && !number.contains([' ', '{', '\\', ',']);
    is_one.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::{counted, without_word};

    #[test]
    fn words_for_editions() {
        for (text, number) in
            [("2nd ed.", "2nd"), ("Second Edition", "Second"), ("2. Auflage", "2."), ("3 edn", "3")]
        {
            assert_eq!(without_word(text), Some(number), "{text}");
        }
        for text in ["2nd", "Second", "Second revised edition", "edition", "Ltd ed {x} ed."] {
            assert_eq!(without_word(text), None, "{text}");
        }
        for (word, number) in [("2nd", 2), ("Second", 2), ("3.", 3), ("11th", 11), ("4", 4)] {
            assert_eq!(counted(word), Some(number), "{word}");
        }
        for word in ["Rev.", "Special", "International", "2x", ""] {
            assert_eq!(counted(word), None, "{word}");
        }
    }
}
