//! Splits a list of names into items.

/// BibTeX's name for all people that a list leaves out.
pub(super) const OTHERS: &str = "others";

/// The text between two separators of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'a> {
    /// The name, trimmed; empty between two consecutive separators.
    pub(super) text: &'a str,
    /// The separators before and after it; empty at the ends of the list.
    pub(super) before: &'a str,
    pub(super) after: &'a str,
}

/// The items of a list, separated by ` and ` outside braces. A `;` also separates them: no name
/// contains one, but users of other programs write it between people; a rule reports this.
pub(super) fn items(list: &str) -> impl Iterator<Item = Item<'_>> + Clone {
    let mut rest = Some(("", list));
    std::iter::from_fn(move || {
        let (before, text) = rest?;
        let (text, after, behind) = split(text);
        rest = (!after.is_empty()).then_some((after, behind));
        Some(Item { text: text.trim_ascii(), before, after })
    })
}

/// Splits a list at its first separator: the name, the separator, the rest.
fn split(list: &str) -> (&str, &str, &str) {
    let bytes = list.as_bytes();
    let mut depth = 0_usize;
    let cut = |at: usize, end: usize| (&list[..at], &list[at..end], &list[end..]);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'a' | b'A' if depth == 0 => {
                let starts = at == 0 || bytes[at - 1].is_ascii_whitespace();
                let ends = bytes.get(at + 3).is_none_or(u8::is_ascii_whitespace);
                let word = bytes.get(at..at + 3);
                if starts && ends && word.is_some_and(|word| word.eq_ignore_ascii_case(b"and")) {
                    return cut(at, at + 3);
                }
            }
            b';' if depth == 0 && divides_people(list, at) => return cut(at, at + 1),
            _ => {}
        }
    }
    (list, "", "")
}

/// True if the `;` at an offset is between two names, and does not end an entity (`&#146;`) or the
/// list.
fn divides_people(list: &str, at: usize) -> bool {
    let before = &list[..at];
    // TeX escapes in an entity (`\&\#233;`) do not make it two names.
    let mut word = before.rsplit(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '#' | '\\')));
    let word = word.next().map_or(0, str::len);
    let is_entity = word > 0 && before[..at - word].ends_with('&');
    let is_accent = before.ends_with('\\');
    // `Adandatilde;o` was `Ad&atilde;o`.
    let is_within = list[at + 1..].starts_with(char::is_lowercase);
    let has_letter = |text: &str| text.chars().any(char::is_alphabetic);
    !is_entity && !is_accent && !is_within && has_letter(before) && has_letter(&list[at + 1..])
}
