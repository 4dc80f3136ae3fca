//! Numbers in hayagriva's sense: `5`, `1-4`, `2, 3 & 5`, `S10`, `1st`.

/// True if a text is a number in hayagriva's sense: whole numbers joined by commas, ampersands or
/// hyphens, with an optional word before and after.
///
/// *Source*: hayagriva 0.10, file format, "Numeric".
pub(crate) fn is_numeric(text: &str) -> bool {
    let text = text.trim();
    let rest = text.trim_start_matches(|c: char| !c.is_numeric() && c != '-');
    // Zeros before a number are part of the word.
    let mut rest = match rest.trim_start_matches('0') {
        after if after.starts_with(char::is_numeric) => after,
        _ => rest,
    };
    let Some(after) = after_number(rest) else { return false };
    rest = after.trim_start();
    let delimiter = [',', '&', '-', '–'];
    while rest.starts_with(delimiter) {
        let next = rest.trim_start_matches(delimiter).trim_start();
        match after_number(next) {
            Some(after) => rest = after.trim_start(),
            None => return false,
        }
    }
    rest.chars().all(|c| !c.is_numeric() && !c.is_whitespace())
}

fn after_number(text: &str) -> Option<&str> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let after = digits.trim_start_matches(char::is_numeric);
    let number = &digits[..digits.len() - after.len()];
    number.parse::<i32>().ok().map(|_| after)
}

#[cfg(test)]
mod tests {
    use super::is_numeric;

    #[test]
    fn words_may_stand_around_a_number_but_not_in_it() {
        for good in ["1", "-5", "01", "1st", "1, 2", "A16y", "1 - 4", "2 & 3 & 4", "34,37--39", "0"]
        {
            assert!(is_numeric(good), "{good}");
        }
        for wrong in ["", "second", "2nd edition", "1.5", "1-", "99999999999", "a"] {
            assert!(!is_numeric(wrong), "{wrong}");
        }
    }
}
