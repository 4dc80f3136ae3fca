//! Fixes over real files: made once, no entry, field or brace is lost, and no byte outside of the
//! edits is changed.
//!
//! Files of more than 20 kB take minutes in a build that is not optimized: `IBID_ALL_SAMPLES=1`
//! fixes them, too.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use ibid::check::Config;
use ibid::diagnostic::{Diagnostic, Edit, Safety};
use ibid::files::{Change, Files, source_from_bytes};
use ibid::model::{EntryOrigin, Value};
use ibid::read::Format;
use ibid::source::{Source, SourceId};

use crate::shared::shared;
use crate::support::files_below;

#[test]
fn samples_are_fixed_once_and_lose_nothing() {
    let Some(samples) = shared("samples") else { return };
    let extensions = ["bib", "yml", "yaml", "json"];
    let files = extensions.iter().flat_map(|extension| files_below(&samples, extension));
    let all = std::env::var_os("IBID_ALL_SAMPLES").is_some();
    let (mut looked_at, mut fixes, mut lost) = (0, [0, 0], Vec::new());
    let mut held = 0;
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        if bytes.len() > 20_000 && !all {
            continue;
        }
        let Ok(files) = Files::open(&path) else { continue };
        looked_at += 1;
        for (safety, made) in [Safety::Safe, Safety::Unsafe].into_iter().zip(&mut fixes) {
            *made += fix_once(&path, &files, &bytes, safety, (&mut lost, &mut held));
        }
    }
    let [safe, both] = fixes;
    println!("{looked_at} files: {safe} safe fixes, {both} with the unsafe ones");
    println!("{held} bytes were held against those of the files");
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// Makes the fixes of a file, holds what comes of it against the file, and says how many there are.
fn fix_once(
    path: &Path,
    files: &Files,
    bytes: &[u8],
    safety: Safety,
    (lost, held): (&mut Vec<String>, &mut usize),
) -> usize {
    let name = path.display();
    let fixing = files.fix(&Config::default(), safety);
    assert_eq!(fixing.refused, [], "{name}");
    let [change] = &fixing.changes[..] else { return 0 };
    let (id, source) = files.sources.iter().next().unwrap();
    let written = change.write_over(source, bytes).unwrap();
    let fixed = files.with_sources(vec![(id, source_from_bytes(&source.name, &written).unwrap())]);
    let again = fixed.fix(&Config::default(), safety);
    assert!(again.changes.is_empty(), "{name} is fixed twice");
    if safety == Safety::Safe {
        let (before, after) = (contents(files), contents(&fixed));
        let lost: Vec<_> = before.difference(&after).collect();
        // What is empty or a placeholder goes, and is no loss.
        assert!(lost.is_empty(), "{name}: {lost:?}");
    }
    lost.extend(lost_fields(files, &fixed).into_iter().map(|it| format!("{name}: {it}")));
    *held += unchanged(&name.to_string(), files, safety, (bytes, change, &written));
    change.fixes
}

/// All entries' keys, a key that several have once, and for each key the variables that it has.
fn contents(files: &Files) -> BTreeSet<(String, String)> {
    let libraries = files.readings.iter().map(|reading| &reading.library);
    let entries = libraries.flat_map(|library| library.iter().chain(library.records()));
    entries
        .flat_map(|entry| {
            let key = entry.key.to_string();
            let is_empty = |value: &Value| matches!(value, Value::Text(text) if text.is_empty());
            let values = entry.values().filter(|(_, value)| !is_empty(value));
            let variables = values.map(|(variable, _)| format!("{variable:?}"));
            let extra = entry.extra.iter().filter(|extra| !extra.value.is_empty());
            let extra = extra.map(|extra| extra.name.to_ascii_lowercase());
            let all = variables.chain(extra).chain([String::new()]);
            all.map(move |name| (key.clone(), name)).collect::<Vec<_>>()
        })
        .collect()
}

