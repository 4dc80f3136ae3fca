//! Sets of words that are known when ibid is compiled.
//!
//! Readers and rules ask of nearly every word of a bibliography whether it is one of some dozens of
//! words, and nearly none is. A word of up to fifteen bytes is a number here, so that a set is a
//! sorted list of numbers; one look at the length and the first letter already rejects most words.

/// A set of words.
pub(crate) struct Words<const N: usize> {
    /// The words as numbers, in order.
    numbers: [u128; N],
    /// Length → the first letters of the words of this length, a bit for each.
    first_letters: [u32; LONGEST + 1],
}

/// The most bytes of a word.
const LONGEST: usize = 15;

impl<const N: usize> Words<N> {
    /// Creates a set of words, as they are; those to look up in any letter case are in lower case.
    ///
    /// # Panics
    ///
    /// If a word is empty or has more than fifteen bytes. All sets are constants, so this is an
    /// error of compilation.
    pub(crate) const fn new(words: [&str; N]) -> Self {
        Words::of(words, false)
    }

    /// Creates a set of words that are looked up in any letter case.
    ///
    /// # Panics
    ///
    /// Like [`Words::new`].
    pub(crate) const fn in_any_case(words: [&str; N]) -> Self {
        Words::of(words, true)
    }

    const fn of(words: [&str; N], in_any_case: bool) -> Self {
        let mut numbers = [0; N];
        let mut first_letters = [0; LONGEST + 1];
        let mut count = 0;
        while count < N {
            let word = words[count].as_bytes();
            assert!(!word.is_empty() && word.len() <= LONGEST, "a word has 1 to 15 bytes");
            first_letters[word.len()] |= first_letter(word[0]);
            let number = number_of(word, in_any_case);
            // Each is inserted among those before it.
            let mut at = count;
            while at > 0 && numbers[at - 1] > number {
                numbers[at] = numbers[at - 1];
                at -= 1;
            }
            numbers[at] = number;
            count += 1;
        }
        Words { numbers, first_letters }
    }

    /// Whether the set has this word.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.may_have(word)
            && self.numbers.binary_search(&number_of(word.as_bytes(), false)).is_ok()
    }

    /// Whether the set has this word in lower case; only the letters of ASCII have another case.
    pub(crate) fn has_in_any_case(&self, word: &str) -> bool {
        self.may_have(word) && self.numbers.binary_search(&number_of(word.as_bytes(), true)).is_ok()
    }

    /// Whether a word has a length and a first letter, in either case, of a word of the set.
    fn may_have(&self, word: &str) -> bool {
        let letters = self.first_letters.get(word.len());
        let first = word.as_bytes().first();
        first.zip(letters).is_some_and(|(first, letters)| letters & first_letter(*first) != 0)
    }
}

/// The parts of a text between its spaces, each with its offset. Words are short, so that a search
/// for each space takes longer than a look at each byte.
pub(crate) fn between_spaces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.as_bytes().split(|byte| *byte == b' ').map(move |word| {
        let at = next;
        next += word.len() + 1;
        (at, &text[at..at + word.len()])
    })
}

/// The bit of a first letter, which has the same in both cases, and shares it with other bytes.
const fn first_letter(byte: u8) -> u32 {
    1 << (byte & 0x1f)
}

/// A word as a number that no other word has: its bytes, and its length as the last one.
const fn number_of(word: &[u8], in_any_case: bool) -> u128 {
    let mut bytes = [0; LONGEST + 1];
    bytes.split_at_mut(word.len()).0.copy_from_slice(word);
    bytes[LONGEST] = word.len() as u8;
    let number = u128::from_le_bytes(bytes);
    if in_any_case { in_lower_case(number) } else { number }
}

/// A number whose bytes are those of another one, in lower case: all are looked at at once.
const fn in_lower_case(number: u128) -> u128 {
    /// A byte in each place.
    const fn all(byte: u8) -> u128 {
        u128::from_ne_bytes([byte; LONGEST + 1])
    }
    // The highest bit of a byte is set where it is at least `A`, or above `Z`.
    let letters = number & all(0x7f);
    let from_a = letters + all(0x80 - b'A');
    let above_z = letters + all(0x7f - b'Z');
    let capitals = (from_a & !above_z) & !number & all(0x80);
    number | capitals >> 2
}

#[cfg(test)]
mod tests {
    use super::{Words, number_of};

    const WORDS: Words<6> = Words::new(["und", "für", "zwischen", "a", "press", "springer-verlag"]);

    #[test]
    fn the_letters_of_ascii_have_a_lower_case() {
        for byte in 0..=u8::MAX {
            let word = [b'a', byte, b'Z', byte];
            assert_eq!(number_of(&word, true), number_of(&word.to_ascii_lowercase(), false));
        }
    }

    #[test]
    fn a_set_has_its_words_and_no_others() {
        for word in ["und", "für", "zwischen", "a", "press", "springer-verlag"] {
            assert!(WORDS.has(word) && WORDS.has_in_any_case(word), "{word}");
            let upper = word.to_ascii_uppercase();
            assert!(!WORDS.has(&upper) && WORDS.has_in_any_case(&upper), "{word}");
        }
        for word in ["", "u", "un", "unde", "fur", "FÜR", "presse", "pres", "springer-verlag, x"] {
            assert!(!WORDS.has(word) && !WORDS.has_in_any_case(word), "{word}");
        }
    }
}
