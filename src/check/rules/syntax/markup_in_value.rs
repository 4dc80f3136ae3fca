#![doc = include_str!("markup_in_value.md")]

use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::rules::syntax::broken_accents::is_in_formula;
use crate::check::subject::braces::is_balanced;
use crate::check::subject::{Characters, Subject};
use crate::diagnostic::{
    Diagnostic, Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity,
};
use crate::model::{FieldOrigin, MarkKind, Variable, VariableKind};
use crate::read::Format;
use crate::read::tags::{self, Role, Tag};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "markup-in-value",
        code: "SYN013",
        family: Family::Syntax,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Safe,
        page: include_str!("markup_in_value.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, subject: &Subject<'_>) {
    // What begins a tag, and what begins a command.
    const SIGNS: Characters = Characters::any_of("<\\");
    for field in subject.own_fields_spelling(SIGNS).filter(|field| is_text(field)) {
        let finding = match subject.format {
            Format::Bibtex => tags_of_web_pages(cx, subject, field),
            Format::CslJson | Format::CslYaml => tex(cx, subject, field)
                .or_else(|| tag_alone(cx, subject, field))
                .or_else(|| tag_beyond_csl(cx, subject, field)),
            Format::Ris | Format::Medline | Format::Refer => {
                tex(cx, subject, field).or_else(|| tag_alone(cx, subject, field))
            }
            Format::Cff | Format::Hayagriva => tex(cx, subject, field),
        };
        if let Some(finding) = finding {
            cx.report(finding);
        }
    }
}

/// True if the field contains text that styles print.
fn is_text(field: &FieldOrigin) -> bool {
    use Variable as V;
    let Some(&variable) = field.variables().first() else { return false };
    let code = matches!(variable, V::Url | V::Doi | V::Isbn | V::Issn | V::Pmid | V::Pmcid);
    !code && variable.kind() != VariableKind::Date
}

