//! Titles that are evidently not in English, in entries without a language.
//!
//! Title case is for English: `Annalen der Physik` in a bibliography without `langid` must not
//! become `Annalen Der Physik`.

use crate::model::{Mark, MarkKind, Text};
use crate::words::{Words, between_spaces};

/// Function words of German, French, Spanish, Italian, Portuguese and Dutch that are not English
/// words and rarely parts of names.
#[rustfmt::skip]
static SMALL: Words<88> = Words::new([
    "auf", "aus", "bei", "beim", "das", "dem", "der", "des", "durch", "ein", "eine", "einem",
    "einen", "einer", "eines", "für", "im", "ist", "mit", "nach", "oder", "und", "unter", "vom",
    "vor", "zum", "zur", "zwischen", "über", // German
    "au", "aux", "avec", "chez", "dans", "du", "est", "et", "le", "les", "leur", "ou", "par",
    "pour", "sur", "une", "à", // French
    "del", "el", "entre", "las", "los", "para", "por", "una", // Spanish
    "alla", "degli", "dei", "della", "delle", "di", "gli", "il", "nel", "nella", // Italian
    "em", "não", "uma", // Portuguese
    "bij", "een", "het", "naar", "voor", // Dutch
    "og", "och", "på", "för", "från", // Danish, Norwegian, Swedish
    "ve", "için", "ile", // Turkish
    "oraz", "przez", "és", "egy", "și", "în", "při", "že", // Polish, Hungarian, Romanian, Czech
]);

/// Function words that occur in nearly every English title.
static ENGLISH: Words<13> = Words::new([
    "and", "are", "by", "for", "from", "is", "of", "that", "the", "to", "using", "with", "without",
]);

/// Words that are frequent in titles in other languages, and rare in English ones: one alone may be
/// part of a name or a phrase (`Rio de Janeiro`, `en masse`, `x and y`).
#[rustfmt::skip]
static WEAK: Words<63> = Words::new([
    "de", "la", "en", "y", "e", "i", "un", "al", "lo", "se", "su", "sus", "es", "con",
    "ses", "ce", "ces", "ne", "pas", "que", "qui", "che",
    "si", "da", "dos", "na", "nos", "nas", "ao", "os", "com", "van", "te", "op",
    "om", "aan", "uit", "tot", "als", "den", "det", "som", "med", "av", "til",
    "ett", "fra", "w", "z", "dla", "po", "od", "za", "ja", "az", "von",
    "zu", "wie", "sich", "amb", "els", "din", "cu",
]);

/// Words with other letters than English ones that are English nonetheless.
static LOANS: Words<16> = Words::new([
    "naïve",
    "café",
    "cafés",
    "façade",
    "façades",
    "résumé",
    "cliché",
    "rôle",
    "élite",
    "séance",
    "détente",
    "ångström",
    "protégé",
    "décor",
    "coöperation",
    "fiancé",
]);

/// The first word of journals in other languages than English, which has no function words.
#[rustfmt::skip]
static JOURNALS: Words<22> = Words::new([
    "Revista", "Revue", "Rivista", "Zeitschrift", "Tijdschrift", "Annales", "Annali", "Anales", "Archivio",
    "Archivo", "Jahrbuch", "Beiträge", "Przegląd", "Tidsskrift", "Tidskrift", "Cahiers", "Quaderni",
    "Cuadernos", "Études", "Historische", "Historisk", "Deutsche",
]);

/// True if a text has none of the words that occur in nearly every English title.
pub(super) fn may_be_foreign(text: &str) -> bool {
    !text.split(|c: char| !c.is_alphanumeric()).any(|word| ENGLISH.has_in_any_case(word))
}

