//! Runs the rules.

use std::cell::Cell;

use crate::check::claims;
use crate::check::config::Config;
use crate::check::context::Context;
use crate::check::found::Counting;
use crate::check::input::Input;
use crate::check::registry::checks;
use crate::check::rule::{Check, EntryLook, LooksAt};
use crate::check::run::Run;
use crate::check::subject::{Facts, Subject};
use crate::check::suppress::Suppressions;
use crate::diagnostic::{Diagnostic, MOST_LISTED, Sink};
use crate::dialect::Dialect;
use crate::parallel::{in_ranges, in_ranges_of};
use crate::read::{Kept, Was};
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
    check_up_to(MOST_LISTED, input, config)
}

/// Like [`check`], but lists up to `most` findings of one rule and severity in one text.
pub(crate) fn check_up_to(most: usize, input: &Input<'_>, config: &Config) -> Vec<Diagnostic> {
    run_rules(most, input, config, &Facts::room(input.readings), None)
}

/// Like [`check`], with what is known of the entries of the only bibliography.
pub(super) fn check_again(
    input: &Input<'_>,
    config: &Config,
    facts: &[Vec<Facts>],
    walked: &mut Walked,
) -> Vec<Diagnostic> {
    run_rules(MOST_LISTED, input, config, facts, Some(walked))
}

/// What is known of entries since the rules about single entries last looked at them.
#[derive(Debug, Default)]
pub(super) struct Walked {
    entries: Vec<Clean>,
    /// What the file was taken for, which decides for all entries.
    taken_for: Option<(Dialect, bool)>,
    /// What the entries were in.
    run: Option<u64>,
}

/// Whether rules found nothing in an entry, and would find nothing if they looked again.
#[derive(Debug, Clone, Copy, Default)]
struct Clean {
    /// Those that look at it alone.
    alone: bool,
    /// Those that ask for the run as well.
    in_run: bool,
}

impl Walked {
    /// Keeps what is known of entries that are read again; `count` is how many there are now.
    pub(super) fn keep(&mut self, kept: &Kept, count: usize) {
        let known = |was: &Option<Was>| {
            was.and_then(|was| self.entries.get(was.number).copied()).unwrap_or_default()
        };
        let mut now: Vec<Clean> = kept.iter().take(count).map(known).collect();
        now.resize(count, Clean::default());
        self.entries = now;
    }

    /// Forgets what has to be looked at again because of something else than the entries.
    fn compare(&mut self, run: &Run<'_>) {
        let taken_for = run.entries().next().map(|it| (it.dialect, it.is_clearly_bibtex));
        if taken_for != self.taken_for {
            self.taken_for = taken_for;
            self.entries.fill(Clean::default());
        }
        let fingerprint = run.fingerprint();
        if fingerprint.is_none() || fingerprint != self.run {
            self.run = fingerprint;
            self.entries.iter_mut().for_each(|clean| clean.in_run = false);
        }
    }
}

