//! Hides what contains no citations in a block: code, formulas, TeX, tags, addresses, escapes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::document::markdown::ends::Ends;
use crate::document::markdown::markers::{environment, ticks};
use crate::document::markdown::pairs::Pairs;
use crate::document::pandoc::{braces_length, is_free, simple_key_length};

/// The character that replaces hidden text; it is not allowed in keys.
pub(super) const FILLER: u8 = 0x1A;

/// The maximum length of a tag, of the address of a link, or of attributes, in bytes.
const MAX_LENGTH: usize = 4096;

/// A block in which everything that contains no citation is replaced with fillers.
pub(super) struct Masked {
    /// Bare addresses in which pandoc would read a key.
    pub(super) addresses: Vec<Range<usize>>,
    /// Where the address or attributes of a link or span begin.
    pub(super) targets: BTreeSet<usize>,
}

struct Masker<'a> {
    /// The text up to the end of the block.
    text: &'a str,
    start: usize,
    mask: &'a mut [u8],
    out: Masked,
    /// Where the last run of backticks of each length is, once one was asked for.
    last_ticks: Option<BTreeMap<usize, usize>>,
    /// The groups in braces and in brackets of TeX commands, and the addresses of links.
    groups: [Pairs; 3],
    /// Whether no formula can end any more.
    no_math: bool,
    no_display: bool,
    ends: Ends,
    /// The number of open brackets.
    depth: usize,
}

/// Masks a block of `text` in `mask`, which has the same length.
pub(super) fn mask(text: &str, block: Range<usize>, mask: &mut [u8]) -> Masked {
    let out = Masked { addresses: Vec::new(), targets: BTreeSet::new() };
    let mut masker = Masker {
        text: &text[..block.end],
        start: block.start,
        mask,
        out,
        last_ticks: None,
        groups: [Pairs::new(b'{', b'}'), Pairs::new(b'[', b']'), Pairs::new(b'(', b')')],
        no_math: false,
        no_display: false,
        ends: Ends::default(),
        depth: 0,
    };
    let mut at = block.start;
    while at < block.end {
        at = masker.step(at);
    }
    masker.out
}

impl<'a> Masker<'a> {
    fn rest(&self, at: usize) -> &'a str {
        &self.text[at..]
    }

    fn fill(&mut self, range: Range<usize>) -> usize {
        for byte in &mut self.mask[range.clone()] {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = FILLER;
            }
        }
        range.end
    }

    /// Processes the item at an offset; returns where the next one begins.
    fn step(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        let bytes = rest.as_bytes();
        match bytes[0] {
            b'\\' => self.backslash(at),
            b'`' => self.code(at),
            b'$' => self.math(at),
            b'<' if rest.starts_with("<!--") => match self.ends.find(self.text, at, "-->") {
                Some(close) => self.fill(at..close),
                None => at + 1,
            },
            b'<' if rest.starts_with("<?") => match self.ends.find(self.text, at, "?>") {
                Some(close) => self.fill(at..close),
                None => at + 1,
            },
            b'<' => match tag_length(rest) {
                Some(length) => self.fill(at..at + length),
                None => at + 1,
            },
            b'[' => {
                self.depth += 1;
                at + 1
            }
            b']' => self.bracket(at),
            b'{' => match attributes(rest).filter(|length| self.has_attributes(at, *length)) {
                Some(length) => self.fill(at..at + length),
                None => at + 1,
            },
            b'@' if is_free(self.text, at) => {
                let key = &rest[1..];
                let length = match key.starts_with('{') {
                    true => braces_length(key).unwrap_or(0),
                    false => simple_key_length(key),
                };
                at + 1 + length
            }
            b'h' if is_free(self.text, at) => match address_length(rest) {
                Some(length) => self.address(at, length),
                None => at + 1,
            },
            _ => at + rest.chars().next().map_or(1, char::len_utf8),
        }
    }

    /// True if braces are the attributes of a heading or of code, and not text.
    fn has_attributes(&self, at: usize, length: usize) -> bool {
        let rest = &self.text[at + length..];
        let ends_line = rest.trim_start_matches([' ', '\t', '#']).is_empty();
        length > 2 && (ends_line || self.text[..at].ends_with('`'))
    }

    fn backslash(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        if let Some(name) = environment(rest) {
            let end = format!("\\end{{{name}}}");
            if let Some(close) = self.ends.find(self.text, at, &end) {
                return self.fill(at..close);
            }
        }
        let letters = rest[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 {
            let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            return self.fill(at..at + length);
        }
        let mut length = 1 + letters + usize::from(rest[1 + letters..].starts_with('*'));
        while let Some(group) = self.group_length(at + length) {
            length += group;
        }
        self.fill(at..at + length)
    }

    fn code(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        let open = ticks(rest);
        let mut close = at + open;
        let (text, start) = (self.text, self.start);
        let last = self.last_ticks.get_or_insert_with(|| last_ticks(text, start));
        if last.get(&open).is_none_or(|last| *last <= at) {
            return close;
        }
        while let Some(found) = self.rest(close).find('`') {
            close += found;
            let run = ticks(self.rest(close));
            close += run;
            if run == open {
                return self.fill(at..close);
            }
        }
        at + open
    }

    /// The length of the group in braces or brackets at a byte.
    fn group_length(&mut self, at: usize) -> Option<usize> {
        let (text, start) = (self.text, self.start);
        let byte = text.as_bytes().get(at)?;
        self.groups.iter_mut().find(|it| it.open == *byte)?.length(text, start, at)
    }

    fn math(&mut self, at: usize) -> usize {
        let rest = self.rest(at);
        if let Some(inside) = rest.strip_prefix("$$") {
            if !self.no_display
                && let Some(length) = inside.find("$$").filter(|length| *length > 0)
            {
                return self.fill(at..at + length + 4);
            }
            self.no_display = true;
            return at + 2;
        }
        if self.no_math || rest[1..].starts_with(char::is_whitespace) {
            return at + 1;
        }
        let bytes = rest.as_bytes();
        let mut close = 1;
        while let Some(found) = rest[close..].find(['$', '\\']) {
            close += found;
            if bytes[close] == b'\\' {
                close += 1 + rest[close + 1..].chars().next().map_or(0, char::len_utf8);
                continue;
            }
            let after_space = rest[..close].ends_with(char::is_whitespace);
            let before_digit = rest[close + 1..].starts_with(|c: char| c.is_ascii_digit());
            if !after_space && !before_digit && close > 1 {
                return self.fill(at..at + close + 1);
            }
            close += 1;
        }
        self.no_math = true;
        at + 1
    }

    /// What may follow the text of a link: its address in parentheses, or attributes.
    fn bracket(&mut self, at: usize) -> usize {
        let rest = &self.rest(at)[1..];
        let target = if self.depth == 0 {
            None
        } else if rest.starts_with('(') {
            self.group_length(at + 1)
        } else if rest.starts_with('{') {
            attributes(rest)
        } else {
            None
        };
        self.depth = self.depth.saturating_sub(1);
        match target {
            Some(length) => {
                self.out.targets.insert(at + 1);
                self.fill(at + 1..at + 1 + length)
            }
            None => at + 1,
        }
    }

    /// An address in the text without brackets.
    fn address(&mut self, at: usize, length: usize) -> usize {
        let address = &self.text[at..at + length];
        let mut keys = address.match_indices('@').map(|(found, _)| found);
        let is_key =
            |found: usize| is_free(address, found) && simple_key_length(&address[found + 1..]) > 0;
        if keys.any(is_key) {
            self.out.addresses.push(at..at + length);
        }
        self.fill(at..at + length)
    }
}

