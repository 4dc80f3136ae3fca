//! The values of `year`: numbers, ranges, unknown digits, words.

use crate::model::{Bound, Date, DatePoint, Unspecified, roman_value};
use crate::read::bibtex::dates::form::{judge, more_than_a_year, with_letter};
use crate::read::bibtex::dates::loose::parse_loose;
use crate::read::bibtex::dates::month::{MonthPart, parse_month};
use crate::read::bibtex::dates::problem::DateProblem;

/// Reads the value of a `year` field: as it is written if that is a date, or else with its TeX
/// decoded. Text that is not a year is kept as words, and is reported unless the words are usual
/// there.
pub(in crate::read::bibtex) fn parse_year(
    written: &str,
    decoded: &str,
) -> (Option<Date>, Option<DateProblem>) {
    if decoded.is_empty() {
        return (None, None);
    }
    let digits = written.bytes().all(|byte| byte.is_ascii_digit());
    if let (true, 3 | 4, Ok(year @ 1..)) = (digits, written.len(), written.parse::<i32>()) {
        let problem = (year < 1000 && written.len() == 3).then(|| DateProblem {
            range: 0..written.len(),
            help: Some(format!("write `0{written}` if that year is meant, or add the last digit")),
            ..DateProblem::form(format!("the year `{written}` has three digits"))
        });
        return (Some(Date::year(year)), problem);
    }
    let structured =
        |text: &str| unknown_digits(text).or_else(|| range(text)).or_else(|| circa(text));
    if let Some(date) = structured(written).or_else(|| structured(decoded)) {
        return (Some(date), None);
    }
    let error = match Date::from_edtf(written) {
        Ok(Date::Point(point)) if point.year == 0 => None,
        Ok(date) => return (Some(date), None),
        Err(error) => Some(error),
    };
    if let Some(date) = without_full_stop(decoded)
        .or_else(|| with_a_sign(decoded))
        .or_else(|| roman(decoded))
        .or_else(|| until_now(decoded))
    {
        return (Some(date), None);
    }
    // The style has its own words for this.
    if means_no_date(decoded) {
        return (None, None);
    }
    let literal = Date::Literal(decoded.to_owned());
    match error {
        // The year before an invalid month or day is still known.
        Some(error) if error.is_off_the_calendar() => {
            let known = written[..error.range.start].trim_end_matches('-');
            let date = Date::from_edtf(known).unwrap_or(literal);
            (Some(date), Some(DateProblem::off_the_calendar(written, error)))
        }
        _ => match (in_numbers(decoded), with_letter(decoded)) {
            (Some(date), _) => (Some(date), Some(more_than_a_year(decoded))),
            // Styles add the letter where two works need it.
            (None, Some(year)) => {
                (year.parse().ok().map(Date::year).or(Some(literal)), judge(decoded))
            }
            (None, None) => (Some(literal), judge(decoded)),
        },
    }
}

/// A date of numbers alone: `06.05.2001`, `05/2001`.
fn in_numbers(text: &str) -> Option<Date> {
    let is_in_numbers = text.bytes().all(|byte| byte.is_ascii_digit() || b"./-".contains(&byte));
    let has_year = text.split(['.', '/', '-']).any(|part| part.len() == 4);
    let is_two = text.contains(['.', '/']) && has_year;
    (is_in_numbers && is_two).then(|| parse_loose(text)).flatten()
}

/// `199X`, `18xx`, `19uu`, `199?`, `19--`: EDTF's form, its older form, and those of library
/// catalogues.
pub(super) fn unknown_digits(text: &str) -> Option<Date> {
    let known = text.trim_end_matches(['X', 'x', 'u', 'U', '?', '-']);
    let unknown = &text[known.len()..];
    let alike = unknown.bytes().all(|byte| unknown.as_bytes().first() == Some(&byte));
    let digits = known.len() >= 2 && known.bytes().all(|byte| byte.is_ascii_digit());
    if !alike || !digits || text.len() != 4 || !known.starts_with(|c| ('1'..='2').contains(&c)) {
        return None;
    }
    let (scale, unspecified) = match unknown.len() {
        1 => (10, Unspecified::Decade),
        2 => (100, Unspecified::Century),
        _ => return None,
    };
    let year = known.parse::<i32>().ok()? * scale;
    Some(Date::Point(DatePoint { unspecified, ..DatePoint::year(year) }))
}

