//! The arguments of `ibid convert`.

use std::path::PathBuf;

use clap::ValueEnum;
use ibid::write::Target;

use crate::help;
use crate::input_args::InputArgs;

/// Convert a bibliography to another format, and say what is lost
///
/// The converted text is read again and compared with the bibliography, entry by entry. Every value
/// that a reader of it would not get, or would get as another value, is listed on standard error.
#[derive(Debug, clap::Args)]
#[command(after_help = help::CONVERT)]
pub(crate) struct ConvertArgs {
    /// The bibliography: BibTeX, BibLaTeX, hayagriva YAML, CSL-JSON, CSL-YAML, RIS, MEDLINE, refer
    /// or CITATION.cff; `-` is standard input
    #[arg(value_name = "BIBLIOGRAPHY")]
    pub(crate) bibliography: PathBuf,
    /// Bibliography to read first, for its macros and entries; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) with: Vec<PathBuf>,
    /// Format to write
    #[arg(long, short, value_name = "FORMAT")]
    pub(crate) to: ConvertFormat,
    /// Convert only the entry with this key; may be repeated
    #[arg(long = "key", value_name = "KEY")]
    pub(crate) keys: Vec<String>,
    /// Exit with 1 if anything is lost
    #[arg(long)]
    pub(crate) strict: bool,
    /// How to list what is lost on standard error
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) losses: LossFormat,
    /// File to write instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LossFormat {
    /// A line for each value
    Human,
    /// A JSON array with an object for each value, also if it is empty
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConvertFormat {
    /// BibLaTeX, for biber
    Biblatex,
    /// BibTeX
    Bibtex,
    /// CSL-JSON
    CslJson,
    /// CSL-YAML, as pandoc reads it
    CslYaml,
    /// hayagriva YAML, as Typst reads it
    Hayagriva,
    /// RIS, as reference managers import it
    Ris,
}

impl From<ConvertFormat> for Target {
    fn from(format: ConvertFormat) -> Self {
        match format {
            ConvertFormat::Biblatex => Target::Biblatex,
            ConvertFormat::Bibtex => Target::Bibtex,
            ConvertFormat::CslJson => Target::CslJson,
            ConvertFormat::CslYaml => Target::CslYaml,
            ConvertFormat::Hayagriva => Target::Hayagriva,
            ConvertFormat::Ris => Target::Ris,
        }
    }
}
