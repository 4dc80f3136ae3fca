//! Converts TeX formulas to characters, as far as possible: `\alpha \in [0, 1]` becomes `α ∈ [0,
//! 1]`.

/// A formula as characters; `None` if it contains something that needs more than one line.
pub(super) fn characters(tex: &str) -> Option<String> {
    let mut formula = Formula::default();
    formula.all(tex, 0)?;
    Some(formula.out.trim().to_owned())
}

/// The command of TeX for a sign, in formulas.
pub(super) fn command_for(sign: char) -> Option<&'static str> {
    SIGNS.iter().find(|(_, it, _)| *it == sign).map(|(name, ..)| *name)
}

/// The maximum nesting of groups.
const DEPTH: usize = 16;

#[derive(Default)]
struct Formula {
    out: String,
}

/// How a character is spaced.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Ordinary,
    /// Between two operands, with spaces: `=`, `+`.
    Between,
    /// After an operand, followed by a space: `,`.
    Behind,
}

impl Formula {
    fn all(&mut self, mut rest: &str, depth: usize) -> Option<()> {
        if depth > DEPTH {
            return None;
        }
        while let Some(c) = rest.chars().next() {
            let behind = &rest[c.len_utf8()..];
            rest = match c {
                '\\' => self.command(behind, depth)?,
                '^' | '_' => {
                    let (argument, behind) = argument(behind)?;
                    let mut inside = Formula::default();
                    inside.all(argument, depth + 1)?;
                    self.out.push_str(&script(inside.out.trim(), c == '^'));
                    behind
                }
                '{' => {
                    let (inside, behind) = argument(rest)?;
                    self.all(inside, depth + 1)?;
                    behind
                }
                '}' | '&' | '%' | '#' => return None,
                '~' => {
                    self.out.push(' ');
                    behind
                }
                '\'' => {
                    self.out.push('′');
                    behind
                }
                '-' => {
                    self.sign('−', Kind::Between);
                    behind
                }
                '=' | '+' | '<' | '>' => {
                    self.sign(c, Kind::Between);
                    behind
                }
                ',' | ';' => {
                    self.sign(c, Kind::Behind);
                    behind
                }
                c if c.is_whitespace() => behind,
                c => {
                    self.out.push(c);
                    behind
                }
            };
        }
        Some(())
    }

    fn sign(&mut self, sign: char, kind: Kind) {
        let before = self.out.trim_end();
        // A sign at the beginning belongs to the operand after it.
        let is_first = before.is_empty() || before.ends_with(['(', '[', '{', ',', '=', '^']);
        match kind {
            Kind::Between if !is_first => {
                self.out.truncate(before.len());
                self.out.push(' ');
                self.out.push(sign);
                self.out.push(' ');
            }
            Kind::Behind => {
                self.out.truncate(before.len());
                self.out.push(sign);
                self.out.push(' ');
            }
            Kind::Between | Kind::Ordinary => self.out.push(sign),
        }
    }

    /// Writes a command, given without its backslash; returns the text after it and its arguments.
    fn command<'t>(&mut self, text: &'t str, depth: usize) -> Option<&'t str> {
        let length = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
        let (name, behind) = match length {
            0 => text.split_at(text.chars().next()?.len_utf8()),
            length => text.split_at(length),
        };
        match name {
            "," | ":" | ";" | " " | ">" | "quad" | "qquad" => {
                if !self.out.ends_with(' ') {
                    self.out.push(' ');
                }
                return Some(behind);
            }
            // The brackets after these belong to them.
            "!" | "left" | "right" | "big" | "Big" | "bigl" | "bigr" | "Bigl" | "Bigr"
            | "displaystyle" | "textstyle" | "limits" => {
                let is_none = matches!(name, "left" | "right") && behind.starts_with('.');
                return Some(if is_none { &behind[1..] } else { behind });
            }
            "mathrm" | "mathbf" | "mathit" | "mathsf" | "mathtt" | "boldsymbol" | "bm"
            | "operatorname" | "mathcal" | "mathbb" | "mathfrak" | "mathscr" => {
                let (inside, behind) = argument(behind)?;
                let mut letters = Formula::default();
                letters.all(inside, depth + 1)?;
                let alphabet = |c: char| alphabet(name, c).unwrap_or(c);
                self.out.extend(letters.out.trim().chars().map(alphabet));
                return Some(behind);
            }
            "text" | "textrm" | "textit" | "textbf" | "mbox" => {
                let (words, behind) = argument(behind)?;
                self.out.push_str((!words.contains(['\\', '$', '{'])).then_some(words)?);
                return Some(behind);
            }
            "{" | "}" | "%" | "$" | "&" | "#" | "_" => self.out.push_str(name),
            name if FUNCTIONS.contains(&name) => {
                if self.out.ends_with(char::is_alphanumeric) {
                    self.out.push(' ');
                }
                self.out.push_str(name);
                if behind.trim_start().starts_with(|c: char| c.is_alphanumeric() || c == '\\') {
                    self.out.push(' ');
                }
            }
            name => {
                let (_, sign, kind) = *SIGNS.iter().find(|(it, ..)| *it == name)?;
                self.sign(sign, kind);
            }
        }
        Some(behind)
    }
}

