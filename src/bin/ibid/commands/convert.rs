//! `ibid convert`: writes a bibliography in another format, and says what is lost.

use std::io;

use ibid::model::Library;
use ibid::write::{Loss, Reason, convert};

use crate::args::{ConvertArgs, TitleCase};
use crate::commands::{Library as Opened, unknown_key};
use crate::convert_args::LossFormat;
use crate::exit::Exit;
use crate::{output, target};

/// The most characters of a lost value that are shown.
const MOST: usize = 60;

pub(crate) fn run(args: &ConvertArgs) -> io::Result<Exit> {
    let opened =
        match Opened::open(&args.bibliography, &args.with, &args.input, TitleCase::AsWritten) {
            Ok(opened) => opened,
            Err(exit) => return Ok(exit),
        };
    if let Some(exit) = target::refused(args.output.as_deref(), &opened.files, []) {
        return Ok(exit);
    }
    let keys: Vec<&str> = args.keys.iter().map(|key| opened.key_of(key)).collect();
    let mut exit = opened.report_errors((!keys.is_empty()).then_some(&keys));
    for key in keys.iter().filter(|key| opened.library.get(key).is_none()) {
        unknown_key(key, opened.library.keys());
        exit = exit.max(Exit::Findings);
    }
    let chosen = (!keys.is_empty()).then(|| -> Library {
        opened.library.iter().filter(|entry| keys.contains(&&*entry.key)).cloned().collect()
    });
    if opened.library.is_empty() || chosen.as_ref().is_some_and(Library::is_empty) {
        return Ok(exit);
    }
    let converted = match convert(chosen.as_ref().unwrap_or(&opened.library), args.to.into()) {
        Ok(converted) => converted,
        Err(error) => {
            output::error(&error);
            return Ok(exit.max(Exit::Findings));
        }
    };
    match args.losses {
        LossFormat::Human => report(&converted.losses),
        LossFormat::Json => output::note(Loss::list_as_json(&converted.losses).trim_end()),
    }
    let is_refused = |loss: &Loss| matches!(loss.reason, Reason::Refused(_));
    if converted.losses.iter().any(|loss| args.strict || is_refused(loss)) {
        exit = exit.max(Exit::Findings);
    }
    target::write(args.output.as_deref(), converted.text.as_bytes())?;
    Ok(exit)
}

/// Prints what is lost, a line for each value.
fn report(losses: &[Loss]) {
    match losses.len() {
        0 => return,
        1 => output::note("1 value is lost or changed:"),
        count => output::note(&format!("{count} values are lost or changed:")),
    }
    for Loss { key, field, value, reason, .. } in losses {
        let said = match reason {
            Reason::Added(_) | Reason::NotAWork | Reason::Refused(_) => String::new(),
            _ => format!(" `{}`", shortened(value)),
        };
        output::note(&format!("  {key}: {field}{said}: {reason}"));
    }
}

/// A value in one line, cut where it is too long.
fn shortened(value: &str) -> String {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
