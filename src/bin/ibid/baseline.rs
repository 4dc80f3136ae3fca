//! The file of findings that a project has accepted for now.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use ibid::check::{self, Reach};
use ibid::report::{Accepted, Baseline, BaselineError, Compared};

use crate::args::BaselineFileArgs;
use crate::config::Config as Settings;
use crate::input::{BASELINE, Input, true_path};
use crate::paths::between;

/// A baseline, and the file that contains it.
pub(crate) struct BaselineFile {
    pub(crate) path: PathBuf,
    /// The folder that the paths in it are relative to.
    root: PathBuf,
    /// The accepted findings; `None` if there is no such file yet.
    pub(crate) baseline: Option<Baseline>,
}

/// Why a baseline cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("cannot read the baseline `{}`", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("`{}` is not a baseline", path.display())]
    Invalid { path: PathBuf, source: BaselineError },
}

/// Findings compared with a baseline.
pub(crate) struct Held {
    /// The new findings.
    pub(crate) compared: Compared,
    /// The findings of the baseline that are gone, among those that this run has looked for.
    pub(crate) gone: Vec<Accepted>,
}

impl BaselineFile {
    /// The baseline for a check, if there is one: the given one, or the nearest.
    pub(crate) fn find(
        args: &BaselineFileArgs,
        settings: &Settings,
    ) -> Result<Option<BaselineFile>, Failure> {
        if args.no_baseline {
            return Ok(None);
        }
        let named = args.baseline.as_ref().or(settings.baseline.as_ref());
        match named {
            Some(path) => Ok(Some(BaselineFile::open(path.clone(), Absent::IsAnError)?)),
            None if settings.is_unwanted => Ok(None),
            None => match nearest() {
                Some(path) => Ok(Some(BaselineFile::open(path, Absent::IsAnError)?)),
                None => Ok(None),
            },
        }
    }

    /// The baseline to write: the given one, or the nearest, or else a new one beside the
    /// configuration file or in the current folder.
    pub(crate) fn to_write(
        named: Option<&Path>,
        settings: &Settings,
    ) -> Result<BaselineFile, Failure> {
        let named = named.map(Path::to_owned).or_else(|| settings.baseline.clone());
        let folder = settings.file.as_ref().and_then(|file| file.parent());
        let new = || folder.unwrap_or(Path::new("")).join(BASELINE);
        let near = || nearest().filter(|_| !settings.is_unwanted);
        BaselineFile::open(named.or_else(near).unwrap_or_else(new), Absent::IsNew)
    }

    fn open(path: PathBuf, absent: Absent) -> Result<BaselineFile, Failure> {
        let baseline = match std::fs::read_to_string(&path) {
            Ok(text) => match Baseline::parse(&text) {
                Ok(baseline) => Some(baseline),
                Err(source) => return Err(Failure::Invalid { path, source }),
            },
            Err(error) if error.kind() == ErrorKind::NotFound && absent == Absent::IsNew => None,
            Err(source) => return Err(Failure::Unreadable { path, source }),
        };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let root = true_path(folder.unwrap_or(Path::new(".")));
        Ok(BaselineFile { path, root, baseline })
    }

    /// The path in the baseline for a source with this name: relative to the baseline's folder, so
    /// that the baseline is the same on every machine.
    pub(crate) fn file_of(&self, name: &str) -> String {
        let path = true_path(Path::new(name));
        let relative = path.strip_prefix(&self.root).map(Path::to_owned);
        let relative = relative.ok().or_else(|| between(&path, &self.root));
        relative.map_or(name.to_owned(), |path| path.to_string_lossy().replace('\\', "/"))
    }

    /// Compares findings with the baseline. An accepted finding that was not found is gone only if
    /// this run has looked for it: if the rule ran with everything that it needs, and the file was
    /// checked or no longer exists.
    pub(crate) fn hold(
        &self,
        input: &Input,
        config: &check::Config,
        found: Vec<ibid::diagnostic::Diagnostic>,
    ) -> Held {
        let sources = &input.files.sources;
        // Many findings are in one file, whose canonical path is computed once.
        let paths: std::collections::HashMap<String, String> = sources
            .iter()
            .map(|(_, source)| (source.name.to_string(), self.file_of(&source.name)))
            .collect();
        let file_of = |name: &str| paths.get(name).cloned().unwrap_or_else(|| self.file_of(name));
        let none = Baseline::default();
        let baseline = self.baseline.as_ref().unwrap_or(&none);
        let checked: std::collections::HashSet<&str> = paths.values().map(String::as_str).collect();
        let is_seen = |file: &str| checked.contains(file) || !self.root.join(file).exists();
        let sees_all = !config.is_partial() && input.searches(&self.root);
        let was_looked_for = |accepted: &Accepted| {
            let could_find = check::rule(&accepted.rule).is_none_or(|rule| {
                config.may_run(rule)
                    && match Reach::of(rule) {
                        Reach::Project => sees_all,
                        Reach::Style => config.style().is_some(),
                        _ => true,
                    }
            });
            could_find && is_seen(&accepted.file)
        };
        let mut compared = baseline.compare_part(sources, found, file_of, was_looked_for);
        let gone = std::mem::take(&mut compared.gone);
        Held { compared, gone: gone.into_iter().filter(was_looked_for).collect() }
    }
}

/// What to do if the file does not exist.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Absent {
    IsAnError,
    IsNew,
}

/// The baseline in the current folder, or in the nearest one above it.
fn nearest() -> Option<PathBuf> {
    let current = std::env::current_dir().ok()?;
    current.ancestors().find_map(|folder| {
        let folder = if folder == current { Path::new("") } else { folder };
        Some(folder.join(BASELINE)).filter(|path| path.is_file())
    })
}
