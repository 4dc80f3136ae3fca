//! Converts simple mathematics to characters, superscripts and subscripts.
//!
//! Spaces that an author puts around an operator (`$p < 0.05$`) are kept; spaces that only end a
//! command's name, and others that TeX ignores, are not.

mod commands;
mod found;
mod fractions;
mod operators;

use crate::model::MarkKind;
use crate::read::bibtex::tex::math::commands::is_box;
use crate::read::bibtex::tex::math::found::{Last, TooHard};
use crate::read::bibtex::tex::math::fractions::split_over;
use crate::read::bibtex::tex::math::operators::{
    ends_with_control_word, has_space, is_word, operator_at,
};
use crate::read::bibtex::tex::{Decoder, MAX_DEPTH, Mode, Printed, accents, argument, letters};

impl Decoder<'_, '_> {
    /// `$…$` whose first `$` is at `at`; returns the offset after it.
    pub(super) fn dollar(&mut self, input: &str, at: usize) -> usize {
        let open = if input[at..].starts_with("$$") { 2 } else { 1 };
        let start = at + open;
        let Some(len) = closing_dollar(&input[start..]) else {
            self.out.push('$');
            return at + 1;
        };
        if is_money(&input[start..start + len]) {
            self.out.push('$');
            self.run(&input[start..start + len]);
            self.out.push('$');
            return start + len + 1;
        }
        let close = &input[start + len..];
        let end = start + len + if close.starts_with("$$") && open == 2 { 2 } else { 1 };
        self.math_or_source(&input[start..start + len], &input[at..end]);
        end
    }

    /// Writes mathematics, or its source if it cannot be converted.
    pub(super) fn math_or_source(&mut self, math: &str, source: &str) {
        let (start, marks) = (self.out.len(), self.marks.len());
        // All of it comes from the whole formula.
        let trace = self.trace.take();
        let found = self.math(math, 0);
        self.trace = trace;
        if let Err(TooHard(cause)) = found {
            self.out.truncate(start);
            self.marks.truncate(marks);
            self.undecoded(source, Printed::Formula(cause));
            self.out.push_str(source);
        }
        let letters = self.out[start..].contains(char::is_alphabetic);
        if letters && self.mode == Mode::Title && self.depth == 0 {
            self.mark(start, MarkKind::NoCase);
        }
    }

    /// A mathematical command outside a formula: `{\mathbb R}`, `\frac{1}{2}`.
    pub(super) fn math_in_text(&mut self, input: &str, at: usize, name: &str) -> Option<usize> {
        let known = matches!(
            name,
            "frac" | "dfrac" | "tfrac" | "cfrac" | "nicefrac" | "sfrac" | "sqrt" | "not" | "prime"
        ) || letters::is_alphabet(name)
            || accents::in_math(name).is_some();
        if !known {
            return None;
        }
        let (start, marks) = (self.out.len(), self.marks.len());
        let trace = self.trace.take();
        let found = self.math_command(input, at, 0);
        self.trace = trace;
        if found.is_err() {
            self.out.truncate(start);
            self.marks.truncate(marks);
        }
        found.ok().map(|(end, _)| end)
    }

