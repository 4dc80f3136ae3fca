#![doc = include_str!("brace_protection.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::Variable;
use crate::read::Format;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "brace-protection",
        code: "TTL003",
        family: Family::Titles,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::Unsafe,
        page: include_str!("brace_protection.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    if entry.format != Format::Bibtex {
        return;
    }
    for field in
        entry.own_fields_of(Variable::Title).chain(entry.own_fields_of(Variable::ContainerTitle))
    {
        let spelled = entry.spelled(field);
        let text = spelled.trim();
        let Some(inner) =
            in_braces(text).filter(|inner| inner.contains(' ') && !inner.starts_with('\\'))
        else {
            continue;
        };
        let message = format!("`{}` is in braces as a whole", field.name);
        let start = spelled.len() - spelled.trim_start().len();
        let place = entry.part_of(field, start..start + text.len());
        let finding = cx.of_field(entry, field, place, message).help(
            "put braces around names and acronyms only: a style cannot change the case of the rest",
        );
        let fix = Fix::needs_review("remove the braces", place, inner);
        cx.report(finding.fix(fix));
    }
}

/// The content of the braces around a whole text.
fn in_braces(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    let mut depth = 0_i32;
    for c in inner.chars() {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        if depth < 0 {
            return None;
        }
    }
    Some(inner)
}

#[cfg(test)]
mod tests {
    use super::in_braces;

    #[test]
    fn braces_around_all() {
        assert_eq!(in_braces("{The {UN}}"), Some("The {UN}"));
        assert_eq!(in_braces("{The} {UN}"), None);
        assert_eq!(in_braces("The UN"), None);
    }
}
