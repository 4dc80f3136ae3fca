//! Baselines: the findings that a project has accepted for now, so that only new ones count.
//!
//! A finding is identified by its rule, entry, field and value, and never by a line: it stays
//! accepted while the file around it changes or its entry moves to another file, and is new again if
//! its value changes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::report::fingerprint;
use crate::source::Sources;

/// The version of the format that [`Baseline::write`] writes.
const VERSION: u32 = 1;

/// The findings that are accepted for now.
///
/// # Example
///
/// ```
/// use ibid::check::{Config, Input, check};
/// use ibid::read::read;
/// use ibid::report::Baseline;
/// use ibid::source::{Source, Sources};
///
/// let mut sources = Sources::new();
/// let source = Source::new("refs.bib", "@book{mett, title = {The Kronstadt Uprising}}");
/// let id = sources.push(source.clone());
/// let readings = [read(&source, id, None).unwrap()];
/// let input = Input { sources: &sources, readings: &readings, styles: &[], manuscripts: &[] };
/// let found = check(&input, &Config::default());
/// let baseline = Baseline::of(&sources, &found, str::to_owned);
/// assert_eq!(Baseline::parse(&baseline.write()).unwrap(), baseline);
/// let compared = baseline.compare(&sources, found, str::to_owned);
/// assert!(compared.new.is_empty() && compared.known > 0);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Fingerprint → file → accepted finding.
    accepted: BTreeMap<String, BTreeMap<String, Accepted>>,
}

/// A finding that is accepted in a file, with the number of times it was found there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// Its identification.
    fingerprint: String,
    /// The name of its rule.
    pub rule: String,
    /// The file that contains it, with `/` between folders.
    pub file: String,
    /// The entry that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The field that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The number of times it was found; at least 1.
    #[serde(default = "once", skip_serializing_if = "is_once")]
    pub count: usize,
}

impl Accepted {
    /// Removes up to `most`; returns how many.
    fn take(&mut self, most: usize) -> usize {
        let taken = self.count.min(most);
        self.count -= taken;
        taken
    }
}

fn once() -> usize {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands it a reference")]
fn is_once(count: &usize) -> bool {
    *count == 1
}

/// Findings compared with a baseline.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Compared {
    /// The findings that are not in the baseline.
    pub new: Vec<Diagnostic>,
    /// The number of findings that are in the baseline.
    pub known: usize,
    /// The findings of the baseline that were not found, with the number of times they are missing.
    pub gone: Vec<Accepted>,
}

/// Why a text is not a baseline.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BaselineError {
    /// It is not JSON in the form of a baseline.
    #[error("line {}, column {}: {}", .0.line(), .0.column(), cause(.0))]
    Form(serde_json::Error),
    /// A later version of ibid wrote it.
    #[error("it is in version {0} of the form, of which this program knows {VERSION}")]
    Version(u32),
}

/// The parser's message without the position at its end.
fn cause(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(cause, _)| cause.to_owned())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    findings: Vec<Accepted>,
}

impl Baseline {
    /// Creates a baseline that accepts all of these findings. `file_of` returns the path to write
    /// for the name of a source.
    pub fn of(
        sources: &Sources,
        diagnostics: &[Diagnostic],
        file_of: impl Fn(&str) -> String,
    ) -> Baseline {
        let mut baseline = Baseline::default();
        for diagnostic in diagnostics {
            let file = file_name(sources, diagnostic, &file_of);
            let fingerprint = fingerprint::lasting(diagnostic, sources, &file);
            baseline.add(Accepted {
                fingerprint,
                rule: diagnostic.rule.name.to_owned(),
                file,
                key: diagnostic.first_key().map(str::to_owned),
                field: diagnostic.field.clone(),
                count: diagnostic.stands_for,
            });
        }
        baseline
    }

