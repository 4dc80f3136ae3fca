//! Fractions and roots on one line.

use crate::model::MarkKind;
use crate::read::bibtex::tex::math::found::TooHard;
use crate::read::bibtex::tex::{Decoder, argument};

impl Decoder<'_, '_> {
    /// `½`, or `a/b` with brackets around parts with several operands.
    pub(super) fn fraction(
        &mut self,
        over: &str,
        under: &str,
        depth: usize,
    ) -> Result<(), TooHard> {
        const VULGAR: [(&str, &str, char); 19] = [
            ("1", "2", '½'),
            ("1", "3", '⅓'),
            ("2", "3", '⅔'),
            ("1", "4", '¼'),
            ("3", "4", '¾'),
            ("1", "5", '⅕'),
            ("2", "5", '⅖'),
            ("3", "5", '⅗'),
            ("4", "5", '⅘'),
            ("1", "6", '⅙'),
            ("5", "6", '⅚'),
            ("1", "7", '⅐'),
            ("1", "8", '⅛'),
            ("3", "8", '⅜'),
            ("5", "8", '⅝'),
            ("7", "8", '⅞'),
            ("1", "9", '⅑'),
            ("1", "10", '⅒'),
            ("0", "3", '↉'),
        ];
        let (over, under) = (over.trim(), under.trim());
        if let Some((_, _, c)) = VULGAR.iter().find(|(a, b, _)| (*a, *b) == (over, under)) {
            self.out.push(*c);
            return Ok(());
        }
        if self.out.ends_with(|c: char| c.is_ascii_digit()) {
            self.out.push(' ');
        }
        self.operand(over, depth)?;
        self.out.push('/');
        self.operand(under, depth)
    }

    pub(super) fn root(
        &mut self,
        input: &str,
        (inner, next): (&str, usize),
        depth: usize,
    ) -> Result<usize, TooHard> {
        if inner != "[" {
            self.out.push('√');
            self.operand(inner, depth)?;
            return Ok(next);
        }
        // `\sqrt[3]{x}`: the supposed argument begins the degree.
        let too_hard = || TooHard("\\sqrt".to_owned());
        let (degree, next) = argument::optional(input, next - 1).ok_or_else(too_hard)?;
        let (inner, next) = argument::next(input, next).ok_or_else(too_hard)?;
        match degree.trim() {
            "3" => self.out.push('∛'),
            "4" => self.out.push('∜'),
            degree => {
                let start = self.out.len();
                self.math(degree, depth + 1)?;
                self.mark(start, MarkKind::Superscript);
                self.out.push('√');
            }
        }
        self.operand(inner, depth)?;
        Ok(next)
    }

    /// A part of a fraction or root, in brackets if it has several operands.
    fn operand(&mut self, input: &str, depth: usize) -> Result<(), TooHard> {
        let start = self.out.len();
        self.math(input, depth + 1)?;
        let written = &self.out[start..];
        let one = written.chars().all(char::is_alphanumeric)
            || (written.starts_with('(') && written.ends_with(')'));
        if !one {
            let marks = self.marks.iter_mut().filter(|mark| mark.start as usize >= start);
            for mark in marks {
                mark.start += 1;
                mark.end += 1;
            }
            self.out.insert(start, '(');
            self.out.push(')');
        }
        Ok(())
    }
}

/// `a \over b`: the two parts of a fraction in TeX's old syntax.
pub(super) fn split_over(input: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    while let Some(found) = input[at..].find("\\over") {
        let start = at + found;
        at = start + "\\over".len();
        let ends = !input[at..].starts_with(|c: char| c.is_ascii_alphabetic());
        let before = &input[..start];
        if ends && before.matches('{').count() == before.matches('}').count() {
            return Some((before, &input[at..]));
        }
    }
    None
}
