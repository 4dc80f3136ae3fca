#![doc = include_str!("unknown_journal.md")]

use crate::check::context::Context;
use crate::check::options::{List, Setting};
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::check::subject::folded::folded;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::Variable;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "unknown-journal",
        code: "VEN003",
        family: Family::Venues,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::None,
        page: include_str!("unknown_journal.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[&JOURNALS.option],
};

static JOURNALS: Setting<List> = Setting::list(
    "journals",
    "The names of the journals that may be cited, exactly as they must be written.",
    &[],
);

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    let journals = cx.get(&JOURNALS);
    if journals.is_empty() {
        return;
    }
    for field in entry.own_fields_of(Variable::ContainerTitle) {
        let is_journal = ["journal", "journaltitle", "container-title", "parent.title"]
            .iter()
            .any(|name| field.name.eq_ignore_ascii_case(name));
        let Some(name) = entry.entry.str(Variable::ContainerTitle).filter(|_| is_journal) else {
            continue;
        };
        if journals.contains(&name) {
            continue;
        }
        let meant = journals.iter().find(|journal| folded(journal) == folded(name));
        let message = format!("the journal `{name}` is not in the list");
        let finding = cx.of_field(entry, field, field.value_location(), message);
        cx.report(match meant {
            Some(meant) => finding.help(format!("write `{meant}`")),
            None => finding.help("correct the name, or add it to `journals`"),
        });
    }
}