/// A finding about all HTML tags in a BibTeX value, at the first of them.
fn tags_of_web_pages(
    cx: &Context<'_>,
    subject: &Subject<'_>,
    field: &FieldOrigin,
) -> Option<Diagnostic> {
    let spelled = subject.spelled(field);
    if !subject.is_literal(field) || !may_have_brackets(spelled) {
        return None;
    }
    let brackets = Brackets::of(spelled);
    let tags: Vec<(Range<usize>, Tag<'_>)> = tags::paired(&brackets.text)
        .into_iter()
        .map(|(at, tag)| (brackets.spelled(at)..brackets.spelled(at + tag.len), tag))
        .collect();
    let (first, tag) = tags.first()?;
    let at = subject.part_of(field, first.clone());
    let name = tag.name;
    let message = format!("`{}` is written with the HTML tag `<{name}>`", field.name);
    let help = "use the TeX command: `\\textit{…}`, `\\textsubscript{…}`";
    let finding = cx.of_field(subject, field, at, message).help(help);
    Some(match in_tex(spelled, &tags) {
        Some(edits) => {
            let edit = |(range, replacement): (Range<usize>, &str)| Edit {
                location: subject.part_of(field, range),
                replacement: replacement.to_owned(),
            };
            let message = "replace the tags with TeX commands";
            finding.fix(Fix::of(Safety::Safe, message, edits.into_iter().map(edit)))
        }
        None => finding,
    })
}

/// A finding about a CSL tag that is never closed or never opened, and is therefore printed as
/// text.
fn tag_alone(cx: &Context<'_>, subject: &Subject<'_>, field: &FieldOrigin) -> Option<Diagnostic> {
    let spelled = subject.spelled(field);
    let paired = tags::paired(spelled);
    let is_alone = |at: &usize| paired.iter().all(|(other, _)| other != at);
    let (at, tag) = (spelled.match_indices('<').map(|(at, _)| at).filter(is_alone))
        .find_map(|at| tags::tag_at(&spelled[at..]).map(|tag| (at, tag)))
        .filter(|(_, tag)| tag.kind.is_some())?;
    let shown = &spelled[at..at + tag.len];
    let place = subject.part_of(field, at..at + tag.len);
    let message = format!("unpaired `{shown}` in `{}` is printed as text", field.name);
    let help = match tag.role {
        Role::Open => format!("write `</{}>` where it ends, or delete it", tag.name),
        _ => format!("write `<{}>` where it begins, or delete it", tag.name),
    };
    Some(cx.of_field(subject, field, place, message).help(help))
}

/// A finding about the tags of a web page that are none of CSL's, which are printed as text: `<em>`.
fn tag_beyond_csl(
    cx: &Context<'_>,
    subject: &Subject<'_>,
    field: &FieldOrigin,
) -> Option<Diagnostic> {
    let spelled = subject.spelled(field);
    let beyond = |tag: &Tag<'_>| !["i", "b", "sup", "sub", "sc", "span"].contains(&tag.name);
    let tags: Vec<(usize, Tag<'_>)> =
        tags::paired(spelled).into_iter().filter(|(_, tag)| beyond(tag)).collect();
    let (first, tag) = tags.first()?;
    let shown = &spelled[*first..first + tag.len];
    let place = subject.part_of(field, *first..first + tag.len);
    let message = format!("`{shown}` in `{}` is not a CSL tag, and is printed as text", field.name);
    let edits: Option<Vec<Edit>> = tags
        .iter()
        .map(|(at, tag)| {
            let (open, close) = match tag.kind? {
                MarkKind::SmallCaps => ("<sc>", "</sc>"),
                kind => kind.tags(),
            };
            let replacement = match tag.role {
                Role::Open => open,
                Role::Close => close,
                Role::Alone => return None,
            };
            Some(Edit::new(subject.part_of(field, *at..at + tag.len), replacement))
        })
        .collect();
    let fix = edits.and_then(|edits| Fix::of(Safety::Safe, "write the tags of CSL", edits));
    let help = "CSL has `<i>`, `<b>`, `<sup>`, `<sub>`, `<sc>` and `<span class=\"nocase\">`";
    Some(cx.of_field(subject, field, place, message).help(help).fix(fix))
}

/// The replacement for each tag; `None` if TeX has no command for one, or if braces open inside a
/// tag and close outside.
fn in_tex(
    spelled: &str,
    tags: &[(Range<usize>, Tag<'_>)],
) -> Option<Vec<(Range<usize>, &'static str)>> {
    // Other kinds of formulas are rare.
    if spelled.contains("\\(") || spelled.contains("\\ensuremath") {
        return None;
    }
    let mut edits = Vec::with_capacity(tags.len());
    // Where the content of each open tag begins, and whether it is in a formula.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let (mut at, mut in_formula) = (0, false);
    for (range, tag) in tags {
        in_formula ^= is_in_formula(&spelled[at..range.start]);
        at = range.end;
        let command = match tag.kind? {
            // TeX does not allow two of these in a row.
            _ if in_formula && spelled[..range.start].ends_with(['^', '_']) => return None,
            MarkKind::Superscript if in_formula => "^{",
            MarkKind::Subscript if in_formula => "_{",
            _ if in_formula => return None,
            MarkKind::Italic => "\\textit{",
            MarkKind::Bold => "\\textbf{",
            MarkKind::Superscript => "\\textsuperscript{",
            MarkKind::Subscript => "\\textsubscript{",
            MarkKind::SmallCaps => "\\textsc{",
            _ => return None,
        };
        match tag.role {
            Role::Open => {
                open.push((range.end, in_formula));
                edits.push((range.clone(), command));
            }
            Role::Close => {
                let (start, opened_in_formula) = open.pop()?;
                if !is_balanced(&spelled[start..range.start]) || opened_in_formula != in_formula {
                    return None;
                }
                edits.push((range.clone(), "}"));
            }
            Role::Alone => return None,
        }
    }
    Some(edits)
}

/// A BibTeX value in which TeX's commands for angle brackets are resolved.
struct Brackets {
    text: String,
    /// The position after each resolved command, in `text` and in the value.
    read: Vec<(usize, usize, usize)>,
}

/// True if a value has an angle bracket or a command for one. Very few values do, and resolving the
/// commands in all of them would take longer than all other checks.
fn may_have_brackets(spelled: &str) -> bool {
    spelled.contains('<')
        || spelled.contains('\\')
            && (spelled.contains("\\textless") || spelled.contains("$\\less$"))
}

impl Brackets {
    fn of(spelled: &str) -> Brackets {
        const WAYS: [(&str, char); 14] = [
            ("{\\textless}", '<'),
            ("{\\textgreater}", '>'),
            ("\\textless{}", '<'),
            ("\\textgreater{}", '>'),
            ("\\textless ", '<'),
            ("\\textgreater ", '>'),
            ("$\\less$", '<'),
            ("$\\greater$", '>'),
            ("{$<$}", '<'),
            ("{$>$}", '>'),
            ("$<$", '<'),
            ("$>$", '>'),
            ("\\textless", '<'),
            ("\\textgreater", '>'),
        ];
        let mut brackets =
            Brackets { text: String::with_capacity(spelled.len()), read: Vec::new() };
        let mut at = 0;
        while let Some(c) = spelled[at..].chars().next() {
            let rest = &spelled[at..];
            let way = match c {
                '{' | '\\' | '$' => WAYS.iter().find(|(way, _)| rest.starts_with(way)),
                _ => None,
            };
            match way {
                Some((way, bracket)) => {
                    let start = brackets.text.len();
                    brackets.text.push(*bracket);
                    brackets.read.push((start, at, at + way.len()));
                    at += way.len();
                }
                None => {
                    brackets.text.push(c);
                    at += c.len_utf8();
                }
            }
        }
        brackets
    }

    /// The position in the value for a position in `text`.
    fn spelled(&self, at: usize) -> usize {
        let after = self.read.partition_point(|&(place, ..)| place < at);
        let before = after.checked_sub(1).and_then(|i| self.read.get(i));
        before.map_or(at, |&(place, _, end)| end + (at - place - 1))
    }
}

/// A finding about the first TeX command in a value of another format.
fn tex(cx: &Context<'_>, subject: &Subject<'_>, field: &FieldOrigin) -> Option<Diagnostic> {
    let spelled = subject.spelled(field);
    let quoted = subject.format == Format::CslJson || subject.is_in_quotes(field);
    let range = first_tex(spelled, quoted)?;
    let at = subject.part_of(field, range.clone());
    let shown =
        if quoted { spelled[range].replace("\\\\", "\\") } else { spelled[range].to_owned() };
    let format = subject.format.name();
    let message = format!("TeX in `{}` is printed as text from {format}: `{shown}`", field.name);
    let help = match subject.format {
        Format::Cff | Format::Hayagriva => "write the character itself",
        _ => "write the character itself, and `<i>…</i>` or `<sub>…</sub>` for formatting",
    };
    Some(cx.of_field(subject, field, at, message).help(help))
}

/// The first TeX command, accent or formula.
fn first_tex(text: &str, quoted: bool) -> Option<Range<usize>> {
    let slash = if quoted { "\\\\" } else { "\\" };
    text.match_indices(slash).find_map(|(at, _)| {
        let after = at + slash.len();
        let rest = &text[after..];
        let in_group = text[..at].ends_with('{');
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters > 0 {
            let next = rest[letters..].chars().next();
            let in_formula = text[..at].matches('$').count() % 2 == 1 && rest.contains('$');
            let is_command = next == Some('{') && letters > 1;
            let found = is_command || in_formula || (in_group && rest.contains('}'));
            return found.then_some(at..after + letters);
        }
        // An accent, whose character may itself be escaped: `{\\\"u}`.
        let sign = rest.strip_prefix('\\').filter(|_| quoted).unwrap_or(rest);
        let mut chars = sign.chars();
        let accent = chars.next().filter(|c| "\"'`^~=.".contains(*c));
        if accent.is_some() {
            let rest = chars.as_str();
            let letter = |text: &str| text.starts_with(|c: char| c.is_alphabetic() || c == '\\');
            let group = rest.strip_prefix('{').is_some_and(letter);
            let end = text.len() - rest.len();
            return (group || (in_group && letter(rest))).then_some(at..end);
        }
        rest.starts_with(['&', '%']).then_some(at..after + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::{Brackets, first_tex};

    #[test]
    fn angle_brackets_are_read_and_found_again() {
        let value = "é {\\textless}i$\\greater$x";
        let brackets = Brackets::of(value);
        assert_eq!(brackets.text, "é <i>x");
        assert_eq!(brackets.spelled(3), 3);
        assert_eq!(&value[brackets.spelled(3)..brackets.spelled(6)], "{\\textless}i$\\greater$");
        assert_eq!(brackets.spelled(7), value.len());
    }

    #[test]
    fn tex_is_told_from_backslashes() {
        for text in [
            "A \\textit{x}",
            "M{\\\"u}ller",
            "M\\\"{u}ller",
            "the $\\alpha$ rhythm",
            "{\\ss}",
            "{\\em x}",
            "Smith \\& Co",
        ] {
            assert!(first_tex(text, false).is_some(), "{text}");
        }
        for text in ["C:\\temp", "a \\ b", "Don\\'t", "p < 0.05", "$5", "costs $5 \\or more"] {
            assert_eq!(first_tex(text, false), None, "{text}");
        }
        for text in ["M{\\\\\\\"u}ller", "\\\\textit{x}", "$\\\\alpha$"] {
            assert!(first_tex(text, true).is_some(), "{text}");
        }
        for text in ["the \\\"{u}\\\" case", "a\\nb{c}", "\\u00e9"] {
            assert_eq!(first_tex(text, true), None, "{text}");
        }
    }
}
