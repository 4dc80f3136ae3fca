//! Characters by number, and verbatim text: `\char`, `\accent`, `\symbol`, `\verb`.

use crate::model::roman_numeral;
use crate::read::bibtex::tex::{Decoder, accents, argument};

impl Decoder<'_, '_> {
    /// A command for a character by its number, or for verbatim text; returns the offset after it.
    pub(super) fn character_number(
        &mut self,
        input: &str,
        name: &str,
        end: usize,
    ) -> Option<usize> {
        match name {
            "char" => {
                let (code, next) = number(input, end)?;
                self.out.push(character(code)?);
                Some(next)
            }
            "symbol" => {
                let (inner, next) = argument::next(input, end)?;
                self.out.push(character(number(inner, 0)?.0)?);
                Some(next)
            }
            "accent" => self.accent_number(input, end),
            "ding" => {
                let (inner, next) = argument::next(input, end)?;
                self.out.push(dingbat(number(inner, 0)?.0)?);
                Some(next)
            }
            "verb" | "verb*" | "lstinline" | "mintinline" => self.verbatim_text(input, end),
            "romannumeral" => {
                let (value, next) = number(input, end)?;
                self.out.push_str(&roman_numeral(value.into())?);
                Some(next)
            }
            "textcircled" => {
                let (inner, next) = argument::next(input, end)?;
                let inner = self.inner_text(inner);
                self.out.push_str(&circled(&inner));
                Some(next)
            }
            _ => None,
        }
    }

    /// `\accent23u`: an accent by its number in a font, and its letter.
    fn accent_number(&mut self, input: &str, end: usize) -> Option<usize> {
        let (code, next) = number(input, end)?;
        let accent = accent_of(code)?;
        let (base, next) = argument::next(input, next).unwrap_or(("", next));
        let base = self.inner_text(base);
        accents::apply(accent, &base, &mut self.out);
        Some(next)
    }

    /// `\verb|a_b|`: the text between two equal characters.
    fn verbatim_text(&mut self, input: &str, end: usize) -> Option<usize> {
        let end = argument::skip_optional(input, end);
        let delimiter = input[end..].chars().next()?;
        if delimiter == '{' {
            let (inner, next) = argument::group(input, end);
            self.out.push_str(inner);
            return Some(next);
        }
        if delimiter.is_alphabetic() || delimiter.is_whitespace() {
            return None;
        }
        let start = end + delimiter.len_utf8();
        let len = input[start..].find(delimiter)?;
        self.out.push_str(&input[start..start + len]);
        Some(start + len + delimiter.len_utf8())
    }
}

/// A number in TeX's syntax, and the offset after it and the space that ends it: `233`, `"E9`,
/// `'351`, `` `e ``, `` `\~ ``.
///
/// *Source*: "The TeXbook", chapter 24, "number".
pub(super) fn number(input: &str, at: usize) -> Option<(u32, usize)> {
    let rest = input.get(at..)?.trim_ascii_start();
    if let Some(quoted) = rest.strip_prefix('`') {
        let quoted = quoted.strip_prefix('\\').unwrap_or(quoted);
        let c = quoted.chars().next()?;
        let after = &quoted[c.len_utf8()..];
        let after = after.strip_prefix(' ').unwrap_or(after);
        return Some((u32::from(c), input.len() - after.len()));
    }
    let (digits, radix) = match rest.as_bytes().first()? {
        b'"' => (&rest[1..], 16),
        b'\'' => (&rest[1..], 8),
        _ => (rest, 10),
    };
    // TeX's digits are upper case; people also write lower case, as long as no upper-case digit
    // precedes.
    let capitals = digits.bytes().take_while(|b| char::from(*b).is_digit(radix) && *b < b'a');
    let len = match capitals.count() {
        0 => digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count(),
        capitals => capitals,
    };
    let code = u32::from_str_radix(&digits[..len], radix).ok()?;
    let after = &digits[len..];
    Some((code, input.len() - after.strip_prefix(' ').unwrap_or(after).len()))
}

