//! Reads a text again after an edit: the entries that the edit does not concern are kept.
//!
//! An entry is kept if its text is in what the old and the new text have in common at their ends,
//! and if nothing else is read differently because of the edit:
//!
//! - no finding is in it, so that none has to be moved or counted again,
//! - no field of it links to another entry,
//! - what decides for all entries is the same: macros, the commands of preambles, the dialect.
//!
//! Everything else is read as if it was new: the blocks of the text, macros, links and comments. Most
//! of the kept entries are not even parsed.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::diagnostic::rules::STRING_MACRO;
use crate::diagnostic::{Diagnostic, Sink};
use crate::dialect::{BibDialect, Clearness};
use crate::model::{Entry, EntryType, Library, Origins};
use crate::read::bibtex::bibliography::Bibliography;
use crate::read::bibtex::strings::Strings;
use crate::read::bibtex::texts::Texts;
use crate::read::bibtex::{ReadEntry, links, live, push_comments, read_some};
use crate::read::in_parts::parse_bibtex;
use crate::source::{Location, Source, SourceId, Span};
use crate::syntax::bibtex::{BlockKind, Landmark, Tree, parse_but};

/// What is known of a text since it was last read.
#[derive(Debug, Default)]
pub(crate) struct Known {
    text: Arc<str>,
    surroundings: Surroundings,
    /// For each entry, then for each record, whether reading it found nothing.
    is_quiet: Vec<bool>,
    /// Whether some field links to an entry: then all entries have to be parsed, since what is
    /// linked to may be inherited.
    has_links: bool,
}

/// What decides how all entries of a text are read.
#[derive(Debug, Default, PartialEq)]
struct Surroundings {
    /// The definitions of macros and the preambles, as they are written.
    commands: String,
    dialect: Option<(BibDialect, Clearness)>,
    may_refer: bool,
}

impl Surroundings {
    fn of(bib: &Bibliography<'_>, tree: &Tree<'_>) -> Surroundings {
        let is_command = |kind| matches!(kind, BlockKind::String | BlockKind::Preamble);
        let commands = tree.blocks.iter().filter(|block| is_command(block.kind));
        Surroundings {
            commands: commands.map(|block| tree.slice(block.span)).collect(),
            dialect: (!bib.entries.is_empty()).then(|| bib.dialect_with_clearness(0)),
            may_refer: bib.may_refer,
        }
    }
}

/// Where an entry that was kept was before, among the entries and then the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Was {
    pub(crate) number: usize,
    /// How far it has moved, in bytes.
    pub(crate) moved: i64,
}

/// For each entry of a text that was read again, then for each record, where it was, if it was kept.
pub(crate) type Kept = Vec<Option<Was>>;

/// What a text was read to before, and what was found in it.
pub(crate) struct Before<'a> {
    pub(crate) library: Library,
    pub(crate) origins: Origins,
    pub(crate) found: &'a [Diagnostic],
}

/// What a text was read to now.
type Now = (Library, Origins, Sink, Kept);

/// Reads a text again, and updates what is known of it.
pub(crate) fn read_again(
    source: &Source,
    id: SourceId,
    known: &mut Known,
    before: Before<'_>,
) -> Now {
    let edit = Edited::between(&known.text, &source.text);
    let landmarks = landmarks(&source.text, known, &before, &edit);
    let mut before = Some(before);
    if !landmarks.is_empty() {
        match read_but(source, id, known, (before, &edit), &landmarks) {
            Ok(now) => return now,
            Err(again) => before = again,
        }
    }
    read_but(source, id, known, (before, &edit), &[]).unwrap_or_default()
}

