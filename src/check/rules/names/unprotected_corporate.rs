#![doc = include_str!("unprotected_corporate.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::check::subject::folded::folded;
use crate::check::subject::names::PlacedName;
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::{FieldOrigin, Name, Person};
use crate::model::{article_before, may_be_of_body, word_of_body};
use crate::read::Format;
use crate::source::{Location, Span};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "unprotected-corporate",
        code: "NAM005",
        family: Family::Names,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("unprotected_corporate.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    let names: Vec<_> = entry.unusual_names().collect();
    let mut rest = names.iter().copied().peekable();
    while let Some(first) = rest.next() {
        let (Name::Person(person), field, place) = first else { continue };
        let word = word_of(person, entry.sources.slice(place));
        let is_cut = |&(name, other, _): &PlacedName<'_>| {
            other.name_location() == field.name_location()
                && is_second_half(entry, first, word.is_some(), name)
        };
        if let Some((second, _, end)) = rest.next_if(is_cut) {
            let whole = Span { start: place.span.start, end: end.span.end }.in_source(place.source);
            cut_in_two(cx, entry, field, whole, &first.0.display(), &second.display());
        } else if let Some(word) = word {
            read_as_person(cx, entry, field, place, person, &word);
        }
    }
}

/// Reports a body that BibTeX's ` and ` has cut: `Ministry of Food and Agriculture`.
fn cut_in_two(
    cx: &Context<'_>,
    entry: &Subject<'_>,
    field: &FieldOrigin,
    place: Location,
    first: &str,
    second: &str,
) {
    let text = entry.sources.slice(place);
    let message = format!("`{first} and {second}` is read as two people");
    let finding = cx.of_field(entry, field, place, message);
    let fix = (!text.contains(['{', '}', ',', '\\']))
        .then(|| Fix::needs_review("put it in braces", place, format!("{{{text}}}")));
    let help = "an `and` outside of braces begins another name: put the whole name in braces";
    cx.report(finding.help(help).fix(fix));
}

fn read_as_person(
    cx: &Context<'_>,
    entry: &Subject<'_>,
    field: &FieldOrigin,
    place: Location,
    person: &Person,
    word: &str,
) {
    let text = entry.sources.slice(place);
    let display = Name::Person(person.clone()).display();
    let family = match person.family.is_empty() {
        true => "it has no family name".to_owned(),
        false => format!("whose family name is `{}`", person.family),
    };
    let message = format!("`{display}` is read as a person, {family}");
    let finding = cx.of_field(entry, field, place, message).help(help(entry.format, word));
    let is_alone = || {
        entry.own_names().filter(|(_, it, _)| it.name_location() == field.name_location()).count()
            == 1
    };
    let is_own = !text.is_empty() && (text != entry.spelled(field) || is_alone());
    let is_plain = entry.format == Format::Bibtex && !text.contains(['{', '}', '\\']);
    let body = match text.split_once(',') {
        Some((before, after)) if is_split(before, after, word) => {
            format!("{} {}", before.trim(), after.trim())
        }
        Some(_) => display,
        None => text.to_owned(),
    };
    let fix = (is_plain && is_own)
        .then(|| Fix::needs_review("put it in braces", place, format!("{{{body}}}")));
    cx.report(finding.fix(fix));
}

/// Whether a name in its own order is divided by a comma, as EndNote divides organizations: `World
/// Health, Organization`, `National Institutes of, Health`, but not `Organization, World Health`.
fn is_split(before: &str, after: &str, word: &str) -> bool {
    let last = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let goes_on = last.starts_with(char::is_lowercase);
    goes_on || after.contains(word) && !before.contains(word) && !after.contains(',')
}

fn help(format: Format, word: &str) -> String {
    let what = format!("because of the word `{word}` this seems to be an organization");
    match format {
        Format::Bibtex => format!("{what}: put its name in braces"),
        Format::Ris | Format::Medline | Format::Refer => {
            format!("{what}: write its name without a comma")
        }
        Format::Cff | Format::Hayagriva => format!("{what}: write `name:` with nothing else"),
        Format::CslJson | Format::CslYaml => format!("{what}: write it as `literal`"),
    }
}

