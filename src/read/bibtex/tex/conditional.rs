//! `\ifmmode … \else … \fi`, which publishers of physics journals export in names.

use crate::read::bibtex::tex::argument;

/// The branches of a conditional whose name ends at `at`, the false one last, and the offset after
/// its `\fi`; `None` if it has no end.
pub(super) fn branches(input: &str, at: usize) -> Option<(&str, &str, usize)> {
    let start = argument::skip_space(input, at);
    let mut depth = 0_usize;
    let mut other = None;
    let mut at = start;
    while let Some(found) = input.get(at..)?.find('\\') {
        let backslash = at + found;
        let (name, end) = argument::command_name(input, backslash);
        at = end;
        match name {
            "fi" if depth == 0 => {
                let then_end = other.map_or(backslash, |(backslash, _)| backslash);
                let otherwise = other.map_or("", |(_, start)| &input[start..backslash]);
                let after = argument::skip_space(input, end);
                return Some((&input[start..then_end], otherwise, after));
            }
            "fi" => depth -= 1,
            "else" if depth == 0 && other.is_none() => {
                other = Some((backslash, argument::skip_space(input, end)));
            }
            name if name.starts_with("if") && name != "iff" && name != "ifthenelse" => depth += 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::branches;

    #[test]
    fn conditionals_nest() {
        let found = branches(r" a\ifx b\else c\fi d\else  e\fi  f", 0);
        assert_eq!(found, Some((r"a\ifx b\else c\fi d", "e", 33)));
        assert_eq!(branches(r"a\fi", 0), Some(("a", "", 4)));
        for unended in [r"a\else b", r"\ifx a\fi", ""] {
            assert_eq!(branches(unended, 0), None);
        }
    }
}
