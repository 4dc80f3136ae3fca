//! Shortens given names to initials.
//!
//! *Source*: CSL 1.0.2 specification, "Name" (`initialize`, `initialize-with`).

use std::borrow::Cow;

use crate::engine::numeric::is_ideographic;

/// The form of initials.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Initials<'s> {
    /// The text after each initial: `. `.
    pub(crate) with: &'s str,
    /// Whether full names become initials, or only existing initials are respelled.
    pub(crate) shorten: bool,
    /// Whether the hyphen in `Jean-Luc` is kept: `J.-L.`
    pub(crate) keep_hyphen: bool,
}

/// The initials of given names, by which people are compared.
pub(crate) fn initials_of(given: &str) -> String {
    let mut out = String::with_capacity(8);
    initialize(given, Initials { with: "", shorten: true, keep_hyphen: false }, &mut out);
    out
}

/// Writes given names as initials.
///
/// A word that ends in a period is an abbreviation and is kept: `Ph.M.` becomes `Ph. M.` A word in
/// lower case is a particle and is kept too, like one that begins with a digit, but is dropped after
/// the hyphen of an initial that
/// keeps its hyphens: `G-ping` becomes `G.`, or otherwise `G. ping`
pub(crate) fn initialize(given: &str, initials: Initials<'_>, out: &mut String) {
    if given.starts_with(char::is_numeric) {
        // As in citeproc-js, names that begin with a number stay as they are.
        out.push_str(given);
        return;
    }
    let start = out.len();
    if initials.shorten && is_plain(given) {
        for word in given.split(' ') {
            out.extend(word.chars().next());
            out.push_str(initials.with);
        }
        return trim_end(out, start);
    }
    let mut after_initial = false;
    for word in split(given) {
        let joined = word.hyphen_before && out.len() > start;
        let core = word.text.trim_matches(is_hidden);
        let (before, behind) = around(word.text, core);
        match initial_of(core, initials.shorten) {
            Some(initial) => {
                let initial = initial.as_ref();
                // Between initials that are only respelled, citeproc-js keeps no hyphen: `J. P.`
                let respelled =
                    after_initial && !initials.shorten && !initial.starts_with(char::is_lowercase);
                if joined && initials.keep_hyphen && !respelled {
                    trim_end(out, start);
                    out.push('-');
                } else if out.len() > start && !after_initial && !out.ends_with(' ') {
                    out.push(' ');
                }
                out.push_str(before);
                out.push_str(initial);
                if behind.is_empty() {
                    out.push_str(initials.with);
                } else {
                    let with = initials.with.trim_end();
                    out.push_str(with);
                    out.push_str(behind);
                    out.push_str(&initials.with[with.len()..]);
                }
                after_initial = true;
            }
            None if joined
                && initials.shorten
                && initials.keep_hyphen
                && after_initial
                && !core.ends_with('.')
                && !core.starts_with(has_no_initial) => {}
            None if !core.contains(char::is_alphanumeric) || core.starts_with(has_no_initial) => {
                // A sign by itself (`T. & Y.`), or a word in a script without initials (`J. 约翰`).
                if joined && initials.keep_hyphen {
                    trim_end(out, start);
                    out.push('-');
                } else if out.len() > start
                    && !(after_initial && initials.shorten)
                    && !out.ends_with(' ')
                {
                    out.push(' ');
                }
                out.push_str(word.text);
                after_initial = false;
            }
            None => {
                if joined && initials.keep_hyphen {
                    trim_end(out, start);
                    out.push('-');
                } else if !out.ends_with(' ')
                    && (out.len() > start
                        || (initials.shorten && core.starts_with(char::is_lowercase)))
                {
                    // A lower-case word is preceded by a space even if it comes first.
                    out.push(' ');
                }
                out.push_str(word.text);
                after_initial = false;
            }
        }
    }
    trim_end(out, start);
}

