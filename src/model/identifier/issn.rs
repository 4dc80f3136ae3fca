//! International standard serial numbers.

use std::fmt;

/// An ISSN with a valid check digit: `0028-0836`.
///
/// *Source*: ISO 3297; ISSN Manual, section "Check digit".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Issn([u8; 8]);

/// Why a text is not an ISSN.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IssnError {
    /// The text is not eight digits, of which the last may be `X`, with or without a hyphen in the
    /// middle.
    #[error("an ISSN has the form `NNNN-NNNN`, the last of which may be `X`")]
    Form,
    /// The check digit does not match the other digits.
    #[error("expected check digit `{expected}`, found `{found}`")]
    CheckDigit {
        /// The check digit that follows from the other digits.
        expected: char,
        /// The check digit in the text.
        found: char,
    },
}

impl Issn {
    /// Reads an ISSN with or without its hyphen, and with or without `ISSN` before it.
    ///
    /// # Errors
    ///
    /// If the text does not have this form, or its check digit is wrong.
    pub fn parse(text: &str) -> Result<Self, IssnError> {
        let text = text.trim();
        let text = match text.get(..4) {
            Some(head) if head.eq_ignore_ascii_case("issn") => &text[4..],
            _ => text,
        };
        let text = text.trim_start_matches(':').trim();
        let mut digits = [0u8; 8];
        let mut count = 0;
        for (index, c) in text.chars().enumerate() {
            match c {
                '-' | '\u{2010}'..='\u{2013}' if index == 4 => continue,
                '0'..='9' if count < 8 => digits[count] = c as u8,
                'x' | 'X' if count == 7 => digits[count] = b'X',
                _ => return Err(IssnError::Form),
            }
            count += 1;
        }
        if count != 8 {
            return Err(IssnError::Form);
        }
        let sum: u32 = digits[..7]
            .iter()
            .zip((2..=8).rev())
            .map(|(&d, weight)| u32::from(d - b'0') * weight)
            .sum();
        let expected = match (11 - sum % 11) % 11 {
            10 => b'X',
            digit => b'0' + digit as u8,
        };
        if digits[7] != expected {
            let (expected, found) = (char::from(expected), char::from(digits[7]));
            return Err(IssnError::CheckDigit { expected, found });
        }
        Ok(Issn(digits))
    }
}

impl fmt::Display for Issn {
    /// Writes the ISSN with its hyphen.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, &digit) in self.0.iter().enumerate() {
            let hyphen = if index == 4 { "-" } else { "" };
            write!(f, "{hyphen}{}", char::from(digit))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Issn, IssnError};

    #[test]
    fn check_digit_and_form() {
        assert_eq!(Issn::parse("0028-0836").unwrap().to_string(), "0028-0836");
        assert_eq!(Issn::parse("ISSN 2434561x").unwrap().to_string(), "2434-561X");
        assert_eq!(
            Issn::parse("0028-0837"),
            Err(IssnError::CheckDigit { expected: '6', found: '7' })
        );
        for wrong in ["", "0028-083", "0028-08366", "002-80836", "0028-083A"] {
            assert_eq!(Issn::parse(wrong), Err(IssnError::Form), "{wrong}");
        }
    }
}
