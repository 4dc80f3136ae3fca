//! What could not be read, of all entries or of those that are wanted.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Severity};
use crate::files::Files;
use crate::model::{Entry, EntryOrigin};
use crate::read::Reading;
use crate::source::Sources;

impl Files {
    /// What the readers call errors, in file order: text that was not read, or not as it was meant.
    /// With keys, it is the errors of these entries and of those that they inherit from; where one
    /// of them is missing, all errors, since one of them may be the cause.
    pub fn errors(&self, keys: Option<&[&str]>) -> Vec<&Diagnostic> {
        let is_missing =
            |key: &&str| !self.readings.iter().any(|reading| reading.library.get(key).is_some());
        let wanted = keys.filter(|keys| !keys.iter().any(is_missing));
        let wanted = wanted.map(|keys| self.with_parents(keys));
        let concerned = |reading: &Reading, found: &Diagnostic| match &wanted {
            Some(keys) => keys.iter().any(|key| concerns(&self.sources, reading, found, key)),
            None => true,
        };
        (self.readings.iter())
            .flat_map(|reading| reading.diagnostics.iter().map(move |found| (reading, found)))
            .filter(|(_, found)| found.severity == Severity::Error)
            .filter(|(reading, found)| concerned(reading, found))
            .map(|(_, found)| found)
            .collect()
    }

    /// The keys, and those of the entries that theirs inherit from.
    fn with_parents<'k>(&'k self, keys: &[&'k str]) -> BTreeSet<&'k str> {
        let mut wanted: BTreeSet<&str> = keys.iter().copied().collect();
        for (entry, origin) in self.readings.iter().flat_map(placed) {
            if keys.contains(&entry.key.as_str()) {
                let parents = origin.fields.iter().map(|field| field.inherited_from.as_deref());
                wanted.extend(parents.flatten());
            }
        }
        wanted
    }
}

/// The entries of a reading, each with its place.
fn placed(reading: &Reading) -> impl Iterator<Item = (&Entry, &EntryOrigin)> {
    reading.library.iter().zip(&reading.origins.entries)
}

/// True if a finding is about the entry of this key, or inside it.
fn concerns(sources: &Sources, reading: &Reading, found: &Diagnostic, key: &str) -> bool {
    if let Some(about) = found.first_key() {
        return about == key || uses_macro(sources, reading, found, key);
    }
    let place = found.primary.location;
    placed(reading).any(|(entry, origin)| {
        let whole = origin.location;
        entry.key == key
            && whole.source == place.source
            && whole.span.start <= place.span.start
            && place.span.end <= whole.span.end
    })
}

/// Whether a finding is about a macro that the entry of that key uses: it is reported once, at the
/// first entry that does.
fn uses_macro(sources: &Sources, reading: &Reading, found: &Diagnostic, key: &str) -> bool {
    if found.rule.name != "string-macro" {
        return false;
    }
    let name = sources.slice(found.primary.location);
    placed(reading).any(|(entry, origin)| {
        let mut values = origin.fields.iter().map(|field| sources.slice(field.value_location));
        let same = |part: &str| part.trim().eq_ignore_ascii_case(name);
        entry.key == key && values.any(|value| value.split('#').any(same))
    })
}