/// True for names of ASCII letters, with one capital at the start of each word, of which some may be
/// initials with their period: `Vladimir I. Ilyich`. Most names are, and only the first letter of
/// each word is left of them.
fn is_plain(given: &str) -> bool {
    given.as_bytes().split(|byte| *byte == b' ').all(|word| match word {
        [first, b'.'] => first.is_ascii_uppercase(),
        [first, rest @ ..] => first.is_ascii_uppercase() && rest.iter().all(u8::is_ascii_lowercase),
        [] => false,
    })
}

/// Tags of the user's markup, as single characters that occur in no word, so that they stay with
/// their words.
const HIDDEN: [(&str, char); 8] = [
    ("<b>", '\u{E000}'),
    ("</b>", '\u{E001}'),
    ("<i>", '\u{E002}'),
    ("</i>", '\u{E003}'),
    ("<sup>", '\u{E004}'),
    ("</sup>", '\u{E005}'),
    ("<sub>", '\u{E006}'),
    ("</sub>", '\u{E007}'),
];

fn is_hidden(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{E007}')
}

pub(crate) fn hide_tags(given: &str) -> String {
    HIDDEN.iter().fold(given.to_owned(), |given, (tag, hidden)| {
        given.replace(tag, hidden.encode_utf8(&mut [0; 4]))
    })
}

pub(crate) fn show_tags(given: &str) -> String {
    HIDDEN.iter().fold(given.to_owned(), |given, (tag, hidden)| given.replace(*hidden, tag))
}

/// The text before and after the core of a word.
fn around<'s>(word: &'s str, core: &str) -> (&'s str, &'s str) {
    let before = word.len() - word.trim_start_matches(is_hidden).len();
    (&word[..before], &word[(before + core.len()).min(word.len())..])
}

fn trim_end(out: &mut String, start: usize) {
    while out.len() > start && out.ends_with([' ', '\u{a0}']) {
        out.pop();
    }
}

struct Word<'s> {
    text: &'s str,
    hyphen_before: bool,
}

/// Splits at spaces, periods and hyphens.
fn split(given: &str) -> impl Iterator<Item = Word<'_>> {
    let is_hyphen = |c: char| matches!(c, '-' | '‐' | '\u{2011}');
    let mut hyphen_before = false;
    let parts = given.split_inclusive(move |c: char| c.is_whitespace() || c == '.' || is_hyphen(c));
    parts.filter_map(move |part| {
        let hyphen_after = part.ends_with(is_hyphen);
        let text = part.trim_end_matches(|c: char| c.is_whitespace() || is_hyphen(c));
        if text.bytes().all(|byte| byte == b'.') {
            hyphen_before |= hyphen_after;
            return None;
        }
        let word = Word { text, hyphen_before };
        hyphen_before = hyphen_after;
        Some(word)
    })
}

/// True for letters of scripts in which names are not shortened to initials.
fn has_no_initial(letter: char) -> bool {
    is_ideographic(letter) || ('가'..='힣').contains(&letter)
}

/// The initial of a word, or `None` if the word is kept.
fn initial_of(word: &str, shorten: bool) -> Option<Cow<'_, str>> {
    let letters = word.trim_end_matches('.');
    let first = letters.chars().next()?;
    let abbreviated = word.len() > letters.len();
    let single = letters.len() == first.len_utf8();
    if has_no_initial(first) && (shorten || !single) {
        return None;
    }
    let stays = first.is_lowercase() && (shorten || !abbreviated);
    // `3rd` and `2Pac` are kept, as in citeproc-js; a sign or digit by itself is respelled like a
    // letter.
    let is_sign = single && !shorten && !first.is_alphabetic();
    if stays || !(first.is_alphabetic() || is_sign) {
        return None;
    }
    if abbreviated || single {
        return Some(Cow::Borrowed(letters));
    }
    if !shorten {
        return None;
    }
    // TSerendorjiin begins with a single letter of its alphabet, and becomes Ts.
    let mut more = letters.chars().skip(1);
    if let (Some(second), Some(third)) = (more.next(), more.next())
        && second.is_uppercase()
        && third.is_lowercase()
    {
        return Some(Cow::Owned(format!("{first}{}", second.to_lowercase())));
    }
    Some(Cow::Borrowed(&letters[..first.len_utf8()]))
}
