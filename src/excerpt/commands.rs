//! The keys that the fields of an entry cite: `note = {See \cite{key}}`.
//!
//! *Source*: the manual of biblatex, "Citation Commands": biber adds what a field cites to the works
//! that are cited.

use crate::excerpt::items::Written;
use crate::source::Span;

/// Adds the keys that commands in a field cite; `place` is where its text is.
pub(super) fn cited_in_text(text: &str, place: Span, out: &mut Vec<Written>) {
    let mut at = 0;
    while let Some(found) = text[at..].find('\\') {
        let start = at + found + 1;
        let length = text[start..].bytes().take_while(u8::is_ascii_alphabetic).count();
        at = start + length.max(text[start..].chars().next().map_or(0, char::len_utf8));
        let name = text[start..start + length].to_ascii_lowercase();
        if !name.contains("cite") {
            continue;
        }
        // `\volcite{2}{key}` has the key behind another argument.
        let mut before = usize::from(name.contains("volcite"));
        let is_several = name.ends_with('s');
        let mut behind = start + length + usize::from(text[start + length..].starts_with('*'));
        while let Some((inside, end)) = argument(text, behind) {
            behind = end;
            match text.as_bytes()[inside.start - 1] {
                b'{' if before > 0 => before -= 1,
                b'{' => {
                    keys(text, inside, place, out);
                    before = usize::from(name.contains("volcite"));
                    if !is_several {
                        break;
                    }
                }
                _ => {}
            }
        }
    }
}

/// The inside of an argument in braces, brackets or parentheses, and where it ends.
fn argument(text: &str, at: usize) -> Option<(std::ops::Range<usize>, usize)> {
    let rest = text[at..].trim_start();
    let start = text.len() - rest.len();
    let close = match rest.as_bytes().first()? {
        b'{' => '}',
        b'[' => ']',
        b'(' => ')',
        _ => return None,
    };
    let mut depth = 0_u32;
    for (offset, c) in rest.char_indices().skip(1) {
        match c {
            c if c == close && depth == 0 => {
                let end = start + offset;
                return Some((start + 1..end, end + 1));
            }
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// Adds the keys of a list.
fn keys(text: &str, list: std::ops::Range<usize>, place: Span, out: &mut Vec<Written>) {
    let mut at = list.start;
    for item in text[list].split(',') {
        let key = item.trim();
        let start = place.start as usize + at + item.len() - item.trim_start().len();
        if !key.is_empty() && key != "*" {
            let span = Span::new(start, start + key.len());
            out.push(Written { key: key.to_owned(), span });
        }
        at += item.len() + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::cited_in_text;
    use crate::source::Span;

    #[test]
    fn keys_in_fields() {
        for (text, keys) in [
            (r"See \cite{a} and \parencite[see][12]{b, c}.", &["a", "b", "c"][..]),
            (r"\textcites(see)()[1]{a}[2]{b}; {c}", &["a", "b"]),
            (r"\volcite{2}[12]{a}", &["a"]),
            (r"\emph{a} \cite \cite{", &[]),
        ] {
            let mut found = Vec::new();
            cited_in_text(text, Span::new(10, 10 + text.len()), &mut found);
            let written = found.iter().map(|it| it.key.as_str());
            assert_eq!(written.collect::<Vec<_>>(), keys, "{text}");
            for it in &found {
                let range = it.span.start as usize - 10..it.span.end as usize - 10;
                assert_eq!(&text[range], it.key);
            }
        }
    }
}
