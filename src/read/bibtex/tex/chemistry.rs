//! Chemical formulas: `\ce{H2O}`, `\ce{SO4^2-}`.

use crate::model::MarkKind;
use crate::read::bibtex::tex::{Decoder, MAX_DEPTH, argument};

impl Decoder<'_, '_> {
    /// A formula of the package mhchem: digits after an element or a bracket are subscripts, and
    /// text after `^` is superscript.
    pub(super) fn chemistry(&mut self, input: &str) {
        const ARROWS: [(&str, &str); 4] = [("<=>", "⇌"), ("<->", "↔"), ("->", "→"), ("<-", "←")];
        if self.nesting >= MAX_DEPTH {
            self.out.push_str(input);
            return;
        }
        self.nesting += 1;
        let mut at = 0;
        while let Some(next) = input[at..].chars().next() {
            let rest = &input[at..];
            if let Some((from, to)) = ARROWS.iter().find(|(from, _)| rest.starts_with(from)) {
                self.out.push_str(to);
                at += from.len();
                continue;
            }
            let after_atom = self.out.ends_with(|c: char| c.is_alphabetic() || ")]".contains(c));
            match next {
                '^' | '_' => {
                    let (inner, end) = raised(input, at + 1);
                    let kind =
                        if next == '^' { MarkKind::Superscript } else { MarkKind::Subscript };
                    let start = self.out.len();
                    self.out.push_str(&inner.replace('-', "−"));
                    self.mark(start, kind);
                    at = end;
                }
                '0'..='9' if after_atom => {
                    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
                    let start = self.out.len();
                    self.out.push_str(&rest[..len]);
                    self.mark(start, MarkKind::Subscript);
                    at += len;
                }
                '\\' => at = self.command(input, at),
                '{' => {
                    let (inner, end) = argument::group(input, at);
                    self.run(inner);
                    at = end;
                }
                '$' => at = self.dollar(input, at),
                '}' => at += 1,
                next => {
                    self.out.push(next);
                    at += next.len_utf8();
                }
            }
        }
        self.nesting -= 1;
    }
}

/// The text that `^` raises: a group, or the digits and signs of a charge.
fn raised(input: &str, at: usize) -> (&str, usize) {
    if input[at..].starts_with('{') {
        return argument::group(input, at);
    }
    let len = input[at..].bytes().take_while(|b| b.is_ascii_digit() || b"+-".contains(b)).count();
    (&input[at..at + len], at + len)
}
