//! Scripts in which names have the given name first, and spaces between words.

use crate::engine::numeric::is_ideographic;

/// True if a given name begins in a script with spaces, so that it has initials, and a space before
/// it if the family name comes first.
pub(super) fn begins_spaced(given: &str) -> bool {
    let Some(first) = given.chars().next() else { return true };
    first.is_ascii() || is_spaced(first.encode_utf8(&mut [0; 4]))
}

/// True if a name is in a script with the order and spacing of Latin script: Latin, Greek,
/// Cyrillic, Hebrew, Arabic and Thai. Names in other scripts (Chinese, Japanese, Korean …) have the
/// family name first, without a space.
pub(super) fn is_spaced(text: &str) -> bool {
    // The first letter of most names shows this.
    if text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) || text.is_ascii() {
        return true;
    }
    text.chars().any(|character| {
        matches!(character,
            '0'..='9' | 'a'..='z' | 'A'..='Z' | '-'
            | '\u{00C0}'..='\u{017F}'
            | '\u{0218}'..='\u{021B}'
            | '\u{0370}'..='\u{052F}'
            | '\u{0590}'..='\u{06FF}'
            | '\u{0E01}'..='\u{0E5B}'
            | '\u{1E00}'..='\u{1FFF}'
            | '\u{200C}'..='\u{200E}'
            | '\u{202A}'..='\u{202E}')
    })
}

/// True if a word for "and" or "et al." is joined to names without spaces: in Chinese and Japanese,
/// and, as in citeproc-js, in Korean and for the Hebrew prefix `ו`.
pub(super) fn is_unspaced(word: &str) -> bool {
    word.chars().next().is_some_and(|first| {
        is_ideographic(first)
            || matches!(first, 'ו' | '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}')
    })
}
