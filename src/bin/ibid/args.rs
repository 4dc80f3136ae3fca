//! What the command takes.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use ibid::read::Format;

/// Checks bibliographies, explains what it finds, and formats citations in any CSL style.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
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
    Styles(StylesArgs),
    Style(StyleCommandArgs),
    Explain(ExplainArgs),
    Completions(CompletionsArgs),
}

/// Report what is wrong with bibliographies
///
/// Reads BibTeX and BibLaTeX (.bib), hayagriva YAML, CSL-JSON, CSL-YAML and CSL styles, and reports
/// everything that is wrong with them at once: each finding with its place, its rule (which
/// `ibid explain RULE` explains), and what to do about it.
///
/// Exit status: 0 no error or warning found (infos do not count), 1 errors or warnings found, 2 wrong usage, 3 something could
/// not be read (the rest was checked all the same).
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ibid check                        every bibliography and style below the current directory
  ibid check refs.bib               one file
  ibid check strings.bib refs.bib   the files of one document, in the order they are used
  ibid check --format github        as annotations in a GitHub workflow
  pandoc ... | ibid check -         standard input")]
pub(crate) struct CheckArgs {
    /// Files, folders to search for bibliographies and styles, or `-` for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Which files are one document: they share macros and crossrefs, and a key means the same in all
    #[arg(long, value_name = "WHICH", default_value = "named")]
    pub(crate) together: Together,
}

/// How findings are shown.
#[derive(Debug, clap::Args)]
pub(crate) struct ReportArgs {
    /// How to show what is found
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: ReportFormat,
    /// Show every finding; without it, the human format shows ten of a rule in a file and counts
    /// the rest
    #[arg(long)]
    pub(crate) all: bool,
    /// Show how many findings there are of each rule, instead of the findings
    #[arg(long, conflicts_with = "all")]
    pub(crate) statistics: bool,
    /// List the files in folders that were skipped, since they are not bibliographies
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

/// Which of the files that are checked are one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Together {
    /// Those that are named, in their order; those found in folders stand by themselves
    Named,
    /// All, those found in folders too
    All,
    /// None; a macro or parent that a file lacks is still taken from the files beside it
    None,
}

#[derive(Debug, clap::Args)]
pub(crate) struct InputArgs {
    /// The format of the files named, where their names and contents do not tell
    #[arg(long, value_name = "FORMAT")]
    pub(crate) input_format: Option<InputFormat>,
    /// What to call standard input in reports; its extension tells the format
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    pub(crate) stdin_name: String,
}

/// Print a bibliography in a style
///
/// Exit status: 0 done; 1 a key is missing, an entry has an error or prints nothing, or the list of
/// abbreviations has an error (the rest is printed); 2 wrong usage; 3 something could not be read.
/// With --key, only the errors of these entries count.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ibid format refs.bib                           in APA style
  ibid format refs.bib --style ieee --to html
  ibid format refs.bib --with strings.bib        with the macros of another file
  ibid format refs.yaml --style mine.csl --locale de-DE --key mett --key brinton")]
pub(crate) struct FormatArgs {
    /// BibTeX or BibLaTeX, hayagriva YAML, CSL-JSON or CSL-YAML; `-` is standard input
    #[arg(value_name = "BIBLIOGRAPHY")]
    pub(crate) bibliography: PathBuf,
    /// Another bibliography of the same document, read before this one: its macros and entries are
    /// known here; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) with: Vec<PathBuf>,
    /// Only the entry with this key; may be given again
    #[arg(long = "key", value_name = "KEY")]
    pub(crate) keys: Vec<String>,
    #[command(flatten)]
    pub(crate) style: StyleArgs,
    #[command(flatten)]
    pub(crate) to: ToArgs,
    /// Make links of identifiers (DOI, PMID, PMCID, URL)
    #[arg(long)]
    pub(crate) links: bool,
    /// Lists of abbreviations, as Zotero and Pandoc have them (JSON)
    #[arg(long, value_name = "FILE")]
    pub(crate) abbreviations: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
}

