#![doc = include_str!("non_numeric_volume.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::{Variable, is_roman};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "non-numeric-volume",
        code: "NUM004",
        family: Family::Numbers,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("non_numeric_volume.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for field in entry.own_fields_of(Variable::Volume) {
        let text = entry.written(field).text.trim();
        if has_no_number(text) {
            let message = format!("`{}` contains no number: `{text}`", field.name);
            let finding = cx
                .of_field(entry, field, field.value_location(), message)
                .help("write the number of the volume; words belong in the title or series");
            cx.report(finding);
        }
    }
}

/// True if there are words, but no digits, numerals or counting letters.
fn has_no_number(text: &str) -> bool {
    const COUNTING: [&str; 24] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "supplement",
        "suppl",
        "special",
        "abs",
    ];
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let counts = |word: &str| {
        let lower = word.to_lowercase();
        word.chars().any(char::is_numeric)
            || word.chars().count() < 3
            // `XII`, `IIa`
            || word.chars().all(|c| "IVXLCDMivxlcdm".contains(c))
            || word.strip_suffix(|c: char| c.is_ascii_lowercase()).is_some_and(is_roman)
            || COUNTING.contains(&lower.as_str())
    };
    let has_letters = text.chars().any(char::is_alphabetic);
    has_letters && text.is_ascii() && !words.any(counts)
}

#[cfg(test)]
mod tests {
    use super::has_no_number;

    #[test]
    fn words_are_told_from_what_counts() {
        for text in ["Lecture Notes", "Spring", "journal"] {
            assert!(has_no_number(text), "{text}");
        }
        for text in
            ["12", "XII", "IIa", "B", "A-B", "Vol. 2", "two", "Supplement", "abs/cs", "", "第十"]
        {
            assert!(!has_no_number(text), "{text}");
        }
    }
}
