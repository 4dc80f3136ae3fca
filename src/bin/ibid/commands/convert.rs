//! `ibid convert`: writes a bibliography in another format, and says what is lost.

use std::collections::{BTreeMap, HashMap};
use std::io;

use ibid::files::Files;
use ibid::model::{EntryOrigin, FieldOrigin, Library, Variable, VariableKind};
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
        LossFormat::Human => {
            report(&converted.losses, &opened.files);
            report_joined(&opened.files, &|key| keys.is_empty() || keys.contains(&key));
        }
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
fn report(losses: &[Loss], files: &Files) {
    match losses.len() {
        0 => return,
        1 => output::note("1 value is lost or changed:"),
        count => output::note(&format!("{count} values are lost or changed:")),
    }
    let places = Places::of(files);
    for loss in losses {
        let Loss { key, field, value, reason, .. } = loss;
        let said = match reason {
            Reason::Added(_) | Reason::NotAWork | Reason::Refused(_) => String::new(),
            _ => format!(" `{}`", shortened(value)),
        };
        let written = places.field(loss).filter(|it| !it.name.eq_ignore_ascii_case(field));
        let named = written.map_or(field.clone(), |it| format!("{} ({field})", it.name));
        output::note(&format!("  {}{key}: {named}{said}: {reason}", places.place(loss)));
    }
    output::note("the original bibliography is unchanged; `--losses json` lists the full values");
}

/// Says which fields became parts of others, as a `subtitle` of the title: no word of them is lost,
/// but they are not divided any more.
fn report_joined(files: &Files, is_chosen: &dyn Fn(&str) -> bool) {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for reading in &files.readings {
        let entries = reading.library.iter().zip(&reading.origins.entries);
        for (_, origin) in entries.filter(|(entry, _)| is_chosen(&entry.key)) {
            let mut first: BTreeMap<Variable, &FieldOrigin> = BTreeMap::new();
            for field in origin.fields.iter().filter(|field| field.is_own()) {
                let Some(variable) = field.variables().first().copied().filter(|it| is_prose(*it))
                else {
                    continue;
                };
                match first.get(&variable) {
                    None => {
                        first.insert(variable, field);
                    }
                    Some(whole) if whole.name != field.name => {
                        *counts.entry((&field.name, &whole.name)).or_default() += 1;
                    }
                    Some(_) => {}
                }
            }
        }
    }
    if counts.is_empty() {
        return;
    }
    let all: usize = counts.values().sum();
    let said = |((part, whole), count): (&(&str, &str), &usize)| match count {
        1 => format!("`{part}` to `{whole}`"),
        count => format!("`{part}` to `{whole}` ({count} times)"),
    };
    let list = counts.iter().map(said).collect::<Vec<_>>().join(", ");
    output::note(&match all {
        1 => format!("1 field is joined to another: {list}"),
        all => format!("{all} fields are joined to others: {list}"),
    });
}

/// True for the variables whose texts are prose, to which several fields may contribute.
fn is_prose(variable: Variable) -> bool {
    variable.kind() == VariableKind::Standard
        && !matches!(variable, Variable::Keyword | Variable::Url | Variable::Isbn | Variable::Issn)
}

/// Where the entries of the bibliography are written.
struct Places<'f> {
    files: &'f Files,
    /// The entries by their keys; of several with one key, the first.
    entries: HashMap<&'f str, &'f EntryOrigin>,
}

impl<'f> Places<'f> {
    fn of(files: &'f Files) -> Self {
        let mut entries = HashMap::new();
        for reading in &files.readings {
            let works = reading.library.iter().zip(&reading.origins.entries);
            let records = reading.library.records().iter().zip(&reading.origins.records);
            for (entry, origin) in works.chain(records) {
                entries.entry(entry.key.as_str()).or_insert(origin);
            }
        }
        Places { files, entries }
    }

    /// The field of the entry itself that has the value.
    fn field(&self, loss: &Loss) -> Option<&'f FieldOrigin> {
        let fields = &self.entries.get(loss.key.as_str())?.fields;
        let named = || fields.iter().find(|it| it.name.eq_ignore_ascii_case(&loss.field));
        let variable = Variable::from_name(&loss.field);
        let has =
            |it: &&FieldOrigin| variable.is_some_and(|variable| it.variables().contains(&variable));
        fields.iter().find(has).or_else(named).filter(|it| it.is_own())
    }

    /// `refs.bib:3:5: `, or nothing if it is written nowhere.
    fn place(&self, loss: &Loss) -> String {
        let Some(origin) = self.entries.get(loss.key.as_str()) else { return String::new() };
        let location = match (loss.field.as_str(), self.field(loss)) {
            ("type", _) => origin.kind,
            (_, Some(field)) => field.name_location(),
            (_, None) => origin.key,
        };
        let Some(source) = self.files.sources.get(location.source) else { return String::new() };
        let start = source.line_column(location.span.start);
        format!("{}:{}:{}: ", source.name, start.line, start.column)
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
