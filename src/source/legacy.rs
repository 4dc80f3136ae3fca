//! The encodings of one byte per character that old files are in, and which of them a file is in.

use crate::source::encoding::Encoding;

/// The encoding in which the bytes of a file that are not UTF-8 most likely make sense: one for
/// Cyrillic if they mostly form words of the letters of such an encoding, or else Windows-1252.
pub(super) fn of(bytes: &[u8]) -> Encoding {
    const FEW: usize = 6;
    // What happens to be UTF-8 among them would break words apart.
    let runs = bytes.split(u8::is_ascii).filter(|run| !run.is_empty());
    let runs: Vec<&[u8]> = runs.collect();
    let all = || runs.iter().flat_map(|run| run.iter().copied());
    let count = all().count();
    let share = |number: usize| 100 * number / count.max(1);
    let in_words: usize = runs.iter().map(|run| run.len()).filter(|&length| length > 1).sum();
    let letters = all().filter(|byte| matches!(byte, 0xC0..)).count();
    // Of two bytes per character, as in GBK, all runs are even.
    let odd = runs.iter().filter(|run| run.len() % 2 == 1).count();
    let is_cyrillic =
        count >= FEW && share(in_words) >= 80 && share(letters) >= 80 && 6 * odd >= runs.len();
    if !is_cyrillic {
        return Encoding::Windows1252;
    }
    // Most letters are small: they are at the end of Windows-1251, and before the capitals in KOI8-R.
    match share(all().filter(|byte| matches!(byte, 0xE0..)).count()) {
        50.. => Encoding::Windows1251,
        _ => Encoding::Koi8R,
    }
}

/// The character of a byte in an encoding of one byte per character.
pub(super) fn character(encoding: Encoding, byte: u8) -> char {
    let high = |table: &[char; 128]| match byte {
        0x80.. => table[usize::from(byte - 0x80)],
        _ => char::from(byte),
    };
    match encoding {
        Encoding::Windows1251 => high(&WINDOWS_1251),
        Encoding::Koi8R => high(&KOI8_R),
        _ => windows_1252(byte),
    }
}

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

/// *Source*: WHATWG Encoding Standard, index windows-1251.
#[rustfmt::skip]
static WINDOWS_1251: [char; 128] = [
    'Ђ', 'Ѓ', '‚', 'ѓ', '„', '…', '†', '‡', '€', '‰', 'Љ', '‹', 'Њ', 'Ќ', 'Ћ', 'Џ',
    'ђ', '‘', '’', '“', '”', '•', '–', '—', '\u{98}', '™', 'љ', '›', 'њ', 'ќ', 'ћ', 'џ',
    '\u{A0}', 'Ў', 'ў', 'Ј', '¤', 'Ґ', '¦', '§', 'Ё', '©', 'Є', '«', '¬', '\u{AD}', '®', 'Ї',
    '°', '±', 'І', 'і', 'ґ', 'µ', '¶', '·', 'ё', '№', 'є', '»', 'ј', 'Ѕ', 'ѕ', 'ї',
    'А', 'Б', 'В', 'Г', 'Д', 'Е', 'Ж', 'З', 'И', 'Й', 'К', 'Л', 'М', 'Н', 'О', 'П',
    'Р', 'С', 'Т', 'У', 'Ф', 'Х', 'Ц', 'Ч', 'Ш', 'Щ', 'Ъ', 'Ы', 'Ь', 'Э', 'Ю', 'Я',
    'а', 'б', 'в', 'г', 'д', 'е', 'ж', 'з', 'и', 'й', 'к', 'л', 'м', 'н', 'о', 'п',
    'р', 'с', 'т', 'у', 'ф', 'х', 'ц', 'ч', 'ш', 'щ', 'ъ', 'ы', 'ь', 'э', 'ю', 'я',
];

/// *Source*: WHATWG Encoding Standard, index koi8-r.
#[rustfmt::skip]
static KOI8_R: [char; 128] = [
    '─', '│', '┌', '┐', '└', '┘', '├', '┤', '┬', '┴', '┼', '▀', '▄', '█', '▌', '▐',
    '░', '▒', '▓', '⌠', '■', '∙', '√', '≈', '≤', '≥', '\u{A0}', '⌡', '°', '²', '·', '÷',
    '═', '║', '╒', 'ё', '╓', '╔', '╕', '╖', '╗', '╘', '╙', '╚', '╛', '╜', '╝', '╞',
    '╟', '╠', '╡', 'Ё', '╢', '╣', '╤', '╥', '╦', '╧', '╨', '╩', '╪', '╫', '╬', '©',
    'ю', 'а', 'б', 'ц', 'д', 'е', 'ф', 'г', 'х', 'и', 'й', 'к', 'л', 'м', 'н', 'о',
    'п', 'я', 'р', 'с', 'т', 'у', 'ж', 'в', 'ь', 'ы', 'з', 'ш', 'э', 'щ', 'ч', 'ъ',
    'Ю', 'А', 'Б', 'Ц', 'Д', 'Е', 'Ф', 'Г', 'Х', 'И', 'Й', 'К', 'Л', 'М', 'Н', 'О',
    'П', 'Я', 'Р', 'С', 'Т', 'У', 'Ж', 'В', 'Ь', 'Ы', 'З', 'Ш', 'Э', 'Щ', 'Ч', 'Ъ',
];

#[cfg(test)]
mod tests {
    use super::of;
    use crate::source::Encoding;

    #[test]
    fn the_encoding_is_told_by_the_words() {
        let text = "@book{а, author = {Иванов, Иван}, title = {Название книги о Кронштадте}}";
        for encoding in [Encoding::Windows1251, Encoding::Koi8R] {
            assert_eq!(of(&encoding.encode(text)), encoding);
        }
        let german = "title = {Über die Größe der Städte}, author = {Müller, Jörg and Weiß, Änne}";
        assert_eq!(of(&Encoding::Windows1252.encode(german)), Encoding::Windows1252);
        let french = "L\u{E9}\u{E9}, cr\u{E9}\u{E9}e, \u{EE}le, \u{E0}, cr\u{E9}\u{E9}";
        assert_eq!(of(&Encoding::Windows1252.encode(french)), Encoding::Windows1252);
        // 你好世界，中国历史 in GBK.
        let gbk = b"{\xC4\xE3\xBA\xC3\xCA\xC0\xBD\xE7} {\xD6\xD0\xB9\xFA} {\xC0\xFA\xCA\xB7}";
        assert_eq!(of(gbk), Encoding::Windows1252);
        let mixed = ["Кронштадт, M".as_bytes(), b"\xFC", "ller, Иванов".as_bytes()].concat();
        assert_eq!(of(&mixed), Encoding::Windows1252, "most of it is UTF-8");
    }
}
