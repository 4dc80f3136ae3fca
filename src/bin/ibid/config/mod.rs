//! The configuration file `ibid.toml`, in the current folder or one above it.

mod failure;
pub(crate) mod keys;
mod schema;
mod show;
mod table;

use std::path::{Path, PathBuf};

use ibid::check::{self, Layer, OptionValue, Selector};
use ibid::diagnostic::{Rule, Severity};
use ibid::document::CiteCommands;
use ibid::source::Source;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use toml::de::DeTable;

pub(crate) use failure::Failure;
pub(crate) use schema::schema;
pub(crate) use show::shown;

use crate::args::{ConfigArgs, FailOn, RuleArgs};
use crate::config::failure::{Fault, Faults};
use crate::config::keys::{CHECK, DOCUMENT, DOCUMENTS, FILE, Key, PER_FILE, PER_STYLE, PER_TYPE};
use crate::config::table::{Table, Value};

/// The name of the file.
pub(crate) const NAME: &str = "ibid.toml";

/// The content of a configuration file.
#[derive(Debug, Default)]
pub(crate) struct Config {
    /// The file, as it is printed; `None` if there is none.
    pub(crate) file: Option<PathBuf>,
    /// Whether configuration files, and baselines beside them, are to be ignored.
    pub(crate) is_unwanted: bool,
    /// The folders of additional styles, relative to the current folder.
    pub(crate) style_dirs: Vec<PathBuf>,
    /// The style in which entries are checked: its name, or its file relative to the current
    /// folder.
    pub(crate) style: Option<String>,
    /// The rules that run.
    pub(crate) check: Layer,
    /// The options of rules.
    pub(crate) options: Vec<(&'static Rule, String, OptionValue)>,
    /// The severity from which a finding makes the exit status 1.
    pub(crate) fail_on: Option<FailOn>,
    /// Which files form one document, and how documents are read.
    pub(crate) documents: Documents,
    /// Settings for some files.
    pub(crate) per_file: Vec<PerFile>,
    /// Settings for entries of some types.
    pub(crate) per_type: Vec<Named>,
    /// Settings for checks in some styles.
    pub(crate) per_style: Vec<Named>,
    /// The files that are left out.
    pub(crate) exclude: Exclude,
    /// The baseline, relative to the current folder.
    pub(crate) baseline: Option<PathBuf>,
}

/// The settings for documents.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    /// Which of the files found in folders form one document: for each, its patterns in order.
    pub(crate) groups: Vec<Vec<Globs>>,
    /// The bibliographies for documents that name none.
    pub(crate) bibliographies: Vec<PathBuf>,
    /// LaTeX citation commands, as the file writes them.
    pub(crate) cite_commands: Vec<String>,
    /// The same commands, in the form that is used to read documents.
    pub(crate) commands: CiteCommands,
}

/// Settings for some files.
#[derive(Debug)]
pub(crate) struct PerFile {
    pub(crate) files: Globs,
    pub(crate) layer: Layer,
}

/// Settings for things with certain names.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) names: Vec<String>,
    pub(crate) layer: Layer,
}

/// Path patterns as in `.gitignore`, relative to the folder of the configuration file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Globs {
    pub(crate) patterns: Vec<String>,
    matcher: Option<Gitignore>,
}

/// The files that are skipped.
#[derive(Debug, Clone, Default)]
pub(crate) struct Exclude {
    pub(crate) files: Globs,
    /// Whether they are skipped even if they are named, and not only in folders.
    pub(crate) is_forced: bool,
}

impl Globs {
    /// True if a path, in the form of a source's name, matches.
    pub(crate) fn match_path(&self, path: &Path) -> bool {
        let Some(matcher) = &self.matcher else { return false };
        let absolute = path.canonicalize().or_else(|_| std::path::absolute(path));
        absolute.is_ok_and(|path| {
            path.starts_with(matcher.path())
                && matcher.matched_path_or_any_parents(path, false).is_ignore()
        })
    }
}

