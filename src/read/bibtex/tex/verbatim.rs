//! Verbatim fields: URLs, identifiers, file names.

use std::borrow::Cow;

/// What people escape in a verbatim value, and its meaning.
pub(super) const ESCAPES: [(&str, &str); 16] = [
    ("$\\sim$", "~"),
    ("{$\\sim$}", "~"),
    ("\\textasciitilde{}", "~"),
    ("\\textasciitilde{ }", "~"),
    ("\\textasciitilde ", "~"),
    ("\\textasciitilde", "~"),
    ("\\textunderscore{}", "_"),
    ("\\textunderscore ", "_"),
    ("\\~{ }", "~"),
    ("\\~{}", "~"),
    ("\\_", "_"),
    ("\\%", "%"),
    ("\\&", "&"),
    ("\\#", "#"),
    ("\\$", "$"),
    ("\\~", "~"),
];

/// A verbatim value without the escapes that people write anyway: `\_`, `\%`, `{\_}`, `\url{…}`,
/// `\textasciitilde`, `&amp;`.
pub(in crate::read::bibtex) fn verbatim(raw: &str) -> Cow<'_, str> {
    let trimmed = raw.trim();
    let inside = trimmed.strip_prefix("\\url{").and_then(|rest| rest.strip_suffix('}'));
    // Quotation marks and angle brackets surround a URL, and never occur in it.
    let trimmed = inside.unwrap_or(trimmed).trim_matches('"');
    let pointed = trimmed.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let trimmed = pointed.unwrap_or(trimmed);
    /// Copied from HTML source; no URL contains it.
    const AMPERSAND: &str = "&amp;";
    if !trimmed.contains(['\\', '{', '}', '$', '\n', '\r']) && !trimmed.contains(AMPERSAND) {
        return Cow::Borrowed(trimmed);
    }
    const AMPERSANDS: [(&str, &str); 2] = [(AMPERSAND, "&"), ("\\&amp;", "&")];
    let mut out = String::with_capacity(trimmed.len());
    let mut rest = trimmed;
    while let Some(next) = rest.chars().next() {
        if let Some((from, to)) =
            AMPERSANDS.iter().chain(&ESCAPES).find(|(from, _)| rest.starts_with(from))
        {
            out.push_str(to);
            rest = &rest[from.len()..];
            continue;
        }
        match next {
            // An editor wrapped the value at a line break.
            '\n' | '\r' => {
                rest = rest.trim_ascii_start();
                continue;
            }
            '{' | '}' => {}
            next => out.push(next),
        }
        rest = &rest[next.len_utf8()..];
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::verbatim;

    #[test]
    fn marks_around_an_address_are_not_part_of_it() {
        for url in ["http://a.example/b\"", "\"http://a.example/b\"", "<http://a.example/b>"] {
            assert_eq!(verbatim(url), "http://a.example/b", "{url}");
        }
    }

    #[test]
    fn ampersands_of_a_pages_source_are_those_of_the_address() {
        for url in ["a?b=1&c=2", "a?b=1\\&c=2", "a?b=1&amp;c=2", "a?b=1\\&amp;c=2"] {
            assert_eq!(verbatim(url), "a?b=1&c=2", "{url}");
        }
    }

    #[test]
    fn escaped_tildes_leave_no_space() {
        for url in ["a/\\~{ }b", "a/\\~{}b", "a/\\textasciitilde{ }b", "a/$\\sim$b", "a/\\~b"] {
            assert_eq!(verbatim(url), "a/~b", "{url}");
        }
    }
}
