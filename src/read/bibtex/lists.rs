//! Lists in values: bodies and places with ` and ` between them, keys and keywords with commas.

use std::ops::Range;

use crate::dialect::bib::ValueKind;

/// The items of a value, without the spaces around them; the value itself where it is no list.
/// Empty items are left out.
///
/// *Units*: bytes of the value.
pub(crate) fn items(value: &str, kind: ValueKind) -> Vec<Range<usize>> {
    let mut items = match kind {
        ValueKind::Names | ValueKind::List => between_and(value),
        ValueKind::Keys | ValueKind::OwnKeys | ValueKind::Keywords => between_commas(value),
        _ => vec![trimmed(value, 0..value.len())],
    };
    items.retain(|item| !item.is_empty());
    items
}

fn between_commas(list: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let parts = list.split(',').map(|part| {
        let range = start..start + part.len();
        start = range.end + 1;
        trimmed(list, range)
    });
    parts.collect()
}

/// The text between each `and` outside braces.
pub(super) fn between_and(list: &str) -> Vec<Range<usize>> {
    let bytes = list.as_bytes();
    let mut items = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'a' if depth == 0 && at > start && bytes[at..].starts_with(b"and") => {
                let starts = bytes[at - 1].is_ascii_whitespace();
                let ends = bytes.get(at + 3).is_some_and(u8::is_ascii_whitespace);
                if starts && ends {
                    items.push(trimmed(list, start..at));
                    start = at + 3;
                }
            }
            _ => {}
        }
    }
    items.push(trimmed(list, start..list.len()));
    items
}

fn trimmed(list: &str, range: Range<usize>) -> Range<usize> {
    let text = &list[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

#[cfg(test)]
mod tests {
    use super::items;
    use crate::dialect::bib::ValueKind as K;

    #[test]
    fn a_list_is_divided_as_its_kind_says() {
        for (value, kind, expected) in [
            ("A and {B and C} and  D", K::List, &["A", "{B and C}", "D"][..]),
            ("A, B and C", K::List, &["A, B", "C"]),
            (" a, b ,,c", K::Keys, &["a", "b", "c"]),
            ("a and b", K::Keywords, &["a and b"]),
            (" a, b ", K::Key, &["a, b"]),
            ("", K::Keys, &[]),
        ] {
            let found: Vec<&str> = items(value, kind).into_iter().map(|it| &value[it]).collect();
            assert_eq!(found, expected, "{value}");
        }
    }
}
