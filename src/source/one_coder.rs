//! The only encoding of old files that is known without the feature `encodings`: Windows-1252.

use crate::source::encoding::Encoding;
use crate::source::windows_1252::{windows_1252, windows_1252_byte};

/// Names of Windows-1252 and of Latin-1, which is a part of it.
const NAMES: [&str; 8] =
    ["cp1252", "iso-8859-1", "iso8859-1", "iso88591", "l1", "latin1", "windows-1252", "x-cp1252"];

/// The encoding with a name of the WHATWG Encoding Standard, if it is known.
pub(super) fn named(label: &str) -> Option<Encoding> {
    NAMES.contains(&label).then_some(Encoding::Windows1252)
}

/// True if some characters of an encoding have several bytes: of none that is known.
pub(super) fn is_of_several_bytes(_: Encoding) -> bool {
    false
}

/// The encoding of several bytes per character that these bytes are in: none that is known.
pub(super) fn of_several_bytes(_: &[u8]) -> Option<Encoding> {
    None
}

/// The character of a byte.
pub(super) fn character(_: Encoding, byte: u8) -> char {
    windows_1252(byte)
}

/// Decodes an encoding of several bytes per character, of which none is known.
pub(super) fn decode_wide(_: &[u8], _: Encoding, _: impl FnMut(char, u8)) {}

/// The bytes of a text in Windows-1252; a character that it lacks, and every character in another
/// encoding, is written in UTF-8.
pub(super) fn encode(encoding: Encoding, text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for character in text.chars() {
        let byte = windows_1252_byte(character).filter(|_| encoding == Encoding::Windows1252);
        match byte {
            Some(byte) => bytes.push(byte),
            None => bytes.extend(character.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    bytes
}
