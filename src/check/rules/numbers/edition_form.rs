#![doc = include_str!("edition_form.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::Variable;

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
        let Some(number) = without_word(text) else { continue };
        let message = format!("`{}` includes the word for “edition”: `{text}`", field.name);
        let finding = cx.of_field(entry, field, field.value_location, message);
        let finding = finding.help(format!("write `{number}`; the style prints the word"));
        let finding = match entry.is_literal(field) {
            true => {
                finding.fix(Fix::safe(format!("write `{number}`"), field.value_location, number))
            }
            false => finding,
        };
        cx.report(finding);
    }
}

/// The number of an edition without the word at its end; `None` if there is no word, or more than a
/// number before it.
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
    use super::without_word;

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
    }
}
