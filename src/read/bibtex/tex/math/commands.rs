//! The commands of a formula: symbols, functions, accents, alphabets, brackets.

use unicode_normalization::UnicodeNormalization;

use crate::model::MarkKind;
use crate::read::bibtex::tex::math::found::{Last, TooHard};
use crate::read::bibtex::tex::{
    Decoder, MAX_EXPANSIONS, accents, argument, conditional, letters, spacing, symbols,
};

impl Decoder<'_, '_> {
    /// A command in a formula; returns the offset after it, and what it wrote.
    pub(super) fn math_command(
        &mut self,
        input: &str,
        at: usize,
        depth: usize,
    ) -> Result<(usize, Last), TooHard> {
        let (name, end) = argument::command_name(input, at);
        if let Some((end, last)) = self.math_token(input, name, end, depth)? {
            return Ok((end, last));
        }
        if let Some(symbol) = symbols::in_math(name) {
            self.math_symbol(symbol, input, end);
            return Ok((end, Last::Operand));
        }
        if let Some(next) = self.expand_math(input, name, end, depth)? {
            return Ok((next, Last::Operand));
        }
        if let Some(symbol) = symbols::rare(name) {
            self.math_symbol(symbol, input, end);
            return Ok((end, Last::Operand));
        }
        if let Some(next) = self.character_number(input, name, end) {
            return Ok((next, Last::Operand));
        }
        let too_hard = || TooHard(format!("\\{name}"));
        let (inner, next) = argument::next(input, end).ok_or_else(too_hard)?;
        if let Some(accent) = accents::in_math(name).or_else(|| accents::combining(name)) {
            self.math_accent(accent, inner, depth).map_err(|_| too_hard())?;
            return Ok((next, Last::Operand));
        }
        self.math_wrap(input, name, (inner, next), depth).map(|next| (next, Last::Operand))
    }

    /// Spaces, brackets, characters and switches: commands without an argument in braces.
    fn math_token(
        &mut self,
        input: &str,
        name: &str,
        end: usize,
        depth: usize,
    ) -> Result<Option<(usize, Last)>, TooHard> {
        if let Some(space) = spacing::space(name).filter(|_| name != "\\") {
            self.command_space(if space == "\u{A0}" { space } else { " " });
            return Ok(Some((end, Last::Operand)));
        }
        if let Some(next) = self.spacing_command(input, name, end) {
            return Ok(Some((next, Last::Operand)));
        }
        let last = match name {
            "left" | "right" | "middle" | "big" | "Big" | "bigg" | "Bigg" | "bigl" | "bigr"
            | "Bigl" | "Bigr" | "biggl" | "biggr" | "Biggl" | "Biggr" => {
                let next = argument::skip_space(input, end);
                // `\left.` is an invisible bracket.
                let next = if input[next..].starts_with('.') { next + 1 } else { next };
                return Ok(Some((next, Last::Open)));
            }
            "!" | "limits" | "nolimits" | "displaystyle" | "textstyle" | "scriptstyle" | "rm"
            | "it" | "bf" | "cal" | "sf" | "tt" | "sc" | "scr" | "/" | "-" | "relax"
            | "protect" | "mathstrut" | "strut" | "null" | "nonumber" | "allowbreak" | "em"
            | "mit" | "normalsize" | "small" | "rmfamily" | "boldmath" => Last::Open,
            "{" | "}" | "%" | "&" | "#" | "$" | "_" => {
                self.out.push_str(name);
                Last::Operand
            }
            "|" => {
                self.out.push('‖');
                Last::Operand
            }
            "sp" | "sb" => {
                let kind = if name == "sp" { '^' } else { '_' };
                return Ok(Some((self.script(input, end, kind, depth)?, Last::Operand)));
            }
            "not" => {
                let start = self.out.len();
                let (inner, next) = argument::next(input, end).unwrap_or(("", end));
                self.math(inner, depth + 1)?;
                let base = self.out.split_off(start);
                let mut chars = base.trim().chars();
                let first = chars.next().map(|c| [c, '\u{338}']);
                self.out.extend(first.into_iter().flatten().nfc());
                self.out.push_str(chars.as_str());
                return Ok(Some((next, Last::Open)));
            }
            "ifmmode" => {
                let Some((then, _, next)) = conditional::branches(input, end) else {
                    return Err(TooHard("\\ifmmode".to_owned()));
                };
                self.math(then, depth + 1)?;
                return Ok(Some((next, Last::Operand)));
            }
            "pmod" | "bmod" | "pod" => {
                let (inner, next) = match name {
                    "bmod" => ("", end),
                    _ => argument::next(input, end).unwrap_or(("", end)),
                };
                self.push_space();
                self.out.push_str(match name {
                    "pmod" => "(mod ",
                    "bmod" => "mod ",
                    _ => "(",
                });
                self.math(inner, depth + 1)?;
                self.out.push_str(if name == "bmod" { "" } else { ")" });
                return Ok(Some((next, Last::Operand)));
            }
            _ => return Ok(None),
        };
        Ok(Some((end, last)))
    }

