//! LaTeX with its base packages; links need `hyperref`.

use crate::markup::{Formatting, Mark, Markup};
use crate::output::walk::{Backend, walk};

pub(super) fn write(markup: &Markup) -> String {
    let out = String::with_capacity(markup.as_str().len() * 5 / 4);
    let mut latex = Latex { out, markup, is_url: false };
    walk(markup, &mut latex);
    latex.out
}

struct Latex<'m> {
    out: String,
    markup: &'m Markup,
    /// Whether an address is open that is written as such, so that lines can break in it.
    is_url: bool,
}

impl Latex<'_> {
    /// Whether a mark is a link whose text is its address.
    fn is_url(&self, mark: &Mark) -> bool {
        let Formatting::Link(number) = mark.format else { return false };
        let text = self.markup.as_str().get(mark.start as usize..mark.end as usize);
        let is_plain = |other: &Mark| {
            other.start <= mark.start && other.end >= mark.end
                || other.end <= mark.start
                || other.start >= mark.end
        };
        text == Some(self.markup.link(number)) && self.markup.marks().iter().all(is_plain)
    }
}

impl Backend for Latex<'_> {
    fn text(&mut self, text: &str) {
        if self.is_url {
            return;
        }
        push_escaped(text, &mut self.out);
    }

    fn open(&mut self, mark: &Mark) {
        if self.is_url(mark) {
            self.is_url = true;
            self.out.push_str("\\url{");
            if let Formatting::Link(number) = mark.format {
                push_address(self.markup.link(number), &mut self.out);
            }
            return;
        }
        let command = match mark.format {
            Formatting::Italic => "\\textit{",
            Formatting::Oblique => "\\textsl{",
            Formatting::UprightStyle => "\\textup{",
            Formatting::SmallCaps => "\\textsc{",
            Formatting::NormalVariant => "\\textulc{",
            Formatting::Bold => "\\textbf{",
            Formatting::NormalWeight => "\\textmd{",
            Formatting::Underline => "\\underline{",
            Formatting::Superscript => "\\textsuperscript{",
            Formatting::Subscript => "\\textsubscript{",
            // LaTeX's base has no commands to undo these, or lacks them.
            Formatting::Light | Formatting::NoDecoration | Formatting::Baseline => "{",
            Formatting::Block if self.out.is_empty() => "",
            Formatting::Block => "\\newline ",
            Formatting::Indent if self.out.is_empty() => "\\hspace*{2em}",
            Formatting::Indent => "\\newline\\hspace*{2em}",
            Formatting::LeftMargin | Formatting::RightInline => "",
            Formatting::Link(number) => {
                match self.markup.link(number).strip_prefix('#') {
                    // The name of an anchor in the document, as for `\hypertarget`.
                    Some(name) => {
                        self.out.push_str("\\hyperlink{");
                        push_name(name, &mut self.out);
                    }
                    None => {
                        self.out.push_str("\\href{");
                        push_address(self.markup.link(number), &mut self.out);
                    }
                }
                "}{"
            }
        };
        self.out.push_str(command);
    }

    fn close(&mut self, mark: &Mark) {
        match mark.format {
            Formatting::Block | Formatting::Indent | Formatting::RightInline => {}
            Formatting::LeftMargin => self.out.push_str("\\enspace "),
            Formatting::Italic
            | Formatting::Oblique
            | Formatting::UprightStyle
            | Formatting::SmallCaps
            | Formatting::NormalVariant
            | Formatting::Bold
            | Formatting::Light
            | Formatting::NormalWeight
            | Formatting::Underline
            | Formatting::NoDecoration
            | Formatting::Superscript
            | Formatting::Subscript
            | Formatting::Baseline => self.out.push('}'),
            Formatting::Link(_) => {
                self.is_url = false;
                self.out.push('}');
            }
        }
    }
}