    /// Reads the output of [`Baseline::write`].
    ///
    /// # Errors
    ///
    /// If the text is something else, or was written by a later version of ibid.
    pub fn parse(text: &str) -> Result<Baseline, BaselineError> {
        let Document { version, findings } =
            serde_json::from_str(text).map_err(BaselineError::Form)?;
        if version > VERSION {
            return Err(BaselineError::Version(version));
        }
        let mut baseline = Baseline::default();
        findings.into_iter().for_each(|finding| baseline.add(finding));
        Ok(baseline)
    }

    fn add(&mut self, finding: Accepted) {
        let files = self.accepted.entry(finding.fingerprint.clone()).or_default();
        match files.get_mut(&finding.file) {
            Some(known) => known.count += finding.count,
            None => {
                files.insert(finding.file.clone(), finding);
            }
        }
    }

    /// All accepted findings.
    fn all(&self) -> impl Iterator<Item = &Accepted> {
        self.accepted.values().flat_map(BTreeMap::values)
    }

    /// Writes the baseline as JSON with one finding per line, ordered by file, entry, rule and
    /// field, so that a change of one finding changes one line.
    ///
    /// *Shape*: `{"version": 1, "findings": [{"fingerprint", "rule", "file", "key", "field",
    /// "count"}]}`; `count` is omitted if it is 1.
    pub fn write(&self) -> String {
        let mut findings: Vec<&Accepted> = self.all().collect();
        findings.sort_by_key(|it| (&it.file, &it.key, &it.rule, &it.field, &it.fingerprint));
        let lines: Vec<String> =
            findings.into_iter().filter_map(|it| serde_json::to_string(it).ok()).collect();
        let findings = match lines.is_empty() {
            true => String::new(),
            false => format!("\n    {}\n  ", lines.join(",\n    ")),
        };
        format!("{{\n  \"version\": {VERSION},\n  \"findings\": [{findings}]\n}}\n")
    }

    /// The number of accepted findings.
    pub fn len(&self) -> usize {
        self.all().map(|accepted| accepted.count).sum()
    }

    /// True if it accepts no findings.
    pub fn is_empty(&self) -> bool {
        self.accepted.is_empty()
    }

    /// Separates findings into accepted and new ones. `file_of` is as in [`Baseline::of`].
    pub fn compare(
        &self,
        sources: &Sources,
        diagnostics: Vec<Diagnostic>,
        file_of: impl Fn(&str) -> String,
    ) -> Compared {
        self.compare_part(sources, diagnostics, file_of, |_| true)
    }

    /// Like [`Baseline::compare`], for a run that may not have checked all files. If
    /// `was_looked_for` is false for an accepted finding, it may still be there, so that the same
    /// finding in another file is a new one and not the old one that has moved.
    pub fn compare_part(
        &self,
        sources: &Sources,
        diagnostics: Vec<Diagnostic>,
        file_of: impl Fn(&str) -> String,
        was_looked_for: impl Fn(&Accepted) -> bool,
    ) -> Compared {
        let mut left = self.clone();
        let places: Vec<(String, String)> = diagnostics
            .iter()
            .map(|diagnostic| {
                let file = file_name(sources, diagnostic, &file_of);
                (fingerprint::lasting(diagnostic, sources, &file), file)
            })
            .collect();
        // How many of those that each stands for are new.
        let mut new: Vec<usize> = diagnostics.iter().map(|it| it.stands_for).collect();
        for (new, (print, file)) in new.iter_mut().zip(&places) {
            *new -= left.take(print, *new, |it| it.file == *file);
        }
        // A finding that is no longer in the file where it was accepted may have moved to another.
        for (new, (print, _)) in new.iter_mut().zip(&places).filter(|(new, _)| **new > 0) {
            *new -= left.take(print, *new, &was_looked_for);
        }
        // One that is listed now may have been among those that were not, and the other way round.
        let unlisted =
            new.iter_mut().zip(&places).zip(&diagnostics).filter(|((new, _), _)| **new > 0);
        for ((new, (_, file)), diagnostic) in unlisted {
            let print = fingerprint::lasting_rest(diagnostic, file);
            *new -= left.take(&print, *new, |it| it.file == *file);
            if diagnostic.is_rest() {
                *new -= left.take_of_rule(diagnostic.rule.name, file, *new);
            }
        }
        let mut compared = Compared::default();
        for (diagnostic, new) in diagnostics.into_iter().zip(new) {
            compared.known += diagnostic.stands_for - new;
            match new {
                0 => {}
                new if new < diagnostic.stands_for => {
                    compared.new.push(diagnostic.standing_for(new));
                }
                _ => compared.new.push(diagnostic),
            }
        }
        compared.gone = left.all().filter(|it| it.count > 0).cloned().collect();
        compared
    }