impl Config {
    /// Reads the given configuration file, or else the nearest one, unless they are to be ignored;
    /// without a file, all settings have their defaults.
    pub(crate) fn find(args: &ConfigArgs) -> Result<Config, Failure> {
        if args.no_config {
            return Ok(Config { is_unwanted: true, ..Config::default() });
        }
        if let Some(path) = &args.config {
            return Config::read(path);
        }
        let unreadable = |source| Failure::Unreadable { path: PathBuf::from("."), source };
        let current = std::env::current_dir().map_err(unreadable)?;
        for folder in current.ancestors() {
            let folder = if folder == current { Path::new("") } else { folder };
            let path = folder.join(NAME);
            if path.is_file() {
                return Config::read(&path);
            }
        }
        Ok(Config::default())
    }

    fn read(path: &Path) -> Result<Config, Failure> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| Failure::Unreadable { path: path.to_owned(), source })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let config = Config::parse(&Source::new(path.to_string_lossy(), text), folder)?;
        Ok(Config { file: Some(path.to_owned()), ..config })
    }

    /// Reads the text of a configuration file in a folder.
    fn parse(source: &Source, folder: &Path) -> Result<Config, Failure> {
        let (parsed, errors) = DeTable::parse_recoverable(&source.text);
        let faults = Faults::default();
        for error in &errors {
            let start = error.span().map_or(0, |span| span.start);
            faults.add(Fault::new(start, error.message()));
        }
        let mut config = Config::default();
        // In a text that is not TOML, other errors would be guesses.
        if errors.is_empty() {
            Table::new(&faults, parsed.get_ref()).each(FILE, |value| {
                match value.key {
                    "style-dirs" => {
                        let folders: Vec<PathBuf> = value.list("folders", "styles")?;
                        config.style_dirs = folders.iter().map(|path| folder.join(path)).collect();
                    }
                    "documents" => config.documents.read(value.table("documents")?, folder),
                    _ => {
                        let table = value.table("check")?;
                        table.each(CHECK, |value| config.read_check(value, folder));
                    }
                }
                Ok(())
            });
        }
        faults.into_result(source)?;
        Ok(config)
    }

    /// Reads a key of `[check]`.
    fn read_check(&mut self, value: Value<'_>, folder: &Path) -> Result<(), Fault> {
        match value.key {
            "per-file" => value.each_table("check.per-file", |table| {
                self.per_file.push(PerFile::read(table, folder)?);
                Ok(())
            })?,
            "per-type" => value.each_table("check.per-type", |table| {
                self.per_type.push(Named::read(table, PER_TYPE, "check.per-type")?);
                Ok(())
            })?,
            "per-style" => value.each_table("check.per-style", |table| {
                self.per_style.push(Named::read(table, PER_STYLE, "check.per-style")?);
                Ok(())
            })?,
            "documents" => value.each_table("check.documents", |table| {
                self.documents.groups.push(read_document(table, folder)?);
                Ok(())
            })?,
            "fail-on" => {
                let wanted = "`fail-on` is `\"error\"`, `\"warning\"`, `\"info\"` or `\"never\"`";
                let fail_on = value.text().and_then(FailOn::named);
                self.fail_on = Some(fail_on.ok_or_else(|| value.wrong(wanted))?);
            }
            "style" => {
                let wrong = || value.wrong("`style` is a name or a file: `\"apa\"`");
                let name = value.text().ok_or_else(wrong)?;
                let is_file = Path::new(name).extension().is_some_and(|it| it == "csl");
                self.style = Some(match is_file {
                    true => folder.join(name).to_string_lossy().into_owned(),
                    false => name.to_owned(),
                });
            }
            "baseline" => {
                let wrong = || value.wrong("`baseline` is a file: `\"ibid-baseline.json\"`");
                self.baseline = Some(folder.join(value.text().ok_or_else(wrong)?));
            }
            "options" => self.read_options(value.table("check.options")?),
            "exclude" => self.exclude.files = globs(value, folder)?,
            "force-exclude" => {
                let wanted = "`force-exclude` is `true` or `false`";
                self.exclude.is_forced = value.flag().ok_or_else(|| value.wrong(wanted))?;
            }
            _ => read_choice(&mut self.check, value, "check.severity")?,
        }
        Ok(())
    }

    fn read_options(&mut self, table: Table<'_>) {
        let mut tried = check::Config::default();
        table.each_of_all(|key, value| {
            let rule = check::rule(value.key).ok_or_else(|| {
                let unknown = value.key.parse::<Selector>().err().map(|error| error.to_string());
                key.wrong(unknown.unwrap_or_else(|| {
                    format!("`{}` is not a rule: options belong to one rule", value.key)
                }))
            })?;
            value.table("check.options")?.each_of_all(|key, value| {
                let set = value.option()?;
                tried
                    .set_option(rule, value.key, set.clone())
                    .map_err(|error| key.wrong(error.to_string()))?;
                self.options.push((rule, value.key.to_owned(), set));
                Ok(())
            });
            Ok(())
        });
    }

    /// Which rules run: the defaults, then the file, then the command line. `style` is the name of
    /// the style in which entries are checked.
    pub(crate) fn rules(&self, args: &RuleArgs, style: Option<&str>) -> check::Config {
        let mut config = check::Config::default();
        config.add(&self.check);
        for Named { names, layer } in &self.per_style {
            if style.is_some_and(|style| names.iter().any(|it| it.eq_ignore_ascii_case(style))) {
                config.add(layer);
            }
        }
        let asked = args.layer();
        config.add(&asked);
        for (rule, name, value) in &self.options {
            // They were validated when the file was read.
            let _ = config.set_option(rule, name, value.clone());
        }
        for PerFile { files, layer } in &self.per_file {
            let files = files.clone();
            config.add_for(move |name| files.match_path(Path::new(name)), layer.clone());
        }
        for Named { names, layer } in &self.per_type {
            config.add_for_types(names.clone(), layer.clone());
        }
        config
    }
}