/// The next argument (a group, a command or a character), and the text after it.
fn argument(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let first = text.chars().next()?;
    if first == '\\' {
        let name = &text[1..];
        let length = name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len());
        return (length > 0 && !name[length..].starts_with('{')).then(|| text.split_at(1 + length));
    }
    if first != '{' {
        return Some(text.split_at(first.len_utf8()));
    }
    let mut depth = 0_u32;
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '{' => depth += 1,
            '}' if depth == 1 => return Some((&text[1..at], &text[at + 1..])),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Raised or lowered text: in small characters if all of it can be written in them, and otherwise
/// in parentheses, `x_(max)`.
pub(super) fn script(text: &str, is_raised: bool) -> String {
    const PLAIN: &str = "0123456789+−=()";
    let small = |c: char| {
        let (digits, letters): (&str, &[(char, char)]) = match is_raised {
            true => ("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", &[('n', 'ⁿ'), ('i', 'ⁱ'), ('′', '′')]),
            false => ("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", &[]),
        };
        let of_digits = PLAIN.chars().zip(digits.chars());
        let mut all = of_digits.chain(letters.iter().copied());
        all.find_map(|(plain, small)| (plain == c).then_some(small))
    };
    let all: Option<String> = text.replace('-', "−").chars().map(small).collect();
    match all {
        Some(small) => small,
        None => format!("{}({text})", if is_raised { '^' } else { '_' }),
    }
}

/// A letter in another mathematical alphabet.
fn alphabet(command: &str, c: char) -> Option<char> {
    const BLACKBOARD: [(char, char); 7] =
        [('C', 'ℂ'), ('H', 'ℍ'), ('N', 'ℕ'), ('P', 'ℙ'), ('Q', 'ℚ'), ('R', 'ℝ'), ('Z', 'ℤ')];
    const SCRIPT: [(char, char); 8] = [
        ('B', 'ℬ'),
        ('E', 'ℰ'),
        ('F', 'ℱ'),
        ('H', 'ℋ'),
        ('I', 'ℐ'),
        ('L', 'ℒ'),
        ('M', 'ℳ'),
        ('R', 'ℛ'),
    ];
    let (own, first): (&[(char, char)], u32) = match command {
        "mathbb" => (&BLACKBOARD, 0x1D538),
        "mathcal" | "mathscr" => (&SCRIPT, 0x1D49C),
        _ => return None,
    };
    let index = u32::from(c).checked_sub(u32::from('A')).filter(|index| *index < 26)?;
    let named = own.iter().find_map(|(letter, sign)| (*letter == c).then_some(*sign));
    named.or_else(|| char::from_u32(first + index))
}

const FUNCTIONS: [&str; 20] = [
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "deg", "det", "dim", "exp", "ker",
    "ln", "log", "max", "min", "sin", "sinh", "tan", "tanh",
];

use Kind::{Behind, Between, Ordinary};

