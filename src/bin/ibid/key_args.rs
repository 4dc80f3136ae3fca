//! What the commands take that are about the keys and notes of documents.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::help;
use crate::input_args::InputArgs;

/// Print what the hand-typed notes of an essay cite
///
/// Takes a plain text or Markdown with markers in the text (`process’1,`, `[1]`, `¹`, `^1`), notes
/// and perhaps a list of works. Each note is looked up in the bibliographies by the names, title,
/// place, publisher and year that it says, and ibid., op. cit., a.a.O., supra and the like by the
/// notes before it. What is wrong with the notes, `ibid check` says.
#[derive(Debug, clap::Args)]
#[command(after_help = help::NOTES)]
pub(crate) struct NotesArgs {
    /// The essay: .txt or .md; `-` is standard input, a plain text unless --stdin-name says `x.md`
    #[arg(value_name = "ESSAY")]
    pub(crate) essay: PathBuf,
    /// Additional bibliography to look the notes up in; may be repeated
    #[arg(long = "bibliography", value_name = "FILE")]
    pub(crate) bibliographies: Vec<PathBuf>,
    /// What to print
    #[arg(long, short, value_name = "FORMAT", default_value = "table")]
    pub(crate) to: NotesFormat,
    /// Where to write instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum NotesFormat {
    /// A line for each reference: the note, what it cites, how, and how sure that is
    Table,
    /// For other programs, with places in the file
    Json,
    /// The essay in pandoc's Markdown, with citations by keys in the place of its notes
    Markdown,
}

/// Print the entries that a document cites, in the bibliography's own bytes
///
/// With them comes all that they refer to: parents (`crossref`, `xdata`), members of sets, related
/// entries and macros, in the order of the bibliography. So biber, which takes minutes over a large
/// shared library, gets a small one.
#[derive(Debug, clap::Args)]
#[command(after_help = help::SUBSET)]
pub(crate) struct SubsetArgs {
    /// Documents that cite (.tex, .md, .qmd, .Rmd, .typ, .adoc, .org, .rs, .txt, .aux, .bcf), and
    /// bibliographies beside those that they name
    #[arg(value_name = "FILE", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Where to write instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// Print placeholder entries for keys that are cited and not defined
///
/// With them the document compiles; `ibid check` reports each of them until it is filled in. They
/// are in the format of the last bibliography.
#[derive(Debug, clap::Args)]
#[command(after_help = help::STUB)]
pub(crate) struct StubArgs {
    /// Documents that cite (.tex, .md, .qmd, .Rmd, .typ, .adoc, .org, .rs, .txt, .aux, .bcf), and
    /// bibliographies beside those that they name
    #[arg(value_name = "FILE", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Append the entries to the last bibliography instead of printing them
    #[arg(long)]
    pub(crate) append: bool,
}

/// Rename a key in documents and bibliographies
///
/// The key is renamed where it is cited, in the documents that are named and all that they include,
/// and in their bibliographies: at its entry, and where other entries refer to it. Every other byte
/// stays as it is.
#[derive(Debug, clap::Args)]
#[command(after_help = help::RENAME)]
pub(crate) struct RenameArgs {
    /// The key
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    /// The new key, which no entry may have
    #[arg(value_name = "NEW")]
    pub(crate) new: String,
    /// Documents (.tex, .md, .qmd, .Rmd, .typ, .adoc, .org, .rs), and bibliographies beside those
    /// that they name
    #[arg(value_name = "FILE", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Print what would change, without writing anything
    #[arg(long)]
    pub(crate) diff: bool,
}
