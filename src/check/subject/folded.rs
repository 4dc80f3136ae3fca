//! Compares names and titles regardless of case, marks and transliteration.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The letters and digits of a text in lower case, without accents; `ß`, `ø`, `æ` and similar
/// letters as they are written without them, and `ä`, `ae` and `a` equal.
pub(crate) fn folded(text: &str) -> String {
    folded_up_to(text, 0).0
}

/// The same, and how much of it a beginning of the text has become.
///
/// *Units*: bytes; `end` is in the text, on a character boundary.
pub(crate) fn folded_up_to(text: &str, end: usize) -> (String, usize) {
    let (before, after) = text.split_at(end);
    let mut out = String::with_capacity(text.len());
    // German umlauts are written with an `e` if they are not available.
    let mut takes_e = false;
    fold_into(&mut out, &mut takes_e, before);
    let folded_end = out.len();
    fold_into(&mut out, &mut takes_e, after);
    (out, folded_end)
}

/// How many bytes are folded at once.
const BLOCK: usize = 64;

/// The letters and digits of ASCII in lower case, and 0 for all else.
static FOLDED: [u8; 256] = {
    let mut folded = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            folded[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    folded
};

fn fold_into(out: &mut String, takes_e: &mut bool, text: &str) {
    if text.is_ascii() {
        // In blocks: a letter is written to a place that the next one takes if it is left out.
        for block in text.as_bytes().chunks(BLOCK) {
            let (mut letters, mut count) = ([0; BLOCK], 0);
            for &byte in block {
                let letter = FOLDED[usize::from(byte)];
                let is_umlaut = *takes_e && letter == b'e';
                letters[count] = letter;
                count += usize::from(letter != 0 && !is_umlaut);
                *takes_e = match letter {
                    0 => *takes_e,
                    b'a' | b'o' | b'u' => true,
                    _ => false,
                };
            }
            out.push_str(str::from_utf8(&letters[..count]).unwrap_or_default());
        }
        return;
    }
    let mut push = |letter: char| {
        let is_umlaut = *takes_e && letter == 'e';
        *takes_e = !is_umlaut && matches!(letter, 'a' | 'o' | 'u');
        if !is_umlaut {
            out.push(letter);
        }
    };
    for character in text.chars() {
        // Unicode tables are used only for the few characters that need them.
        if character.is_ascii_alphanumeric() {
            push(character.to_ascii_lowercase());
        } else if !character.is_ascii() {
            decompose_canonical(character, |part| fold(part, &mut push));
        }
    }
}

/// Returns the letters for a decomposed character; none for a mark.
fn fold(character: char, push: &mut impl FnMut(char)) {
    match character {
        'ß' | 'ẞ' => ['s', 's'].into_iter().for_each(push),
        'ø' | 'Ø' | 'œ' | 'Œ' => push('o'),
        'æ' | 'Æ' => push('a'),
        'ł' | 'Ł' => push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => push('d'),
        'þ' | 'Þ' => ['t', 'h'].into_iter().for_each(push),
        'ı' => push('i'),
        c if is_combining_mark(c) => {}
        c if c.is_alphanumeric() => c.to_lowercase().for_each(push),
        _ => {}
    }
}

/// Whether two names differ in nothing that is seen: in how accents are encoded, and in spaces.
pub(crate) fn looks_alike(one: &str, other: &str) -> bool {
    let seen = |text: &str| {
        let spaced =
            text.chars().map(|c| if matches!(c, '~' | '\u{a0}' | '\u{2009}') { ' ' } else { c });
        spaced.nfc().collect::<String>()
    };
    one == other || !(one.is_ascii() && other.is_ascii()) && seen(one) == seen(other)
}

/// Whether one of two names of journals is an abbreviation of the other: its words begin those of
/// the other, in the same order. Small words may be left out.
pub(crate) fn abbreviates(short: &str, long: &str) -> bool {
    // `ACM` does not abbreviate `Academic`.
    let is_acronym = |word: &str| {
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        letters().count() > 1 && letters().all(char::is_uppercase)
    };
    // `A Journal` is another than `Another Journal`.
    if short.starts_with("A ") || short.starts_with("An ") {
        return false;
    }
    let spelled: Vec<&str> = split(short).collect();
    let (short, long) = (words(short), words(long));
    short.len() == long.len()
        && short.len() > 1
        && short != long
        && spelled.len() == short.len()
        && spelled.iter().zip(short.iter().zip(&long)).all(|(spelled, (short, long))| {
            if is_acronym(spelled) { short == long } else { begins(short, long) }
        })
}

/// The normalized words of a journal's name, without function words.
pub(crate) fn words(name: &str) -> Vec<String> {
    split(name).map(folded).filter(|word| !word.is_empty()).collect()
}

fn split(name: &str) -> impl Iterator<Item = &str> {
    let words = name.split(|c: char| !(c.is_alphanumeric() || c == '\''));
    words.filter(|word| !word.is_empty() && !is_small(word))
}

/// `phys` for `physics`, `commun` for `communications`, `natl` for `national`: the first letter is
/// the same, and the others occur in the same order.
fn begins(short: &str, long: &str) -> bool {
    // Series numbers and letters do not abbreviate others.
    let is_number = |word: &str| word.chars().all(|c| "ivx".contains(c) || c.is_ascii_digit());
    if is_number(short) && is_number(long) {
        return short == long;
    }
    // Characters that are words by themselves abbreviate nothing by being left out.
    if short.chars().any(|c| c >= '\u{2e80}') {
        return short == long;
    }
    let mut rest = long.chars();
    let same_first = short.chars().next() == long.chars().next();
    same_first && short.chars().all(|c| rest.any(|other| other == c))
}

/// Words that abbreviations of journals leave out.
fn is_small(word: &str) -> bool {
    const SMALL: [&str; 21] = [
        "of", "the", "and", "for", "in", "on", "de", "la", "le", "les", "du", "des", "et", "der",
        "die", "das", "für", "und", "di", "del", "y",
    ];
    SMALL.contains(&&*word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{abbreviates, folded, looks_alike};

    #[test]
    fn spellings_of_one_name_are_alike() {
        for (one, other) in [
            ("Müller", "Mueller"),
            ("Müller", "Muller"),
            ("Broué", "Broue"),
            ("Weiß", "Weiss"),
            ("Łukasiewicz", "Lukasiewicz"),
            ("Jean-Pierre", "Jean Pierre"),
            ("Åström", "ASTROM"),
        ] {
            assert_eq!(folded(one), folded(other), "{one}");
        }
        assert_ne!(folded("Müller"), folded("Miller"));
        for (text, letters) in [
            ("aee oee uee", "aeoeue"),
            ("Aoe UAE ouea", "aouaoua"),
            ("Ææe ÖE", "aao"),
            ("a-e", "a"),
        ] {
            assert_eq!(folded(text), letters, "{text}");
        }
    }

    #[test]
    fn what_looks_alike_is_one_spelling() {
        assert!(looks_alike("Ru\u{308}diger", "R\u{fc}diger"));
        assert!(looks_alike("Sweet\u{a0}& Maxwell", "Sweet & Maxwell"));
        assert!(!looks_alike("Rudiger", "R\u{fc}diger"));
    }

    #[test]
    fn abbreviations_of_journals() {
        for (short, long) in [
            ("J. Phys.", "Journal of Physics"),
            ("Phys. Rev. Lett.", "Physical Review Letters"),
            ("Commun. ACM", "Communications of the ACM"),
            ("Proc. Natl. Acad. Sci.", "Proceedings of the National Academy of Sciences"),
        ] {
            assert!(abbreviates(short, long), "{short}");
        }
        for (short, long) in [
            ("J. Phys.", "Journal of Physics A"),
            ("Nature", "Nature Physics"),
            ("Chaos", "Complexity"),
            ("Physical Review Letters", "Physical Review Letters"),
            ("Phys. Rev.", "Journal of Physics"),
            ("IEEE Trans. Circuits Syst. I", "IEEE Trans. Circuits Syst. II"),
            ("ACM Press", "Academic Press"),
            ("北京大学学报. 自然科学版", "北京师范大学学报(自然科学版)"),
            ("A Journal", "Another Journal"),
        ] {
            assert!(!abbreviates(short, long), "{short}");
        }
    }
}
