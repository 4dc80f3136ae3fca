//! The numbers of a locator, with what joins and follows them: `3–5, 9 u. 12 f.`

use crate::document::essay::place::{Found, Lead};
use crate::model::LocatorLabel;

/// The numbers that begin at an offset of a text, with what joins them; the place begins at `start`.
pub(super) fn with_value(
    text: &str,
    label: LocatorLabel,
    start: usize,
    at: usize,
) -> Option<Found> {
    let length = value_length(&text[at..]);
    let value = text[at..at + length].split_whitespace().collect::<Vec<_>>().join(" ");
    // A range that is broken at the end of a line is one.
    let value =
        ["-", "–", "—"].iter().fold(value, |value, dash| value.replace(&format!("{dash} "), dash));
    (length > 0).then(|| Found { label, value, range: start..at + length, lead: None })
}

/// The number of bytes at the beginning of a text that are numbers: `35`, `3–5, 9`, `12 f.`, `xii`,
/// `4a`, `601 n. 25`.
pub(super) fn value_length(text: &str) -> usize {
    let mut end = 0;
    loop {
        let rest = &text[end..];
        let joined = if end == 0 { Some(0) } else { joint(rest) };
        let Some(joint) = joined else { break };
        let behind = &rest[joint..];
        let number = number_length(behind);
        if number == 0 {
            // `433a–b`
            let is_letter = end > 0 && text[..end].ends_with(|c: char| c.is_ascii_lowercase());
            let letter = behind.bytes().take_while(u8::is_ascii_lowercase).count();
            end += if is_letter && letter == 1 { joint + 1 } else { 0 };
            break;
        }
        end += joint + number;
        end += followers(&text[end..]);
        let goes_on = text[end..].starts_with('n') && joint_behind_note(&text[end..]);
        end += if goes_on { note_length(&text[end..]) } else { 0 };
    }
    if end == 0 {
        return 0;
    }
    end + note_length(&text[end..])
}

/// A page apart from its volume: of `2:72–73`, the page is `72–73`.
pub(super) fn divided_at_colon(text: &str, found: &Found) -> Option<Found> {
    let (volume, page) = found.value.split_once(':')?;
    let start = found.range.start + text[found.range.clone()].find(volume)?;
    let behind = start + volume.len();
    let is_one = found.label == LocatorLabel::Page
        && found.lead.is_none()
        && page.starts_with(|c: char| c.is_ascii_digit());
    let lead = Lead { label: None, value: volume.to_owned(), range: start..behind };
    let range = behind + 1..found.range.end;
    let divided = Found { value: page.to_owned(), range, lead: Some(lead), label: found.label };
    is_one.then_some(divided)
}

/// Whether another page follows a note on a page: `17n6, 20`.
fn joint_behind_note(text: &str) -> bool {
    joint(&text[note_length(text)..]).is_some()
}

const BLANKS: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

/// The words for following pages, the longest first.
const FOLLOWERS: &[&str] = &[
    "et suiv.",
    "et sq.",
    "y ss.",
    "y sigs.",
    "e segg.",
    "e sgg.",
    "e ss.",
    "e seg.",
    "u. ö.",
    "i nast.",
    "i n.",
    "a násl.",
    "og flg.",
    "och följ.",
    "и след.",
    "и сл.",
    "и далее",
    "suiv.",
    "sigs.",
    "segg.",
    "sgg.",
    "nast.",
    "násl.",
    "flg.",
    "följ.",
    "sqq.",
    "recto",
    "verso",
    "r°",
    "v°",
    "rº",
    "vº",
    "e.v.",
    "vv.",
    "ff.",
    "ss.",
    "sq.",
    "f.",
    "ff",
    "ss",
    "f",
    "r",
    "v",
];

/// `f.`, `ff.`, `et suiv.`, `y ss.`
fn followers(text: &str) -> usize {
    let bare = text.trim_start_matches(BLANKS);
    let found = FOLLOWERS.iter().find_map(|word| {
        let behind = bare.strip_prefix(word)?;
        (!behind.starts_with(char::is_alphanumeric)).then_some(behind)
    });
    found.map_or(0, |behind| text.len() - behind.len())
}

