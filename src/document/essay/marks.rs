//! The marks at the beginning of list items: `- `, `1. `, `[1] `, `¹ `, `[^1]: `.

use crate::document::essay::place_values::roman;
use crate::document::essay::words::{circled, superscript};

/// The mark of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// `-`, `*`, `•`.
    Bullet,
    /// A number.
    Number(u32),
    /// The label of a footnote in Markdown.
    Label(String),
}

/// How certain it must be that a line begins an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// Only marks that are rarely anything else.
    Text,
    /// Any possible mark: `1 M. Brinton`.
    Notes,
    /// Roman numerals, too: `ii. M. Brinton`.
    Roman,
}

/// The mark at the beginning of a line, and its length in bytes with the space after it.
pub(super) fn mark(line: &str, within: Within) -> Option<(Mark, usize)> {
    let indent = line.len() - line.trim_start().len();
    let text = &line[indent..];
    let (mark, length) = linked(text)
        .or_else(|| footnote(text))
        .or_else(|| bullet(text))
        .or_else(|| enclosed(text))
        .or_else(|| raised(text))
        .or_else(|| numbered(text, within))
        .or_else(|| roman_numbered(text).filter(|_| within == Within::Roman))?;
    let behind = &text[length..];
    let space = behind.len() - behind.trim_start_matches([' ', '\t', '\u{a0}']).len();
    Some((mark, indent + length + space))
}

/// `[\[1\]](#_ftnref1)`, as word processors' notes are converted to Markdown.
fn linked(text: &str) -> Option<(Mark, usize)> {
    let inside = text.strip_prefix('[').filter(|it| it.starts_with(['[', '\\']))?;
    let (mark, length) = enclosed(inside)?;
    let target = inside[length..].strip_prefix("](#")?;
    let end = target.find(')')?;
    Some((mark, text.len() - target.len() + end + 1))
}

fn footnote(text: &str) -> Option<(Mark, usize)> {
    let inside = text.strip_prefix("[^")?;
    let end = inside.find(']')?;
    let label = &inside[..end];
    let is_one = !label.is_empty() && !label.contains(char::is_whitespace);
    (is_one && inside[end..].starts_with("]:")).then(|| (Mark::Label(label.to_owned()), end + 4))
}

fn bullet(text: &str) -> Option<(Mark, usize)> {
    let first = text.chars().next()?;
    let is_bullet = matches!(first, '-' | '*' | '+' | '•' | '‣' | '·' | '–' | '—' | '●' | '◦');
    let behind = &text[first.len_utf8()..];
    (is_bullet && (behind.starts_with([' ', '\t']) || behind.is_empty()))
        .then_some((Mark::Bullet, first.len_utf8()))
}

/// `[1]`, `(1)`, `\[1\]`, `[1].`, `[1]:`.
fn enclosed(text: &str) -> Option<(Mark, usize)> {
    const PAIRS: [(&str, &str); 8] = [
        ("[", "]"),
        ("(", ")"),
        ("\\[", "\\]"),
        ("{", "}"),
        ("［", "］"),
        ("（", "）"),
        ("〔", "〕"),
        ("【", "】"),
    ];
    PAIRS.iter().find_map(|(open, close)| {
        let inside = text.strip_prefix(open)?;
        let end = inside.find(close)?;
        let body = if *open == "[" { without_label(&inside[..end]) } else { &inside[..end] };
        let number = match roman(body).filter(|_| *open == "[" && is_small_roman(body)) {
            Some(number) => number,
            None => digits(body).filter(|(_, length)| *length == body.len())?.0,
        };
        let behind = &inside[end + close.len()..];
        let stop = usize::from(behind.starts_with([':', '.']));
        Some((Mark::Number(number), text.len() - behind.len() + stop))
    })
}

/// `ii.`, `ii)`, `(ii)`.
fn roman_numbered(text: &str) -> Option<(Mark, usize)> {
    let inside = text.strip_prefix('(').unwrap_or(text);
    let length = inside.find(|c: char| !c.is_ascii_lowercase())?;
    let number = roman(&inside[..length]).filter(|_| is_small_roman(&inside[..length]))?;
    let behind = inside[length..].strip_prefix(['.', ')'])?;
    behind
        .starts_with([' ', '\t', '\u{a0}'])
        .then_some((Mark::Number(number), text.len() - behind.len()))
}

