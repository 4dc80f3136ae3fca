//! Bibliographies converted to each format and back: no entry may be lost, and no value unless the
//! lists of losses say so.

use std::collections::BTreeSet;

use ibid::files::open_source;
use ibid::model::{Entry, Library, Variable};
use ibid::read::{Format, read};
use ibid::source::{Source, SourceId};
use ibid::write::{Converted, Loss, Reason, Target, WriteError, convert};

use crate::shared::{in_ci, shared};
use crate::support::{files_below, repository};

const TARGETS: [Target; 6] = [
    Target::Biblatex,
    Target::Bibtex,
    Target::CslJson,
    Target::CslYaml,
    Target::Hayagriva,
    Target::Ris,
];

fn format(target: Target) -> Format {
    match target {
        Target::Biblatex | Target::Bibtex => Format::Bibtex,
        Target::CslYaml => Format::CslYaml,
        Target::Hayagriva => Format::Hayagriva,
        Target::Ris => Format::Ris,
        _ => Format::CslJson,
    }
}

/// What a variable says that another one says too.
const SAID_TWICE: [Variable; 4] =
    [Variable::PageFirst, Variable::Event, Variable::EventTitle, Variable::Annote];

/// The names of what an entry has.
fn names(entry: &Entry) -> BTreeSet<&str> {
    let values = entry.values().map(|(variable, _)| variable.name());
    values.chain(entry.extra.iter().map(|extra| extra.name.as_str())).collect()
}

/// Converts a library and reads the result, without the entries that cannot be written.
fn there(library: &Library, to: Target, path: &str) -> (Library, Vec<Loss>) {
    let Converted { text, losses, .. } = match convert(library, to) {
        Ok(converted) => converted,
        Err(error) => panic!("{path} to {to:?}: {error}"),
    };
    let source = Source::new("converted", text);
    let again = read(&source, SourceId(0), Some(format(to))).unwrap().library;
    let is_refused = |loss: &&Loss| matches!(loss.reason, Reason::Refused(_));
    let refused = losses.iter().filter(is_refused).count();
    assert_eq!(again.len() + refused, library.len(), "{path} to {to:?}");
    (again, losses)
}

/// What an entry has that is neither in the entry at the end nor in a list of losses.
fn unsaid(before: &Entry, after: &Entry, losses: &[Loss]) -> Vec<String> {
    let has = names(after);
    let said: BTreeSet<&str> = (losses.iter())
        .filter(|loss| loss.key == before.key || loss.key == after.key)
        .map(|loss| loss.field.as_str())
        .collect();
    let is_kept = |name: &str| {
        let custom = format!("custom.{name}");
        has.contains(name) || has.contains(custom.as_str()) || said.contains(name)
    };
    let is_own = |name: &str| {
        !Variable::from_name(name).is_some_and(|it| SAID_TWICE.contains(&it))
            && name != Variable::CitationKey.name()
    };
    let mut unsaid: Vec<String> = (names(before).into_iter())
        .filter(|name| is_own(name) && !is_kept(name))
        .map(str::to_owned)
        .collect();
    if before.kind != after.kind && !said.contains("type") {
        unsaid.push(format!("type {:?} → {:?}", before.kind, after.kind));
    }
    unsaid
}

fn check(library: &Library, from: Format, path: &str) {
    for to in TARGETS {
        let (there_again, mut losses) = there(library, to, path);
        let is_own = |target: &&Target| format(**target) == from;
        let back = TARGETS.iter().find(is_own).copied().unwrap_or(Target::Biblatex);
        let (back_again, more) = there(&there_again, back, path);
        losses.extend(more);
        if there_again.len() < library.len() || back_again.len() < there_again.len() {
            continue;
        }
        for (before, after) in library.iter().zip(&back_again) {
            let unsaid = unsaid(before, after, &losses);
            assert!(
                unsaid.is_empty(),
                "{path} to {to:?} and back to {back:?}: {unsaid:?}\n{before:#?}\n{after:#?}\n{losses:#?}"
            );
        }
    }
}

/// Some of the entries of a library; all of them in CI.
fn some(library: Library) -> Library {
    const MOST: usize = 8;
    let step = if in_ci() { 1 } else { library.len().div_ceil(MOST).max(1) };
    library.into_iter().step_by(step).collect()
}

fn check_files_below(folder: &std::path::Path) -> usize {
    let mut entries = 0;
    for extension in ["json", "bib", "yaml", "yml", "ris", "nbib", "enw", "ref"] {
        for path in files_below(folder, extension) {
            let Ok(source) = open_source(&path) else { continue };
            let Ok(reading) = read(&source, SourceId(0), None) else { continue };
            let (library, format) = (some(reading.library), reading.format);
            entries += library.len();
            check(&library, format, &path.display().to_string());
        }
    }
    entries
}

#[test]
fn nothing_of_fixtures_is_lost_unsaid() {
    let entries = check_files_below(&repository("tests/fixtures"));
    assert!(entries > 100, "{entries} entries");
}

#[test]
fn nothing_of_samples_is_lost_unsaid() {
    let Some(samples) = shared("samples") else { return };
    let entries = check_files_below(&samples);
    assert!(entries > 1_000, "{entries} entries");
}

#[test]
fn an_empty_key_is_refused_where_it_must_be() {
    let library = Library::from_iter([Entry::new("", ibid::model::EntryType::Book)]);
    for to in TARGETS {
        match convert(&library, to) {
            Ok(_) | Err(WriteError::Unreadable) => {}
            Err(error) => panic!("{to:?}: {error}"),
        }
    }
}
