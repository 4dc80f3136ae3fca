//! The alphabets of mathematics, and the forms of letters in them.

/// True if a command selects another alphabet: `\mathcal`, `\mathbb`.
///
/// Only double-struck and bold letters are distinguished; the others become ordinary letters, which
/// every font has and every search finds.
pub(super) fn is_alphabet(name: &str) -> bool {
    matches!(
        name,
        "mathrm"
            | "mathit"
            | "mathsf"
            | "mathtt"
            | "mathcal"
            | "mathscr"
            | "mathfrak"
            | "mathnormal"
            | "mathsl"
            | "mathbf"
            | "mathbfit"
            | "mathbb"
            | "mathds"
            | "mathbbm"
            | "Bbb"
            | "bm"
            | "bold"
            | "pmb"
            | "boldsymbol"
            | "mathord"
            | "mathrel"
            | "mathbin"
            | "mathopen"
            | "mathclose"
            | "mathpunct"
            | "mathinner"
            | "ensuremath"
            | "frak"
            | "underbrace"
            | "overbrace"
            | "boxed"
            | "substack"
            | "mathchoice"
            | "symbf"
            | "symbb"
            | "symrm"
            | "symcal"
            | "protect"
            | "euscr"
            | "EuScript"
            | "roman"
    )
}

/// The double-struck form of a letter or digit.
pub(super) fn double_struck(letter: char) -> char {
    let code = match letter {
        'C' => return 'ℂ',
        'H' => return 'ℍ',
        'N' => return 'ℕ',
        'P' => return 'ℙ',
        'Q' => return 'ℚ',
        'R' => return 'ℝ',
        'Z' => return 'ℤ',
        'A'..='Z' => 0x1D538 + u32::from(letter) - u32::from('A'),
        'a'..='z' => 0x1D552 + u32::from(letter) - u32::from('a'),
        '0'..='9' => 0x1D7D8 + u32::from(letter) - u32::from('0'),
        _ => return letter,
    };
    char::from_u32(code).unwrap_or(letter)
}
