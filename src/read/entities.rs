//! HTML entities in texts: `&amp;`, `&#233;`, `&eacute;`, as databases export them.

use std::ops::Range;

use crate::model::{Mark, Text};
use crate::source::windows_1252;

/// A text with the characters that its entities mean.
pub(super) fn read(text: Text) -> Text {
    let source = text.as_str();
    let mut content = String::with_capacity(source.len());
    // The ranges of the entities in the source, and of their characters in the new text.
    let mut replaced: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut from = 0;
    while let Some((range, meant)) = entity(&source[from..]) {
        let range = from + range.start..from + range.end;
        content.push_str(&source[from..range.start]);
        let start = content.len();
        content.push_str(&meant);
        from = range.end;
        replaced.push((range, start..content.len()));
    }
    if replaced.is_empty() {
        return text;
    }
    content.push_str(&source[from..]);
    let moved = |at: u32| {
        let at = at as usize;
        let before = replaced.partition_point(|(range, _)| range.start < at);
        let moved = match before.checked_sub(1).map(|last| &replaced[last]) {
            None => at,
            Some((range, new)) if at >= range.end => new.end + at - range.end,
            Some((_, new)) => new.start,
        };
        moved as u32
    };
    let marks = text.marks().iter();
    let marks: Vec<Mark> =
        marks.map(|it| Mark { start: moved(it.start), end: moved(it.end), ..*it }).collect();
    if marks.is_empty() { Text::plain(content) } else { Text::with_marks(content, marks) }
}

/// The first HTML entity: `&amp;`, `&#233;`, `&eacute;`.
pub(crate) fn entity(text: &str) -> Option<(Range<usize>, String)> {
    /// The length of the longest number or name.
    const LONGEST: usize = 8;
    const NAMED: [(&str, char); 40] = [
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("eacute", 'é'),
        ("egrave", 'è'),
        ("aacute", 'á'),
        ("agrave", 'à'),
        ("oacute", 'ó'),
        ("iacute", 'í'),
        ("uacute", 'ú'),
        ("auml", 'ä'),
        ("ouml", 'ö'),
        ("uuml", 'ü'),
        ("szlig", 'ß'),
        ("ccedil", 'ç'),
        ("ntilde", 'ñ'),
        ("rsquo", '’'),
        ("lsquo", '‘'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("hellip", '…'),
        ("acirc", 'â'),
        ("ecirc", 'ê'),
        ("icirc", 'î'),
        ("ocirc", 'ô'),
        ("ucirc", 'û'),
        ("iuml", 'ï'),
        ("euml", 'ë'),
        ("ugrave", 'ù'),
        ("oslash", 'ø'),
        ("aring", 'å'),
        ("aelig", 'æ'),
        ("atilde", 'ã'),
        ("otilde", 'õ'),
        ("Eacute", 'É'),
        ("amp", '&'),
    ];
    text.match_indices('&').find_map(|(at, _)| {
        let rest = &text[at + 1..];
        let name = &rest[..rest.bytes().take(LONGEST + 1).position(|byte| byte == b';')?];
        let meant = match name.strip_prefix('#') {
            Some(number) => match number.strip_prefix(['x', 'X']) {
                Some(hex) => character(u32::from_str_radix(hex, 16).ok()?)?,
                None => character(number.parse().ok()?)?,
            },
            None => NAMED.iter().find(|(known, _)| *known == name)?.1,
        };
        Some((at..at + name.len() + 2, meant.to_string()))
    })
}

/// The character of a numeric entity. As in browsers, 128 to 159 mean characters of Windows-1252,
/// as old pages intend. Control characters are not accepted.
///
/// *Source*: the HTML standard, "Numeric character reference end state".
fn character(code: u32) -> Option<char> {
    let meant = match code {
        0x80..=0x9F => windows_1252(code as u8),
        code => char::from_u32(code)?,
    };
    Some(meant).filter(|c| !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::{entity, read};
    use crate::model::Text;

    #[test]
    fn entities_become_what_they_mean() {
        for (text, meant) in [
            ("Caf&#233; &amp; Bar&eacute;", "Café & Baré"),
            ("&amp;lt;", "&lt;"),
            ("R&D; AT&T", "R&D; AT&T"),
        ] {
            assert_eq!(read(Text::plain(text)).as_str(), meant);
        }
        let marked = Text::from_csl_markup("<i>a&ndash;b</i> &eacute;<b>c</b>");
        assert_eq!(read(marked).to_csl_markup(), "<i>a–b</i> é<b>c</b>");
    }

    #[test]
    fn entities_are_told_from_ampersands() {
        assert_eq!(entity("AT&amp;T"), Some((2..7, "&".to_owned())));
        assert_eq!(entity("Caf&#233; &lt;"), Some((3..9, "é".to_owned())));
        assert_eq!(entity("&#xE9;").map(|found| found.1), Some("é".to_owned()));
        for (text, meant) in
            [("Don&#146;t", "’"), ("1&#150;2", "–"), ("&#x93;a", "“"), ("a&hellip;", "…")]
        {
            assert_eq!(entity(text).map(|found| found.1), Some(meant.to_owned()));
        }
        for text in [
            "&#129;",
            "&#7;",
            "&#0;",
            "&#x9D;",
            "A & B; C",
            "&;",
            "&#;",
            "Simon &",
            "&longer than any;",
            "R&D; x",
        ] {
            assert_eq!(entity(text), None, "{text}");
        }
    }
}