const SIGNS: [(&str, char, Kind); 82] = [
    ("alpha", 'α', Ordinary),
    ("beta", 'β', Ordinary),
    ("gamma", 'γ', Ordinary),
    ("delta", 'δ', Ordinary),
    ("epsilon", 'ϵ', Ordinary),
    ("varepsilon", 'ε', Ordinary),
    ("zeta", 'ζ', Ordinary),
    ("eta", 'η', Ordinary),
    ("theta", 'θ', Ordinary),
    ("vartheta", 'ϑ', Ordinary),
    ("iota", 'ι', Ordinary),
    ("kappa", 'κ', Ordinary),
    ("lambda", 'λ', Ordinary),
    ("mu", 'μ', Ordinary),
    ("nu", 'ν', Ordinary),
    ("xi", 'ξ', Ordinary),
    ("pi", 'π', Ordinary),
    ("rho", 'ρ', Ordinary),
    ("varrho", 'ϱ', Ordinary),
    ("sigma", 'σ', Ordinary),
    ("varsigma", 'ς', Ordinary),
    ("tau", 'τ', Ordinary),
    ("upsilon", 'υ', Ordinary),
    ("phi", 'ϕ', Ordinary),
    ("varphi", 'φ', Ordinary),
    ("chi", 'χ', Ordinary),
    ("psi", 'ψ', Ordinary),
    ("omega", 'ω', Ordinary),
    ("Gamma", 'Γ', Ordinary),
    ("Delta", 'Δ', Ordinary),
    ("Theta", 'Θ', Ordinary),
    ("Lambda", 'Λ', Ordinary),
    ("Xi", 'Ξ', Ordinary),
    ("Pi", 'Π', Ordinary),
    ("Sigma", 'Σ', Ordinary),
    ("Phi", 'Φ', Ordinary),
    ("Psi", 'Ψ', Ordinary),
    ("Omega", 'Ω', Ordinary),
    ("hbar", 'ℏ', Ordinary),
    ("ell", 'ℓ', Ordinary),
    ("infty", '∞', Ordinary),
    ("partial", '∂', Ordinary),
    ("nabla", '∇', Ordinary),
    ("forall", '∀', Ordinary),
    ("exists", '∃', Ordinary),
    ("emptyset", '∅', Ordinary),
    ("prime", '′', Ordinary),
    ("degree", '°', Ordinary),
    ("circ", '∘', Ordinary),
    ("dots", '…', Ordinary),
    ("ldots", '…', Ordinary),
    ("cdots", '⋯', Ordinary),
    ("sum", '∑', Ordinary),
    ("prod", '∏', Ordinary),
    ("int", '∫', Ordinary),
    ("lbrace", '{', Ordinary),
    ("rbrace", '}', Ordinary),
    ("langle", '⟨', Ordinary),
    ("rangle", '⟩', Ordinary),
    ("lvert", '|', Ordinary),
    ("rvert", '|', Ordinary),
    ("colon", ':', Behind),
    ("pm", '±', Between),
    ("times", '×', Between),
    ("cdot", '⋅', Between),
    ("le", '≤', Between),
    ("leq", '≤', Between),
    ("ge", '≥', Between),
    ("geq", '≥', Between),
    ("ne", '≠', Between),
    ("neq", '≠', Between),
    ("ll", '≪', Between),
    ("gg", '≫', Between),
    ("sim", '∼', Between),
    ("approx", '≈', Between),
    ("equiv", '≡', Between),
    ("propto", '∝', Between),
    ("in", '∈', Between),
    ("notin", '∉', Between),
    ("subset", '⊂', Between),
    ("to", '→', Between),
    ("rightarrow", '→', Between),
];

#[cfg(test)]
mod tests {
    use super::{characters, script};

    #[test]
    fn formulas_in_characters() {
        for (tex, said) in [
            (r"\alpha", "α"),
            (r"\pi_k \in \left[0, 1\right]", "π_(k) ∈ [0, 1]"),
            (r"p(\boldsymbol{y}|\boldsymbol{x}=0.5)", "p(y|x = 0.5)"),
            (r"\mathcal{N}_k(x-\mu, -1)", "𝒩_(k)(x − μ, −1)"),
            (r"x^{-1}_{10} + x^\prime", "x⁻¹₁₀ + x′"),
            (r"x'", "x′"),
            (r"O(n\log n) \text{ for } n \geq 2", "O(n log n) for n ≥ 2"),
            (r"\{a, b\} \subset \mathbb{R}^n", "{a, b} ⊂ ℝⁿ"),
        ] {
            assert_eq!(characters(tex).as_deref(), Some(said), "{tex}");
        }
        for tex in [r"\frac{1}{2}", r"\dot{x}", r"\begin{array}", "a & b", "{a", "x^", r"\"] {
            assert_eq!(characters(tex), None, "{tex}");
        }
    }

    #[test]
    fn raised_and_lowered() {
        assert_eq!(script("2", false), "₂");
        assert_eq!(script("-10", true), "⁻¹⁰");
        assert_eq!(script("max", true), "^(max)");
    }
}
