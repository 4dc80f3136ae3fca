//! The texts for BibLaTeX's keys (`phdthesis`, `inpress`), and language tags for language names.
//!
//! *Source*: the BibLaTeX manual (3.18), sections 2.3.13, 4.9.2.13 and 4.9.2.16, and table 2.

use crate::model::Language;

/// The text for a key in `type`; other text is not changed.
pub(super) fn genre(key: &str) -> Option<&'static str> {
    Some(match key.to_ascii_lowercase().as_str() {
        "phdthesis" => "PhD thesis",
        "mathesis" | "mastersthesis" => "Master’s thesis",
        "bathesis" => "Bachelor’s thesis",
        "candthesis" => "Candidate thesis",
        "techreport" => "Technical report",
        "resreport" => "Research report",
        "software" => "Computer software",
        "datacd" => "CD-ROM",
        "audiocd" => "Audio CD",
        "patent" => "Patent",
        "patentde" => "German patent",
        "patenteu" => "European patent",
        "patentfr" => "French patent",
        "patentuk" => "British patent",
        "patentus" => "U.S. patent",
        "patreq" => "Patent request",
        "patreqde" => "German patent request",
        "patreqeu" => "European patent request",
        "patreqfr" => "French patent request",
        "patrequk" => "British patent request",
        "patrequs" => "U.S. patent request",
        _ => return None,
    })
}

/// The keys of the texts that most works have.
const GENRES: [&str; 7] =
    ["phdthesis", "mathesis", "bathesis", "candthesis", "techreport", "resreport", "software"];
const STATUSES: [&str; 5] =
    ["inpreparation", "submitted", "forthcoming", "inpress", "prepublished"];

/// The key of a text in `type`, if there is one.
pub(crate) fn genre_key(text: &str) -> Option<&'static str> {
    GENRES.into_iter().find(|key| genre(key) == Some(text))
}

/// The key of a text in `pubstate`, if there is one.
pub(crate) fn status_key(text: &str) -> Option<&'static str> {
    STATUSES.into_iter().find(|key| status(key) == Some(text))
}

/// BibLaTeX's name of the language with this tag, if it has one.
pub(crate) fn language_name(tag: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(_, known)| *known == tag).map(|(name, _)| *name)
}

/// The text for a key in `pubstate`.
pub(super) fn status(key: &str) -> Option<&'static str> {
    Some(match key.to_ascii_lowercase().as_str() {
        "inpreparation" => "in preparation",
        "submitted" => "submitted",
        "forthcoming" => "forthcoming",
        "inpress" => "in press",
        "prepublished" => "pre-published",
        _ => return None,
    })
}

/// The text for a key in an article's `series`.
pub(super) fn series(key: &str) -> Option<&'static str> {
    match key {
        "newseries" => Some("New series"),
        "oldseries" => Some("Old series"),
        _ => None,
    }
}

/// What a number in an article's `series` stands for: `2` for the second series of the journal.
///
/// *Source*: the BibLaTeX manual (3.18), section 2.2.2, "series".
pub(super) fn numbered_series(text: &str) -> Option<String> {
    let number: u8 = text.trim().parse().ok()?;
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    Some(format!("{number}{ending} ser."))
}

/// The country for a key in a patent's `location`.
pub(super) fn country(key: &str) -> Option<&'static str> {
    match key {
        "countryde" => Some("Germany"),
        "countryep" | "countryeu" => Some("European Union"),
        "countryfr" => Some("France"),
        "countryuk" => Some("United Kingdom"),
        "countryus" => Some("United States of America"),
        _ => None,
    }
}

/// The language tag for a language name of babel, polyglossia or BibLaTeX, or for a tag.
pub(crate) fn language(name: &str) -> Option<Language> {
    let lower = name.trim().to_ascii_lowercase();
    let bare = lower.strip_prefix("lang").filter(|rest| rest.len() > 3).unwrap_or(&lower);
    let tag = LANGUAGES.iter().find(|(name, _)| *name == bare).map(|(_, tag)| *tag);
    // The language of a tag has two or three letters; longer ones are unknown names.
    let own = || lower.split(['-', '_']).next().is_some_and(|first| first.len() <= 3);
    match tag {
        Some(tag) => Language::parse(tag).ok(),
        None if own() => Language::parse(&lower).ok(),
        None => None,
    }
}

/// The tag of a language with the variant in `langidopts`.
pub(super) fn language_variant(language: &str, variant: &str) -> Option<&'static str> {
    match (language, variant) {
        ("en", "american" | "usmax" | "us") => Some("en-US"),
        ("en", "british" | "uk") => Some("en-GB"),
        ("en", "australian") => Some("en-AU"),
        ("en", "canadian") => Some("en-CA"),
        ("de", "austrian") => Some("de-AT"),
        ("de", "swiss") => Some("de-CH"),
        ("pt", "brazilian") => Some("pt-BR"),
        ("fr", "canadian" | "acadian") => Some("fr-CA"),
        _ => None,
    }
}