/// The fields of each key, as they are written.
fn fields(files: &Files) -> BTreeMap<String, Vec<(String, String)>> {
    let mut fields: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let origins = files.readings.iter().flat_map(|reading| {
        let all = reading.library.iter().chain(reading.library.records());
        all.zip(reading.origins.entries.iter().chain(&reading.origins.records))
    });
    for (entry, EntryOrigin { fields: own, .. }) in origins {
        let own = own.iter().filter(|field| field.is_own());
        let own = own.map(|field| {
            let value = files.sources.slice(field.value_location()).to_owned();
            (field.name.to_ascii_lowercase(), value)
        });
        fields.entry(entry.key.to_string()).or_default().extend(own);
    }
    fields
}

/// The values that no field of their entry has any more, and the groups in braces that are gone
/// from a value that is still there. What says nothing, and what another field says, is no loss.
fn lost_fields(before: &Files, after: &Files) -> Vec<String> {
    let is_bibtex = before.readings.iter().any(|reading| reading.format == Format::Bibtex);
    let mut lost = Vec::new();
    let mut now = fields(after);
    for (key, fields) in fields(before) {
        // A key that cannot be cited everywhere is renamed: of its signs others are made.
        let letters = |key: &str| key.replace(|c: char| !c.is_alphanumeric(), "");
        let renamed = || now.keys().find(|it| letters(it) == letters(&key));
        let key = if now.contains_key(&key) { Some(&key) } else { renamed() }.cloned();
        let key = key.unwrap_or_default();
        let now = now.remove(&key).unwrap_or_default();
        let all =
            plain(&now.iter().map(|(name, value)| format!("{name} {value} ")).collect::<String>());
        for (name, value) in fields {
            let words = plain(&value);
            // Of several entries of one key, the one that is most like it.
            let all_own = || now.iter().filter(|(own, _)| *own == name).map(|(_, value)| value);
            let own = all_own().min_by_key(|own| words.difference(&plain(own)).count());
            let gone = words.iter().filter(|word| !all.contains(*word)).count();
            // A value that is still there may be written in other words: a DOI without its
            // resolver, a date in figures, a character for its code.
            let is_said = match own {
                Some(_) if ["doi", "date"].contains(&&*name) => true,
                Some(_) => 4 * gone <= words.len() || gone == 1,
                None => gone == 0,
            } || says_nothing(&value);
            let is_kept = |group: &&str| own.is_none() || all_own().any(|it| it.contains(group));
            let groups = groups(&value).filter(|group| !is_kept(group)).count();
            if !is_said || is_bibtex && groups > 0 && name != "url" && name != "doi" {
                lost.push(format!("{key}: {name} = {value} is now {own:?}"));
            }
        }
    }
    lost
}

/// The words of a text, without marks and commands.
fn plain(text: &str) -> BTreeSet<String> {
    let letters = text.chars().filter(|c| !matches!(c, '{' | '}' | '\\' | '"' | '\''));
    let text: String = letters.flat_map(char::to_lowercase).collect();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    // A label goes where the name of the field says as much.
    let is_word = |word: &&str| word.len() > 3 && !["pages", "seiten"].contains(word);
    words.filter(is_word).map(str::to_owned).collect()
}

fn says_nothing(value: &str) -> bool {
    !value.contains(char::is_alphanumeric)
}

/// Words in braces that keep their capitals.
fn groups(value: &str) -> impl Iterator<Item = &str> {
    value.match_indices('{').filter_map(|(at, _)| {
        let end = value[at..].find('}')?;
        let group = &value[at..=at + end];
        let inner = &group[1..group.len() - 1];
        let is_word = inner.chars().all(|c| c.is_alphanumeric()) && !inner.is_empty();
        is_word.then_some(group)
    })
}