/// True if a title is evidently in another language than English.
pub(super) fn is_foreign(title: &str) -> bool {
    if is_in_another_script(title) {
        return true;
    }
    let mut before = "";
    let (mut foreign, mut already, mut weak) = (false, false, 0);
    // Of most titles, the words are found without a look at tables of Unicode.
    let words: &mut dyn Iterator<Item = &str> = match title
        .bytes()
        .all(|it| matches!(it, b' '..0x7f))
    {
        true => &mut between_spaces(title).map(|(_, word)| word).filter(|word| !word.is_empty()),
        false => &mut title.split_whitespace(),
    };
    for (number, word) in words.enumerate() {
        let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        let is_closed = is_letter(word.as_bytes().first()) && is_letter(word.as_bytes().last());
        let word = match is_closed {
            true => word,
            false => word.trim_matches(|c: char| !c.is_alphanumeric()),
        };
        if ENGLISH.has_in_any_case(word) {
            return false;
        }
        // A word of plain letters, as nearly all are, is a hint only if it is in one of these lists;
        // a capitalized one only if it is a journal's first.
        let is_plain = word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_capitalized = word.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        if is_plain
            && match is_capitalized {
                true => number > 0,
                false => !SMALL.has(word) && !WEAK.has(word),
            }
        {
            (already, before) = (foreign, word);
            continue;
        }
        if before == "et" && word == "al" {
            foreign = already;
        }
        already = foreign;
        foreign |= is_foreign_word(word, before);
        foreign |= number == 0 && JOURNALS.has(word);
        weak += usize::from(is_weak(word, before));
        before = word;
    }
    foreign || weak > 1
}

/// Whether a word is a hint of another language: `de`, `años`.
fn is_weak(word: &str, before: &str) -> bool {
    // `van de Graaff`, `de novo`, `de la Vallée`.
    let in_name = matches!(before, "van" | "von" | "Van" | "Von" | "de" | "De");
    if WEAK.has(word) {
        return !in_name;
    }
    word.starts_with(char::is_lowercase)
        && !word.is_ascii()
        && word.chars().any(|c| ('\u{e0}'..='\u{24f}').contains(&c))
        && word.chars().all(|c| c.is_alphabetic())
        && !LOANS.has(word)
}

/// Whether most letters of a title are those of another alphabet with capitals: Greek, Cyrillic.
fn is_in_another_script(title: &str) -> bool {
    if title.is_ascii() {
        return false;
    }
    let is_other = |c: char| matches!(c, '\u{370}'..='\u{58f}' | '\u{1f00}'..='\u{1fff}');
    let (mut other, mut latin) = (0, 0);
    for c in title.chars().filter(|c| c.is_alphabetic()) {
        if is_other(c) {
            other += 1;
        } else {
            latin += 1;
        }
    }
    other > latin
}

fn is_foreign_word(word: &str, before: &str) -> bool {
    // `L’enciclopedia`, unlike `L’Oréal`.
    if let Some(noun) = word.strip_prefix("L’").or_else(|| word.strip_prefix("L'")) {
        return noun.starts_with(char::is_lowercase);
    }
    if !word.starts_with(char::is_lowercase) {
        return false;
    }
    // `Van der Waals`.
    let in_name = matches!(before, "van" | "von" | "Van" | "Von");
    if SMALL.has(word) {
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

/// A text whose letter case no style changes.
pub(super) fn in_its_case(text: Text) -> Text {
    let whole = |mark: &Mark| {
        mark.kind == MarkKind::NoCase && mark.end - mark.start == text.as_str().len() as u32
    };
    if text.marks().iter().any(whole) {
        return text;
    }
    let mut marks = text.marks().to_vec();
    let content = text.as_str().to_owned();
    marks.push(Mark { start: 0, end: content.len() as u32, kind: MarkKind::NoCase });
    Text::with_marks(content, marks)
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
            "La vida es sueño y otras historias",
            "Cien años de soledad",
            "Uma história dos navios e do mar",
            "Een geschiedenis van de schepen en de zee",
            "Historia statków i morza",
            "Gemilerin ve denizin tarihi",
            "Skipenes historie og havet",
            "История кораблей и моря",
            "Η ιστορία των πλοίων",
            "Revista portuguesa",
            "L’histoire, une passion",
            "Wikipedia, L’enciclopedia libera",
            "Von Reibung und Gleitung",
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
            "The α-helix and β-sheet",
            "Carnival in Rio de Janeiro",
            "A van de Graaff generator",
            "De novo design",
            "Naïve café façades",
            "Solving x y problems",
            "Mobile apps en masse",
            "",
        ] {
            assert!(!is_foreign(title), "{title}");
        }
    }
}
