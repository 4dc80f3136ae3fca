#![doc = include_str!("isbn_invalid.md")]

use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::check::subject::misfiled::other_number;
use crate::check::subject::numbers::numbers;
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::{Isbn, IsbnError, Variable};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "isbn-invalid",
        code: "IDN004",
        family: Family::Identifiers,
        severity: Severity::Error,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("isbn_invalid.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, subject: &Subject<'_>) {
    for field in subject.own_numbers_of(Variable::Isbn) {
        let written = subject.written(field);
        for (range, error) in faults(written.text) {
            let number = &written.text[range.clone()];
            // Another kind of identifier is in the wrong field, but not malformed.
            let whole = other_number(Variable::Isbn, written.text);
            if whole.or_else(|| other_number(Variable::Isbn, number)).is_some() {
                continue;
            }
            let place = written.place(range.clone());
            if let Some((sign, meant)) = foreign_sign(number) {
                let right = in_ascii(number);
                let message = format!("ISBN `{number}` has `{sign}` for `{meant}`");
                let fix = written.editable(range);
                let fix = fix.map(|at| Fix::needs_review(format!("write `{right}`"), at, &*right));
                let finding = cx.of_field(subject, field, place, message);
                cx.report(finding.help(format!("write `{right}`")).fix(fix));
                continue;
            }
            let (message, label, help) = match &error {
                IsbnError::CheckDigit { expected, found } => (
                    format!("the check digit of ISBN `{number}` is wrong"),
                    format!("expected check digit `{expected}`, found `{found}`"),
                    "compare it with the book: a digit is wrong, or two are swapped".to_owned(),
                ),
                error => (
                    format!("`{number}` is not an ISBN"),
                    error.to_string(),
                    help_with_form(number),
                ),
            };
            let mut finding = cx.of_field(subject, field, place, message).label(label).help(help);
            if let (Some(isbn), Some(place)) = (from_nine_digits(number), written.editable(range)) {
                finding = finding.fix(Fix::needs_review(
                    format!("write the ISBN as `{isbn}`"),
                    place,
                    isbn,
                ));
            }
            cx.report(finding);
        }
    }
}

/// A number with the signs of ASCII for others that look like them.
fn in_ascii(number: &str) -> String {
    let ascii = |c| match c {
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        'Х' | 'х' | 'Χ' | 'χ' => 'X',
        c => c,
    };
    number.chars().map(ascii).collect()
}

/// The first sign by which a number is no ISBN, and the one that is meant: a long dash for a
/// hyphen, or a Cyrillic letter.
fn foreign_sign(number: &str) -> Option<(char, char)> {
    let right = in_ascii(number);
    Isbn::parse(&right).ok()?;
    number.chars().zip(right.chars()).find(|(written, right)| written != right)
}

/// What is not an ISBN in a field that holds one or several.
fn faults(text: &str) -> Vec<(Range<usize>, IsbnError)> {
    let mut faults = Vec::new();
    for range in numbers(text, "ISBN") {
        let number = &text[range.clone()];
        let Err(error) = Isbn::parse(number) else { continue };
        // Several with only a space between them, as in library catalogues.
        let mut words = number.split_whitespace();
        let several = words.clone().count() > 1
            && words.all(|word| word.bytes().filter(u8::is_ascii_digit).count() >= 9);
        if !several {
            faults.push((range, error));
            continue;
        }
        for word in number.split_whitespace() {
            if let Err(error) = Isbn::parse(word) {
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                faults.push((start..start + word.len(), error));
            }
        }
    }
    faults
}

fn help_with_form(number: &str) -> String {
    match from_nine_digits(number) {
        Some(isbn) => format!("a number of nine digits from before 1970 needs a zero: `{isbn}`"),
        None => "an ISBN has 10 digits, or 13 that begin with 978 or 979".to_owned(),
    }
}

/// The ISBN of a book with a nine-digit number, from before there were ISBNs.
fn from_nine_digits(number: &str) -> Option<String> {
    if !matches!(Isbn::parse(number), Err(IsbnError::Length(9))) {
        return None;
    }
    let separator = if number.contains('-') { "-" } else { "" };
    let isbn = format!("0{separator}{number}");
    Isbn::parse(&isbn).ok().map(|_| isbn)
}

#[cfg(test)]
mod tests {
    use super::{faults, foreign_sign, from_nine_digits};

    #[test]
    fn each_number_is_checked_by_itself() {
        for right in ["0-14-018765-0 978-0-14-018765-6", "978-3-16-148410-0 (pbk.), 0140187650"] {
            assert_eq!(faults(right), [], "{right}");
        }
        let text = "0140187650 978-0-14-018765-7";
        let wrong: Vec<_> = faults(text).into_iter().map(|(range, _)| &text[range]).collect();
        assert_eq!(wrong, ["978-0-14-018765-7"]);
        assert_eq!(faults("978 0 14 018765 7").len(), 1);
        assert_eq!(faults("none of these").len(), 1);
    }

    #[test]
    fn signs_that_look_like_others() {
        assert_eq!(foreign_sign("0—14—018765—0"), Some(('—', '-')));
        assert_eq!(foreign_sign("0-8044-2957-Х"), Some(('Х', 'X')));
        assert_eq!(foreign_sign("0—14—018765—1"), None);
    }

    #[test]
    fn nine_digits_get_their_zero() {
        assert_eq!(from_nine_digits("140187650").as_deref(), Some("0140187650"));
        assert_eq!(from_nine_digits("14-018765-0").as_deref(), Some("0-14-018765-0"));
        assert_eq!(from_nine_digits("140187651"), None);
        assert_eq!(from_nine_digits("0140187650"), None);
    }
}
