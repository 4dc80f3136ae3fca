#![doc = include_str!("venue_variants.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::folded::{abbreviates, folded, looks_alike, words};
use crate::check::subject::{Bibliography, Subject};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity, slips};
use crate::dialect::Dialect;
use crate::model::{FieldOrigin, Issn, Variable};
use crate::source::Location;
use std::collections::{BTreeMap, HashSet};

use rustc_hash::FxHashMap;

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

/// The number of names with the same beginning that are compared with each other.
const MOST: usize = 40;

/// A name of a journal or publisher, with its first location and the number of occurrences.
struct Form<'r> {
    name: &'r str,
    count: usize,
    entry: &'r Subject<'r>,
    field: &'r FieldOrigin,
    place: Location,
}

/// A name that is a variant of another, and why.
struct Variant<'f, 'r> {
    form: &'f Form<'r>,
    usual: &'f Form<'r>,
    message: String,
}

fn check(cx: &Context<'_>, bibliography: &Bibliography<'_>) {
    let journals = forms(bibliography, Variable::ContainerTitle);
    let publishers = forms(bibliography, Variable::Publisher);
    let mut found = Vec::new();
    for (what, forms) in [("journal", &journals), ("publisher", &publishers)] {
        let variants = variants(forms);
        found.extend(variants.into_iter().map(|variant| (what, variant)));
    }
    let known: HashSet<&str> = found.iter().map(|(_, variant)| variant.form.name).collect();
    let by_number = one_number(bibliography, &journals, &known);
    found.extend(by_number.into_iter().map(|variant| ("journal", variant)));
    found.sort_by_key(|(_, variant)| variant.form.place);
    for (what, Variant { form, usual, message }) in found {
        let finding = cx
            .of_field(form.entry, form.field, form.place, message)
            .also(usual.place, format!("`{}`", usual.name))
            .help(format!("use one name for each {what}: in full, or one abbreviation"));
        cx.report(finding);
    }
}

/// The names of journals or of publishers.
fn forms<'r>(bibliography: &Bibliography<'r>, variable: Variable) -> BTreeMap<&'r str, Form<'r>> {
    let mut forms: FxHashMap<&str, Form<'_>> = FxHashMap::default();
    // Names of fields are shared between all who have them, so each is looked up once a dialect.
    let mut calls: FxHashMap<(*const u8, Dialect), bool> = FxHashMap::default();
    for entry in bibliography.entries() {
        for field in entry.own_fields_of(variable) {
            // A `booktitle` is no journal.
            let look_up = || entry.dialect.calls(variable, &field.name);
            let is_named =
                *calls.entry((field.name.as_ptr(), entry.dialect)).or_insert_with(look_up);
            let Some(name) = entry.entry.str(variable).filter(|_| is_named) else { continue };
            let place = field.value_location();
            let form = forms.entry(name);
            form.or_insert(Form { name, count: 0, entry, field, place }).count += 1;
        }
    }
    forms.into_iter().collect()
}

/// The names that are variants of others, among those whose words begin with the same letters.
fn variants<'f, 'r>(forms: &'f BTreeMap<&'r str, Form<'r>>) -> Vec<Variant<'f, 'r>> {
    let mut alike: BTreeMap<String, Vec<&Form<'_>>> = BTreeMap::new();
    for form in forms.values() {
        alike.entry(beginnings(form.name)).or_default().push(form);
    }
    let mut found = Vec::new();
    for forms in alike.values_mut().filter(|forms| forms.len() > 1) {
        forms.sort_by(|a, b| {
            b.count.cmp(&a.count).then(b.name.len().cmp(&a.name.len())).then(a.name.cmp(b.name))
        });
        forms.truncate(MOST);
        for (number, &form) in forms.iter().enumerate() {
            let before = || forms[..number].iter().copied();
            if before().any(|usual| looks_alike(usual.name, form.name)) {
                continue;
            }
            if let Some(usual) = before().find(|usual| is_same(usual.name, form.name)) {
                let message = format!("`{}` is called `{}` elsewhere", form.name, usual.name);
                found.push(Variant { form, usual, message });
                continue;
            }
            // A name that is used once, if another is used several times.
            let is_slip = |usual: &&Form<'_>| {
                form.count == 1 && usual.count > 1 && is_slip_of(form.name, usual.name)
            };
            if let Some(usual) = before().find(is_slip) {
                let message = format!("`{}` is spelled `{}` elsewhere", form.name, usual.name);
                found.push(Variant { form, usual, message });
            }
        }
    }
    found
}

