#![doc = include_str!("url_problem.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, Fix, FixAvailability, Group, Rule, Severity};
use crate::model::Variable;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "url-problem",
        code: "IDN009",
        family: Family::Identifiers,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("url_problem.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for field in entry.own_fields_of(Variable::Url) {
        let ends = |end: &str| {
            let start = field.name.len().checked_sub(end.len());
            let end_of_name = start.and_then(|start| field.name.get(start..));
            end_of_name.is_some_and(|it| it.eq_ignore_ascii_case(end))
        };
        if !ends("url") && !ends("url.value") {
            continue;
        }
        let written = entry.written(field);
        let start = written.text.len() - written.text.trim_start().len();
        let text = written.text.trim();
        let spelled = entry.spelled(field);
        if has_command(spelled, text) {
            let message = format!("`{}` has a command around it: `{}`", field.name, spelled.trim());
            let place = entry.part_of(field, 0..spelled.len());
            let is_whole = entry.is_literal(field) && text.starts_with("http");
            let fix = is_whole.then(|| Fix::needs_review(format!("write `{text}`"), place, text));
            let help = "write the address alone: styles add the command";
            cx.report(cx.of_field(entry, field, place, message).help(help).fix(fix));
            continue;
        }
        let Some(Fault { what, help, mended }) = fault(text) else { continue };
        let message = format!("`{}` {what}: `{text}`", field.name);
        let place = start..start + text.len();
        let mut finding =
            cx.of_field(entry, field, written.place(place.clone()), message).help(help);
        if let (Some(mended), Some(place)) = (mended, written.editable(place)) {
            finding = finding.fix(Fix::needs_review(format!("write `{mended}`"), place, mended));
        }
        cx.report(finding);
    }
}

struct Fault {
    what: &'static str,
    help: &'static str,
    mended: Option<String>,
}

/// What is wrong with a URL; several URLs in one field are the task of another rule.
fn fault(text: &str) -> Option<Fault> {
    const SCHEMES: [&str; 14] = [
        "http", "https", "ftp", "ftps", "sftp", "mailto", "urn", "doi", "git", "gopher", "ssh",
        "data", "hdl", "info",
    ];
    let fault = |what, help, mended| Some(Fault { what, help, mended });
    if text.is_empty() || is_plainly_right(text) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let is_drive =
        lower.as_bytes().get(1) == Some(&b':') && lower.as_bytes()[0].is_ascii_alphabetic();
    if lower.starts_with("file:") || is_drive {
        return fault(
            "is a file on one machine",
            "write an address that others can open, or take the field out",
            None,
        );
    }
    if text.contains(['{', '\\']) {
        return None;
    }
    let host_is_local = ["http://localhost", "https://localhost", "http://127.0.0.1"];
    if host_is_local.iter().any(|it| lower.starts_with(it)) {
        return fault("works on one machine only", "write an address that others can open", None);
    }
    if let Some(fault) = misspelt_scheme(text, &lower) {
        return Some(fault);
    }
    let scheme = lower.split_once(':').map(|(scheme, _)| scheme);
    let has_scheme = scheme.is_some_and(|it| SCHEMES.contains(&it));
    let first = lower.split(['/', '?', '#', ' ']).next().unwrap_or_default();
    let is_host = is_host(first.split(':').next().unwrap_or_default());
    if text.contains(char::is_whitespace) {
        // Several URLs are the task of another rule.
        let several = lower.matches("://").count() > 1 || lower.matches("www.").count() > 1;
        return (!several).then_some(Fault {
            what: if has_scheme || is_host { "has a space in it" } else { "is not an address" },
            help: "write the address alone; words belong in `note`",
            mended: None,
        });
    }
    if !has_scheme && is_host {
        let mended = (!first.contains('@')).then(|| format!("https://{text}"));
        return fault("has no scheme", "write `https://` before it", mended);
    }
    if !has_scheme {
        // A DOI is reported as being in the wrong field.
        return (!lower.starts_with("10.")).then_some(()).and_then(|()| {
            fault("is not an address", "write an address, or take the field out", None)
        });
    }
    let is_web = lower.starts_with("http://") || lower.starts_with("https://");
    let after = lower.split_once("://").map(|(_, after)| after).unwrap_or_default();
    let host = after.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    let is_bad = is_web
        && (url::Url::parse(text).is_err() || !(host.contains('.') || host.starts_with('[')));
    if is_bad {
        return fault(
            "has an impossible host name",
            "look for the letters that are wrong or missing",
            None,
        );
    }
    let bare = without_end_of_sentence(text);
    (is_web && bare != text).then(|| Fault {
        what: "ends with the punctuation of a sentence",
        help: "write the address alone",
        mended: Some(bare.to_owned()),
    })
}

/// An address without the full stop, comma or bracket after it in the sentence that it was copied
/// from.
fn without_end_of_sentence(text: &str) -> &str {
    let mut bare = text;
    while let Some(last) = bare.chars().next_back() {
        let count = |c: char| bare.matches(c).count();
        let is_stray = match last {
            ',' | ';' | '>' | '"' => true,
            // `…` may be part of an address; two full stops are.
            '.' => !bare.ends_with(".."),
            ')' => count(')') > count('('),
            ']' => count(']') > count('['),
            _ => false,
        };
        if !is_stray {
            break;
        }
        bare = &bare[..bare.len() - last.len_utf8()];
    }
    bare
}