const LANGUAGES: [(&str, &str); 149] = [
    ("english", "en"),
    ("german", "de"),
    ("engl", "en"),
    ("русский", "ru"),
    ("中文", "zh"),
    ("日本語", "ja"),
    ("한국어", "ko"),
    ("ngerman", "de"),
    ("french", "fr"),
    ("spanish", "es"),
    ("italian", "it"),
    ("latin", "la"),
    ("american", "en-US"),
    ("usenglish", "en-US"),
    ("british", "en-GB"),
    ("ukenglish", "en-GB"),
    ("australian", "en-AU"),
    ("canadian", "en-CA"),
    ("newzealand", "en-NZ"),
    ("germanb", "de"),
    ("austrian", "de-AT"),
    ("naustrian", "de-AT"),
    ("swissgerman", "de-CH"),
    ("nswissgerman", "de-CH"),
    ("deutsch", "de"),
    ("francais", "fr"),
    ("français", "fr"),
    ("frenchb", "fr"),
    ("acadian", "fr-CA"),
    ("canadien", "fr-CA"),
    ("swissfrench", "fr-CH"),
    ("mexican", "es-MX"),
    ("español", "es"),
    ("espanol", "es"),
    ("italiano", "it"),
    ("portuguese", "pt"),
    ("portuges", "pt"),
    ("brazilian", "pt-BR"),
    ("brazil", "pt-BR"),
    ("dutch", "nl"),
    ("nederlands", "nl"),
    ("afrikaans", "af"),
    ("danish", "da"),
    ("norwegian", "nb"),
    ("norsk", "nb"),
    ("bokmal", "nb"),
    ("nynorsk", "nn"),
    ("swedish", "sv"),
    ("finnish", "fi"),
    ("icelandic", "is"),
    ("faroese", "fo"),
    ("russian", "ru"),
    ("ukrainian", "uk"),
    ("belarusian", "be"),
    ("polish", "pl"),
    ("czech", "cs"),
    ("slovak", "sk"),
    ("slovene", "sl"),
    ("slovenian", "sl"),
    ("croatian", "hr"),
    ("bosnian", "bs"),
    ("serbian", "sr"),
    ("serbianc", "sr-Cyrl"),
    ("bulgarian", "bg"),
    ("macedonian", "mk"),
    ("uppersorbian", "hsb"),
    ("usorbian", "hsb"),
    ("lowersorbian", "dsb"),
    ("lsorbian", "dsb"),
    ("greek", "el"),
    ("polutonikogreek", "el"),
    ("ancientgreek", "grc"),
    ("hungarian", "hu"),
    ("magyar", "hu"),
    ("romanian", "ro"),
    ("turkish", "tr"),
    ("turkmen", "tk"),
    ("estonian", "et"),
    ("latvian", "lv"),
    ("lithuanian", "lt"),
    ("basque", "eu"),
    ("catalan", "ca"),
    ("galician", "gl"),
    ("asturian", "ast"),
    ("occitan", "oc"),
    ("irish", "ga"),
    ("scottish", "gd"),
    ("welsh", "cy"),
    ("breton", "br"),
    ("albanian", "sq"),
    ("armenian", "hy"),
    ("georgian", "ka"),
    ("esperanto", "eo"),
    ("interlingua", "ia"),
    ("hebrew", "he"),
    ("arabic", "ar"),
    ("syriac", "syr"),
    ("persian", "fa"),
    ("farsi", "fa"),
    ("kurmanji", "ku"),
    ("hindi", "hi"),
    ("bengali", "bn"),
    ("tamil", "ta"),
    ("sanskrit", "sa"),
    ("tibetan", "bo"),
    ("chinese", "zh"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("vietnamese", "vi"),
    ("thai", "th"),
    ("indonesian", "id"),
    ("bahasa", "id"),
    ("malay", "ms"),
    // Their names in other languages, and ISO 639-2.
    ("anglais", "en"),
    ("englisch", "en"),
    ("inglés", "en"),
    ("ingles", "en"),
    ("inglese", "en"),
    ("engels", "en"),
    ("allemand", "de"),
    ("alemán", "de"),
    ("tedesco", "de"),
    ("französisch", "fr"),
    ("francés", "fr"),
    ("francese", "fr"),
    ("spanisch", "es"),
    ("espagnol", "es"),
    ("castellano", "es"),
    ("italienisch", "it"),
    ("italien", "it"),
    ("russisch", "ru"),
    ("russe", "ru"),
    ("eng", "en"),
    ("ger", "de"),
    ("deu", "de"),
    ("fre", "fr"),
    ("fra", "fr"),
    ("spa", "es"),
    ("ita", "it"),
    ("rus", "ru"),
    ("por", "pt"),
    ("jpn", "ja"),
    ("chi", "zh"),
    ("zho", "zh"),
    ("lat", "la"),
    ("dut", "nl"),
    ("nld", "nl"),
    ("pol", "pl"),
    ("swe", "sv"),
];
