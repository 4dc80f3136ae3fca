//! Prefixes and suffixes of cites: where they need a space, and whether the cite between them
//! begins or ends a sentence.
//!
//! *Source*: what citeproc-js prints; word processors and converters often drop the spaces of
//! prefixes and suffixes.

/// True if a prefix must be separated from its cite by a space.
pub(crate) fn needs_space_after(prefix: &str) -> bool {
    let mut characters = prefix.chars().rev();
    let (last, more) = (characters.next(), characters.next().is_some());
    match last {
        Some(last) if is_alphanumeric(last) => true,
        Some('&' | ',' | '.' | ';') => true,
        Some(':' | '”' | '"' | '\'' | '’' | '»' | ')') => more || last == Some(':'),
        _ => false,
    }
}

/// True if a suffix must be separated from its cite by a space.
pub(crate) fn needs_space_before(suffix: &str) -> bool {
    match suffix.chars().next() {
        Some(first) => {
            (is_alphanumeric(first) && !first.is_numeric()) || matches!(first, '(' | '[' | '&')
        }
        None => false,
    }
}

/// True if a prefix of two or more words is a sentence, or a part of one.
///
/// In notes, the term after it then begins with a capital. If the cite begins with its number,
/// citeproc-js prints the delimiter of cites between the two: `As has been shown. , [12]`.
pub(crate) fn is_sentence(prefix: &str) -> bool {
    let words = prefix.trim();
    let ended = words.trim_end_matches(['”', '"', '’', '\'', '»']);
    ended.ends_with(['.', '?', '!', ':', ';']) && words.contains(' ')
}

/// True if a suffix begins with a mark and continues with words: the mark is then placed like one
/// of the style's own, for example inside quotation marks.
pub(crate) fn goes_on_behind_mark(suffix: &str) -> bool {
    suffix.starts_with(['.', '?', '!', ':', ';']) && suffix.contains(char::is_alphanumeric)
}

/// A letter or digit of a script that separates words with spaces.
fn is_alphanumeric(character: char) -> bool {
    character.is_alphanumeric()
        && !matches!(character, '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}')
}

#[cfg(test)]
mod tests {
    use super::{goes_on_behind_mark, is_sentence, needs_space_after, needs_space_before};

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
        for prefix in ["As shown. ", "He said “please.” ", "see also: ", "shown; "] {
            assert_eq!(is_sentence(prefix), prefix.trim().contains(' '), "{prefix}");
        }
        for prefix in ["Really. ", " x. ", "see also ", "(as shown.) ", ""] {
            assert!(!is_sentence(prefix), "{prefix}");
        }
    }

    #[test]
    fn marks_with_words_behind_them() {
        assert!(goes_on_behind_mark("; but see") && goes_on_behind_mark(". So"));
        assert!(
            !goes_on_behind_mark(".") && !goes_on_behind_mark("; ") && !goes_on_behind_mark("a.")
        );
    }
}
