//! The marks of numbered lists: `a.`, `(iv)`, `#.`, `B)`, and the examples `(@good)`.
//!
//! *Source*: Pandoc User's Guide, "Extension: `fancy_lists`" and "Extension: `example_lists`".

use crate::model::{roman_numeral, roman_value};

/// How the items of a list are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Numerals {
    #[default]
    Decimal,
    LowerAlpha,
    UpperAlpha,
    LowerRoman,
    UpperRoman,
}

/// What is around the number of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Delimiter {
    /// `1.`
    #[default]
    Period,
    /// `1)`
    Parenthesis,
    /// `(1)`
    Parentheses,
}

/// The numbering of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Numbering {
    pub(super) numerals: Numerals,
    pub(super) delimiter: Delimiter,
}

impl Numbering {
    /// A number as a label.
    pub(super) fn label(self, number: u64) -> String {
        let number = self.numerals.write(number);
        match self.delimiter {
            Delimiter::Period => format!("{number}."),
            Delimiter::Parenthesis => format!("{number})"),
            Delimiter::Parentheses => format!("({number})"),
        }
    }
}

impl Numerals {
    /// The number 1, as HTML and Typst name the numerals.
    pub(super) fn sign(self) -> char {
        match self {
            Numerals::Decimal => '1',
            Numerals::LowerAlpha => 'a',
            Numerals::UpperAlpha => 'A',
            Numerals::LowerRoman => 'i',
            Numerals::UpperRoman => 'I',
        }
    }

    fn write(self, number: u64) -> String {
        let letters = |first: u8| {
            let letter = (number.saturating_sub(1) % 26) as u8;
            let times = number.saturating_sub(1) / 26 + 1;
            String::from(char::from(first + letter)).repeat(times.min(8) as usize)
        };
        let roman = |number: u64| roman_numeral(number).unwrap_or_else(|| number.to_string());
        match self {
            Numerals::Decimal => number.to_string(),
            Numerals::LowerAlpha => letters(b'a'),
            Numerals::UpperAlpha => letters(b'A'),
            Numerals::LowerRoman => roman(number),
            Numerals::UpperRoman => roman(number).to_uppercase(),
        }
    }

    fn read(self, text: &str) -> Option<u64> {
        let is_all = |fits: fn(&char) -> bool| text.chars().all(|c| fits(&c));
        let single = |first: u8| {
            let byte = *text.as_bytes().first().filter(|_| text.len() == 1)?;
            byte.checked_sub(first).filter(|it| *it < 26).map(|it| u64::from(it) + 1)
        };
        match self {
            Numerals::Decimal => text.parse().ok().filter(|_| is_all(char::is_ascii_digit)),
            Numerals::LowerAlpha => single(b'a'),
            Numerals::UpperAlpha => single(b'A'),
            Numerals::LowerRoman | Numerals::UpperRoman => {
                let fits = match self {
                    Numerals::LowerRoman => is_all(char::is_ascii_lowercase),
                    _ => is_all(char::is_ascii_uppercase),
                };
                roman_value(text).filter(|_| fits).map(u64::from)
            }
        }
    }

    /// The numerals of the first item of a list: `i` is a roman one, any other letter is a letter.
    fn of_first(text: &str) -> Option<Numerals> {
        let order = match text {
            "i" => [Numerals::LowerRoman].as_slice(),
            "I" => &[Numerals::UpperRoman],
            _ => &[
                Numerals::Decimal,
                Numerals::LowerAlpha,
                Numerals::LowerRoman,
                Numerals::UpperAlpha,
                Numerals::UpperRoman,
            ],
        };
        order.iter().copied().find(|numerals| numerals.read(text).is_some())
    }
}

/// The mark at the beginning of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label<'l> {
    /// The number, or `#` for the next one.
    number: &'l str,
    delimiter: Delimiter,
    /// The length of the mark, without the space after it.
    pub(super) length: usize,
}

