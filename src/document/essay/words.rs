//! Words as they are compared: in lower-case Latin letters, without accents.
//!
//! *Shape*: `Éditions` and `editions` are equal, and so are `Ленин` and `Lenin`.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::diagnostic::nearest;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its range in the original text, without a possessive `’s`.
    pub(super) range: Range<usize>,
    /// Its normalized form.
    pub(super) folded: String,
    /// Whether it begins with a capital letter.
    pub(super) is_capital: bool,
}

impl Word {
    /// Its value, if it is a number.
    pub(super) fn number(&self) -> Option<u32> {
        let is_number = self.folded.len() <= 6 && self.folded.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| self.folded.parse().ok()).flatten()
    }

    /// The year that it may be.
    pub(super) fn year(&self) -> Option<i32> {
        let year = self.number().filter(|year| (1000..2100).contains(year))?;
        i32::try_from(year).ok()
    }

    /// True if it is an initial: `M`.
    pub(super) fn is_initial(&self) -> bool {
        self.is_capital && self.folded.chars().count() == 1
    }
}

/// The words of a text, in order. A word hyphenated at the end of a line is one word, and each
/// Chinese or Japanese character is a word.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_letter).map(|len| at + len) {
        let end = end_of_word(text, start);
        let written = &text[start..end];
        words.push(Word {
            range: start..end,
            folded: fold(written),
            is_capital: written.starts_with(char::is_uppercase),
        });
        at = end;
        // A possessive ending is not a word.
        if let Some(rest) = text[at..].strip_prefix(['’', '\'', 'ʼ'])
            && rest.starts_with('s')
            && !rest[1..].starts_with(is_letter)
        {
            at = text.len() - rest.len() + 1;
        }
    }
    words
}

fn is_letter(c: char) -> bool {
    (c.is_alphanumeric() || is_combining_mark(c))
        && superscript(c).is_none()
        && circled(c).is_none()
}

fn end_of_word(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(c) = text[at..].chars().next() {
        let next = at + c.len_utf8();
        if is_ideograph(c) {
            return next;
        }
        let rest = &text[next..];
        at = match rest.chars().next() {
            Some(letter) if is_letter(letter) && !is_ideograph(letter) => next,
            // `Bolshe-` at the end of a line, and `viks` on the next one.
            Some('-' | '\u{ad}' | '‐') if c.is_lowercase() => {
                let behind = rest.trim_start_matches(['-', '\u{ad}', '‐']);
                let word = behind.trim_start();
                let is_divided = behind[..behind.len() - word.len()].contains('\n')
                    && word.starts_with(char::is_lowercase);
                if !is_divided {
                    return next;
                }
                text.len() - word.len()
            }
            _ => return next,
        };
    }
    text.len()
}

/// True if a character is a word by itself: Chinese and Japanese.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// The digit of a superscript character.
pub(super) fn superscript(c: char) -> Option<u32> {
    Some(match c {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴'..='⁹' => c as u32 - '⁰' as u32,
        _ => return None,
    })
}

/// The number of a character in a circle or in parentheses: `①`, `⑴`.
pub(super) fn circled(c: char) -> Option<u32> {
    let number = |first: char, count: u32| c as u32 - first as u32 + count;
    Some(match c {
        '①'..='⑳' => number('①', 1),
        '㉑'..='㉟' => number('㉑', 21),
        '㊱'..='㊿' => number('㊱', 36),
        '⑴'..='⒇' => number('⑴', 1),
        '❶'..='❿' => number('❶', 1),
        _ => return None,
    })
}

/// Normalizes a text for comparison; characters other than letters and digits are dropped.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        out.extend(letters.map(|byte| char::from(byte.to_ascii_lowercase())));
        return out;
    }
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match latin(c) {
            Some(letters) => out.push_str(letters),
            None if c.is_alphanumeric() => out.push(c),
            None => {}
        }
    }
    out
}

/// The Latin letters for a letter of another script, or for one whose accent is not separate.
fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ı' => "i",
        'þ' => "th",
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'є' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'й' | 'і' | 'ї' | 'ы' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "iu",
        'я' => "ia",
        'ј' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ћ' => "c",
        'ђ' => "d",
        'џ' => "dz",
        'α' => "a",
        'β' => "v",
        'γ' => "g",
        'δ' => "d",
        'ε' => "e",
        'ζ' => "z",
        'η' | 'ι' | 'υ' => "i",
        'θ' => "th",
        'κ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "x",
        'ο' | 'ω' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' | 'ς' => "s",
        'τ' => "t",
        'φ' => "f",
        'χ' => "ch",
        'ψ' => "ps",
        _ => return None,
    })
}

/// The part of a normalized word that does not depend on transliteration or misspelt vowels; `None`
/// if that is too short to distinguish words.
pub(super) fn skeleton(folded: &str) -> Option<String> {
    let mut rest = folded;
    let mut out = String::new();
    while let Some(first) = rest.chars().next() {
        let (len, letter) = sound(rest, first);
        rest = &rest[len..];
        match letter {
            Some(letter) if !out.ends_with(letter) => out.push(letter),
            // A vowel counts only at the beginning of the word, whichever it is.
            None if out.is_empty() => out.push('_'),
            _ => {}
        }
    }
    (folded.chars().count() >= 4 && out.chars().count() >= 3).then_some(out)
}