    /// A symbol, or the name of a function, which is separated from letters.
    fn math_symbol(&mut self, symbol: &'static str, input: &str, end: usize) {
        let word = symbol.len() > 1 && symbol.is_ascii();
        if word && self.out.ends_with(char::is_alphanumeric) {
            self.out.push(' ');
        }
        self.out.push_str(symbol);
        let next = argument::skip_space(input, end);
        if word && input[next..].starts_with(|c: char| c.is_alphanumeric() || c == '\\') {
            self.out.push(' ');
        }
    }

    /// A command that the file defines itself.
    fn expand_math(
        &mut self,
        input: &str,
        name: &str,
        end: usize,
        depth: usize,
    ) -> Result<Option<usize>, TooHard> {
        let Some(definition) = self.tex.definitions.get(name) else { return Ok(None) };
        if self.expansions >= MAX_EXPANSIONS {
            return Err(TooHard(format!("\\{name}")));
        }
        self.expansions += 1;
        let Some((body, next)) = definition.expand(input, end) else {
            return Err(TooHard(format!("\\{name}")));
        };
        self.math(&body, depth + 1)?;
        Ok(Some(next))
    }

    fn math_accent(&mut self, accent: char, inner: &str, depth: usize) -> Result<(), TooHard> {
        let start = self.out.len();
        self.math(inner, depth + 1)?;
        let base = self.out.split_off(start);
        let lines = matches!(accent, '\u{305}' | '\u{332}');
        if base.chars().count() > 1 && !lines {
            return Err(TooHard(String::new()));
        }
        for character in base.chars() {
            accents::apply(accent, character.encode_utf8(&mut [0; 4]), &mut self.out);
        }
        Ok(())
    }

    /// A command with its argument; returns the offset after both.
    fn math_wrap(
        &mut self,
        input: &str,
        name: &str,
        (inner, next): (&str, usize),
        depth: usize,
    ) -> Result<usize, TooHard> {
        let too_hard = || TooHard(format!("\\{name}"));
        let start = self.out.len();
        match name {
            name if is_box(name) => {
                let spaces = self.out.ends_with(char::is_alphanumeric) && inner.starts_with(' ');
                if spaces {
                    self.out.push(' ');
                }
                let text = self.inner_text(inner);
                self.out.push_str(&text);
            }
            "mathbf" | "boldsymbol" | "bm" | "bold" | "pmb" | "mathbfit" | "symbf" => {
                self.math(inner, depth + 1)?;
                self.mark(start, MarkKind::Bold);
            }
            "mathbb" | "Bbb" | "mathds" | "mathbbm" | "symbb" => {
                self.math(inner, depth + 1)?;
                let base = self.out.split_off(start);
                self.out.extend(base.chars().map(letters::double_struck));
            }
            name if letters::is_alphabet(name) => self.math(inner, depth + 1)?,
            "operatorname" | "operatorname*" | "mathop" => {
                if self.out.ends_with(char::is_alphanumeric) {
                    self.push_space();
                }
                self.math(inner, depth + 1)?;
                let after = argument::skip_space(input, next);
                let words = self.out[start..].trim().len() > 1;
                if words && input[after..].starts_with(|c: char| c.is_alphanumeric() || c == '\\') {
                    self.push_space();
                }
            }
            "frac" | "dfrac" | "tfrac" | "cfrac" | "nicefrac" | "sfrac" => {
                let (under, next) = argument::next(input, next).ok_or_else(too_hard)?;
                self.fraction(inner, under, depth)?;
                return Ok(next);
            }
            "sqrt" => return self.root(input, (inner, next), depth),
            "overset" | "stackrel" | "underset" => {
                let (base, next) = argument::next(input, next).ok_or_else(too_hard)?;
                self.math(base, depth + 1)?;
                let start = self.out.len();
                self.math(inner, depth + 1)?;
                self.mark(
                    start,
                    match name {
                        "underset" => MarkKind::Subscript,
                        _ => MarkKind::Superscript,
                    },
                );
                return Ok(next);
            }
            "phantom" | "hphantom" | "vphantom" | "label" | "tag" => {}
            "textcolor" | "color" => {
                let (inner, next) = argument::next(input, next).ok_or_else(too_hard)?;
                self.math(inner, depth + 1)?;
                return Ok(next);
            }
            "ce" | "chem" => self.chemistry(inner),
            _ => return Err(too_hard()),
        }
        Ok(next)
    }
}

/// Commands whose argument is text, not mathematics.
pub(super) fn is_box(name: &str) -> bool {
    matches!(
        name,
        "text"
            | "textrm"
            | "mbox"
            | "hbox"
            | "textit"
            | "textbf"
            | "textsf"
            | "textsc"
            | "texttt"
            | "textup"
            | "textsl"
            | "textnormal"
            | "emph"
            | "textsuperscript"
            | "textsubscript"
            | "fbox"
            | "url"
            | "enquote"
            | "hspace"
    )
}
