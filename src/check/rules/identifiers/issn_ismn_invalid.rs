#![doc = include_str!("issn_ismn_invalid.md")]

use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::misfiled::other_number;
use crate::check::subject::numbers::numbers;
use crate::check::subject::{Subject, Written};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::{FieldOrigin, Issn, IssnError, Variable};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "issn-ismn-invalid",
        code: "IDN005",
        family: Family::Identifiers,
        severity: Severity::Error,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("issn_ismn_invalid.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, subject: &Subject<'_>) {
    for field in subject.own_numbers_of(Variable::Issn) {
        let written = subject.written(field);
        if Issn::parse(written.text).is_ok() {
            continue;
        }
        // Another kind of identifier is in the wrong field, but not malformed.
        if other_number(Variable::Issn, written.text).is_none() {
            report(cx, subject, field, written, ("ISSN", issn_fault));
        }
    }
    // CSL has no variable for it.
    for field in subject.own_fields_called("ismn") {
        let written = subject.written(field);
        report(cx, subject, field, written, ("ISMN", ismn_fault));
    }
}

fn report(
    cx: &Context<'_>,
    subject: &Subject<'_>,
    field: &FieldOrigin,
    written: Written<'_>,
    (label, fault): (&str, fn(&str) -> Option<Fault>),
) {
    let ranges = numbers(written.text, label).into_iter();
    for range in ranges.flat_map(|range| one_by_one(written.text, range)) {
        let number = &written.text[range.clone()];
        let Some(fault) = fault(number) else { continue };
        if label == "ISSN" && other_number(Variable::Issn, number).is_some() {
            continue;
        }
        let (message, note, help) = match fault {
            Fault::CheckDigit { found, expected } => (
                format!("the check digit of {label} `{number}` is wrong"),
                format!("expected check digit `{expected}`, found `{found}`"),
                "a digit is wrong, or two are swapped",
            ),
            Fault::Form { form, help } => {
                (format!("`{number}` is not an {label}"), form.to_owned(), help)
            }
        };
        let place = written.place(range);
        cx.report(cx.of_field(subject, field, place, message).label(note).help(help));
    }
}

/// Numbers with only a space between them, as Zotero writes them; one may have spaces in it.
fn one_by_one(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let words = || text[range.clone()].split_whitespace();
    let is_whole = |word: &str| word.bytes().filter(u8::is_ascii_digit).count() >= 7;
    if words().count() < 2 || !words().all(is_whole) {
        return vec![range];
    }
    let place = |word: &str| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        start..start + word.len()
    };
    words().map(place).collect()
}

enum Fault {
    CheckDigit { found: char, expected: char },
    Form { form: &'static str, help: &'static str },
}

fn issn_fault(number: &str) -> Option<Fault> {
    match Issn::parse(number) {
        Ok(_) => None,
        Err(IssnError::CheckDigit { expected, found }) => {
            Some(Fault::CheckDigit { found, expected })
        }
        Err(_) => Some(Fault::Form {
            form: "an ISSN has eight digits, the last of which may be `X`",
            help: "write it as `NNNN-NNNN`",
        }),
    }
}

/// What is wrong with an ISMN: `979-0-` or `M-` and nine digits.
fn ismn_fault(number: &str) -> Option<Fault> {
    const FORM: Fault = Fault::Form {
        form: "an ISMN begins with `979-0-` or `M-`, and nine digits follow",
        help: "write it as `979-0-NNNN-NNNN-N`",
    };
    let figures: String = number.chars().filter(|c| !matches!(c, '-' | ' ' | '–')).collect();
    let digits = match figures.strip_prefix(['M', 'm']) {
        Some(rest) => format!("9790{rest}"),
        None => figures,
    };
    if !digits.starts_with("9790")
        || digits.len() != 13
        || !digits.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Some(FORM);
    }
    let weights = [1u32, 3].into_iter().cycle();
    let sum: u32 =
        digits.bytes().take(12).zip(weights).map(|(d, weight)| u32::from(d - b'0') * weight).sum();
    let expected = char::from(b'0' + ((10 - sum % 10) % 10) as u8);
    let found = digits.chars().last().unwrap_or_default();
    (found != expected).then_some(Fault::CheckDigit { found, expected })
}

#[cfg(test)]
mod tests {
    use super::{Fault, ismn_fault, issn_fault};

    #[test]
    fn music_numbers_old_and_new() {
        for right in ["979-0-2600-0043-8", "M-2306-7118-7", "9790260000438"] {
            assert!(ismn_fault(right).is_none(), "{right}");
        }
        assert!(matches!(
            ismn_fault("979-0-2600-0043-7"),
            Some(Fault::CheckDigit { found: '7', expected: '8' })
        ));
        for form in ["978-0-14-018765-6", "M-230", "", "M-2306-7118-é"] {
            assert!(matches!(ismn_fault(form), Some(Fault::Form { .. })), "{form}");
        }
    }

    #[test]
    fn a_multiple_of_eleven_with_the_wrong_digit_is_wrong() {
        assert!(issn_fault("0028-0836").is_none());
        assert!(issn_fault("2434-561x").is_none());
        assert!(issn_fault("0000-0006").is_some());
        assert!(issn_fault("28-0836").is_some());
    }
}
