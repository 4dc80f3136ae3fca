//! What has changed since a git revision: entries, and lines outside entries.
//!
//! Entries are compared, not lines: an entry that has only moved is unchanged, and one whose macro
//! or parent has changed is changed.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use ibid::diagnostic::Diagnostic;
use ibid::files::{Files, source_from_bytes};
use ibid::read::Reading;
use ibid::source::{Location, Source, SourceId, Span};
use similar::{DiffOp, TextDiff};

use crate::input::true_path;

/// After this time, a minimal difference is no longer computed.
const PATIENCE: Duration = Duration::from_secs(2);

/// What has changed since a revision.
pub(crate) struct Since {
    /// The revision, as it was named.
    pub(crate) revision: String,
    /// The number of entries that have changed or are new.
    pub(crate) entries: usize,
    of_source: HashMap<SourceId, Changes>,
    /// The keys of the entries that have changed, are new, or were removed.
    keys: HashSet<String>,
}

/// What has changed in a text; the spans are ordered and disjoint.
#[derive(Default)]
struct Changes {
    /// The entries that it has, with their keys.
    entries: Vec<(Span, String)>,
    /// Those of its entries that have changed or are new.
    changed_entries: Vec<Span>,
    changed_lines: Vec<Span>,
}

/// Why the changes cannot be determined.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("--since needs git, which cannot be run")]
    NoGit(#[source] std::io::Error),
    #[error("--since: the current folder is not in a git repository")]
    NoRepository,
    #[error("--since: git knows no revision `{0}`{1}")]
    NoRevision(String, &'static str),
    #[error("--since: `{0}` is not in the git repository of the current folder")]
    Outside(String),
    #[error("--since: `git {command}` failed: {message}")]
    Git { command: String, message: String },
}

impl Since {
    /// Compares the files that were read with the same files at a revision.
    pub(crate) fn of(files: &Files, revision: &str) -> Result<Since, Failure> {
        let repository = Repository::open(revision)?;
        let mut since = Since {
            revision: revision.to_owned(),
            entries: 0,
            of_source: HashMap::new(),
            keys: HashSet::new(),
        };
        let mut replaced = Vec::new();
        for (id, source) in files.sources.iter() {
            if let Some(old) = repository.old_text(source)? {
                let changed_lines = changed_lines(&old.text, &source.text);
                since.of_source.insert(id, Changes { changed_lines, ..Changes::default() });
                replaced.push((id, old));
            }
        }
        if replaced.is_empty() {
            return Ok(since);
        }
        let old = files.with_sources(replaced);
        let old_readings: HashMap<SourceId, &Reading> =
            old.readings.iter().map(|reading| (reading.source, reading)).collect();
        for reading in &files.readings {
            let before = old_readings.get(&reading.source).copied();
            since.compare((files, reading), before.map(|reading| (&old, reading)));
        }
        Ok(since)
    }

    fn compare(
        &mut self,
        (files, reading): (&Files, &Reading),
        before: Option<(&Files, &Reading)>,
    ) {
        // The n-th entry with a key is compared with the n-th one that had it.
        let mut old: HashMap<(&str, usize), (&ibid::model::Entry, String)> = HashMap::new();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        if let Some((old_files, before)) = before {
            for (entry, origin) in before.library.iter().zip(&before.origins.entries) {
                let number = counts.entry(&entry.key).or_default();
                old.insert((&entry.key, *number), (entry, text_of(old_files, origin.location)));
                *number += 1;
            }
        }
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let changes = self.of_source.entry(reading.source).or_default();
        for (entry, origin) in reading.library.iter().zip(&reading.origins.entries) {
            let number = counts.entry(&entry.key).or_default();
            let same = old
                .remove(&(&entry.key, *number))
                .is_some_and(|(old, text)| old == entry && text == text_of(files, origin.location));
            *number += 1;
            changes.entries.push((origin.location.span, entry.key.clone()));
            if !same {
                changes.changed_entries.push(origin.location.span);
                self.entries += 1;
                self.keys.insert(entry.key.clone());
            }
        }
        changes.entries.sort_unstable_by_key(|(span, _)| span.start);
        changes.changed_entries.sort_unstable_by_key(|span| span.start);
        self.keys.extend(old.into_keys().map(|(key, _)| key.to_owned()));
        self.keys.remove("");
    }

    /// True if a finding is about something that has changed.
    pub(crate) fn concerns(&self, finding: &Diagnostic) -> bool {
        // Of findings that are not listed, nobody knows where they are.
        if finding.stands_for > 1 {
            return true;
        }
        let labels = std::iter::once(&finding.primary).chain(&finding.secondary);
        let in_changed = labels.map(|label| label.location).any(|place| self.has_changed(place));
        // An entry that has changed or is no more changes what is true of those who name it. One
        // that has not changed is not meant because another of that key has.
        let of_entry = self.entry_at(finding.primary.location);
        let mut named = finding.keys().filter(|key| Some(*key) != of_entry);
        in_changed || named.any(|key| self.keys.contains(key))
    }

    fn has_changed(&self, place: Location) -> bool {
        let Some(changes) = self.of_source.get(&place.source) else { return false };
        touches(&changes.changed_entries, place.span)
            || self.entry_at(place).is_none() && touches(&changes.changed_lines, place.span)
    }

    /// The key of the entry that a place is in.
    fn entry_at(&self, place: Location) -> Option<&str> {
        let entries = &self.of_source.get(&place.source)?.entries;
        let (span, key) = last_before(entries, |(span, _)| *span, place.span)?;
        (place.span.start < span.end).then_some(key)
    }
}

/// The text of an entry, with normalized line ends.
fn text_of(files: &Files, place: Location) -> String {
    files.sources.slice(place).replace("\r\n", "\n")
}

/// True if a span overlaps one of these, which are disjoint.
fn touches(spans: &[Span], span: Span) -> bool {
    last_before(spans, |span| *span, span).is_some_and(|last| span.start < last.end)
}

/// The last of these that begins before the end of a span: the one that may reach into it.
fn last_before<T>(ordered: &[T], span_of: impl Fn(&T) -> Span, span: Span) -> Option<&T> {
    let end = span.end.max(span.start + 1);
    let after = ordered.partition_point(|other| span_of(other).start < end);
    ordered[..after].last()
}

/// The lines that are new or changed.
fn changed_lines(old: &str, new: &str) -> Vec<Span> {
    let (old, lines) = (old.replace("\r\n", "\n"), new.replace("\r\n", "\n"));
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(&*old, &*lines);
    let mut starts = vec![0];
    starts.extend(new.match_indices('\n').map(|(at, _)| at + 1));
    let start = |line: usize| starts.get(line).copied().unwrap_or(new.len());
    let changed = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let changed = changed.map(DiffOp::new_range).filter(|range| !range.is_empty());
    changed.map(|range| Span::new(start(range.start), start(range.end))).collect()
}

/// A git repository at a revision.
struct Repository {
    root: PathBuf,
    commit: String,
    /// The files of the revision, relative to the root.
    files: HashSet<Vec<u8>>,
    /// The changed files → the names that they had.
    changed: HashMap<Vec<u8>, Vec<u8>>,
}

impl Repository {
    fn open(revision: &str) -> Result<Repository, Failure> {
        let top = run(&["rev-parse", "--show-toplevel"])?;
        let root = top.ok_or(Failure::NoRepository)?;
        let root = true_path(Path::new(String::from_utf8_lossy(&root).trim_end_matches('\n')));
        let named = format!("{revision}^{{commit}}");
        let commit = match revision.starts_with('-') {
            true => None,
            false => run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &named])?,
        };
        let Some(commit) = commit else {
            let is_shallow = run(&["rev-parse", "--is-shallow-repository"])?;
            let is_shallow = is_shallow.is_some_and(|answer| answer.starts_with(b"true"));
            let why = match is_shallow {
                true => {
                    "; the clone is shallow: fetch the revision first (`fetch-depth: 0` in actions/checkout)"
                }
                false => "",
            };
            return Err(Failure::NoRevision(revision.to_owned(), why));
        };
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let listed = expect(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", &commit])?;
        let files = listed.split(|&byte| byte == 0).map(<[u8]>::to_vec).collect();
        let differences =
            ["diff", "--no-ext-diff", "--no-relative", "--name-status", "-z", "-M", &commit, "--"];
        let changed = renamed(&expect(&differences)?);
        Ok(Repository { root, commit, files, changed })
    }

    /// The old text of a file that has changed; empty if there was no such file.
    fn old_text(&self, source: &Source) -> Result<Option<Source>, Failure> {
        let outside = || Failure::Outside(source.name.to_string());
        let path = std::path::absolute(&*source.name).map_err(|_| outside())?;
        let path = true_path(&path);
        let below = path.strip_prefix(&self.root).map_err(|_| outside())?;
        let name = below.to_string_lossy().replace('\\', "/").into_bytes();
        let was = match self.changed.get(&name) {
            Some(was) => was,
            None if self.files.contains(&name) => return Ok(None),
            None => &name,
        };
        let old = match self.files.contains(was) {
            true => {
                let object = format!("{}:{}", self.commit, String::from_utf8_lossy(was));
                expect(&["cat-file", "blob", &object])?
            }
            false => Vec::new(),
        };
        Ok(Some(source_from_bytes(&source.name, &old).map_err(|_| outside())?))
    }
}

