//! `ibid check --fix` and `--diff`: writes fixes to files, or prints them as differences.

use std::io;
use std::path::Path;
use std::time::Duration;

use ibid::diagnostic::Edit;
use ibid::files::{Change, Fixing, source_from_bytes};
use ibid::source::Source;
use similar::TextDiff;

use crate::exit::Exit;
use crate::input::Input;
use crate::output;

/// After this time, a minimal difference is no longer computed.
const PATIENCE: Duration = Duration::from_secs(2);

/// Prints what the fixes would change, like `diff -u`.
pub(super) fn print_changes(input: &Input, fixing: &Fixing) -> io::Result<Exit> {
    print_differences(input, &fixing.changes)?;
    report_refused(input, fixing);
    Ok(report_changes(input, &fixing.changes))
}

/// Prints what renaming a key would change.
pub(super) fn print_edits(input: &Input, edits: &[Edit]) -> io::Result<Exit> {
    let changes = input.files.changes(edits);
    print_differences(input, &changes)?;
    Ok(report_changes(input, &changes))
}

fn print_differences(input: &Input, changes: &[Change]) -> io::Result<()> {
    let mut text = String::new();
    for change in changes {
        let Some(source) = input.files.sources.get(change.source) else { continue };
        let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(&*source.text, &change.text);
        let name = source.name.trim_start_matches('/');
        let (old, new) = (format!("a/{name}"), format!("b/{name}"));
        text.push_str(&diff.unified_diff().header(&old, &new).to_string());
    }
    output::print(&text)
}

fn report_changes(input: &Input, changes: &[Change]) -> Exit {
    let fixes: usize = changes.iter().map(|change| change.fixes).sum();
    output::note(&format!("{} would be made", counted(fixes, changes.len())));
    for unreadable in &input.unreadable {
        output::note(&format!("error: {}", unreadable.reason));
    }
    match (input.unreadable.is_empty(), fixes) {
        (false, _) => Exit::Unreadable,
        (true, 0) => Exit::Clean,
        (true, _) => Exit::Findings,
    }
}

/// Writes the fixes to the files; returns the input as it is then.
pub(super) fn write_changes(mut input: Input, fixing: &Fixing) -> Input {
    let mut replaced = Vec::new();
    let mut fixes = 0;
    let mut unreadable = input.unreadable.clone();
    for change in &fixing.changes {
        let Some(source) = input.files.sources.get(change.source) else { continue };
        match write(source, change) {
            Ok(written) => {
                fixes += change.fixes;
                replaced.push((change.source, written));
            }
            Err(reason) => unreadable.push(ibid::report::Unreadable {
                file: source.name.to_string(),
                reason: format!("cannot write fixes into `{}`: {reason}", source.name),
                kind: ibid::report::InputKind::File,
            }),
        }
    }
    report_refused(&input, fixing);
    output::note(&format!("{} made", counted(fixes, replaced.len())));
    input.files = input.files.with_sources(replaced);
    input.unreadable = unreadable;
    input
}

pub(super) fn write(source: &Source, change: &Change) -> Result<Source, String> {
    let path = Path::new(&*source.name);
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let written = change.write_over(source, &bytes).map_err(|error| error.to_string())?;
    std::fs::write(path, &written).map_err(|error| error.to_string())?;
    source_from_bytes(&source.name, &written).map_err(|error| error.to_string())
}

fn report_refused(input: &Input, fixing: &Fixing) {
    let lossy = fixing.refused.iter();
    let lossy = lossy.map(|id| (id, "the file would lose an entry or could no longer be read"));
    let unsettled = fixing.unsettled.iter();
    let unsettled = unsettled.map(|id| (id, "the same findings would remain or come back"));
    for (&id, why) in lossy.chain(unsettled) {
        let name = input.files.sources.get(id).map_or("", |source| &*source.name);
        output::note(&format!("warning: some fixes in `{name}` were not made: {why}"));
    }
}

/// `3 fixes in 2 files`.
fn counted(fixes: usize, files: usize) -> String {
    let fixes = if fixes == 1 { "1 fix".to_owned() } else { format!("{fixes} fixes") };
    match files {
        0 => fixes,
        1 => format!("{fixes} in 1 file"),
        files => format!("{fixes} in {files} files"),
    }
}