    /// Removes up to `most` findings with this fingerprint from the first file that is `wanted`;
    /// returns how many.
    fn take(
        &mut self,
        fingerprint: &str,
        most: usize,
        wanted: impl Fn(&Accepted) -> bool,
    ) -> usize {
        let mut files = self.accepted.get_mut(fingerprint).into_iter().flatten();
        let accepted = files.find(|(_, it)| it.count > 0 && wanted(it));
        accepted.map_or(0, |(_, it)| it.take(most))
    }

    /// Removes up to `most` findings of a rule in a file; returns how many.
    fn take_of_rule(&mut self, rule: &str, file: &str, most: usize) -> usize {
        let of_file = self.accepted.values_mut().filter_map(|files| files.get_mut(file));
        let of_rule = of_file.filter(|it| it.rule == rule);
        of_rule.fold(0, |taken, it| taken + it.take(most - taken))
    }

    /// The baseline without some of its findings, such as those in [`Compared::gone`].
    #[must_use]
    pub fn without(mut self, gone: &[Accepted]) -> Baseline {
        for Accepted { fingerprint, file, count, .. } in gone {
            let Some(files) = self.accepted.get_mut(fingerprint) else { continue };
            if let Some(accepted) = files.get_mut(file) {
                accepted.count = accepted.count.saturating_sub(*count);
            }
            files.retain(|_, accepted| accepted.count > 0);
        }
        self.accepted.retain(|_, files| !files.is_empty());
        self
    }

    /// The baseline extended by the findings that another one accepts.
    #[must_use]
    pub fn with(mut self, other: Baseline) -> Baseline {
        let findings = other.accepted.into_values().flat_map(BTreeMap::into_values);
        findings.for_each(|finding| self.add(finding));
        self
    }
}

