#![doc = include_str!("key_not_citable.md")]

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};

use crate::check::subject::{Bibliography, NewKeys};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::read::Format;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "key-not-citable",
        code: "KEY004",
        family: Family::Keys,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::Unsafe,
        page: include_str!("key_not_citable.md"),
    },
    looks_at: &[LooksAt::Libraries(check)],
    options: &[],
};

fn check(cx: &Context<'_>, bibliography: &Bibliography<'_>) {
    let mut keys = NewKeys::of(bibliography);
    for entry in bibliography.entries() {
        let key = entry.entry.key.as_str();
        let Some(why) = why(key) else { continue };
        // BibTeX's parser reports these itself.
        if entry.format == Format::Bibtex && key.contains(char::is_whitespace) {
            continue;
        }
        let message = format!("the key `{key}` cannot be cited everywhere: {why}");
        let finding = cx
            .of_entry(entry, entry.origin.key, message)
            .help("use letters, digits, `-`, `_`, `:` and `.`");
        let fix = citable(key).and_then(|wanted| {
            let free = keys.free(&wanted, |number| format!("{wanted}-{}", number + 1))?;
            keys.rename(cx, key, &free)
        });
        cx.report(finding.fix(fix));
    }
}

/// A key that can be cited in place of one that cannot.
fn citable(key: &str) -> Option<String> {
    let words = key.split(is_bad).filter(|word| !word.is_empty());
    let mut citable = words.collect::<Vec<_>>().join("-");
    if let Some(label) = LABELS.iter().find(|label| citable.starts_with(**label)) {
        citable.replace_range(label.len() - 1..label.len(), "_");
    }
    (!citable.is_empty() && why(&citable).is_none()).then_some(citable)
}

/// The prefixes of labels for figures and similar items, which Quarto recognizes in keys.
const LABELS: [&str; 6] = ["fig-", "tbl-", "sec-", "eq-", "lst-", "thm-"];

/// Whether no character can be bad, as in nearly all keys; one byte tells.
fn is_usual(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'.' | b'_' | b'/' | b'+')
}

fn is_bad(c: char) -> bool {
    c.is_whitespace() || "{},%#~\\^\"()=[];@".contains(c)
}

/// Why a key cannot be cited in LaTeX, Markdown or Typst; `None` if it can be cited in all of them.
fn why(key: &str) -> Option<String> {
    if key.bytes().all(is_usual) {
        return None;
    }
    if let Some(character) = key.chars().find(|c| is_bad(*c)) {
        return Some(match character {
            c if c.is_whitespace() => "it has a space in it".to_owned(),
            c => format!("it has a `{c}` in it"),
        });
    }
    let label = LABELS.iter().find(|label| key.starts_with(**label))?;
    Some(format!("Quarto reserves `{label}` for cross-references"))
}

#[cfg(test)]
mod tests {
    use super::why;

    #[test]
    fn keys_that_cannot_be_cited() {
        for key in ["a b", "a,b", "a(b)", "fig-a", "a%b"] {
            assert!(why(key).is_some(), "{key}");
        }
        for key in
            ["mett", "DBLP:conf/a/B12", "mett_1967-a.b", "müller+roe", "figures", "10.1000/182", ""]
        {
            assert!(why(key).is_none(), "{key}");
        }
    }
}
