//! Bytes of a file to text, with a note of what had to be guessed.

use crate::source::Span;

/// The text of a file's bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// The characters of it that were guessed, since their bytes are not UTF-8; runs are joined.
    pub guessed: Vec<Span>,
}

/// Decodes UTF-8 with or without byte order mark, or UTF-16 with one. A byte that is not UTF-8 is
/// read as Windows-1252, the likeliest encoding of an old file, and noted.
pub fn decode(bytes: &[u8]) -> Decoded {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => decode_utf8(rest),
        [0xFF, 0xFE, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
        bytes => decode_utf8(bytes),
    }
}

fn decode_utf8(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut guessed: Vec<Span> = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for &byte in chunk.invalid() {
            let start = text.len();
            text.push(windows_1252(byte));
            note(&mut guessed, Span::new(start, text.len()));
        }
    }
    Decoded { text, guessed }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut guessed = Vec::new();
    let units = pairs.iter().map(|pair| unit(*pair)).chain((!odd.is_empty()).then_some(0xDC00));
    for character in char::decode_utf16(units) {
        let start = text.len();
        let broken = character.is_err();
        text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
        if broken {
            note(&mut guessed, Span::new(start, text.len()));
        }
    }
    Decoded { text, guessed }
}

fn note(guessed: &mut Vec<Span>, span: Span) {
    match guessed.last_mut() {
        Some(last) if last.end == span.start => last.end = span.end,
        _ => guessed.push(span),
    }
}

/// *Source*: WHATWG Encoding Standard, index windows-1252.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::source::Span;

    #[test]
    fn latin_bytes_are_guessed_and_noted() {
        let decoded = decode(b"Mu\xDFler \x93x\x94");
        assert_eq!(decoded.text, "Mußler “x”");
        assert_eq!(decoded.guessed[0], Span::new(2, 4));
        assert_eq!(decoded.guessed.len(), 3);
    }

    #[test]
    fn byte_order_marks_fall_away() {
        assert_eq!(decode(b"\xEF\xBB\xBFa").text, "a");
        assert_eq!(decode(b"\xFF\xFEa\0\xDF\0").text, "aß");
        assert_eq!(decode(b"\xFE\xFF\0a").text, "a");
        let odd = decode(b"\xFE\xFF\0a\0");
        assert_eq!((odd.text.as_str(), odd.guessed.len()), ("a\u{FFFD}", 1));
    }
}
