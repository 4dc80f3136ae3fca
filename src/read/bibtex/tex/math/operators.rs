//! Operators, and the spaces that authors put around them.

use crate::read::bibtex::tex::{argument, symbols};

/// An operator between its operands, and the offset after it.
pub(super) fn operator_at(input: &str, at: usize) -> Option<(&str, usize)> {
    let next = input[at..].chars().next()?;
    if next != '\\' {
        let end = at + next.len_utf8();
        return is_operator(next).then(|| (&input[at..end], end));
    }
    let (name, end) = argument::command_name(input, at);
    let symbol = symbols::in_math(name).or_else(|| symbols::rare(name))?;
    let mut chars = symbol.chars();
    let operator = chars.next().is_some_and(|c| c != '*' && is_operator(c));
    (operator && chars.next().is_none()).then_some((symbol, end))
}

fn is_operator(c: char) -> bool {
    matches!(c,
        '=' | '<' | '>' | '+' | '-' | '*' | '/' | '×' | '÷' | '±' | '⋅' | '·' | '∘' | '∪' | '∩'
        | '\u{2190}'..='\u{21FF}' | '\u{27F0}'..='\u{27FF}' | '\u{2208}'..='\u{220D}'
        | '\u{2212}'..='\u{2213}' | '\u{2223}'..='\u{222A}' | '\u{223C}'..='\u{228F}'
        | '\u{2290}'..='\u{22BF}' | '\u{2A7D}'..='\u{2AC6}' | '∝' | ':')
}

/// True if the author put a space after an operator that does not just end its name.
pub(super) fn has_space(input: &str, at: usize, end: usize) -> bool {
    let rest = &input[end..];
    let next = rest.trim_ascii_start();
    let named = input[at..end].len() > 1 && input[at..].starts_with('\\');
    next.len() < rest.len()
        && !next.is_empty()
        && !(named && next.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// True if a text ends with a command of letters, after which a space only ends the name.
pub(super) fn ends_with_control_word(text: &str) -> bool {
    text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).ends_with('\\')
        && text.ends_with(|c: char| c.is_ascii_alphabetic())
}

/// True if a text begins with a word: at least three letters, and not a command.
pub(super) fn is_word(text: &str) -> bool {
    text.chars().take_while(|c| c.is_alphabetic()).take(3).count() == 3
}
