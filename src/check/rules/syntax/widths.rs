//! Characters that Unicode has for the layout of text alone: ligatures, and the wide forms of Latin
//! letters, figures and punctuation.

use std::ops::Range;

use crate::model::ligature;

/// The first such character in a text, with those after it, and what is meant.
///
/// In Chinese, Japanese and Korean text wide punctuation is right.
pub(super) fn of_other_width(text: &str) -> Option<(Range<usize>, String)> {
    if text.is_ascii() {
        return None;
    }
    let mut ligatures = text.char_indices().filter_map(|(at, c)| Some((at, c, ligature(c)?)));
    if let Some((at, sign, letters)) = ligatures.next() {
        return Some((at..at + sign.len_utf8(), letters.to_owned()));
    }
    let at = text.find(|c| narrow(c).is_some()).filter(|_| !text.contains(is_wide_script))?;
    let meant: String = text[at..].chars().map_while(narrow).collect();
    // Each of them has three bytes.
    let end = at + 3 * meant.chars().count();
    Some((at..end, meant))
}

/// The usual form of a wide one.
fn narrow(c: char) -> Option<char> {
    let is_wide = matches!(c, '\u{FF01}'..='\u{FF5E}');
    is_wide.then(|| char::from_u32(u32::from(c) - 0xFEE0)).flatten()
}

/// Ideographs, kana, bopomofo and hangul.
fn is_wide_script(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FFF}' | '\u{3005}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::of_other_width;

    #[test]
    fn wide_forms_are_wrong_in_latin_text_only() {
        for (text, meant) in [
            ("The \u{FB01}rst city", "fi"),
            ("Doe，Jane", ","),
            ("３", "3"),
            ("１２（３）", "12(3)"),
        ] {
            assert_eq!(of_other_width(text).map(|it| it.1).as_deref(), Some(meant), "{text}");
        }
        for text in ["城市（第３版）", "王，小明", "「ＡＢＣ」の都市", "Erdős", "12"]
        {
            assert_eq!(of_other_width(text), None, "{text}");
        }
    }
}
