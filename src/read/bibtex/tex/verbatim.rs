//! Verbatim fields: URLs, identifiers, file names.

use std::borrow::Cow;

/// What people escape in a verbatim value, and its meaning.
const ESCAPES: [(&str, &str); 21] = [
    ("\\&amp;", "&"),
    ("&amp;", "&"),
    ("\\~{ }", "~"),
    ("\\~{}", "~"),
    ("\\^{}", "^"),
    ("\\-", ""),
    ("\\_", "_"),
    ("\\%", "%"),
    ("\\&", "&"),
    ("\\#", "#"),
    ("\\$", "$"),
    ("\\~", "~"),
    ("\\^", "^"),
    ("\\{", "{"),
    ("\\}", "}"),
    ("\\/", ""),
    ("$<$", "<"),
    ("$>$", ">"),
    ("$_$", "_"),
    ("$\\sim$", "~"),
    ("$\\backslash$", "\\"),
];

/// Commands for characters; in mathematics, too.
const COMMANDS: [(&str, &str); 16] = [
    ("textasciitilde", "~"),
    ("textunderscore", "_"),
    ("textless", "<"),
    ("textgreater", ">"),
    ("textasciicircum", "^"),
    ("textbackslash", "\\"),
    ("textdollar", "$"),
    ("textbar", "|"),
    ("textquotesingle", "'"),
    ("textendash", "–"),
    ("less", "<"),
    ("greater", ">"),
    ("lt", "<"),
    ("gt", ">"),
    ("allowbreak", ""),
    ("slash", "/"),
];

/// The meaning of what is escaped at the beginning of a text, and its length.
pub(super) fn escape(text: &str) -> Option<(&'static str, usize)> {
    if !text.starts_with(['\\', '&', '$']) {
        return None;
    }
    if let Some((from, to)) = ESCAPES.iter().find(|(from, _)| text.starts_with(from)) {
        return Some((to, from.len()));
    }
    let inside = text.strip_prefix('$').unwrap_or(text);
    let word = inside.strip_prefix('\\')?;
    let name = &word[..word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len())];
    let (_, to) = COMMANDS.iter().find(|(known, _)| *known == name)?;
    let rest = &word[name.len()..];
    let ends = if inside.len() < text.len() { &["$"][..] } else { &["{}", "{ }", " ", ""] };
    let end = ends.iter().find(|end| rest.starts_with(**end))?;
    Some((to, text.len() - rest.len() + end.len()))
}

/// A verbatim value without the escapes that people write anyway: `\_`, `\%`, `{\_}`, `\url{…}`,
/// `\textasciitilde`, `$<$`, `&amp;`.
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
    let mut out = String::with_capacity(trimmed.len());
    let mut rest = trimmed;
    while let Some(next) = rest.chars().next() {
        if let Some((meaning, length)) = escape(rest) {
            out.push_str(meaning);
            rest = &rest[length..];
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
    fn commands_for_characters_are_read() {
        for (raw, text) in [
            ("10.1/a{\\textless}1::B{\\textgreater}3", "10.1/a<1::B>3"),
            ("10.1/a\\textless 1::B\\textgreater{}3", "10.1/a<1::B>3"),
            ("10.1/a$<$1::B$>$3", "10.1/a<1::B>3"),
            ("10.1/a$\\less$1::B$\\greater$3", "10.1/a<1::B>3"),
            ("10.1/a\\textunderscore b{\\textunderscore}c", "10.1/a_b_c"),
            ("10.1/a{\\%}28b\\^{}c\\$d", "10.1/a%28b^c$d"),
            ("10.1/a\\-b\\textlessness", "10.1/ab\\textlessness"),
        ] {
            assert_eq!(verbatim(raw), text, "{raw}");
        }
    }

    #[test]
    fn escaped_tildes_leave_no_space() {
        for url in ["a/\\~{ }b", "a/\\~{}b", "a/\\textasciitilde{ }b", "a/$\\sim$b", "a/\\~b"] {
            assert_eq!(verbatim(url), "a/~b", "{url}");
        }
    }
}
