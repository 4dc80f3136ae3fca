//! Ligatures: signs of printed pages that stand for several letters.

/// The letters of a ligature, as text copied from a PDF has it.
///
/// *Source*: Unicode 16.0, "Alphabetic Presentation Forms", U+FB00 to U+FB06.
pub(crate) fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}
