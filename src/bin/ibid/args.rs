//! What the command takes.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use ibid::read::Format;

/// Checks bibliographies, explains what it finds, and formats citations in any CSL style.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
pub(crate) struct Args {
    /// Colours: when standard output is a terminal, always, or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorChoice,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(CheckArgs),
    Explain(ExplainArgs),
    Completions(CompletionsArgs),
}

/// Report what is wrong with bibliographies
///
/// Reads BibTeX and BibLaTeX (.bib), hayagriva YAML, CSL-JSON, CSL-YAML and CSL styles, and reports
/// everything that is wrong with them at once: each finding with its place, its rule (which
/// `ibid explain RULE` explains), and what to do about it.
///
/// Exit status: 0 nothing found, 1 errors or warnings found, 2 wrong usage, 3 something could
/// not be read (the rest was checked all the same).
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ibid check                        every bibliography and style below the current directory
  ibid check refs.bib               one file
  ibid check --format github        as annotations in a GitHub workflow
  pandoc ... | ibid check -         standard input")]
pub(crate) struct CheckArgs {
    /// Files, folders to search for bibliographies and styles, or `-` for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// How to show what is found
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: ReportFormat,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// List the files in folders that were passed over, since they hold no bibliography
    #[arg(long, short)]
    pub(crate) verbose: bool,
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

/// Explain a rule: what it does, why, with examples
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// The rule's name (`reversed-pages`) or code (`NUM002`)
    #[arg(value_name = "RULE", required_unless_present = "all")]
    pub(crate) rule: Option<String>,
    /// List all rules, each with a sentence
    #[arg(long, conflicts_with = "rule")]
    pub(crate) all: bool,
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
