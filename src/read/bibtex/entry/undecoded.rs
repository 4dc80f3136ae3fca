//! Reports the TeX in a value that could not be decoded.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::rules::{UNDECODABLE_TEX, UNKNOWN_COMMAND};
use crate::dialect::bib::Field;
use crate::read::bibtex::entry::EntryReader;
use crate::read::bibtex::entry::once::What;
use crate::read::bibtex::strings::Value;
use crate::read::bibtex::tex::Printed;

/// The maximum length of a formula in a message. *Units*: characters.
const QUOTED: usize = 60;

impl EntryReader<'_, '_> {
    /// Reports the commands and formulas in a value that were not decoded, each once.
    pub(super) fn report_undecoded(&mut self, value: &Value<'_>, field: Field) {
        // Abstracts, remarks and keywords are not printed, so commands in them do no harm.
        let printed = !matches!(field, Field::Abstract | Field::Annotation | Field::Keywords);
        for found in std::mem::take(&mut self.tex.undecoded) {
            if !printed || !self.reported.insert((field, found.source.clone())) {
                continue;
            }
            let span = match found.offset {
                Some(offset) => value.locate(offset, offset + found.source.len()),
                None => value.span,
            };
            let source = quoted(&found.source);
            let define = || {
                format!(
                    "write the characters it stands for, or define it in a `@preamble`: \
                     `\\newcommand{{{source}}}{{...}}`"
                )
            };
            let (message, help) = match &found.printed {
                Printed::AsWritten => (
                    format!(
                        "`{source}` is not a command that can be decoded; it is printed as it is"
                    ),
                    define(),
                ),
                Printed::Name => (
                    format!("`{source}` is not a command that can be decoded; its name is printed"),
                    define(),
                ),
                Printed::Argument => (
                    format!("`{source}` is not a known command; its argument is printed as text"),
                    define(),
                ),
                Printed::Arguments => (
                    format!(
                        "`{source}` is not a command that can be decoded; only its arguments are \
                         printed"
                    ),
                    define(),
                ),
                Printed::Nothing => (
                    format!("the text of `{source}` is not printed"),
                    "move it to the field `note`, or delete it".to_owned(),
                ),
                Printed::Keys => (
                    format!(
                        "`{source}` in a value works only in LaTeX; other programs print its keys"
                    ),
                    "name the work in words, or ignore this if only LaTeX reads the file"
                        .to_owned(),
                ),
                Printed::Formula(cause) => (
                    format!(
                        "the formula `{source}` is printed as it is: `{cause}` cannot be decoded"
                    ),
                    "write it with Unicode characters, `^` and `_`".to_owned(),
                ),
            };
            // Most commands with one argument are about its look: `\pkg`, `\proglang`, `\lr`.
            let rule = match found.printed {
                Printed::Argument => &UNKNOWN_COMMAND,
                _ => &UNDECODABLE_TEX,
            };
            let finding = self.finding(rule, span, message).help(help);
            match found.printed {
                Printed::Keys => self.report_once(What::Cites, field, finding),
                // A file that is written for one style has its commands in many entries.
                Printed::AsWritten | Printed::Name | Printed::Argument | Printed::Arguments => {
                    self.report_once(What::Command(command(&found.source)), field, finding);
                }
                Printed::Nothing | Printed::Formula(_) => self.report(field, finding),
            }
        }
    }

    /// Keeps the first finding of its kind, and counts the others.
    fn report_once(&mut self, what: What, field: Field, finding: Diagnostic) {
        let finding = self.of_field(field, finding);
        self.once.add(what, finding, 1);
    }
}

/// The name of a command, without its arguments.
fn command(source: &str) -> String {
    let name = source.trim_start_matches('\\');
    match name.find(|c: char| !c.is_alphabetic()) {
        // `\.` is one character.
        Some(0) => name.chars().take(1).collect(),
        Some(end) => name[..end].to_owned(),
        None => name.to_owned(),
    }
}

/// The beginning of a text, on one line.
fn quoted(source: &str) -> String {
    let mut line = source.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = line.char_indices().nth(QUOTED) {
        line.truncate(at);
        line.push('…');
    }
    line
}
