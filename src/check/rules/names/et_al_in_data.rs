#![doc = include_str!("et_al_in_data.md")]

use std::borrow::Cow;
use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::{FieldOrigin, Name, Value, VariableKind, others_start};
use crate::read::Format;

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

fn check(cx: &Context<'_>, subject: &Subject<'_>) {
    let holds_names = |field: &&FieldOrigin| {
        field.variables.iter().any(|variable| variable.kind() == VariableKind::Name)
    };
    let bibtex = subject.format == Format::Bibtex;
    for field in subject.own_fields().filter(holds_names) {
        let spelled = subject.spelled(field);
        let found = match bibtex {
            true => find_in_list(spelled).or_else(|| misplaced_others(spelled)),
            // A list of other formats is not parsed again here.
            false => {
                let text = without_comments(spelled, subject.format);
                let others = || find_others(&text).filter(|_| has_others(subject, field));
                find_et_al(&text).or_else(others)
            }
        };
        let Some(found) = found else { continue };
        let words = &spelled[found.clone()];
        let place = subject.part_of(field, found.clone());
        let message = format!("`{}` holds `{words}` among the names", field.name);
        let help = if bibtex {
            "end the list with `and others`"
        } else {
            "name them all, or as many as you know: the style shortens the list"
        };
        let mut finding = cx.of_field(subject, field, place, message).help(help);
        if bibtex && let Some(tail) = replaceable_tail(spelled, &found) {
            let place = subject.part_of(field, tail);
            finding = finding.fix(Fix::safe("write `and others`", place, " and others"));
        }
        cx.report(finding);
    }
}

/// Words for "and others" in one of the names of a BibTeX list, other than BibTeX's own.
fn find_in_list(names: &str) -> Option<Range<usize>> {
    let mut start = 0;
    let mut found = None;
    for (at, and) in separators(names).chain([(names.len(), 0)]) {
        let name = &names[start..at];
        let before = name.len() - name.trim_ascii_start().len();
        let trimmed = name.trim_ascii();
        // Words in a group that begins with a name are part of it: `{Doe et al.}`.
        let is_whole = |start: &usize| {
            let count = |brace| trimmed[..*start].bytes().filter(|byte| *byte == brace).count();
            count(b'{') == count(b'}')
        };
        let in_name = match others_start(trimmed).filter(is_whole) {
            // `and and others` is not BibTeX's own word.
            Some(0) if trimmed == "others" => ends_in_and(&names[..start]).map(|_| 0),
            Some(at) => Some(at),
            None => before_comma(trimmed).filter(is_whole),
        };
        if let Some(offset) = in_name {
            let range = start + before + offset..start + before + trimmed.len();
            let end = match others_start(trimmed) {
                Some(_) => range.end,
                None => start + before + trimmed.find(',').unwrap_or(trimmed.len()),
            };
            let words = &names[range.start..end];
            let skipped = words.len() - words.trim_start_matches([' ', ',', '~', '\n', '\t']).len();
            found = Some(range.start + skipped..end);
            break;
        }
        start = at + and;
    }
    found
}

/// Where `Hill et al., M. D.` has its words.
fn before_comma(name: &str) -> Option<usize> {
    let family = &name[..name.find(',')?];
    others_start(family).filter(|start| *start > 0)
}

/// Whether a text ends in one ` and ` more than the separator that ends it.
fn ends_in_and(before: &str) -> Option<()> {
    let before = before.trim_ascii_end().strip_suffix("and")?.trim_ascii_end();
    before.ends_with("and").then_some(())
}

/// The ` and `s of a list outside of braces: where each begins, and its length.
fn separators(list: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let bytes = list.as_bytes();
    let mut depth = 0_i32;
    (0..bytes.len()).filter_map(move |at| {
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        let space = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_whitespace);
        let is_and = bytes[at..].get(..3).is_some_and(|word| word.eq_ignore_ascii_case(b"and"));
        (depth == 0 && is_and && at > 0 && space(at - 1) && space(at + 3)).then_some((at, 3))
    })
}

/// The first words for "and others" in Latin or German, as words of their own.
fn find_et_al(names: &str) -> Option<Range<usize>> {
    const WORDS: [&str; 8] =
        ["et alii", "et alia", "et. al.", "et. al", "et al.", "et al", "u.a.", "u. a."];
    let lower = names.to_ascii_lowercase();
    WORDS.iter().find_map(|word| {
        lower.match_indices(word).find_map(|(at, _)| {
            // `U. A.` in capitals are initials.
            let german = word.starts_with('u') && &names[at..at + word.len()] != *word;
            let range = at..at + word.len();
            (!german && stands_alone(names, &range)).then_some(range)
        })
    })
}

/// Whether a line of YAML opens single quotes and does not close them: `'Doe`, but not `O'Hara`.
fn in_single(line: &str) -> bool {
    let opens = line.trim_start_matches([' ', '-', '[']).starts_with('\'')
        || [": '", ", '"].iter().any(|start| line.contains(start));
    opens && line.matches('\'').count() % 2 == 1
}

