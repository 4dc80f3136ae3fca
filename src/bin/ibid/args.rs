//! The arguments of the command.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use ibid::output::Format;

pub(crate) use crate::check_args::{
    BaselineArgs, BaselineCommand, BaselineFileArgs, BaselineRunArgs, CheckArgs, ExplainArgs,
    FailOn, FixArgs, InitArgs, PageFormat, ReportArgs, RuleArgs, RulesArgs, SchemaArgs, Service,
    SubjectArgs, TableFormat,
};
pub(crate) use crate::convert_args::ConvertArgs;
use crate::format_args::one_of;
use crate::help;
pub(crate) use crate::input_args::{ConfigArgs, InputArgs, StyleDirArgs, Together};
pub(crate) use crate::key_args::{NotesArgs, NotesFormat, RenameArgs, StubArgs, SubsetArgs};
pub(crate) use crate::output::ColorChoice;

/// Check bibliographies, and print citations and bibliographies in any CSL style
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100, after_help = help::IBID)]
pub(crate) struct Args {
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorChoice,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(CheckArgs),
    Format(FormatArgs),
    Cite(CiteArgs),
    Render(RenderArgs),
    Notes(NotesArgs),
    Subset(SubsetArgs),
    Stub(StubArgs),
    Rename(RenameArgs),
    Convert(ConvertArgs),
    Styles(StylesArgs),
    Style(StyleCommandArgs),
    Explain(ExplainArgs),
    Rules(RulesArgs),
    Baseline(BaselineArgs),
    Init(InitArgs),
    Schema(SchemaArgs),
    Completions(CompletionsArgs),
}

/// Print a bibliography in a style
#[derive(Debug, clap::Args)]
#[command(after_help = help::FORMAT)]
pub(crate) struct FormatArgs {
    /// The bibliography: BibTeX, BibLaTeX, hayagriva YAML, CSL-JSON, CSL-YAML or RIS; `-` is
    /// standard input
    #[arg(value_name = "BIBLIOGRAPHY")]
    pub(crate) bibliography: PathBuf,
    /// Bibliography to read first, for its macros and entries; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) with: Vec<PathBuf>,
    /// Print only the entry with this key; may be repeated
    #[arg(long = "key", value_name = "KEY")]
    pub(crate) keys: Vec<String>,
    #[command(flatten)]
    pub(crate) style: StyleArgs,
    #[command(flatten)]
    pub(crate) to: ToArgs,
    #[command(flatten)]
    pub(crate) input: InputArgs,
}

/// Print citations in a style
///
/// Citations are in pandoc's syntax, `[see @brinton, p. 12; @broue]`, `@mett [p. 3]` or `-@mett`,
/// and in the order of the document. In a note style each citation is a note of its own, so `ibid.`
/// is printed where the document would have it. For `@mett [p. 3]`, a note style prints the name
/// for the running text, followed by the note: `Ida Mett [note: The Kronstadt Uprising, 3.]`.
#[derive(Debug, clap::Args)]
#[command(after_help = help::CITE)]
pub(crate) struct CiteArgs {
    /// The bibliography: BibTeX, BibLaTeX, hayagriva YAML, CSL-JSON, CSL-YAML or RIS; `-` is
    /// standard input
    #[arg(value_name = "BIBLIOGRAPHY")]
    pub(crate) bibliography: PathBuf,
    /// Bibliography to read first, for its macros and entries; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) with: Vec<PathBuf>,
    /// Citations in the order of the document
    #[arg(value_name = "CITATION", required = true)]
    pub(crate) citations: Vec<String>,
    #[command(flatten)]
    pub(crate) style: StyleArgs,
    #[command(flatten)]
    pub(crate) to: ToArgs,
    /// Also print the bibliography of the cited works, after the citations
    #[arg(long = "bibliography")]
    pub(crate) with_bibliography: bool,
    /// Also show which line of the style printed each piece: below each citation and entry, in JSON
    /// as `place` of each run, in other formats in a comment at the end
    #[arg(long)]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) input: InputArgs,
}

