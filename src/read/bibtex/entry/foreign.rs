//! Titles that are evidently not in English, in entries without a language.
//!
//! Title case is for English: `Annalen der Physik` in a bibliography without `langid` must not
//! become `Annalen Der Physik`.

/// Function words of German, French, Spanish, Italian, Portuguese and Dutch that are not English
/// words and rarely parts of names.
#[rustfmt::skip]
fn is_small_foreign_word(word: &str) -> bool {
    matches!(
        word,
        "auf" | "aus" | "bei" | "beim" | "das" | "dem" | "der" | "des" | "durch" | "ein" | "eine" | "einem"
        | "einen" | "einer" | "eines" | "für" | "im" | "ist" | "mit" | "nach" | "oder" | "und" | "unter" | "vom"
        | "vor" | "zum" | "zur" | "zwischen" | "über" // German
        | "au" | "aux" | "avec" | "chez" | "dans" | "du" | "est" | "et" | "le" | "les" | "leur" | "ou" | "par"
        | "pour" | "sur" | "une" | "à" // French
        | "del" | "el" | "entre" | "las" | "los" | "para" | "por" | "una" // Spanish
        | "alla" | "degli" | "dei" | "della" | "delle" | "di" | "gli" | "il" | "nel" | "nella" // Italian
        | "em" | "não" | "uma" // Portuguese
        | "bij" | "een" | "het" | "naar" | "voor" // Dutch
    )
}

/// Function words that occur in nearly every English title.
const ENGLISH: [&str; 13] = [
    "and", "are", "by", "for", "from", "is", "of", "that", "the", "to", "using", "with", "without",
];

/// Whether a word is one of [`ENGLISH`], in any letter case.
fn is_small_english_word(word: &str) -> bool {
    // Of other lengths there is none.
    matches!(word.len(), 2..=5 | 7)
        && ENGLISH.iter().any(|english| word.eq_ignore_ascii_case(english))
}

/// True if a title is evidently in another language than English.
pub(super) fn is_foreign(title: &str) -> bool {
    let mut before = "";
    let (mut foreign, mut already) = (false, false);
    for word in title.split(char::is_whitespace) {
        let is_closed = word.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let word = match is_closed {
            true => word,
            false => word.trim_matches(|c: char| !c.is_alphanumeric()),
        };
        if is_small_english_word(word) {
            return false;
        }
        if before == "et" && word == "al" {
            foreign = already;
        }
        already = foreign;
        foreign |= is_foreign_word(word, before);
        before = word;
    }
    foreign
}

fn is_foreign_word(word: &str, before: &str) -> bool {
    if !word.starts_with(char::is_lowercase) {
        return false;
    }
    // `Van der Waals`.
    let in_name = matches!(before, "van" | "von" | "Van" | "Von");
    // The longest of these words has eight letters.
    if word.len() <= "zwischen".len() && is_small_foreign_word(word) {
        return !in_name;
    }
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    // `l’analyse`, `d’ordre`.
    let elided = word.split_once(['’', '\'']).is_some_and(|(article, noun)| {
        matches!(article, "l" | "d" | "qu" | "dell" | "nell" | "all")
            && noun.starts_with(char::is_lowercase)
    });
    elided || word.contains(|c| ('\u{100}'..='\u{17f}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::is_foreign;

    #[test]
    fn languages_are_told_by_their_small_words() {
        for title in [
            "Annalen der Physik",
            "Zeitschrift für Mathematik",
            "Über das Wesen der Dinge",
            "Actes du colloque",
            "Théorie de l’information",
            "Estudios para una teoría",
            "Atti della riunione",
            "Uvod u češku lingvistiku",
        ] {
            assert!(is_foreign(title), "{title}");
        }
        for title in [
            "Annals of Physics",
            "Van der Waals forces",
            "The works of Karl der Große",
            "Der Spiegel",
            "Čapek in Prague",
            "Naïve café models",
            "J. Math. Anal.",
            "Errors in Doe et al.",
            "",
        ] {
            assert!(!is_foreign(title), "{title}");
        }
    }
}