/// The character with this number: in the lower half from ASCII, or from the old fonts where ASCII
/// has none; in the upper half from the encoding T1 or from Unicode.
///
/// *Source*: "The LaTeX Companion", 2nd edition, tables 7.32 (OT1) and 7.26 (T1).
fn character(code: u32) -> Option<char> {
    const OLD: [char; 32] = [
        'Γ', 'Δ', 'Θ', 'Λ', 'Ξ', 'Π', 'Σ', 'Υ', 'Φ', 'Ψ', 'Ω', 'ﬀ', 'ﬁ', 'ﬂ', 'ﬃ', 'ﬄ', 'ı', 'ȷ',
        '`', '´', 'ˇ', '˘', '¯', '˚', '¸', 'ß', 'æ', 'œ', 'ø', 'Æ', 'Œ', 'Ø',
    ];
    const T1: [char; 32] = [
        'Ă', 'Ą', 'Ć', 'Č', 'Ď', 'Ě', 'Ę', 'Ğ', 'Ĺ', 'Ľ', 'Ł', 'Ń', 'Ň', 'Ŋ', 'Ő', 'Ŕ', 'Ř', 'Ś',
        'Š', 'Ş', 'Ť', 'Ţ', 'Ű', 'Ů', 'Ÿ', 'Ź', 'Ž', 'Ż', 'Ĳ', 'İ', 'đ', '§',
    ];
    match code {
        0..=31 => OLD.get(code as usize).copied(),
        127 => Some('¨'),
        128..=159 => T1.get(code as usize - 128).copied(),
        code => char::from_u32(code),
    }
}

/// The accent with this number in the encodings OT1 (18–24, 94–127) and T1 (0–12).
fn accent_of(code: u32) -> Option<char> {
    Some(match code {
        0 | 18 => '\u{300}',
        1 | 19 => '\u{301}',
        2 | 94 => '\u{302}',
        3 | 126 => '\u{303}',
        4 | 127 => '\u{308}',
        5 | 125 => '\u{30B}',
        6 | 23 => '\u{30A}',
        7 | 20 => '\u{30C}',
        8 | 21 => '\u{306}',
        9 | 22 => '\u{304}',
        10 | 95 => '\u{307}',
        11 | 24 => '\u{327}',
        12 => '\u{328}',
        _ => return None,
    })
}

/// The character with this number in the font Zapf Dingbats.
///
/// *Source*: the table of Zapf Dingbats in the Unicode Character Database's mappings.
fn dingbat(code: u32) -> Option<char> {
    Some(match code {
        0x25 => '☎',
        0x2A => '☛',
        0x2B => '☞',
        0x48 => '★',
        0x6C => '●',
        0x6E => '■',
        0x73 => '▲',
        0x74 => '▼',
        0x75 => '◆',
        0x77 => '◗',
        0xA8 => '♣',
        0xA9 => '♦',
        0xAA => '♥',
        0xAB => '♠',
        0xAC..=0xB5 => char::from_u32(0x2460 + code - 0xAC)?,
        0xB6..=0xD3 => char::from_u32(0x2776 + code - 0xB6)?,
        0xD5 => '→',
        0xD6 => '↔',
        0xD7 => '↕',
        0x21..=0x7E => char::from_u32(0x2700 + code - 0x20)?,
        0xA1..=0xA7 | 0xD4 | 0xD8..=0xEF | 0xF1..=0xFE => char::from_u32(0x2761 + code - 0xA1)?,
        _ => return None,
    })
}

fn circled(inner: &str) -> String {
    let one = || {
        let mut chars = inner.chars();
        let c = chars.next()?;
        if chars.next().is_some() {
            return None;
        }
        match c {
            'c' | 'C' => Some('©'),
            'r' | 'R' => Some('®'),
            'p' | 'P' => Some('℗'),
            'A'..='Z' => char::from_u32(0x24B6 + u32::from(c) - u32::from('A')),
            'a'..='z' => char::from_u32(0x24D0 + u32::from(c) - u32::from('a')),
            '1'..='9' => char::from_u32(0x2460 + u32::from(c) - u32::from('1')),
            _ => None,
        }
    };
    one().map_or_else(|| format!("({inner})"), |c| c.to_string())
}
