//! Encodes text in the encoding of the file that it is written to.

use crate::source::coders;
use crate::source::decode::old_encoding;
use crate::source::encoding::Encoding;

impl Encoding {
    /// Detects the encoding of a file from its byte order mark, or else from whether all of it is
    /// UTF-8.
    pub fn of(bytes: &[u8]) -> Self {
        match bytes {
            [0xFF, 0xFE, ..] => Encoding::Utf16Le,
            [0xFE, 0xFF, ..] => Encoding::Utf16Be,
            bytes if std::str::from_utf8(bytes).is_ok() => Encoding::Utf8,
            _ => old_encoding(bytes),
        }
    }

    /// Encodes a text, without a byte order mark. A character that an old encoding lacks is written in
    /// UTF-8, since [`Source::from_bytes`](crate::source::Source::from_bytes) reads such files.
    /// Without the feature `encodings`, Windows-1252 is the only old encoding; the others are
    /// written in UTF-8.
    pub fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Encoding::Utf8 => text.as_bytes().to_vec(),
            Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            old => coders::encode(old, text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Encoding;
    use crate::source::decode;

    #[test]
    fn what_is_encoded_is_decoded_again() {
        for bytes in [b"Mu\xDFler, \x8410\x80\x93".as_slice(), b"a\xC3\xBC", b"\xFF\xFEa\0"] {
            let encoding = Encoding::of(bytes);
            let text = decode(bytes).text;
            let encoded = encoding.encode(&text);
            assert!(bytes.ends_with(&encoded), "{encoding:?}");
        }
        assert_eq!(Encoding::of(b"\xFE\xFF\0a"), Encoding::Utf16Be);
        assert_eq!(Encoding::Windows1252.encode("ü漢"), b"\xFC\xE6\xBC\xA2");
    }
}
