//! Numbers as people write them: `12`, `2nd`, `S10–S15`, `3 & 4`, `iv`.
//!
//! *Source*: CSL 1.0.2 specification, "Choose" (`is-numeric`) and "Number"; where it is silent,
//! what citeproc-js prints.

/// A number variable's text, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// A number in digits alone.
    Integer(&'t str, u64),
    /// A number with letters (`2nd`, `S10`) or in Roman numerals.
    Numeral(&'t str),
    /// Anything else.
    Words(&'t str),
    /// Between two others: a comma, an ampersand or a word, with its spaces.
    Separator(&'t str),
    /// Between two others: an ampersand.
    Ampersand,
    /// Between two others: a hyphen that stands for a range.
    Range,
    /// A hyphen that joins and stands for no range.
    Hyphen,
}

/// The words and signs that join numbers in a language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Joiners<'s> {
    /// `and`, with the spaces around it left out.
    pub(crate) and: &'s str,
    /// What `&` is printed as.
    pub(crate) ampersand: &'s str,
}

#[cfg(test)]
const ENGLISH: Joiners<'static> = Joiners { and: "and", ampersand: "&" };

/// Takes a text apart.
pub(crate) fn pieces<'t>(text: &'t str, joiners: Joiners<'_>) -> Vec<Piece<'t>> {
    let mut pieces = Vec::with_capacity(4);
    let mut rest = text.trim();
    loop {
        let (token, separator, after) = next_token(rest, joiners);
        if !token.is_empty() {
            pieces.push(classify(token));
        }
        match separator {
            None => break,
            Some(separator) => pieces.push(separator),
        }
        rest = after;
    }
    settle_hyphens(&mut pieces);
    pieces
}

/// Whether a text is numeric in the sense of `is-numeric`.
pub(crate) fn is_numeric(text: &str, joiners: Joiners<'_>) -> bool {
    let simple = text.as_bytes();
    if !simple.is_empty() && simple.iter().all(u8::is_ascii_digit) {
        return true;
    }
    let pieces = pieces(text, joiners);
    let is_number = |piece: &Piece<'_>| !matches!(piece, Piece::Words(_) | Piece::Hyphen);
    !pieces.is_empty() && pieces.iter().all(is_number)
}

/// Whether a text names more than one: a range or a list.
pub(crate) fn is_plural(text: &str, joiners: Joiners<'_>) -> bool {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    let pieces = pieces(text, joiners);
    let mut numbers = 0;
    let mut joins = false;
    for piece in &pieces {
        match piece {
            Piece::Integer(..) | Piece::Numeral(_) => numbers += 1,
            Piece::Words(_) => {}
            Piece::Separator(_) | Piece::Ampersand | Piece::Range => joins |= numbers > 0,
            Piece::Hyphen => {}
        }
    }
    joins
}

/// The next token, the separator behind it, and what follows.
fn next_token<'t>(text: &'t str, joiners: Joiners<'_>) -> (&'t str, Option<Piece<'t>>, &'t str) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let here = &text[at..];
        let separator = match bytes[at] {
            b'\\' if bytes.get(at + 1) == Some(&b'-') => {
                return (text[..at].trim_end(), Some(Piece::Hyphen), &text[at + 2..]);
            }
            b'-' => Some((Piece::Range, 1)),
            0xE2 if here.starts_with('–') => Some((Piece::Range, '–'.len_utf8())),
            b'&' => Some((Piece::Ampersand, 1)),
            b',' if bytes.get(at + 1) == Some(&b' ') => Some((Piece::Separator(", "), 1)),
            b' ' => word_joiner(here, joiners.and).map(|word| (Piece::Separator(word), word.len())),
            _ => None,
        };
        match separator {
            Some((Piece::Range, _)) if here.starts_with("--") => at += 2,
            Some((piece, len)) => {
                let after = text[at + len..].trim_start();
                return (text[..at].trim_end(), Some(piece), after);
            }
            None => at += here.chars().next().map_or(1, char::len_utf8),
        }
    }
    (text.trim_end(), None, "")
}

/// The `and` of the language, or of English, with a space on both sides.
fn word_joiner<'t>(here: &'t str, and: &str) -> Option<&'t str> {
    ["and", and].into_iter().find_map(|word| {
        let behind = here.strip_prefix(' ')?.strip_prefix(word)?.strip_prefix(' ')?;
        (!word.is_empty()).then(|| &here[..here.len() - behind.len()])
    })
}

fn classify(token: &str) -> Piece<'_> {
    let bytes = token.as_bytes();
    if bytes.iter().all(u8::is_ascii_digit)
        && let Ok(value) = token.parse()
    {
        return Piece::Integer(token, value);
    }
    if is_numeral(token) { Piece::Numeral(token) } else { Piece::Words(token) }
}

/// Letters, digits, letters; or a Roman numeral.
fn is_numeral(token: &str) -> bool {
    let after_prefix = token.trim_start_matches(|c: char| c.is_alphabetic());
    let digits = after_prefix.trim_start_matches(|c: char| c.is_ascii_digit() || c == '/');
    if digits.len() < after_prefix.len() {
        return after_prefix.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(char::is_alphabetic);
    }
    is_roman(token)
}

pub(crate) fn is_roman(token: &str) -> bool {
    let letters = |set: &[u8]| token.bytes().all(|byte| set.contains(&byte));
    !token.is_empty() && (letters(b"ivxlcdm") || letters(b"IVXLCDM"))
}

/// A hyphen is a range where numbers of the same kind stand on both sides.
fn settle_hyphens(pieces: &mut [Piece<'_>]) {
    for index in 0..pieces.len() {
        if pieces[index] != Piece::Range {
            continue;
        }
        let before = index.checked_sub(1).map(|index| pieces[index]);
        let after = pieces.get(index + 1).copied();
        let range = match (before, after) {
            (Some(before), Some(after)) => ranges_with(before, after),
            (Some(before), None) => !matches!(before, Piece::Words(_)),
            _ => false,
        };
        if !range {
            pieces[index] = Piece::Hyphen;
        }
    }
}

fn ranges_with(before: Piece<'_>, after: Piece<'_>) -> bool {
    let lettered = |piece| matches!(piece, Piece::Numeral(text) if starts_with_letter(text));
    match (before, after) {
        (Piece::Words(_), _) | (_, Piece::Words(_)) => false,
        (before, after) => !(lettered(before) && matches!(after, Piece::Integer(..))),
    }
}

fn starts_with_letter(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && !is_roman(text)
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, Piece, is_numeric, is_plural, pieces};

    #[test]
    fn what_is_numeric() {
        for yes in ["12", "2nd", "2E", "12-15", "iv-vi", "1, 3-5", "3 & 4", "S10-S15", "1/2"] {
            assert!(is_numeric(yes, ENGLISH), "{yes}");
        }
        for no in ["", "Vol. 2", "first-second", "A-1", "1,234", "12 15", "12.3-12.5"] {
            assert!(!is_numeric(no, ENGLISH), "{no}");
        }
        assert!(
            is_plural("3 and 4", ENGLISH)
                && is_plural("12-15", ENGLISH)
                && !is_plural("12a", ENGLISH)
        );
    }

    #[test]
    fn hyphens_are_ranges_between_like_numbers() {
        assert_eq!(pieces("12 - 15", ENGLISH)[1], Piece::Range);
        assert_eq!(pieces("A12-3", ENGLISH)[1], Piece::Hyphen);
        assert_eq!(pieces("1\\-5", ENGLISH)[1], Piece::Hyphen);
        assert_eq!(pieces("200-x", ENGLISH)[1], Piece::Range);
    }
}
