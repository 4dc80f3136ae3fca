//! Parses the content of a command: fields, their values, and the pieces of values.

use crate::diagnostic::rules::{PARSE_ERROR, UNBALANCED_BRACES};
use crate::diagnostic::{Fix, visible};
use crate::source::Span;
use crate::syntax::bibtex::cursor::{
    closing_brace, closing_quote, is_command, is_field, is_line_start, line_end, name_end,
    next_command_line, skip_comments, skip_space,
};
use crate::syntax::bibtex::parser::Parser;
use crate::syntax::bibtex::tree::{
    Block, BlockKind, Extra, Field, Piece, PieceKind, Sign, Written,
};

/// The first reading failed in a way that requires a second, more careful one.
pub(super) struct Trouble;

impl Parser<'_> {
    /// Reads up to and including the closing delimiter.
    pub(super) fn body(&mut self, block: &mut Block) -> Result<(), Trouble> {
        let close = if self.slice(block.open) == "(" { b')' } else { b'}' };
        if block.kind == BlockKind::Preamble {
            self.skip_trivia();
            let mut field = self.new_field(self.at, self.at);
            self.value(&mut field, close)?;
            self.separator(&mut field, close)?;
            self.tree.fields.push(field);
        } else if block.kind == BlockKind::Entry {
            self.key(block, close);
            self.after_key(block, close)?;
        }
        self.fields(block, close)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes[..self.end].get(self.at).copied()
    }

    fn after_key(&mut self, block: &mut Block, close: u8) -> Result<(), Trouble> {
        let next = self.peek();
        if !block.key_comma.is_empty() || block.key.is_empty() || next == Some(close) {
            return Ok(());
        }
        let key = self.slice(block.key);
        if is_field(self.bytes, self.at, self.end) {
            let message = format!("missing comma after the key `{key}`");
            self.missing_comma(block.key, message);
            return Ok(());
        }
        if !self.mending {
            return Err(Trouble);
        }
        if next.is_some_and(|byte| byte != b'@') {
            let span = self.next_char();
            let message = format!("expected a comma after the key `{key}`");
            self.problem(&PARSE_ERROR, span, message);
            self.resync(close);
        }
        Ok(())
    }

    fn fields(&mut self, block: &mut Block, close: u8) -> Result<(), Trouble> {
        loop {
            self.skip_trivia();
            match self.peek() {
                None => return self.never_ends(block),
                Some(byte) if byte == close => {
                    if self.extra_brace(block)? {
                        continue;
                    }
                    block.close = Span::new(self.at, self.at + 1);
                    self.at += 1;
                    return Ok(());
                }
                Some(b'@') if self.at_command_line() => return self.never_ends(block),
                Some(b',') => self.stray_comma(),
                Some(b'}') if self.mending => {
                    let message = "this is opened with `(` but closed with `}`";
                    self.problem(&PARSE_ERROR, self.next_char(), message);
                    block.close = Span::new(self.at, self.at + 1);
                    self.at += 1;
                    return Ok(());
                }
                Some(_) => self.field(close)?,
            }
        }
    }

    fn at_command_line(&self) -> bool {
        is_line_start(self.bytes, self.at) && is_command(self.bytes, self.at, self.bytes.len())
    }

    fn never_ends(&mut self, block: &mut Block) -> Result<(), Trouble> {
        if !self.mending {
            return Err(Trouble);
        }
        let next = self.at;
        self.leave_comments(block);
        block.close = Span::at(self.at);
        let what = match block.kind {
            BlockKind::Entry => format!("the entry `{}`", self.slice(block.key)),
            _ => format!("`@{}`", self.slice(block.word)),
        };
        let open = self.slice(block.open);
        let mut problem = self
            .diagnostic(&PARSE_ERROR, block.open, format!("{what} never ends"))
            .label(format!("this `{open}` is not closed"))
            .help(format!("add a `{}` after its last field", if open == "(" { ')' } else { '}' }));
        if next < self.bytes.len() {
            let next = self.locate(Span::new(next, next + 1));
            problem = problem.also(next, "the next entry begins here");
        }
        self.problems.push(problem);
        Ok(())
    }

    /// Returns to before the comments at the end of an entry that is not closed: they are about
    /// what comes after it.
    fn leave_comments(&mut self, block: &Block) {
        while let Some(last) = self.tree.extras.last().copied() {
            let start = last.span.start as usize;
            let is_last = skip_space(self.bytes, last.span.range().end, self.at) == self.at;
            let is_own_line = is_line_start(self.bytes, start) && start > block.open.range().end;
            if last.skipped || !is_last || !is_own_line || self.bytes[start] != b'%' {
                break;
            }
            self.tree.extras.pop();
            self.at = start;
        }
    }

    /// One or more extra `}` inside an entry: they would end the entry, but more fields follow.
    fn extra_brace(&mut self, block: &Block) -> Result<bool, Trouble> {
        let (mut after, mut comma) = (self.at, self.at);
        while comma == self.at || self.bytes[..self.end].get(comma) == Some(&b'}') {
            after = comma + 1;
            comma = skip_space(self.bytes, after, self.end);
        }
        if block.kind != BlockKind::Entry {
            return Ok(false);
        }
        let has_comma = self.bytes[..self.end].get(comma) == Some(&b',');
        let next = skip_comments(self.bytes, comma + usize::from(has_comma), self.end);
        // A comment with an `@` may contain the entry to which the fields belong.
        if !is_field(self.bytes, next, self.end)
            || self.bytes[after..next].contains(&b'@')
            || !(has_comma || self.is_followed(after, next))
        {
            return Ok(false);
        }
        if !self.mending {
            return Err(Trouble);
        }
        let span = Span::new(self.at, after);
        let message = format!("a `{}` too many ends the entry too early", self.slice(span));
        let problem = self.diagnostic(&UNBALANCED_BRACES, span, message);
        // After words that belong to no field, an opening brace may be missing instead.
        let after_words = |extra: &Extra| extra.skipped && extra.span.range().end == self.at;
        let problem = match self.tree.extras.last().is_some_and(after_words) {
            true => problem.help("remove it, or write the `{` that it closes"),
            false if has_comma => problem.fix(Fix::safe("remove it", self.locate(span), "")),
            false => problem.fix(Fix::safe("write a comma", self.locate(span), ",")),
        };
        self.problems.push(problem);
        let start = self.at;
        self.at = if has_comma { comma + 1 } else { after };
        self.push_extra(start, true);
        Ok(true)
    }

    /// True if the lines from `next` on are fields of the entry that a `}` before `after` ended: they
    /// begin on a line of their own, and a `}` closes them before the next entry.
    fn is_followed(&mut self, after: usize, next: usize) -> bool {
        if !self.bytes[after..next].iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
            return false;
        }
        if !self.mending {
            let limit = next_command_line(self.bytes, next).unwrap_or(self.end).min(self.end);
            return closing_brace(self.bytes, next, limit).is_some();
        }
        let limit = self.end.min(next + self.patience);
        let close = closing_brace(self.bytes, next, limit);
        self.patience -= close.unwrap_or(limit) - next;
        close.is_some()
    }

    fn stray_comma(&mut self) {
        let span = self.next_char();
        let fix = Fix::safe("remove it", self.locate(span), "");
        let problem =
            self.diagnostic(&PARSE_ERROR, span, "a comma without a field before it").fix(fix);
        self.problems.push(problem);
        let start = self.at;
        self.at += 1;
        self.push_extra(start, true);
    }

    fn new_field(&self, start: usize, end: usize) -> Field {
        let (name, value) = (Span::new(start, end), Span::at(end));
        let (equals, comma) = (Sign::MISSING, Sign::MISSING);
        Field { name, value, equals, comma, written: Written::InPieces(0, 0) }
    }

    fn field(&mut self, close: u8) -> Result<(), Trouble> {
        let start = self.at;
        self.at = name_end(self.bytes, start, self.end);
        if self.at == start {
            return self.unexpected("expected the name of a field", close);
        }
        let mut field = self.new_field(start, self.at);
        let name = self.slice(field.name);
        self.skip_trivia();
        match self.peek() {
            Some(b'=') => {
                field.equals = Sign::at(self.at);
                self.at += 1;
                self.value(&mut field, close)?;
                self.separator(&mut field, close)?;
            }
            Some(b'{' | b'"') => {
                let after = self.locate(Span::at(field.name.end as usize));
                let message = format!("the field `{name}` has no `=`");
                let problem = self.diagnostic(&PARSE_ERROR, field.name, message).fix(Fix::safe(
                    "add the `=`",
                    after,
                    " =",
                ));
                self.problems.push(problem);
                self.value(&mut field, close)?;
                self.separator(&mut field, close)?;
            }
            _ if !self.mending => return Err(Trouble),
            _ => {
                let message = format!("expected `=` after the field name `{name}`");
                self.unexpected(&message, close)?;
            }
        }
        self.tree.fields.push(field);
        Ok(())
    }

    fn value(&mut self, field: &mut Field, close: u8) -> Result<(), Trouble> {
        let mut hash = Span::at(self.at);
        let mut comments = self.tree.extras.len();
        let first = self.tree.pieces.len();
        let mut only: Option<Piece> = None;
        loop {
            self.skip_trivia();
            let start = self.at;
            let piece = match self.peek() {
                Some(b'{') => self.delimited(field, close, PieceKind::Braced)?,
                Some(b'"') => self.delimited(field, close, PieceKind::Quoted)?,
                Some(_) if self.mending && self.unopened(start).is_some() => {
                    self.opened(field, start)
                }
                Some(byte) if byte.is_ascii_digit() => {
                    let digits = self.bytes[start..self.end].iter();
                    let len = digits.take_while(|byte| byte.is_ascii_digit()).count();
                    self.word(field, start + len, PieceKind::Number, close)?
                }
                Some(_)
                    if name_end(self.bytes, start, self.end) > start
                        && !is_field(self.bytes, start, self.end) =>
                {
                    let end = name_end(self.bytes, start, self.end);
                    self.word(field, end, PieceKind::Macro, close)?
                }
                _ => {
                    self.no_value(field, hash, comments);
                    break;
                }
            };
            self.at = piece.span.end as usize;
            let piece = Piece { hash, ..piece };
            match only.take() {
                _ if self.tree.pieces.len() > first => self.tree.pieces.push(piece),
                Some(before) => self.tree.pieces.extend([before, piece]),
                None => only = Some(piece),
            }
            let value_end = piece.span.end;
            let value_start =
                if field.value.is_empty() { piece.span.start } else { field.value.start };
            field.value = Span { start: value_start, end: value_end };
            self.skip_trivia();
            if self.peek() != Some(b'#') {
                break;
            }
            hash = Span::new(self.at, self.at + 1);
            comments = self.tree.extras.len();
            self.at += 1;
        }
        field.written = match only {
            Some(piece) if piece.inner == Piece::whole(piece.kind, piece.span).inner => {
                Written::Whole(piece.kind)
            }
            only => {
                self.tree.pieces.extend(only);
                Written::InPieces(first as u32, self.tree.pieces.len() as u32)
            }
        };
        Ok(())
    }

    /// A missing value, or a missing piece after a `#`; `comments` is the number of extras before
    /// the `#`.
    fn no_value(&mut self, field: &mut Field, hash: Span, comments: usize) {
        let name = self.slice(field.name);
        if !hash.is_empty() {
            self.tree.extras.insert(comments, Extra { span: hash, skipped: true });
            let (what, instead) = match is_field(self.bytes, self.at, self.end) {
                true => ("write a comma", ","),
                false => ("remove it", ""),
            };
            let fix = Fix::safe(what, self.locate(hash), instead);
            let problem = self.diagnostic(&PARSE_ERROR, hash, "no value follows this `#`").fix(fix);
            self.problems.push(problem);
            return;
        }
        let at = field.name.end.max(field.equals().end);
        field.value = Span::at(at as usize);
        if name.is_empty() {
            self.problem(&PARSE_ERROR, Span::at(self.at), "a value is missing here");
        } else {
            let message = format!("the field `{name}` has no value");
            let problem = self.diagnostic(&PARSE_ERROR, field.name, message);
            self.problems.push(problem.help("write a value in braces, or delete the field"));
        }
    }

    /// A value in braces or quotes.
    fn delimited(&mut self, field: &Field, close: u8, kind: PieceKind) -> Result<Piece, Trouble> {
        let start = self.at;
        let end = match kind {
            // In an entry with unclosed values, each search would run to the end of the entry.
            _ if self.mending && self.patience == 0 => None,
            PieceKind::Quoted => closing_quote(self.bytes, start + 1, self.end),
            _ => closing_brace(self.bytes, start + 1, self.end),
        };
        self.patience = self.patience.saturating_sub(end.unwrap_or(self.end) - start);
        match end {
            Some(end) if !self.mending => Ok(Piece {
                kind,
                span: Span::new(start, end + 1),
                inner: Span::new(start + 1, end),
                hash: Span::at(start),
            }),
            None if !self.mending => Err(Trouble),
            end => Ok(self.mend(field, kind, end, close)),
        }
    }

    /// A number or the name of a macro, or several words.
    fn word(
        &mut self,
        field: &Field,
        end: usize,
        kind: PieceKind,
        close: u8,
    ) -> Result<Piece, Trouble> {
        let start = self.at;
        let span = Span::new(start, end);
        let piece = Piece { kind, span, inner: span, hash: Span::at(start) };
        let next = skip_space(self.bytes, end, self.end);
        let ends = match self.bytes[..self.end].get(next) {
            None | Some(b',' | b'#' | b'%') => true,
            Some(&byte) if byte == close => true,
            // Words on the same line belong together; a field on the next line does not.
            Some(_) => next > end && is_field(self.bytes, next, self.end),
        };
        if ends || self.slice(field.name).is_empty() {
            return Ok(piece);
        }
        let stop = |&byte: &u8| matches!(byte, b',' | b'\n' | b'\r' | b'}') || byte == close;
        let rest = &self.bytes[start..self.end];
        let words = rest[..rest.iter().position(stop).unwrap_or(rest.len())].trim_ascii_end();
        if words.iter().any(|byte| matches!(byte, b'{' | b'"' | b'=' | b'#' | b'@')) {
            return if self.mending { Ok(piece) } else { Err(Trouble) };
        }
        let span = Span::new(start, start + words.len());
        let text = self.slice(span);
        let message =
            format!("the value of `{}` is neither in braces nor in quotes", self.slice(field.name));
        let fix = Fix::safe("put it in braces", self.locate(span), format!("{{{text}}}"));
        let name = self.slice(field.name);
        let problem = self.diagnostic(&PARSE_ERROR, span, message).fix(fix).field(name);
        self.problems.push(problem);
        Ok(Piece { kind: PieceKind::Bare, span, inner: span, ..piece })
    }

    /// What must follow a value: a comma, or the end.
    fn separator(&mut self, field: &mut Field, close: u8) -> Result<(), Trouble> {
        let name = self.slice(field.name);
        match self.peek() {
            None => Ok(()),
            Some(b',') => {
                field.comma = Sign::at(self.at);
                self.at += 1;
                Ok(())
            }
            Some(byte) if byte == close => Ok(()),
            Some(b'}') if self.mending => Ok(()),
            Some(b'@') if self.at_command_line() => Ok(()),
            Some(b';') => {
                let span = self.next_char();
                let fix = Fix::safe("write a comma", self.locate(span), ",");
                let message = format!("found `;` instead of a comma after the field `{name}`");
                let problem = self.diagnostic(&PARSE_ERROR, span, message).fix(fix);
                self.problems.push(problem);
                let start = self.at;
                self.at += 1;
                self.push_extra(start, true);
                Ok(())
            }
            Some(_) if is_field(self.bytes, self.at, self.end) => {
                // A field without a value was reported, and so was a `#` in place of the comma.
                let is_after = |extra: &Extra| extra.span.start >= field.value.end;
                let after = self.tree.extras.iter().rev().take_while(|extra| is_after(extra));
                if !field.value.is_empty() && !after.into_iter().any(|extra| extra.skipped) {
                    let message = format!("missing comma after the field `{name}`");
                    self.missing_comma(field.value, message);
                }
                Ok(())
            }
            Some(_) => {
                let message = format!("expected a comma after the value of `{name}`");
                self.unexpected(&message, close)
            }
        }
    }

    fn missing_comma(&mut self, before: Span, message: String) {
        let span = Span::at(before.end as usize);
        let fix = Fix::safe("add the comma", self.locate(span), ",");
        let last = self.tree.text[..before.range().end].chars().next_back();
        let len = last.map_or(0, char::len_utf8) as u32;
        let at = Span { start: before.end - len, end: before.end };
        let problem = self.diagnostic(&PARSE_ERROR, at, message).fix(fix);
        self.problems.push(problem);
    }

    /// Reports text that is not allowed here, and skips it up to where a field may begin.
    fn unexpected(&mut self, expected: &str, close: u8) -> Result<(), Trouble> {
        if !self.mending {
            return Err(Trouble);
        }
        let span = self.next_char();
        let found = visible(self.slice(span));
        let message = match self.peek() {
            None => format!("{expected}, found the end of the entry"),
            Some(_) => format!("{expected}, found `{found}`"),
        };
        let help = "a field is written `name = {value},`: correct this one, or delete it";
        let problem = self.diagnostic(&PARSE_ERROR, span, message).help(help);
        self.problems.push(problem);
        self.resync(close);
        Ok(())
    }

    /// The next character, or an empty span at the end.
    fn next_char(&self) -> Span {
        let rest = self.tree.text[..self.end].get(self.at..).unwrap_or_default();
        let len = rest.chars().next().map_or(0, char::len_utf8);
        Span::new(self.at, self.at + len)
    }

    /// Skips to the next position where a field may begin or the entry may end.
    fn resync(&mut self, close: u8) {
        let start = self.at;
        let bytes = &self.bytes[..self.end];
        let mut depth = 0_usize;
        while let Some(&byte) = bytes.get(self.at) {
            if byte == b'%' && is_line_start(bytes, self.at) {
                self.at = line_end(bytes, self.at, self.end);
                continue;
            }
            // White space is skipped at once, so that a long run of it is scanned only once.
            let next = skip_space(bytes, self.at + 1, self.end);
            let ends_field = byte == b','
                || bytes[self.at..next].iter().any(|byte| matches!(byte, b'\n' | b'\r'));
            if ends_field && is_field(bytes, next, self.end) {
                self.at = next;
                break;
            }
            if byte == close && depth == 0 {
                break;
            }
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.at = if byte.is_ascii_whitespace() { next } else { self.at + 1 };
        }
        self.push_extra(start, true);
    }
}
