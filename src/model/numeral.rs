//! Numbers written as numerals of another kind.

/// A number in small Roman digits, from 1 to 8,999, with as many `m` as it takes; 0 has none.
///
/// # Example
///
/// ```
/// use ibid::model::roman_numeral;
/// assert_eq!(roman_numeral(1994).as_deref(), Some("mcmxciv"));
/// assert_eq!(roman_numeral(0), None);
/// ```
pub fn roman_numeral(value: u64) -> Option<String> {
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
