//! Upper and lower case in languages that differ from the common rules.
//!
//! *Source*: Unicode `SpecialCasing.txt` (Turkish, Azeri, final sigma); Dutch writes the digraph
//! `ij` as two capitals at the start of a word.

/// Which letters are paired as upper and lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine::eval) enum Letters {
    /// As in most languages.
    Common,
    /// Turkish and Azeri: `i` and `İ`, `ı` and `I`.
    Turkic,
    /// Dutch: a word that begins with `ij` begins with `IJ`.
    Dutch,
}

impl Letters {
    /// The letters of a language.
    ///
    /// *Shape*: a BCP 47 tag in any letter case, `tr-TR`, with hyphens or underscores; a code of
    /// three letters, `tur`; or the English or native name of the language, `Turkish`.
    ///
    /// *Source*: ISO 639-1, 639-2 and 639-3.
    pub(in crate::engine::eval) fn of(language: &str) -> Self {
        const TURKIC: [&str; 11] = [
            "tr",
            "az",
            "tur",
            "aze",
            "azj",
            "azb",
            "turkish",
            "türkçe",
            "azeri",
            "azerbaijani",
            "azərbaycanca",
        ];
        const DUTCH: [&str; 6] = ["nl", "nld", "dut", "dutch", "nederlands", "flemish"];
        let language = language.trim();
        // All of them begin with one of these letters, and most languages do not.
        let first = language.as_bytes().first().map(u8::to_ascii_lowercase);
        if !matches!(first, Some(b't' | b'a' | b'n' | b'd' | b'f')) {
            return Letters::Common;
        }
        let first = language.split(['-', '_', ' ']).next().unwrap_or_default();
        let is_one_of = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(first));
        if is_one_of(&TURKIC) {
            Letters::Turkic
        } else if is_one_of(&DUTCH) {
            Letters::Dutch
        } else {
            Letters::Common
        }
    }

    /// Writes a text in upper case.
    pub(super) fn uppercase(self, text: &str, out: &mut String) {
        for character in text.chars() {
            match character {
                'i' if self == Letters::Turkic => out.push('İ'),
                'a'..='z' => out.push(character.to_ascii_uppercase()),
                _ => out.extend(character.to_uppercase()),
            }
        }
    }

    /// Writes a part of a word in lower case. The text before and after it in the word decides
    /// whether a sigma is a final one.
    pub(super) fn lowercase(self, before: &str, text: &str, after: &str, out: &mut String) {
        for (at, character) in text.char_indices() {
            match character {
                'A'..='Z' if self != Letters::Turkic => out.push(character.to_ascii_lowercase()),
                'I' if self == Letters::Turkic => out.push('ı'),
                'İ' if self == Letters::Turkic => out.push('i'),
                'Σ' => {
                    let is_letter = |text: &str| text.contains(char::is_alphabetic);
                    let rest = &text[at + character.len_utf8()..];
                    let follows = is_letter(before) || is_letter(&text[..at]);
                    let last = follows && !is_letter(rest) && !is_letter(after);
                    out.push(if last { 'ς' } else { 'σ' });
                }
                _ => out.extend(character.to_lowercase()),
            }
        }
    }

    /// The number of bytes at the start of a text that are capitalized together.
    pub(super) fn initial(self, text: &str) -> usize {
        match text.as_bytes() {
            [b'i', b'j', ..] if self == Letters::Dutch => 2,
            _ => text.chars().next().map_or(0, char::len_utf8),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Letters;

    #[test]
    fn languages_are_known_by_tags_codes_and_names() {
        for turkic in ["tr", "tr-TR", "TR_tr", "tur", "Turkish", " AZ-Latn-AZ", "aze", "Azeri"] {
            assert_eq!(Letters::of(turkic), Letters::Turkic, "{turkic}");
        }
        for dutch in ["nl", "NL-be", "nl_NL", "nld", "dut", "Dutch"] {
            assert_eq!(Letters::of(dutch), Letters::Dutch, "{dutch}");
        }
        for common in ["", "en-TR", "trv", "nds", "tuk", "az2", "de_NL", "é"] {
            assert_eq!(Letters::of(common), Letters::Common, "{common}");
        }
    }
}
