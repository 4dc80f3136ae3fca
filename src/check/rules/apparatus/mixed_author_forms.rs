#![doc = include_str!("mixed_author_forms.md")]

use std::collections::BTreeMap;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Cited, Essay};
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::document::essay::{GivenForm, WrittenName};
use crate::model::{Name, Variable};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "mixed-author-forms",
        code: "APP013",
        family: Family::Apparatus,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("mixed_author_forms.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    cited.essays().iter().for_each(|essay| check_essay(cx, cited, essay));
}

/// A name in a note.
struct Named {
    work: usize,
    name: WrittenName,
    form: GivenForm,
    /// Whether the bibliography has more than initials.
    may_be_full: bool,
}

fn check_essay(cx: &Context<'_>, cited: &Cited<'_>, essay: &Essay<'_>) {
    let mut named = Vec::new();
    for cite in essay.notes().flat_map(|(_, _, cites)| cites) {
        let (Some(work), Some(name)) = (cite.work(), cite.name) else { continue };
        let Some(form) = name.given else { continue };
        let may_be_full = given(cited, work, name.person).is_some_and(|given| {
            given
                .split([' ', '.', '-'])
                .any(|part| part.chars().count() > 1 && part.chars().any(char::is_lowercase))
        });
        named.push(Named { work, name, form, may_be_full });
    }
    // Initials that are all that the bibliography has show nothing about the others.
    let count =
        |form: GivenForm| named.iter().filter(|it| it.form == form && it.may_be_full).count();
    let (initials, full) = (count(GivenForm::Initials), count(GivenForm::Full));
    let usual = match () {
        () if initials >= 2 * full && full > 0 => Some(GivenForm::Initials),
        () if full >= 2 * initials && initials > 0 => Some(GivenForm::Full),
        () => None,
    };
    let mut first: BTreeMap<(usize, usize), &Named> = BTreeMap::new();
    for it in &named {
        let before = *first.entry((it.work, it.name.person)).or_insert(it);
        let meant = usual.unwrap_or(before.form);
        if it.form == meant || meant == GivenForm::Full && !it.may_be_full {
            continue;
        }
        // Some publish under their initials, which is no other form of the same name.
        let is_named_so = |other: &Named| {
            other.form == meant && (other.work, other.name.person) == (it.work, it.name.person)
        };
        if meant == GivenForm::Full && !named.iter().any(is_named_so) {
            continue;
        }
        let how = match meant {
            GivenForm::Initials => "with initials",
            GivenForm::Full => "with given names in full",
        };
        let whom =
            if usual.is_some() { "other authors are named" } else { "it is named elsewhere" };
        let written = essay.quoted(it.name.span);
        let place = essay.place(it.name.span);
        let mut finding = cx.finding(place, format!("`{written}` is not written {how}, as {whom}"));
        if let Some(other) = named.iter().find(|other| other.form == meant) {
            finding = finding.also(essay.place(other.name.span), "written so here");
        }
        finding = finding.help("write names in one form");
        if let Some(better) = rewritten(cited, essay, it, meant) {
            finding = finding.fix(Fix::needs_review(format!("write `{better}`"), place, better));
        }
        cx.report(finding);
    }
}

/// The given names in the bibliography.
fn given<'a>(cited: &Cited<'a>, work: usize, person: usize) -> Option<&'a str> {
    match cited.work(work)?.names(Variable::Author).get(person)? {
        Name::Person(person) => Some(&person.given),
        _ => None,
    }
}

/// The name in the other form, if it ends with the family name.
fn rewritten(cited: &Cited<'_>, essay: &Essay<'_>, it: &Named, meant: GivenForm) -> Option<String> {
    let written = essay.text.get(it.name.span.range())?;
    if written.contains([',', '\n']) {
        return None;
    }
    let person = match cited.work(it.work)?.names(Variable::Author).get(it.name.person)? {
        Name::Person(person) => person,
        _ => return None,
    };
    let before = written.strip_suffix(person.family.as_str())?.trim_end();
    let given = match meant {
        GivenForm::Full => person.given.to_string(),
        GivenForm::Initials => {
            let initials = before.split_whitespace().filter_map(|word| word.chars().next());
            initials.map(|initial| format!("{initial}. ")).collect::<String>().trim_end().to_owned()
        }
    };
    Some(format!("{given} {}", person.family))
}