/// The length of one sound in bytes, and the letter for it; `None` for vowels.
fn sound(rest: &str, first: char) -> (usize, Option<char>) {
    const SOUNDS: [(&str, char); 18] = [
        ("shch", 's'),
        ("tsch", 's'),
        ("tch", 's'),
        ("sch", 's'),
        ("sh", 's'),
        ("ch", 's'),
        ("zh", 's'),
        ("ts", 's'),
        ("tz", 's'),
        ("cz", 's'),
        ("kh", 'k'),
        ("ck", 'k'),
        ("qu", 'k'),
        ("ph", 'f'),
        ("th", 't'),
        ("gh", 'g'),
        ("ks", 'x'),
        ("dt", 't'),
    ];
    // Most letters begin no such sound, and this is asked for every letter of a word.
    let may_begin = matches!(first, 'c' | 'd' | 'g' | 'k' | 'p' | 'q' | 's' | 't' | 'z');
    let several = SOUNDS.iter().find(|(letters, _)| may_begin && rest.starts_with(letters));
    if let Some((letters, letter)) = several {
        return (letters.len(), Some(*letter));
    }
    let letter = match first {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' => None,
        'w' => Some('v'),
        'z' => Some('s'),
        'c' | 'q' => Some('k'),
        letter => Some(letter),
    };
    (first.len_utf8(), letter)
}

/// True if two normalized words may be different spellings of one word.
pub(super) fn is_variant(a: &str, b: &str) -> bool {
    if a == b || a.chars().count() < 4 || b.chars().count() < 4 {
        return false;
    }
    if a.bytes().chain(b.bytes()).any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    // A plural or genitive is another word with the same stem, not a misspelling.
    let is_ending = |long: &str, short: &str| {
        long.strip_prefix(short).is_some_and(|end| matches!(end, "s" | "e" | "en" | "es"))
    };
    if is_ending(a, b) || is_ending(b, a) {
        return false;
    }
    let is_as_long = a.len().abs_diff(b.len()) <= 3;
    let same_sound = || skeleton(a).is_some_and(|sounds| Some(sounds) == skeleton(b));
    is_as_long && same_sound() || nearest(a, [b]).is_some()
}

/// True if words begin with these normalized ones.
pub(super) fn begin_with<S: AsRef<str>>(words: &[Word], spelled: &[S]) -> bool {
    let here = words.get(..spelled.len());
    here.is_some_and(|here| here.iter().zip(spelled).all(|(a, b)| a.folded == b.as_ref()))
}

/// True if a normalized word has no significance in a title.
pub(super) fn is_stop_word(folded: &str) -> bool {
    const WORDS: [&str; 74] = [
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the",
        "to", "with", "its", "der", "die", "das", "des", "dem", "den", "und", "ein", "eine",
        "einer", "im", "zur", "zum", "von", "vom", "fur", "uber", "zu", "aus", "le", "la", "les",
        "l", "d", "de", "du", "et", "en", "un", "une", "sur", "dans", "au", "aux", "el", "los",
        "las", "del", "y", "il", "lo", "gli", "e", "di", "della", "dei", "delle", "i", "v", "na",
        "o", "het", "een", "van", "og", "och", "s",
    ];
    WORDS.contains(&folded)
}

#[cfg(test)]
mod tests {
    use super::{fold, is_variant, skeleton, words};

    #[test]
    fn words_are_compared_without_accents_and_in_latin_letters() {
        for (word, folded) in
            [("Éditions", "editions"), ("Ленин", "lenin"), ("Straße", "strasse"), ("Łódź", "lodz")]
        {
            assert_eq!(fold(word), folded);
        }
        let text = "Soldiers’ and Lenin’s Bolshe-\n  viks, l’État 史学 x²";
        let found: Vec<_> = words(text).into_iter().map(|word| word.folded).collect();
        let expected = ["soldiers", "and", "lenin", "bolsheviks", "l", "etat", "史", "学", "x"];
        assert_eq!(found, expected);
    }

    #[test]
    fn spellings_of_a_word_are_told_from_other_words() {
        for (a, b) in [
            ("trotskii", "trotzki"),
            ("bolschewik", "bolchevik"),
            ("berkmann", "berkman"),
            ("muller", "mueller"),
            ("avrich", "avirch"),
            ("catastrophe", "catastrofe"),
        ] {
            assert!(is_variant(a, b), "{a} {b}: {:?} {:?}", skeleton(a), skeleton(b));
        }
        for (a, b) in
            [("goldman", "berkman"), ("mett", "mett"), ("soviet", "soviets"), ("1921", "1922")]
        {
            assert!(!is_variant(a, b), "{a} {b}");
        }
    }
}
