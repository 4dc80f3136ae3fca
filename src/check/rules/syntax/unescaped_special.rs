#![doc = include_str!("unescaped_special.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Characters, Subject, is_printed};
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
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
    const SIGNS: Characters = Characters::any_of("$&#_");
    let fields = entry.own_fields().filter(|field| entry.spells_any(field, SIGNS));
    for field in fields.filter(|field| is_printed(field)) {
        let spelled = entry.spelled(field);
        // Values that are printed verbatim or read by programs, and those that may contain a URL.
        const AS_WRITTEN: [&str; 10] = [
            "file",
            "url",
            "doi",
            "eprint",
            "pdf",
            "crossref",
            "howpublished",
            "note",
            "verba",
            "keywords",
        ];
        let is_verbatim = AS_WRITTEN.iter().any(|name| name.eq_ignore_ascii_case(&field.name))
            || spelled.contains("\\url")
            || spelled.contains("\\href")
            || spelled.contains("\\path")
            || spelled.contains("://")
            || spelled.contains("\\verb");
        // A value of several pieces contains the characters between them.
        let pieces = ["\" #", "} #", "# \"", "# {", "\"#", "}#"];
        let is_joined = pieces.iter().any(|sign| spelled.contains(sign));
        if is_verbatim || is_joined || !entry.is_literal(field) {
            continue;
        }
        let found = unescaped(spelled);
        let Some(&(first, sign)) = found.first() else { continue };
        let what = match sign {
            '$' => "has an unpaired `$`".to_owned(),
            sign => format!("has a `{sign}` without a backslash"),
        };
        let message = format!("`{}` {what}, which stops LaTeX", field.name);
        let mut finding = cx
            .of_field(entry, field, entry.part_of(field, first..first + 1), message)
            .help(format!("write `\\{sign}`"));
        if sign != '$' {
            let edits = found
                .iter()
                .filter(|(_, it)| *it != '$')
                .map(|(at, _)| Edit::new(entry.part_of(field, *at..*at), "\\"));
            finding = finding.fix(Fix::of(Safety::Unsafe, "write a backslash before it", edits));
        }
        cx.report(finding);
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
            '$' => opened = if opened.is_some() { None } else { Some(at) },
            '&' if is_entity(&text[at..]) => {
                // `&#146;` contains a character that is not meant for LaTeX.
                chars.find(|(_, c)| *c == ';');
            }
            '&' | '#' | '_' if opened.is_none() => found.push((at, c)),
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
        for (text, signs) in [("A & B", "&"), ("C# and F#", "##"), ("a_b", "_"), ("5$ more", "$")] {
            let found: String = unescaped(text).into_iter().map(|(_, sign)| sign).collect();
            assert_eq!(found, signs, "{text}");
        }
        for text in
            ["A \\& B", "$a_b$ and \\(c_d\\)", "R&amp;D", "don&#146;t", "\\$5", "C\\#", "\\'{a}"]
        {
            assert!(unescaped(text).is_empty(), "{text}");
        }
    }
}
