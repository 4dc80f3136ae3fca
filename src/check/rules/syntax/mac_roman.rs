//! Letters and marks of UTF-8 that were read as Mac OS Roman: `√©` for `é`, `‚Äô` for `’`.

use std::ops::Range;

/// The characters of the bytes 0x80 to 0xFF in Mac OS Roman, but for Apple's logo (0xF0).
///
/// *Source*: Unicode's mapping table `APPLE/ROMAN.TXT`.
const HIGH: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø\
                    ¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/// The first letter or mark that is read so, and what it stands for.
pub(super) fn mojibake(text: &str) -> Option<(Range<usize>, String)> {
    text.match_indices(['√', '¬', '‚']).find_map(|(at, _)| {
        let (meant, length) = decoded(&text[at..])?;
        let after = &text[at + length..];
        let is_in_word =
            text[..at].ends_with(char::is_alphabetic) || after.starts_with(char::is_alphabetic);
        // `√π` and `¬Ω` are mathematics.
        let is_letter = text[at..at + length].ends_with(['π', 'Ω', '∑', '∆', 'µ']);
        let is_meant = match meant {
            '\u{a0}'..='\u{bf}' => !is_letter,
            '\u{c0}'..='\u{ff}' => is_in_word && !is_letter,
            '‐'..='…' => true,
            _ => false,
        };
        is_meant.then(|| (at..at + length, meant.to_string()))
    })
}

/// The character whose UTF-8 bytes are the first characters of a text, and their length.
fn decoded(text: &str) -> Option<(char, usize)> {
    let mut characters = text.chars();
    let count = if text.starts_with('‚') { 3 } else { 2 };
    let mut bytes = [0; 3];
    for slot in &mut bytes[..count] {
        let character = characters.next()?;
        let place = HIGH.chars().position(|high| high == character)?;
        *slot = 0x80 + u8::try_from(place).ok()?;
    }
    let meant = std::str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
    Some((meant, text.len() - characters.as_str().len()))
}

#[cfg(test)]
mod tests {
    use super::{HIGH, mojibake};

    #[test]
    fn mojibake_is_told_from_mathematics() {
        assert_eq!(HIGH.chars().count(), 128);
        for (text, meant) in [
            ("Andr√© Weil", "é"),
            ("√âcole", "É"),
            ("¬© 2012 ASCE", "©"),
            ("12‚Äì34", "–"),
            ("It‚Äôs", "’"),
            ("M√ºller", "ü"),
        ] {
            assert_eq!(mojibake(text).map(|found| found.1).as_deref(), Some(meant), "{text}");
        }
        for text in ["√n", "√π and √2", "¬Ω", "¬A", "p ∧ ¬q", "‚so‘", "André", "2√∞"]
        {
            assert_eq!(mojibake(text), None, "{text}");
        }
    }
}