fn file_name(
    sources: &Sources,
    diagnostic: &Diagnostic,
    file_of: impl Fn(&str) -> String,
) -> String {
    let source = sources.get(diagnostic.primary.location.source);
    source.map(|source| file_of(&source.name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Baseline, BaselineError};
    use crate::diagnostic::rules::{DUPLICATE_FIELD, SKIPPED_CONTENT};
    use crate::diagnostic::{Diagnostic, Sink};
    use crate::source::{Sources, Span};

    /// A finding in a text that begins with `before`.
    fn found(before: &str, value: &str) -> (Sources, Diagnostic) {
        let mut sources = Sources::new();
        let id = sources.add("a.bib", format!("{before}{value}"));
        let span = Span::new(before.len(), before.len() + value.len()).in_source(id);
        (sources, Diagnostic::new(&DUPLICATE_FIELD, span, "x").key("mett").field("title"))
    }

    #[test]
    fn a_finding_is_known_wherever_it_moves_until_its_value_changes() {
        let (sources, first) = found("", "The  Commune");
        let baseline = Baseline::of(&sources, &[first.clone(), first], str::to_owned);
        assert_eq!(baseline.len(), 2);
        let (moved, finding) = found("\n\n\n", "The\nCommune");
        let compared = baseline.compare(&moved, vec![finding.clone(); 3], |_| "b.bib".to_owned());
        assert_eq!((compared.known, compared.new.len(), compared.gone.len()), (2, 1, 0));
        let compared = baseline.compare(&moved, vec![finding], str::to_owned);
        assert_eq!((compared.known, compared.gone[0].count), (1, 1));
        assert_eq!(baseline.clone().without(&compared.gone).len(), 1);
        let (other, finding) = found("", "The Uprising");
        let compared = baseline.compare(&other, vec![finding], str::to_owned);
        assert_eq!((compared.known, compared.new.len(), compared.gone[0].count), (0, 1, 2));
        assert!(baseline.without(&compared.gone).is_empty());
    }

    #[test]
    fn a_copy_in_a_file_that_comes_before_is_the_new_one() {
        let mut sources = Sources::new();
        let places =
            ["a.bib", "b.bib"].map(|name| Span::new(0, 1).in_source(sources.add(name, "x")));
        let found = places.map(|place| Diagnostic::new(&DUPLICATE_FIELD, place, "x").key("mett"));
        let baseline = Baseline::of(&sources, &found[1..], str::to_owned);
        let compared = baseline.compare(&sources, found.to_vec(), str::to_owned);
        assert_eq!((compared.known, compared.new), (1, vec![found[0].clone()]));
    }

    #[test]
    fn what_is_about_no_entry_belongs_to_its_file() {
        let mut sources = Sources::new();
        let places =
            ["a.bib", "b.bib"].map(|name| Span::new(0, 1).in_source(sources.add(name, "x")));
        let [a, b] = places.map(|place| Diagnostic::new(&SKIPPED_CONTENT, place, "x"));
        let baseline = Baseline::of(&sources, &[a], str::to_owned);
        assert_eq!(baseline.compare(&sources, vec![b], str::to_owned).known, 0);
    }

    #[test]
    fn what_is_not_listed_is_compared_by_number() {
        let mut sources = Sources::new();
        let id = sources.add("a.bib", "");
        let found = |keys: std::ops::Range<usize>, most: usize| {
            let mut sink = Sink::up_to(most);
            sink.extend(keys.map(|number| {
                let place = Span::at(number).in_source(id);
                Diagnostic::new(&DUPLICATE_FIELD, place, "x").key(format!("k{number}"))
            }));
            sink.into_sorted()
        };
        let compared = |before: Vec<Diagnostic>, after: Vec<Diagnostic>| {
            let baseline = Baseline::of(&sources, &before, str::to_owned);
            let compared = baseline.compare(&sources, after, str::to_owned);
            let new: usize = compared.new.iter().map(|it| it.stands_for).sum();
            let gone: usize = compared.gone.iter().map(|it| it.count).sum();
            (compared.known, new, gone)
        };
        assert_eq!(compared(found(0..9, 3), found(0..9, 3)), (9, 0, 0));
        // Some of the first ones are corrected, and others are listed in their place.
        assert_eq!(compared(found(0..9, 3), found(2..9, 3)), (7, 0, 2));
        // New ones, of which the first are listed.
        assert_eq!(compared(found(2..9, 3), found(0..9, 3)), (7, 2, 0));
        // Another version lists all of them.
        assert_eq!(compared(found(0..9, 3), found(0..9, 20)), (9, 0, 0));
        assert_eq!(compared(found(0..9, 20), found(0..9, 3)), (9, 0, 0));
    }

    #[test]
    fn what_is_no_baseline_is_said() {
        let error = |text: &str| Baseline::parse(text).unwrap_err();
        assert!(error("{\"version\": 1}").to_string().contains("missing field `findings`"));
        assert!(error("[\n1]").to_string().starts_with("line 2"), "{}", error("[\n1]"));
        assert!(matches!(error("{\"version\": 9, \"findings\": []}"), BaselineError::Version(9)));
        let unknown = "{\"version\": 1, \"findings\": [{\"fingerprint\": \"a\", \"rule\": \"b\", \
                       \"file\": \"c\", \"line\": 3}]}";
        assert!(error(unknown).to_string().contains("unknown field `line`"));
    }
}
