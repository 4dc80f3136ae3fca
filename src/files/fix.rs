//! Applies fixes in several passes: each pass fixes what the one before left or uncovered.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Config, check_up_to};
use crate::diagnostic::{Diagnostic, Edit, Family, Fix, Safety, Severity, take_fixes};
use crate::document::Manuscript;
use crate::files::patch::Patch;
use crate::files::{Files, Group};
use crate::read::Reading;
use crate::source::{Encoding, Location, Source, SourceId};

/// A text that still changes after this many passes is assumed never to settle.
const MOST_PASSES: usize = 40;

/// How many findings of a kind a pass looks at. More need more passes, each of which checks the whole
/// text.
const MOST_IN_A_PASS: usize = 100_000;

/// The result of fixing. Nothing has been written yet.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Fixing {
    /// The texts that change, ordered by number.
    pub changes: Vec<Change>,
    /// The texts that stay as they are although they have fixes, because the fixed text would not
    /// contain the same entries or could not be read.
    pub refused: Vec<SourceId>,
    /// The texts with fixes that were not applied, because their finding would remain, or would
    /// return after another fix.
    pub unsettled: BTreeSet<SourceId>,
}

/// The change of a text by fixes.
#[derive(Debug, Clone)]
pub struct Change {
    /// The text.
    pub source: SourceId,
    /// The new text.
    pub text: String,
    /// The number of fixes that were applied.
    pub fixes: usize,
    patch: Patch,
}

/// Why a changed text cannot be written to its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unwritable {
    /// The file has changed since it was checked.
    #[error("it has changed since it was read")]
    Changed,
    /// The new text would read differently in the encoding of the file.
    #[error("the new text cannot be written in its encoding; save it as UTF-8 first")]
    Encoding,
}

impl Change {
    /// The new bytes of the file. Outside the edits they are the old bytes; inside they use the
    /// encoding and line ends of the file.
    ///
    /// *Shape*: `source` is the text that was checked, `bytes` is the content of its file.
    ///
    /// # Errors
    ///
    /// If the bytes are not those of the text, or the new text cannot be written in their encoding.
    pub fn write_over(&self, source: &Source, bytes: &[u8]) -> Result<Vec<u8>, Unwritable> {
        let read = |bytes: &[u8]| Source::from_bytes(source.name.clone(), bytes).text;
        if read(bytes) != source.text {
            return Err(Unwritable::Changed);
        }
        // In Windows-1252, two characters may look like one in UTF-8, and are read as UTF-8 then.
        let encodings = [Encoding::of(bytes), Encoding::Utf8];
        let mut tried =
            encodings.into_iter().map(|encoding| self.patch.bytes(source, bytes, encoding));
        tried.find(|written| *read(written) == *self.text).ok_or(Unwritable::Encoding)
    }
}

impl Files {
    /// Applies the fixes that are at least as safe as `at_least`, until nothing changes any more.
    /// Each result is read again: if it has lost an entry or has more errors, the text stays as it
    /// was.
    pub fn fix(&self, config: &Config, at_least: Safety) -> Fixing {
        self.fix_by(&Passes { config, at_least, most: MOST_IN_A_PASS })
    }

    fn fix_by(&self, passes: &Passes<'_>) -> Fixing {
        let mut fixing = Fixing::default();
        let by_source = self.readings_by_source();
        for unit in units(&self.groups, &self.manuscripts) {
            let files = self.alone(&unit, &by_source);
            let found = passes.check(&files);
            passes.run(files, found, &mut fixing);
        }
        fixing.changes.sort_by_key(|change| change.source);
        fixing
    }

    /// The changes of the texts by edits.
    ///
    /// *Shape*: ordered by position, without overlaps.
    pub fn changes(&self, edits: &[Edit]) -> Vec<Change> {
        let mut by_source: BTreeMap<SourceId, Vec<&Edit>> = BTreeMap::new();
        for edit in edits {
            by_source.entry(edit.location.source).or_default().push(edit);
        }
        let change = |(id, edits): (SourceId, Vec<&Edit>)| {
            let source = self.sources.get(id)?;
            let mut patch = Patch::new(&source.text);
            patch.apply(&edits);
            let text = patch.text(&source.text);
            Some(Change { source: id, text, fixes: edits.len(), patch })
        };
        by_source.into_iter().filter_map(change).collect()
    }

