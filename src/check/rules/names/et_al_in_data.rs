#![doc = include_str!("et_al_in_data.md")]

use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Diagnostic, Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::{FieldOrigin, Name, others_start};
use crate::read::Format;
use crate::source::{Location, Span};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "et-al-in-data",
        code: "NAM002",
        family: Family::Names,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Safe,
        page: include_str!("et_al_in_data.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    let is_bibtex = entry.format == Format::Bibtex;
    let is_csl = matches!(entry.format, Format::CslJson | Format::CslYaml);
    let fields = entry.own_fields().filter(|field| field.others().is_some());
    cx.report_all(fields.filter_map(|field| in_list(cx, entry, field)));
    for (name, field, place) in entry.own_names().filter(|_| !is_bibtex) {
        let Some((words, place)) = in_name(entry, name, place) else { continue };
        // `{"literal": "others"}` is how pandoc writes the end of a list in CSL data.
        if is_csl && words == "others" && *name == Name::Others {
            continue;
        }
        let message = format!("`{}` holds `{words}` among the names", field.name);
        let help = "name them all, or as many as you know: the style shortens the list";
        cx.report(cx.of_field(entry, field, place, message).help(help));
    }
}

/// A finding about words in a BibTeX list that BibTeX does not understand.
fn in_list(cx: &Context<'_>, entry: &Subject<'_>, field: &FieldOrigin) -> Option<Diagnostic> {
    let written = entry.written(field);
    let place = field.others()?;
    let spelled = entry.spelled(field);
    // If the list is a macro or has several pieces, the decoded text is searched.
    let (words, place, tail) = if entry.is_literal(field) {
        let start = (place.span.start - field.value_location().span.start) as usize;
        let all = entry.sources.slice(place);
        let words = all.trim_start_matches(IDLE);
        let found = start + (all.len() - words.len())..start + all.len();
        if is_bibtexs_own(spelled, &found) {
            return None;
        }
        let tail = replaceable_tail(spelled, &found).map(|tail| entry.part_of(field, tail));
        (words, entry.part_of(field, found), tail)
    } else {
        let text = written.text.trim_end();
        let start = others_start(text)?;
        let start = start + (text[start..].len() - text[start..].trim_start_matches(IDLE).len());
        let start = if text[start..].starts_with("and ") { start + "and ".len() } else { start };
        if is_bibtexs_own(text, &(start..text.len())) {
            return None;
        }
        (&text[start..], written.place(start..text.len()), None)
    };
    let message = format!("`{}` holds `{words}` among the names", field.name);
    let fix = tail.map(|tail| Fix::safe("write `and others`", tail, " and others"));
    let finding = cx.of_field(entry, field, place, message);
    Some(finding.help("end the list with `and others`").fix(fix))
}

/// Characters between a name and the words after it.
const IDLE: [char; 5] = [' ', ',', '~', '\n', '\t'];

/// True if words are the `and others` at the end of a list with only this `and`.
fn is_bibtexs_own(list: &str, words: &Range<usize>) -> bool {
    let before = list[..words.start].trim_ascii_end();
    let ends = list[words.end..].trim_ascii().is_empty();
    let and = |text: &str| text.len() > 2 && text[text.len() - 3..].eq_ignore_ascii_case("and");
    let is_joined = before.is_char_boundary(before.len().saturating_sub(3)) && and(before);
    let doubled = before
        .get(..before.len().saturating_sub(3))
        .is_some_and(|before| before.trim_ascii_end().ends_with(" and"));
    list[words.clone()] == *"others" && ends && is_joined && !doubled
}

/// The words in a name in another format, and their span.
fn in_name<'s>(
    entry: &Subject<'s>,
    name: &'s Name,
    place: Location,
) -> Option<(&'s str, Location)> {
    let spelled = entry.sources.slice(place);
    let trimmed = |text: &'s str| {
        let start = others_start(text)?;
        let words = text[start..].trim_start_matches(IDLE).trim_end();
        (!words.is_empty()).then_some(words)
    };
    let words = match name {
        // Of a mapping, one of the parts has them.
        Name::Others => trimmed(spelled)
            .or_else(|| spelled.split(['"', '\n']).find_map(trimmed))
            .or_else(|| Some(spelled.trim()).filter(|it| it.contains("et"))),
        Name::Literal(name) => trimmed(name),
        Name::Person(person) => {
            // `Others` may be a family name if there is a given name.
            let is_alone = person.given.is_empty();
            let behind = |part: &'s str| trimmed(part).filter(|words| words.len() < part.len());
            // `{"family": "et al."}`
            let is_words = |name: &str| name.contains(' ') && others_start(name) == Some(0);
            let is_others = |name: &str| is_alone && (name == "others" || is_words(name));
            let others = || Some(&*person.family).filter(|it| is_others(it));
            behind(&person.given)
                .or_else(|| behind(&person.family).or_else(others))
                .or_else(|| trimmed(&person.dropping_particle))
                .or_else(|| trimmed(&person.suffix))
                // `et al.` is read as a family name with a particle.
                .or_else(|| {
                    let particles = [&person.dropping_particle, &person.non_dropping_particle];
                    let has_particle = particles.iter().any(|it| !it.is_empty());
                    let is_words = others_start(&name.display()) == Some(0);
                    Some(spelled.trim()).filter(|_| is_alone && has_particle && is_words)
                })
        }
    }?;
    let Some(at) = spelled.find(words) else { return Some((words, place)) };
    let start = place.span.start as usize + at;
    Some((words, Span::new(start, start + words.len()).in_source(place.source)))
}

/// The words with the separator before them, if they end the list and follow a name.
fn replaceable_tail(names: &str, found: &Range<usize>) -> Option<Range<usize>> {
    let rest = names[found.end..].trim_end();
    if !(rest.is_empty() || rest == ".") {
        return None;
    }
    let mut before = names[..found.start].trim_end_matches([' ', '\t', '\r', '\n', ',']);
    if let Some(without) = before.strip_suffix(" and") {
        before = without.trim_end_matches([' ', '\t', '\r', '\n', ',']);
    }
    let named = before.ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '}');
    named.then(|| before.len()..names.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::{is_bibtexs_own, replaceable_tail};

    fn tail_of(names: &str, words: &str) -> Option<String> {
        let at = names.find(words).unwrap();
        let tail = replaceable_tail(names, &(at..at + words.len()))?;
        Some(format!("{} and others", &names[..tail.start]))
    }

    #[test]
    fn the_tail_takes_its_separator_along() {
        let mended = Some("Doe, J. and others".to_owned());
        for (names, words) in [
            ("Doe, J. et al.", "et al."),
            ("Doe, J., et al", "et al"),
            ("Doe, J. and et al. ", "et al."),
            ("Doe, J., et. al.", "et. al."),
        ] {
            assert_eq!(tail_of(names, words), mended, "{names}");
        }
        assert_eq!(tail_of("et al.", "et al."), None);
        assert_eq!(tail_of("Doe et al. and Roe", "et al."), None);
    }

    #[test]
    fn only_others_at_the_end_are_bibtexs_own() {
        for (list, is_own) in [
            ("Doe, J. and others", true),
            ("Doe, J.\n  AND others ", true),
            ("Doe, J. and Others", false),
            ("Doe, J. and others and Roe, R.", false),
            ("Doe, J. and others.", false),
            ("Doe, J. and and others", false),
            ("others", false),
        ] {
            let at = list.to_ascii_lowercase().find("others").unwrap();
            assert_eq!(is_bibtexs_own(list, &(at..at + "others".len())), is_own, "{list}");
        }
    }
}
