//! What the crate `encoding_rs` knows of the encodings of old files.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, EncoderResult, Encoding as Coder};

use crate::source::encoding::Encoding;
use crate::source::windows_1252::windows_1252;

/// The old encodings and their coders.
static OLD: [(Encoding, &Coder); 18] = [
    (Encoding::Windows1252, encoding_rs::WINDOWS_1252),
    (Encoding::Windows1251, encoding_rs::WINDOWS_1251),
    (Encoding::Koi8R, encoding_rs::KOI8_R),
    (Encoding::Koi8U, encoding_rs::KOI8_U),
    (Encoding::Windows1250, encoding_rs::WINDOWS_1250),
    (Encoding::Windows1253, encoding_rs::WINDOWS_1253),
    (Encoding::Windows1254, encoding_rs::WINDOWS_1254),
    (Encoding::Windows1257, encoding_rs::WINDOWS_1257),
    (Encoding::Iso8859_2, encoding_rs::ISO_8859_2),
    (Encoding::Iso8859_5, encoding_rs::ISO_8859_5),
    (Encoding::Iso8859_7, encoding_rs::ISO_8859_7),
    (Encoding::Iso8859_15, encoding_rs::ISO_8859_15),
    (Encoding::Macintosh, encoding_rs::MACINTOSH),
    (Encoding::Gb18030, encoding_rs::GB18030),
    (Encoding::Big5, encoding_rs::BIG5),
    (Encoding::ShiftJis, encoding_rs::SHIFT_JIS),
    (Encoding::EucJp, encoding_rs::EUC_JP),
    (Encoding::EucKr, encoding_rs::EUC_KR),
];

fn coder(encoding: Encoding) -> &'static Coder {
    OLD.iter().find(|row| row.0 == encoding).map_or(encoding_rs::UTF_8, |row| row.1)
}

/// The old encoding of a coder; `None` for Unicode and for what nobody writes bibliographies in.
fn of_coder(coder: &'static Coder) -> Option<Encoding> {
    // GBK decodes as GB 18030 does.
    let coder = if coder == encoding_rs::GBK { encoding_rs::GB18030 } else { coder };
    OLD.iter().find(|row| row.1 == coder).map(|row| row.0)
}

/// The old encoding with a name of the WHATWG Encoding Standard.
pub(super) fn named(label: &str) -> Option<Encoding> {
    of_coder(Coder::for_label(label.as_bytes())?)
}

/// True if some characters of an old encoding have several bytes.
pub(super) fn is_of_several_bytes(encoding: Encoding) -> bool {
    encoding != Encoding::Utf8 && !coder(encoding).is_single_byte()
}

/// The encoding for Chinese, Japanese or Korean in which all these bytes have a meaning, if there is
/// one.
pub(super) fn of_several_bytes(bytes: &[u8]) -> Option<Encoding> {
    // In a file that is mostly UTF-8, most of what is not ASCII is valid.
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count();
        invalid += chunk.invalid().len();
    }
    if valid > invalid {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = of_coder(detector.guess(None, Utf8Detection::Deny))?;
    let is_whole = || !coder(encoding).decode_without_bom_handling(bytes).1;
    (is_of_several_bytes(encoding) && is_whole()).then_some(encoding)
}

/// The character of a byte in an encoding of one byte per character; a byte without one is a control
/// character.
pub(super) fn character(encoding: Encoding, byte: u8) -> char {
    if encoding == Encoding::Windows1252 {
        return windows_1252(byte);
    }
    let mut buffer = [0; 4];
    let mut decoder = coder(encoding).new_decoder_without_bom_handling();
    let (_, _, written) = decoder.decode_to_utf8_without_replacement(&[byte], &mut buffer, true);
    let found = str::from_utf8(&buffer[..written]).ok().and_then(|text| text.chars().next());
    found.unwrap_or(char::from(byte))
}

/// Decodes an encoding of several bytes per character, in which nothing is UTF-8. Each character is
/// given to `found`, with the number of bytes that it has in the file.
pub(super) fn decode_wide(bytes: &[u8], encoding: Encoding, mut found: impl FnMut(char, u8)) {
    let mut decoder = coder(encoding).new_decoder_without_bom_handling();
    let mut buffer = [0; 16];
    // The bytes read since the last character.
    let mut width = 0;
    for at in 0..=bytes.len() {
        let mut rest = bytes.get(at..=at).unwrap_or_default();
        let last = rest.is_empty();
        width += rest.len() as u8;
        loop {
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(rest, &mut buffer, last);
            rest = &rest[read..];
            let text = str::from_utf8(&buffer[..written]).unwrap_or_default();
            let broken = matches!(result, DecoderResult::Malformed(..));
            // A byte that does not continue a character is read again.
            let unread = rest.len() as u8;
            let replaced = broken.then_some(char::REPLACEMENT_CHARACTER);
            for character in text.chars().chain(replaced) {
                found(character, width - unread);
                width = unread;
            }
            if !broken {
                break;
            }
        }
    }
}

/// The bytes of a text in an old encoding; a character that it lacks is written in UTF-8.
pub(super) fn encode(encoding: Encoding, text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut encoder = coder(encoding).new_encoder();
    let mut buffer = [0; 16];
    for character in text.chars() {
        let mut own = [0; 4];
        let own = character.encode_utf8(&mut own);
        let (result, _, written) =
            encoder.encode_from_utf8_without_replacement(own, &mut buffer, false);
        match result {
            EncoderResult::Unmappable(_) => bytes.extend(own.as_bytes()),
            _ => bytes.extend(&buffer[..written]),
        }
    }
    bytes
}
