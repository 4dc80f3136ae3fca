#![doc = include_str!("short_before_full.md")]

use std::collections::{BTreeMap, BTreeSet};

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Cited;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::document::essay::{CiteForm, NoteCite, ReferenceForm};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "short-before-full",
        code: "APP007",
        family: Family::Apparatus,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("short_before_full.md"),
    },
    looks_at: &[LooksAt::Document(check)],
    options: &[],
};

fn check(cx: &Context<'_>, cited: &Cited<'_>) {
    for essay in &cited.essays() {
        let mut full: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, _, cites) in essay.notes() {
            let forward =
                cites.iter().filter(|it| it.form == ReferenceForm::Forward(CiteForm::Full));
            for work in forward.filter_map(NoteCite::work) {
                full.entry(work).or_insert(at);
            }
        }
        let listed: BTreeSet<usize> =
            essay.resolved.lists.iter().flatten().filter_map(NoteCite::work).collect();
        let mut seen = BTreeSet::new();
        for cite in essay.notes().flat_map(|(_, _, cites)| cites) {
            let Some(work) = cite.work().filter(|work| seen.insert(*work)) else { continue };
            let ReferenceForm::Forward(CiteForm::Name | CiteForm::Short) = cite.form else {
                continue;
            };
            let key = cited.key_of(work);
            let place = essay.place(cite.span);
            let finding = match full.get(&work) {
                Some(later) => cx
                    .finding(place, format!("the first reference to `{key}` is a short one"))
                    .also(essay.place(essay.apparatus.notes[*later].span), "the full one is here")
                    .help("cite the work in full the first time, and in short form after that"),
                None if listed.contains(&work) => continue,
                None => cx
                    .finding(place, format!("`{key}` is cited in short, and nowhere in full"))
                    .help("cite the work in full where it is cited first"),
            };
            cx.report(finding);
        }
    }
}
