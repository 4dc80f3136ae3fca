#![doc = include_str!("doi_prefix.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::{Doi, Variable};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "doi-prefix",
        code: "IDN002",
        family: Family::Identifiers,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Safe,
        page: include_str!("doi_prefix.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for field in entry.own_fields_of(Variable::Doi) {
        // A URL that contains a DOI is valid.
        if !field.name.to_ascii_lowercase().ends_with("doi") {
            continue;
        }
        let written = entry.written(field);
        // The reader removes the prefix, so the source text is checked.
        let spelled = entry.spelled(field);
        let text = spelled.trim();
        let bare = Doi::strip_resolver(text);
        let prefix = &text[..text.len() - bare.len()];
        if prefix.is_empty() || !is_usual(prefix) || Doi::parse(bare).is_err() {
            continue;
        }
        let message = format!("`{}` has `{}` before the DOI", field.name, prefix.trim_end());
        let mut finding = cx
            .of_field(entry, field, field.value_location(), message)
            .help(format!("write `{bare}`"));
        if entry.is_literal(field) && written.text.len() <= spelled.len() {
            let start = spelled.len() - spelled.trim_start().len();
            let place = entry.part_of(field, start..start + prefix.len());
            finding = finding.fix(Fix::safe(format!("delete `{}`", prefix.trim_end()), place, ""));
        }
        cx.report(finding);
    }
}

/// True if this is the address of the resolver or the label `doi:`; other prefixes are the task of
/// `doi-malformed`.
fn is_usual(prefix: &str) -> bool {
    let lower = prefix.trim().to_ascii_lowercase();
    let host = lower.trim_start_matches("https://").trim_start_matches("http://");
    matches!(host, "doi:" | "doi.org/" | "dx.doi.org/" | "www.doi.org/")
}