    /// The same files with some of the texts replaced.
    pub fn with_sources(&self, replaced: Vec<(SourceId, Source)>) -> Files {
        let mut files = Files { sources: self.sources.clone(), ..Files::new() };
        let mut changed = BTreeSet::new();
        for (id, source) in replaced {
            files.sources.replace(id, source);
            changed.insert(id);
        }
        files.styles.clone_from(&self.styles);
        let by_source = self.readings_by_source();
        for group in &self.groups {
            let first = files.next_document;
            if group.texts.iter().any(|(id, _)| changed.contains(id)) {
                let texts: Vec<_> = group.texts.iter().map(|&(id, f)| (id, Some(f))).collect();
                files.read_together(&texts, group.sharing);
                continue;
            }
            let readings = || of_group(group, &by_source);
            let offset = readings().map(|reading| reading.document).min().unwrap_or_default();
            for reading in readings() {
                let document = reading.document - offset + first;
                files.push_reading(Reading { document, ..reading.clone() });
            }
            files.groups.push(group.clone());
        }
        files.take_manuscripts(&self.manuscripts);
        files
    }

    /// The files of a unit by themselves, as they were read.
    fn alone(&self, unit: &Unit<'_>, by_source: &BySource<'_>) -> Files {
        let texts = unit.groups.iter().flat_map(|group| group.texts.iter().map(|(id, _)| *id));
        let of_documents = unit.manuscripts.iter().copied().flat_map(sources_of);
        let mut files = Files {
            sources: self.sources.excerpt(texts.chain(of_documents)),
            groups: unit.groups.iter().copied().cloned().collect(),
            ..Files::new()
        };
        for group in &unit.groups {
            of_group(group, by_source).for_each(|reading| files.push_reading(reading.clone()));
        }
        files.take_manuscripts(unit.manuscripts.iter().copied());
        files
    }

    fn readings_by_source(&self) -> BySource<'_> {
        let mut by_source = BySource::new();
        for reading in &self.readings {
            by_source.entry(reading.source).or_default().push(reading);
        }
        by_source
    }
}

/// Files that are fixed together: bibliographies with all documents that cite them.
struct Unit<'f> {
    groups: Vec<&'f Group>,
    manuscripts: Vec<&'f Manuscript>,
}

/// Divides files so that no two units have a text in common.
fn units<'f>(groups: &'f [Group], manuscripts: &'f [Manuscript]) -> Vec<Unit<'f>> {
    let of_groups = groups.iter().map(|group| group.texts.iter().map(|(id, _)| *id).collect());
    let of_manuscripts = manuscripts.iter().map(|it| sources_of(it).collect());
    let members: Vec<Vec<SourceId>> = of_groups.chain(of_manuscripts).collect();
    // Each member leads to the first of its unit.
    let mut leaders: Vec<usize> = (0..members.len()).collect();
    let leader = |leaders: &[usize], mut at: usize| {
        while leaders[at] != at {
            at = leaders[at];
        }
        at
    };
    let mut first_with: BTreeMap<SourceId, usize> = BTreeMap::new();
    for (number, ids) in members.iter().enumerate() {
        for id in ids {
            let other = *first_with.entry(*id).or_insert(number);
            let (one, other) = (leader(&leaders, number), leader(&leaders, other));
            leaders[one.max(other)] = one.min(other);
        }
    }
    let mut units: BTreeMap<usize, Unit<'f>> = BTreeMap::new();
    for number in 0..members.len() {
        let leader = leader(&leaders, number);
        let empty = || Unit { groups: Vec::new(), manuscripts: Vec::new() };
        let unit = units.entry(leader).or_insert_with(empty);
        match groups.get(number) {
            Some(group) => unit.groups.push(group),
            None => unit.manuscripts.push(&manuscripts[number - groups.len()]),
        }
    }
    units.into_values().collect()
}

/// The texts of a document: its parts, what it is a part of, its bibliographies.
fn sources_of(manuscript: &Manuscript) -> impl Iterator<Item = SourceId> {
    let parts = manuscript.parts.iter().chain(&manuscript.context).map(|part| part.source);
    parts.chain(manuscript.bibliographies.iter().copied())
}

type BySource<'f> = BTreeMap<SourceId, Vec<&'f Reading>>;

/// The readings of the texts of a group, in order.
fn of_group<'f>(
    group: &Group,
    by_source: &BySource<'f>,
) -> impl Iterator<Item = &'f Reading> + use<'f> {
    let readings = group.texts.iter().filter_map(|(id, _)| by_source.get(id));
    readings.flatten().copied().collect::<Vec<_>>().into_iter()
}

/// Applies fixes pass by pass.
struct Passes<'p> {
    config: &'p Config,
    at_least: Safety,
    /// How many findings of one rule and severity a pass looks at in one text.
    most: usize,
}

