//! `%`, which begins a comment in biber and its readers, but not in BibTeX.
//!
//! BibTeX looks for the next `@` whatever comes before it, and inside an entry it reads a `%` as
//! the name of a field. So an entry on a line with `%` that ends before the next such line is read,
//! as in BibTeX. Any other `@` there is reported, once per run of comment lines.

use crate::diagnostic::rules::LIVE_COMMENT;
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety, Severity};
use crate::source::Span;
use crate::syntax::bibtex::cursor::{
    closing, is_field, is_line_start, line_end, name_end, skip_blanks, skip_space,
};
use crate::syntax::bibtex::parser::Parser;
use crate::syntax::bibtex::tree::{Block, BlockKind};

impl Parser<'_> {
    /// Reads the comment that begins with the `%` at `at`, between entries; returns the offset of
    /// an `@` in it that begins an entry or another command.
    pub(super) fn live_in_comment(&mut self, at: usize) -> Option<usize> {
        /// The number of unfinished entries after which a line is not searched for a whole one, since
        /// each search may run to the end of the line.
        const MOST: usize = 16;
        let end = line_end(self.bytes, at, self.end);
        let (mut next, mut unfinished) = (at, 0);
        while let Some(found) = self.bytes[next..end].iter().position(|&byte| byte == b'@') {
            let sign = next + found;
            next = sign + 1;
            let word = skip_blanks(self.bytes, next, end);
            let after = name_end(self.bytes, word, end);
            let name = &self.bytes[word..after];
            if name.is_empty() || name.eq_ignore_ascii_case(b"comment") {
                continue;
            }
            let span = Span::new(sign, after);
            let name = self.slice(span);
            let is_command = unfinished < MOST && self.begins_command(sign);
            if is_command && self.is_whole(after) {
                let message = format!("the `%` before `{name}` does not comment it out");
                let help = "`%` is not a comment in BibTeX; delete the entry, or remove its `@`";
                let mut problem = self.diagnostic(&LIVE_COMMENT, span, message).help(help);
                if self.ends_before(after, end) {
                    let sign = self.locate(Span::new(sign, sign + 1));
                    let fix = Fix::needs_review(
                        "remove the `@`, so that the entry is not read",
                        sign,
                        "",
                    );
                    problem = problem.fix(fix);
                }
                self.problems.push(problem);
                return Some(sign);
            }
            unfinished += usize::from(is_command);
            if at >= self.quiet_until {
                let message = format!("`{name}` in this comment begins an entry for BibTeX");
                let help = "BibTeX may skip what follows; remove the `@`, or write ` at `";
                self.quiet_until = self.comment_lines_end(end);
                let fix = self.without_signs(sign, self.quiet_until);
                let problem = self.diagnostic(&LIVE_COMMENT, span, message).help(help).fix(fix);
                self.problems.push(problem);
            }
        }
        None
    }

    /// True if a command whose name ends at `after` ends before an offset.
    fn ends_before(&self, after: usize, end: usize) -> bool {
        let open = skip_space(self.bytes, after, self.end);
        let close = if self.bytes.get(open) == Some(&b'(') { b')' } else { b'}' };
        open < end && closing(self.bytes, open + 1, end, close).is_some()
    }

    /// Removes the `@`s from comment lines: ` at ` replaces it in an address, and nothing before an
    /// entry.
    fn without_signs(&self, start: usize, end: usize) -> Option<Fix> {
        let signs = (start..end).filter(|&at| self.bytes[at] == b'@');
        let edits = signs.map(|at| {
            let in_word = at > 0 && self.bytes[at - 1].is_ascii_alphanumeric();
            let location = self.locate(Span::new(at, at + 1));
            Edit { location, replacement: if in_word { " at " } else { "" }.to_owned() }
        });
        let message = "remove the `@` from the comment".to_owned();
        Fix::of(Safety::Unsafe, message, edits)
    }

    /// True if a command whose name ends at `after` has a key and ends before the next line that
    /// begins with `%`.
    fn is_whole(&self, after: usize) -> bool {
        let open = skip_space(self.bytes, after, self.end);
        let close = if self.bytes.get(open) == Some(&b'(') { b')' } else { b'}' };
        let start = skip_space(self.bytes, open + 1, self.end);
        let line = &self.bytes[start..line_end(self.bytes, start, self.end)];
        let key = line.iter().position(|&byte| matches!(byte, b',' | b'{' | b'}' | b'=' | b' '));
        let has_key = key.is_some_and(|at| at > 0 && line[at] == b',');
        if !has_key && !is_field(self.bytes, start, self.end) {
            return false;
        }
        // The lines up to the next `%`, so that a run of comments is scanned only once.
        let mut limit = line_end(self.bytes, start, self.end);
        while limit < self.end {
            let next = skip_space(self.bytes, limit, self.end);
            if self.bytes[..self.end].get(next).is_none_or(|&byte| matches!(byte, b'%' | b'@')) {
                break;
            }
            limit = line_end(self.bytes, next, self.end);
        }
        closing(self.bytes, open + 1, limit, close).is_some()
    }

    /// The end of the consecutive lines from `at`, which is the end of a line, that begin with `%`.
    fn comment_lines_end(&self, mut at: usize) -> usize {
        loop {
            let next = skip_space(self.bytes, at, self.end);
            if self.bytes[..self.end].get(next) != Some(&b'%') || !is_line_start(self.bytes, next) {
                return next;
            }
            at = line_end(self.bytes, next, self.end);
        }
    }

    /// Reports the first comment inside a block; `extras` is the number of extras before it.
    pub(super) fn comments_inside(&mut self, block: &Block, extras: usize) {
        let comments = &self.tree.extras[extras..];
        let Some(first) = comments.iter().find(|extra| !extra.skipped) else { return };
        let span = Span { start: first.span.start, end: first.span.start + 1 };
        if self.bytes.get(span.start as usize) != Some(&b'%') {
            return;
        }
        let what = match block.kind {
            BlockKind::Entry => format!("the entry `{}`", self.slice(block.key)),
            _ => format!("`@{}`", self.slice(block.word)),
        };
        let message = format!("`%` is not a comment in BibTeX, which drops the rest of {what}");
        let problem: Diagnostic = self
            .diagnostic(&LIVE_COMMENT, span, message)
            .severity(Severity::Error)
            .help("delete the comment, or move it before the entry; biber reads on after it");
        self.problems.push(match self.comments_before(block, extras) {
            Some(fix) => problem.fix(fix),
            None => problem,
        });
    }

    /// Moves the comments inside a block before it; `None` if one of them contains an `@`, which
    /// BibTeX would read there.
    fn comments_before(&self, block: &Block, extras: usize) -> Option<Fix> {
        let mut moved = String::new();
        let mut edits = Vec::new();
        for extra in self.tree.extras[extras..].iter().filter(|extra| !extra.skipped) {
            let text = self.slice(extra.span).trim_ascii_end();
            let start = extra.span.start as usize;
            let end = line_end(self.bytes, start, self.end);
            if text.contains('@') || !text.starts_with('%') || start + text.len() > end {
                return None;
            }
            moved.push_str(text);
            moved.push('\n');
            let before = self.bytes[..start].iter().rposition(|byte| !matches!(byte, b' ' | b'\t'));
            // A comment alone on its line is removed with the line.
            let place = match before {
                Some(before) if self.bytes[before] == b'\n' => Span::new(before, end),
                _ => Span::new(start, end),
            };
            edits.push(Edit { location: self.locate(place), replacement: String::new() });
        }
        let at = block.span.start as usize;
        if !is_line_start(self.bytes, at) {
            moved.insert(0, '\n');
        }
        let location = self.locate(Span::at(at));
        edits.insert(0, Edit { location, replacement: moved });
        let message = "move the comment before it".to_owned();
        Fix::of(Safety::Unsafe, message, edits)
    }
}