/// Sets the current year for rules that need it, unless the file does: only the command has a
/// clock.
pub(crate) fn set_clock(config: &mut check::Config, settings: &Config) {
    let Some(rule) = check::rule("implausible-year") else { return };
    if settings.options.iter().all(|(of, ..)| of.code != rule.code) {
        // Forthcoming works may be dated slightly ahead.
        let latest = OptionValue::Number(this_year() + 2);
        let _ = config.set_option(rule, "latest", latest);
    }
}

impl Documents {
    fn read(&mut self, table: Table<'_>, folder: &Path) {
        table.each(DOCUMENTS, |value| {
            if value.key == "bibliography" {
                let files: Vec<PathBuf> = value.list("files", "refs.bib")?;
                self.bibliographies = files.iter().map(|path| folder.join(path)).collect();
                return Ok(());
            }
            self.cite_commands = value.list("commands", "see = parencite")?;
            for command in &self.cite_commands {
                let (name, like) = command.split_once('=').unwrap_or((command, "cite"));
                let (name, like) = (name.trim(), like.trim());
                let is_name = |c: char| c.is_ascii_alphabetic() || c == '@';
                if !name.trim_start_matches('\\').chars().all(is_name) || name.is_empty() {
                    return Err(value.wrong(&format!("`{name}` is not the name of a command")));
                }
                if !self.commands.add(name, like) {
                    let message = format!("`{like}` is not a known citation command");
                    return Err(value.wrong(&message));
                }
            }
            Ok(())
        });
    }
}

impl PerFile {
    fn read(table: Table<'_>, folder: &Path) -> Result<PerFile, Fault> {
        let mut per_file = PerFile { files: Globs::default(), layer: Layer::default() };
        let is_whole = table.each(PER_FILE, |value| {
            match value.key {
                "files" => per_file.files = globs(value, folder)?,
                _ => read_choice(&mut per_file.layer, value, "check.per-file.severity")?,
            }
            Ok(())
        });
        // What could not be read is not reported as missing too.
        if !is_whole {
            return Ok(per_file);
        }
        if per_file.files.patterns.is_empty() {
            let message = "`[[check.per-file]]` has no `files`: `files = [\"old/*.bib\"]`";
            return Err(table.fault(message));
        }
        if per_file.layer == Layer::default() {
            let message = "`[[check.per-file]]` sets nothing for its files: `ignore = [\"all\"]`";
            return Err(table.fault(message));
        }
        Ok(per_file)
    }
}

