#![doc = include_str!("unpaired_mark.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Characters, Subject};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::Variable;
use crate::read::Format;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "unpaired-mark",
        code: "TTL004",
        family: Family::Titles,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("unpaired_mark.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for variable in [Variable::Title, Variable::ContainerTitle] {
        for field in entry.own_fields_of(variable) {
            // The meaning of TeX formulas and commands is not known here.
            const OF_TEX: Characters = Characters::any_of("$\\");
            const MARKS: Characters = Characters::any_of("()[]\"«»");
            let is_bibtex = entry.format == Format::Bibtex;
            if is_bibtex && entry.spells_any(field, OF_TEX) {
                continue;
            }
            // The marks, and all of which a format makes them.
            const SIGNS: Characters = Characters::any_of("()[]\"<>\\&«`");
            if entry.is_literal(field) && !entry.spells_any(field, SIGNS) {
                continue;
            }
            let written = entry.written(field);
            if written.has_any(OF_TEX) || !written.has_any(MARKS) {
                continue;
            }
            let Some((at, mark)) = unpaired(written.text) else { continue };
            let message = format!("unpaired `{mark}` in `{}`", field.name);
            let finding = cx
                .of_field(entry, field, written.place(at..at + mark.len_utf8()), message)
                .help("add the other mark of the pair, or delete this one");
            cx.report(finding);
        }
    }
}

/// A bracket or quotation mark without its partner.
fn unpaired(text: &str) -> Option<(usize, char)> {
    const PAIRS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('«', '»')];
    // The last byte of `«` and of `»` may also be the last byte of another character.
    let is_mark = |byte| matches!(byte, b'(' | b')' | b'[' | b']' | b'"' | 0xAB | 0xBB | 0x9C);
    if !text.bytes().any(is_mark) {
        return None;
    }
    // In German, `“` closes what `„` opens.
    let count = |mark: char| text.matches(mark).count();
    if count('“') > count('”') && count('„') == 0 && count('"') == 0 {
        return text.find('“').map(|at| (at, '“'));
    }
    // Quotations that begin or end with other marks, and German shorthands for umlauts.
    let is_mixed = text.contains(['“', '”', '„']) || text.contains("``") || text.contains("''");
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut straight = None;
    let mut before = None;
    for (at, c) in text.char_indices() {
        if PAIRS.iter().any(|pair| pair.0 == c) {
            open.push((at, c));
        } else if let Some((first, _)) = PAIRS.iter().find(|pair| pair.1 == c) {
            match open.last() {
                Some((_, last)) if last == first => {
                    open.pop();
                }
                // `1) one, 2) two` and `[0, 1)`; French and German use these marks in both
                // directions.
                _ if before.is_some_and(char::is_alphanumeric) && c == ')' && is_list(text, at) => {
                }
                _ if c == '»' => return None,
                _ if !open.is_empty() => return None,
                _ => return Some((at, c)),
            }
        }
        // `5" guns`: after a digit the mark means inches.
        let is_inches = before.is_some_and(|c: char| c.is_ascii_digit());
        let after = text[at + c.len_utf8()..].chars().next();
        let is_inside = [before, after].iter().all(|c| c.is_some_and(char::is_alphabetic));
        // `KOMA"=Script`: a hyphen or break of babel's.
        let rest = &text[at + c.len_utf8()..];
        let is_shorthand = before.is_some_and(char::is_alphabetic)
            && after.is_some_and(|c| matches!(c, '=' | '-' | '~' | '|' | '/'))
            || rest.starts_with("--");
        let is_other = is_mixed || is_inside || (is_inches || is_shorthand) && straight.is_none();
        if c == '"' && !is_other {
            straight = if straight.is_some() { None } else { Some((at, c)) };
        }
        before = Some(c);
    }
    open.first().copied().or(straight)
}

/// True if a bracket closes the number or letter of a list item.
fn is_list(text: &str, at: usize) -> bool {
    let word = text[..at].rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    word.chars().count() <= 2 && !word.contains('(')
}

#[cfg(test)]
mod tests {
    use super::unpaired;

    #[test]
    fn halves_of_pairs() {
        for (text, mark) in [
            ("The Commune (1871", '('),
            ("The Commune 1871)", ')'),
            ("The \"Commune", '"'),
            ("Paris] 1871", ']'),
            ("The (old (Commune)", '('),
            ("The “Commune of Paris", '“'),
        ] {
            assert_eq!(unpaired(text).map(|it| it.1), Some(mark), "{text}");
        }
        for text in [
            "The Commune (1871)",
            "a) one b) two",
            "[0, 1) and (0, 1]",
            "5\" guns",
            "KOMA\"=Script und Schrift\"-Art",
            "Плиоцен \"--- современность",
            "The \"old\"-fashioned way",
            "The “Commune”",
            "Die „Kommune“",
            "The \"Commune\"",
            "»Die Kommune«",
            "«La Commune»",
            "Don't",
            "(([a]))",
        ] {
            assert_eq!(unpaired(text), None, "{text}");
        }
    }
}
