//! The words that an author writes before and behind a cite: where they need a space, and whether
//! the cite behind them begins a sentence.
//!
//! *Source*: what citeproc-js prints; word processors and converters hand affixes over with their
//! spaces lost as often as kept.

/// Whether a prefix is to be parted from its cite with a space.
pub(crate) fn needs_space_after(prefix: &str) -> bool {
    let mut characters = prefix.chars().rev();
    let (last, more) = (characters.next(), characters.next().is_some());
    match last {
        Some(last) if is_alphanumeric(last) => true,
        Some('&' | ',' | '.' | ';') => true,
        Some(':' | '”' | '"' | '\'' | '’' | ')') => more || last == Some(':'),
        _ => false,
    }
}

/// Whether a suffix is to be parted from its cite with a space.
pub(crate) fn needs_space_before(suffix: &str) -> bool {
    match suffix.chars().next() {
        Some(first) => {
            (is_alphanumeric(first) && !first.is_numeric()) || matches!(first, '(' | '[' | '&')
        }
        None => false,
    }
}

/// Whether a cite behind this prefix begins a sentence: it is the first without any, or the prefix
/// is a sentence of its own, of two words or more.
pub(crate) fn starts_sentence(prefix: Option<&str>, first: bool) -> bool {
    let Some(prefix) = prefix else { return first };
    let words = prefix.trim_end();
    let ended = words.trim_end_matches(['”', '"', '’', '\'']);
    ended.ends_with(['.', '?', '!', ':']) && words.contains(' ')
}

/// A letter or digit of a script that puts spaces between words.
fn is_alphanumeric(character: char) -> bool {
    character.is_alphanumeric()
        && !matches!(character, '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}')
}

#[cfg(test)]
mod tests {
    use super::{needs_space_after, needs_space_before, starts_sentence};

    #[test]
    fn spaces() {
        for prefix in ["and", "see.", "x:", "“x”", "x)"] {
            assert!(needs_space_after(prefix), "{prefix}");
        }
        for prefix in ["(", "x-", "日", "x ", "«"] {
            assert!(!needs_space_after(prefix), "{prefix}");
        }
        assert!(needs_space_before("and") && needs_space_before("(x"));
        assert!(!needs_space_before(", x") && !needs_space_before("1"));
    }

    #[test]
    fn sentences() {
        assert!(starts_sentence(None, true) && !starts_sentence(None, false));
        assert!(starts_sentence(Some("He said “please.” "), false));
        assert!(!starts_sentence(Some("Really. "), true));
        assert!(!starts_sentence(Some("see "), true));
    }
}
