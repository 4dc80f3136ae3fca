//! Simple mathematics to characters, superscripts and subscripts.

use crate::model::MarkKind;
use crate::read::bibtex::tex::{Decoder, MAX_DEPTH, Mode, accents, argument, symbols};

/// Mathematics that characters in a row cannot show.
struct TooHard;

impl Decoder<'_, '_> {
    /// `$…$` whose first `$` is at `at`; gives the offset after it.
    pub(super) fn dollar(&mut self, input: &str, at: usize) -> usize {
        let open = if input[at..].starts_with("$$") { 2 } else { 1 };
        let start = at + open;
        let Some(len) = closing_dollar(&input[start..]) else {
            self.out.push('$');
            return at + 1;
        };
        let close = &input[start + len..];
        let end = start + len + if close.starts_with("$$") && open == 2 { 2 } else { 1 };
        self.math_or_source(&input[start..start + len], &input[at..end]);
        end
    }

    /// Writes mathematics, or its source where that is too hard.
    pub(super) fn math_or_source(&mut self, math: &str, source: &str) {
        let (start, marks) = (self.out.len(), self.marks.len());
        if self.math(math, 0).is_err() {
            self.out.truncate(start);
            self.marks.truncate(marks);
            self.out.push_str(source);
        }
        let letters = self.out[start..].contains(char::is_alphabetic);
        if letters && self.mode == Mode::Title && self.depth == 0 {
            self.mark(start, MarkKind::NoCase);
        }
    }

    fn math(&mut self, input: &str, depth: usize) -> Result<(), TooHard> {
        if depth > MAX_DEPTH {
            return Err(TooHard);
        }
        let mut at = 0;
        while let Some(next) = input[at..].chars().next() {
            at += next.len_utf8();
            match next {
                '^' | '_' => {
                    let (inner, end) = argument::next(input, at).ok_or(TooHard)?;
                    let start = self.out.len();
                    self.math(inner, depth + 1)?;
                    let kind = match next {
                        '^' => MarkKind::Superscript,
                        _ => MarkKind::Subscript,
                    };
                    // A prime and a degree are raised already.
                    if !matches!(&self.out[start..], "′" | "″" | "°" | "∘") {
                        self.mark(start, kind);
                    } else if self.out.ends_with('∘') {
                        self.out.truncate(start);
                        self.out.push('°');
                    }
                    at = end;
                }
                '{' => {
                    let (inner, end) = argument::group(input, at - 1);
                    self.math(inner, depth + 1)?;
                    at = end;
                }
                '\\' => at = self.math_command(input, at - 1, depth)?,
                '}' | '&' | '$' => return Err(TooHard),
                '-' => self.out.push('−'),
                '\'' => self.out.push('′'),
                '~' => self.push_no_break_space(),
                next if next.is_whitespace() => {}
                next => self.out.push(next),
            }
        }
        Ok(())
    }

    fn math_command(&mut self, input: &str, at: usize, depth: usize) -> Result<usize, TooHard> {
        let (name, end) = argument::command_name(input, at);
        match name {
            "," | ";" | ":" | ">" | " " | "quad" | "qquad" | "thinspace" => {
                self.push_space();
                return Ok(end);
            }
            "!" | "left" | "right" | "big" | "Big" | "bigl" | "bigr" | "limits"
            | "displaystyle" | "rm" | "it" | "bf" | "cal" | "textstyle" | "nolimits" | "/" => {
                return Ok(end);
            }
            "{" | "}" | "%" | "&" | "#" | "$" | "_" => {
                self.out.push_str(name);
                return Ok(end);
            }
            "|" => {
                self.out.push('‖');
                return Ok(end);
            }
            _ => {}
        }
        if let Some(symbol) = symbols::in_math(name) {
            let word = symbol.len() > 1 && symbol.is_ascii();
            if word && self.out.ends_with(char::is_alphanumeric) {
                self.out.push(' ');
            }
            self.out.push_str(symbol);
            let next = argument::skip_space(input, end);
            if word && input[next..].starts_with(|c: char| c.is_alphanumeric() || c == '\\') {
                self.out.push(' ');
            }
            return Ok(end);
        }
        let (inner, next) = argument::next(input, end).ok_or(TooHard)?;
        if let Some(accent) = accents::in_math(name) {
            let start = self.out.len();
            self.math(inner, depth + 1)?;
            let base = self.out.split_off(start);
            if base.chars().count() > 1 && !matches!(accent, '\u{305}' | '\u{332}') {
                return Err(TooHard);
            }
            for character in base.chars() {
                accents::apply(accent, character.encode_utf8(&mut [0; 4]), &mut self.out);
            }
            return Ok(next);
        }
        match name {
            "mathrm" | "mathit" | "mathsf" | "mathtt" | "mathcal" | "mathscr" | "mathfrak"
            | "mathnormal" | "operatorname" | "boldsymbol" | "bm" | "mathbf" | "ensuremath" => {
                self.math(inner, depth + 1)?;
            }
            "text" | "textrm" | "mbox" | "hbox" | "textit" | "textbf" | "textsf" | "textsc"
            | "textnormal" | "emph" => {
                let text = self.inner_text(inner);
                self.out.push_str(&text);
            }
            "mathbb" | "Bbb" => self.out.extend(inner.chars().map(double_struck)),
            "sqrt" if inner.chars().count() == 1 => {
                self.out.push('√');
                self.math(inner, depth + 1)?;
            }
            _ => return Err(TooHard),
        }
        Ok(next)
    }
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

fn double_struck(letter: char) -> char {
    match letter {
        'C' => 'ℂ',
        'H' => 'ℍ',
        'N' => 'ℕ',
        'P' => 'ℙ',
        'Q' => 'ℚ',
        'R' => 'ℝ',
        'Z' => 'ℤ',
        letter => letter,
    }
}
