//! What is wrong with a `year` that is not a year: too many digits, too few, a whole date, words.

use crate::model::{Date, is_roman};
use crate::model::{month_by_name, season_by_name};
use crate::read::bibtex::dates::loose::parse_loose;
use crate::read::bibtex::dates::problem::DateProblem;

/// What is wrong with the words in a `year`, if anything: `c1988`, `1995 (1964)` and `in press` are
/// accepted.
pub(super) fn judge(text: &str) -> Option<DateProblem> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() || is_placeholder(&lower) {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(number_of_digits(text));
    }
    // A year of another calendar, or in the figures of another script, is printed as it is.
    if text.chars().all(|c| c.is_numeric() && !c.is_ascii()) {
        return None;
    }
    if let Some(meant) = lookalikes(text) {
        return Some(DateProblem {
            help: Some(format!("did you mean `{meant}`? It has letters that look like digits")),
            meant: Some(meant),
            ..DateProblem::invalid(format!("`{text}` is not a year"))
        });
    }
    if let Some(digits) = short(text) {
        return Some(number_of_digits(digits));
    }
    if let Some(year) = with_letter(text) {
        return Some(DateProblem {
            help: Some("delete the letter: styles add it where two works need it".to_owned()),
            meant: Some(year.to_owned()),
            ..DateProblem::form(format!("`{text}` is a year and a letter"))
        });
    }
    let has_digit = lower.contains(|c: char| c.is_ascii_digit());
    if has_digit && words.iter().any(|word| is_visit(word)) {
        return Some(DateProblem {
            help: Some("write the date of access into `urldate` or `note`".to_owned()),
            ..DateProblem::form(format!("`{text}` is not a year"))
        });
    }
    let named = |word: &&str| month_by_name(word).is_some() || season_by_name(word).is_some();
    if has_digit && words.iter().any(named) {
        return Some(more_than_a_year(text));
    }
    if is_known(&lower, &words) {
        return None;
    }
    Some(match has_digit {
        true => DateProblem {
            help: Some("a year has four digits".to_owned()),
            ..DateProblem::invalid(format!("`{text}` is not a year"))
        },
        false => DateProblem {
            help: Some("write the year; words about it go into `note` or `pubstate`".to_owned()),
            ..DateProblem::form(format!("`{text}` is not a year"))
        },
    })
}

fn number_of_digits(digits: &str) -> DateProblem {
    match digits.len() {
        1 | 2 => DateProblem {
            help: Some(in_four_digits(digits)),
            ..DateProblem::form(format!("the year `{digits}` has no century"))
        },
        4 => DateProblem {
            help: Some("write the year, or take the field out".to_owned()),
            ..DateProblem::invalid(format!("there is no year `{digits}`"))
        },
        count => DateProblem {
            help: Some("a year has four digits".to_owned()),
            ..DateProblem::invalid(format!("`{digits}` is not a year: it has {count} digits"))
        },
    }
}

/// The years that one or two digits may mean.
pub(super) fn in_four_digits(digits: &str) -> String {
    match digits.parse() {
        Ok(0..=40) => format!("write all four digits: `20{digits:0>2}` or `19{digits:0>2}`"),
        _ => format!("write all four digits: `19{digits:0>2}`"),
    }
}

