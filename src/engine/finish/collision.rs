//! What becomes of two adjacent punctuation marks.
//!
//! *Source*: the output of citeproc-js for every pair of marks in every pair of positions; the CSL
//! specification only says that duplicates are suppressed.

/// The result for two adjacent marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Both,
    DropLeft,
    DropRight,
}

/// How two adjacent marks are resolved, which depends on their origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// By the table.
    Table,
    /// Only a repeated mark is dropped.
    Repeats,
    /// Both are kept.
    Keep,
}

pub(super) fn settle(left: char, right: char, rule: Rule) -> Outcome {
    match rule {
        Rule::Keep => Outcome::Both,
        Rule::Repeats if left == right && is_mark(left) => Outcome::DropRight,
        Rule::Repeats => Outcome::Both,
        Rule::Table => table(left, right),
    }
}

fn table(left: char, right: char) -> Outcome {
    match (left, right) {
        (':' | ';', '!' | '?') => Outcome::DropLeft,
        (':' | '!' | '?', '.') | (';' | '!' | '?', ':') | (';', '.') => Outcome::DropRight,
        (left, right) if left == right && is_mark(left) => Outcome::DropRight,
        _ => Outcome::Both,
    }
}

fn is_mark(character: char) -> bool {
    character == ' ' || is_punctuation(character)
}

pub(super) fn is_punctuation(character: char) -> bool {
    matches!(character, ':' | '.' | ';' | '!' | '?' | ',')
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Rule, settle};

    #[test]
    fn the_table() {
        let marks = [':', '.', ';', '!', '?', ','];
        let shown = |left: char| {
            let pair = |right: char| match settle(left, right, Rule::Table) {
                Outcome::Both => format!("{left}{right}"),
                Outcome::DropLeft => right.to_string(),
                Outcome::DropRight => left.to_string(),
            };
            marks.map(pair).join(" ")
        };
        assert_eq!(shown(':'), ": : :; ! ? :,");
        assert_eq!(shown('.'), ".: . .; .! .? .,");
        assert_eq!(shown(';'), "; ; ; ! ? ;,");
        assert_eq!(shown('!'), "! ! !; ! !? !,");
        assert_eq!(shown('?'), "? ? ?; ?! ? ?,");
        assert_eq!(shown(','), ",: ,. ,; ,! ,? ,");
    }
}