/// Escapes the special characters of LaTeX, and the ligatures that would produce other characters.
fn push_escaped(text: &str, out: &mut String) {
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let escaped = match character {
            '\\' => "\\textbackslash{}",
            '{' => "\\{",
            '}' => "\\}",
            '$' => "\\$",
            '&' => "\\&",
            '#' => "\\#",
            '%' => "\\%",
            '_' => "\\_",
            '^' => "\\textasciicircum{}",
            '~' => "\\textasciitilde{}",
            '<' => "\\textless{}",
            '>' => "\\textgreater{}",
            '|' => "\\textbar{}",
            '`' => "\\textasciigrave{}",
            '\'' => "\\textquotesingle{}",
            // It is a shorthand in some languages of babel; every font has its glyph.
            '"' => "\\symbol{34}",
            // Two of them would be an en dash.
            '-' if out.ends_with('-') => "{}-",
            // After a line break or an item, a bracket would be read as an argument.
            '[' => "{[}",
            ']' => "{]}",
            '\u{A0}' => "~",
            '\u{202F}' | '\u{2009}' => "\\,",
            '\u{AD}' => "\\-",
            // An empty line would end the paragraph.
            '\n' | '\r' => " ",
            character => {
                // A single Greek letter is a symbol, which every engine has in formulas.
                let is_alone =
                    !out.ends_with(is_greek) && !characters.peek().copied().is_some_and(is_greek);
                match symbol(character).filter(|_| is_alone) {
                    Some(name) => out.push_str(&format!("\\ensuremath{{\\{name}}}")),
                    None => out.push(character),
                }
                continue;
            }
        };
        out.push_str(escaped);
    }
}

fn is_greek(character: char) -> bool {
    matches!(character, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}')
}

/// The command for a Greek letter in formulas.
fn symbol(character: char) -> Option<&'static str> {
    const SMALL: [&str; 25] = [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
        "lambda", "mu", "nu", "xi", "", "pi", "rho", "varsigma", "sigma", "tau", "upsilon",
        "varphi", "chi", "psi", "omega",
    ];
    let name = match character {
        'Γ' => "Gamma",
        'Δ' => "Delta",
        'Θ' => "Theta",
        'Λ' => "Lambda",
        'Ξ' => "Xi",
        'Π' => "Pi",
        'Σ' => "Sigma",
        'Φ' => "Phi",
        'Ψ' => "Psi",
        'Ω' => "Omega",
        'ϵ' => "epsilon",
        'ϕ' => "phi",
        'α'..='ω' => SMALL.get((u32::from(character) - u32::from('α')) as usize)?,
        _ => return None,
    };
    Some(name).filter(|name| !name.is_empty())
}

/// Writes the name of an anchor: letters, digits and a few marks, and numbers for all other
/// characters.
pub(super) fn push_name(name: &str, out: &mut String) {
    for character in name.chars() {
        if character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | ':' | '/') {
            out.push(character);
        } else {
            out.push_str(&format!("+{:x}", u32::from(character)));
        }
    }
}

/// Escapes an address for the first argument of `\href`.
fn push_address(address: &str, out: &mut String) {
    for character in address.chars() {
        match character {
            '%' | '#' | '&' | '_' | '$' => {
                out.push('\\');
                out.push(character);
            }
            '\\' => out.push_str("\\%5C"),
            '{' => out.push_str("\\%7B"),
            '}' => out.push_str("\\%7D"),
            '^' => out.push_str("\\%5E"),
            '~' => out.push_str("\\%7E"),
            character if character.is_whitespace() || character.is_control() => {
                out.push_str("\\%20");
            }
            character => out.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::push_escaped;

    #[test]
    fn greek_letters_by_themselves_are_signs() {
        let written = |text: &str| {
            let mut out = String::new();
            push_escaped(text, &mut out);
            out
        };
        assert_eq!(written("The α-disk of ξ"), r"The \ensuremath{\alpha}-disk of \ensuremath{\xi}");
        assert_eq!(written("Ωmega and Πλάτων"), r"\ensuremath{\Omega}mega and Πλάτων");
    }
}
