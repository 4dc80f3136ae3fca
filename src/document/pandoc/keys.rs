//! Keys in pandoc's Markdown: where one may begin, and which characters it has.

use crate::document::pandoc::parsed::Parsed;
use crate::document::{WrittenCite, WrittenMode};
use crate::model::Cite;
use crate::source::Span;

/// The keys in a text that is not a citation, such as a suffix, where they are printed as they are
/// written.
///
/// # Example
///
/// ```
/// use ibid::document::pandoc;
///
/// let keys: Vec<&str> = pandoc::keys_in(" and @broue; mail a@b.org").collect();
/// assert_eq!(keys, ["broue"]);
/// ```
pub fn keys_in(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('@').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let key = match rest.strip_prefix('{') {
            Some(inside) => inside.split_once('}')?.0,
            None => &rest[..simple_key_length(rest)],
        };
        (is_free(text, key_start(text, at)) && !key.is_empty()).then_some(key)
    })
}

/// A key that was read.
pub(in crate::document) struct Key {
    pub(in crate::document) name: String,
    pub(in crate::document) span: Span,
    pub(in crate::document) suppress_author: bool,
}

impl Key {
    /// Makes it the first cite of a citation without brackets.
    pub(in crate::document) fn in_text(self, parsed: &mut Parsed) {
        parsed.mode = match self.suppress_author {
            true => WrittenMode::SuppressAuthor,
            false => WrittenMode::InText,
        };
        parsed.cites.push(Cite::new(self.name));
        let affix = Span::at(self.span.end as usize);
        let prefix = Span::at(self.span.start as usize);
        parsed.places.push(WrittenCite { key: self.span, prefix, suffix: affix });
    }
}

/// Where a key with its `@` begins: at the hyphen before it, unless that is part of a dash or of a
/// word.
pub(in crate::document) fn key_start(text: &str, at: usize) -> usize {
    let hyphens = text[..at].bytes().rev().take_while(|byte| *byte == b'-').count();
    // Three hyphens are a dash, and so are two.
    let suppresses = hyphens % 3 == 1 && is_free(text, at - 1);
    at - usize::from(suppresses)
}

/// True if a key may begin at a byte: not directly after a letter, digit, full stop or backslash.
/// To pandoc a full stop belongs to the word before it, unless it is one of an ellipsis.
pub(in crate::document) fn is_free(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let stops = before.bytes().rev().take_while(|byte| *byte == b'.').count();
    stops % 3 == 0 && !before.ends_with(|c: char| c.is_alphanumeric() || c == '\\')
}

/// The length of the key without braces at the beginning of a text, in bytes.
pub(in crate::document) fn simple_key_length(text: &str) -> usize {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut chars = text.char_indices().peekable();
    match chars.next() {
        Some((_, first)) if word(first) || first == '*' => {}
        _ => return 0,
    }
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let inside = match c {
            ':' | '/' if next == Some('/') => true,
            ':' | '.' | '#' | '$' | '%' | '&' | '-' | '+' | '?' | '<' | '>' | '~' | '/' => {
                next.is_some_and(word)
            }
            c => word(c),
        };
        if !inside {
            return at;
        }
    }
    text.len()
}

/// Where a key ends whose `@` is at a byte, with its braces.
pub(in crate::document) fn key_end(text: &str, at: usize) -> Option<usize> {
    let name = text[at..].strip_prefix('@')?;
    if !is_free(text, key_start(text, at)) {
        return None;
    }
    let length = match name.starts_with('{') {
        true => braces_length(name).ok()?,
        false => simple_key_length(name),
    };
    Some(at + 1 + length)
}

/// The maximum nesting of braces in a key. Text without closing braces is then read a limited number
/// of times, however many keys seem to begin in it.
const MAX_DEPTH: u32 = 16;

/// Why braces at the beginning of a text are not those of a key.
pub(in crate::document) enum NotBraces {
    /// A space in them, at this offset.
    Space(usize),
    Unclosed,
}

/// The length of the balanced braces at the beginning of a text, if there is no space in them.
pub(in crate::document) fn braces_length(text: &str) -> Result<usize, NotBraces> {
    let mut depth = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '{' if depth == MAX_DEPTH => break,
            '{' => depth += 1,
            '}' if depth == 1 => return Ok(at + 1),
            '}' => depth -= 1,
            c if c.is_whitespace() => return Err(NotBraces::Space(at)),
            _ => {}
        }
    }
    Err(NotBraces::Unclosed)
}