/// A YAML text with a space for each byte of its comments.
fn without_comments(text: &str, format: Format) -> Cow<'_, str> {
    if !matches!(format, Format::Hayagriva | Format::CslYaml) || !text.contains('#') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let comment = line.match_indices('#').map(|(at, _)| at).find(|at| {
            let before = &line[..*at];
            let quotes = |quote| before.matches(quote).count() % 2 == 0;
            let apart = before.is_empty() || before.ends_with([' ', '\t']);
            apart && quotes('"') && !in_single(before)
        });
        let (kept, comment) = line.split_at(comment.unwrap_or(line.len()));
        plain.push_str(kept);
        plain.extend(comment.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
    }
    Cow::Owned(plain)
}

/// Whether the names that were read from a field hold `others`, and not the family `Others`.
fn has_others(subject: &Subject<'_>, field: &FieldOrigin) -> bool {
    let is_others = |name: &Name| match name {
        Name::Others => true,
        Name::Literal(name) => others_start(name).is_some(),
        Name::Person(person) => person.given.is_empty() && person.family == "others",
    };
    field.variables.iter().any(|variable| match subject.entry.get(*variable) {
        Some(Value::Names(names)) => names.iter().any(is_others),
        _ => false,
    })
}

/// `others` as a name where the format has no such word.
fn find_others(names: &str) -> Option<Range<usize>> {
    ["and others", "& others", "others"].iter().find_map(|word| {
        let at = names.to_ascii_lowercase().find(word)?;
        let range = at..at + word.len();
        let whole = names[..at].trim_end().is_empty()
            || names[..at].trim_end().ends_with(['"', '\'', ',', '[', '-', ':', ';']);
        let joined = word.len() > "others".len();
        ((whole || joined) && stands_alone(names, &range)).then_some(range)
    })
}

/// `and others` in BibTeX before the end of the list, or with a full stop after it.
fn misplaced_others(names: &str) -> Option<Range<usize>> {
    let at = names.to_ascii_lowercase().find(" and others")? + " and ".len();
    let range = at..at + "others".len();
    let rest = names[range.end..].trim();
    let middle = names[range.end..].trim_start().len() < names[range.end..].len()
        && rest.to_ascii_lowercase().starts_with("and ");
    let dot = rest == ".";
    match (middle, dot) {
        (true, _) => Some(range),
        (_, true) => Some(range.start..range.end + 1),
        _ => None,
    }
}

fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// The words with the separator before them, where they end the list and a name stands before.
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
    use super::{
        find_et_al, find_in_list, find_others, misplaced_others, replaceable_tail, without_comments,
    };
    use crate::read::Format;

    #[test]
    fn words_for_others_are_found_and_names_are_not() {
        for names in ["Doe, J. et al.", "Doe, J., et al", "Doe u.a.", "Doe and Roe et. al."] {
            assert!(find_et_al(names).is_some(), "{names}");
        }
        for names in ["Fanthorpe, U. A.", "Al, Et", "Planet Al", "Bennet, Alan", "Sadet Alaa"] {
            assert!(find_et_al(names).is_none(), "{names}");
        }
        assert_eq!(find_others("[\"Doe, J.\", \"others\"]"), Some(13..19));
        assert!(find_others("Brothers, Joyce").is_none());
        assert!(misplaced_others("Doe, J. and others and Roe, R.").is_some());
        assert!(misplaced_others("Doe, J. and others").is_none());
    }

    #[test]
    fn a_list_is_searched_name_by_name() {
        let words = |list: &str| find_in_list(list).map(|range| list[range].to_owned());
        for (list, found) in [
            ("Doe, Jane and Roe, Rick et~al.", "et~al."),
            ("Doe, Jane and ...", "..."),
            ("Doe, Jane and Others", "Others"),
            ("Doe, Jane and colleagues", "colleagues"),
            ("Hill et al., M. D.", "et al."),
            ("Doe, Jane and and others", "others"),
        ] {
            assert_eq!(words(list).as_deref(), Some(found), "{list}");
        }
        for list in [
            "Doe, Jane and others",
            "Others, Olga and Doe, Jane",
            "{Friends and Colleagues}",
            "{Doe et al.} and Roe, Rick",
            "Al, Et",
        ] {
            assert_eq!(words(list), None, "{list}");
        }
    }

    #[test]
    fn comments_are_no_names() {
        let plain = |text| without_comments(text, Format::Hayagriva).into_owned();
        assert_eq!(plain("[Doe] # et al.\n"), "[Doe]         \n");
        assert_eq!(plain("\"Doe # et al.\""), "\"Doe # et al.\"");
        assert_eq!(plain("O'Hara # é"), "O'Hara     ");
    }

    #[test]
    fn the_tail_takes_its_separator_along() {
        let mend = |names: &str| {
            let tail = replaceable_tail(names, &find_et_al(names)?)?;
            Some(format!("{} and others", &names[..tail.start]))
        };
        let mended = Some("Doe, J. and others".to_owned());
        for names in ["Doe, J. et al.", "Doe, J., et al", "Doe, J. and et al. ", "Doe, J., et. al."]
        {
            assert_eq!(mend(names), mended, "{names}");
        }
        assert_eq!(mend("et al."), None);
        assert_eq!(mend("Doe et al. and Roe"), None);
    }
}
