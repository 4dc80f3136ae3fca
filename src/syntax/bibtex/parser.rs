//! Divides a text into blocks: finds the commands, and passes their contents to `body`.

use std::ops::Range;

use crate::diagnostic::rules::{MISSING_KEY, PARSE_ERROR};
use crate::diagnostic::{About, Diagnostic, Rule, Sink};
use crate::source::{Location, SourceId, Span};
use crate::syntax::bibtex::cursor::{
    closing, is_command, is_field, line_end, name_end, next_command_line, skip_blanks, skip_space,
};
use crate::syntax::bibtex::junk;
use crate::syntax::bibtex::tree::{Block, BlockKind, Extra, Tree};

/// Parses a text; errors are pushed into the sink.
pub fn parse<'a>(text: &'a str, id: SourceId, sink: &mut Sink) -> Tree<'a> {
    let parsed = parse_part(text, id, 0..text.len());
    sink.append(parsed.problems);
    parsed.tree
}

/// An entry that was parsed before, in the same text or in one that is the same there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Landmark {
    /// The whole entry.
    pub(crate) span: Span,
    /// The word for its type.
    pub(crate) word: Span,
    /// Its key.
    pub(crate) key: Span,
}

/// Parses a text like [`parse`], but for some entries: of these, the tree has a block without fields.
///
/// *Shape*: the entries are in source order. Nothing is wrong with any of them, and none has a
/// comment in it.
pub(crate) fn parse_but<'a>(
    text: &'a str,
    id: SourceId,
    entries: &'a [Landmark],
    sink: &mut Sink,
) -> Tree<'a> {
    let parsed = parse_range(text, id, 0..text.len(), entries);
    sink.append(parsed.problems);
    parsed.tree
}

/// Parses the blocks of a text that begin in a range of it. It has to begin where a block does.
pub(super) fn parse_part(text: &str, id: SourceId, range: Range<usize>) -> Parsed<'_> {
    parse_range(text, id, range, &[])
}

fn parse_range<'a>(
    text: &'a str,
    id: SourceId,
    range: Range<usize>,
    landmarks: &'a [Landmark],
) -> Parsed<'a> {
    // Most fields of a well-kept file take about 40 bytes.
    let fields = if landmarks.is_empty() { range.len() / 40 } else { 0 };
    let tree = Tree {
        text,
        blocks: Vec::with_capacity(range.len() / 200),
        fields: Vec::with_capacity(fields),
        pieces: Vec::new(),
        extras: Vec::new(),
    };
    let bytes = text.as_bytes();
    let mut parser = Parser {
        bytes,
        id,
        at: range.start,
        end: bytes.len(),
        tree,
        found: Sink::new(),
        problems: Sink::new(),
        mending: false,
        patience: 0,
        quiet_until: 0,
        landmarks,
    };
    parser.blocks(range.end);
    parser.keep_problems();
    let Parser { tree, found: problems, at: end, quiet_until, .. } = parser;
    Parsed { tree, problems, end, quiet_until }
}

/// The tree of a part of a text, and what is wrong with it.
pub(super) struct Parsed<'a> {
    pub(super) tree: Tree<'a>,
    pub(super) problems: Sink,
    /// Where its last block ends.
    pub(super) end: usize,
    quiet_until: usize,
}

impl<'a> Parsed<'a> {
    /// Whether what comes after a place is parsed alike by itself.
    pub(super) fn may_be_cut_at(&self, at: usize) -> bool {
        self.end == at && self.quiet_until <= at
    }

    /// Adds what comes after it.
    pub(super) fn append(&mut self, next: Parsed<'a>) {
        self.tree.append_next(&next.tree);
        self.problems.append(next.problems);
        (self.end, self.quiet_until) = (next.end, next.quiet_until);
    }
}