fn run_rules(
    most: usize,
    input: &Input<'_>,
    config: &Config,
    facts: &[Vec<Facts>],
    mut walked: Option<&mut Walked>,
) -> Vec<Diagnostic> {
    let run = Run::new(input, facts, config.style(), config.exists());
    let types = config.types(input);
    let suppressions = Suppressions::of(input, config, types.as_ref());
    let counting = Counting { config, input, suppressions: &suppressions, types: types.as_ref() };
    let mut sink = counting.collect(Sink::up_to(most), |found| {
        for file in &run.files {
            claims::of_reader(file).cloned().for_each(found);
        }
        for style in &run.styles {
            style.found.clone().into_found().into_iter().for_each(found);
        }
        for part in input.manuscripts.iter().flat_map(|manuscript| &manuscript.parts) {
            part.diagnostics.iter().cloned().for_each(found);
        }
    });
    let running: Vec<&Check> = checks().filter(|check| config.may_run(check.rule)).collect();
    if let Some(walked) = &mut walked {
        walked.compare(&run);
    }
    let clean = walked.as_ref().map(|walked| &*walked.entries).unwrap_or_default();
    let clean = walk_entries(&run, &counting, &running, clean, &mut sink);
    if let Some(walked) = walked {
        walked.entries = clean;
    }
    look_at_the_rest(&run, &counting, &running, &mut sink);
    if !suppressions.all().is_empty() {
        look_at_suppressions(&run, &counting, &mut sink);
    }
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

/// Runs the rules about entries, in one pass over all entries but those that are known to be clean.
/// Returns which are clean now.
fn walk_entries(
    run: &Run<'_>,
    counting: &Counting<'_>,
    running: &[&Check],
    clean: &[Clean],
    sink: &mut Sink,
) -> Vec<Clean> {
    /// How many entries are checked before their findings are joined: each core keeps those of its
    /// own until then.
    const ENTRIES_AT_ONCE: usize = 1 << 15;
    let (mut alone, mut in_run) = (Vec::new(), Vec::new());
    for check in running {
        for look in check.looks_at {
            match look {
                LooksAt::Entry(look) => alone.push((check.rule, *look)),
                LooksAt::EntryInRun(look) => in_run.push((check.rule, *look)),
                _ => {}
            }
        }
    }
    let entries: Vec<&Subject<'_>> = run.entries().collect();
    let mut all = Vec::with_capacity(entries.len());
    for (some, start) in entries.chunks(ENTRIES_AT_ONCE).zip((0..).step_by(ENTRIES_AT_ONCE)) {
        let before = &*sink;
        let parts = in_ranges(some.len(), None, |range| {
            let mut now = Vec::with_capacity(range.len());
            let part = counting.collect(before.continuation(), |found| {
                let count = Cell::new(0_usize);
                let counted = |finding| {
                    count.set(count.get() + 1);
                    found(finding);
                };
                let context = |rule| Context::new(rule, run, counting.config.options(), &counted);
                let looks = |looks: &[(_, EntryLook)]| -> Vec<(Context<'_>, EntryLook)> {
                    looks.iter().map(|(rule, look)| (context(*rule), *look)).collect()
                };
                let (alone, in_run) = (looks(&alone), looks(&in_run));
                for (entry, number) in some[range.clone()].iter().zip(start + range.start..) {
                    let entry = entry.afresh();
                    let known = clean.get(number).copied().unwrap_or_default();
                    let is_clean_of = |looks: &[(Context<'_>, EntryLook)]| {
                        let before = count.get();
                        looks.iter().for_each(|(cx, look)| look(cx, &entry));
                        count.get() == before
                    };
                    now.push(Clean {
                        alone: known.alone || is_clean_of(&alone),
                        in_run: known.in_run || is_clean_of(&in_run),
                    });
                }
            });
            vec![(part, now)]
        });
        for (part, now) in parts {
            sink.append(part);
            all.extend(now);
        }
    }
    all
}

/// Runs all other rules; each core runs some of them.
fn look_at_the_rest(run: &Run<'_>, counting: &Counting<'_>, running: &[&Check], sink: &mut Sink) {
    let looks = running.iter().flat_map(|check| {
        let looks = check
            .looks_at
            .iter()
            .filter(|look| !matches!(look, LooksAt::Entry(_) | LooksAt::EntryInRun(_)));
        looks.map(|look| (check.rule, *look))
    });
    let looks: Vec<_> = looks.collect();
    let bibliographies = run.bibliographies();
    let styled = run.styled();
    let entries = run.files.iter().map(|file| file.entries.len()).sum();
    let before = &*sink;
    let parts = in_ranges_of(entries, looks.len(), None, |range| {
        let part = counting.collect(before.continuation(), |found| {
            for (rule, look) in &looks[range] {
                let cx = &Context::new(rule, run, counting.config.options(), found);
                match look {
                    LooksAt::Source(look) | LooksAt::Library(look) => {
                        run.files.iter().for_each(|file| look(cx, file));
                    }
                    LooksAt::Libraries(look) => bibliographies.iter().for_each(|it| look(cx, it)),
                    LooksAt::Document(look) => run.documents.iter().for_each(|it| look(cx, it)),
                    LooksAt::Documents(look) => look(cx, &run.documents),
                    LooksAt::Styled(look) => styled.iter().for_each(|entry| look(cx, entry)),
                    LooksAt::Style(look) => run.styles.iter().for_each(|style| look(cx, style)),
                    LooksAt::Entry(_) | LooksAt::EntryInRun(_) | LooksAt::Suppressions(_) => {}
                }
            }
        });
        vec![part]
    });
    parts.into_iter().for_each(|part| sink.append(part));
}

/// Runs the rules about suppression comments; no comment allows what they find.
fn look_at_suppressions(run: &Run<'_>, counting: &Counting<'_>, sink: &mut Sink) {
    let none = Suppressions::default();
    let (config, all) = (counting.config, counting.suppressions.all());
    let unsuppressed = Counting { suppressions: &none, ..*counting };
    let part = unsuppressed.collect(sink.continuation(), |found| {
        for check in checks().filter(|check| config.may_run(check.rule)) {
            for look in check.looks_at {
                if let LooksAt::Suppressions(look) = look {
                    look(&Context::new(check.rule, run, config.options(), found), all);
                }
            }
        }
    });
    sink.append(part);
}