impl Passes<'_> {
    fn check(&self, files: &Files) -> Vec<Diagnostic> {
        check_up_to(self.most, &files.checked(), self.config)
    }

    /// Applies the fixes of the findings, and of the findings in the result, until nothing changes
    /// any more.
    fn run(&self, mut files: Files, mut found: Vec<Diagnostic>, fixing: &mut Fixing) {
        let first = files.sources.clone();
        let mut patches: BTreeMap<SourceId, (Patch, usize)> = BTreeMap::new();
        let mut useless: BTreeSet<Identity> = BTreeSet::new();
        let mut passes = 0;
        loop {
            leave_out(&mut found, &useless);
            let taken = take_fixes(&files.sources, &found, self.at_least);
            let edits = taken.by_source();
            if edits.is_empty() {
                break;
            }
            if passes == MOST_PASSES {
                // A text that does not settle is not written half-fixed.
                for &id in edits.keys() {
                    patches.remove(&id);
                    fixing.unsettled.insert(id);
                }
                break;
            }
            let mut made: BTreeMap<SourceId, usize> = BTreeMap::new();
            for edit in taken.fixes.iter().filter_map(|fix| fix.edits().first()) {
                *made.entry(edit.location.source).or_default() += 1;
            }
            let mut next_patches = patches.clone();
            let mut replaced = Vec::new();
            for (&id, edits) in &edits {
                let Some(first) = first.get(id) else { continue };
                let (patch, fixes) =
                    next_patches.entry(id).or_insert_with(|| (Patch::new(&first.text), 0));
                patch.apply(edits);
                *fixes += made.get(&id).copied().unwrap_or_default();
                replaced.push((id, Source::new(first.name.clone(), patch.text(&first.text))));
            }
            let next = files.with_sources(replaced);
            let left = self.check(&next);
            let in_vain = without_effect(&found, &taken.fixes, &edits, &left);
            if !in_vain.is_empty() {
                // The pass is repeated without the fixes that had no effect.
                fixing.unsettled.extend(in_vain.iter().map(|finding| finding.source));
                useless.extend(in_vain);
                passes += 1;
                continue;
            }
            if has_lost(&files, &found, &next, &left) {
                // They stay as they were: the changes of earlier passes led to this.
                for &id in edits.keys() {
                    patches.remove(&id);
                    fixing.refused.push(id);
                }
                break;
            }
            // Where not all were listed, there are more to come.
            let goes_on = found.iter().any(Diagnostic::is_rest) && total(&left) < total(&found);
            passes += usize::from(!goes_on);
            (files, patches, found) = (next, next_patches, left);
        }
        for (source, (patch, fixes)) in patches {
            let Some(first) = first.get(source) else { continue };
            let text = patch.text(&first.text);
            fixing.changes.push(Change { source, text, fixes, patch });
        }
    }
}

/// Takes the fixes out that mend nothing.
fn leave_out(found: &mut [Diagnostic], useless: &BTreeSet<Identity>) {
    if useless.is_empty() {
        return;
    }
    for finding in found.iter_mut().filter(|it| it.fix.is_some()) {
        if useless.contains(&Identity::of(finding)) {
            finding.fix = None;
        }
    }
}

/// The parts of a finding that stay the same while the text around it changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Identity {
    source: SourceId,
    rule: &'static str,
    key: Option<String>,
    field: Option<String>,
    message: String,
}

impl Identity {
    fn of(found: &Diagnostic) -> Identity {
        Identity {
            source: found.primary.location.source,
            rule: found.rule.name,
            key: found.first_key().map(str::to_owned),
            field: found.field.clone(),
            message: found.message.clone(),
        }
    }
}

/// The findings that are still there, at the same position, although their fixes were applied.
/// Another finding with the same message, such as the next of many commas, does not count.
fn without_effect(
    found: &[Diagnostic],
    made: &[&Fix],
    edits: &BTreeMap<SourceId, Vec<&Edit>>,
    left: &[Diagnostic],
) -> Vec<Identity> {
    let mut places: BTreeMap<Identity, Vec<u32>> = BTreeMap::new();
    for finding in left {
        let place = finding.primary.location.span.start;
        places.entry(Identity::of(finding)).or_default().push(place);
    }
    places.values_mut().for_each(|places| places.sort_unstable());
    let shifts = Shifts::of(edits);
    let made: BTreeSet<*const Fix> = made.iter().map(|&fix| std::ptr::from_ref(fix)).collect();
    let mut before: BTreeMap<Identity, (usize, bool)> = BTreeMap::new();
    for finding in found {
        let identity = Identity::of(finding);
        let Some(places) = places.get(&identity) else { continue };
        let was_made =
            finding.fix.as_ref().is_some_and(|fix| made.contains(&std::ptr::from_ref(fix)));
        let stays_here = || places.binary_search(&shifts.moved(finding.primary.location)).is_ok();
        let (count, stays) = before.entry(identity).or_default();
        *count += 1;
        *stays |= was_made && stays_here();
    }
    let in_vain = |(identity, (count, stays)): (Identity, (usize, bool))| {
        (stays && places[&identity].len() >= count).then_some(identity)
    };
    before.into_iter().filter_map(in_vain).collect()
}