pub(super) struct Parser<'a> {
    pub(super) bytes: &'a [u8],
    id: SourceId,
    /// The next byte to read.
    pub(super) at: usize,
    /// Where to stop: the end of the text, or, for an entry that is read again, its latest possible
    /// end.
    pub(super) end: usize,
    pub(super) tree: Tree<'a>,
    /// What is wrong with the text before the entry that is being read.
    found: Sink,
    /// What is wrong with that entry, which may be read again.
    pub(super) problems: Sink,
    /// Whether an entry is being read again because of an error.
    pub(super) mending: bool,
    /// The number of bytes that searches for the ends of values may still scan in a second reading.
    pub(super) patience: usize,
    /// Comments before this position are not reported, since one before them was.
    pub(super) quiet_until: usize,
    /// The entries ahead that are not parsed.
    landmarks: &'a [Landmark],
}

/// The state to return to when an entry is read again.
struct Mark {
    at: usize,
    fields: usize,
    pieces: usize,
    extras: usize,
}

impl<'a> Parser<'a> {
    /// Parses the blocks that begin before an offset.
    fn blocks(&mut self, until: usize) {
        while self.at < until {
            let start = self.at;
            self.at = self.next_command(start);
            if self.at > start {
                let span = Span::new(start, self.at);
                junk::report(self.tree.text, span, self.id, &mut self.problems);
                self.push_between(span);
            }
            if self.at < until && !self.pass_landmark() {
                self.command();
            }
        }
    }

    /// Adds the entry that begins here if it is one that is not parsed.
    fn pass_landmark(&mut self) -> bool {
        while let [next, rest @ ..] = self.landmarks
            && (next.span.start as usize) < self.at
        {
            self.landmarks = rest;
        }
        let Some(&Landmark { span, word, key }) = self.landmarks.first() else { return false };
        if span.start as usize != self.at {
            return false;
        }
        let none = Span::at(span.range().end);
        let fields = self.tree.fields.len() as u32;
        self.tree.blocks.push(Block {
            kind: BlockKind::Entry,
            span,
            word,
            open: none,
            key,
            key_comma: none,
            close: none,
            fields: (fields, fields),
        });
        self.at = span.range().end;
        true
    }

    /// The offset of the next `@` that begins a command.
    fn next_command(&mut self, mut at: usize) -> usize {
        while let Some(found) = self.bytes[at..].iter().position(|byte| matches!(byte, b'@' | b'%'))
        {
            at += found;
            if self.bytes[at] == b'%' {
                if let Some(live) = self.live_in_comment(at) {
                    return live;
                }
                at = line_end(self.bytes, at, self.end);
            } else if self.begins_command(at) {
                return at;
            } else {
                at += 1;
            }
        }
        self.end
    }

    /// True if the `@` there begins a command, and is not part of an address such as
    /// `jane@example.org (work)`.
    pub(super) fn begins_command(&self, at: usize) -> bool {
        let word = skip_blanks(self.bytes, at + 1, self.end);
        let after = name_end(self.bytes, word, self.end);
        let in_address = at > 0 && self.bytes[at - 1].is_ascii_alphanumeric();
        if in_address {
            return self.bytes.get(after) == Some(&b'{') && after > word;
        }
        is_command(self.bytes, at, self.end)
            || self.bytes[word..after].eq_ignore_ascii_case(b"comment")
    }

    /// Reads the command whose `@` is next.
    fn command(&mut self) {
        let start = self.at;
        let word = skip_blanks(self.bytes, start + 1, self.end);
        self.at = name_end(self.bytes, word, self.end);
        let word = Span::new(word, self.at);
        let name = &self.bytes[word.range()];
        let kind = match name.len() {
            6 if name.eq_ignore_ascii_case(b"string") => BlockKind::String,
            7 if name.eq_ignore_ascii_case(b"comment") => BlockKind::Comment,
            8 if name.eq_ignore_ascii_case(b"preamble") => BlockKind::Preamble,
            _ => BlockKind::Entry,
        };
        let none = Span::at(self.at);
        let fields = self.tree.fields.len() as u32;
        let mut block = Block {
            kind,
            span: Span::new(start, self.at),
            word,
            open: none,
            key: none,
            key_comma: none,
            close: none,
            fields: (fields, fields),
        };
        if kind == BlockKind::Comment {
            self.comment(&mut block);
        } else {
            let open = skip_space(self.bytes, self.at, self.end);
            self.at = open + 1;
            block.open = Span::new(open, self.at);
            self.inside(&mut block);
        }
        block.fields.1 = self.tree.fields.len() as u32;
        block.span.end = self.at as u32;
        self.tree.blocks.push(block);
    }