/// `'98` and `’98`.
fn short(text: &str) -> Option<&str> {
    let digits = text.strip_prefix(['\'', '’', '‘', '`'])?;
    (digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// `2020b`; returns the year.
pub(super) fn with_letter(text: &str) -> Option<&str> {
    // `1990s` is a decade.
    let year = text.strip_suffix(|c: char| c.is_ascii_lowercase() && c != 's')?;
    (year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())).then_some(year)
}

/// `2O05` and `l998`, corrected.
fn lookalikes(text: &str) -> Option<String> {
    let digit = |c: char| match c {
        'O' | 'o' | 'Ο' | 'О' => Some('0'),
        'l' | 'I' | '|' => Some('1'),
        '0'..='9' => Some(c),
        _ => None,
    };
    let meant: String = text.chars().map(digit).collect::<Option<_>>()?;
    let year: u32 = if meant.len() == 4 { meant.parse().ok()? } else { return None };
    // Roman numerals are letters too.
    let some = text.chars().filter(char::is_ascii_digit).count() >= 1;
    (some && (1000..2200).contains(&year)).then_some(meant)
}

pub(super) fn more_than_a_year(text: &str) -> DateProblem {
    let help = match parse_loose(text).as_ref().and_then(Date::to_edtf) {
        Some(date) => format!("write `date = {{{date}}}`, or only the year, with a `month` field"),
        None => "write the year alone, and the rest into `month` or `date`".to_owned(),
    };
    DateProblem { help: Some(help), ..DateProblem::form(format!("`{text}` is more than a year")) }
}

fn is_visit(word: &str) -> bool {
    ["accessed", "visited", "retrieved", "checked", "viewed", "consulted", "downloaded"]
        .contains(&word)
}

/// True if a text in lower case is a placeholder, which another rule reports.
pub(in crate::read::bibtex) fn is_placeholder(lower: &str) -> bool {
    matches!(
        lower,
        "todo"
            | "fixme"
            | "tbd"
            | "null"
            | "n/a"
            | "none"
            | "unknown"
            | "undefined"
            | "<unknown>"
            | "[unknown]"
            | "(unknown)"
            | "#n/a"
            | "n.a."
            | "nan"
    ) || lower.starts_with("todo")
        || lower.starts_with("fixme")
        || lower.contains("??")
}

/// True if the words say what is known about a date without a number: that there is none yet, that
/// there never was one, or a year among other words.
fn is_known(lower: &str, words: &[&str]) -> bool {
    const PARTS: [&str; 30] = [
        "press",
        "forthcoming",
        "appear",
        "accepted",
        "submitted",
        "review",
        "preparation",
        "prep",
        "progress",
        "preprint",
        "unpublished",
        "draft",
        "published",
        "publication",
        "print",
        "online",
        "undated",
        "date",
        "erscheinen",
        "druck",
        "paraître",
        "paraitre",
        "prensa",
        "stampa",
        "anno",
        "release",
        "ongoing",
        "present",
        "revision",
        "expected",
    ];
    const SHORT: [&str; 12] = [
        "n. d.", "n.d.", "nd", "s.a.", "s. a.", "s.d.", "s. d.", "o.j.", "o. j.", "u. å.", "b.r.",
        "z.j.",
    ];
    const ERAS: [&str; 12] = [
        "bc",
        "bce",
        "ad",
        "ce",
        "century",
        "centuries",
        "cent",
        "jh",
        "chr",
        "siècle",
        "secolo",
        "siglo",
    ];
    let is_year = |number: &&str| {
        let digits: &str = number.trim_matches(|c: char| !c.is_ascii_digit());
        digits.len() == 4
            && digits.starts_with(['1', '2'])
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let roman = |word: &&str| word.len() > 2 && is_roman(word);
    let other_script = lower.chars().any(|c| c.is_alphabetic() && c > '\u{24f}');
    let bare = lower.trim_matches(['(', ')', '[', ']']);
    words.iter().any(|word| PARTS.contains(word) || ERAS.contains(word))
        || SHORT.contains(&bare)
        || words.iter().any(is_year)
        || words.iter().any(roman)
        || other_script
}

#[cfg(test)]
mod tests {
    use super::judge;
    use crate::diagnostic::rules::INVALID_DATE;

    #[test]
    fn what_is_said_of_words_in_a_year() {
        for text in ["2O05", "20005", "I998", "0000", "2 005", "19 95", "200", "1st"] {
            let problem = judge(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(*problem.rule, INVALID_DATE, "{text}");
        }
        for text in [
            "05",
            "'98",
            "’98",
            "2020b",
            "July 2005",
            "19–22 April 1995",
            "last accessed: July 2005",
            "Spring 1970",
            "été 1970",
            "Ming dynasty",
            "accessed 2005",
        ] {
            let problem = judge(text).unwrap_or_else(|| panic!("{text}"));
            assert_ne!(*problem.rule, INVALID_DATE, "{text}");
        }
        for text in [
            "c1988",
            "1995印刷",
            "昭和56年",
            "[1936]",
            "(1936)",
            "ca. 1910–12",
            "in press",
            "1852–1860 (reprinted 1964)",
            "n.d.",
            "forthcoming 2006",
            "350 BC",
            "19th century",
            "MCMXCVIII",
            "1990s",
            "to appear",
            "????",
            "TODO",
            "1999, 2001 and 2003",
            "[1920?]",
        ] {
            assert!(judge(text).is_none(), "{text}: {:?}", judge(text));
        }
    }
}