/// Reads a text again. The entries of the landmarks are not parsed, since they can surely be kept; if
/// that turns out to be wrong, what the text was before is returned, unless it is gone.
fn read_but<'b>(
    source: &Source,
    id: SourceId,
    known: &mut Known,
    (before, edit): (Option<Before<'b>>, &Edited),
    landmarks: &[Landmark],
) -> Result<Now, Option<Before<'b>>> {
    let texts = Texts::one(id);
    let (mut parsing, mut sink) = (Sink::new(), Sink::new());
    let is_partial = !landmarks.is_empty();
    let tree = match is_partial {
        true => parse_but(&source.text, id, landmarks, &mut parsing),
        false => parse_bibtex(&source.text, id, &mut parsing),
    };
    let strings = Strings::read(&tree, &texts, &mut sink);
    let bib = Bibliography::new(&tree, &strings, &texts);
    if let Some(dialect) = known.surroundings.dialect.filter(|_| is_partial) {
        bib.assume(dialect);
    }
    let inheritance = links::follow(&bib, &mut sink);
    let surroundings = Surroundings::of(&bib, &tree);
    let is_same = surroundings == known.surroundings && !surroundings.may_refer;
    let homes = match &before {
        Some(before) if is_same => {
            let now = parsing.as_slice().iter().chain(sink.as_slice());
            find_again(edit, known, before, &bib, now)
        }
        _ => vec![None; bib.entries.len()],
    };
    if is_partial {
        let mut ahead = landmarks.iter().map(|landmark| landmark.span.start).peekable();
        let is_lost = bib.entries.iter().zip(&homes).any(|(entry, home)| {
            while ahead.next_if(|start| *start < entry.span.start).is_some() {}
            home.is_none() && ahead.peek() == Some(&entry.span.start)
        });
        if is_lost || !bib.links.is_empty() {
            return Err(before);
        }
    }
    let numbers: Vec<usize> = (0..homes.len()).filter(|&number| homes[number].is_none()).collect();
    let read = read_some(&bib, &inheritance, &numbers, &mut sink);
    let is_work: Vec<bool> = (0..homes.len()).map(|number| bib.kind(number).is_work()).collect();
    let has_links = !bib.links.is_empty();
    let mut comments = Vec::new();
    push_comments(&tree, &texts, |_, comment| comments.push(comment));
    drop(bib);
    drop(strings);
    drop(tree);

    let mut joined = Joined::of(homes.into_iter().zip(is_work), read, Old::of(before));
    joined.origins.comments = comments;
    let Joined { library, origins, kept, is_quiet } = joined;
    if is_partial && surroundings.dialect != Some(BibDialect::with_clearness(&origins)) {
        return Err(None);
    }
    live::for_biber(&origins, &mut parsing);
    sink.into_sorted().into_iter().for_each(|found| parsing.push(found));
    *known = Known { text: Arc::clone(&source.text), surroundings, is_quiet, has_links };
    Ok((library, origins, parsing, kept))
}

/// The entries that were kept and those that were read, in their order.
struct Joined {
    library: Library,
    origins: Origins,
    kept: Kept,
    is_quiet: Vec<bool>,
}

impl Joined {
    /// *Shape*: for each entry, `homes` says where it was, unless it is the next of those read, and
    /// whether it is a work.
    fn of(
        homes: impl ExactSizeIterator<Item = (Option<Was>, bool)>,
        read: Vec<Vec<ReadEntry>>,
        mut old: Old,
    ) -> Joined {
        let (mut library, mut origins) = (Library::new(), Origins::default());
        library.reserve(homes.len());
        origins.entries.reserve_exact(homes.len());
        let (mut of_works, mut of_records) = (Vec::with_capacity(homes.len()), Vec::new());
        let mut fresh = read.into_iter().flatten();
        for (was, is_work) in homes {
            let of_kept = was.map(|was| old.take(was));
            let Some(read) = of_kept.or_else(|| fresh.next()) else { continue };
            let known = (was, read.is_quiet);
            if is_work {
                library.push(read.entry);
                origins.entries.push(read.origin);
                of_works.push(known);
            } else {
                library.push_record(read.entry);
                origins.records.push(read.origin);
                of_records.push(known);
            }
        }
        let (kept, is_quiet) = of_works.into_iter().chain(of_records).unzip();
        Joined { library, origins, kept, is_quiet }
    }
}

/// The entries that need not be parsed, since they can surely be kept.
fn landmarks(text: &str, known: &Known, before: &Before<'_>, edit: &Edited) -> Vec<Landmark> {
    // A macro that is not defined is reported at its first use, with the number of all uses.
    let is_of_macro = |found: &Diagnostic| found.rule.code == STRING_MACRO.code;
    if known.has_links || known.surroundings.may_refer || before.found.iter().any(is_of_macro) {
        return Vec::new();
    }
    let Before { library, origins, found } = before;
    let found = Places::of(found.iter().map(|found| found.primary.location));
    let comments = Places::of(origins.comments.iter().map(|comment| comment.location));
    let entries = library.entries().iter().chain(library.records());
    let origins = origins.entries.iter().chain(&origins.records);
    let mut all: Vec<(Landmark, bool)> = Vec::with_capacity(known.is_quiet.len());
    for ((entry, origin), is_quiet) in entries.zip(origins).zip(&known.is_quiet) {
        let was = origin.location.span;
        let by = if (was.end as usize) <= edit.start { 0 } else { edit.by };
        let span = was.moved(by);
        let is_kept = *is_quiet
            && edit.moved(span) == Some(by)
            && entry.aliases.is_empty()
            && !found.any_in(was)
            && !comments.any_in(was);
        let (word, key) = (origin.kind.span.moved(by), origin.key.span.moved(by));
        all.push((Landmark { span, word, key }, is_kept));
    }
    all.sort_unstable_by_key(|(landmark, _)| landmark.span.start);
    // Whether an entry has ended may be decided by what is before the next one that begins a line.
    let mut next_line = text.len();
    let mut landmarks: Vec<Landmark> = Vec::with_capacity(all.len());
    for (landmark, is_kept) in all.into_iter().rev() {
        let start = landmark.span.start as usize;
        if is_kept && (next_line < edit.start || start >= edit.end) {
            landmarks.push(landmark);
        }
        let begins_line = |text: &str| {
            let before = text.trim_end_matches([' ', '\t']);
            before.is_empty() || before.ends_with(['\n', '\r'])
        };
        if text.get(..start).is_some_and(begins_line) {
            next_line = start;
        }
    }
    landmarks.reverse();
    landmarks
}

