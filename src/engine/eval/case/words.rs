//! Splits a text into words for changes of letter case.

/// A word, from its first character to the next separator.
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether a colon, question mark or exclamation mark separates it from the word before.
    pub(super) opens_clause: bool,
    pub(super) hyphen_before: bool,
    pub(super) hyphen_after: bool,
}

/// The byte after the last word of a text.
pub(super) fn last_word(content: &str) -> Option<usize> {
    let (at, last) = content.char_indices().rev().find(|(_, last)| !is_separator(*last))?;
    Some(at + last.len_utf8())
}

/// The words of a text. Markup does not separate words: `{J}ournal` is one.
pub(super) struct Words<'t> {
    content: &'t str,
    at: usize,
    opens_clause: bool,
    hyphen_before: bool,
}

impl<'t> Words<'t> {
    pub(super) fn new(content: &'t str) -> Self {
        Words { content, at: 0, opens_clause: false, hyphen_before: false }
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let mut at = self.at;
        let start = loop {
            match step(self.content, at)? {
                // An opening quotation mark; inside a word it is a letter (`Hawai‘i`).
                (Step::Word, width) if width > 1 && self.content[at..].starts_with('‘') => {
                    at += width;
                }
                (Step::Word, _) => break at,
                (Step::Clause, width) => {
                    (self.opens_clause, self.hyphen_before) = (true, false);
                    at += width;
                }
                (step, width) => {
                    self.hyphen_before = step == Step::Hyphen;
                    at += width;
                }
            }
        };
        let hyphen_after = loop {
            at += ascii_word(&self.content.as_bytes()[at..]);
            match step(self.content, at) {
                Some((Step::Word, width)) => at += width,
                end => break matches!(end, Some((Step::Hyphen, _))),
            }
        };
        let word = Word {
            start,
            end: at,
            opens_clause: self.opens_clause,
            hyphen_before: self.hyphen_before,
            hyphen_after,
        };
        self.at = at;
        (self.opens_clause, self.hyphen_before) = (false, false);
        Some(word)
    }
}

/// The role of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Word,
    /// It separates words.
    Separator,
    /// It separates words, and a clause begins after it.
    Clause,
    Hyphen,
}

/// The roles of ASCII characters, which most characters are.
const ASCII_STEPS: [Step; 128] = {
    let mut steps = [Step::Word; 128];
    let mut byte = 0;
    while byte < 128 {
        let character = byte as u8 as char;
        steps[byte] = match character {
            ':' | '?' | '!' => Step::Clause,
            '-' => Step::Hyphen,
            _ if is_separator(character) => Step::Separator,
            _ => Step::Word,
        };
        byte += 1;
    }
    steps
};

/// The number of bytes at the start that are ASCII characters of a word.
fn ascii_word(bytes: &[u8]) -> usize {
    let is_word =
        |byte: &u8| ASCII_STEPS.get(usize::from(*byte)).is_some_and(|step| *step == Step::Word);
    bytes.iter().position(|byte| !is_word(byte)).unwrap_or(bytes.len())
}

/// The role of the character at a byte, and its length in bytes.
#[inline]
fn step(content: &str, at: usize) -> Option<(Step, usize)> {
    let byte = *content.as_bytes().get(at)?;
    if let Some(step) = ASCII_STEPS.get(usize::from(byte)) {
        return Some((*step, 1));
    }
    let character = content[at..].chars().next()?;
    let step = if is_separator(character) { Step::Separator } else { Step::Word };
    Some((step, character.len_utf8()))
}

const fn is_separator(character: char) -> bool {
    match character {
        'a'..='z' | 'A'..='Z' => false,
        '\'' | '’' | '‘' | '_' | '@' | '#' | '$' | '%' | '+' | '\u{2010}' | '\u{2011}' => false,
        // TeX formulas and commands keep their letter case, whatever precedes them.
        '\\' | '{' | '}' | '^' | '~' | '|' | '*' | '=' | '<' | '>' | '&' | '`' | '…' => false,
        '-' | '–' | '—' | '/' | '“' | '”' | '«' | '»' => true,
        character => character.is_whitespace() || character.is_ascii_punctuation(),
    }
}