/// Print citations in a style
///
/// Each CITATION is one, in the order of the document, in Pandoc's form: `[see @brinton, p. 12;
/// @broue]`, `@mett [p. 3]`, `-@mett`. In a style for notes each is a separate note, so that `ibid.`
/// is printed as in a document; of `@mett [p. 3]` the names are printed for the running text, and
/// the rest after them as the note: `Ida Mett [note: The Kronstadt Uprising, 3.]`.
///
/// Exit status: 0 done; 1 a key is missing, a citation is malformed, a cited entry has an error or
/// prints nothing, or the list of abbreviations has an error (the rest is printed); 2 wrong usage;
/// 3 something could not be read.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ibid cite refs.bib '[see @brinton, p. 12; @broue]'
  ibid cite refs.bib '[@mett]' '[@mett, p. 3]' --style chicago-notes
  ibid cite refs.bib '[@mett]' --style mine.csl --explain")]
pub(crate) struct CiteArgs {
    /// BibTeX or BibLaTeX, hayagriva YAML, CSL-JSON or CSL-YAML; `-` is standard input
    #[arg(value_name = "BIBLIOGRAPHY")]
    pub(crate) bibliography: PathBuf,
    /// Another bibliography of the same document, read before this one: its macros and entries are
    /// known here; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) with: Vec<PathBuf>,
    /// A citation
    #[arg(value_name = "CITATION", required = true)]
    pub(crate) citations: Vec<String>,
    #[command(flatten)]
    pub(crate) style: StyleArgs,
    #[command(flatten)]
    pub(crate) to: ToArgs,
    /// Also print the bibliography of the cited works, after the citations
    #[arg(long = "bibliography")]
    pub(crate) with_bibliography: bool,
    /// Also say which line and column of the style printed each piece: under each citation and
    /// entry, in JSON in each run, in the other formats in a comment at the end
    #[arg(long)]
    pub(crate) explain: bool,
    /// Make links of identifiers (DOI, PMID, PMCID, URL)
    #[arg(long)]
    pub(crate) links: bool,
    /// Lists of abbreviations, as Zotero and Pandoc have them (JSON)
    #[arg(long, value_name = "FILE")]
    pub(crate) abbreviations: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct StyleArgs {
    /// The name or title of a style (`ibid styles` lists them), or a .csl file
    #[arg(long, short, value_name = "NAME|FILE", default_value = "apa")]
    pub(crate) style: String,
    #[command(flatten)]
    pub(crate) folders: StyleDirArgs,
    /// The language to print in, such as `de-DE`
    #[arg(long, value_name = "TAG")]
    pub(crate) locale: Option<String>,
    /// The letter case of titles: as written, or English ones in sentence case, as BibTeX and Pandoc
    #[arg(long, value_name = "CASE", default_value = "as-written")]
    pub(crate) title_case: TitleCase,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TitleCase {
    /// Change nothing
    AsWritten,
    /// Lower English titles written in title case, but for what is in braces
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
pub(crate) struct StyleDirArgs {
    /// A folder of styles to look in before the embedded ones; may be repeated
    #[arg(long = "style-dir", value_name = "DIR")]
    pub(crate) style_dirs: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ToArgs {
    /// The output format; plain, or ansi on a terminal, where it is not given
    #[arg(long, short, value_name = "FORMAT")]
    to: Option<OutputFormat>,
    /// Write HTML without the page around it, as into a pipe; a file or a terminal gets a page
    #[arg(long)]
    fragment: bool,
}

impl ToArgs {
    /// True if what is printed is a whole HTML page.
    pub(crate) fn is_page(&self) -> bool {
        self.to == Some(OutputFormat::Html) && !self.fragment && crate::output::is_final()
    }

    /// The format to write in.
    pub(crate) fn format(&self, color: ColorChoice) -> ibid::output::Format {
        use ibid::output::Format;
        match self.to {
            Some(OutputFormat::Plain) => Format::Plain,
            Some(OutputFormat::Html) => Format::Html,
            Some(OutputFormat::Markdown) => Format::Markdown,
            Some(OutputFormat::Latex) => Format::Latex,
            Some(OutputFormat::Typst) => Format::Typst,
            Some(OutputFormat::Ansi) => Format::Ansi,
            Some(OutputFormat::Json) => Format::Json,
            None if crate::output::color(color) == ibid::report::Color::Always => Format::Ansi,
            None => Format::Plain,
        }
    }
}

/// List the styles that can be used by name, or print one
///
/// These are the embedded styles, those in the folders that `--style-dir` and `style-dirs` in
/// `ibid.toml` name, and those that Zotero has installed (in `Zotero/styles` in the home folder).
/// Of two styles with one name, the one in a named folder comes first, and Zotero's comes last.
///
/// Exit status: 0 done, 1 no style matches, 2 wrong usage, 3 something could not be read.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ibid styles --search chicago notes
  ibid styles --print apa                    its CSL, as `cite --explain` counts its lines
  ibid styles --style-dir ~/my-styles

In ibid.toml, in the current folder or one above it:
  style-dirs = [\"styles\"]")]
pub(crate) struct StylesArgs {
    /// Only those whose names or titles contain words that begin with all these
    #[arg(long, value_name = "WORD", num_args = 1.., conflicts_with = "print")]
    pub(crate) search: Vec<String>,
    /// Print the text of this style
    #[arg(long, value_name = "NAME")]
    pub(crate) print: Option<String>,
    #[command(flatten)]
    pub(crate) folders: StyleDirArgs,
}

/// Work on CSL styles
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
/// Takes files, and folders, in which it looks for .csl files and for .xml files that hold a style
/// or a locale. `ibid check` takes bibliographies.
#[derive(Debug, clap::Args)]
pub(crate) struct StyleCheckArgs {
    /// Styles, locales, or folders of them
    #[arg(value_name = "FILE", required = true)]
    pub(crate) styles: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

/// Explain a rule: what it does, why, with examples
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// The rule's name (`reversed-pages`) or code (`NUM002`)
    #[arg(value_name = "RULE", required_unless_present = "all")]
    pub(crate) rule: Option<String>,
    /// List all rules, each with a sentence
    #[arg(long, conflicts_with = "rule")]
    pub(crate) all: bool,
    /// How to write the page: text on a terminal, Markdown elsewhere, where it is not given
    #[arg(long, value_name = "FORMAT", conflicts_with = "all")]
    pub(crate) format: Option<PageFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    /// Laid out for reading
    Text,
    /// As the page is written
    Markdown,
}

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    Plain,
    Html,
    Markdown,
    /// For lualatex or xelatex; pdflatex cannot print Greek, Cyrillic, CJK. Links need hyperref
    Latex,
    Typst,
    /// With the escape sequences of a terminal
    Ansi,
    /// Text, formatting and links, for other programs
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// With an excerpt of the text, what is wrong underlined
    Human,
    /// One line each: `file:line:column: severity[rule] message`
    Concise,
    /// For other programs
    Json,
    /// Annotations of a GitHub workflow
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// BibTeX and BibLaTeX
    Bibtex,
    /// hayagriva YAML
    Hayagriva,
    /// CSL-JSON
    CslJson,
    /// CSL-YAML, a `references:` list
    CslYaml,
}

impl From<InputFormat> for Format {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Bibtex => Format::Bibtex,
            InputFormat::Hayagriva => Format::Hayagriva,
            InputFormat::CslJson => Format::CslJson,
            InputFormat::CslYaml => Format::CslYaml,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_description_is_consistent() {
        super::Args::command().debug_assert();
    }
}