    /// `@comment`: with braces, everything up to the closing one; without braces, only the word,
    /// since the text after it is between entries anyway.
    fn comment(&mut self, block: &mut Block) {
        let open = skip_space(self.bytes, self.at, self.end);
        let close = match self.bytes.get(open) {
            Some(b'{') => closing(self.bytes, open + 1, self.end, b'}'),
            Some(b'(') => closing(self.bytes, open + 1, self.end, b')'),
            _ => return,
        };
        block.open = Span::new(open, open + 1);
        let Some(close) = close else {
            let message = "`@comment` never ends: its bracket is not closed";
            let problem = self.diagnostic(&PARSE_ERROR, block.open, message);
            self.problems.push(problem.help("close it, or write the comment without `@`"));
            self.at = line_end(self.bytes, open, self.end);
            block.close = Span::at(self.at);
            return;
        };
        self.at = close + 1;
        block.close = Span::new(close, self.at);
    }

    /// Reads the content of a command, and reads it again more carefully if there is an error.
    fn inside(&mut self, block: &mut Block) {
        let mark = Mark {
            at: self.at,
            fields: self.tree.fields.len(),
            pieces: self.tree.pieces.len(),
            extras: self.tree.extras.len(),
        };
        self.keep_problems();
        let fresh = *block;
        if self.body(block).is_err() {
            self.mend_body(block, fresh, &mark);
        }
        self.comments_inside(block, mark.extras);
        let key = self.slice(block.key);
        for problem in self.problems.iter_mut() {
            if !key.is_empty() {
                problem.about = vec![About::Entry(key.to_owned())];
            }
        }
        self.keep_problems();
    }

    /// Adds what is wrong with an entry to what is wrong with the text before it.
    fn keep_problems(&mut self) {
        if !self.problems.is_empty() {
            self.found.append(std::mem::take(&mut self.problems));
        }
    }

    /// Returns to the beginning of the block and reads it again, up to the next command that begins
    /// a line.
    fn mend_body(&mut self, block: &mut Block, fresh: Block, mark: &Mark) {
        self.at = mark.at;
        self.tree.fields.truncate(mark.fields);
        self.tree.pieces.truncate(mark.pieces);
        self.tree.extras.truncate(mark.extras);
        self.problems = Sink::new();
        *block = fresh;
        let limit = next_command_line(self.bytes, mark.at).unwrap_or(self.bytes.len());
        let end = std::mem::replace(&mut self.end, limit);
        self.mending = true;
        self.patience = 16 * (limit - mark.at);
        // A second reading handles every error itself.
        let _ = self.body(block);
        self.mending = false;
        self.end = end;
    }

    /// The key of an entry, and the comma after it.
    pub(super) fn key(&mut self, block: &mut Block, close: u8) {
        self.skip_trivia();
        let start = self.at;
        if is_field(self.bytes, start, self.end) {
            block.key = Span::at(start);
            self.missing_key(block);
            return;
        }
        let stops = |byte: u8| byte == b',' || byte == b'}' || byte.is_ascii_whitespace();
        let len = self.bytes[start..self.end].iter().position(|&byte| stops(byte));
        self.at = len.map_or(self.end, |len| start + len);
        // In parentheses a key may contain a `)`, but the entry's own is not part of it.
        let next = skip_space(self.bytes, self.at, self.end);
        if close == b')' && self.bytes.get(next) != Some(&b',') && self.at > start {
            let key = &self.bytes[start..self.at];
            if let Some(at) = key.iter().rposition(|&byte| byte == b')') {
                self.at = start + at;
            }
        }
        block.key = Span::new(start, self.at);
        if block.key.is_empty() {
            self.missing_key(block);
        }
        self.words_after_key(block);
        self.skip_trivia();
        if self.at < self.end && self.bytes[self.at] == b',' {
            block.key_comma = Span::new(self.at, self.at + 1);
            self.at += 1;
        }
    }

