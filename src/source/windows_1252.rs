//! Windows-1252, in which nearly all old files of Western languages are.

/// The byte of a character of Windows-1252 that is not ASCII, or of a control character in its gaps.
pub(crate) fn windows_1252_byte(character: char) -> Option<u8> {
    // Most of them are the same as in Latin-1.
    let same = u8::try_from(u32::from(character)).ok();
    let same = same.filter(|byte| *byte >= 0x80 && windows_1252(*byte) == character);
    same.or_else(|| (0x80..=0x9F).find(|byte| windows_1252(*byte) == character))
}

/// The character of a byte in Windows-1252; its gaps are control characters.
///
/// *Source*: WHATWG Encoding Standard, index windows-1252.
pub(crate) fn windows_1252(byte: u8) -> char {
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
