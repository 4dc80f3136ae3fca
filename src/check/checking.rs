//! Runs the rules.

use std::cell::RefCell;

use crate::check::claims;
use crate::check::config::Config;
use crate::check::context::Context;
use crate::check::input::Input;
use crate::check::registry::checks;
use crate::check::rule::{Check, LooksAt};
use crate::check::run::Run;
use crate::check::subject::{Facts, Subject};
use crate::check::suppress::Suppressions;
use crate::diagnostic::{Diagnostic, Sink};
use crate::parallel::{in_ranges, in_ranges_of};
use crate::source::Sources;

/// Runs every rule that the configuration enables. Returns the findings of the rules, the readers
/// and the style validator, ordered by location.
///
/// # Example
///
/// ```
/// use ibid::check::{Config, Input, check};
/// use ibid::read::read;
/// use ibid::source::{Source, Sources};
///
/// let mut sources = Sources::new();
/// let source = Source::new("refs.bib", "@book{mett, title = {The Kronstadt Uprising},");
/// let id = sources.push(source.clone());
/// let readings = [read(&source, id, None).unwrap()];
/// let input = Input { sources: &sources, readings: &readings, styles: &[], manuscripts: &[] };
/// let found = check(&input, &Config::default());
/// assert!(!found.is_empty(), "the entry never ends");
/// ```
pub fn check(input: &Input<'_>, config: &Config) -> Vec<Diagnostic> {
    let facts = Facts::room(input.readings);
    let run = Run::new(input, &facts, config.style(), config.exists());
    let mut sink = Sink::new();
    for file in &run.files {
        sink.extend(claims::of_reader(file).cloned());
    }
    for style in &run.styles {
        sink.extend(style.found.as_slice().iter().cloned());
    }
    for part in input.manuscripts.iter().flat_map(|manuscript| &manuscript.parts) {
        sink.extend(part.diagnostics.iter().cloned());
    }
    let running: Vec<&Check> = checks().filter(|check| config.may_run(check.rule)).collect();
    sink.extend(walk_entries(&run, config, &running));
    sink.extend(look_at_the_rest(&run, config, &running));
    let found = config.settle(sink.into_sorted(), input);
    let mut suppressions = Suppressions::of(input, config);
    if suppressions.all().is_empty() {
        return with_values(found, input.sources);
    }
    let mut sink = Sink::new();
    sink.extend(found.into_iter().filter(|finding| !suppressions.let_pass(finding)));
    let about = look_at_suppressions(&run, config, &suppressions);
    sink.extend(config.settle(about, input));
    with_values(sink.into_sorted(), input.sources)
}

/// Sets the value that each finding is about, if its rule has not: the text at its location.
fn with_values(mut found: Vec<Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
    /// For a longer text, the beginning is enough to identify it.
    const MOST_BYTES: usize = 200;
    for finding in found.iter_mut().filter(|finding| finding.value.is_none()) {
        let text = sources.slice(finding.primary.location);
        let text = &text[..text.floor_char_boundary(MOST_BYTES)];
        let words: Vec<&str> = text.split_whitespace().collect();
        finding.value = (!words.is_empty()).then(|| words.join(" "));
    }
    found
}

/// Runs the rules about entries, in one pass over all entries.
fn walk_entries(run: &Run<'_>, config: &Config, running: &[&Check]) -> Vec<Diagnostic> {
    let looks = running.iter().flat_map(|check| {
        check.looks_at.iter().filter_map(|look| match look {
            LooksAt::Entry(look) => Some((check.rule, *look)),
            _ => None,
        })
    });
    let looks: Vec<_> = looks.collect();
    let entries: Vec<&Subject<'_>> = run.entries().collect();
    in_ranges(entries.len(), None, |range| {
        let found = RefCell::new(Vec::new());
        let looks = looks
            .iter()
            .map(|(rule, look)| (Context::new(rule, run, config.options(), &found), look));
        let looks: Vec<_> = looks.collect();
        for entry in &entries[range] {
            let entry = entry.afresh();
            looks.iter().for_each(|(cx, look)| look(cx, &entry));
        }
        drop(looks);
        found.into_inner()
    })
}

/// Runs all other rules; each core runs some of them.
fn look_at_the_rest(run: &Run<'_>, config: &Config, running: &[&Check]) -> Vec<Diagnostic> {
    let looks = running.iter().flat_map(|check| {
        let looks = check.looks_at.iter().filter(|look| !matches!(look, LooksAt::Entry(_)));
        looks.map(|look| (check.rule, *look))
    });
    let looks: Vec<_> = looks.collect();
    let bibliographies = run.bibliographies();
    let styled = run.styled();
    let entries = run.files.iter().map(|file| file.entries.len()).sum();
    in_ranges_of(entries, looks.len(), None, |range| {
        let found = RefCell::new(Vec::new());
        for (rule, look) in &looks[range] {
            let cx = &Context::new(rule, run, config.options(), &found);
            match look {
                LooksAt::Source(look) | LooksAt::Library(look) => {
                    run.files.iter().for_each(|file| look(cx, file));
                }
                LooksAt::Libraries(look) => bibliographies.iter().for_each(|it| look(cx, it)),
                LooksAt::Document(look) => run.documents.iter().for_each(|it| look(cx, it)),
                LooksAt::Documents(look) => look(cx, &run.documents),
                LooksAt::Styled(look) => styled.iter().for_each(|entry| look(cx, entry)),
                LooksAt::Style(look) => run.styles.iter().for_each(|style| look(cx, style)),
                LooksAt::Entry(_) | LooksAt::Suppressions(_) => {}
            }
        }
        found.into_inner()
    })
}

/// Runs the rules about suppression comments.
fn look_at_suppressions(
    run: &Run<'_>,
    config: &Config,
    suppressions: &Suppressions,
) -> Vec<Diagnostic> {
    let found = RefCell::new(Vec::new());
    for check in checks().filter(|check| config.may_run(check.rule)) {
        for look in check.looks_at {
            if let LooksAt::Suppressions(look) = look {
                let cx = Context::new(check.rule, run, config.options(), &found);
                look(&cx, suppressions.all());
            }
        }
    }
    let mut sink = Sink::new();
    sink.extend(found.into_inner());
    sink.into_sorted()
}