/// For each entry where it was, if it can be kept.
fn find_again<'d>(
    edit: &Edited,
    known: &Known,
    before: &Before<'_>,
    bib: &Bibliography<'_>,
    now: impl Iterator<Item = &'d Diagnostic>,
) -> Kept {
    let old = before.origins.entries.iter().chain(&before.origins.records);
    let places: FxHashMap<Span, usize> = old.map(|origin| origin.location.span).zip(0..).collect();
    let found_before = Places::of(before.found.iter().map(|found| found.primary.location));
    let found_now = Places::of(now.map(|found| found.primary.location));
    let has_links: Vec<usize> = bib.links.iter().map(|(entry, _)| *entry).collect();
    let again = |number: usize| -> Option<Was> {
        let span = bib.entries[number].span;
        let moved = edit.moved(span)?;
        let was = span.moved(-moved);
        let place = *places.get(&was).filter(|&&place| known.is_quiet[place])?;
        let is_alone = has_links.binary_search(&number).is_err();
        (is_alone && !found_before.any_in(was) && !found_now.any_in(span))
            .then_some(Was { number: place, moved })
    };
    (0..bib.entries.len()).map(again).collect()
}

/// What an edit has left as it was.
struct Edited {
    /// The length of what both texts begin with.
    start: usize,
    /// Where in the new text that begins with which both end.
    end: usize,
    /// How far that has moved.
    by: i64,
}

impl Edited {
    fn between(old: &str, new: &str) -> Edited {
        let (old, new) = (old.as_bytes(), new.as_bytes());
        let most = old.len().min(new.len());
        let start = common(most, |at, len| old[at..at + len] == new[at..at + len]);
        let end = common(most - start, |at, len| {
            let (old_end, new_end) = (old.len() - at, new.len() - at);
            old[old_end - len..old_end] == new[new_end - len..new_end]
        });
        Edited { start, end: new.len() - end, by: new.len() as i64 - old.len() as i64 }
    }

    /// How far a span of the new text has moved; `None` if the edit touches it.
    fn moved(&self, span: Span) -> Option<i64> {
        match (span.end as usize <= self.start, span.start as usize >= self.end) {
            (true, _) => Some(0),
            (false, true) => Some(self.by),
            (false, false) => None,
        }
    }
}

/// The number of bytes, up to `most`, for which two texts are the same; `is_same` compares some
/// bytes after a number of others.
fn common(most: usize, is_same: impl Fn(usize, usize) -> bool) -> usize {
    let mut at = 0;
    let mut step = 1 << 16;
    while step > 0 {
        while at + step <= most && is_same(at, step) {
            at += step;
        }
        step /= 2;
    }
    at
}

/// Where findings or comments begin, in order.
struct Places(Vec<u32>);

impl Places {
    fn of(places: impl Iterator<Item = Location>) -> Places {
        let mut starts: Vec<u32> = places.map(|place| place.span.start).collect();
        starts.sort_unstable();
        Places(starts)
    }

    /// Whether one of them begins in a span or at its end.
    fn any_in(&self, span: Span) -> bool {
        let first = self.0.partition_point(|&start| start < span.start);
        self.0.get(first).is_some_and(|&start| start <= span.end)
    }
}

/// The entries and the records of the old text.
struct Old {
    entries: Vec<Entry>,
    records: Vec<Entry>,
    origins: Origins,
}

impl Old {
    fn of(before: Option<Before<'_>>) -> Old {
        let (library, origins) = before.map(|it| (it.library, it.origins)).unwrap_or_default();
        let (entries, records) = library.into_entries();
        Old { entries, records, origins }
    }

    /// Takes one of them, which is moved to where it is now.
    fn take(&mut self, was: Was) -> ReadEntry {
        let Old { entries, records, origins } = self;
        let (entry, origin) = match was.number.checked_sub(entries.len()) {
            None => (&mut entries[was.number], &mut origins.entries[was.number]),
            Some(number) => (&mut records[number], &mut origins.records[number]),
        };
        let entry = std::mem::replace(entry, Entry::new("", EntryType::Document));
        let mut origin = std::mem::take(origin);
        if was.moved != 0 {
            origin.shift(was.moved);
        }
        ReadEntry { entry, origin, is_quiet: true }
    }
}
