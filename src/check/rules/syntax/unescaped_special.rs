#![doc = include_str!("unescaped_special.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Characters, Subject, is_printed};
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::dialect::bib::{ValueKind, kind_of_value};
use crate::model::FieldOrigin;
use crate::read::Format;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "unescaped-special",
        code: "SYN006",
        family: Family::Syntax,
        severity: Severity::Error,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("unescaped_special.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    if entry.format != Format::Bibtex {
        return;
    }
    const SIGNS: Characters = Characters::any_of("$&#_%^");
    for field in entry.own_fields_spelling(SIGNS).filter(|field| is_printed(field)) {
        let spelled = entry.spelled(field);
        // What is set letter for letter, or for programs, and what may hold an address.
        const AS_WRITTEN: [&str; 4] = ["file", "pdf", "verba", "keywords"];
        let is_verbatim = AS_WRITTEN.iter().any(|name| name.eq_ignore_ascii_case(&field.name))
            || kind_of_value(&field.name).is_some_and(ValueKind::is_as_written)
            || spelled.contains("\\url")
            || spelled.contains("\\href")
            || spelled.contains("\\path")
            || ["://", "www.", "@"].iter().any(|it| spelled.contains(it))
            || is_free(&field.name) && !spelled.trim().contains(' ')
            || spelled.contains("\\verb")
            || is_for_programs(field, spelled);
        // A value of several pieces contains the characters between them.
        let pieces = ["\" #", "} #", "# \"", "# {", "\"#", "}#"];
        let is_joined = pieces.iter().any(|sign| spelled.contains(sign));
        if is_verbatim || is_joined || !entry.is_literal(field) {
            continue;
        }
        let mut found = unescaped(spelled);
        // People whom an `&` divides are another rule's.
        if entry.divided(field).is_some() {
            found.retain(|(_, sign)| *sign != '&');
        }
        let (of_formulas, escaped): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|(_, sign)| matches!(sign, '$' | '^'));
        for found in [escaped, of_formulas] {
            report(cx, entry, field, &found);
        }
    }
}

/// Reports signs of one field, all of which a backslash mends or none.
fn report(cx: &Context<'_>, entry: &Subject<'_>, field: &FieldOrigin, found: &[(usize, char)]) {
    let Some(&(first, sign)) = found.first() else { return };
    let message = format!("`{}` has {}", field.name, described(found));
    let mut finding =
        cx.of_field(entry, field, entry.part_of(field, first..first + 1), message).help(help(sign));
    for (at, other) in found.iter().skip(1) {
        finding = finding.also(entry.part_of(field, *at..at + 1), format!("`{other}`"));
    }
    // A `%` that begins a line was meant as a comment; what is in the line is not to be printed.
    let spelled = entry.spelled(field);
    let begins_line = |at: usize| {
        let line = spelled[..at].rfind('\n').map(|start| &spelled[start..at]);
        line.is_some_and(|before| before.trim().is_empty())
    };
    let is_comment = found.iter().any(|(at, sign)| *sign == '%' && begins_line(*at));
    // After `\\`, which breaks the line, one more backslash is hardly what was meant.
    let follows_break = found.iter().any(|(at, _)| spelled[..*at].ends_with('\\'));
    if !matches!(sign, '$' | '^') && !is_comment && !follows_break {
        let edits = found.iter().map(|(at, _)| Edit::new(entry.part_of(field, *at..*at), "\\"));
        let message = match found {
            [_] => "write a backslash before it",
            _ => "write a backslash before each",
        };
        finding = finding.fix(Fix::of(Safety::Unsafe, message, edits));
    }
    cx.report(finding);
}

/// Whether a value is a date of ISO 8601 (`2000%`, `1999~/2001`) or a language's name for babel
/// (`en_US`), which LaTeX never sees.
fn is_for_programs(field: &FieldOrigin, spelled: &str) -> bool {
    let name = field.name.to_ascii_lowercase();
    let is_date = || spelled.chars().all(|c| c.is_ascii_digit() || "-/.~?%:TZX+ ".contains(c));
    matches!(&*name, "langid" | "hyphenation") || name.ends_with("date") && is_date()
}

/// Whether a field is where addresses are written, too.
fn is_free(name: &str) -> bool {
    ["howpublished", "note"].iter().any(|free| free.eq_ignore_ascii_case(name))
}

/// What is wrong, by the kinds of signs: `` `%` without a backslash, which begins a comment ``.
fn described(found: &[(usize, char)]) -> String {
    let mut signs: Vec<char> = found.iter().map(|(_, sign)| *sign).collect();
    signs.sort_unstable();
    signs.dedup();
    let plain: Vec<String> = signs.iter().map(|sign| format!("`{sign}`")).collect();
    let stops = "which stops LaTeX";
    match &signs[..] {
        ['$'] => format!("an unpaired `$`, {stops}"),
        ['%'] => {
            "a `%` without a backslash, after which LaTeX skips the rest of the line".to_owned()
        }
        ['^'] => format!("a `^` outside of a formula, {stops}"),
        [_] => format!("a {} without a backslash, {stops}", plain[0]),
        ['$', '^'] => format!("an unpaired `$` and a `^` outside of a formula, {stops}"),
        _ => format!("{} without a backslash, which LaTeX takes for commands", plain.join(", ")),
    }
}

fn help(sign: char) -> String {
    match sign {
        '^' => "write the formula between `$` signs, or `\\^{}` for the sign".to_owned(),
        sign => format!("write `\\{sign}`"),
    }
}

/// The special characters of LaTeX outside formulas, and a `$` that opens none.
fn unescaped(text: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let mut opened = None;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => {
                // `\&`, and `\(` for a formula.
                match chars.next() {
                    Some((_, '(' | '[')) => opened = Some(at),
                    Some((_, ')' | ']')) => opened = None,
                    _ => {}
                }
            }
            // `$$` opens a formula in a line of its own.
            '$' if text[at..].starts_with("$$")
                && opened.is_none_or(|it| text[it..].starts_with("$$")) =>
            {
                chars.next();
                opened = if opened.is_some() { None } else { Some(at) };
            }
            '$' => opened = if opened.is_some() { None } else { Some(at) },
            '&' if is_entity(&text[at..]) => {
                // `&#146;` contains a character that is not meant for LaTeX.
                chars.find(|(_, c)| *c == ';');
            }
            '&' | '#' | '_' | '%' | '^' if opened.is_none() => found.push((at, c)),
            _ => {}
        }
    }
    if let Some(at) = opened.filter(|at| text[*at..].starts_with('$')) {
        // LaTeX reads what follows as a formula, so it cannot be judged.
        found.retain(|(before, _)| *before < at);
        found.push((at, '$'));
    }
    found
}

/// `&amp;`, which another rule reports.
fn is_entity(text: &str) -> bool {
    let name = text[1..].split(';').next().unwrap_or_default();
    name.len() + 1 < text.len()
        && name.len() <= 8
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn signs_of_latex() {
        for (text, signs) in [
            ("A & B", "&"),
            ("C# and F#", "##"),
            ("a_b", "_"),
            ("5$ more", "$"),
            ("5% of A^2", "%^"),
        ] {
            let found: String = unescaped(text).into_iter().map(|(_, sign)| sign).collect();
            assert_eq!(found, signs, "{text}");
        }
        for text in [
            "A \\& B",
            "$a_b$ and \\(c_d\\)",
            "$$a_b=c^2$$",
            "R&amp;D",
            "don&#146;t",
            "\\$5",
            "C\\#",
            "\\'{a}",
        ] {
            assert!(unescaped(text).is_empty(), "{text}");
        }
    }
}
