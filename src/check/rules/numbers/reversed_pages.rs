#![doc = include_str!("reversed_pages.md")]

use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::{Variable, roman_value};
use crate::read::Format;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "reversed-pages",
        code: "NUM002",
        family: Family::Numbers,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("reversed_pages.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, subject: &Subject<'_>) {
    if subject.format == Format::Ris {
        check_ends(cx, subject);
    }
    for field in subject.own_fields_of(Variable::Page) {
        let written = subject.written(field);
        if is_in_order(written.text) || has_thousands(written.text) {
            continue;
        }
        for piece in pieces(written.text) {
            let Some((first, last)) = ends(&written.text[piece.clone()]) else { continue };
            // MEDLINE leaves out the digits that both pages have: `11-7` ends on page 17.
            let is_short = subject.format == Format::Medline && last.len() < first.len();
            if is_short || !runs_backwards(first, last) {
                continue;
            }
            let message = format!("`{}` goes backwards, from `{first}` to `{last}`", field.name);
            let finding = cx
                .of_field(subject, field, written.place(piece), message)
                .help("write the lower page first, or the last page in full");
            cx.report(finding);
        }
    }
}

/// Checks the two ends of a range that have a field each: `SP  - 162` and `EP  - 145`.
fn check_ends(cx: &Context<'_>, subject: &Subject<'_>) {
    let (Some(start), Some(end)) = (subject.own_field("SP"), subject.own_field("EP")) else {
        return;
    };
    let (first, last) = (subject.written(start).text.trim(), subject.written(end));
    let (place, last) = (last.place(0..last.text.len()), last.text.trim());
    // Databases leave out the digits that both pages have.
    if last.len() < first.len() || !runs_backwards(first, last) {
        return;
    }
    let message =
        format!("`EP` is before `SP`: the pages go backwards, from `{first}` to `{last}`");
    let finding = cx.of_field(subject, end, place, message).also(start.value_location(), "`SP`");
    cx.report(finding.help("write the lower page in `SP`"));
}

/// True if a text is one range in figures alone, of which the last page has as many as the first and
/// is not lower: nearly all are.
fn is_in_order(text: &str) -> bool {
    let is_figure = |c: char| c.is_ascii_digit();
    let first = &text[..text.find(|c| !is_figure(c)).unwrap_or(0)];
    let dash = text[first.len()..].trim_end_matches(is_figure);
    let last = &text[first.len() + dash.len()..];
    matches!(dash, "–" | "-") && first.len() == last.len() && first <= last
}

/// True if the commas may separate thousands, as in `13,963--13,972`: then the pages are ambiguous.
fn has_thousands(text: &str) -> bool {
    if !text.contains(',') {
        return false;
    }
    let groups: Vec<&str> = text.split(',').collect();
    let digits = |c: char| c.is_ascii_digit();
    groups.len() > 1
        && groups.windows(2).all(|pair| {
            let before = pair[0].len() - pair[0].trim_end_matches(digits).len();
            let after = pair[1].len() - pair[1].trim_start_matches(digits).len();
            (1..=3).contains(&before) && after == 3
        })
}

/// The ranges and single pages in a list of pages, without spaces around them.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut pieces = Vec::new();
    for piece in text.split([',', ';', '&', '+']) {
        let number = without_label(piece);
        let start = at + (piece.len() - number.len());
        pieces.push(start..start + number.trim_end().len());
        at += piece.len() + 1;
    }
    pieces
}

/// A piece from its number on: `pp. 12--15` has a label that is another rule's.
fn without_label(piece: &str) -> &str {
    let piece = piece.trim_start();
    let labels = ["pages", "pp.", "pp", "p.", "S.", "Seiten"];
    let behind = labels.iter().find_map(|label| piece.strip_prefix(label)).unwrap_or(piece);
    let number = behind.trim_start_matches([' ', '~', '\u{a0}']);
    if number.starts_with(|c: char| c.is_ascii_digit()) { number } else { piece }
}

/// The two ends of a range; nothing where the dash could belong to a page itself, as in `12-3`
/// for page 3 of chapter 12 in `12-3-12-9`.
fn ends(piece: &str) -> Option<(&str, &str)> {
    const LONG: [&str; 5] = ["---", "--", "–", "—", "\\textendash"];
    const SHORT: [char; 4] = ['-', '\u{2010}', '\u{2011}', '\u{2012}'];
    let (first, last) = match LONG.iter().find_map(|dash| piece.split_once(dash)) {
        Some(ends) => ends,
        None => piece.split_once(SHORT)?,
    };
    let single = |end: &str| !end.contains(SHORT) && !LONG.iter().any(|dash| end.contains(dash));
    (single(first) && single(last)).then(|| (first.trim(), last.trim()))
}