/// Format the citations and bibliographies of documents in a style
///
/// Documents may be Markdown (for pandoc, Quarto or R Markdown), LaTeX or Typst. Each citation is
/// replaced with its formatted text, which is a footnote in a note style. The bibliography goes
/// where the document asks for it (`::: {#refs}`, `\printbibliography`, `\bibliography`,
/// `#bibliography`); a Markdown document that does not ask for it gets it at the end. All other
/// bytes stay the same, unless --to selects another format than the document's own.
///
/// Several documents, with the documents that they include, are formatted as one book, with
/// citations in sequence.
///
/// An essay (.txt, .md) whose notes are typed by hand contains no citations. Convert it first with
/// `ibid notes ESSAY --bibliography FILE --to markdown`, and render the result.
#[derive(Debug, clap::Args)]
#[command(after_help = help::RENDER)]
pub(crate) struct RenderArgs {
    /// Documents, which name their bibliographies; `-` is standard input. With --filter, the format
    /// that pandoc writes
    #[arg(value_name = "DOCUMENT", required_unless_present = "filter")]
    pub(crate) documents: Vec<PathBuf>,
    /// Additional bibliography for the documents; may be repeated
    #[arg(long = "bibliography", value_name = "FILE")]
    pub(crate) bibliographies: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) style: StyleArgs,
    /// Format to write; by default, the one for the extension of the output file, or else the
    /// document's own
    #[arg(long, short, value_name = "FORMAT")]
    to: Option<DocumentFormat>,
    /// Write HTML, LaTeX or Typst without the surrounding page or preamble
    #[arg(long)]
    pub(crate) fragment: bool,
    /// Links between citations and entries; by default `both` in HTML, and otherwise `entries` if
    /// the document sets `link-citations: true`
    #[arg(long, value_name = "WHICH")]
    pub(crate) link_citations: Option<CrossLinks>,
    /// Parts that get their own bibliographies, and in which citations start again
    #[arg(long, value_name = "PART", default_value = "document")]
    pub(crate) per: Per,
    /// File to write instead of standard output. For several documents, or one that includes others
    /// with citations, the folder or the main file; the others are written beside it
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// Read a document as pandoc's JSON from standard input, and write it as JSON to standard
    /// output, as a pandoc filter
    #[arg(long, conflicts_with_all = ["to", "fragment", "per", "output"])]
    pub(crate) filter: bool,
}

impl RenderArgs {
    /// The format to write: the one in the arguments, or the one for the name of the output file.
    pub(crate) fn format(&self) -> Option<DocumentFormat> {
        self.to.or_else(|| match self.extension()?.as_str() {
            "md" | "markdown" | "qmd" | "rmd" => Some(DocumentFormat::Markdown),
            "html" | "htm" | "xhtml" => Some(DocumentFormat::Html),
            "tex" | "ltx" | "latex" => Some(DocumentFormat::Latex),
            "typ" => Some(DocumentFormat::Typst),
            "txt" | "text" => Some(DocumentFormat::Plain),
            _ => None,
        })
    }

    /// The extension of the output file, in lower case.
    pub(crate) fn extension(&self) -> Option<String> {
        let extension = self.output.as_ref()?.extension()?;
        Some(extension.to_string_lossy().to_lowercase())
    }

    /// The links in the arguments.
    pub(crate) fn cross_links(&self) -> Option<ibid::typeset::CrossLinks> {
        use ibid::typeset::CrossLinks as Links;
        self.link_citations.map(|links| match links {
            CrossLinks::None => Links::None,
            CrossLinks::Entries => Links::Entries,
            CrossLinks::Both => Links::Both,
        })
    }
}

/// A format for documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DocumentFormat {
    /// Markdown, as pandoc reads it
    Markdown,
    /// A complete page
    Html,
    /// LaTeX
    Latex,
    /// Typst
    Typst,
    /// Text without formatting
    Plain,
}

/// The links between citations and entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CrossLinks {
    /// None
    None,
    /// From each citation to its entries
    Entries,
    /// Also from each entry back to its citations
    Both,
}

/// The parts that have their own bibliographies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Per {
    /// The whole document; in LaTeX, each `refsection`
    Document,
    /// Each file
    File,
    /// Each chapter: `#`, `\chapter`, `=`
    Chapter,
    /// Each section: `##`, `\section`, `==`
    Section,
}

