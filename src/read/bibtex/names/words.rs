//! Splits a name into words and at commas outside braces, and determines letter case.

/// True if a text is a single group: `{Barnes and Noble}`, but not `{A}{B}` or `{\"O}`.
pub(in crate::read) fn is_one_group(raw: &str) -> bool {
    if !raw.starts_with('{') || !raw.ends_with('}') || raw.starts_with("{\\") {
        return false;
    }
    let mut depth = 0_usize;
    for (offset, byte) in raw.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return offset + 1 == raw.len();
        }
    }
    false
}

/// The parts of a name between commas outside braces, trimmed. `\,` is a thin space.
pub(in crate::read) fn split_commas(raw: &str) -> Vec<&str> {
    let mut parts = Vec::with_capacity(2);
    let mut depth = 0_usize;
    let mut start = 0;
    let mut before = 0;
    for (offset, byte) in raw.bytes().enumerate() {
        let escaped = std::mem::replace(&mut before, byte) == b'\\';
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 && !escaped => {
                parts.push(raw[start..offset].trim_ascii());
                start = offset + 1;
            }
            _ => {}
        }
    }
    parts.push(raw[start..].trim_ascii());
    parts
}

/// The words of a name, separated by white space and `~` outside braces.
pub(in crate::read) fn words(raw: &str) -> impl Iterator<Item = &str> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        rest = trim_spaces(rest);
        if rest.is_empty() {
            return None;
        }
        let mut depth = 0_usize;
        let mut escaped = false;
        let bytes = rest.as_bytes();
        let end = (0..bytes.len()).position(|at| {
            let byte = bytes[at];
            // `\~n` is a letter, and `\ ` is a space.
            let tilde = byte == b'~' && !escaped;
            let control_space =
                byte == b'\\' && !escaped && bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace);
            escaped = byte == b'\\' && !escaped;
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && (byte.is_ascii_whitespace() || tilde || control_space)
        });
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(word)
    })
}

/// A text without the spaces, ties and control spaces at its beginning.
fn trim_spaces(mut text: &str) -> &str {
    loop {
        text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '~');
        match text.strip_prefix('\\') {
            Some(rest) if rest.starts_with(|c: char| c.is_ascii_whitespace()) => text = rest,
            _ => return text,
        }
    }
}

/// The part of a text from the first of some of its words to the last.
pub(super) fn span_of<'a>(raw: &'a str, words: &[&'a str]) -> &'a str {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return "" };
    let base = raw.as_ptr() as usize;
    let start = first.as_ptr() as usize - base;
    let end = last.as_ptr() as usize - base + last.len();
    &raw[start..end]
}

/// True if a word's first letter is in lower case: letters in braces are ignored, except in a
/// special character (`{\'e}`).
pub(in crate::read) fn is_lower(word: &str) -> bool {
    let mut depth = 0_usize;
    for (at, c) in word.char_indices() {
        match c {
            '{' if depth == 0 && word[at + 1..].starts_with('\\') => {
                return special_is_lower(&word[at + 2..]);
            }
            '\\' if depth == 0 => return special_is_lower(&word[at + 1..]),
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_alphabetic() => return c.is_lowercase(),
            _ => {}
        }
    }
    false
}

/// The letter case of a special character, after its backslash: that of the letter for which a
/// command stands (`\o`, `\AE`), or under an accent (`'e`, `v{C}`).
fn special_is_lower(rest: &str) -> bool {
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let stands_alone = matches!(
        &rest[..letters],
        "i" | "j"
            | "o"
            | "O"
            | "l"
            | "L"
            | "oe"
            | "OE"
            | "ae"
            | "AE"
            | "aa"
            | "AA"
            | "ss"
            | "dh"
            | "DH"
            | "dj"
            | "DJ"
            | "th"
            | "TH"
            | "ng"
            | "NG"
    );
    let base = if stands_alone { rest } else { &rest[letters..] };
    let base = if letters == 0 { rest.get(1..).unwrap_or_default() } else { base };
    base.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

/// True if a word is a particle joined to a name: `d'Alembert`, `al-Hassan`.
pub(super) fn is_joined(word: &str) -> bool {
    let joint = word.find(['\'', '’', '-']);
    joint.is_some_and(|at| {
        word[at..].chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
    })
}

/// The offset of the first comma outside braces, or the length.
pub(super) fn first_comma(raw: &str) -> usize {
    let (mut depth, mut before) = (0_usize, 0);
    let comma = raw.bytes().position(|byte| {
        let escaped = std::mem::replace(&mut before, byte) == b'\\';
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        byte == b',' && depth == 0 && !escaped
    });
    comma.unwrap_or(raw.len())
}

/// A name as quoted in a message.
pub(super) fn shown(raw: &str) -> String {
    const MOST: usize = 60;
    let mut name = raw.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = name.char_indices().nth(MOST) {
        name.truncate(cut);
        name.push('…');
    }
    name
}
