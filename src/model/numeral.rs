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
    use super::is_roman;

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
