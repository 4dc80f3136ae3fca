//! Arguments that several commands share: what is read, and with which settings.

use std::path::PathBuf;

use ibid::read::Format;

use crate::format_args::one_of;

/// The source of the settings.
#[derive(Debug, clap::Args)]
pub(crate) struct ConfigArgs {
    /// Configuration file to use instead of the nearest `ibid.toml`
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Ignore configuration files
    #[arg(long, conflicts_with = "config")]
    pub(crate) no_config: bool,
}

/// Which of the checked files form one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Together {
    /// The files named on the command line; each file found in a folder is separate
    Named,
    /// All files, including those found in folders
    All,
    /// No files; missing macros and parents are still looked up in the folder of the file
    None,
}

#[derive(Debug, clap::Args)]
pub(crate) struct InputArgs {
    /// Format of the input, if it cannot be detected
    #[arg(long, value_name = "FORMAT", value_parser = one_of(Format::all(), |it| (it.id(), it.about())))]
    pub(crate) input_format: Option<Format>,
    /// Name for standard input in reports; its extension determines the format
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    pub(crate) stdin_name: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct StyleDirArgs {
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// Folder of additional styles, searched before the embedded ones; may be repeated
    #[arg(long = "style-dir", value_name = "DIR")]
    pub(crate) style_dirs: Vec<PathBuf>,
}
