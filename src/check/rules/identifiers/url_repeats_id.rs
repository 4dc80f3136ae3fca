#![doc = include_str!("url_repeats_id.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::model::{Doi, Variable};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "url-repeats-id",
        code: "IDN003",
        family: Family::Identifiers,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::Unsafe,
        page: include_str!("url_repeats_id.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for field in entry.own_fields_of(Variable::Url) {
        let text = entry.written(field).text.trim();
        let what = if is_doi_of(entry, text) {
            "the DOI"
        } else if is_eprint_of(entry, text) {
            "the number of the archive"
        } else {
            continue;
        };
        let message = format!("`{}` says the same as {what}", field.name);
        let finding = cx
            .of_field(entry, field, field.value_location(), message)
            .help("delete it: styles link the identifier");
        let whole = entry.whole_field(field);
        let fix = whole.map(|whole| {
            Fix::one(Safety::Unsafe, format!("delete `{}`", field.name), Edit::delete(whole))
        });
        cx.report(finding.fix(fix));
    }
}

fn is_doi_of(entry: &Subject<'_>, url: &str) -> bool {
    let own = entry.entry.str(Variable::Doi).and_then(|doi| Doi::parse(doi).ok());
    let bare = Doi::strip_resolver(url);
    bare.len() < url.len()
        && own
            .zip(Doi::parse(bare).ok())
            .is_some_and(|(own, in_url)| own.normalized() == in_url.normalized())
}

fn is_eprint_of(entry: &Subject<'_>, url: &str) -> bool {
    let number = entry.own_field("eprint").map(|field| entry.spelled(field).trim());
    let in_url = url.split_once("arxiv.org/abs/").map(|(_, number)| number);
    number.zip(in_url).is_some_and(|(number, in_url)| {
        let bare = |number: &str| number.trim_start_matches("arXiv:").to_ascii_lowercase();
        bare(number) == bare(in_url)
    })
}
