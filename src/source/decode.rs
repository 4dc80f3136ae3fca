//! Decodes the bytes of a file, and records which characters were guessed.

use std::borrow::Cow;

use crate::source::encoding::Encoding;
use crate::source::{DiskOffsets, Span, coders, declared, legacy};

/// The decoded text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) struct Decoded<'a> {
    /// The text, without byte order mark.
    pub text: Cow<'a, str>,
    /// The encoding; where some bytes are not UTF-8, the one in which those are read.
    pub encoding: Encoding,
    /// Whether the file itself names that encoding.
    pub is_declared: bool,
    /// The characters that were guessed, because their bytes are not UTF-8; adjacent ones are
    /// joined.
    pub guessed: Vec<Span>,
    /// The position of each character in the file.
    pub disk: DiskOffsets,
}

/// Decodes UTF-8 with or without a byte order mark, or UTF-16 with one. A byte that is not UTF-8 is
/// read in the encoding that the file names, or else in the likeliest one of an old file, mostly
/// Windows-1252, and recorded.
pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => decode_utf8(rest, 3),
        [0xFF, 0xFE, rest @ ..] => decode_utf16(rest, u16::from_le_bytes, Encoding::Utf16Le),
        [0xFE, 0xFF, rest @ ..] => decode_utf16(rest, u16::from_be_bytes, Encoding::Utf16Be),
        bytes => decode_utf8(bytes, 0),
    }
}

fn decode_utf8(bytes: &[u8], mark: u64) -> Decoded<'_> {
    let mut guessed: Vec<Span> = Vec::new();
    let mut disk = DiskOffsets::after(mark);
    // Nearly every file is what it should be.
    if let Ok(text) = str::from_utf8(bytes) {
        disk.note(0, (1, 1));
        disk.note(text.len(), (1, 1));
        let (text, encoding) = (Cow::Borrowed(text), Encoding::Utf8);
        return Decoded { text, encoding, is_declared: false, guessed, disk };
    }
    let mut text = String::with_capacity(bytes.len());
    let declared = declared::of(bytes);
    let is_declared = declared.is_some();
    let encoding = declared.unwrap_or_else(|| legacy::of(bytes));
    if coders::is_of_several_bytes(encoding) {
        coders::decode_wide(bytes, encoding, |character, width| {
            let start = text.len();
            text.push(character);
            disk.note(start, (character.len_utf8() as u8, width));
            if !character.is_ascii() {
                note(&mut guessed, Span::new(start, text.len()));
            }
        });
        disk.note(text.len(), (1, 1));
        return Decoded { text: text.into(), encoding, is_declared, guessed, disk };
    }
    for chunk in bytes.utf8_chunks() {
        disk.note(text.len(), (1, 1));
        text.push_str(chunk.valid());
        for &byte in chunk.invalid() {
            let start = text.len();
            let character = coders::character(encoding, byte);
            text.push(character);
            note(&mut guessed, Span::new(start, text.len()));
            disk.note(start, (character.len_utf8() as u8, 1));
        }
    }
    disk.note(text.len(), (1, 1));
    Decoded { text: text.into(), encoding, is_declared, guessed, disk }
}

/// The encoding in which the bytes of a file are read that are not UTF-8.
pub(super) fn old_encoding(bytes: &[u8]) -> Encoding {
    declared::of(bytes).unwrap_or_else(|| legacy::of(bytes))
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, encoding: Encoding) -> Decoded<'static> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut guessed = Vec::new();
    let mut disk = DiskOffsets::after(2);
    let units = pairs.iter().map(|pair| unit(*pair)).chain((!odd.is_empty()).then_some(0xDC00));
    for character in char::decode_utf16(units) {
        let start = text.len();
        let broken = character.is_err();
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        text.push(character);
        disk.note(start, (character.len_utf8() as u8, 2 * character.len_utf16() as u8));
        if broken {
            note(&mut guessed, Span::new(start, text.len()));
        }
    }
    if !odd.is_empty() {
        // An odd byte at the end of UTF-16 is one byte of the file, not two.
        disk.note(text.len() - char::REPLACEMENT_CHARACTER.len_utf8(), (3, 1));
    }
    Decoded { text: text.into(), encoding, is_declared: false, guessed, disk }
}

fn note(guessed: &mut Vec<Span>, span: Span) {
    match guessed.last_mut() {
        Some(last) if last.end == span.start => last.end = span.end,
        _ => guessed.push(span),
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
        assert_eq!((&*odd.text, odd.guessed.len()), ("a\u{FFFD}", 1));
    }

    #[test]
    fn the_encoding_that_a_file_names_is_used() {
        let decoded = decode(b"% Encoding: Cp1250\n\x9Ei\x9Eek");
        assert!(decoded.is_declared && decoded.text.ends_with("žižek"));
        assert!(!decode(b"\x9Ei").is_declared);
        // What is UTF-8 is read as UTF-8, whatever it says.
        let decoded = decode("% Encoding: Cp1252\nü".as_bytes());
        assert!(decoded.text.ends_with('ü') && !decoded.is_declared);
        let decoded = decode(b"% Encoding: GBK\n\xD6\xD0a\xFF b\xB9");
        assert!(decoded.text.ends_with("中a\u{FFFD} b\u{FFFD}"), "{}", decoded.text);
        let starts: Vec<u64> = (decoded.text.char_indices())
            .map(|(start, _)| decoded.disk.disk_offset(start as u32))
            .collect();
        assert_eq!(starts[16..], [16, 18, 19, 20, 21, 22]);
        assert_eq!(decoded.disk.disk_offset(decoded.text.len() as u32), 23);
    }

    #[test]
    fn every_character_is_found_in_the_bytes() {
        let utf16 = |text: &str, order: fn(u16) -> [u8; 2], mark: [u8; 2]| {
            let units = text.encode_utf16().flat_map(order);
            mark.into_iter().chain(units).collect::<Vec<u8>>()
        };
        for text in ["", "a", "aß€𝕏 b", "€€aa𝕏𝕏ßß", "文字化け, {x}"] {
            let little = utf16(text, u16::to_le_bytes, [0xFF, 0xFE]);
            let big = utf16(text, u16::to_be_bytes, [0xFE, 0xFF]);
            let (little, big) = (decode(&little), decode(&big));
            let marked = format!("\u{FEFF}{text}");
            let marked = decode(marked.as_bytes());
            let mut at = 2;
            for (start, character) in text.char_indices() {
                assert_eq!(little.disk.disk_offset(start as u32), at, "{text}");
                assert_eq!(big.disk.disk_offset(start as u32), at, "{text}");
                assert_eq!(marked.disk.disk_offset(start as u32), start as u64 + 3);
                at += 2 * character.len_utf16() as u64;
            }
            assert_eq!(little.disk.disk_offset(text.len() as u32), at, "{text}");
        }
        let latin = b"a\xFCb\x80\x80\xE9\xC3\xBCz\xFC";
        let decoded = decode(latin);
        let starts: Vec<u64> = (decoded.text.char_indices())
            .map(|(start, _)| decoded.disk.disk_offset(start as u32))
            .collect();
        assert_eq!(starts, [0, 1, 2, 3, 4, 5, 6, 8, 9]);
        assert_eq!(decoded.disk.disk_offset(decoded.text.len() as u32), 10);
        let odd = decode(b"\xFE\xFF\0a\0");
        assert_eq!([1, 4].map(|end| odd.disk.disk_offset(end)), [4, 5]);
    }
}
