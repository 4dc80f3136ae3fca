//! The arguments of `ibid check`, and of the commands for its rules, settings and baseline.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use ibid::check::{Layer, Selector};
use ibid::diagnostic::{Severity, UnknownSeverity};
use ibid::report;

use crate::format_args::one_of;
use crate::help;
use crate::input_args::{InputArgs, StyleDirArgs, Together};

/// Check bibliographies, the documents that cite them, and CSL styles
///
/// Reads BibTeX and BibLaTeX, hayagriva YAML, CSL-JSON, CSL-YAML, RIS, MEDLINE, refer, CITATION.cff
/// and CSL styles, and reports every finding in one run: where it is, which rule found it (`ibid
/// explain RULE` says why it matters), and what to do about it. A finding is an error, a warning or
/// an info; an info changes the exit status only with `--fail-on info`.
///
/// Documents may be Markdown (.md, .qmd, .Rmd), LaTeX, Typst, reStructuredText, AsciiDoc, Org, or
/// the documentation of Rust programs. Their citations are checked against the bibliographies that
/// the document or its project names, those given with --bibliography, and those named on the same
/// command line. A text (.txt, .md) with notes that are typed by hand is read as an essay, and its
/// notes are looked up in the bibliographies.
///
/// Folders are searched for bibliographies and CSL styles, and for documents that cite or name a
/// bibliography, except in hidden folders and in what `.gitignore` names. Files that are not
/// bibliographies are skipped; the report says which.
///
/// A comment accepts a finding that is right as it is. In BibTeX it is above the entry: `% ibid:
/// allow reversed-pages -- as printed`; in YAML above the entry or the field, after a `#`; in
/// CSL-JSON in the entry: `"custom": {"ibid": "allow reversed-pages"}`. `ibid baseline create`
/// accepts all findings that there are now.
#[derive(Debug, clap::Args)]
#[command(after_help = help::CHECK)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) subject: SubjectArgs,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
    #[command(flatten)]
    pub(crate) fix: FixArgs,
    /// Print the settings in effect, in the form of an `ibid.toml`, instead of checking
    #[arg(long)]
    pub(crate) show_settings: bool,
    #[command(flatten)]
    pub(crate) baseline: BaselineFileArgs,
    /// Report only on entries and lines that have changed since this git revision, such as `main`
    #[arg(long, value_name = "REVISION", conflicts_with_all = ["fix", "diff"])]
    pub(crate) since: Option<String>,
}

/// What is checked, and by which rules.
#[derive(Debug, clap::Args)]
pub(crate) struct SubjectArgs {
    /// Files, folders to search, or `-` for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
    /// Also report what this style does not print well; takes a name, a title or a .csl file
    #[arg(long, short, value_name = "NAME|FILE")]
    pub(crate) style: Option<String>,
    /// Language for the style, such as `de-DE`
    #[arg(long, value_name = "TAG", requires = "style")]
    pub(crate) locale: Option<String>,
    #[command(flatten)]
    pub(crate) folders: StyleDirArgs,
    /// Additional bibliography for the documents; may be repeated
    #[arg(long = "bibliography", value_name = "FILE")]
    pub(crate) bibliographies: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Apply `exclude` of `ibid.toml` also to the files given as PATH
    #[arg(long)]
    pub(crate) force_exclude: bool,
    /// Which files form one document, and share macros, cross-references and keys
    #[arg(long, value_name = "WHICH", default_value = "named")]
    pub(crate) together: Together,
}

/// The baseline with which findings are compared.
#[derive(Debug, clap::Args)]
pub(crate) struct BaselineFileArgs {
    /// File of accepted findings; by default, the one named in `ibid.toml`, or the nearest
    /// `ibid-baseline.json`
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Also report what the baseline accepts
    #[arg(long, conflicts_with = "baseline")]
    pub(crate) no_baseline: bool,
}