/// How far edits move the text after them.
struct Shifts {
    /// For each text, the end of each edit in the old text, and the difference in length up to
    /// there; ordered by position.
    by_source: BTreeMap<SourceId, Vec<(u32, i64)>>,
}

impl Shifts {
    fn of(edits: &BTreeMap<SourceId, Vec<&Edit>>) -> Self {
        let shifts = edits.iter().map(|(&id, edits)| {
            let mut sum = 0;
            let shifts = edits.iter().map(|edit| {
                let span = edit.location.span;
                sum += edit.replacement.len() as i64 - span.len() as i64;
                (span.end, sum)
            });
            (id, shifts.collect())
        });
        Shifts { by_source: shifts.collect() }
    }

    /// The new position of a location after the edits.
    fn moved(&self, at: Location) -> u32 {
        let start = at.span.start;
        let shifts = self.by_source.get(&at.source).map(Vec::as_slice).unwrap_or_default();
        let before = shifts.partition_point(|(end, _)| *end <= start);
        let shift = before.checked_sub(1).map_or(0, |last| shifts[last].1);
        u32::try_from(i64::from(start) + shift).unwrap_or_default()
    }
}

/// The number of findings, with those that are not listed.
fn total(found: &[Diagnostic]) -> usize {
    found.iter().map(|found| found.stands_for).sum()
}

/// True if files have fewer entries than before, or more errors.
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
        found.iter().filter(is_one).map(|found| found.stands_for).sum::<usize>()
    };
    keys(after) < keys(before) || unreadable(left) > unreadable(found)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{MOST_PASSES, Passes, without_effect};
    use crate::check::Config;
    use crate::diagnostic::rules::PARSE_ERROR;
    use crate::diagnostic::{Diagnostic, Fix, Safety};
    use crate::files::Files;
    use crate::source::{Source, SourceId, Span};

    #[test]
    fn more_findings_than_a_pass_looks_at_are_fixed_in_more_passes() {
        const ENTRIES: usize = 2 * MOST_PASSES;
        let entry = |number: usize, pages: &str| {
            format!(
                "@article{{k{number},\n  title = {{Title {number}}},\n  pages = {{{pages}}}\n}}\n"
            )
        };
        let text = |pages| (0..ENTRIES).map(|number| entry(number, pages)).collect::<String>();
        let mut files = Files::new();
        files.add_source(Source::new("a.bib", text("10.")), None).unwrap();
        let config = Config::default();
        let passes = Passes { config: &config, at_least: Safety::Safe, most: 1 };
        let fixing = files.fix_by(&passes);
        assert_eq!(fixing.changes[0].text, text("10"));
        assert_eq!(fixing.changes[0].fixes, ENTRIES);
    }

    #[test]
    fn a_finding_that_outlives_its_fix_is_found() {
        let finding = |start: usize, message: &str, with: &str| {
            let at = Span::new(start, start + 1).in_source(SourceId(0));
            Diagnostic::new(&PARSE_ERROR, at, message).fix(Fix::needs_review("", at, with))
        };
        let outlived = |found: &[Diagnostic], left: &[Diagnostic]| {
            let made: Vec<&Fix> = found.iter().filter_map(|found| found.fix.as_ref()).collect();
            let edits = made.iter().flat_map(|fix| fix.edits()).collect();
            without_effect(found, &made, &BTreeMap::from([(SourceId(0), edits)]), left).len()
        };
        let found = [finding(0, "a", "xyz"), finding(9, "b", "x")];
        assert_eq!(outlived(&found, &[]), 0);
        assert_eq!(outlived(&found, &[finding(11, "b", "x")]), 1);
        // The next of several, further on.
        assert_eq!(outlived(&found, &[finding(14, "b", "x")]), 0);
        // One of two commas is gone, and the other is still where it was.
        let commas = [finding(4, "comma", ""), finding(5, "comma", "")];
        assert_eq!(outlived(&commas, &commas[..1]), 0);
    }
}
