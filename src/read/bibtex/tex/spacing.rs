//! Spaces, kerns and boxes: commands that move text, and their visible effect.

use crate::read::bibtex::tex::{Decoder, Mode, argument};

/// A skip below this width is not a space between words. *Units*: em.
const NARROWEST_SPACE: f64 = 0.15;

/// The white space that a command prints.
pub(super) fn space(name: &str) -> Option<&'static str> {
    match name {
        "," | "thinspace" => Some("\u{202F}"),
        ";" | ":" | ">" | "medspace" | "thickspace" => Some("\u{2005}"),
        "nobreakspace" | "nbsp" => Some("\u{A0}"),
        " " | "\n" | "\t" | "\r" | "\\" | "space" | "quad" | "qquad" | "enspace" | "enskip"
        | "newline" | "linebreak" | "par" | "addspace" | "hfill" | "hfil" | "hss" | "dotfill"
        | "hrulefill" | "smallskip" | "medskip" | "bigskip" | "bibnamedelima" | "bibnamedelimb"
        | "bibnamedelimc" | "bibnamedelimd" | "bibnamedelimi" | "bibinitdelim" => Some(" "),
        "addnbspace" | "addnbthinspace" => Some("\u{A0}"),
        "addthinspace" => Some("\u{202F}"),
        _ => None,
    }
}

impl Decoder<'_, '_> {
    /// Writes the space of a command; in names and numbers it is always a plain one.
    pub(super) fn command_space(&mut self, space: &str) {
        match (space, self.mode) {
            (" ", _) | (_, Mode::Plain) => self.push_space(),
            (space, _) => self.out.push_str(space),
        }
    }

    /// A command that skips, shifts or boxes; returns the offset after its arguments.
    pub(super) fn spacing_command(&mut self, input: &str, name: &str, end: usize) -> Option<usize> {
        match name {
            "hspace" | "hspace*" => {
                let (width, next) = argument::next(input, end)?;
                self.skip(dimension(width, 0).map_or(1.0, |(width, _)| width));
                Some(next)
            }
            "hskip" | "mskip" => {
                let (width, next) = glue(input, end)?;
                self.skip(width);
                Some(next)
            }
            "kern" | "mkern" | "raise" | "lower" | "moveleft" | "moveright" => {
                Some(dimension(input, end)?.1)
            }
            "vskip" => Some(glue(input, end)?.1),
            "penalty" => Some(number_end(input, end)),
            "hbox" | "vbox" | "vtop" => {
                let rest = input[end..].trim_ascii_start();
                let start = rest.strip_prefix("to").or_else(|| rest.strip_prefix("spread"))?;
                let at = input.len() - start.len();
                Some(dimension(input, at)?.1)
            }
            "discretionary" => {
                let (_, next) = argument::next(input, end)?;
                let (_, next) = argument::next(input, next)?;
                self.last_argument(input, next)
            }
            "raisebox" => {
                let (_, next) = argument::next(input, end)?;
                let next = argument::skip_optional(input, next);
                self.last_argument(input, argument::skip_optional(input, next))
            }
            "makebox" | "framebox" | "rotatebox" | "scalebox" | "parbox" | "resizebox" => {
                let mut next = end;
                for _ in 0..3 {
                    next = argument::skip_optional(input, next);
                }
                let before = match name {
                    "makebox" | "framebox" => 0,
                    "resizebox" => 2,
                    _ => 1,
                };
                for _ in 0..before {
                    next = argument::next(input, next)?.1;
                }
                self.last_argument(input, argument::skip_optional(input, next))
            }
            _ => None,
        }
    }

    /// Decodes the argument at `at`, and returns the offset after it.
    pub(super) fn last_argument(&mut self, input: &str, at: usize) -> Option<usize> {
        let (inner, next) = argument::next(input, at)?;
        self.argument(inner);
        Some(next)
    }

    fn skip(&mut self, width: f64) {
        if width >= NARROWEST_SPACE {
            self.push_space();
        }
    }
}

/// The width at or after `at`, in em, and the offset after it and the space that ends it; `None` if
/// there is no number.
///
/// *Source*: "The TeXbook", chapter 24, "dimen".
pub(super) fn dimension(input: &str, at: usize) -> Option<(f64, usize)> {
    let mut rest = input.get(at..)?.trim_ascii_start();
    rest = rest.strip_prefix('=').unwrap_or(rest).trim_ascii_start();
    let mut sign = 1.0;
    while let Some(after) = rest.strip_prefix(['-', '+']) {
        if rest.starts_with('-') {
            sign = -sign;
        }
        rest = after.trim_ascii_start();
    }
    let digits = rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    let digits = digits.count();
    let number: f64 = if digits == 0 {
        1.0
    } else {
        rest[..digits].replace(',', ".").parse().ok().filter(|n: &f64| n.is_finite())?
    };
    rest = rest[digits..].trim_ascii_start();
    if rest.starts_with('\\') {
        // A length by name: `\parindent`, `.5\baselineskip`.
        let (name, end) = argument::command_name(rest, 0);
        let named = name.starts_with(|c: char| c.is_ascii_alphabetic());
        return named.then(|| (sign * number, input.len() - rest.len() + end));
    }
    if digits == 0 {
        return None;
    }
    rest = rest.strip_prefix("true").unwrap_or(rest).trim_ascii_start();
    let unit = rest.get(..2)?.to_ascii_lowercase();
    let width = match unit.as_str() {
        "em" => 1.0,
        "ex" => 0.43,
        "pt" | "bp" => 0.1,
        "pc" | "cc" => 1.2,
        "mm" => 0.28,
        "cm" => 2.8,
        "in" => 7.2,
        "dd" => 0.107,
        "mu" => 1.0 / 18.0,
        "fi" => 1.0,
        "sp" => 0.0,
        _ => return None,
    };
    rest = &rest[2..];
    if unit == "fi" {
        rest = rest.trim_start_matches('l');
    }
    rest = rest.strip_prefix([' ', '\n']).unwrap_or(rest);
    Some((sign * number * width, input.len() - rest.len()))
}

/// A width with its stretch and shrink: `1em plus .5em minus .2em`.
fn glue(input: &str, at: usize) -> Option<(f64, usize)> {
    let (width, mut end) = dimension(input, at)?;
    for word in ["plus", "minus"] {
        let rest = input[end..].trim_ascii_start();
        let stretch = rest.strip_prefix(word).map(|after| input.len() - after.len());
        if let Some((_, after)) = stretch.and_then(|at| dimension(input, at)) {
            end = after;
        }
    }
    Some((width, end))
}

/// The offset after a whole number, its sign, and the space that ends it.
fn number_end(input: &str, at: usize) -> usize {
    let rest = input[at..].trim_ascii_start();
    let rest = rest.trim_start_matches(['-', '+']);
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    input.len() - rest.strip_prefix(' ').unwrap_or(rest).len()
}

#[cfg(test)]
mod tests {
    use super::dimension;

    #[test]
    fn a_dimension_ends_with_its_unit_and_a_space() {
        for (input, rest) in [
            ("-.15em VDU", "VDU"),
            ("1pt\\relax x", "\\relax x"),
            (" = 2,5 true cm x", "x"),
            ("-0.5\\baselineskip x", " x"),
            ("1fill x", "x"),
        ] {
            let end = dimension(input, 0).map(|(_, end)| end);
            assert_eq!(end.map(|end| &input[end..]), Some(rest), "{input}");
        }
        for input in ["", "x", "5", "5xy", "\\'e"] {
            assert_eq!(dimension(input, 0), None, "{input}");
        }
    }
}
