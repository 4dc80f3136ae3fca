//! Fixes over several passes: what one pass leaves or uncovers, the next one mends.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Config;
use crate::diagnostic::{Diagnostic, Family, Safety, Severity, take_fixes};
use crate::files::patch::Patch;
use crate::files::{Files, Group};
use crate::source::{Encoding, Source, SourceId};

/// After so many passes fixing ends, whatever is left.
const MOST_PASSES: usize = 20;

/// What came of fixing: nothing is written yet.
#[derive(Debug, Clone, Default)]
pub struct Fixing {
    /// The texts that change, ordered by number.
    pub changes: Vec<Change>,
    /// The texts that stay as they are, although there are fixes, since what the fixes make of them
    /// would not hold the same entries or could not be read.
    pub refused: Vec<SourceId>,
}

/// What fixes make of a text.
#[derive(Debug, Clone)]
pub struct Change {
    /// The text.
    pub source: SourceId,
    /// What becomes of it.
    pub text: String,
    /// How many fixes were made in it.
    pub fixes: usize,
    patch: Patch,
}

/// Why a changed text cannot be written into its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unwritable {
    /// The file holds another text than the one that was checked.
    #[error("it has changed since it was read")]
    Changed,
    /// The new text reads differently in the encoding of the file.
    #[error("the new text cannot be written in its encoding; save it as UTF-8 first")]
    Encoding,
}

impl Change {
    pub(super) fn new(source: SourceId, text: String, fixes: usize, patch: Patch) -> Self {
        Change { source, text, fixes, patch }
    }

    /// The new bytes of the file: outside the edits they are those of the old ones, and in them they
    /// are in the file's encoding and with its line ends.
    ///
    /// *Shape*: `source` is the text that was checked, `bytes` what its file holds.
    ///
    /// # Errors
    ///
    /// When the bytes are not those of the text, or the new text cannot be written in their encoding.
    pub fn write_over(&self, source: &Source, bytes: &[u8]) -> Result<Vec<u8>, Unwritable> {
        let read = |bytes: &[u8]| Source::from_bytes(source.name.clone(), bytes).text;
        if read(bytes) != source.text {
            return Err(Unwritable::Changed);
        }
        // In a file of Windows-1252, two characters may look like one of UTF-8; UTF-8 itself is then
        // read as what it is.
        let encodings = [Encoding::of(bytes), Encoding::Utf8];
        let mut tried =
            encodings.into_iter().map(|encoding| self.patch.bytes(source, bytes, encoding));
        tried.find(|written| *read(written) == *self.text).ok_or(Unwritable::Encoding)
    }
}

impl Files {
    /// Makes the fixes of what is found, those as safe as `at_least` asks, until nothing changes any
    /// more. Each result is read again: where it has lost an entry or can be read less well, the text
    /// stays as it was.
    pub fn fix(&self, config: &Config, at_least: Safety) -> Fixing {
        let mut fixing = Fixing::default();
        for group in &self.groups {
            self.fix_group(group, config, at_least, &mut fixing);
        }
        self.fix_documents(config, at_least, &mut fixing);
        fixing.changes.sort_by_key(|change| change.source);
        fixing
    }

    /// The same with other texts in the place of some.
    pub fn with_sources(&self, replaced: Vec<(SourceId, Source)>) -> Files {
        let mut files = Files { sources: self.sources.clone(), ..Files::new() };
        let mut changed = BTreeSet::new();
        for (id, source) in replaced {
            files.sources.replace(id, source);
            changed.insert(id);
        }
        files.styles.clone_from(&self.styles);
        for group in &self.groups {
            let first = files.next_document();
            if group.texts.iter().any(|(id, _)| changed.contains(id)) {
                let texts: Vec<_> = group.texts.iter().map(|&(id, f)| (id, Some(f))).collect();
                files.read_together(&texts, group.sharing);
                continue;
            }
            let of_group = |id: SourceId| group.texts.iter().any(|(other, _)| *other == id);
            let readings = self.readings.iter().filter(|reading| of_group(reading.source));
            let offset = readings.clone().map(|reading| reading.document).min().unwrap_or_default();
            for reading in readings {
                let document = reading.document - offset + first;
                files.readings.push(crate::read::Reading { document, ..reading.clone() });
            }
            files.groups.push(group.clone());
        }
        files.take_manuscripts(&self.manuscripts);
        files
    }

    fn fix_group(&self, group: &Group, config: &Config, at_least: Safety, fixing: &mut Fixing) {
        let (mut files, numbers) = self.alone(group);
        let firsts: Vec<Source> = files.sources.iter().map(|(_, source)| source.clone()).collect();
        let mut patches: BTreeMap<SourceId, (Patch, usize)> = BTreeMap::new();
        for _ in 0..MOST_PASSES {
            let found = files.check(config);
            let taken = take_fixes(&files.sources, &found, at_least);
            let edits = taken.by_source();
            if edits.is_empty() {
                break;
            }
            let mut next_patches = patches.clone();
            let mut replaced = Vec::new();
            for (&id, edits) in &edits {
                let first = &firsts[id.0 as usize];
                let (patch, fixes) =
                    next_patches.entry(id).or_insert_with(|| (Patch::new(&first.text), 0));
                patch.apply(edits);
                let here = |fix: &&&crate::diagnostic::Fix| {
                    fix.edits.first().is_some_and(|edit| edit.location.source == id)
                };
                *fixes += taken.fixes.iter().filter(here).count();
                replaced.push((id, Source::new(first.name.clone(), patch.text(&first.text))));
            }
            let next = files.with_sources(replaced);
            if has_lost(&files, &found, &next, &next.check(config)) {
                fixing.refused.extend(edits.keys().map(|id| numbers[id.0 as usize]));
                break;
            }
            (files, patches) = (next, next_patches);
        }
        for (id, (patch, fixes)) in patches {
            let text = patch.text(&firsts[id.0 as usize].text);
            let source = numbers[id.0 as usize];
            fixing.changes.push(Change::new(source, text, fixes, patch));
        }
    }

    /// The files of a group, read by themselves, and the number that each has here.
    fn alone(&self, group: &Group) -> (Files, Vec<SourceId>) {
        let mut files = Files::new();
        let mut numbers = Vec::new();
        let mut texts = Vec::new();
        for &(id, format) in &group.texts {
            let Some(source) = self.sources.get(id) else { continue };
            texts.push((files.sources.push(source.clone()), Some(format)));
            numbers.push(id);
        }
        files.read_together(&texts, group.sharing);
        (files, numbers)
    }
}

/// Whether files have fewer entries than before, or more in them that cannot be read.
fn has_lost(before: &Files, found: &[Diagnostic], after: &Files, left: &[Diagnostic]) -> bool {
    let keys = |files: &Files| {
        let libraries = files.readings.iter().map(|reading| &reading.library);
        let keys = libraries.flat_map(|library| library.iter().chain(library.records()));
        keys.map(|entry| entry.key.clone()).collect::<BTreeSet<_>>().len()
    };
    let unreadable = |found: &[Diagnostic]| {
        let is_one = |found: &&Diagnostic| {
            found.rule.family == Family::Syntax && found.severity == Severity::Error
        };
        found.iter().filter(is_one).count()
    };
    keys(after) < keys(before) || unreadable(left) > unreadable(found)
}
