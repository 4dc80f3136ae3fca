//! The shorthands of babel for German: `"a` is `ä`, `"=` a hyphen, `` "` `` a quotation mark.
//!
//! They mean this only in the text of an entry whose `langid` is German; elsewhere a `"` is a
//! quotation mark.

use std::borrow::Cow;

/// A value with the shorthands written out. A pair of quotation marks around words stays.
///
/// *Source*: the manual of babel-german, "Shorthands".
pub(in crate::read::bibtex) fn german(raw: &str) -> Cow<'_, str> {
    if !raw.contains('"') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut at = 0;
    // The end of a pair of quotation marks.
    let mut quoted_until = 0;
    while let Some(found) = raw[at..].find('"') {
        let sign = at + found;
        out.push_str(&raw[at..sign]);
        at = sign + 1;
        let before = raw[..sign].chars().next_back();
        let meant = match before {
            // `\"a` is an accent, and `{"}` a quotation mark.
            Some('\\' | '{') if before == Some('\\') || raw[at..].starts_with('}') => None,
            _ if sign <= quoted_until && sign > 0 => None,
            _ => meaning(&raw[at..]),
        };
        let begins_word = !before.is_some_and(char::is_alphanumeric);
        let is_letter = |text: &str| !text.is_empty() && text.chars().all(char::is_alphabetic);
        let may_quote = begins_word && meant.is_some_and(|(text, _)| is_letter(text));
        match (meant, may_quote.then(|| closing(raw, at)).flatten()) {
            (Some(_), Some(end)) => {
                quoted_until = end;
                out.push('"');
            }
            (Some((text, length)), None) => {
                out.push_str(text);
                at += length;
            }
            (None, _) => out.push('"'),
        }
    }
    out.push_str(&raw[at..]);
    Cow::Owned(out)
}

/// What a `"` before this text and the beginning of the text mean, and how much of the text that is.
fn meaning(after: &str) -> Option<(&'static str, usize)> {
    const SHORTHANDS: [(&str, &str); 26] = [
        ("a", "ä"),
        ("o", "ö"),
        ("u", "ü"),
        ("A", "Ä"),
        ("O", "Ö"),
        ("U", "Ü"),
        ("e", "ë"),
        ("i", "ï"),
        ("s", "ß"),
        ("z", "ß"),
        ("S", "SS"),
        ("Z", "SZ"),
        ("ck", "ck"),
        ("ff", "ff"),
        ("ll", "ll"),
        ("mm", "mm"),
        ("nn", "nn"),
        ("tt", "tt"),
        ("`", "„"),
        ("'", "“"),
        ("<", "«"),
        (">", "»"),
        ("=", "-"),
        ("~", "-"),
        ("-", ""),
        ("|", ""),
    ];
    let found = SHORTHANDS.iter().find(|(from, _)| after.starts_with(from));
    // `""` is a place where a word may be divided.
    let found = found.map(|(from, to)| (*to, from.len()));
    found.or_else(|| after.starts_with('"').then_some(("", 1)))
}

/// The `"` that closes the one before `at`: a word ends before it, and none begins after it.
fn closing(raw: &str, at: usize) -> Option<usize> {
    raw[at..].match_indices('"').map(|(found, _)| at + found).find(|&sign| {
        let after = raw[sign + 1..].chars().next();
        let ends = raw[..sign].ends_with(|c: char| c.is_alphanumeric() || ".!?,".contains(c));
        let is_free = after.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}".contains(c));
        ends && is_free
    })
}

#[cfg(test)]
mod tests {
    use super::german;

    #[test]
    fn shorthands_are_told_from_quotation_marks() {
        for (raw, text) in [
            ("Gr\"o\"se", "Größe"),
            ("\"Uber\"-sicht der E\"=Mail", "Übersicht der E-Mail"),
            ("Schiff\"|fahrt \"`so\"'", "Schifffahrt „so“"),
            ("Die \"alte\" Welt", "Die \"alte\" Welt"),
            ("\"alte Welt\", \"uber sie", "\"alte Welt\", über sie"),
            ("Gr{\\\"o}{\\ss}e {\"}x{\"}", "Gr{\\\"o}{\\ss}e {\"}x{\"}"),
            ("nichts", "nichts"),
        ] {
            assert_eq!(german(raw), text, "{raw}");
        }
    }
}