/// The journals with the ISSN of another name, except for known variants.
fn one_number<'f, 'r>(
    bibliography: &Bibliography<'r>,
    forms: &'f BTreeMap<&'r str, Form<'r>>,
    known: &HashSet<&str>,
) -> Vec<Variant<'f, 'r>> {
    let mut named: BTreeMap<String, Vec<&Form<'_>>> = BTreeMap::new();
    for entry in bibliography.entries() {
        let (name, issn) =
            (entry.entry.str(Variable::ContainerTitle), entry.entry.str(Variable::Issn));
        let form = name.and_then(|name| forms.get(name));
        let Some((form, issn)) = form.zip(issn.and_then(|it| Issn::parse(it).ok())) else {
            continue;
        };
        let forms = named.entry(issn.to_string()).or_default();
        if forms.iter().all(|other| other.name != form.name) {
            forms.push(form);
        }
    }
    let mut found: Vec<Variant<'_, '_>> = Vec::new();
    for (issn, mut forms) in named {
        forms.sort_by(|a, b| b.count.cmp(&a.count).then(a.place.cmp(&b.place)));
        let Some((&usual, others)) = forms.split_first() else { continue };
        for &form in others {
            let is_new = !known.contains(form.name)
                && !known.contains(usual.name)
                && !found.iter().any(|variant| variant.form.name == form.name);
            if is_new && !is_same(usual.name, form.name) {
                let (one, other) = (form.name, usual.name);
                let message =
                    format!("the journal of ISSN {issn} is `{one}`, and `{other}` elsewhere");
                found.push(Variant { form, usual, message });
            }
        }
    }
    found
}

/// The first letters of the words of a name, without function words.
fn beginnings(name: &str) -> String {
    words(name).iter().filter_map(|word| word.chars().next()).collect()
}

fn is_same(one: &str, other: &str) -> bool {
    let plain = |name: &str| folded(&name.replace('&', "and").replace("The ", ""));
    plain(one) == plain(other) || abbreviates(one, other) || abbreviates(other, one)
}

/// True if two names differ by one letter in one longer word.
fn is_slip_of(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let mut differing = one.iter().zip(&other).filter(|(one, other)| one != other);
    let first = differing.next();
    let is_slip = |(one, other): (&String, &String)| {
        let least = one.chars().count().min(other.chars().count());
        // `Acta Mathematica` is not `Acta Mathematics`: word endings make different names.
        let ends_alike = one.chars().next_back() == other.chars().next_back();
        least >= 6 && ends_alike && one.chars().all(|c| c < '\u{2e80}') && slips(one, other) == 1
    };
    one.len() > 1
        && one.len() == other.len()
        && differing.next().is_none()
        && first.is_some_and(is_slip)
}

#[cfg(test)]
mod tests {
    use super::{beginnings, is_same, is_slip_of};

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
        assert!(is_slip_of("Comunications of the ACM", "Communications of the ACM"));
        for (one, other) in [
            ("Acta Mathematica", "Acta Mathematics"),
            ("Physical Review A", "Physical Review B"),
            ("Nature", "Mature"),
            ("Psychological Review", "Physiological Review"),
        ] {
            assert!(!is_slip_of(one, other), "{one}");
        }
    }
}