/// `\url{…}` around an address: styles print addresses with this command.
fn has_command(spelled: &str, text: &str) -> bool {
    let inner = spelled.trim().trim_start_matches('{').trim_start();
    let is_command = ["\\url{", "\\url ", "\\href{", "\\burl{", "\\path{"]
        .iter()
        .any(|command| inner.starts_with(command));
    is_command && text.contains("://")
}

/// Whether an address is of the form of nearly all: a scheme of the web, the name of a host in small
/// letters, and no sign that could be wrong in a path.
fn is_plainly_right(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let Some(rest) = rest else { return false };
    let end = rest.bytes().position(|byte| byte == b'/').unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let is_of_path =
        |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~?=&%+#:@!$,;()*".contains(&byte);
    let is_label = |label: &[u8]| {
        let is_of_label = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !label.is_empty() && label.iter().all(is_of_label)
    };
    let Some((before, top)) = host.rsplit_once('.') else { return false };
    let is_special = ["http", "localhost", "127"].iter().any(|it| host.starts_with(it));
    !is_special
        && !text.ends_with(['.', ',', ';', ')'])
        && !top.is_empty()
        && top.bytes().all(|byte| byte.is_ascii_lowercase())
        && before.as_bytes().split(|byte| *byte == b'.').all(is_label)
        && path.bytes().all(is_of_path)
}

/// A misspelt scheme: `http//`, `http://http://`.
fn misspelt_scheme(text: &str, lower: &str) -> Option<Fault> {
    let found = |what, help, mended| Some(Fault { what, help, mended: Some(mended) });
    let slips = [
        ("http:///", "http://"),
        ("https:///", "https://"),
        ("http//", "http://"),
        ("https//", "https://"),
        ("htttp://", "http://"),
        ("htp://", "http://"),
        ("ttp://", "http://"),
        ("ttps://", "https://"),
        ("http;//", "http://"),
        ("https;//", "https://"),
        ("http://http://", "http://"),
        ("https://https://", "https://"),
        ("http://https://", "https://"),
        ("https://http://", "http://"),
        ("http:\\\\", "http://"),
        ("http:www.", "http://www."),
        ("https:www.", "https://www."),
    ];
    let slip = slips.iter().filter(|(slip, _)| lower.starts_with(slip)).max_by_key(|it| it.0.len());
    if let Some((slip, meant)) = slip {
        let mended = format!("{meant}{}", text[slip.len()..].trim_start_matches('/'));
        return found("has a malformed beginning", "write the scheme once: `https://`", mended);
    }
    for (slip, meant, help) in
        [("http:/", "http://", "write `http://`"), ("https:/", "https://", "write `https://`")]
    {
        if lower.starts_with(slip) && !lower.starts_with(meant) {
            let mended = format!("{meant}{}", &text[slip.len()..]);
            return found("has one slash too few", help, mended);
        }
    }
    None
}

/// True if a text looks like a host name.
fn is_host(text: &str) -> bool {
    let labels: Vec<&str> = text.split('.').collect();
    let is_label =
        |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let top = labels.last().copied().unwrap_or_default();
    labels.len() > 1
        && labels.iter().all(is_label)
        && (2..=12).contains(&top.len())
        && top.bytes().all(|byte| byte.is_ascii_lowercase())
        && !matches!(top, "pdf" | "html" | "htm" | "ps" | "txt" | "doc" | "zip" | "gz")
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn what_is_no_address() {
        let mended = |text: &str| fault(text).unwrap_or_else(|| panic!("{text}")).mended;
        for (text, meant) in [
            ("www.example.org/a", "https://www.example.org/a"),
            ("example.org", "https://example.org"),
            ("http//example.org", "http://example.org"),
            ("http://http://example.org/b", "http://example.org/b"),
            ("http:/example.org", "http://example.org"),
            ("https:/example.org/a", "https://example.org/a"),
            ("https://example.org/a.", "https://example.org/a"),
            ("https://example.org/a).", "https://example.org/a"),
            ("https:///example.org", "https://example.org"),
        ] {
            assert_eq!(mended(text).as_deref(), Some(meant), "{text}");
        }
        for text in [
            "see website",
            "file:///home/me/a.pdf",
            "C:/papers/a.pdf",
            "C:\\papers\\a.pdf",
            "http://localhost:8080/a",
            "http://example/a",
            "http://example.org/a b",
            "paper.pdf",
            "http://",
            "none",
        ] {
            assert!(mended(text).is_none(), "{text}");
        }
        for text in [
            "https://example.org/a_b?c=d#e",
            "ftp://ftp.example.org/a.ps",
            "http://192.0.2.1/a",
            "https://web.archive.org/web/2020/http://a.org/",
            "urn:nbn:de:101:1",
            "10.1000/182",
            "https://example.org/a_(b)",
            "https://example.org/a...",
            "",
            "https://example.org http://b.org",
            "https://müller.example/ü",
            "mailto:a@b.org",
        ] {
            assert!(fault(text).is_none(), "{text}");
        }
    }
}
