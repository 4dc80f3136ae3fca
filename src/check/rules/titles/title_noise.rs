#![doc = include_str!("title_noise.md")]

use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::rules::titles::catalogue::{Foreign, foreign};
use crate::check::rules::titles::copied::{copied, repeated};
use crate::check::subject::{Characters, Subject};
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::model::{Name, Variable};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "title-noise",
        code: "TTL001",
        family: Family::Titles,
        severity: Severity::Info,
        group: Group::Default,
        fix: FixAvailability::Safe,
        page: include_str!("title_noise.md"),
    },
    looks_at: &[LooksAt::Entry(check), LooksAt::Entry(check_words)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for variable in [Variable::Title, Variable::ContainerTitle] {
        for field in entry.own_fields_of(variable) {
            // All that is looked for, and all of which a format makes it; most titles have neither.
            const SIGNS: Characters = Characters::any_of(".*\"`',<>\\$~&“");
            if entry.is_literal(field) && !entry.spells_any(field, SIGNS) {
                continue;
            }
            let written = entry.written(field);
            let start = written.text.len() - written.text.trim_start().len();
            let text = written.text.trim();
            let Some(Noise { what, range, rest, safety }) = noise(text) else { continue };
            // Journals are often named by abbreviations.
            if variable != Variable::Title && what == FULL_STOP {
                continue;
            }
            let range = start + range.start..start + range.end;
            let message = format!("`{}` {what}", field.name);
            let mut finding = cx
                .of_field(entry, field, written.place(range.clone()), message)
                .help(format!("write `{rest}`"));
            // Braces in the rest stay as they are.
            let (before, after) = around(text, rest);
            let edits: Option<Vec<Edit>> = [before, after]
                .into_iter()
                .filter(|cut| !cut.is_empty())
                .map(|cut| written.editable(start + cut.start..start + cut.end).map(Edit::delete))
                .collect();
            let fix = edits.and_then(|it| Fix::of(safety, format!("write `{rest}`"), it));
            if let Some(fix) = fix {
                finding = finding.fix(fix);
            }
            cx.report(finding);
        }
    }
}

/// What a catalogue or a scanned page left in the title.
fn check_words(cx: &Context<'_>, entry: &Subject<'_>) {
    for field in entry.own_fields_of(Variable::Title) {
        let written = entry.written(field);
        // Only what is after a slash is compared with them.
        let families = if written.text.contains(" / ") { families(entry) } else { Vec::new() };
        let found =
            copied(written.text, written.characters).or_else(|| foreign(written.text, &families));
        let Some(Foreign { what, words, cut, help }) = found else {
            if let Some(other) = repeated(entry, field) {
                let message = format!("`{}` and `{}` are the same", field.name, other.name);
                let finding = cx.of_field(entry, field, field.value_location(), message);
                let label = format!("`{}`", other.name);
                let help = "one of the two is probably the title of something else";
                cx.report(finding.also(other.value_location(), label).help(help));
            }
            continue;
        };
        let message = format!("`{}` {what}: `{}`", field.name, &written.text[words.clone()]);
        let edit = cut.and_then(|cut| written.editable(cut)).map(Edit::delete);
        let fix = edit.and_then(|edit| {
            let gone = &written.text[words.clone()];
            Fix::of(Safety::Unsafe, format!("delete `{gone}`"), [edit])
        });
        cx.report(cx.of_field(entry, field, written.place(words), message).help(help).fix(fix));
    }
}

/// The family names of those who made the work.
fn families<'e>(entry: &'e Subject<'_>) -> Vec<&'e str> {
    let people = [Variable::Author, Variable::Editor, Variable::Translator];
    let people = people.iter().flat_map(|&list| entry.entry.names(list));
    let families = people.filter_map(|name| match name {
        Name::Person(person) => Some(&*person.family),
        _ => None,
    });
    families.collect()
}

