//! Spaces before tall punctuation and inside guillemets, at which a line must not break.
//!
//! *Source*: the output of citeproc-js, in every language.

use crate::model::{Mark, Text};

/// The text with narrow no-break spaces in place of these spaces; `None` if there are none.
pub(crate) fn narrow_spaces(text: &Text) -> Option<Text> {
    let content = text.as_str();
    if !may_have_any(content) {
        return None;
    }
    let first = find(content, 0)?;
    let mut out = String::with_capacity(content.len() + 8);
    let mut at = 0;
    let mut places = Vec::new();
    let mut next = Some(first);
    while let Some(space) = next {
        out.push_str(&content[at..space]);
        out.push('\u{202F}');
        at = space + 1;
        places.push(space);
        next = find(content, at);
    }
    out.push_str(&content[at..]);
    // Each space has become two bytes longer.
    let moved =
        |offset: u32| offset + 2 * places.partition_point(|&place| place < offset as usize) as u32;
    let marks = text.marks().iter();
    let marks = marks.map(|m| Mark { start: moved(m.start), end: moved(m.end), kind: m.kind });
    Some(Text::with_marks(out, marks.collect()))
}

/// True if a text contains such spaces.
pub(crate) fn has_narrow_spaces(content: &str) -> bool {
    may_have_any(content) && find(content, 0).is_some()
}

/// True if a text contains tall punctuation or guillemets. All bytes are compared, several at once.
fn may_have_any(content: &str) -> bool {
    let is_tall = |byte| matches!(byte, b':' | b';' | b'?' | b'!' | 0xC2);
    content.bytes().fold(false, |found, byte| found | is_tall(byte))
}

/// The next such space from a byte on.
fn find(content: &str, from: usize) -> Option<usize> {
    let bytes = content.as_bytes();
    (from..bytes.len()).find(|&at| {
        bytes[at] == b' '
            && (matches!(bytes.get(at + 1), Some(b':' | b';' | b'?' | b'!'))
                || bytes.get(at + 1..at + 3) == Some("»".as_bytes())
                || (at >= 2 && bytes[at - 2..at] == *"«".as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::narrow_spaces;
    use crate::model::Text;

    #[test]
    fn spaces_of_french_orthography() {
        let shown = |text: &str| {
            narrow_spaces(&Text::from_csl_markup(text))
                .map(|text| text.to_csl_markup().replace('\u{202F}', "~"))
        };
        assert_eq!(shown("a : <i>b ; c</i> « f »").as_deref(), Some("a~: <i>b~; c</i> «~f~»"));
        assert_eq!(shown("a: b"), None);
    }
}