/// `n. 4`, `Anm. 4`, `nota 3`: a note on that page.
fn note_length(text: &str) -> usize {
    const WORDS: [&str; 14] = [
        "note ",
        "nota ",
        "Anm. ",
        "прим. ",
        "noot ",
        "not. ",
        "fn. ",
        "Fn. ",
        "nn. ",
        "nn.",
        "n. ",
        "n.",
        "n ",
        "注",
    ];
    // `17n6`
    let joined = text.strip_prefix("nn").or(text.strip_prefix('n'));
    if let Some(number) = joined.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return text.len() - number.len() + number_length(number);
    }
    let bare = text.trim_start_matches([',', ' ', '\u{a0}', '\u{202f}']);
    let found = WORDS.iter().find_map(|word| bare.strip_prefix(word));
    match found.map(|behind| (behind, number_length(behind))) {
        Some((behind, length)) if length > 0 => text.len() - behind.len() + length,
        _ => 0,
    }
}

/// The text between two numbers of one locator.
fn joint(text: &str) -> Option<usize> {
    const JOINTS: [&str; 24] = [
        "-", "–", "—", "‒", "−", "~", "～", "至", "、", "，", "及", "和", "&", "/", "and", "und",
        "u.", "et", "og", "och", "и", "y", "e", "i",
    ];
    const GAPS: [char; 4] = [' ', '\u{a0}', '\n', '\r'];
    // `5:31`: a volume and its page, or a chapter and its verse.
    if text.strip_prefix(':').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return Some(1);
    }
    let bare = text.trim_start_matches(GAPS);
    let comma = bare.strip_prefix(',').map(|rest| rest.trim_start_matches(GAPS));
    let word_in = |text: &'_ str| JOINTS.iter().find(|joint| text.starts_with(**joint)).copied();
    // `3, 5, and 12`.
    let (joint, rest) = match comma {
        Some(rest) => match word_in(rest).filter(|word| word.starts_with(char::is_alphabetic)) {
            Some(word) => (word, &rest[word.len()..]),
            None => (",", rest),
        },
        None => {
            let word = word_in(bare)?;
            (word, &bare[word.len()..])
        }
    };
    let is_word = joint.chars().all(|c| c.is_ascii_alphabetic() || c == 'и');
    let rest = rest.trim_start_matches(GAPS);
    let is_range = matches!(joint, "-" | "–" | "—" | "‒" | "−");
    let rest = if is_range { rest.trim_start_matches('-') } else { rest };
    if is_word && !text[..text.len() - rest.len()].ends_with(char::is_whitespace) {
        return None;
    }
    // A comma is followed by another page, not by a year or a volume.
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_year = matches!(joint, "," | "，") && digits >= 4;
    (!is_year && (digits > 0 || is_range)).then(|| text.len() - rest.len())
}

/// The length of one number in bytes: `35`, `4a`, `1.750`, `xii`.
pub(super) fn number_length(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let thousands = match text.as_bytes().get(digits..digits + 4) {
            Some([b'.', group @ ..]) if digits <= 3 && group.iter().all(u8::is_ascii_digit) => 4,
            _ => 0,
        };
        let end = digits + thousands;
        if thousands > 0 && !text[end..].starts_with(|c: char| c.is_alphanumeric()) {
            return end;
        }
        let letter = text[digits..].starts_with(|c: char| c.is_ascii_lowercase())
            && !text[digits + 1..].starts_with(char::is_alphanumeric)
            && !text[digits..].starts_with(['f', 'n']);
        return digits + usize::from(letter);
    }
    let roman =
        text.chars().take_while(|c| matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x' | 'l' | 'c'));
    let length = roman.count();
    let ends = !text[length..].starts_with(char::is_alphanumeric);
    if ends { length } else { 0 }
}

/// True if a normalized word is a roman numeral.
pub(super) fn is_roman(folded: &str) -> bool {
    !folded.is_empty() && folded.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'))
}

/// The value of a roman numeral in lower case.
pub(super) fn roman(folded: &str) -> Option<u32> {
    let digit = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    let digits: Option<Vec<u32>> = folded.chars().take(12).map(digit).collect();
    let digits = digits.filter(|digits| !digits.is_empty())?;
    let signed = digits.iter().enumerate().map(|(at, digit)| {
        let is_less = digits.get(at + 1).is_some_and(|next| digit < next);
        if is_less { -i64::from(*digit) } else { i64::from(*digit) }
    });
    u32::try_from(signed.sum::<i64>()).ok()
}
