//! What several commands take: what is read, and with which settings.

use std::path::PathBuf;

use clap::ValueEnum;
use ibid::read::Format;

/// Where settings come from.
#[derive(Debug, clap::Args)]
pub(crate) struct ConfigArgs {
    /// The configuration file, in the place of the nearest `ibid.toml`
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, conflicts_with = "config")]
    pub(crate) no_config: bool,
}

/// Which of the files that are checked are one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Together {
    /// The files named on the command line; each file found in a folder is on its own
    Named,
    /// All files, also those found in folders
    All,
    /// None; a macro or parent that a file lacks is still looked up in the files of its folder
    None,
}

#[derive(Debug, clap::Args)]
pub(crate) struct InputArgs {
    /// Format of the input, where neither name nor content tells
    #[arg(long, value_name = "FORMAT")]
    pub(crate) input_format: Option<InputFormat>,
    /// Name of standard input in reports; its extension tells the format
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    pub(crate) stdin_name: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct StyleDirArgs {
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// Folder with more styles, searched before the embedded ones; may be repeated
    #[arg(long = "style-dir", value_name = "DIR")]
    pub(crate) style_dirs: Vec<PathBuf>,
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
