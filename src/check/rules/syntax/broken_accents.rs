//! Accent commands of TeX that lost their backslash, or whose backslash or braces were escaped.

use std::ops::Range;

/// The span of a broken accent command, and its correction.
pub(super) struct Accent {
    pub(super) range: Range<usize>,
    pub(super) meant: String,
}

/// The first accent in a BibTeX value without a backslash (`M"unchen`, `{'e}`, `Poincar'{e}`), or
/// with one that was escaped (`\'\{e\}`, `{\textbackslash}'e`, `$\backslash$"u`).
pub(super) fn find_accent(spelled: &str) -> Option<Accent> {
    const SIGNS: [char; 5] = ['"', '\'', '`', '^', '~'];
    let is_sign = |byte| matches!(byte, b'"' | b'\'' | b'`' | b'^' | b'~');
    if !spelled.bytes().any(is_sign) {
        return None;
    }
    spelled.match_indices(SIGNS).find_map(|(at, sign)| {
        let sign = sign.chars().next()?;
        let (before, after) = (&spelled[..at], &spelled[at + 1..]);
        let (start, is_escaped) = match ESCAPED.iter().find(|it| before.ends_with(**it)) {
            Some(escape) => (at - escape.len(), true),
            None if before.ends_with('\\') => (at - 1, true),
            None => (at, false),
        };
        let letter = Letter::at(after)?;
        let real_command = before.ends_with('\\') && letter.braces != Braces::Escaped;
        // No accent follows an escaped backslash (`\\`).
        if real_command || before.ends_with("\\\\") {
            return None;
        }
        let previous = spelled[..start].chars().next_back();
        let in_word = previous.is_some_and(char::is_alphabetic);
        let in_braces = before.ends_with('{') && after[letter.length..].starts_with('}');
        let takes = takes(sign, letter.letter);
        let is_accent = match (sign, letter.braces) {
            _ if !takes || is_in_formula(&spelled[..start]) => false,
            _ if is_escaped => true,
            // A tie may come before a group, and an apostrophe before a capitalized one:
            // `d'{A}lembert`.
            ('~', Braces::Plain) => false,
            (_, Braces::Plain) => in_word && !letter.letter.is_ascii_uppercase(),
            _ if in_braces => true,
            // German `M"unchen`; the other characters are an apostrophe, a tie and a power.
            ('"', Braces::None) => {
                in_word && after[letter.length..].starts_with(char::is_alphabetic)
            }
            _ => false,
        };
        is_accent.then(|| {
            let meant = match in_braces && !is_escaped {
                true => format!("\\{sign}{}", letter.letter),
                false => format!("\\{sign}{{{}}}", letter.letter),
            };
            Accent { range: start..at + 1 + letter.length, meant }
        })
    })
}

/// What programs write for the backslash of a command that they treat as text.
const ESCAPED: [&str; 6] = [
    "{\\textbackslash}",
    "\\textbackslash{}",
    "{\\textbackslash }",
    "$\\backslash$",
    "{$\\backslash$}",
    "\\textbackslash ",
];

/// A letter after the character of an accent.
struct Letter {
    letter: char,
    /// The length, including its braces.
    length: usize,
    braces: Braces,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Braces {
    None,
    Plain,
    /// `\{e\}`
    Escaped,
}

impl Letter {
    fn at(text: &str) -> Option<Letter> {
        let braces =
            [("\\{", "\\}", Braces::Escaped), ("{", "}", Braces::Plain), ("", "", Braces::None)];
        braces.into_iter().find_map(|(open, close, braces)| {
            let inner = text.strip_prefix(open)?;
            // The dotless i, as a character or as a command with an escaped backslash.
            let bare = inner.strip_prefix('\\').filter(|bare| bare.starts_with('i'));
            let letter = bare.unwrap_or(inner).chars().next().filter(char::is_ascii_alphabetic)?;
            let rest = bare.unwrap_or(inner)[1..].strip_prefix(close)?;
            Some(Letter { letter, length: text.len() - rest.len(), braces })
        })
    }
}

/// True if there is a letter with this accent.
fn takes(sign: char, letter: char) -> bool {
    let letters = match sign {
        '"' => "aeiouy",
        '\'' => "aeiouycnszlr",
        '`' => "aeiou",
        '^' => "aeiouwysjhgc",
        _ => "nao",
    };
    letters.contains(letter.to_ascii_lowercase())
}

/// True if a text ends inside a formula.
pub(super) fn is_in_formula(before: &str) -> bool {
    let dollars = before.matches('$').count() - before.matches("\\$").count();
    dollars % 2 == 1
}