impl Named {
    /// Reads a table whose first key is a list of names.
    fn read(table: Table<'_>, keys: &[Key], of: &'static str) -> Result<Named, Fault> {
        let mut named = Named { names: Vec::new(), layer: Layer::default() };
        let (first, example) = match keys {
            [Key { name, kind: keys::Kind::Texts(example), .. }, ..] => (*name, *example),
            _ => ("", ""),
        };
        let is_whole = table.each(keys, |value| {
            match value.key == first {
                true => named.names = value.list(first, example)?,
                false => read_choice(&mut named.layer, value, severity_in(of))?,
            }
            Ok(())
        });
        if !is_whole {
            return Ok(named);
        }
        if named.names.is_empty() {
            let message = format!("`[[{of}]]` has no `{first}`: `{first} = [\"{example}\"]`");
            return Err(table.fault(&message));
        }
        if named.layer == Layer::default() {
            let message = format!("`[[{of}]]` sets nothing for its {first}: `ignore = [\"all\"]`");
            return Err(table.fault(&message));
        }
        Ok(named)
    }
}

/// The name of the severity table in another table.
fn severity_in(table: &str) -> &'static str {
    match table {
        "check.per-type" => "check.per-type.severity",
        _ => "check.per-style.severity",
    }
}

/// The current year, by the clock of the machine.
fn this_year() -> i64 {
    const SECONDS: u64 = 31_556_952;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let years = now.map_or(0, |now| now.as_secs() / SECONDS);
    1970 + i64::try_from(years).unwrap_or_default()
}

/// Reads which files form one document.
fn read_document(table: Table<'_>, folder: &Path) -> Result<Vec<Globs>, Fault> {
    let mut files = Vec::new();
    let is_whole = table.each(DOCUMENT, |value| {
        for pattern in globs(value, folder)?.patterns {
            files.push(globs_of(value, vec![pattern], folder)?);
        }
        Ok(())
    });
    match files.is_empty() && is_whole {
        true => {
            Err(table.fault("`[[check.documents]]` has no `files`: `files = [\"thesis/*.bib\"]`"))
        }
        false => Ok(files),
    }
}

/// Reads a key that selects rules or sets their severities.
fn read_choice(layer: &mut Layer, value: Value<'_>, name: &str) -> Result<(), Fault> {
    let rules = || value.list::<Selector>("rules", "reversed-pages");
    match value.key {
        "select" => layer.select = Some(rules()?),
        "extend-select" => layer.extend_select = rules()?,
        "ignore" => layer.ignore = rules()?,
        _ => {
            value.table(name)?.each_of_all(|selector, severity| {
                let rule = selector.key::<Selector>()?;
                layer.severity.push((rule, severity_of(severity)?));
                Ok(())
            });
        }
    }
    Ok(())
}

fn severity_of(value: Value<'_>) -> Result<Severity, Fault> {
    let severity = value.text().and_then(|name| name.parse().ok());
    severity.ok_or_else(|| value.wrong("a severity is `\"error\"`, `\"warning\"` or `\"info\"`"))
}

fn globs(value: Value<'_>, folder: &Path) -> Result<Globs, Fault> {
    let patterns: Vec<String> = value.list("patterns of paths", "old/*.bib")?;
    globs_of(value, patterns, folder)
}

fn globs_of(value: Value<'_>, patterns: Vec<String>, folder: &Path) -> Result<Globs, Fault> {
    let invalid = |error: ignore::Error| value.wrong(&error.to_string());
    let root = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let mut builder = GitignoreBuilder::new(&root);
    for pattern in &patterns {
        let here = pattern.strip_prefix("./").unwrap_or(pattern);
        // An absolute path is converted to a relative one if it is inside the folder.
        let rooted = Path::new(here).is_absolute().then(|| Path::new(here).strip_prefix(&root));
        let line = match rooted {
            None => here.to_owned(),
            Some(Ok(below)) => format!("/{}", below.display()),
            Some(Err(_)) => {
                let message = format!("`{pattern}` is not below the folder of this file");
                return Err(value.wrong(&message));
            }
        };
        if line.matches('[').count() > line.matches(']').count() {
            return Err(value.wrong(&format!("the `[` of `{pattern}` is never closed")));
        }
        builder.add_line(None, &line).map_err(invalid)?;
    }
    let matcher = Some(builder.build().map_err(invalid)?);
    Ok(Globs { patterns, matcher })
}

#[cfg(test)]
mod tests;