    pub(super) fn math(&mut self, input: &str, depth: usize) -> Result<(), TooHard> {
        if depth > MAX_DEPTH {
            return Err(TooHard("{".to_owned()));
        }
        if let Some((over, under)) = split_over(input) {
            return self.fraction(over, under, depth);
        }
        let mut last = Last::Open;
        let mut at = 0;
        while at < input.len() {
            let start = argument::skip_space(input, at);
            let gap = start > at;
            let Some(next) = input[start..].chars().next() else { break };
            let after_word = ends_with_control_word(&input[..at]);
            let voluntary = gap && !(after_word && next.is_ascii_alphabetic());
            at = start + next.len_utf8();
            if let Some((operator, end)) = operator_at(input, start) {
                let spaced = voluntary || has_space(input, start, end);
                self.operator(operator, last == Last::Operand && spaced, &input[end..]);
                last = Last::Open;
                at = end;
                continue;
            }
            match next {
                '^' | '_' => at = self.script(input, at, next, depth)?,
                '{' => {
                    let (inner, end) = argument::group(input, at - 1);
                    self.math(inner, depth + 1)?;
                    at = end;
                }
                '\\' => {
                    let (end, kind) = self.math_command(input, start, depth)?;
                    at = end;
                    last = kind;
                    continue;
                }
                '}' | '&' | '$' => return Err(TooHard(next.to_string())),
                '\'' => {
                    let primes = input[start..].bytes().take_while(|b| *b == b'\'').count();
                    self.primes(primes);
                    at = start + primes;
                }
                '~' => self.push_no_break_space(),
                ',' | ';' => {
                    self.out.push(next);
                    if input[at..].starts_with(|c: char| c.is_ascii_whitespace()) {
                        self.push_space();
                    }
                    last = Last::Open;
                    continue;
                }
                next => {
                    // Words are not products of letters: `$Homo sapiens$`.
                    if gap && next.is_alphabetic() && is_word(&input[start..]) && self.ends_word() {
                        self.push_space();
                    }
                    self.out.push(next);
                    if matches!(next, '(' | '[') {
                        last = Last::Open;
                        continue;
                    }
                }
            }
            last = Last::Operand;
        }
        Ok(())
    }

    fn ends_word(&self) -> bool {
        let letters = self.out.chars().rev().take_while(|c| c.is_alphabetic());
        letters.take(3).count() == 3
    }

    /// An operator before `rest`, with spaces around it if the author put one on either side.
    fn operator(&mut self, operator: &str, spaced: bool, rest: &str) {
        let letters = self.out.ends_with(char::is_alphabetic)
            && rest.starts_with(char::is_alphabetic)
            && !spaced;
        // `$k-means$` is a word.
        let compound = operator == "-" && letters && (self.ends_word() || is_word(rest));
        if compound {
            self.out.push('-');
            return;
        }
        if spaced {
            self.push_space();
        }
        self.out.push_str(if operator == "-" { "−" } else { operator });
        if spaced {
            self.push_space();
        }
    }

    fn primes(&mut self, count: usize) {
        match count {
            1 => self.out.push('′'),
            2 => self.out.push('″'),
            3 => self.out.push('‴'),
            count => self.out.extend(std::iter::repeat_n('′', count)),
        }
    }

    /// The text that `^` or `_` before `at` raises or lowers.
    fn script(
        &mut self,
        input: &str,
        at: usize,
        kind: char,
        depth: usize,
    ) -> Result<usize, TooHard> {
        let argument = argument::next(input, at).ok_or_else(|| TooHard(kind.to_string()))?;
        let (mut inner, mut end) = argument;
        // A command includes its own arguments: `^\mathrm{th}`.
        let start = argument::skip_space(input, at);
        if input[start..].starts_with('\\') && inner.len() > 1 {
            end = start + inner.len();
            if letters::is_alphabet(&inner[1..]) || is_box(&inner[1..]) {
                end = argument::next(input, end).map_or(end, |(_, end)| end);
            }
            inner = &input[start..end];
        }
        let start = self.out.len();
        self.math(inner, depth + 1)?;
        // A prime and a degree sign are already raised.
        match &self.out[start..] {
            "′" | "″" | "‴" | "°" => {}
            "′′" => self.out.replace_range(start.., "″"),
            "∘" => self.out.replace_range(start.., "°"),
            _ if kind == '^' => self.mark(start, MarkKind::Superscript),
            _ => self.mark(start, MarkKind::Subscript),
        }
        Ok(end)
    }
}

/// True if the text between two dollar signs is not a formula: `costs 5$ and 6$`.
fn is_money(math: &str) -> bool {
    let edge = |c: char| c.is_ascii_whitespace();
    (math.starts_with(edge) || math.ends_with(edge))
        && !math.contains(['\\', '^', '_', '{', '=', '<', '>', '+'])
        && math.split_ascii_whitespace().any(|word| {
            word.len() > 1 && word.trim_end_matches([',', '.']).chars().all(char::is_alphabetic)
        })
}

fn closing_dollar(input: &str) -> Option<usize> {
    let bytes = input.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'$' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    None
}
