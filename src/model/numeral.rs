//! Numerals other than Arabic digits.

/// A number as a lower-case roman numeral, from 1 to 8,999, with as many `m` as needed; empty for
/// 0.
pub(crate) fn roman_numeral(value: u64) -> Option<String> {
    const DIGITS: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..9000).contains(&value) {
        return None;
    }
    let (mut rest, mut numeral) = (value, String::new());
    for (worth, digits) in DIGITS {
        while rest >= worth {
            numeral.push_str(digits);
            rest -= worth;
        }
    }
    Some(numeral)
}

/// The number of an English ordinal, in any letter case: `Second`, `2nd`.
pub(crate) fn english_ordinal(text: &str) -> Option<u32> {
    const WORDS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth",
    ];
    if let Some(at) = (1_u32..).zip(WORDS).find(|(_, word)| word.eq_ignore_ascii_case(text)) {
        return Some(at.0);
    }
    let (digits, ending) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
    let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|it| it.eq_ignore_ascii_case(ending));
    digits.parse().ok().filter(|_| is_ordinal)
}

/// The value of a roman numeral in any letter case; `iiii` counts as 4.
pub(crate) fn roman_value(text: &str) -> Option<u32> {
    const STEPS: [(&str, u32); 13] = [
        ("m", 1000),
        ("cm", 900),
        ("d", 500),
        ("cd", 400),
        ("c", 100),
        ("xc", 90),
        ("l", 50),
        ("xl", 40),
        ("x", 10),
        ("ix", 9),
        ("v", 5),
        ("iv", 4),
        ("i", 1),
    ];
    let lower = text.to_ascii_lowercase();
    let mut rest = lower.as_str();
    let mut value = 0;
    for (numeral, worth) in STEPS {
        let most = if numeral.len() == 1 && !matches!(numeral, "d" | "l" | "v") { 4 } else { 1 };
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(numeral) else { break };
            rest = after;
            value += worth;
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

/// True if a text consists of roman digits, in upper or lower case.
///
/// *Shape*: `xii`, `MDC`. The order of the digits is not checked; mixed case (`Mix`) is not
/// accepted.
pub(crate) fn is_roman(text: &str) -> bool {
    let all_of = |digits: &[u8]| text.bytes().all(|byte| digits.contains(&byte));
    !text.is_empty() && (all_of(b"ivxlcdm") || all_of(b"IVXLCDM"))
}

#[cfg(test)]
mod tests {
    use super::{english_ordinal, is_roman};

    #[test]
    fn ordinals_are_words_and_figures() {
        for (text, number) in
            [("Second", Some(2)), ("TWELFTH", Some(12)), ("2ND", Some(2)), ("11th", Some(11))]
        {
            assert_eq!(english_ordinal(text), number, "{text}");
        }
        for text in ["", "2", "th", "revised", "2nd ed.", "zweite"] {
            assert_eq!(english_ordinal(text), None, "{text}");
        }
    }

    #[test]
    fn roman_digits_are_of_one_letter_case() {
        for yes in ["xii", "MDC", "i"] {
            assert!(is_roman(yes), "{yes}");
        }
        for no in ["", "Mix", "x2", "xv–xx"] {
            assert!(!is_roman(no), "{no}");
        }
    }
}