    /// A key that contains a space: BibTeX stops there, and the entry would end.
    fn words_after_key(&mut self, block: &mut Block) {
        // Up to the first byte that decides: a line may be a whole file.
        let ends = |byte: &u8| {
            matches!(byte, b',' | b'\n' | b'\r')
                || matches!(byte, b'=' | b'{' | b'}' | b'"' | b'%' | b'(' | b')')
        };
        let rest = &self.bytes[self.at..self.end];
        let Some(comma) = rest.iter().position(ends).filter(|&at| rest[at] == b',') else { return };
        let words = rest[..comma].trim_ascii();
        if words.is_empty() || block.key.is_empty() {
            return;
        }
        let space = self.at;
        let word = skip_space(self.bytes, space, self.end);
        block.key.end = (word + words.len()) as u32;
        self.at = word + words.len();
        let message = format!("the key `{}` contains a space", self.slice(block.key));
        let help = "BibTeX ends a key at the first space; join its words";
        let problem = self.diagnostic(&PARSE_ERROR, Span::new(space, word), message).help(help);
        self.problems.push(problem);
    }

    fn missing_key(&mut self, block: &Block) {
        let message = format!("this `@{}` has no key", self.slice(block.word));
        let help =
            "write a key and a comma after the bracket; citations refer to the entry by its key";
        let at = if block.key.is_empty() { block.word } else { block.key };
        let problem = self.diagnostic(&MISSING_KEY, at, message).help(help);
        self.problems.push(problem);
    }

    /// Skips white space and `%` comments.
    pub(super) fn skip_trivia(&mut self) {
        loop {
            self.at = skip_space(self.bytes, self.at, self.end);
            let Some(&byte) = self.bytes[..self.end].get(self.at) else { return };
            let space = match byte {
                b'%' => line_end(self.bytes, self.at, self.end) - self.at,
                0..=0x7F => return,
                // A no-break space, or another non-ASCII space, is treated as a space.
                _ => match self.tree.text[self.at..].chars().next() {
                    Some(space) if space.is_whitespace() || space == '\u{FEFF}' => space.len_utf8(),
                    _ => return,
                },
            };
            let start = self.at;
            self.at += space;
            if byte == b'%' {
                self.push_extra(start, false);
            }
        }
    }

    /// Records the bytes from `start` to the current position as a comment, or as skipped.
    pub(super) fn push_extra(&mut self, start: usize, skipped: bool) {
        if start < self.at {
            self.tree.extras.push(Extra { span: Span::new(start, self.at), skipped });
        }
    }

    fn push_between(&mut self, span: Span) {
        let none = Span::at(span.end as usize);
        let fields = self.tree.fields.len() as u32;
        self.tree.blocks.push(Block {
            kind: BlockKind::Between,
            span,
            word: none,
            open: none,
            key: none,
            key_comma: none,
            close: none,
            fields: (fields, fields),
        });
    }

    pub(super) fn slice(&self, span: Span) -> &'a str {
        self.tree.slice(span)
    }

    pub(super) fn diagnostic(
        &self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(rule, span.in_source(self.id), message)
    }

    pub(super) fn problem(&mut self, rule: &'static Rule, span: Span, message: impl Into<String>) {
        let problem = self.diagnostic(rule, span, message);
        self.problems.push(problem);
    }

    pub(super) fn locate(&self, span: Span) -> Location {
        span.in_source(self.id)
    }
}