/// Holds the bytes of a fixed file against those of the file, and says how many there are: outside of
/// the edits they are the same.
fn unchanged(
    name: &str,
    files: &Files,
    safety: Safety,
    (bytes, change, written): (&[u8], &Change, &[u8]),
) -> usize {
    let (id, source) = files.sources.iter().next().unwrap();
    let tracked = Tracked::fixed(files, id, safety);
    assert!(tracked.text == change.text, "{name}: other fixes were made, or none mended anything");
    let now = source_from_bytes(&source.name, written).unwrap();
    let on_disk = |source: &Source, range: &Range<usize>| {
        let disk = |offset: usize| source.disk_offset(offset as u32) as usize;
        disk(range.start)..disk(range.end)
    };
    let mark = |source: &Source| source.disk_offset(0) as usize;
    assert_eq!(written[..mark(&now)], bytes[..mark(source)], "{name}: its byte order mark");
    let kept = tracked.kept().into_iter().map(|(new, old)| {
        let (new, old) = (on_disk(&now, &new), on_disk(source, &old));
        assert_eq!(written[new.clone()], bytes[old], "{name} at {new:?}");
        new.len()
    });
    kept.sum()
}

/// A text while it is fixed, with the byte of the file's text that each of its bytes comes from.
struct Tracked {
    text: String,
    from: Vec<Option<usize>>,
}

impl Tracked {
    /// Makes the fixes of a file pass by pass, apart from those of the library: none twice at one
    /// place.
    fn fixed(files: &Files, id: SourceId, safety: Safety) -> Tracked {
        const MOST_PASSES: usize = 40;
        let first = files.sources.get(id).unwrap();
        let mut now = Tracked {
            text: first.text.to_string(),
            from: (0..first.text.len()).map(Some).collect(),
        };
        let mut files = files.with_sources(Vec::new());
        for _ in 0..MOST_PASSES {
            let found = files.check(&Config::default());
            let edits = edits(&found, id, safety);
            if edits.is_empty() {
                break;
            }
            now.apply(&edits);
            files =
                files.with_sources(vec![(id, Source::new(first.name.clone(), now.text.clone()))]);
        }
        now
    }

    fn apply(&mut self, edits: &[&Edit]) {
        let lines = self.text.matches('\n').count();
        let crlf = lines > 0 && self.text.matches("\r\n").count() == lines;
        for edit in edits.iter().rev() {
            let range = edit.location.span.range();
            let text = match crlf {
                true => edit.replacement.replace("\r\n", "\n").replace('\n', "\r\n"),
                false => edit.replacement.clone(),
            };
            self.from.splice(range.clone(), std::iter::repeat_n(None, text.len()));
            self.text.replace_range(range, &text);
        }
    }

    /// The ranges of the text that no edit has touched, each with its range in the file's text.
    fn kept(&self) -> Vec<(Range<usize>, Range<usize>)> {
        let mut kept: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        for (at, from) in self.from.iter().enumerate() {
            let Some(from) = *from else { continue };
            match kept.last_mut() {
                Some((new, old)) if new.end == at && old.end == from => {
                    (new.end, old.end) = (at + 1, from + 1);
                }
                _ => kept.push((at..at + 1, from..from + 1)),
            }
        }
        kept
    }
}

/// The edits of the fixes that are made in one pass: of two that touch each other, the first.
fn edits(found: &[Diagnostic], id: SourceId, safety: Safety) -> Vec<&Edit> {
    let mut taken: Vec<&Edit> = Vec::new();
    let fixes = found.iter().filter_map(|found| found.fix.as_ref());
    for fix in fixes.filter(|fix| fix.safety == Safety::Safe || safety == Safety::Unsafe) {
        let touches = |edit: &Edit, other: &&Edit| {
            let (one, other) = (edit.location.span, other.location.span);
            one.start <= other.end && other.start <= one.end
        };
        let is_free = |edit: &Edit| !taken.iter().any(|other| touches(edit, other));
        if fix.edits().iter().all(|edit| edit.location.source == id && is_free(edit)) {
            taken.extend(fix.edits());
        }
    }
    taken.sort_by_key(|edit| edit.location.span);
    taken
}