fn runs_backwards(first: &str, last: &str) -> bool {
    if let (Some(first), Some(last)) = (Page::parse(first), Page::parse(last)) {
        return first.is_after(last);
    }
    let letters = match (first.as_bytes(), last.as_bytes()) {
        ([a], [b]) if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => Some(a > b),
        _ => None,
    };
    let roman = roman_value(first).zip(roman_value(last)).map(|(first, last)| first > last);
    // `c--l` ascends as letters and descends as numerals; it is wrong only if both descend.
    match (letters, roman) {
        (Some(letters), Some(roman)) => letters && roman,
        (letters, roman) => letters.or(roman).unwrap_or(false),
    }
}

/// A page with digits: `S12a`.
#[derive(Clone, Copy)]
struct Page<'a> {
    prefix: &'a str,
    digits: &'a str,
    suffix: &'a str,
}

impl<'a> Page<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let (prefix, rest) = text.split_at(start);
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (digits, suffix) = rest.split_at(end);
        let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let fits = letters(prefix) && letters(suffix) && suffix.len() <= 1 && digits.len() <= 9;
        fits.then_some(Page { prefix, digits, suffix })
    }

    fn number(digits: &str) -> u32 {
        digits.parse().unwrap_or_default()
    }

    /// True if the range descends however the two are read.
    fn is_after(self, last: Page<'_>) -> bool {
        let same_series = last.prefix.is_empty() || last.prefix.eq_ignore_ascii_case(self.prefix);
        if !same_series || (self.digits.starts_with('0') && self.digits.len() > 1) {
            return false;
        }
        let first_number = Page::number(self.digits);
        let missing = self.digits.len().saturating_sub(last.digits.len());
        if missing == 0 {
            let last_number = Page::number(last.digits);
            let same_page = first_number == last_number;
            let both_lettered = !self.suffix.is_empty() && !last.suffix.is_empty();
            return first_number > last_number
                || (same_page && both_lettered && self.suffix > last.suffix);
        }
        // `113102-1` is page 1 of article 113102.
        if self.digits.len() >= 5 && last.digits.len() <= 2 {
            return false;
        }
        // No style abbreviates 15 after 10: `10--5` is not 10 to 15.
        if (10..20).contains(&first_number) {
            return true;
        }
        let completed = format!("{}{}", &self.digits[..missing], last.digits);
        Page::number(&completed) < first_number
    }
}

#[cfg(test)]
mod tests {
    use super::{ends, has_thousands, pieces, runs_backwards};
    use crate::model::roman_value;

    fn backwards(text: &str) -> bool {
        pieces(text).into_iter().any(|piece| {
            ends(&text[piece]).is_some_and(|(first, last)| runs_backwards(first, last))
        })
    }

    #[test]
    fn only_what_no_reading_saves_runs_backwards() {
        for text in [
            "10--5", "10-5", "10–5", "1120--15", "98-7", "S12-S3", "S12–3", "xii-iv", "12b-12a",
            "1-3, 9-7", "z-a", "XX--X",
        ] {
            assert!(backwards(text), "{text}");
        }
        for text in [
            "5--10",
            "1120--31",
            "42-5",
            "100-7",
            "12",
            "12-12",
            "x--12",
            "12--iv",
            "iv-xii",
            "c--l",
            "S12-T3",
            "12-3-12-9",
            "113102-1",
            "012345-1",
            "1-3, 7-9",
            "",
            "-",
            "--5",
            "e1000-e",
            "99999999999-1",
        ] {
            assert!(!backwards(text), "{text}");
        }
    }

    #[test]
    fn commas_may_part_thousands() {
        for text in ["13,963--13,972", "1,234--1,240", "9,998--10,003"] {
            assert!(has_thousands(text), "{text}");
        }
        for text in ["34,37--39", "1-3, 19-17", "310--305", "7,41,73--97"] {
            assert!(!has_thousands(text), "{text}");
        }
    }

    #[test]
    fn roman_numerals() {
        for (text, value) in [("iv", 4), ("XCIX", 99), ("mcmlxxxiv", 1984), ("iiii", 4)] {
            assert_eq!(roman_value(text), Some(value), "{text}");
        }
        for text in ["", "abc", "vv", "12"] {
            assert_eq!(roman_value(text), None, "{text}");
        }
    }
}
