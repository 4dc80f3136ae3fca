#![doc = include_str!("empty_or_placeholder.md")]

use crate::check::subject::Subject;
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity, Sink};
use crate::model::{FieldOrigin, Variable};
use crate::read::Format;
use crate::source::{Location, Span};

pub(in crate::check) static RULE: Rule = Rule {
    name: "empty-or-placeholder",
    code: "SYN005",
    family: Family::Syntax,
    severity: Severity::Warning,
    group: Group::Default,
    fix: FixAvailability::Safe,
    page: include_str!("empty_or_placeholder.md"),
};

pub(in crate::check) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for field in subject.own_fields() {
        let value = bare(subject.spelled(field));
        let finding = if value.is_empty() {
            if subject.format == Format::Bibtex && !is_delimited(subject, field) {
                // There is no value at all, which is the parser's to say.
                continue;
            }
            let finding = subject.field_finding(
                &RULE,
                field,
                field.value_location,
                format!("`{}` is empty", field.name),
            );
            match whole_field(subject, field) {
                Some(location) => {
                    let fix = Fix::safe(format!("delete `{}`", field.name), location, "");
                    finding.help("fill it in or take it out").fix(fix)
                }
                None => finding.help("fill it in or take it out"),
            }
        } else if is_placeholder(value, may_be_a_word(field)) {
            let message = format!("`{}` holds a placeholder: `{value}`", field.name);
            subject
                .field_finding(&RULE, field, field.value_location, message)
                .help("write the value, or take the field out until it is known")
        } else {
            continue;
        };
        sink.push(finding);
    }
}

/// The value without the braces, quotes and space that say nothing.
fn bare(spelled: &str) -> &str {
    spelled.trim_matches(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | '"'))
}

fn is_delimited(subject: &Subject<'_>, field: &FieldOrigin) -> bool {
    let start = field.value_location.span.start as usize;
    let source = subject.sources.get(field.value_location.source);
    source.is_some_and(|source| source.text[..start].ends_with(['{', '"']))
}

/// Whether `None` or `Unknown` may be what the field is meant to say, as the title of a song.
fn may_be_a_word(field: &FieldOrigin) -> bool {
    const WORDS: [Variable; 8] = [
        Variable::Title,
        Variable::TitleShort,
        Variable::ContainerTitle,
        Variable::ContainerTitleShort,
        Variable::OriginalTitle,
        Variable::PartTitle,
        Variable::CollectionTitle,
        Variable::Keyword,
    ];
    field.variables.is_empty() || field.variables.iter().any(|variable| WORDS.contains(variable))
}

fn is_placeholder(value: &str, may_be_a_word: bool) -> bool {
    const ALWAYS: [&str; 9] =
        ["todo", "fixme", "tbd", "null", "n/a", "<unknown>", "[unknown]", "(unknown)", "#n/a"];
    const SELDOM: [&str; 5] = ["none", "unknown", "undefined", "n.a.", "nan"];
    let is_one_of = |words: &[&str]| words.iter().any(|word| value.eq_ignore_ascii_case(word));
    let questions = value.contains("??")
        && value.chars().all(|c| matches!(c, '?' | '-' | '–' | ' ' | ':' | '(' | ')'));
    let note = ["TODO", "FIXME"].iter().any(|word| {
        value.strip_prefix(word).is_some_and(|rest| rest.starts_with([':', ' ', '!', '?']))
    });
    is_one_of(&ALWAYS) || (!may_be_a_word && is_one_of(&SELDOM)) || questions || note
}

/// The whole of a BibTeX field with its comma and its line, where its end is certain.
fn whole_field(subject: &Subject<'_>, field: &FieldOrigin) -> Option<Location> {
    if subject.format != Format::Bibtex {
        return None;
    }
    let source = subject.sources.get(field.name_location.source)?;
    let text = &*source.text;
    let value_end = field.value_location.span.end as usize;
    let closed = text.get(value_end..)?.strip_prefix(['}', '"'])?.trim_start();
    let rest = closed.strip_prefix(',').or_else(|| closed.starts_with('}').then_some(closed))?;
    let mut end = text.len() - rest.len();
    let mut start = field.name_location.span.start as usize;
    // On a line of its own, the line goes too.
    let indent = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let after = rest.trim_start_matches([' ', '\t', '\r']);
    if text[indent..start].trim().is_empty() && after.starts_with('\n') {
        start = indent;
        end = text.len() - after.len() + 1;
    }
    Some(Span::new(start, end).in_source(field.name_location.source))
}

#[cfg(test)]
mod tests {
    use super::{bare, is_placeholder};

    #[test]
    fn a_word_is_a_placeholder_only_where_it_cannot_be_meant() {
        for value in ["TODO", "tbd", "N/A", "???", "??--??", "TODO: find the page", "null"] {
            assert!(is_placeholder(value, true), "{value}");
        }
        for value in ["None", "unknown", "undefined"] {
            assert!(is_placeholder(value, false) && !is_placeholder(value, true), "{value}");
        }
        for value in ["What now??", "Todorov", "TODOs in Code", "xxx", "?", "NA", "-"] {
            assert!(!is_placeholder(value, false), "{value}");
        }
        assert_eq!(bare("{{ }}"), "");
    }
}