/// The options for formatting that several commands share.
#[derive(Debug, clap::Args)]
pub(crate) struct StyleArgs {
    /// Name or title of a style (`ibid styles` lists them), or a .csl file; by default apa, and for
    /// a document the style that it names, or the nearest to a style of biblatex or BibTeX
    #[arg(long, short, value_name = "NAME|FILE")]
    pub(crate) style: Option<String>,
    #[command(flatten)]
    pub(crate) folders: StyleDirArgs,
    /// Language to print in, such as `de-DE`; by default that of the style, and for a document its
    /// own
    #[arg(long, value_name = "TAG")]
    pub(crate) locale: Option<String>,
    /// Letter case of titles
    #[arg(long, value_name = "CASE", default_value = "as-written")]
    pub(crate) title_case: TitleCase,
    /// Turn DOIs, PMIDs, PMCIDs and URLs into links
    #[arg(long)]
    pub(crate) links: bool,
    /// JSON file of abbreviations, in the format of Zotero and pandoc
    #[arg(long, value_name = "FILE")]
    pub(crate) abbreviations: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TitleCase {
    /// As in the bibliography
    AsWritten,
    /// English titles in sentence case, except for text in braces, as in BibTeX and pandoc
    Sentence,
}

impl From<TitleCase> for ibid::read::TitleCase {
    fn from(case: TitleCase) -> Self {
        match case {
            TitleCase::AsWritten => ibid::read::TitleCase::AsWritten,
            TitleCase::Sentence => ibid::read::TitleCase::Sentence,
        }
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct ToArgs {
    /// Output format; by default, ansi on a terminal and plain elsewhere
    #[arg(long, short, value_name = "FORMAT", value_parser = one_of(Format::all(), |it| (it.name(), it.about())))]
    to: Option<Format>,
    /// Write HTML without the surrounding page; the default in a pipe
    #[arg(long)]
    fragment: bool,
}

impl ToArgs {
    /// True if a whole HTML page is printed.
    pub(crate) fn is_page(&self) -> bool {
        self.to == Some(Format::Html) && !self.fragment && crate::output::is_final()
    }

    /// The output format.
    pub(crate) fn format(&self, color: ColorChoice) -> Format {
        match self.to {
            Some(format) => format,
            None if crate::output::color(color) == ibid::report::Color::Always => Format::Ansi,
            None => Format::Plain,
        }
    }
}

/// List the styles that can be used by name, or print one
///
/// Lists the embedded styles, those in the folders given by `--style-dir` or by `style-dirs` in
/// `ibid.toml`, and those installed in Zotero (`Zotero/styles` in the home folder). If several
/// styles have the same name, given folders take precedence over the embedded styles, and these
/// over Zotero's.
#[derive(Debug, clap::Args)]
#[command(after_help = help::STYLES)]
pub(crate) struct StylesArgs {
    /// List only styles whose name or title contains words that start with each of these
    #[arg(long, value_name = "WORD", num_args = 1.., conflicts_with = "print")]
    pub(crate) search: Vec<String>,
    /// Print the CSL of this style
    #[arg(long, value_name = "NAME")]
    pub(crate) print: Option<String>,
    #[command(flatten)]
    pub(crate) folders: StyleDirArgs,
}

/// Check CSL styles
#[derive(Debug, clap::Args)]
pub(crate) struct StyleCommandArgs {
    #[command(subcommand)]
    pub(crate) command: StyleCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum StyleCommand {
    Check(StyleCheckArgs),
}

/// Report what is wrong with CSL styles and locales
///
/// Folders are searched for .csl files, and for .xml files with a style or a locale. To check
/// bibliographies, use `ibid check`.
#[derive(Debug, clap::Args)]
#[command(after_help = help::STYLE_CHECK)]
pub(crate) struct StyleCheckArgs {
    /// Styles, locales, or folders of them
    #[arg(value_name = "FILE", required = true)]
    pub(crate) styles: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// Shell for which the script is written
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_description_is_consistent() {
        super::Args::command().debug_assert();
    }
}
