//! The lines of a RIS text, and the tags with which they begin.

use crate::source::Span;
use crate::syntax::ris::lines::{physical, trimmed};

/// A line.
pub(super) struct Line {
    /// The line with its line break.
    pub(super) whole: Span,
    /// Where its line break begins.
    pub(super) end: usize,
    pub(super) tag: Option<Tag>,
}

/// The tag at the start of a line.
#[derive(Clone, Copy)]
pub(super) struct Tag {
    /// The characters of the tag: two, or the four of a tag of PubMed.
    pub(super) span: Span,
    /// The tag with the hyphen, and the space after it if there is one.
    pub(super) sign: Span,
    pub(super) line_start: usize,
    /// True if no other text is written in this way.
    pub(super) is_certain: bool,
}

impl Tag {
    pub(super) fn name(self, text: &str) -> &str {
        &text[self.span.range()]
    }

    /// True if the tag is written as the standard says, except for a blank at the end of the line.
    pub(super) fn is_regular(self, text: &str) -> bool {
        let sign = &text[self.sign.range()];
        let rest = sign.get(self.span.len()..).unwrap_or_default();
        let is_at_start = self.span.start as usize == self.line_start;
        let is_upper = !self.name(text).bytes().any(|byte| byte.is_ascii_lowercase());
        is_at_start && is_upper && (rest == "  - " || rest == "  -" && self.ends_line(text))
    }

    fn ends_line(self, text: &str) -> bool {
        text[self.sign.end as usize..].chars().next().is_none_or(|c| matches!(c, '\n' | '\r'))
    }
}

impl Line {
    pub(super) fn content_span(&self, text: &str) -> Span {
        trimmed(text, self.whole.start as usize, self.end)
    }

    pub(super) fn content<'a>(&self, text: &'a str) -> &'a str {
        &text[self.content_span(text).range()]
    }

    /// The value after the tag.
    pub(super) fn value(&self, text: &str, tag: Tag) -> Span {
        trimmed(text, tag.sign.end as usize, self.end)
    }
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line> {
    physical(text).map(|(start, end, after)| {
        let whole = Span::new(start, after);
        Line { whole, end, tag: tag(text, start, end) }
    })
}

/// The tag of a line: two letters or digits, blanks, a hyphen, and a blank or nothing. Databases add
/// tags of three or four capitals: `PMID  - 31452104`.
///
/// Text may look similar (`co-operation`, `IT - a history`), so a tag with fewer blanks counts only
/// in capitals, and without any blank only if it begins or ends a record; a longer tag has both
/// blanks and begins its line.
fn tag(text: &str, line_start: usize, end: usize) -> Option<Tag> {
    let line = &text[line_start..end];
    let bare = line.trim_start_matches([' ', '\t', '\u{feff}']);
    let bom = line.starts_with('\u{feff}');
    let at = line.len() - bare.len();
    let bytes = bare.as_bytes();
    let [first, second, rest @ ..] = bytes else { return None };
    if !(first.is_ascii_alphabetic() && second.is_ascii_alphanumeric()) {
        return None;
    }
    let len = 2 + rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let rest = &bytes[len..];
    let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    if rest.get(blanks) != Some(&b'-') {
        return None;
    }
    let after = rest.get(blanks + 1);
    let is_spaced = after.is_none_or(|byte| matches!(byte, b' ' | b'\t'));
    let is_upper = !(first.is_ascii_lowercase() || second.is_ascii_lowercase());
    let is_border = matches!(&bare[..len], "TY" | "ER");
    let is_long = len > 2;
    let is_tag = match blanks {
        _ if is_long => {
            let is_upper = !bytes[..len].iter().any(u8::is_ascii_lowercase);
            (3..=4).contains(&len) && is_upper && blanks >= 2 && is_spaced && (at == 0 || bom)
        }
        0 => is_border,
        1 => is_upper && is_spaced && (at == 0 || bom || is_border),
        _ => is_spaced || is_upper,
    };
    let start = line_start + at;
    let sign_len = len + blanks + 1 + usize::from(matches!(after, Some(b' ' | b'\t')));
    let line_start = if bom { line_start + '\u{feff}'.len_utf8() } else { line_start };
    is_tag.then(|| Tag {
        span: Span::new(start, start + len),
        sign: Span::new(start, start + sign_len),
        line_start,
        is_certain: is_upper && is_spaced && blanks > 0,
    })
}
