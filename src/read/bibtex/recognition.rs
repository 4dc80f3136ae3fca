//! Which texts are BibTeX.

/// True if a text is likely to be BibTeX: some line begins an entry.
pub(in crate::read) fn is_likely(text: &str) -> bool {
    let first = text.lines().map(str::trim_start).find(|line| !line.is_empty());
    let begins = |line: &str| {
        line.trim_start().strip_prefix('@').is_some_and(|rest| rest.contains(['{', '(']))
    };
    first.is_some_and(|first| !first.starts_with(['[', '{'])) && text.lines().any(begins)
}
