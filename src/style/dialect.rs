//! Finds the locale for a language.

/// The locale for a language: `de-DE` for `de` and for `de-AT`. `None` for a language that has no
/// official locale.
///
/// For a language with several locales, it is the one in the specification's table; for Serbian,
/// the one in the script of the tag, or else in Cyrillic.
///
/// # Example
///
/// ```
/// use ibid::style::primary_dialect;
///
/// assert_eq!(primary_dialect("pt-BR"), Some("pt-PT"));
/// assert_eq!(primary_dialect("eu"), Some("eu"));
/// assert_eq!(primary_dialect("tlh"), None);
/// ```
///
/// *Source*: CSL 1.0.2 specification, "Locale Fallback", and the names of the official locales.
pub fn primary_dialect(tag: &str) -> Option<&'static str> {
    let mut subtags = tag.split(['-', '_']);
    let language = subtags.next()?.to_ascii_lowercase();
    if language == "sr" && subtags.any(|subtag| subtag.eq_ignore_ascii_case("Latn")) {
        return Some("sr-Latn-RS");
    }
    let index = PRIMARY.binary_search_by(|dialect| language_of(dialect).cmp(&language)).ok()?;
    Some(PRIMARY[index])
}

fn language_of(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Sorted by language.
const PRIMARY: &[&str] = &[
    "af-ZA",
    "ar",
    "bal-PK",
    "bg-BG",
    "brh-PK",
    "ca-AD",
    "cs-CZ",
    "cy-GB",
    "da-DK",
    "de-DE",
    "el-GR",
    "en-US",
    "es-ES",
    "et-EE",
    "eu",
    "fa-IR",
    "fi-FI",
    "fr-FR",
    "gl-ES",
    "he-IL",
    "hi-IN",
    "hr-HR",
    "hu-HU",
    "hy-AM",
    "id-ID",
    "is-IS",
    "it-IT",
    "ja-JP",
    "km-KH",
    "ko-KR",
    "la",
    "lij-IT",
    "lt-LT",
    "lv-LV",
    "mn-MN",
    "ms-MY",
    "nb-NO",
    "nl-NL",
    "nn-NO",
    "pa-PK",
    "pl-PL",
    "pt-PT",
    "ro-RO",
    "ru-RU",
    "sk-SK",
    "sl-SI",
    "sr-Cyrl-RS",
    "sv-SE",
    "th-TH",
    "tl-PH",
    "tr-TR",
    "uk-UA",
    "vi-VN",
    "zh-CN",
];

#[cfg(test)]
mod tests {
    use super::{PRIMARY, language_of, primary_dialect};

    #[test]
    fn the_table_is_sorted_by_language() {
        assert!(PRIMARY.is_sorted_by(|a, b| language_of(a) < language_of(b)));
    }

    #[test]
    fn tags_of_any_shape_lead_to_their_language() {
        assert_eq!(primary_dialect("de"), Some("de-DE"));
        assert_eq!(primary_dialect("EN_gb"), Some("en-US"));
        assert_eq!(primary_dialect("sr-RS"), Some("sr-Cyrl-RS"));
        assert_eq!(primary_dialect("sr-Latn"), Some("sr-Latn-RS"));
        assert_eq!(primary_dialect(""), None);
    }
}
