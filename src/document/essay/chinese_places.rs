//! Locators in Chinese and Japanese notes: `第3页`, `第20、25頁`, `第三章`.

use crate::document::essay::place::Found;
use crate::document::essay::place_values::value_length;
use crate::model::LocatorLabel;

/// The units.
const UNITS: [(char, LocatorLabel); 15] = [
    ('页', LocatorLabel::Page),
    ('頁', LocatorLabel::Page),
    ('叶', LocatorLabel::Folio),
    ('葉', LocatorLabel::Folio),
    ('章', LocatorLabel::Chapter),
    ('回', LocatorLabel::Chapter),
    ('节', LocatorLabel::Section),
    ('節', LocatorLabel::Section),
    ('段', LocatorLabel::Paragraph),
    ('行', LocatorLabel::Line),
    ('卷', LocatorLabel::Volume),
    ('巻', LocatorLabel::Volume),
    ('册', LocatorLabel::Volume),
    ('冊', LocatorLabel::Volume),
    ('辑', LocatorLabel::Volume),
];

/// The locators after an offset, in order.
pub(super) fn all(text: &str, from: usize) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = from;
    while let Some(c) = text[at..].chars().next() {
        let next = at + c.len_utf8();
        let place = match c {
            '第' => before_unit(text, at, next),
            c if c.is_ascii_digit() => before_unit(text, at, at),
            '页' | '頁' => behind_unit(text, at, next),
            _ => None,
        };
        at = match &place {
            Some(place) => place.range.end,
            None if c.is_ascii_digit() => at + value_length(&text[at..]).max(1),
            None => next,
        };
        found.extend(place);
    }
    found
}

/// `第3页`, `3页`, `第三章`.
fn before_unit(text: &str, start: usize, number: usize) -> Option<Found> {
    let rest = text[number..].trim_start();
    let number = text.len() - rest.len();
    let length = match value_length(rest) {
        0 => rest.len() - rest.trim_start_matches(is_chinese_digit).len(),
        length => length,
    };
    let behind = rest[length..].trim_start();
    let unit = behind.chars().next().filter(|_| length > 0)?;
    let (_, label) = UNITS.iter().find(|(name, _)| *name == unit)?;
    let end = text.len() - behind.len() + unit.len_utf8();
    let value = text[number..number + length].to_owned();
    Some(Found { label: *label, value, range: start..end, lead: None })
}

/// `页3`, `頁 3–5`.
fn behind_unit(text: &str, start: usize, number: usize) -> Option<Found> {
    let rest = text[number..].trim_start();
    let length = value_length(rest);
    let number = text.len() - rest.len();
    (length > 0 && rest.starts_with(|c: char| c.is_ascii_digit())).then(|| Found {
        label: LocatorLabel::Page,
        value: text[number..number + length].to_owned(),
        range: start..number + length,
        lead: None,
    })
}

fn is_chinese_digit(c: char) -> bool {
    "〇零一二三四五六七八九十百千上中下".contains(c)
}
