//! Typst markup.

use crate::markup::{Formatting, Mark, Markup};
use crate::output::walk::{Backend, walk};

pub(super) fn write(markup: &Markup) -> String {
    let out = String::with_capacity(markup.as_str().len() * 5 / 4);
    let mut typst = Typst { out, markup, called: false };
    walk(markup, &mut typst);
    if typst.called {
        // What the caller writes next could be read as an argument or a field.
        typst.out.push(';');
    }
    typst.out
}

struct Typst<'m> {
    out: String,
    markup: &'m Markup,
    /// Whether a function call has just ended, which the next character could continue.
    called: bool,
}

impl Typst<'_> {
    fn end_call(&mut self, next: Option<char>) {
        if self.called && next.is_none_or(|next| matches!(next, '(' | '[' | '.' | ';')) {
            self.out.push(';');
        }
        self.called = false;
    }
}

impl Backend for Typst<'_> {
    fn text(&mut self, text: &str) {
        self.end_call(text.chars().next());
        push_escaped(text, &mut self.out);
    }

    fn open(&mut self, mark: &Mark) {
        self.end_call(Some('#'));
        let call = match mark.format {
            Formatting::Italic => "#emph[",
            Formatting::Oblique => "#text(style: \"oblique\")[",
            Formatting::UprightStyle => "#text(style: \"normal\")[",
            Formatting::SmallCaps => "#smallcaps[",
            Formatting::Bold => "#strong[",
            Formatting::Light => "#text(weight: \"light\")[",
            Formatting::NormalWeight => "#text(weight: \"regular\")[",
            Formatting::Underline => "#underline[",
            Formatting::Superscript => "#super[",
            Formatting::Subscript => "#sub[",
            // Typst cannot undo these.
            Formatting::NormalVariant | Formatting::NoDecoration | Formatting::Baseline => "#[",
            Formatting::Block if self.out.is_empty() => "",
            Formatting::Block => "#linebreak()",
            Formatting::Indent if self.out.is_empty() => "#h(2em)",
            Formatting::Indent => "#linebreak()#h(2em)",
            Formatting::LeftMargin | Formatting::RightInline => "",
            Formatting::Link(number) => {
                match self.markup.link(number).strip_prefix('#') {
                    // A label in the document.
                    Some(name) => {
                        self.out.push_str("#link(label(");
                        push_string(name, &mut self.out);
                        "))["
                    }
                    None => {
                        self.out.push_str("#link(");
                        push_string(self.markup.link(number), &mut self.out);
                        ")["
                    }
                }
            }
        };
        self.called = call.ends_with(')');
        self.out.push_str(call);
    }

    fn close(&mut self, mark: &Mark) {
        match mark.format {
            Formatting::Block | Formatting::Indent | Formatting::RightInline => {}
            Formatting::LeftMargin => {
                self.end_call(Some('#'));
                self.out.push_str("#h(0.5em)");
                self.called = true;
            }
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
            | Formatting::Baseline
            | Formatting::Link(_) => {
                self.called = true;
                self.out.push(']');
            }
        }
    }
}

/// Escapes the markup of Typst, and the shorthands that would produce other characters.
fn push_escaped(text: &str, out: &mut String) {
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let special = match character {
            '\\' | '#' | '$' | '*' | '_' | '`' | '<' | '>' | '@' | '~' | '[' | ']' | '"' | '\'' => {
                true
            }
            // A comment, or a link's address.
            '/' => at_start(out) || matches!(next, Some('/' | '*')),
            '=' | '+' => at_start(out),
            // Also a dash, a minus sign or a soft hyphen.
            '-' => {
                let makes_another = |next: char| next.is_numeric() || matches!(next, '-' | '?');
                at_start(out) || next.is_none_or(makes_another)
            }
            // An ellipsis, or the number of a list item.
            '.' => next == Some('.') || is_number(out),
            '\n' | '\r' => {
                out.push(' ');
                continue;
            }
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(character);
    }
}

/// True if there are only spaces on the line, or in the brackets, so far.
fn at_start(out: &str) -> bool {
    let words = out.trim_end_matches(char::is_whitespace);
    words.is_empty() || words.ends_with('[')
}

/// True if there is only a number so far.
fn is_number(out: &str) -> bool {
    let before = out.trim_end_matches(|character: char| character.is_ascii_digit());
    before.len() < out.len() && at_start(before)
}

/// A Typst string; a line break in it is written as `\\n`.
#[cfg(feature = "page")]
pub(crate) fn typst_string(text: &str) -> String {
    let mut out = String::new();
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.truncate(out.len() - 1);
            out.push_str("\\n");
            let mut rest = String::new();
            push_string(line, &mut rest);
            out.push_str(&rest[1..]);
        } else {
            push_string(line, &mut out);
        }
    }
    out
}

/// Writes a Typst string.
pub(super) fn push_string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars().filter(|character| !character.is_control()) {
        if matches!(character, '"' | '\\') {
            out.push('\\');
        }
        out.push(character);
    }
    out.push('"');
}
