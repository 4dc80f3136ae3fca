//! What the commands take that are about the keys and notes of documents.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::args::InputArgs;
use crate::help;

/// Print what the hand-typed notes of an essay cite
///
/// Takes a plain text or Markdown with markers in the text (`process’1,`, `[1]`, `¹`, `^1`), notes
/// and perhaps a list of works. Each note is looked up in the bibliographies by the names, title,
/// place, publisher and year that it says, and ibid., op. cit., a.a.O., supra and the like by the
/// notes before it. What is wrong with the notes, `ibid check` says.
#[derive(Debug, clap::Args)]
#[command(after_help = help::NOTES)]
pub(crate) struct NotesArgs {
    /// The essay: .txt or .md; `-` is standard input
    #[arg(value_name = "ESSAY")]
    pub(crate) essay: PathBuf,
    /// A bibliography to look the notes up in, beside those that the essay names; may be repeated
    #[arg(long = "bibliography", value_name = "FILE")]
    pub(crate) bibliographies: Vec<PathBuf>,
    /// What to print
    #[arg(long, short, value_name = "FORMAT", default_value = "table")]
    pub(crate) to: NotesFormat,
    /// Where to write, in the place of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum NotesFormat {
    /// A line for each reference: the note, what it cites, how, and how sure that is
    Table,
    /// The same for other programs, with places in the file
    Json,
    /// The essay in pandoc's Markdown, with citations by keys in the place of its notes
    Markdown,
}