impl<'l> Label<'l> {
    /// The mark that a line begins with, without its indentation; `None` for `1.`, which every
    /// Markdown has.
    pub(super) fn of(line: &'l str) -> Option<Label<'l>> {
        const LONGEST: usize = 12;
        let (inside, begins) = match line.strip_prefix('(') {
            Some(inside) => (inside, true),
            None => (line, false),
        };
        let length = inside.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
        let length = if inside.starts_with('#') { 1 } else { length };
        let (number, rest) = inside.split_at(length);
        let delimiter = match (begins, rest.as_bytes().first()?) {
            (true, b')') => Delimiter::Parentheses,
            (false, b')') => Delimiter::Parenthesis,
            (false, b'.') => Delimiter::Period,
            _ => return None,
        };
        let behind = &rest[1..];
        // A capital with a full stop may be an initial.
        let is_initial = delimiter == Delimiter::Period
            && number.chars().all(|c| c.is_ascii_uppercase())
            && !behind.starts_with("  ")
            && !behind.starts_with('\t');
        let is_plain =
            number.bytes().all(|it| it.is_ascii_digit()) && delimiter == Delimiter::Period;
        let is_mark = number == "#" || Numerals::of_first(number).is_some();
        let is_label = behind.starts_with([' ', '\t']) && is_mark && !is_initial && !is_plain;
        is_label.then_some(Label { number, delimiter, length: line.len() - behind.len() })
    }

    /// The item's numbering and number; in the list `open`, whose next number is given, if it
    /// continues that list.
    pub(super) fn in_list(&self, open: Option<(Numbering, u64)>) -> (Numbering, u64, bool) {
        let same = open.filter(|(numbering, _)| numbering.delimiter == self.delimiter);
        if let Some((numbering, next)) = same {
            if self.number == "#" {
                return (numbering, next, true);
            }
            if let Some(number) = numbering.numerals.read(self.number) {
                return (numbering, number, true);
            }
        }
        let numerals = Numerals::of_first(self.number).unwrap_or_default();
        let number = numerals.read(self.number).unwrap_or(1);
        (Numbering { numerals, delimiter: self.delimiter }, number, false)
    }
}

#[cfg(test)]
mod tests {
    use super::{Delimiter, Label, Numbering, Numerals};

    #[test]
    fn marks_of_items_are_recognized() {
        let read = |line: &str, open| Label::of(line).map(|label| label.in_list(open));
        let numbering = |numerals, delimiter| Numbering { numerals, delimiter };
        let alpha = numbering(Numerals::LowerAlpha, Delimiter::Parenthesis);
        assert_eq!(read("a) x", None), Some((alpha, 1, false)));
        assert_eq!(read("b) x", Some((alpha, 2))), Some((alpha, 2, true)));
        let roman = numbering(Numerals::LowerRoman, Delimiter::Period);
        assert_eq!(read("iv. x", None), Some((roman, 4, false)));
        assert_eq!(read("v. x", Some((roman, 5))), Some((roman, 5, true)));
        assert_eq!(read("#. x", Some((roman, 6))), Some((roman, 6, true)));
        let upper = numbering(Numerals::UpperAlpha, Delimiter::Period);
        assert_eq!(read("A.  x", None), Some((upper, 1, false)));
        let none = ["A. Smith wrote", "1. x", "e.g. x", "word) x", "a)x", "(see) x", ""];
        assert!(none.iter().all(|line| Label::of(line).is_none()));
    }

    #[test]
    fn numbers_are_written_as_labels() {
        let label = |numerals, delimiter, number| Numbering { numerals, delimiter }.label(number);
        assert_eq!(label(Numerals::UpperRoman, Delimiter::Parentheses, 9), "(IX)");
        assert_eq!(label(Numerals::LowerAlpha, Delimiter::Parenthesis, 28), "bb)");
    }
}
