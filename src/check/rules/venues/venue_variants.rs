#![doc = include_str!("venue_variants.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::folded::{abbreviates, folded};
use crate::check::subject::{Bibliography, Subject};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::{FieldOrigin, Variable};
use crate::source::Location;
use std::collections::{BTreeMap, HashMap};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "venue-variants",
        code: "VEN001",
        family: Family::Venues,
        severity: Severity::Info,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("venue_variants.md"),
    },
    looks_at: &[LooksAt::Libraries(check)],
    options: &[],
};

/// So many names that begin alike are held against each other.
const MOST: usize = 40;

/// A name of a journal, with where it is first, and how often.
struct Form<'r> {
    name: &'r str,
    count: usize,
    entry: &'r Subject<'r>,
    field: &'r FieldOrigin,
    place: Location,
}

fn check(cx: &Context<'_>, bibliography: &Bibliography<'_>) {
    let mut forms: HashMap<&str, Form<'_>> = HashMap::new();
    for entry in bibliography.entries() {
        for field in entry.own_fields_of(Variable::ContainerTitle) {
            let is_journal = ["journal", "journaltitle", "container-title", "parent.title"]
                .iter()
                .any(|name| field.name.eq_ignore_ascii_case(name));
            let Some(name) = entry.entry.str(Variable::ContainerTitle).filter(|_| is_journal)
            else {
                continue;
            };
            let place = field.value_location;
            let form = forms.entry(name);
            form.or_insert(Form { name, count: 0, entry, field, place }).count += 1;
        }
    }
    // Names of one journal begin with the same letters of the same number of words.
    let mut alike: BTreeMap<String, Vec<Form<'_>>> = BTreeMap::new();
    for form in forms.into_values() {
        alike.entry(beginnings(form.name)).or_default().push(form);
    }
    let mut found: Vec<(Location, &Form<'_>, &Form<'_>)> = Vec::new();
    for forms in alike.values_mut().filter(|forms| forms.len() > 1) {
        forms.sort_by(|a, b| {
            b.count.cmp(&a.count).then(b.name.len().cmp(&a.name.len())).then(a.name.cmp(b.name))
        });
        forms.truncate(MOST);
        for (number, form) in forms.iter().enumerate() {
            let usual = forms[..number].iter().find(|usual| is_same(usual.name, form.name));
            found.extend(usual.map(|usual| (form.place, form, usual)));
        }
    }
    found.sort_by_key(|(place, ..)| *place);
    for (place, form, usual) in found {
        let message = format!("`{}` is called `{}` elsewhere", form.name, usual.name);
        let finding = cx
            .of_field(form.entry, form.field, place, message)
            .also(usual.place, format!("`{}`", usual.name))
            .help("call a journal by one name: in full, or by one abbreviation");
        cx.report(finding);
    }
}

/// The first letters of the words of a name, without small words.
fn beginnings(name: &str) -> String {
    let words = name.split(|c: char| !(c.is_alphanumeric() || c == '\''));
    let big = words.filter(|word| {
        let lower = word.to_lowercase();
        !word.is_empty()
            && !matches!(
                &*lower,
                "of" | "the"
                    | "and"
                    | "for"
                    | "in"
                    | "on"
                    | "de"
                    | "la"
                    | "le"
                    | "les"
                    | "du"
                    | "des"
                    | "et"
                    | "der"
                    | "die"
                    | "das"
                    | "für"
                    | "und"
                    | "di"
                    | "del"
                    | "y"
            )
    });
    big.filter_map(|word| folded(word).chars().next()).collect()
}

fn is_same(one: &str, other: &str) -> bool {
    let plain = |name: &str| folded(&name.replace('&', "and").replace("The ", ""));
    plain(one) == plain(other) || abbreviates(one, other) || abbreviates(other, one)
}

#[cfg(test)]
mod tests {
    use super::{beginnings, is_same};

    #[test]
    fn names_of_one_journal() {
        for (one, other) in [
            ("J. Phys.", "Journal of Physics"),
            ("Science & Society", "Science and Society"),
            ("The Lancet", "Lancet"),
            ("Physical review letters", "Physical Review Letters"),
        ] {
            assert!(is_same(one, other), "{one}");
            assert_eq!(beginnings(one), beginnings(other), "{one}");
        }
        assert!(!is_same("Journal of Physics A", "Journal of Physics B"));
        assert!(!is_same("Nature", "Neuron"));
    }
}