/// The text before and after a part of a text.
fn around(text: &str, rest: &str) -> (Range<usize>, Range<usize>) {
    let at = text.find(rest).unwrap_or_default();
    (0..at, at + rest.len()..text.len())
}

const FULL_STOP: &str = "ends with a full stop";

struct Noise<'t> {
    what: String,
    range: Range<usize>,
    /// The title without it.
    rest: &'t str,
    safety: Safety,
}

fn noise(text: &str) -> Option<Noise<'_>> {
    const QUOTES: [(char, char); 5] = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('”', '”')];
    for (open, close) in QUOTES {
        let inner = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        // `"A" and "B"` begins and ends with two different quotations.
        if let Some(inner) =
            inner.filter(|inner| !inner.contains([open, close]) && !inner.is_empty())
        {
            let what = "is in quotation marks; the style adds its own".to_owned();
            // The title may be a quotation, whose marks belong to it.
            let safety = Safety::Unsafe;
            return Some(Noise { what, range: 0..text.len(), rest: inner.trim(), safety });
        }
    }
    let bare = text.trim_end_matches(['*', '†', '‡', '¹']);
    let last = bare.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    // `Sagittarius A*` and `RRT*` are called so.
    let is_word = last.chars().count() >= 4 && last.chars().any(char::is_lowercase);
    if bare != text && is_word && bare.contains(' ') && !bare.contains(['*', '†']) {
        let what = format!("ends with the mark of a note, `{}`", &text[bare.len()..]);
        let (range, rest) = (bare.len()..text.len(), bare.trim_end());
        // It may be part of a name.
        return Some(Noise { what, range, rest, safety: Safety::Unsafe });
    }
    let bare = text.strip_suffix('.')?;
    let last = bare.rsplit([' ', '-', '(', '~', '\u{a0}']).next().unwrap_or_default();
    // A short word, or one with full stops or capitals in it, may be an abbreviation.
    let is_word = last.chars().count() >= 5
        && last.chars().skip(1).all(|c| c.is_lowercase())
        && bare.contains(' ')
        && !bare.contains('.');
    const SHORT: [&str; 8] = ["trans", "proc", "assoc", "annal", "compl", "univ", "konfer", "symp"];
    let is_short = SHORT.iter().any(|it| last.to_lowercase() == *it);
    is_word.then_some(())?;
    (!is_short).then(|| Noise {
        what: FULL_STOP.to_owned(),
        range: bare.len()..text.len(),
        rest: bare,
        safety: Safety::Safe,
    })
}

#[cfg(test)]
mod tests {
    use super::{Safety, noise};

    #[test]
    fn what_is_no_part_of_a_title() {
        for (text, rest) in [
            ("The Kronstadt uprising.", "The Kronstadt uprising"),
            ("\"The Kronstadt Uprising\"", "The Kronstadt Uprising"),
            ("“The Commune”", "The Commune"),
            ("The Commune of Paris*", "The Commune of Paris"),
        ] {
            assert_eq!(noise(text).map(|it| it.rest), Some(rest), "{text}");
        }
        for text in [
            "What is to be done?",
            "Made in U.S.A.",
            "Siemens Inc.",
            "“A” and “B”",
            "And so on ...",
            "Comput. Surv.",
            "J. Assoc. Comput.",
            "A*",
            "First Image of Sagittarius A*",
            "Path Planning with RRT*",
            "Solidarity.",
            "Physical Review Letters, Ser. B.",
        ] {
            assert!(noise(text).is_none(), "{text}");
        }
    }

    #[test]
    fn marks_of_what_may_be_a_quotation_are_not_deleted_unasked() {
        let safety = |text| noise(text).map(|it| it.safety);
        assert_eq!(safety("“All Power to the Soviets”"), Some(Safety::Unsafe));
        assert_eq!(safety("The Commune of Paris*"), Some(Safety::Unsafe));
        assert_eq!(safety("The Kronstadt uprising."), Some(Safety::Safe));
    }
}
