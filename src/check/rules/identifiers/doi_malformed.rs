#![doc = include_str!("doi_malformed.md")]

use std::ops::Range;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::check::subject::misfiled::other_number;
use crate::diagnostic::{Edit, Family, Fix, FixAvailability, Group, Rule, Safety, Severity};
use crate::model::{Doi, FieldOrigin, Variable};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "doi-malformed",
        code: "IDN001",
        family: Family::Identifiers,
        severity: Severity::Error,
        group: Group::Default,
        fix: FixAvailability::Both,
        page: include_str!("doi_malformed.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, subject: &Subject<'_>) {
    if !subject.may_have_any(&["doi"], &[Variable::Doi]) {
        return;
    }
    let is_doi = |field: &&FieldOrigin| {
        // A value without a DOI is read as a URL or not at all.
        let named = field.last_name().eq_ignore_ascii_case("doi");
        named || field.variables().contains(&Variable::Doi)
    };
    for field in subject.own_fields().filter(is_doi) {
        let written = subject.written(field);
        let text = written.text;
        if Doi::is_bare(text) && placeholder(text).is_none() && of_page(text).is_none() {
            continue;
        }
        // Another kind of identifier is in the wrong field, but not malformed.
        if other_number(Variable::Doi, written.text).is_some() {
            continue;
        }
        let Some(fault) = find_fault(written.text) else { continue };
        let place = written.place(fault.range.clone());
        let gone = &written.text[fault.range.clone()];
        let mut finding = cx.of_field(subject, field, place, fault.message).help(fault.help);
        if let (Some((safety, replacement)), Some(place)) =
            (fault.mended, written.editable(fault.range))
        {
            let message = match replacement.as_str() {
                "" if gone.trim().is_empty() => "delete the space".to_owned(),
                "" => format!("delete `{gone}`"),
                text => format!("write `{text}`"),
            };
            finding = finding.fix(Fix::one(safety, message, Edit::new(place, replacement)));
        }
        cx.report(finding);
    }
}

/// What is wrong with a DOI, where, and its replacement.
#[derive(Debug)]
struct Fault {
    range: Range<usize>,
    message: String,
    help: String,
    mended: Option<(Safety, String)>,
}

fn find_fault(text: &str) -> Option<Fault> {
    let doi = text.trim();
    if doi.is_empty() {
        return None;
    }
    let start = doi.as_ptr() as usize - text.as_ptr() as usize;
    // The first check that finds something is the most specific one.
    let looks: [fn(&str) -> Option<Fault>; 9] = [
        encoded,
        several,
        inner_space,
        wrong_dash,
        after_address,
        misformed,
        placeholder,
        of_page,
        trailing,
    ];
    let fault = looks.iter().find_map(|look| look(doi))?;
    Some(Fault { range: fault.range.start + start..fault.range.end + start, ..fault })
}

fn misformed(doi: &str) -> Option<Fault> {
    let error = Doi::parse(doi).err()?;
    Some(Fault {
        range: 0..doi.len(),
        message: format!("`{doi}` is not a DOI: {error}"),
        help: match doi.starts_with("http") {
            true => "an address that contains no DOI goes into the field for the URL".to_owned(),
            false => "a DOI has the form `10.1000/182`".to_owned(),
        },
        mended: None,
    })
}

/// `10.1000%2F182` and `10.1000/a&lt;b`: a DOI copied from a URL or from HTML source.
fn encoded(doi: &str) -> Option<Fault> {
    let (at, code, character) = doi.char_indices().find_map(|(at, _)| {
        let (code, character) = percent_code(&doi[at..]).or_else(|| entity(&doi[at..]))?;
        Some((at, code, character))
    })?;
    let mut plain = String::new();
    let mut rest = doi;
    while let Some(c) = rest.chars().next() {
        let (code, character) =
            percent_code(rest).or_else(|| entity(rest)).unwrap_or((&rest[..c.len_utf8()], c));
        plain.push(character);
        rest = &rest[code.len()..];
    }
    // Encoded twice or in an unusual way: no edit is certain then.
    let mended = Doi::parse(&plain).is_ok().then_some((Safety::Safe, plain));
    let whole = mended.is_some();
    Some(Fault {
        range: if whole { 0..doi.len() } else { at..at + code.len() },
        message: format!("the DOI is encoded: `{code}` stands for `{character}`"),
        help: "write the characters of the DOI as they are".to_owned(),
        mended,
    })
}

