#![doc = include_str!("wrong_separator.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Characters, Subject};
use crate::diagnostic::{Confidence, Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::{Name, word_of_body};
use crate::read::bibtex::DividedPeople;
use crate::read::{Format, is_suffix};
use crate::source::Span;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "wrong-separator",
        code: "NAM003",
        family: Family::Names,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("wrong_separator.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    match entry.format {
        Format::Bibtex => {
            in_lists(cx, entry);
            missing_and(cx, entry);
            glued_and(cx, entry);
            arabic_commas(cx, entry);
        }
        Format::CslJson | Format::CslYaml => in_one_name(cx, entry),
        // Readers report people in one item or line.
        _ => {}
    }
}

/// `Mett, Ida Avrich, Paul`: two people without an `and`, which BibTeX reads as one whose suffix is
/// `Ida Avrich`.
fn missing_and(cx: &Context<'_>, entry: &Subject<'_>) {
    for (name, field, place) in entry.unusual_names() {
        let Name::Person(person) = name else { continue };
        let Some(at) = second_family(&person.suffix) else { continue };
        let text = entry.sources.slice(place);
        // `S. Ozaki, R. Palmer, M. Zisman` are three people, each with an own order.
        let is_given = person
            .given
            .split([' ', '~'])
            .skip(1)
            .all(|word| word.len() < 3 || word.ends_with('.'));
        let is_plain = !text.contains(['{', '\\', '(']) && !person.family.contains('.');
        if !is_given || !is_plain {
            continue;
        }
        let (given, family) = person.suffix.split_at(at);
        let shown = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let message = format!("`{shown}` seems to be two people, with no `and` between them");
        let both =
            format!("{}, {} and {family}, {}", person.family, given.trim_end(), person.given);
        let is_whole = person.non_dropping_particle.is_empty();
        let fix = Fix::needs_review(format!("write `{both}`"), place, both.clone());
        let finding = cx.of_field(entry, field, place, message).confidence(Confidence::Medium);
        let help = "write ` and ` before the family name of the second";
        cx.report(finding.help(help).fix(is_whole.then_some(fix)));
    }
}

/// `Darve, F.and Donzé, F.`: an `and` that BibTeX reads as a part of the initial.
fn glued_and(cx: &Context<'_>, entry: &Subject<'_>) {
    for (_, field, place) in entry.unusual_names() {
        let text = entry.sources.slice(place);
        let Some(at) = text.find(".and ").map(|at| at + 1) else { continue };
        let is_initial = text[..at - 1].ends_with(char::is_uppercase);
        if !is_initial || text.contains('{') {
            continue;
        }
        let start = place.span.start as usize + at;
        let word = Span::new(start, start + "and".len()).in_source(place.source);
        let message = format!("`{text}` is read as one person: the `and` has no space before it");
        let fix = Fix::needs_review("write ` and`", word, " and");
        cx.report(cx.of_field(entry, field, word, message).help("write ` and `").fix(fix));
    }
}

/// Where the family name begins in what is read as a suffix, `Ida Avrich` or `I. Avrich`; `None`
/// for suffixes and titles.
fn second_family(suffix: &str) -> Option<usize> {
    let at = suffix.rfind([' ', '~'])? + 1;
    let is_name = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.clone().count() > 1
            && chars.all(|c| c.is_lowercase() || matches!(c, '-' | '’' | '\''))
            && !is_suffix(word)
    };
    let is_initial = |word: &str| word.len() < 6 && word.ends_with('.') && !is_suffix(word);
    let mut given = suffix[..at].split([' ', '~']).filter(|word| !word.is_empty());
    (given.all(|word| is_name(word) || is_initial(word)) && is_name(&suffix[at..])).then_some(at)
}

/// `حسن، علي`: BibTeX knows only the comma of ASCII between a family and a given name.
fn arabic_commas(cx: &Context<'_>, entry: &Subject<'_>) {
    const BEYOND: Characters = Characters::any_of("،");
    for (_, field, place) in entry.own_names().filter(|it| entry.spells_any(it.1, BEYOND)) {
        let text = entry.sources.slice(place);
        let Some((at, comma)) = text.char_indices().find(|(_, c)| *c == '،') else { continue };
        if text.contains([',', '{']) {
            continue;
        }
        let start = place.span.start as usize + at;
        let comma_place = Span::new(start, start + comma.len_utf8()).in_source(place.source);
        let message = format!("BibTeX does not divide the name `{text}` at `{comma}`");
        let finding = cx.of_field(entry, field, comma_place, message);
        let fix = Fix::needs_review("write `,`", comma_place, ",");
        cx.report(finding.help("write `,` between the family and the given name").fix(fix));
    }
}

/// Several people in one name of CSL data, where each is an object of its own.
fn in_one_name(cx: &Context<'_>, entry: &Subject<'_>) {
    for (name, field, place) in entry.own_names() {
        let Name::Person(person) = name else { continue };
        let divides = |part: &str| {
            ["; ", " and ", " & "].into_iter().find(|mark| part.contains(mark)).map(str::trim)
        };
        let mark = divides(&person.family).or_else(|| divides(&person.given));
        let shown = name.display();
        let Some(mark) = mark.filter(|_| word_of_body(&shown).is_none()) else { continue };
        let message = format!("the name `{shown}` separates people with `{mark}`");
        let finding = cx.of_field(entry, field, place, message).confidence(Confidence::Medium);
        cx.report(finding.help("write an object with `family` and `given` for each person"));
    }
}

fn in_lists(cx: &Context<'_>, entry: &Subject<'_>) {
    for field in entry.own_fields() {
        let Some(DividedPeople { mark, people }) = entry.divided(field) else { continue };
        let place = field.value_location();
        let message = format!("`{}` separates people with `{mark}`", field.name);
        let list = people.join(" and ");
        let fix = Fix::needs_review(format!("write `{list}`"), place, list);
        let are_names = people.iter().all(|person| !is_remark(person));
        let finding = cx
            .of_field(entry, field, place, message)
            .confidence(Confidence::Medium)
            .help("write ` and ` between people")
            .fix(are_names.then_some(fix));
        cx.report(finding);
    }
}

/// True if a part of a list is no name, as `based on the work of Ida Mett` has more words in small
/// letters than particles can be.
fn is_remark(part: &str) -> bool {
    part.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count() > 3
}

#[cfg(test)]
mod tests {
    use super::{is_remark, second_family};

    #[test]
    fn remarks_are_told_from_particles() {
        assert!(is_remark("based on the work of Ida Mett"));
        assert!(!is_remark("Maria de la Cruz van Dyk"));
    }

    #[test]
    fn people_are_told_from_suffixes() {
        for (suffix, at) in [("Elena Boateng", 6), ("E. M. Boateng", 6), ("Elena M. Boateng", 9)] {
            assert_eq!(second_family(suffix), Some(at), "{suffix}");
        }
        for suffix in
            ["Jr.", "III", "Jr. MD", "Graf von Berlin", "Elena", "M. D.", "Ph. D.", "S. J."]
        {
            assert_eq!(second_family(suffix), None, "{suffix}");
        }
    }
}
