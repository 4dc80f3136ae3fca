//! A field that contains one or several numbers as people write them: `0-14-018765-0 (pbk.), ...`.

use std::ops::Range;

/// The numbers in a text, each without its label (`ISBN-13:`), the remark in parentheses after it,
/// and the spaces around it.
///
/// *Units*: bytes of the text.
pub(in crate::check) fn numbers(text: &str, label: &str) -> Vec<Range<usize>> {
    // A number alone, as nearly all are.
    if is_one(text) {
        return std::iter::once(0..text.len()).collect();
    }
    let mut found = Vec::new();
    // A comma inside parentheses belongs to a remark: `(pbk., 2nd printing)`.
    let mut depth = 0_usize;
    let divides = |c: char| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, ',' | ';' | '/' | '|' | '\n')
    };
    for piece in text.split(divides).flat_map(after_remarks) {
        let bare = without_remark(piece);
        let number = bare[label_length(bare, label)..].trim();
        if number.contains(char::is_alphanumeric) {
            let start = number.as_ptr() as usize - text.as_ptr() as usize;
            found.push(start..start + number.len());
        }
    }
    found
}

/// Whether a text is figures with hyphens between them, and perhaps an `X` at its end.
fn is_one(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'X' | b'x'))
}

/// The parts of a piece, each up to a remark in parentheses: `9780140187656 (v. 1) 9780…`.
fn after_remarks(piece: &str) -> std::str::SplitInclusive<'_, char> {
    piece.split_inclusive(')')
}

/// The piece without a remark in parentheses before or after it.
fn without_remark(piece: &str) -> &str {
    let piece = piece.trim();
    let piece = match (piece.starts_with('('), piece.find(')')) {
        (true, Some(end)) => &piece[end + 1..],
        _ => piece,
    };
    piece.find('(').map_or(piece, |start| &piece[..start]).trim()
}

/// The length in bytes of `ISBN`, `ISBN-13`, `ISBN 10` and similar labels, with the colon after
/// them.
fn label_length(text: &str, label: &str) -> usize {
    let Some(head) = text.get(..label.len()) else { return 0 };
    if !head.eq_ignore_ascii_case(label) {
        return 0;
    }
    let rest = &text[label.len()..];
    let size = ["-13:", "-10:", " 13:", " 10:", "13:", "10:", ":"];
    label.len() + size.iter().find(|size| rest.starts_with(**size)).map_or(0, |size| size.len())
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn labels_and_remarks_fall_away() {
        let found = |text: &'static str| -> Vec<&str> {
            numbers(text, "ISBN").into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(found("0-14-018765-0"), ["0-14-018765-0"]);
        assert_eq!(found("ISBN-13: 978-3 (pbk.), isbn 0-14"), ["978-3", "0-14"]);
        assert_eq!(found("(hbk.) 12; ;34(x)"), ["12", "34"]);
        assert_eq!(found("12 (pbk., alk. paper), 34 (v. 1) 56 (v. 2)"), ["12", "34", "56"]);
        assert_eq!(found(" "), [""; 0]);
        assert_eq!(found("isbñ"), ["isbñ"]);
    }
}