/// Accept the current findings, so that only new ones are reported
///
/// The file `ibid-baseline.json` lists findings by rule, entry, field and value. They stay accepted
/// when lines move, and are reported again when the value changes. `ibid check` leaves out the
/// findings in it, and says how many there are and how many of them are gone.
#[derive(Debug, clap::Args)]
#[command(after_help = help::BASELINE)]
pub(crate) struct BaselineArgs {
    #[command(subcommand)]
    pub(crate) command: BaselineCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BaselineCommand {
    /// Create a baseline of all current findings
    Create(BaselineRunArgs),
    /// Accept the current findings, and drop those that are gone
    Update(BaselineRunArgs),
    /// Drop findings that are gone, without accepting new ones
    Prune(BaselineRunArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct BaselineRunArgs {
    #[command(flatten)]
    pub(crate) subject: SubjectArgs,
    /// The file; by default, the one named in `ibid.toml`, or else `ibid-baseline.json` beside
    /// `ibid.toml` or in the current folder
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
}

/// What to do about findings.
#[derive(Debug, clap::Args)]
pub(crate) struct FixArgs {
    /// Apply the safe fixes, then report what is left
    #[arg(long)]
    pub(crate) fix: bool,
    /// Also apply unsafe fixes, which a person should review
    #[arg(long = "unsafe")]
    pub(crate) unsafe_too: bool,
    /// Print what --fix would change, without writing anything
    #[arg(long)]
    pub(crate) diff: bool,
}

/// Which rules run.
#[derive(Debug, clap::Args)]
pub(crate) struct RuleArgs {
    /// Run only these rules: names, codes, prefixes of codes (`NAM`), families (`names`), `default`
    /// or `all`, separated by commas
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Option<Vec<Selector>>,
    /// Run these rules in addition
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    extend_select: Vec<Selector>,
    /// Do not run these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<Selector>,
    /// Set the severity of a rule: `error`, `warning` or `info`
    #[arg(long, value_name = "RULE=SEVERITY", value_delimiter = ',', value_parser = rule_severity)]
    severity: Vec<(Selector, Severity)>,
    /// Report findings of these rules as errors; also turns on each rule that is given by name or
    /// code
    #[arg(long, short = 'D', value_name = "RULE", value_delimiter = ',')]
    deny: Vec<Selector>,
    /// Report findings of these rules as warnings; also turns on each rule that is given by name or
    /// code
    #[arg(long, short = 'W', value_name = "RULE", value_delimiter = ',')]
    warn: Vec<Selector>,
    /// Alias for --ignore
    #[arg(long, short = 'A', value_name = "RULE", value_delimiter = ',')]
    allow: Vec<Selector>,
}

impl RuleArgs {
    /// The settings of rules on the command line.
    pub(crate) fn layer(&self) -> Layer {
        let levels = [(&self.deny, Severity::Error), (&self.warn, Severity::Warning)];
        let levels = levels.map(|(rules, severity)| rules.iter().map(move |it| (*it, severity)));
        let levels = levels.into_iter().flatten();
        // A family stands only for those of its rules that run anyway.
        let named = self.deny.iter().chain(&self.warn).filter(|it| it.is_single()).copied();
        Layer {
            select: self.select.clone(),
            extend_select: self.extend_select.iter().copied().chain(named).collect(),
            ignore: self.ignore.iter().chain(&self.allow).copied().collect(),
            severity: self.severity.iter().copied().chain(levels).collect(),
        }
    }
}

fn rule_severity(text: &str) -> Result<(Selector, Severity), String> {
    let (rule, severity) = text.split_once('=').ok_or("the form is RULE=SEVERITY")?;
    let severity = severity.parse().map_err(|error: UnknownSeverity| error.to_string())?;
    Ok((rule.parse().map_err(|error: ibid::check::UnknownRule| error.to_string())?, severity))
}

/// The severity from which a finding makes the exit status 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// All findings
    Info,
    /// Findings never change the exit status
    Never,
}

impl FailOn {
    /// The value with this name, as on the command line.
    pub(crate) fn named(name: &str) -> Option<FailOn> {
        FailOn::from_str(name, false).ok()
    }

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            FailOn::Error => "error",
            FailOn::Warning => "warning",
            FailOn::Info => "info",
            FailOn::Never => "never",
        }
    }

    /// True if a finding with this severity makes the exit status 1.
    pub(crate) fn includes(self, severity: Severity) -> bool {
        match self {
            FailOn::Error => severity >= Severity::Error,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Info => true,
            FailOn::Never => false,
        }
    }
}

/// How findings are shown.
#[derive(Debug, clap::Args)]
pub(crate) struct ReportArgs {
    /// Format of the report
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = one_of(report::Format::all(), |it| (it.name(), it.about())))]
    pub(crate) format: report::Format,
    /// Show every finding; by default, the human format shows ten per rule and file, and counts the
    /// rest
    #[arg(long)]
    pub(crate) all: bool,
    /// Count the findings of each rule instead of showing them
    #[arg(long, conflicts_with = "all")]
    pub(crate) statistics: bool,
    /// Lowest severity that makes the exit status 1; by default, the one in `ibid.toml`, or
    /// `warning`
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
    /// List every skipped file; by default, the human format lists a few
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

/// Explain a rule: what it reports and why, with examples
#[derive(Debug, clap::Args)]
#[command(after_help = help::EXPLAIN)]
pub(crate) struct ExplainArgs {
    /// Name (`reversed-pages`) or code (`NUM002`) of a rule; a family (`names`) or a prefix of
    /// codes (`NUM`) lists its rules
    #[arg(value_name = "RULE")]
    pub(crate) rule: Option<String>,
    /// List all rules with their summaries; with --format, print all pages
    #[arg(long, conflicts_with = "rule")]
    pub(crate) all: bool,
    /// Format of the page; by default, text on a terminal and Markdown elsewhere
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<PageFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    /// Laid out for reading
    Text,
    /// As it is written
    Markdown,
    /// The properties of the rule and its page, for other programs
    Json,
}

/// List the rules as a table, with their severity, defaults and fixes
#[derive(Debug, clap::Args)]
pub(crate) struct RulesArgs {
    /// Only these rules: names, codes, prefixes of codes (`NAM`), families (`names`) or `default`
    #[arg(value_name = "RULE")]
    pub(crate) rules: Vec<Selector>,
    /// Format of the table
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: TableFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// Columns
    Text,
    /// A table in Markdown
    Markdown,
    /// One array, for other programs
    Json,
}

/// Write an `ibid.toml`, and a CI workflow that runs the check
///
/// Existing files are not overwritten. Without --ci, the service is detected from the files of the
/// folder: `.github` or `.gitlab-ci.yml`.
#[derive(Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// Folder to write to
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// Service to write a workflow for
    #[arg(long, value_name = "SERVICE")]
    pub(crate) ci: Option<Service>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Service {
    /// `.github/workflows/bibliography.yml`
    Github,
    /// A job for `.gitlab-ci.yml`, in `.gitlab/bibliography.yml`
    Gitlab,
    /// No workflow
    None,
}

/// Print the JSON schema of `ibid.toml`, which editors use for completion and checking
#[derive(Debug, clap::Args)]
pub(crate) struct SchemaArgs {}
