#![doc = include_str!("key_pattern.md")]

use unicode_normalization::UnicodeNormalization;

use crate::check::context::Context;
use crate::check::options::{Flag, Setting, Text};
use crate::check::rule::{Check, LooksAt};

use crate::check::subject::{Bibliography, NewKeys};
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};
use crate::model::{Entry, Variable};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "key-pattern",
        code: "KEY005",
        family: Family::Keys,
        severity: Severity::Info,
        group: Group::OptIn,
        fix: FixAvailability::Unsafe,
        page: include_str!("key_pattern.md"),
    },
    looks_at: &[LooksAt::Libraries(check)],
    options: &[&PATTERN.option, &MATCH_CASE.option],
};

static PATTERN: Setting<Text> = Setting::text(
    "pattern",
    "The form of keys, made of text, `{author}`, `{year}` and `{title}`.",
    "{author}{year}",
);

static MATCH_CASE: Setting<Flag> =
    Setting::flag("match-case", "Whether the letter case must match too.", false);

fn check(cx: &Context<'_>, bibliography: &Bibliography<'_>) {
    let pattern = cx.get(&PATTERN);
    let mut keys = NewKeys::of(bibliography);
    for entry in bibliography.entries() {
        let key = &entry.entry.key;
        // Without an author or year no key can be built.
        let Some(wanted) = key_of(entry.entry, pattern).filter(|_| !key.is_empty()) else {
            continue;
        };
        if is_made_so(key, &wanted, cx.get(&MATCH_CASE)) {
            continue;
        }
        let message = format!("the key `{key}` does not match the pattern `{pattern}`");
        let finding = cx.of_entry(entry, entry.origin.key, message);
        let letter = |number: usize| char::from_u32('a' as u32 + number as u32 - 1);
        let with_letter = |number| wanted.chars().chain(letter(number)).collect();
        let free = keys.free(&wanted, with_letter);
        let fix = free.and_then(|free| keys.rename(cx, key, &free));
        let help = format!("use `{wanted}`, or `{wanted}` with a letter after it");
        cx.report(finding.help(help).fix(fix));
    }
}

/// The key for an entry according to a pattern; `None` if the entry lacks a part of it.
fn key_of(entry: &Entry, pattern: &str) -> Option<String> {
    let mut key = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        key.push_str(before);
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        key.push_str(&part(entry, name)?);
        rest = behind;
    }
    key.push_str(rest);
    Some(key)
}

fn part(entry: &Entry, name: &str) -> Option<String> {
    let text = match name {
        "author" => {
            let names = [Variable::Author, Variable::Editor, Variable::Translator];
            let first = names.into_iter().find_map(|names| entry.names(names).first())?;
            plain(&first.family_or_literal())
        }
        "year" => entry.date(Variable::Issued)?.first_point()?.year.to_string(),
        "title" => {
            const SMALL: [&str; 12] =
                ["a", "an", "the", "der", "die", "das", "le", "la", "les", "el", "on", "of"];
            let title = entry.str(Variable::Title)?;
            let mut words = title.split(|c: char| !c.is_alphanumeric());
            let is_large =
                |word: &&str| !word.is_empty() && !SMALL.contains(&&*word.to_lowercase());
            plain(words.find(is_large)?)
        }
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Letters and digits without accents.
fn plain(text: &str) -> String {
    text.nfd().filter(|c| c.is_alphanumeric()).collect()
}

/// True if a key is the expected one, with or without a letter after it.
fn is_made_so(key: &str, wanted: &str, match_case: bool) -> bool {
    let fold = |text: &str| match match_case {
        true => text.to_owned(),
        false => text.to_lowercase(),
    };
    let key: String = key.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
    match fold(&key).strip_prefix(&fold(wanted)) {
        Some(rest) => rest.is_empty() || rest.len() == 1 && rest.as_bytes()[0].is_ascii_lowercase(),
        None => false,
    }
}
