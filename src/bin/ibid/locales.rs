//! Recognizes the language that a user names: a tag such as `de-DE`, or a suggestion.

use ibid::diagnostic::nearest;
use ibid::style::archive;
use ibid::style::primary_dialect;

/// A tag in the form of the locales' names: `pt-BR` for `pt_br`.
///
/// # Errors
///
/// If there is no locale for the language: a similar tag, if there is one.
pub(crate) fn tag(wanted: &str) -> Result<String, Option<&'static str>> {
    let subtags: Vec<String> = wanted
        .split(['-', '_'])
        .enumerate()
        .map(|(index, subtag)| match (index, subtag.len()) {
            (0, _) => subtag.to_lowercase(),
            (_, 4) => {
                let (first, rest) = subtag.split_at_checked(1).unwrap_or((subtag, ""));
                first.to_uppercase() + &rest.to_lowercase()
            }
            _ => subtag.to_uppercase(),
        })
        .collect();
    let tag = subtags.join("-");
    match primary_dialect(&tag) {
        Some(_) => Ok(tag),
        None => Err(meant(wanted)),
    }
}

fn meant(wanted: &str) -> Option<&'static str> {
    let lower = wanted.to_lowercase();
    let language = |word: &str| LANGUAGES.iter().find(|(name, _)| *name == word);
    let words = || lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let named = language(&lower).or_else(|| words().find_map(language)).or_else(|| {
        let name = nearest(&lower, LANGUAGES.iter().map(|(name, _)| *name))?;
        language(name)
    });
    match named {
        Some((_, tag)) => Some(tag),
        None => archive::locales().find(|tag| nearest(wanted, [*tag]).is_some()),
    }
}

/// Names of languages, in English and in the language itself, and the locale for each; sorted.
const LANGUAGES: &[(&str, &str)] = &[
    ("afrikaans", "af-ZA"),
    ("american", "en-US"),
    ("arabic", "ar"),
    ("armenian", "hy-AM"),
    ("austrian", "de-AT"),
    ("balochi", "bal-PK"),
    ("basque", "eu"),
    ("brahui", "brh-PK"),
    ("brazilian", "pt-BR"),
    ("british", "en-GB"),
    ("bulgarian", "bg-BG"),
    ("català", "ca-AD"),
    ("catalan", "ca-AD"),
    ("chinese", "zh-CN"),
    ("croatian", "hr-HR"),
    ("czech", "cs-CZ"),
    ("danish", "da-DK"),
    ("dansk", "da-DK"),
    ("deutsch", "de-DE"),
    ("dutch", "nl-NL"),
    ("english", "en-US"),
    ("español", "es-ES"),
    ("estonian", "et-EE"),
    ("euskara", "eu"),
    ("farsi", "fa-IR"),
    ("finnish", "fi-FI"),
    ("français", "fr-FR"),
    ("francais", "fr-FR"),
    ("french", "fr-FR"),
    ("galician", "gl-ES"),
    ("german", "de-DE"),
    ("greek", "el-GR"),
    ("hebrew", "he-IL"),
    ("hindi", "hi-IN"),
    ("hrvatski", "hr-HR"),
    ("hungarian", "hu-HU"),
    ("icelandic", "is-IS"),
    ("indonesian", "id-ID"),
    ("italian", "it-IT"),
    ("italiano", "it-IT"),
    ("japanese", "ja-JP"),
    ("khmer", "km-KH"),
    ("korean", "ko-KR"),
    ("latin", "la"),
    ("latvian", "lv-LV"),
    ("ligurian", "lij-IT"),
    ("lithuanian", "lt-LT"),
    ("magyar", "hu-HU"),
    ("malay", "ms-MY"),
    ("mongolian", "mn-MN"),
    ("nederlands", "nl-NL"),
    ("norsk", "nb-NO"),
    ("norwegian", "nb-NO"),
    ("nynorsk", "nn-NO"),
    ("persian", "fa-IR"),
    ("polish", "pl-PL"),
    ("polski", "pl-PL"),
    ("portuguese", "pt-PT"),
    ("português", "pt-PT"),
    ("punjabi", "pa-PK"),
    ("romanian", "ro-RO"),
    ("russian", "ru-RU"),
    ("serbian", "sr-Cyrl-RS"),
    ("slovak", "sk-SK"),
    ("slovene", "sl-SI"),
    ("slovenian", "sl-SI"),
    ("spanish", "es-ES"),
    ("suomi", "fi-FI"),
    ("svenska", "sv-SE"),
    ("swedish", "sv-SE"),
    ("swiss", "de-CH"),
    ("tagalog", "tl-PH"),
    ("thai", "th-TH"),
    ("turkish", "tr-TR"),
    ("türkçe", "tr-TR"),
    ("ukrainian", "uk-UA"),
    ("vietnamese", "vi-VN"),
    ("welsh", "cy-GB"),
    ("čeština", "cs-CZ"),
    ("ελληνικά", "el-GR"),
    ("русский", "ru-RU"),
    ("українська", "uk-UA"),
    ("中文", "zh-CN"),
    ("日本語", "ja-JP"),
];

#[cfg(test)]
mod tests {
    use ibid::style::archive;

    use super::{LANGUAGES, tag};

    #[test]
    fn tags_are_brought_to_the_form_of_the_locales() {
        for (wanted, found) in [
            ("de-DE", "de-DE"),
            ("de", "de"),
            ("en_gb", "en-GB"),
            ("PT_br", "pt-BR"),
            ("sr-latn-rs", "sr-Latn-RS"),
            ("de-AT", "de-AT"),
        ] {
            assert_eq!(tag(wanted).as_deref(), Ok(found), "{wanted}");
        }
    }

    #[test]
    fn names_of_languages_lead_to_tags() {
        for (wanted, meant) in [
            ("german", Some("de-DE")),
            ("Deutsch", Some("de-DE")),
            ("germn", Some("de-DE")),
            ("British English", Some("en-GB")),
            ("English (UK)", Some("en-US")),
            ("qq", None),
            ("klingon", None),
            ("", None),
        ] {
            assert_eq!(tag(wanted), Err(meant), "{wanted}");
        }
    }

    #[test]
    fn every_language_has_a_locale() {
        for (name, tag) in LANGUAGES {
            assert!(archive::locale(tag).is_some(), "{name}: {tag}");
        }
    }
}
