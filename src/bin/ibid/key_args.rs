//! The arguments of the commands about the keys and notes of documents.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::help;
use crate::input_args::InputArgs;

/// Print what the notes of an essay cite, or its citations by author and year
///
/// Reads plain text or Markdown with markers in the text (`process’1,`, `[1]`, `¹`, `^1`), notes
/// that are typed by hand, and possibly a list of works. Each note is looked up in the
/// bibliographies by the names, title, place, publisher and year in it; ibid., op. cit., a.a.O.,
/// supra and similar words refer to earlier notes. Citations such as `(Mett 1967, 12)` are looked
/// up in the list of works as well. To find mistakes in an essay, use `ibid check`.
#[derive(Debug, clap::Args)]
#[command(after_help = help::NOTES)]
pub(crate) struct NotesArgs {
    /// Essay: .txt or .md; `-` is standard input, which is plain text unless --stdin-name ends in
    /// `.md`
    #[arg(value_name = "ESSAY")]
    pub(crate) essay: PathBuf,
    /// Additional bibliography in which the works are looked up; may be repeated
    #[arg(long = "bibliography", value_name = "FILE")]
    pub(crate) bibliographies: Vec<PathBuf>,
    /// What to print
    #[arg(long, short, value_name = "FORMAT", default_value = "table")]
    pub(crate) to: NotesFormat,
    /// File to write instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum NotesFormat {
    /// A line for each reference: the note, the work, the form of the reference, and the confidence
    Table,
    /// For other programs, with positions in the file
    Json,
    /// The essay in pandoc's Markdown, with citations by key in place of those typed by hand
    Markdown,
}

/// Print the entries that a document cites, copied byte for byte from the bibliography
///
/// Also prints everything that these entries refer to: parents (`crossref`, `xdata`), members of
/// sets, related entries and macros, in the order of the bibliography. This makes a small
/// bibliography for biber, which takes minutes for a large shared library.
#[derive(Debug, clap::Args)]
#[command(after_help = help::SUBSET)]
pub(crate) struct SubsetArgs {
    /// Documents that cite (.tex, .md, .qmd, .Rmd, .typ, .rst, .adoc, .org, .rs, .txt, .aux, .bcf),
    /// and bibliographies in addition to those that they name
    #[arg(value_name = "FILE", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// File to write instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// Print placeholder entries for keys that are cited but not defined
///
/// With them the document compiles; `ibid check` reports each of them until it is filled in. They
/// are in the format of the last bibliography.
#[derive(Debug, clap::Args)]
#[command(after_help = help::STUB)]
pub(crate) struct StubArgs {
    /// Documents that cite (.tex, .md, .qmd, .Rmd, .typ, .rst, .adoc, .org, .rs, .txt, .aux, .bcf),
    /// and bibliographies in addition to those that they name
    #[arg(value_name = "FILE", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Append the entries to the last bibliography instead of printing them
    #[arg(long)]
    pub(crate) append: bool,
}

/// Rename a key in documents and bibliographies
///
/// The key is renamed where it is cited, in the given documents and everything that they include,
/// and in their bibliographies: at its entry, and where other entries refer to it. No other byte
/// changes.
#[derive(Debug, clap::Args)]
#[command(after_help = help::RENAME)]
pub(crate) struct RenameArgs {
    /// Key to rename
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    /// New key, which no entry may have
    #[arg(value_name = "NEW")]
    pub(crate) new: String,
    /// Documents (.tex, .md, .qmd, .Rmd, .typ, .rst, .adoc, .org, .rs), and bibliographies in
    /// addition to those that they name
    #[arg(value_name = "FILE", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Print what would change, without writing anything
    #[arg(long)]
    pub(crate) diff: bool,
}