/// The length of the address at the beginning of a text, without the punctuation after it.
fn address_length(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let mut depth = 0_i32;
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => end = at,
            ')' => depth -= 1,
            '[' | ']' | '<' | '>' | '"' | '`' | '|' => end = at,
            c if c.is_whitespace() || c.is_control() => end = at,
            _ => continue,
        }
        if end < text.len() {
            break;
        }
    }
    let length = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '\'']).len();
    (length > scheme.len()).then_some(length)
}

/// The length of the tag or address in `<…>` at the beginning of a text.
fn tag_length(text: &str) -> Option<usize> {
    let inside = &text[1..];
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let is_name = name.starts_with(|c: char| c.is_ascii_alphanumeric());
    if !is_name {
        return None;
    }
    let word = name.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':')))?;
    let is_tag = name[word..].starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
    let mut quote = None;
    for (at, c) in text.char_indices().skip(1).take_while(|(at, _)| *at < MAX_LENGTH) {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if is_tag => quote = Some(c),
            (None, '>') => return Some(at + 1),
            (None, '<') => return None,
            // An address in brackets contains no space.
            (None, c) if c.is_whitespace() && !is_tag => return None,
            _ => {}
        }
    }
    None
}

/// Where the last run of backticks of each length begins.
fn last_ticks(text: &str, start: usize) -> BTreeMap<usize, usize> {
    let mut last = BTreeMap::new();
    let mut at = start;
    while let Some(found) = text[at..].find('`') {
        at += found;
        let run = ticks(&text[at..]);
        last.insert(run, at);
        at += run;
    }
    last
}

/// The length of a pair of braces at the beginning of a text without others in it, except in quotes.
fn unnested(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    for (at, byte) in text.bytes().enumerate().take(MAX_LENGTH).skip(1) {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'{' if !is_quoted => return None,
            b'}' if !is_quoted => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The length of the attributes at the beginning of a text: `{.class #id key=value}`.
fn attributes(text: &str) -> Option<usize> {
    let length = unnested(text)?;
    // A value in quotes may contain anything.
    let outside: String = text[1..length - 1].split('"').step_by(2).collect();
    let is_word = |word: &str| word.starts_with(['.', '#']) || word == "-" || word.contains('=');
    outside.split_whitespace().all(is_word).then_some(length)
}