/// The output of `git diff --name-status -z`: each file, and its old name.
fn renamed(output: &[u8]) -> HashMap<Vec<u8>, Vec<u8>> {
    let mut fields = output.split(|&byte| byte == 0);
    let mut names = HashMap::new();
    while let (Some(status), Some(old)) = (fields.next(), fields.next()) {
        let has_two = status.starts_with(b"R") || status.starts_with(b"C");
        let new = if has_two { fields.next().unwrap_or(old) } else { old };
        names.insert(new.to_vec(), old.to_vec());
    }
    names
}

/// The output of git; `None` if it fails.
fn run<S: AsRef<OsStr>>(args: &[S]) -> Result<Option<Vec<u8>>, Failure> {
    let output = git(args).stderr(Stdio::null()).output().map_err(Failure::NoGit)?;
    Ok(output.status.success().then_some(output.stdout))
}

/// The output of git, which must not fail.
fn expect(args: &[&str]) -> Result<Vec<u8>, Failure> {
    let output = git(args).output().map_err(Failure::NoGit)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(Failure::Git { command: args[0].to_owned(), message })
}

fn git<S: AsRef<OsStr>>(args: &[S]) -> Command {
    let mut command = Command::new("git");
    command.args(args).stdin(Stdio::null()).env("GIT_OPTIONAL_LOCKS", "0");
    command
}
