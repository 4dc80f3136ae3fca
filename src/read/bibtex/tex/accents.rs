//! Accents: the mark of each command, and how it is combined with a letter.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// The combining character for an accent command.
///
/// *Source*: "The LaTeX Companion", 2nd edition, table 7.30 and the encodings T1, T2A and T5.
pub(super) fn combining(name: &str) -> Option<char> {
    Some(match name {
        // A typed accent character after a backslash can only mean these.
        "`" | "capitalgrave" => '\u{300}',
        "'" | "´" | "capitalacute" => '\u{301}',
        "^" | "ˆ" | "capitalcircumflex" => '\u{302}',
        "~" | "˜" | "capitaltilde" => '\u{303}',
        "=" | "capitalmacron" => '\u{304}',
        "u" | "capitalbreve" => '\u{306}',
        "." | "capitaldotaccent" => '\u{307}',
        "\"" | "¨" | "capitaldieresis" => '\u{308}',
        "h" => '\u{309}',
        "r" | "capitalring" => '\u{30A}',
        "H" | "capitalhungarumlaut" => '\u{30B}',
        "v" | "capitalcaron" => '\u{30C}',
        "G" | "C" => '\u{30F}',
        "U" => '\u{30D}',
        "f" => '\u{311}',
        "textcommaabove" => '\u{313}',
        "horn" => '\u{31B}',
        "d" | "udot" | "textsubdot" => '\u{323}',
        "textsubring" => '\u{325}',
        "textcommabelow" | "cb" => '\u{326}',
        "c" | "¸" | "capitalcedilla" => '\u{327}',
        "k" | "polhk" | "capitalogonek" => '\u{328}',
        "b" => '\u{331}',
        "t" | "newtie" => '\u{361}',
        _ => return None,
    })
}

/// The accent of `\a'e` and its end: `tabbing` uses `\'`, `` \` `` and `\=` for itself, so that
/// programs that write for all environments write them so.
pub(super) fn in_tabbing(input: &str, at: usize) -> Option<(&str, usize)> {
    let rest = input[at..].strip_prefix("\\a")?;
    rest.starts_with(['\'', '`', '=']).then(|| (&rest[..1], at + 3))
}

/// The same in mathematics: `\hat`, `\vec`, `\overline`.
pub(super) fn in_math(name: &str) -> Option<char> {
    Some(match name {
        "grave" => '\u{300}',
        "acute" => '\u{301}',
        "hat" | "widehat" => '\u{302}',
        "tilde" | "widetilde" => '\u{303}',
        "bar" => '\u{304}',
        "overline" => '\u{305}',
        "breve" => '\u{306}',
        "dot" => '\u{307}',
        "ddot" => '\u{308}',
        "dddot" => '\u{20DB}',
        "mathring" => '\u{30A}',
        "check" => '\u{30C}',
        "vec" | "overrightarrow" => '\u{20D7}',
        "underline" => '\u{332}',
        _ => return None,
    })
}

/// Puts an accent on the first character of a text.
pub(super) fn apply(accent: char, base: &str, out: &mut String) {
    let mut chars = base.chars();
    let Some(first) = chars.next() else {
        out.push_str(alone(accent));
        return;
    };
    let first = match first {
        'ı' => 'i',
        'ȷ' => 'j',
        first => first,
    };
    match compose(first, accent) {
        Some(composed) => out.push(composed),
        // `\d{\^e}`: the composed character has its accents in another order.
        None => out.extend([first, accent].into_iter().nfc()),
    }
    out.push_str(chars.as_str());
}

/// An accent without a letter: `\~{}` is a tilde.
fn alone(accent: char) -> &'static str {
    match accent {
        '\u{300}' => "`",
        '\u{301}' => "´",
        '\u{302}' => "^",
        '\u{303}' => "~",
        '\u{304}' => "¯",
        '\u{306}' => "˘",
        '\u{307}' => "˙",
        '\u{308}' => "¨",
        '\u{30A}' => "˚",
        '\u{30B}' => "˝",
        '\u{30C}' => "ˇ",
        '\u{327}' => "¸",
        '\u{328}' => "˛",
        _ => "",
    }
}
