//! The rules: what is wrong with bibliographies and documents beyond their syntax.
//!
//! Readings come in, with the texts they were read from; diagnostics go out, those of the
//! readers among them, ordered by place. Styles are checked too, by their own validator. Each rule is a file in `rules/`, with its page beside
//! it; the [registry](rules) lists them all, those of the parsers and readers too.

mod config;
mod dialect;
mod manuscripts;
mod one_cause;
mod options;
mod placeholder;
mod printed;
mod registry;
mod remarks;
mod rules;
mod selector;
mod subject;
mod suppress;

pub use config::{Config, Layer};
pub use options::{DefaultValue, OptionError, OptionValue, RuleOption};
pub use registry::{find, options_of, rules};
pub use selector::{Selector, UnknownRule};

use crate::check::manuscripts::Cited;
use crate::check::printed::Printed;
use crate::check::registry::{CHECKS, Check, Run};
use crate::check::subject::{Libraries, Subject};
use crate::check::suppress::Suppressions;
use crate::diagnostic::{Diagnostic, Rule, Sink};
use crate::document::Manuscript;
use crate::engine::parallel::in_ranges_of;
use crate::read::Reading;
use crate::source::{SourceId, Sources};
use crate::style::validate::validate;
use crate::syntax::xml;

/// What is checked in one run.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The texts that the readings were read from.
    pub sources: &'a Sources,
    /// The bibliographies. They are checked together: a key of one may clash with another's.
    pub readings: &'a [Reading],
    /// Which of the texts are CSL styles or locales.
    pub styles: &'a [SourceId],
    /// The documents, each with its bibliographies, which are among the readings.
    pub manuscripts: &'a [Manuscript],
}

/// Runs every rule that the configuration does not switch off, and gives what the rules, the
/// readers and the validator of styles found, ordered by place.
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
    let libraries = Libraries::new(input);
    let mut sink = Sink::new();
    for reading in input.readings {
        sink.extend(reading.diagnostics.iter().cloned());
    }
    for &id in input.styles {
        let Some(source) = input.sources.get(id) else { continue };
        if let Some(root) = xml::parse(&source.text, id, &mut sink) {
            validate(&root, id, &mut sink);
        }
    }
    let printed = config.style().map(|style| Printed::of(&libraries, style));
    for part in input.manuscripts.iter().flat_map(|manuscript| &manuscript.parts) {
        sink.extend(part.diagnostics.iter().cloned());
    }
    let documents = Cited::all(input);
    // What is a placeholder silences the other rules even where nobody wants to hear of it.
    let runs = |rule: &'static Rule| config.may_run(rule) || one_cause::speaks_alone(rule);
    let checks: Vec<&Check> = CHECKS.iter().filter(|check| runs(check.rule)).collect();
    let entries = input.readings.iter().map(|reading| reading.library.len()).sum();
    // No check knows of another, so that each core has some of them.
    sink.extend(in_ranges_of(entries, checks.len(), None, |range| {
        let mut sink = Sink::new();
        for check in &checks[range] {
            match check.run {
                Run::Entry(run) => {
                    libraries.entries().for_each(|entry: Subject<'_>| run(&entry, &mut sink));
                }
                Run::Libraries(run) => run(&libraries, &mut sink),
                Run::Configured(run) => {
                    run(&libraries, &config.options(check.rule), &mut sink);
                }
                Run::Printed(run) => {
                    if let Some(printed) = &printed {
                        run(printed, &mut sink);
                    }
                }
                Run::Document(run) => documents.iter().for_each(|it| run(it, &mut sink)),
                Run::Documents(run) => run(&documents, &mut sink),
                // Once it is known what they let pass.
                Run::Suppressions(_) => {}
            }
        }
        sink.into_found()
    }));
    let found = one_cause::one_finding_each(sink.into_sorted());
    let found = config.settle(found, input.sources);
    let mut suppressions = Suppressions::of(input, config);
    if suppressions.is_empty() {
        return found;
    }
    let mut sink = Sink::new();
    sink.extend(found.into_iter().filter(|finding| !suppressions.let_pass(finding)));
    let mut about = Sink::new();
    for check in CHECKS.iter().filter(|check| config.may_run(check.rule)) {
        if let Run::Suppressions(run) = check.run {
            run(&suppressions, &mut about);
        }
    }
    sink.extend(config.settle(about.into_sorted(), input.sources));
    sink.into_sorted()
}
