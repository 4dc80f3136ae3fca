#![doc = include_str!("unknown_language.md")]

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::check::context::Context;
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity, slips};
use crate::model::Language;
use crate::read::Format;

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "unknown-language",
        code: "FLD012",
        family: Family::Fields,
        severity: Severity::Warning,
        group: Group::Default,
        fix: FixAvailability::None,
        page: include_str!("unknown_language.md"),
    },
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

/// The language names of babel and polyglossia.
const BABEL: &str = include_str!("languages.txt");

/// The same in lower case, to be looked up.
static BABEL_NAMES: LazyLock<HashSet<String>> =
    LazyLock::new(|| BABEL.lines().map(str::to_ascii_lowercase).collect());

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    slip_in_language(cx, entry);
    let names: &[&str] = match entry.format {
        // BibLaTeX prints `language` as it is.
        Format::Bibtex => &["langid", "hyphenation"],
        _ => &["language"],
    };
    for field in names.iter().filter_map(|name| entry.own_field(name)) {
        let value = entry.spelled(field).trim();
        if value.is_empty()
            || value.contains('\\')
            || !entry.is_literal(field)
            || is_known(value, entry.format)
        {
            continue;
        }
        let message = format!("unknown language in `{}`: `{value}`", field.name);
        let help = match entry.format {
            Format::Bibtex => "use babel's name for it, or its language tag: `ngerman`, `de-AT`",
            _ => "use its language tag: `de`, `en-GB`",
        };
        cx.report(cx.of_field(entry, field, field.value_location(), message).help(help));
    }
}

/// A slip of the pen in BibLaTeX's `language`, which may hold any words: `Englsh`.
fn slip_in_language(cx: &Context<'_>, entry: &Subject<'_>) {
    let field = entry.own_field("language").filter(|_| entry.format == Format::Bibtex);
    let Some(field) = field else { return };
    let value = entry.spelled(field).trim();
    let is_word = value.len() > 4 && value.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !is_word || is_known(value, entry.format) || !entry.is_literal(field) {
        return;
    }
    let lower = value.to_ascii_lowercase();
    let is_slip = |name: &&str| name.len() > 4 && slips(&lower, name) == 1;
    let Some(meant) = BABEL.lines().find(is_slip) else { return };
    let meant = match value.starts_with(char::is_uppercase) {
        true => meant[..1].to_uppercase() + &meant[1..],
        false => meant.to_owned(),
    };
    let message = format!("unknown language in `{}`: `{value}`", field.name);
    let finding = cx.of_field(entry, field, field.value_location(), message);
    cx.report(finding.help(format!("did you mean `{meant}`?")));
}

fn is_known(value: &str, format: Format) -> bool {
    let is_babel = || match value.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => BABEL_NAMES.contains(&*value.to_ascii_lowercase()),
        false => BABEL_NAMES.contains(value),
    };
    let is_tag = || Language::parse(value).is_ok_and(|tag| matches!(tag.primary().len(), 2 | 3));
    (format == Format::Bibtex && is_babel()) || is_tag()
}

#[cfg(test)]
mod tests {
    use super::is_known;
    use crate::read::Format;

    #[test]
    fn languages() {
        for value in ["ngerman", "British", "de", "de-AT", "pt-BR", "zh-Hans", "eng"] {
            assert!(is_known(value, Format::Bibtex), "{value}");
        }
        for value in ["Deutsch (neu)", "klingonisch", "english"] {
            assert!(!is_known(value, Format::CslJson), "{value}");
        }
    }
}
