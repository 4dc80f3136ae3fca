//! Makes the text that a message quotes visible.

/// Writes control characters and invisible characters of a text as escapes (`\u{200b}`, `\t`);
/// quotation marks and backslashes are unchanged.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\'' | '"' | '\\' => shown.push(character),
            character => shown.extend(character.escape_debug()),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn only_what_cannot_be_seen_is_escaped() {
        assert_eq!(visible("'\"\\é“"), "'\"\\é“");
        assert_eq!(visible("\t\u{200B}\0"), "\\t\\u{200b}\\0");
    }
}
