//! What could not be read, for all entries or only for those with certain keys.

use std::collections::{BTreeSet, HashMap};

use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::Files;
use crate::model::{Entry, EntryOrigin};
use crate::read::Reading;
use crate::source::{Location, Sources};

impl Files {
    /// What is missing from what is printed, in file order: the errors of the readers (text that was
    /// not read, or not as it was meant), and entries with the key of another one in their file. If
    /// keys are given, only the errors of these entries and of those from which they inherit; but
    /// all errors if one of the keys is missing, since any of them may be the cause.
    pub fn errors(&self, keys: Option<&[&str]>) -> Vec<Diagnostic> {
        let is_missing =
            |key: &&str| !self.readings.iter().any(|reading| reading.library.get(key).is_some());
        let wanted = keys.filter(|keys| !keys.iter().any(is_missing));
        let wanted = wanted.map(|keys| self.with_parents(keys));
        let concerned = |reading: &Reading, found: &Diagnostic| match &wanted {
            Some(keys) => concerns(&self.sources, reading, found, keys),
            None => true,
        };
        let mut errors = Vec::new();
        for reading in &self.readings {
            let found = reading.diagnostics.iter();
            let found = found.filter(|found| found.severity == Severity::Error).cloned();
            let found = found.chain(hidden(reading));
            errors.extend(found.filter(|found| concerned(reading, found)));
        }
        errors
    }

    /// The keys, and those of the entries from which they inherit.
    fn with_parents<'k>(&'k self, keys: &[&'k str]) -> BTreeSet<&'k str> {
        let named: BTreeSet<&str> = keys.iter().copied().collect();
        let placed = self.readings.iter().flat_map(placed);
        let named_entries = placed.filter(|(entry, _)| named.contains(entry.key.as_str()));
        let fields = named_entries.flat_map(|(_, origin)| &origin.fields);
        let parents: Vec<&str> = fields.filter_map(|it| it.inherited_from()).collect();
        named.into_iter().chain(parents).collect()
    }
}

/// The entries of a reading, each with its location.
fn placed(reading: &Reading) -> impl Iterator<Item = (&Entry, &EntryOrigin)> {
    reading.library.iter().zip(&reading.origins.entries)
}

/// The entries that are hidden by another one with their key, and are not equal to it.
fn hidden(reading: &Reading) -> Vec<Diagnostic> {
    let Some(rule) = check::rule("duplicate-key") else { return Vec::new() };
    let mut first_with: HashMap<&str, (&Entry, &EntryOrigin)> = HashMap::new();
    let mut found = Vec::new();
    for (entry, origin) in placed(reading).filter(|(entry, _)| !entry.key.is_empty()) {
        match first_with.get(entry.key.as_str()) {
            None => {
                first_with.insert(&entry.key, (entry, origin));
            }
            Some((first, _)) if *first == entry => {}
            Some((_, place)) => {
                let message =
                    format!("another entry has the key `{}`: this one is lost", entry.key);
                let help = "give one of the two entries another key";
                let finding = Diagnostic::new(rule, origin.key, message).help(help);
                found.push(finding.also(place.key, "first here").key(entry.key.as_str()));
            }
        }
    }
    found
}

/// True if a finding is about an entry with one of these keys, or lies inside it.
fn concerns(
    sources: &Sources,
    reading: &Reading,
    found: &Diagnostic,
    keys: &BTreeSet<&str>,
) -> bool {
    let mut entries = placed(reading).filter(|(entry, _)| keys.contains(entry.key.as_str()));
    if let Some(about) = found.first_key() {
        return keys.contains(about)
            || found.rule.name == "string-macro"
                && entries.any(|(_, origin)| uses_macro(sources, origin, found));
    }
    let place = found.primary.location;
    entries.any(|(_, EntryOrigin { location: whole, .. })| {
        whole.source == place.source
            && whole.span.start <= place.span.start
            && place.span.end <= whole.span.end
    })
}

/// True if an entry uses the macro that a finding is about. An undefined macro is reported only
/// once, at its first use.
fn uses_macro(sources: &Sources, origin: &EntryOrigin, found: &Diagnostic) -> bool {
    let name = sources.slice(found.primary.location);
    let values = origin.fields.iter().map(|field| field.value_location());
    // What stands between delimiters is a text, and no macro.
    let is_bare = |place: &Location| {
        let source = sources.get(place.source);
        let before = source.and_then(|it| it.text.as_bytes()[..place.span.start as usize].last());
        !matches!(before, Some(b'{' | b'"'))
    };
    let mut values = values.filter(is_bare).map(|place| sources.slice(place));
    let same = |part: &str| part.trim().eq_ignore_ascii_case(name);
    values.any(|value| value.split('#').any(same))
}
