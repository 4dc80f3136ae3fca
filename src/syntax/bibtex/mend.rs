//! Recovers unclosed values, or values with an extra delimiter, in an entry that is read a second
//! time.

use crate::diagnostic::Fix;
use crate::diagnostic::rules::{PARSE_ERROR, UNBALANCED_BRACES};
use crate::source::Span;
use crate::syntax::bibtex::cursor::{
    is_field, line_end, name_end, skip_blanks, skip_comments, skip_space,
};
use crate::syntax::bibtex::parser::Parser;
use crate::syntax::bibtex::tree::{Field, Piece, PieceKind};

impl Parser<'_> {
    /// The braced or quoted value that begins here; `found` is where BibTeX would end it.
    pub(super) fn mend(
        &mut self,
        field: &Field,
        kind: PieceKind,
        found: Option<usize>,
        close: u8,
    ) -> Piece {
        let start = self.at;
        let piece = |end: usize, inner_end: usize| Piece {
            kind,
            span: Span::new(start, end),
            inner: Span::new(start + 1, inner_end),
            hash: Span::at(start),
        };
        if let Some(end) = found.filter(|end| self.may_follow(end + 1, close)) {
            return piece(end + 1, end);
        }
        let cut = self.field_line_after(start + 1, close);
        let limit = self.before_comments(start + 1, cut.unwrap_or(self.end));
        let other = match kind {
            PieceKind::Quoted => self.last_quote(start + 1, limit, close),
            _ => self.unescaped_brace(start + 1, limit, close),
        };
        if let Some(end) = other {
            self.odd_inside(field, start, end, kind);
            return piece(end + 1, end);
        }
        let found = found.filter(|&end| end < limit);
        // A value that extends to the end of its line, or of the text, contains the fields there.
        let reaches_far = found.is_none_or(|end| skip_space(self.bytes, end + 1, limit) == limit);
        if kind == PieceKind::Braced
            && reaches_far
            && let Some(comma) = self.field_within(start + 1, found.unwrap_or(limit))
        {
            let end = start + 1 + self.bytes[start + 1..comma].trim_ascii_end().len();
            self.unclosed(field, start, end, kind);
            return piece(end, end);
        }
        if let Some(end) = found {
            if let (PieceKind::Braced, Some(later)) =
                (kind, self.later_brace(end + 1, limit, close))
            {
                self.odd_inside(field, start, later, kind);
                return piece(later + 1, later);
            }
            return piece(end + 1, end);
        }
        let text = self.bytes[start + 1..limit].trim_ascii_end();
        let text = if cut.is_none() { without_last(text, close) } else { text };
        let text = text.strip_suffix(b",").unwrap_or(text).trim_ascii_end();
        let end = start + 1 + text.len();
        self.unclosed(field, start, end, kind);
        piece(end, end)
    }

    /// The `}` of a value whose `{` is missing: `author = Doe, Jane},`, with another field or the end
    /// of the entry after it.
    pub(super) fn unopened(&self, start: usize) -> Option<usize> {
        let decides = |byte: &u8| {
            matches!(byte, b'{' | b'}' | b'"' | b'=' | b'#' | b'@' | b'%' | b'\n' | b'\r')
        };
        let end = start + self.bytes[start..self.end].iter().position(decides)?;
        let comma = skip_space(self.bytes, end + 1, self.end);
        let next = skip_comments(self.bytes, comma + 1, self.end);
        let goes_on = self.bytes[..self.end].get(comma) == Some(&b',')
            && (is_field(self.bytes, next, self.end)
                || self.bytes[..self.end].get(next) == Some(&b'}'));
        (self.bytes[end] == b'}' && end > start && goes_on).then_some(end)
    }

    /// Reads such a value.
    pub(super) fn opened(&mut self, field: &Field, start: usize) -> Piece {
        let end = self.unopened(start).unwrap_or(start);
        let name = self.slice(field.name);
        let span = Span::new(end, end + 1);
        let fix = Fix::safe("add the `{`", self.locate(Span::at(start)), "{");
        let message = format!("the `}}` of `{name}` is never opened");
        let problem = self.diagnostic(&UNBALANCED_BRACES, span, message).fix(fix).field(name);
        self.problems.push(problem);
        let (span, inner) = (Span::new(start, end + 1), Span::new(start, end));
        Piece { kind: PieceKind::Bare, span, inner, hash: Span::at(start) }
    }

    /// True if the text at `at` may follow a value.
    fn may_follow(&self, at: usize, close: u8) -> bool {
        let next = skip_comments(self.bytes, at, self.end);
        match self.bytes[..self.end].get(next) {
            Some(b',' | b'#' | b';') => true,
            Some(&byte) => byte == close || is_field(self.bytes, next, self.end),
            None => false,
        }
    }

    /// The end of the line before the next line that begins like a field, or contains only the
    /// closing delimiter.
    fn field_line_after(&self, at: usize, close: u8) -> Option<usize> {
        let mut end = line_end(self.bytes, at, self.end);
        while end < self.end {
            let line = skip_blanks(self.bytes, end + 1, self.end);
            let line_end = line_end(self.bytes, line, self.end);
            if is_field(self.bytes, line, self.end)
                || self.bytes[line..line_end].trim_ascii() == [close]
            {
                return Some(end);
            }
            end = line_end;
        }
        None
    }

    /// Where the comments before `limit` begin that follow a value without its end: lines that begin
    /// with `%`, and a `%` after a space in the line before them, unless a number is before it
    /// (`50 %`).
    fn before_comments(&mut self, start: usize, limit: usize) -> usize {
        if limit - start > self.patience {
            return limit;
        }
        self.patience -= limit - start;
        let mut end = limit;
        loop {
            let text = self.bytes[start..end].trim_ascii_end();
            let breaks = text.iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
            let line = breaks.map_or(0, |at| at + 1);
            let is_comment = |&at: &usize| {
                let before = text[line..at].trim_ascii_end();
                let is_alone = before.is_empty() && line > 0;
                let follows_space = before.len() < at - line;
                let follows_number = before.last().is_some_and(u8::is_ascii_digit);
                is_alone || follows_space && !follows_number
            };
            let mut signs = (line..text.len()).filter(|&at| text[at] == b'%');
            match signs.find(is_comment) {
                Some(at) if text[line..at].trim_ascii().is_empty() => end = start + line,
                Some(at) => return start + at,
                None => return end,
            }
        }
    }

    /// The first comma before `limit` that is followed by a field with a value in braces or quotes.
    fn field_within(&mut self, at: usize, limit: usize) -> Option<usize> {
        let limit = limit.min(at + self.patience);
        self.patience -= limit - at;
        let mut commas = (at..limit).filter(|&offset| self.bytes[offset] == b',');
        commas.find(|&comma| {
            let name = skip_space(self.bytes, comma + 1, limit);
            let value = name_end(self.bytes, name, limit);
            let value = skip_blanks(self.bytes, value, limit);
            is_field(self.bytes, name, limit)
                && matches!(self.bytes[skip_space(self.bytes, value + 1, limit)], b'{' | b'"')
        })
    }

    /// The first `"` before `limit` after which a value may end.
    fn last_quote(&self, at: usize, limit: usize, close: u8) -> Option<usize> {
        let mut quotes = (at..limit).filter(|&offset| self.bytes[offset] == b'"');
        quotes.find(|&offset| self.may_follow(offset + 1, close))
    }

    /// The `}` before `limit` that closes the value if braces after a backslash are ignored.
    fn unescaped_brace(&self, at: usize, limit: usize, close: u8) -> Option<usize> {
        let mut depth = 0_usize;
        let mut offset = at;
        while offset < limit {
            match self.bytes[offset] {
                b'\\' => offset += 1,
                b'{' => depth += 1,
                b'}' if depth > 0 => depth -= 1,
                b'}' => return self.may_follow(offset + 1, close).then_some(offset),
                _ => {}
            }
            offset += 1;
        }
        None
    }

    /// A second `}` that closes the value, after the first one and some words: `{Foo} bar},`.
    fn later_brace(&self, at: usize, limit: usize, close: u8) -> Option<usize> {
        let mut depth = 0_usize;
        for offset in at..limit {
            match self.bytes[offset] {
                b'{' => depth += 1,
                b'}' if depth > 0 => depth -= 1,
                b'}' => return self.may_follow(offset + 1, close).then_some(offset),
                b',' if depth == 0 => {
                    let next = skip_space(self.bytes, offset + 1, limit);
                    if is_field(self.bytes, next, limit) {
                        return None;
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Reports what prevents a value that ends at `end` from ending there for BibTeX.
    fn odd_inside(&mut self, field: &Field, start: usize, end: usize, kind: PieceKind) {
        let name = self.slice(field.name);
        let inside = &self.bytes[start + 1..end];
        let mut open = Vec::new();
        let mut stray = None;
        for (offset, &byte) in inside.iter().enumerate() {
            match byte {
                b'{' => open.push(offset),
                b'}' if open.pop().is_none() => stray = stray.or(Some(offset)),
                _ => {}
            }
        }
        if let Some(brace) = stray.or(open.last().copied()) {
            let span = Span::new(start + 1 + brace, start + 2 + brace);
            let found = self.slice(span);
            let message = format!("the `{found}` in `{name}` has no partner");
            let escaped = brace > 0 && inside[brace - 1] == b'\\';
            let help = if escaped {
                "a backslash does not keep BibTeX from counting a brace; \
                 write `\\textbraceleft` or `\\textbraceright`"
            } else {
                "add its partner, or remove it"
            };
            let problem = self.diagnostic(&UNBALANCED_BRACES, span, message).help(help).field(name);
            self.problems.push(problem);
        } else if let (PieceKind::Quoted, Some(quote)) =
            (kind, inside.iter().position(|&byte| byte == b'"'))
        {
            let span = Span::new(start + 1 + quote, start + 2 + quote);
            let message = format!("this `\"` ends `{name}` too early");
            let help = "write the value in braces instead of quotes";
            let problem = self.diagnostic(&PARSE_ERROR, span, message).help(help).field(name);
            self.problems.push(problem);
        }
    }

    /// Reports a value whose delimiter is never closed.
    fn unclosed(&mut self, field: &Field, start: usize, end: usize, kind: PieceKind) {
        let name = self.slice(field.name);
        let span = Span::new(start, start + 1);
        let (rule, open, close) = match kind {
            PieceKind::Quoted => (&PARSE_ERROR, '"', '"'),
            _ => (&UNBALANCED_BRACES, '{', '}'),
        };
        let inside = &self.bytes[start + 1..end];
        let depth = inside.iter().fold(0_usize, |depth, byte| match byte {
            b'{' => depth + 1,
            b'}' => depth.saturating_sub(1),
            _ => depth,
        });
        // So many are opened by nobody who means them, and a text may be nothing else.
        const MOST: usize = 100;
        let message = format!("the `{open}` of `{name}` is never closed");
        let mut problem = self.diagnostic(rule, span, message).field(name);
        if depth < MOST {
            let missing = format!("{}{close}", "}".repeat(depth));
            let here = self.locate(Span::at(end));
            problem.help = Some(format!("add `{missing}` where the value ends"));
            problem.fix = Some(Fix::needs_review(format!("add `{missing}`"), here, missing));
        } else {
            problem.help = Some(format!("{depth} more `{{` in the value are never closed either"));
        }
        self.problems.push(problem);
    }
}

/// The end of a command on its last line (`Foo}` in `{x = "Foo}`), without the closing bracket of
/// the command, which nothing in the text opens.
fn without_last(text: &[u8], close: u8) -> &[u8] {
    let open = if close == b')' { b'(' } else { b'{' };
    let count = |wanted: u8| text.iter().filter(|&&byte| byte == wanted).count();
    match text.strip_suffix(&[close]) {
        Some(inner) if count(close) > count(open) => inner.trim_ascii_end(),
        _ => text,
    }
}