/// What is in brackets without the word for a note: `fn2`, `note 2`.
pub(super) fn without_label(body: &str) -> &str {
    let bare = ["fn", "ftn", "note", "n.", "Anm."].iter().find_map(|it| body.strip_prefix(it));
    let bare = bare.map(|bare| bare.trim_start_matches(['.', ' ']));
    bare.filter(|bare| bare.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(body)
}

/// Whether a text is a number in small Roman digits that is no word.
pub(super) fn is_small_roman(body: &str) -> bool {
    !body.is_empty()
        && body.len() <= 8
        && body.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'))
        && !matches!(body, "civil" | "c" | "l" | "ill" | "mix")
}

/// `¹`, `①`, `^1`, `^1^`, `^(1)`, `<sup>1</sup>`.
fn raised(text: &str) -> Option<(Mark, usize)> {
    if let Some(first) = text.chars().next()
        && let Some(number) = circled(first)
    {
        return Some((Mark::Number(number), first.len_utf8()));
    }
    let mut number = 0_u32;
    let mut length = 0;
    for c in text.chars() {
        let Some(digit) = superscript(c) else { break };
        number = number.checked_mul(10)?.checked_add(digit)?;
        length += c.len_utf8();
    }
    if length > 0 {
        let stop = usize::from(text[length..].starts_with(['.', ')', ':']));
        return Some((Mark::Number(number), length + stop));
    }
    const PAIRS: [(&str, &str); 4] = [("<sup>", "</sup>"), ("^(", ")"), ("^[", "]"), ("^", "^")];
    let paired = PAIRS.iter().find_map(|(open, close)| {
        let inside = text.strip_prefix(open)?;
        let (number, digits) = digits(inside)?;
        let behind = inside[digits..].strip_prefix(close)?;
        Some((Mark::Number(number), text.len() - behind.len()))
    });
    paired.or_else(|| {
        let (number, digits) = digits(text.strip_prefix('^')?)?;
        let stop = usize::from(text[1 + digits..].starts_with(['.', ')', ':']));
        Some((Mark::Number(number), 1 + digits + stop))
    })
}

/// Lower-case words with which notes begin.
const SMALL: [&str; 24] = [
    "ibid",
    "see ",
    "cf.",
    "cf ",
    "op. cit",
    "op.cit",
    "loc. cit",
    "ebd",
    "ebenda",
    "vgl",
    "id.",
    "supra",
    "idem",
    "ders.",
    "dies.",
    "a.a.O",
    "a. a. O",
    "siehe ",
    "s. ",
    "voir ",
    "cfr",
    "ivi",
    "quoted ",
    "там же",
];

/// `1.`, `1)`, `1:`, and in notes `1 M. Brinton` and `Note 1:`.
fn numbered(text: &str, within: Within) -> Option<(Mark, usize)> {
    if within == Within::Notes
        && let Some(rest) =
            ["Note ", "Anm. ", "Fn. ", "note "].iter().find_map(|it| text.strip_prefix(it))
        && let Some((number, digits)) = digits(rest)
        && rest[digits..].starts_with([':', '.'])
    {
        return Some((Mark::Number(number), text.len() - rest.len() + digits + 1));
    }
    let (number, digits) = digits(text)?;
    let behind = &text[digits..];
    match behind.chars().next() {
        None => (within == Within::Notes).then_some((Mark::Number(number), digits)),
        Some(stop @ ('.' | ')' | ':' | '、' | '．' | '）' | '：')) => {
            // `1.M. Brinton` is a note, and `1.5` a number.
            let rest = &behind[stop.len_utf8()..];
            let ends = rest.is_empty()
                || rest.starts_with([' ', '\t', '\u{a0}'])
                || stop.len_utf8() > 1
                || within == Within::Notes && !rest.starts_with(|c: char| c.is_ascii_digit());
            ends.then_some((Mark::Number(number), digits + stop.len_utf8()))
        }
        Some(' ' | '\t' | '\u{a0}') => {
            // A year begins a sentence, not a note.
            let rest = behind.trim_start();
            let is_signal = SMALL.iter().any(|word| rest.starts_with(word));
            let begins =
                is_signal || rest.starts_with(|c: char| !c.is_lowercase() && !c.is_ascii_digit());
            (within == Within::Notes && begins && number < 1000)
                .then_some((Mark::Number(number), digits))
        }
        _ => None,
    }
}

/// The number at the beginning of a text, and its number of digits.
pub(super) fn digits(text: &str) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_short = (1..=5).contains(&length) && !text.starts_with('0');
    Some((text[..length].parse().ok().filter(|_| is_short)?, length))
}

#[cfg(test)]
mod tests {
    use super::{Mark, Within, mark};

    #[test]
    fn items_begin_in_many_ways() {
        for line in [
            "3. Mett",
            "3) Mett",
            "[3] Mett",
            "[iii] Mett",
            "[fn3] Mett",
            "(3) Mett",
            "³ Mett",
            "³Mett",
            "^3 Mett",
            "^3^ Mett",
            "<sup>3</sup> Mett",
            "3 Mett",
            "3.Mett",
            "  3. Mett",
            "\\[3\\] Mett",
            "Note 3: Mett",
            "③ Mett",
            "③Mett",
            "［3］Mett",
            "〔3〕 Mett",
            "3、Mett",
            "^3. Mett",
        ] {
            let (found, length) = mark(line, Within::Notes).unwrap();
            assert_eq!(found, Mark::Number(3), "{line}");
            assert_eq!(&line[length..], "Mett", "{line}");
        }
        assert_eq!(mark("[^a]: Mett", Within::Text), Some((Mark::Label("a".into()), 6)));
        assert_eq!(mark("– Mett", Within::Text).unwrap().0, Mark::Bullet);
        for line in ["1.5 million", "1921 was", "-Mett", "3 sailors", "*Mett* says"] {
            assert_eq!(mark(line, Within::Notes), None, "{line}");
        }
        assert_eq!(mark("3 Mett", Within::Text), None);
    }
}
