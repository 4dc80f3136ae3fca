//! Which capitals a program can change to small letters.

/// True if the small letters of a text in capitals do not depend on its language. In Turkish and
/// Azerbaijani `I` becomes `ı`; Greek capitals have neither the accents nor the final sigma of small
/// letters.
pub(in crate::check) fn has_sure_small_letters(text: &str, language: Option<&str>) -> bool {
    let is_turkic = |c: char| matches!(c, 'İ' | 'ı');
    // A single letter is a symbol of a formula.
    let mut pairs = text.chars().zip(text.chars().skip(1));
    let has_greek_word = pairs.any(|(first, second)| is_greek(first) && is_greek(second));
    !is_of(language, &["tr", "az"]) && !has_greek_word && !text.contains(is_turkic)
}

/// True for a letter of Greek, with accents or without.
pub(in crate::check) fn is_greek(letter: char) -> bool {
    matches!(letter, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}')
}

/// True if the language writes all nouns with a capital.
pub(in crate::check) fn has_capital_nouns(language: Option<&str>) -> bool {
    is_of(language, &["de", "lb"])
}

fn is_of(language: Option<&str>, tags: &[&str]) -> bool {
    let primary = language.unwrap_or_default().split(['-', '_']).next().unwrap_or_default();
    tags.iter().any(|tag| primary.eq_ignore_ascii_case(tag))
}

#[cfg(test)]
mod tests {
    use super::{has_capital_nouns, has_sure_small_letters};

    #[test]
    fn letters_that_depend_on_a_language() {
        assert!(has_sure_small_letters("THE COMMUNE", None));
        assert!(has_sure_small_letters("КРОНШТАДТ", Some("ru")));
        assert!(!has_sure_small_letters("İSTANBUL", None));
        assert!(!has_sure_small_letters("ISTANBUL", Some("tr-TR")));
        assert!(!has_sure_small_letters("ΙΣΤΟΡΙΑ", None));
        assert!(has_sure_small_letters("THE OPERATOR Δ", None));
        assert!(has_capital_nouns(Some("de-DE")) && !has_capital_nouns(None));
    }
}
