#![doc = include_str!("several_urls.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::Variable;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "several-urls",
        code: "IDN010",
        family: Family::Identifiers,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("several_urls.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, subject: &Subject<'_>) {
    for field in subject.own_fields_of(Variable::Url) {
        let written = subject.written(field);
        let starts = starts(written.text);
        let [first, second, ..] = starts[..] else { continue };
        let message = format!("{} addresses in `{}`", starts.len(), field.name);
        let address = written.text[first..second]
            .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|'));
        let finding = cx
            .of_field(subject, field, written.place(second..written.text.len()), message)
            .help(format!("keep one, such as `{address}`, and move the others to `note`"));
        cx.report(finding);
    }
}

/// Where the URLs in a text begin: with a scheme at the start, or after a space or separator. A URL
/// inside another one, as in links to archives or proxies, is part of it.
fn starts(text: &str) -> Vec<usize> {
    const SCHEMES: [&str; 3] = ["http://", "https://", "ftp://"];
    let mut starts = Vec::new();
    for (at, _) in text.char_indices() {
        let before = text[..at].chars().next_back();
        let begins = before.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ';' | '|'));
        if begins && SCHEMES.iter().any(|scheme| text[at..].starts_with(scheme)) {
            starts.push(at);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::starts;

    #[test]
    fn an_address_inside_another_is_no_second_one() {
        for (text, count) in [
            ("http://a.org/; ftp://b.org/", 2),
            ("https://a.org https://b.org,http://c.org", 3),
            ("https://web.archive.org/web/2020/http://a.org/", 1),
            ("https://proxy.org/login?url=https://a.org", 1),
            ("http://a.org/x,y;z", 1),
            ("", 0),
        ] {
            assert_eq!(starts(text).len(), count, "{text}");
        }
    }
}
