//! International standard book numbers.

use std::fmt;

/// An ISBN of 10 or 13 digits with a valid check digit.
///
/// *Source*: ISO 2108; ISBN Users' Manual, 7th edition, section 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Isbn {
    /// Nine digits and a check digit, which may be `X` for ten.
    Ten([u8; 10]),
    /// `978` or `979`, nine digits and a check digit.
    Thirteen([u8; 13]),
}

/// Why a text is not an ISBN.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IsbnError {
    /// There is a character that is not a digit, hyphen, space or final `X`.
    #[error("an ISBN cannot contain `{0}`")]
    Character(char),
    /// There are neither 10 nor 13 digits.
    #[error("an ISBN has 10 or 13 digits, not {0}")]
    Length(usize),
    /// There are 13 digits, but they do not begin with `978` or `979`.
    #[error("an ISBN of 13 digits begins with 978 or 979")]
    Prefix,
    /// The check digit does not match the other digits.
    #[error("expected check digit `{expected}`, found `{found}`")]
    CheckDigit {
        /// The check digit that follows from the other digits.
        expected: char,
        /// The check digit in the text.
        found: char,
    },
}

impl Isbn {
    /// Reads an ISBN; hyphens and spaces between the digits, and `ISBN` before them, are ignored.
    ///
    /// # Errors
    ///
    /// If the text does not have this form, or its check digit is wrong.
    pub fn parse(text: &str) -> Result<Self, IsbnError> {
        let text = text.trim();
        let text = match text.get(..4) {
            Some(head) if head.eq_ignore_ascii_case("isbn") => &text[4..],
            _ => text,
        };
        let mut digits = Vec::with_capacity(13);
        for c in text.trim_start_matches(':').trim().chars() {
            match c {
                '0'..='9' => digits.push(c as u8),
                'x' | 'X' if digits.len() == 9 => digits.push(b'X'),
                '-' | ' ' | '\u{2010}'..='\u{2013}' | '\u{a0}' => {}
                other => return Err(IsbnError::Character(other)),
            }
        }
        match digits.len() {
            10 => {
                let ten: [u8; 10] = digits.try_into().map_err(|_| IsbnError::Length(10))?;
                check(ten[9], check_ten(&ten))?;
                Ok(Isbn::Ten(ten))
            }
            13 => {
                let thirteen: [u8; 13] = digits.try_into().map_err(|_| IsbnError::Length(13))?;
                if !(thirteen.starts_with(b"978") || thirteen.starts_with(b"979")) {
                    return Err(IsbnError::Prefix);
                }
                check(thirteen[12], check_thirteen(&thirteen))?;
                Ok(Isbn::Thirteen(thirteen))
            }
            count => Err(IsbnError::Length(count)),
        }
    }

    /// The same number with 13 digits.
    pub fn to_isbn13(self) -> [u8; 13] {
        match self {
            Isbn::Thirteen(digits) => digits,
            Isbn::Ten(ten) => {
                let mut digits = *b"9780000000000";
                digits[3..12].copy_from_slice(&ten[..9]);
                digits[12] = check_thirteen(&digits);
                digits
            }
        }
    }
}

impl fmt::Display for Isbn {
    /// Writes the digits without hyphens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits: &[u8] = match self {
            Isbn::Ten(digits) => digits,
            Isbn::Thirteen(digits) => digits,
        };
        digits.iter().try_for_each(|&digit| write!(f, "{}", char::from(digit)))
    }
}

fn check(found: u8, expected: u8) -> Result<(), IsbnError> {
    if found == expected {
        return Ok(());
    }
    Err(IsbnError::CheckDigit { expected: char::from(expected), found: char::from(found) })
}

/// The check digit for the first nine digits.
fn check_ten(digits: &[u8; 10]) -> u8 {
    let sum: u32 = digits[..9]
        .iter()
        .zip((2..=10).rev())
        .map(|(&d, weight)| u32::from(d - b'0') * weight)
        .sum();
    match (11 - sum % 11) % 11 {
        10 => b'X',
        digit => b'0' + digit as u8,
    }
}

/// The check digit for the first twelve digits.
fn check_thirteen(digits: &[u8; 13]) -> u8 {
    let weights = [1u32, 3].into_iter().cycle();
    let sum: u32 =
        digits[..12].iter().zip(weights).map(|(&d, weight)| u32::from(d - b'0') * weight).sum();
    b'0' + ((10 - sum % 10) % 10) as u8
}

#[cfg(test)]
mod tests {
    use super::{Isbn, IsbnError};

    #[test]
    fn check_digits_of_both_lengths() {
        let ten = Isbn::parse("0-19-852663-6").unwrap();
        assert_eq!(ten.to_string(), "0198526636");
        assert_eq!(ten.to_isbn13(), *b"9780198526636");
        assert!(Isbn::parse("ISBN 978-3-16-148410-0").is_ok());
        assert!(Isbn::parse("080442957x").is_ok());
        assert_eq!(
            Isbn::parse("0-19-852663-7"),
            Err(IsbnError::CheckDigit { expected: '6', found: '7' })
        );
        assert_eq!(Isbn::parse("12345"), Err(IsbnError::Length(5)));
        assert_eq!(Isbn::parse("9771234567898"), Err(IsbnError::Prefix));
        assert_eq!(Isbn::parse("0-19-85266X-6"), Err(IsbnError::Character('X')));
    }
}
