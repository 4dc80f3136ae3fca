#![doc = include_str!("misplaced_suffix.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::{Name, Person};
use crate::read::{Format, is_suffix};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "misplaced-suffix",
        code: "NAM012",
        family: Family::Names,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("misplaced_suffix.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for (name, field, place) in entry.unusual_names() {
        let name = &*entry.as_written(name, place);
        let Name::Person(person) = name else { continue };
        let Some(Misplaced { part, suffix, family, given }) = misplaced(person) else { continue };
        // `{Steele Jr.}, Guy` is how BibTeX's manual writes it.
        if entry.format == Format::Bibtex && part == OF_FAMILY {
            continue;
        }
        let text = entry.sources.slice(place);
        let shown = match entry.format {
            Format::Bibtex => text.split_whitespace().collect::<Vec<_>>().join(" "),
            _ => name.display(),
        };
        let message = format!("the suffix `{suffix}` is read as {part} in `{shown}`");
        let meant = format!("{family}, {suffix}, {given}");
        let finding = cx.of_field(entry, field, place, message);
        let is_known = !family.is_empty() && !given.is_empty();
        cx.report(match entry.format {
            Format::Cff => finding.help("write it in `name-suffix`"),
            Format::CslJson | Format::CslYaml => finding.help("write it in `suffix`"),
            Format::Ris | Format::Medline | Format::Refer if is_known => {
                finding.help(format!("write `{family}, {given}, {suffix}`"))
            }
            Format::Ris | Format::Medline | Format::Refer => {
                finding.help("write `Family, Given, Jr.`")
            }
            Format::Hayagriva if is_known => finding.help(format!("write `{meant}`")),
            Format::Bibtex if is_known => {
                let is_plain = !text.contains(['{', '\\']) && text != entry.spelled(field)
                    || entry.own_names().count() == 1;
                let fix =
                    is_plain.then(|| Fix::needs_review(format!("write `{meant}`"), place, &*meant));
                finding.help(format!("write `{meant}`")).fix(fix)
            }
            Format::Hayagriva => finding.help("write `Family, Jr., Given`"),
            Format::Bibtex => finding.help("write `Family, Jr., Given`"),
        });
    }
}

const OF_GIVEN: &str = "part of the given name";
const OF_FAMILY: &str = "part of the family name";

/// A suffix in another part of a name, and what the name seems to be without it.
struct Misplaced<'p> {
    part: &'static str,
    suffix: &'p str,
    family: String,
    given: String,
}

fn misplaced(person: &Person) -> Option<Misplaced<'_>> {
    let Person { family, given, suffix, .. } = person;
    let particle = &person.non_dropping_particle;
    let whole_family = match particle.is_empty() {
        true => family.to_string(),
        false => format!("{particle} {family}"),
    };
    // `Martin Luther King, Jr.`, and `King, Martin Luther, Jr.`, which has the given names between
    // the commas.
    if is_suffix(given) {
        let (family, given) = match suffix.is_empty() {
            false => (whole_family, suffix.to_string()),
            true => match whole_family.rsplit_once(' ') {
                Some((given, family)) => (family.to_owned(), given.to_owned()),
                // `Thompson, JR.` has two initials.
                None if given.starts_with("JR") || given.starts_with("SR") => return None,
                None => (whole_family, String::new()),
            },
        };
        return Some(Misplaced { part: "the given name", suffix: &person.given, family, given });
    }
    // `Sammy Davis Jr.`, and `Jr., Martin King`.
    // Popes and kings have a numeral there: `John Paul II`.
    let is_ruler = family.starts_with('I') && (!given.contains(' ') || is_of_a_ruler(given));
    if is_suffix(family) && particle.is_empty() && !given.is_empty() && !is_ruler {
        let (given, family) = given.rsplit_once(' ').unwrap_or(("", given));
        let (family, given) = (family.to_owned(), given.to_owned());
        return Some(Misplaced { part: "the family name", suffix: &person.family, family, given });
    }
    // `King, Martin Luther Jr.`
    if let Some((before, last)) = given.rsplit_once(' ')
        && is_suffix(last)
        && suffix.is_empty()
        && !family.is_empty()
    {
        let given = before.trim_end_matches([' ', ',']).to_owned();
        return Some(Misplaced { part: OF_GIVEN, suffix: last, family: whole_family, given });
    }
    // `"family": "King, Jr."`
    let (before, last) = family.rsplit_once([' ', ','])?;
    let before = before.trim_end_matches([' ', ',']);
    let is_sure = is_suffix(last) && !before.is_empty() && suffix.is_empty();
    is_sure.then(|| Misplaced {
        part: OF_FAMILY,
        suffix: last,
        family: before.to_owned(),
        given: given.to_string(),
    })
}

/// `John Paul` before his numeral, and one name after a title.
fn is_of_a_ruler(given: &str) -> bool {
    let title = given.split(' ').next().unwrap_or_default();
    given.ends_with("John Paul")
        || given.split(' ').count() == 2
            && ["Queen", "King", "Pope", "Emperor", "Prince", "Kaiser", "Tsar"].contains(&title)
}

#[cfg(test)]
mod tests {
    use super::misplaced;
    use crate::model::Person;

    fn person(family: &str, suffix: &str, given: &str) -> Person {
        let [family, suffix, given] = [family, suffix, given].map(Into::into);
        Person { family, suffix, given, ..Person::default() }
    }

    #[test]
    fn suffixes_are_told_from_other_parts() {
        for (family, suffix, given, meant) in [
            ("Martin Luther King", "", "Jr.", "King|Martin Luther"),
            ("King", "Martin Luther", "Jr.", "King|Martin Luther"),
            ("Jr.", "", "Sammy Davis", "Davis|Sammy"),
            ("King, Jr.", "", "Martin", "King|Martin"),
            ("Gates III", "", "Henry", "Gates|Henry"),
            ("King", "", "Jr.", "King|"),
        ] {
            let person = person(family, suffix, given);
            let found = misplaced(&person).map(|it| format!("{}|{}", it.family, it.given));
            assert_eq!(found.as_deref(), Some(meant), "{family}");
        }
        for (family, suffix, given) in [
            ("King", "Jr.", "Martin"),
            ("Li", "", "JR"),
            ("Thompson", "", "JR."),
            ("Smith", "", "V."),
            ("Mohr", "", "Sr"),
        ] {
            let person = person(family, suffix, given);
            let found = misplaced(&person).is_some();
            assert_eq!(found, given == "Sr", "{family}");
        }
    }
}