/// `1999--2000`, `1999–2000`, `1999/00`, `1984-85`, `1998-9`, `1998--`.
///
/// A last year with fewer digits is completed from the first one: `1999/00` is 1999 to 2000. With a
/// single hyphen `2014-09` is a month, as in EDTF.
pub(super) fn range(text: &str) -> Option<Date> {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '‐' | '‒' | '−');
    let (start, rest) = text.split_at(text.find(|c: char| is_dash(c) || c == '/')?);
    let end = rest.trim_start_matches(|c: char| is_dash(c) || c == '/').trim();
    let start = start.trim();
    let divider =
        rest[..rest.len() - rest.trim_start_matches(|c| is_dash(c) || c == '/').len()].trim();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if start.len() != 4 || !digits(start) || !digits(end) || divider.contains("//") {
        return None;
    }
    if divider == "/" && end.is_empty() || divider.len() > 1 && divider.contains('/') {
        return None;
    }
    if divider == "-" && end.len() == 2 && ("01"..="12").contains(&end) {
        return None;
    }
    let first: i32 = start.parse().ok()?;
    let scale = match end.len() {
        0 => return Some(Date::Range { start: point(first), end: Bound::Open }),
        1 => 10,
        2 => 100,
        4 => 10_000,
        _ => return None,
    };
    let same = first - first % scale + end.parse::<i32>().ok()?;
    // A turn of the century or decade may lie between them, if the distance is small.
    let next = same + scale;
    let last = if same < first && scale < 10_000 && next - first <= 50 { next } else { same };
    Some(Date::Range { start: point(first), end: point(last) })
}

fn point(year: i32) -> Bound {
    Bound::Point(DatePoint::year(year))
}

/// `1998--present`.
fn until_now(text: &str) -> Option<Date> {
    let (year, now) = text.split_once(['–', '-'])?;
    let now = now.trim_start_matches(['-', '–']).trim();
    let is_now = matches!(now, "present" | "now" | "today" | "heute" | "current");
    let start = point(four_digits(year.trim())?);
    is_now.then_some(Date::Range { start, end: Bound::Open })
}

fn four_digits(text: &str) -> Option<i32> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| text.parse().ok())?.filter(|year| *year > 0)
}

/// A year with a sign around it that styles do not print: `©1990`, `c1990`, `(1990)`, `2001年`.
/// `[1990]` is an editor's.
fn with_a_sign(text: &str) -> Option<Date> {
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let marks = ["©", "c", "cop. ", "cop.", "© ", "p", "℗"];
    let after = || marks.iter().find_map(|mark| four_digits(text.strip_prefix(mark)?));
    let before = || four_digits(text.strip_suffix('年')?.trim());
    inner.and_then(four_digits).or_else(after).or_else(before).map(Date::year)
}

/// `MCMXC`, as title pages have it.
fn roman(text: &str) -> Option<Date> {
    let is_numeral = text.len() > 2 && text.bytes().all(|byte| b"IVXLCDM".contains(&byte));
    let year = is_numeral.then(|| roman_value(text))??;
    (1400..2200).contains(&year).then(|| i32::try_from(year).ok())?.map(Date::year)
}

/// `n.d.`, `s.d.`, `o. J.`
fn means_no_date(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "nd", "nodate", "undated", "sd", "sa", "oj", "ohnejahr", "sinedato", "sinedata", "бг",
        "unknown", "na", "none", "zd",
    ];
    let letters: String =
        text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let is_words = text
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, '.' | ' ' | '/' | '[' | ']' | '(' | ')'));
    is_words && WORDS.contains(&&*letters)
}

/// `c. 1920`, `ca. 1920`, `circa 1920`, for which a style has its own word. `c1920` is a copyright
/// year.
pub(super) fn circa(text: &str) -> Option<Date> {
    let word = ["circa", "ca.", "ca ", "ca~", "c.", "um "];
    let rest = word.iter().find_map(|word| text.strip_prefix(word))?;
    let digits = rest.trim_start_matches([' ', '~', '\u{a0}', '\u{2009}']).trim_end();
    let plain = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let year = plain.then(|| digits.parse().ok())??;
    Some(Date::Point(DatePoint { approximate: true, ..DatePoint::year(year) }))
}

/// A year with a month or days: `September 9-12, 2003`, `2003 June`.
pub(in crate::read::bibtex) fn parse_year_and_month(text: &str) -> Option<(i32, MonthPart)> {
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let divider = |c: char| c.is_whitespace() || c == ',';
    let last = text.rsplit_once(divider).map(|(before, year)| (year, before));
    let (year, rest) = last
        .filter(|it| is_year(it.0))
        .or_else(|| text.split_once(divider).filter(|(year, _)| is_year(year)))?;
    let part = parse_month(rest.trim_matches(divider))?;
    let is_of_year = !matches!(part, MonthPart::NoSuchMonth | MonthPart::DaysOnly);
    // `02 2003` may be a typing error.
    let named = rest.contains(char::is_alphabetic);
    (is_of_year && named).then_some((year.parse().ok()?, part))
}

/// `2005.`, `2005,`: the mark belongs to the style; another rule reports it.
fn without_full_stop(text: &str) -> Option<Date> {
    let digits = text.trim_end_matches(['.', ',', ';']).trim_end();
    let plain = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok())?.filter(|year| *year > 0).map(Date::year)
}
