//! What the command takes.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use ibid::check::{Layer, Selector};
use ibid::diagnostic::{Severity, UnknownSeverity};
use ibid::read::Format;

use crate::help;

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
    Styles(StylesArgs),
    Style(StyleCommandArgs),
    Explain(ExplainArgs),
    Rules(RulesArgs),
    Baseline(BaselineArgs),
    Init(InitArgs),
    Schema(SchemaArgs),
    Completions(CompletionsArgs),
}

/// Report what is wrong with bibliographies, documents that cite, and styles
///
/// Reads BibTeX and BibLaTeX, hayagriva YAML, CSL-JSON, CSL-YAML and CSL styles, and reports every
/// problem in one run: where it is, which rule found it (`ibid explain RULE` says why it matters),
/// and what to do about it. A finding is an error, a warning or an info; infos never change the
/// exit status.
///
/// Of documents in Markdown (.md, .qmd, .Rmd), LaTeX and Typst it checks what they cite against the
/// bibliographies that they or their project name, those given with --bibliography, and those named
/// together with them.
///
/// Folders are searched for .bib, .yaml, .yml, .json and .csl files and for documents that
/// cite or name a bibliography, but hidden folders and what
/// `.gitignore` names are left out. Files that are not bibliographies are skipped; the report says
/// which.
#[derive(Debug, clap::Args)]
#[command(after_help = help::CHECK)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) subject: SubjectArgs,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
    #[command(flatten)]
    pub(crate) fix: FixArgs,
    /// Print the settings, as an `ibid.toml`, instead of checking
    #[arg(long)]
    pub(crate) show_settings: bool,
    #[command(flatten)]
    pub(crate) baseline: BaselineFileArgs,
    /// Report only on entries and lines that have changed since this git revision, such as `main`
    #[arg(long, value_name = "REVISION", conflicts_with_all = ["fix", "diff"])]
    pub(crate) since: Option<String>,
}

/// What is checked, and for what.
#[derive(Debug, clap::Args)]
pub(crate) struct SubjectArgs {
    /// Files, folders to search, or `-` for standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
    /// Also report what this style cannot print well: its name, title or .csl file
    #[arg(long, short, value_name = "NAME|FILE")]
    pub(crate) style: Option<String>,
    /// Language that the style prints in, such as `de-DE`
    #[arg(long, value_name = "TAG", requires = "style")]
    pub(crate) locale: Option<String>,
    #[command(flatten)]
    pub(crate) folders: StyleDirArgs,
    /// A bibliography for the documents, beside those that they name; may be repeated
    #[arg(long = "bibliography", value_name = "FILE")]
    pub(crate) bibliographies: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Which files belong to one document, and so share macros, cross-references and keys
    #[arg(long, value_name = "WHICH", default_value = "named")]
    pub(crate) together: Together,
}

/// Which baseline findings are held against.
#[derive(Debug, clap::Args)]
pub(crate) struct BaselineFileArgs {
    /// File of the findings that are accepted for now; by default, the one that `ibid.toml` names,
    /// or the nearest `ibid-baseline.json`
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Report what the baseline accepts, too
    #[arg(long, conflicts_with = "baseline")]
    pub(crate) no_baseline: bool,
}