fn percent_code(text: &str) -> Option<(&str, char)> {
    let code = text.get(..3)?;
    let hex = code.strip_prefix('%')?;
    let byte = u8::from_str_radix(hex, 16).ok().filter(|_| !hex.starts_with('+'))?;
    (byte.is_ascii_graphic() && !byte.is_ascii_alphanumeric()).then_some((code, char::from(byte)))
}

fn entity(text: &str) -> Option<(&str, char)> {
    const ENTITIES: [(&str, char); 3] = [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&')];
    let (name, character) = ENTITIES.into_iter().find(|(name, _)| text.starts_with(name))?;
    Some((&text[..name.len()], character))
}

fn inner_space(doi: &str) -> Option<Fault> {
    let bare = Doi::strip_resolver(doi);
    let offset = doi.len() - bare.len();
    let start = bare.find(char::is_whitespace)?;
    let len = bare[start..].len() - bare[start..].trim_start().len();
    // More than one space: these are words, not a typing error.
    let slip = bare.split_whitespace().count() == 2 && bare.starts_with("10.");
    Some(Fault {
        range: offset + start..offset + start + len,
        message: format!("the DOI `{bare}` contains a space"),
        help: "a DOI contains no spaces".to_owned(),
        mended: slip.then(|| (Safety::Unsafe, String::new())),
    })
}

fn wrong_dash(doi: &str) -> Option<Fault> {
    const DASHES: [char; 6] =
        ['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'];
    let (at, dash) = doi.char_indices().find(|(_, c)| DASHES.contains(c))?;
    Some(Fault {
        range: at..at + dash.len_utf8(),
        message: format!("the DOI `{doi}` contains a dash that is not a hyphen"),
        help: "a dash in a DOI is nearly always a hyphen that a word processor changed".to_owned(),
        mended: Some((Safety::Unsafe, "-".to_owned())),
    })
}

/// `10.1000/182, 10.1000/183`: the DOIs of several works, or one in several forms.
fn several(doi: &str) -> Option<Fault> {
    let parts: Vec<&str> = Doi::parts(doi).collect();
    if parts.len() < 2 || !parts.iter().all(|part| Doi::parse(part).is_ok()) {
        return None;
    }
    Some(Fault {
        range: 0..doi.len(),
        message: format!("{} DOIs in one field", parts.len()),
        help: format!("keep the DOI of this work: `{}` is the one that is read", parts[0]),
        mended: None,
    })
}

/// `http://doi.publisher.org/10.1000/182` and `http://dx.doi.org/doi:10.1000/182`: text before a
/// DOI that is not the address of the resolver.
fn after_address(doi: &str) -> Option<Fault> {
    let bare = Doi::strip_resolver(doi);
    let before = &doi[..doi.len() - bare.len()];
    let usual = before.trim_end().to_ascii_lowercase();
    let host = usual.trim_start_matches("https://").trim_start_matches("http://");
    if matches!(host, "" | "doi:" | "doi.org/" | "dx.doi.org/" | "www.doi.org/") {
        return None;
    }
    Doi::parse(bare).ok()?;
    // A publisher's URL may have more text after the DOI; a resolver's does not.
    let more = bare.contains(['?', '#']) || end_of_page(bare).is_some();
    let safety = if more { Safety::Unsafe } else { Safety::Safe };
    Some(Fault {
        range: 0..before.len(),
        message: format!("`{}` is not part of the DOI", before.trim_end()),
        help: format!("delete `{}`: the field holds the DOI alone", before.trim_end()),
        mended: Some((safety, String::new())),
    })
}

/// `10.1000/182/full` and `10.1000/182?journalCode=a`: a DOI copied with the end of the address of a
/// publisher's page.
fn of_page(doi: &str) -> Option<Fault> {
    let start = end_of_page(doi)?;
    Some(Fault {
        range: start..doi.len(),
        message: format!("`{}` is not part of the DOI", &doi[start..]),
        help: "this is the end of the address of a publisher's page".to_owned(),
        mended: Some((Safety::Unsafe, String::new())),
    })
}

/// The position at which what a publisher's address has after a DOI begins.
fn end_of_page(doi: &str) -> Option<usize> {
    const PAGES: [&str; 10] = [
        "full",
        "fulltext",
        "abstract",
        "abs",
        "pdf",
        "html",
        "epdf",
        "summary",
        "references",
        "meta",
    ];
    // Hardly any DOI has one of these letters at its end.
    if !doi.ends_with(|c| "ltfsya".contains(c)) && !doi.contains('?') {
        return None;
    }
    if let Some((before, query)) = doi.split_once('?')
        && query.contains('=')
        && before.contains('/')
    {
        return Some(before.len());
    }
    if let Some(before) = doi.strip_suffix(".pdf") {
        return Some(before.len());
    }
    let (before, page) = doi.rsplit_once('/')?;
    let page = page.trim();
    // The first slash separates the prefix.
    let is_more = before.contains('/') && PAGES.contains(&page);
    is_more.then_some(before.len())
}

/// A DOI from a template.
fn placeholder(doi: &str) -> Option<Fault> {
    const NOBODYS: [&str; 4] =
        ["10.1000/xyz123", "10.1234/5678", "10.1000/123456", "10.1234/example"];
    let bare = Doi::strip_resolver(doi).to_ascii_lowercase();
    let nobodys =
        NOBODYS.contains(&&*bare) || bare.starts_with("10.0000/") || bare.ends_with("/xxxx");
    nobodys.then(|| Fault {
        range: 0..doi.len(),
        message: format!("`{doi}` is a placeholder, not a DOI"),
        help: "write the work's own DOI, or take the field out".to_owned(),
        mended: None,
    })
}

/// Punctuation of the sentence from which the DOI was copied.
fn trailing(doi: &str) -> Option<Fault> {
    let mut bare = doi;
    while let Some(last) = bare.chars().last() {
        let count = |c: char| bare.matches(c).count();
        let stray = match last {
            '.' | ',' | ';' | ':' | '"' | '\'' | '”' | '’' => true,
            ')' => count(')') > count('('),
            ']' => count(']') > count('['),
            _ => false,
        };
        if !stray {
            break;
        }
        bare = &bare[..bare.len() - last.len_utf8()];
    }
    let tail = &doi[bare.len()..];
    (!tail.is_empty()).then(|| Fault {
        range: bare.len()..doi.len(),
        message: format!("the DOI ends with `{tail}`"),
        help: "punctuation after a DOI is not a part of it".to_owned(),
        mended: Some((Safety::Safe, String::new())),
    })
}

#[cfg(test)]
mod tests {
    use super::find_fault;

    #[test]
    fn faults_are_pointed_at_and_mended() {
        let fault = |text: &'static str| {
            let fault = find_fault(text).expect(text);
            (&text[fault.range.clone()], fault.mended.map(|(_, replacement)| replacement))
        };
        let mended = |text: &str| Some(text.to_owned());
        assert_eq!(fault("10.1000/1 82"), (" ", mended("")));
        assert_eq!(fault("https://doi.org/10.1000/1  82"), ("  ", mended("")));
        assert_eq!(fault("10.1000/182."), (".", mended("")));
        assert_eq!(fault("10.1000/182)."), (").", mended("")));
        assert_eq!(fault("10.1000/182)"), (")", mended("")));
        assert_eq!(fault(" 10.1000%2F182"), ("10.1000%2F182", mended("10.1000/182")));
        assert_eq!(fault("10.1000/a&lt;b"), ("10.1000/a&lt;b", mended("10.1000/a<b")));
        assert_eq!(fault("10.1000/a–b"), ("–", mended("-")));
        assert_eq!(fault("http://doi.acm.org/10.1145/1"), ("http://doi.acm.org/", mended("")));
        assert_eq!(
            fault("http://dx.doi.org/doi:10.1000/182"),
            ("http://dx.doi.org/doi:", mended(""))
        );
        assert_eq!(fault("DOI 10.1000/182"), ("DOI ", mended("")));
        assert_eq!(fault("10.1000/1; 10.1000/2"), ("10.1000/1; 10.1000/2", None));
        assert_eq!(fault("10.1000/182/full"), ("/full", mended("")));
        assert_eq!(fault("10.1000/182.pdf"), (".pdf", mended("")));
        assert_eq!(fault("10.1000/182?a=b"), ("?a=b", mended("")));
        assert_eq!(fault("10.1000/xyz123"), ("10.1000/xyz123", None));
        assert_eq!(fault("https://example.org/a"), ("https://example.org/a", None));
        assert_eq!(fault("none that I know of"), (" ", None));
    }

    #[test]
    fn odd_but_right() {
        for text in [
            "",
            "10.1000/182",
            "https://doi.org/10.1000/182",
            "doi: 10.1000/182",
            "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
            "10.1016/S0140-6736(05)67889-0",
            "10.1000/a(b)",
            "10.1000/100%x",
            "10/abcd",
            "https://doi.org/10/abcd",
            "10.1000/a,b;c",
            "10.1000/full",
            "10.1000/meta-a?b",
        ] {
            assert!(find_fault(text).is_none(), "{text}: {:?}", find_fault(text));
        }
    }
}
