#![doc = include_str!("url_tracking.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::{Characters, Subject};
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::Variable;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "url-tracking",
        code: "IDN011",
        family: Family::Identifiers,
        severity: Severity::Info,
        group: Group::Default,
        fix: FixAvailability::Safe,
        page: include_str!("url_tracking.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for field in entry.own_fields_of(Variable::Url) {
        let written = entry.written(field);
        let has_parameters = written.has_any(Characters::any_of("=?"));
        if let Some((start, end)) = has_parameters.then(|| session(written.text)).flatten() {
            let message = format!("`{}` contains a session identifier", field.name);
            let finding = cx
                .of_field(entry, field, written.place(start..end), message)
                .help("remove it: the address works for nobody else");
            cx.report(finding);
        } else if let Some(host) = proxy(written.text) {
            let message = format!("`{}` goes through a library proxy: `{host}`", field.name);
            let finding = cx
                .of_field(entry, field, field.value_location(), message)
                .help("write the original address: only members of the library can use the proxy");
            cx.report(finding);
        } else if let Some(clean) = without_tracking(written.text) {
            let message = format!("`{}` has tracking parameters", field.name);
            let mut finding = cx
                .of_field(entry, field, field.value_location(), message)
                .help(format!("write `{clean}`"));
            if let Some(place) = written.editable(0..written.text.len()) {
                finding = finding.fix(Fix::safe(format!("write `{clean}`"), place, clean));
            }
            cx.report(finding);
        }
    }
}

/// The position of a session number.
fn session(url: &str) -> Option<(usize, usize)> {
    let lower = url.to_ascii_lowercase();
    let start =
        [";jsessionid=", "phpsessid=", "sessionid="].iter().find_map(|it| lower.find(it))?;
    let end = url[start + 1..].find(['&', '?', '#', ';']).map_or(url.len(), |at| start + 1 + at);
    Some((start, end))
}

/// The host of a library proxy in a URL.
fn proxy(url: &str) -> Option<&str> {
    let host = url.split_once("://")?.1.split(['/', '?', ':']).next()?;
    let mut labels = host.split(['.', '-']);
    let is_proxy = labels.any(|label| {
        let is = |name: &str| label.eq_ignore_ascii_case(name);
        let begin = label.get(.."ezproxy".len()).unwrap_or_default();
        begin.eq_ignore_ascii_case("ezproxy") || is("libproxy") || is("proxy") || is("ezp")
    });
    is_proxy.then_some(host)
}

/// A URL without tracking parameters; `None` if it has none.
fn without_tracking(url: &str) -> Option<String> {
    let (before, rest) = url.split_once('?')?;
    let (query, fragment) = match rest.split_once('#') {
        Some((query, fragment)) => (query, Some(fragment)),
        None => (rest, None),
    };
    let follows = |parameter: &&str| {
        let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
        name.starts_with("utm_")
            || matches!(&*name, "fbclid" | "gclid" | "mc_cid" | "mc_eid" | "msclkid" | "igshid")
    };
    let kept: Vec<&str> = query.split('&').filter(|it| !follows(it)).collect();
    if kept.len() == query.split('&').count() {
        return None;
    }
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    Some(format!("{before}{query}{fragment}"))
}

#[cfg(test)]
mod tests {
    use super::{proxy, session, without_tracking};

    #[test]
    fn what_leads_nobody_else_there() {
        let clean = |url: &str| without_tracking(url);
        assert_eq!(
            clean("https://a.org/b?utm_source=c&d=e#f").as_deref(),
            Some("https://a.org/b?d=e#f")
        );
        assert_eq!(clean("https://a.org/b?fbclid=c").as_deref(), Some("https://a.org/b"));
        assert_eq!(clean("https://a.org/b?c=utm_source"), None);
        assert!(session("http://a.org/b;jsessionid=ABC?c=d").is_some());
        assert!(session("http://a.org/sessions").is_none());
        assert!(proxy("https://www-jstor-org.ezproxy.lib.example.edu/stable/1").is_some());
        assert!(proxy("https://proxyvote.example.org/").is_none());
    }
}