/// Accept the findings of today, so that only new ones count
///
/// The file `ibid-baseline.json` lists findings by rule, entry, field and value, so that they stay
/// accepted while lines move, and are reported again once the value changes. `ibid check` leaves
/// out what is in it, and says how many findings that were and how many of them are gone.
#[derive(Debug, clap::Args)]
#[command(after_help = help::BASELINE)]
pub(crate) struct BaselineArgs {
    #[command(subcommand)]
    pub(crate) command: BaselineCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BaselineCommand {
    /// Write a baseline of everything that is found; there must be none yet
    Create(BaselineRunArgs),
    /// Accept what is found now, and forget what is gone
    Update(BaselineRunArgs),
    /// Forget what is gone, and accept nothing new
    Prune(BaselineRunArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct BaselineRunArgs {
    #[command(flatten)]
    pub(crate) subject: SubjectArgs,
    /// The file; by default, the one that `ibid.toml` names, or `ibid-baseline.json` beside it or
    /// in the current folder
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
}

/// What to do about what is found.
#[derive(Debug, clap::Args)]
pub(crate) struct FixArgs {
    /// Write the safe fixes into the files, then report what is left
    #[arg(long)]
    pub(crate) fix: bool,
    /// Make unsafe fixes too: those that a person should look at
    #[arg(long = "unsafe")]
    pub(crate) unsafe_too: bool,
    /// Print what --fix would change, and write nothing
    #[arg(long, conflicts_with = "fix")]
    pub(crate) diff: bool,
}

/// Which rules run.
#[derive(Debug, clap::Args)]
pub(crate) struct RuleArgs {
    /// Only these rules: names or codes of rules, beginnings of codes (`NAM`), families (`names`),
    /// `default`, `all`; several with commas
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Option<Vec<Selector>>,
    /// These rules beside those that run anyway
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    extend_select: Vec<Selector>,
    /// All rules but these
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<Selector>,
    /// How bad what a rule finds is: `error`, `warning` or `info`
    #[arg(long, value_name = "RULE=SEVERITY", value_delimiter = ',', value_parser = rule_severity)]
    severity: Vec<(Selector, Severity)>,
    /// Findings of these rules are errors; a rule that is named alone also runs
    #[arg(long, short = 'D', value_name = "RULE", value_delimiter = ',')]
    deny: Vec<Selector>,
    /// Findings of these rules are warnings; a rule that is named alone also runs
    #[arg(long, short = 'W', value_name = "RULE", value_delimiter = ',')]
    warn: Vec<Selector>,
    /// Another name for --ignore
    #[arg(long, short = 'A', value_name = "RULE", value_delimiter = ',')]
    allow: Vec<Selector>,
}

impl RuleArgs {
    /// What the command line says about rules.
    pub(crate) fn layer(&self) -> Layer {
        let levels = [(&self.deny, Severity::Error), (&self.warn, Severity::Warning)];
        let levels = levels.map(|(rules, severity)| rules.iter().map(move |it| (*it, severity)));
        let levels = levels.into_iter().flatten();
        // Of families, only the rules that run anyway are meant.
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

/// How bad a finding has to be for the exit status to be 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Everything that is found
    Info,
    /// Nothing: the exit status is 0 whatever is found
    Never,
}

impl FailOn {
    /// The one of that name, as the command line has it.
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

    /// Whether a finding of that severity makes the exit status 1.
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
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: ReportFormat,
    /// Show every finding; by default, the human format shows ten per rule and file, and counts the
    /// rest
    #[arg(long)]
    pub(crate) all: bool,
    /// Count the findings of each rule instead of showing them
    #[arg(long, conflicts_with = "all")]
    pub(crate) statistics: bool,
    /// How bad a finding has to be for the exit status to be 1; by default, what `ibid.toml` says,
    /// or `warning`
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
    /// Name every file that was skipped; by default, the human format names a few
    #[arg(long, short)]
    pub(crate) verbose: bool,
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

/// Print a bibliography in a style
#[derive(Debug, clap::Args)]
#[command(after_help = help::FORMAT)]
pub(crate) struct FormatArgs {
    /// The bibliography: BibTeX, BibLaTeX, hayagriva YAML, CSL-JSON or CSL-YAML; `-` is standard
    /// input
    #[arg(value_name = "BIBLIOGRAPHY")]
    pub(crate) bibliography: PathBuf,
    /// Another bibliography of the same document, read first, whose macros and entries can be used;
    /// may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) with: Vec<PathBuf>,
    /// Print only the entry with this key; may be repeated
    #[arg(long = "key", value_name = "KEY")]
    pub(crate) keys: Vec<String>,
    #[command(flatten)]
    pub(crate) style: StyleArgs,
    #[command(flatten)]
    pub(crate) to: ToArgs,
    /// Turn DOIs, PMIDs, PMCIDs and URLs into links
    #[arg(long)]
    pub(crate) links: bool,
    /// JSON file of abbreviations, in the format of Zotero and Pandoc
    #[arg(long, value_name = "FILE")]
    pub(crate) abbreviations: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
}

/// Print citations in a style
///
/// Citations are in Pandoc's syntax, `[see @brinton, p. 12; @broue]`, `@mett [p. 3]` or `-@mett`,
/// and in the order of the document. In a note style each one is a note of its own, so that `ibid.`
/// is printed where the document would have it. Of `@mett [p. 3]` a note style prints the name,
/// which belongs to the running text, and then the note: `Ida Mett [note: The Kronstadt Uprising,
/// 3.]`.
#[derive(Debug, clap::Args)]
#[command(after_help = help::CITE)]
pub(crate) struct CiteArgs {
    /// The bibliography: BibTeX, BibLaTeX, hayagriva YAML, CSL-JSON or CSL-YAML; `-` is standard
    /// input
    #[arg(value_name = "BIBLIOGRAPHY")]
    pub(crate) bibliography: PathBuf,
    /// Another bibliography of the same document, read first, whose macros and entries can be used;
    /// may be repeated
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
    /// Turn DOIs, PMIDs, PMCIDs and URLs into links
    #[arg(long)]
    pub(crate) links: bool,
    /// JSON file of abbreviations, in the format of Zotero and Pandoc
    #[arg(long, value_name = "FILE")]
    pub(crate) abbreviations: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
}

/// Print a Markdown document with its citations and bibliography in a style
///
/// Takes Markdown as pandoc, Quarto and R Markdown read it, and writes Markdown. Each citation
/// becomes what the style prints; in a style for notes it becomes a footnote. The bibliography
/// stands in `::: {#refs}`, or else at the end. Every other byte stays as it is.
#[derive(Debug, clap::Args)]
#[command(after_help = help::RENDER)]
pub(crate) struct RenderArgs {
    /// The document, which names its bibliographies; `-` is standard input
    #[arg(value_name = "DOCUMENT")]
    pub(crate) document: PathBuf,
    /// A bibliography beside those that the document names; may be repeated
    #[arg(long = "bibliography", value_name = "FILE")]
    pub(crate) bibliographies: Vec<PathBuf>,
    /// Name or title of a style (`ibid styles` lists them), or a .csl file; by default, the one that
    /// the document names, or apa
    #[arg(long, short, value_name = "NAME|FILE")]
    pub(crate) style: Option<String>,
    #[command(flatten)]
    pub(crate) folders: StyleDirArgs,
    /// Language to print in, such as `de-DE`; by default, the one of the document or the style
    #[arg(long, value_name = "TAG")]
    pub(crate) locale: Option<String>,
    /// Letter case of titles
    #[arg(long, value_name = "CASE", default_value = "as-written")]
    pub(crate) title_case: TitleCase,
    /// Turn DOIs, PMIDs, PMCIDs and URLs into links
    #[arg(long)]
    pub(crate) links: bool,
    /// Where to write, in the place of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct StyleArgs {
    /// Name or title of a style (`ibid styles` lists them), or a .csl file
    #[arg(long, short, value_name = "NAME|FILE", default_value = "apa")]
    pub(crate) style: String,
    #[command(flatten)]
    pub(crate) folders: StyleDirArgs,
    /// Language to print in, such as `de-DE`; by default, the one of the style
    #[arg(long, value_name = "TAG")]
    pub(crate) locale: Option<String>,
    /// Letter case of titles
    #[arg(long, value_name = "CASE", default_value = "as-written")]
    pub(crate) title_case: TitleCase,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TitleCase {
    /// As the bibliography has it
    AsWritten,
    /// English titles in sentence case, except what is in braces, as BibTeX and Pandoc print them
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
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    /// Folder with more styles, searched before the embedded ones; may be repeated
    #[arg(long = "style-dir", value_name = "DIR")]
    pub(crate) style_dirs: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ToArgs {
    /// Output format; by default, ansi on a terminal and plain elsewhere
    #[arg(long, short, value_name = "FORMAT")]
    to: Option<OutputFormat>,
    /// Write HTML without the page around it, as is the default in a pipe
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
/// These are the embedded styles, those in the folders given by `--style-dir` or by `style-dirs` in
/// `ibid.toml`, and those installed in Zotero (`Zotero/styles` in the home folder). If several
/// styles have one name, those in given folders come first, then the embedded ones, then Zotero's.
#[derive(Debug, clap::Args)]
#[command(after_help = help::STYLES)]
pub(crate) struct StylesArgs {
    /// List only styles whose names or titles have words that begin with each of these
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
/// Folders are searched for .csl files, and for .xml files with a style or a locale. For
/// bibliographies there is `ibid check`.
#[derive(Debug, clap::Args)]
#[command(after_help = help::STYLE_CHECK)]
pub(crate) struct StyleCheckArgs {
    /// Styles, locales, or folders of them
    #[arg(value_name = "FILE", required = true)]
    pub(crate) styles: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) report: ReportArgs,
}

/// Explain a rule: what it reports and why, with examples
#[derive(Debug, clap::Args)]
#[command(after_help = help::EXPLAIN)]
pub(crate) struct ExplainArgs {
    /// The rule's name (`reversed-pages`) or code (`NUM002`); a family (`names`) or the beginning of
    /// codes (`NUM`) lists its rules
    #[arg(value_name = "RULE")]
    pub(crate) rule: Option<String>,
    /// List all rules with their summaries; with --format, print the pages of all
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
    /// As the page is written
    Markdown,
    /// The facts and the page, for other programs
    Json,
}

/// List the rules as a table: which run by default, how bad what they find is, what they can fix
#[derive(Debug, clap::Args)]
pub(crate) struct RulesArgs {
    /// Only these rules: names or codes, beginnings of codes (`NAM`), families (`names`), `default`
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

/// Write an `ibid.toml`, and a workflow that checks in CI
///
/// Nothing that is there is overwritten. Without --ci, the service is told by the files of the
/// folder: `.github` or `.gitlab-ci.yml`.
#[derive(Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// The folder
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// The service whose workflow is written
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

/// Print the JSON schema of `ibid.toml`, by which editors complete and check it
#[derive(Debug, clap::Args)]
pub(crate) struct SchemaArgs {}

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// Shell that completes the command
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
    /// Text without formatting
    Plain,
    /// A page in a file or on a terminal, a fragment in a pipe
    Html,
    /// CommonMark, as Pandoc and GitHub read it
    Markdown,
    /// For any engine; a comment says where the text needs lualatex or xelatex, or links hyperref
    Latex,
    /// Typst markup
    Typst,
    /// Text with the escape sequences of a terminal
    Ansi,
    /// Text, formatting and links, for other programs
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// Excerpts of the files, with each problem underlined
    Human,
    /// One line per finding: `file:line:column: severity[rule] message`
    Concise,
    /// One object, for other programs
    Json,
    /// One object per line, for other programs
    Jsonl,
    /// SARIF 2.1.0, for code scanning services
    Sarif,
    /// Annotations for a GitHub workflow
    Github,
    /// GitLab's code quality report
    Gitlab,
    /// JUnit's XML, for test reports
    Junit,
    /// Checkstyle's XML
    Checkstyle,
    /// A table in Markdown, for `$GITHUB_STEP_SUMMARY`
    Markdown,
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