/// The word by which a body is told from a person.
///
/// *Shape*: a person of a given and a family name; BibTeX takes the last word of a body for that of
/// a family.
fn word_of(person: &Person, spelled: &str) -> Option<String> {
    if person.given.is_empty() && person.non_dropping_particle.is_empty() {
        return None;
    }
    let Person { given, dropping_particle, non_dropping_particle, family, .. } = person;
    let parts = [given, dropping_particle, non_dropping_particle, family];
    let mut words = parts.into_iter().flat_map(|part| part.split(' '));
    if !words.any(may_be_of_body) && article_before(given).is_none() {
        return None;
    }
    let words: Vec<&str> = parts.into_iter().flat_map(|part| part.split_whitespace()).collect();
    // What is in parentheses is the affiliation of a person.
    let name = words.join(" ");
    let name = name.split_once('(').map_or(&*name, |(before, _)| before.trim_end());
    let article = || {
        let is_given = |it: &&str| {
            given != it && spelled.contains(',') || *it == "The" && is_vietnamese(family)
        };
        article_before(given).filter(|it| !is_given(it))
    };
    word_of_body(name).or_else(article).map(str::to_owned)
}

/// Whether a family name is Vietnamese: beside it, `The` is a given name (`The Phuong Dao`).
fn is_vietnamese(family: &str) -> bool {
    const FAMILIES: [&str; 32] = [
        "bui", "cao", "dang", "dao", "dinh", "do", "doan", "duong", "ha", "ho", "hoang", "huynh",
        "lam", "le", "luong", "luu", "ly", "mai", "ngo", "nguyen", "pham", "phan", "phung", "ta",
        "thai", "to", "tran", "trinh", "truong", "vo", "vu", "vuong",
    ];
    FAMILIES.contains(&&*folded(family))
}

/// Whether a name is the rest of the one before it, which an "and" has cut: `Development` after
/// `Organisation for Economic Co-operation`.
fn is_second_half(
    entry: &Subject<'_>,
    (first, _, place): PlacedName<'_>,
    is_body: bool,
    second: &Name,
) -> bool {
    let (Name::Person(before), Name::Person(after)) = (first, second) else { return false };
    if entry.format != Format::Bibtex || entry.sources.slice(place).contains([',', '{']) {
        return false;
    }
    let (first, second) = (first.display(), second.display());
    let has_joint =
        [" of ", " for ", " de ", " für ", " pour "].iter().any(|it| first.contains(it));
    let is_word = |person: &Person| person.given.is_empty() && person.suffix.is_empty();
    let is_rest = || word_of_body(&second).is_some() && !begins_body(&second);
    if is_word(before) {
        // `Food and Agriculture Organization of the United Nations`
        return second.contains(" of ") && is_rest();
    }
    let is_short = second.split(' ').count() < 4;
    is_body && has_joint && (is_word(after) && !second.contains('.') || is_short && is_rest())
}

/// Whether a name begins with the word for what the body is: `Ministry of Health`.
fn begins_body(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    word_of_body(&format!("{first} of")) == Some(first)
}

#[cfg(test)]
mod tests {
    use super::word_of;
    use crate::model::Person;

    #[test]
    fn bodies_are_told_from_people() {
        let word = |given: &str, family: &str, spelled: &str| {
            let (given, family) = (given.into(), family.into());
            word_of(&Person { given, family, ..Person::default() }, spelled)
        };
        let of = |given: &str, family: &str| word(given, family, &format!("{given} {family}"));
        assert_eq!(of("World Health", "Organization").as_deref(), Some("Organization"));
        assert_eq!(of("Google", "Inc.").as_deref(), Some("Inc."));
        assert_eq!(of("The", "Stacks project authors").as_deref(), Some("The"));
        assert_eq!(of("Ida", "Mett"), None);
        assert_eq!(of("Ida (Stanford University)", "Mett"), None);
        assert_eq!(of("", "Foundation"), None);
        assert_eq!(word("The Anh", "Nguyen", "Nguyen, The Anh"), None);
        assert_eq!(of("The Phuong", "Dao"), None);
        assert_eq!(of("The Anh", "Trần"), None);
    }
}
