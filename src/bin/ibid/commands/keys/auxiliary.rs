//! Reads `.aux` and `.bcf` files: the keys that a document cites, and its bibliographies.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ibid::excerpt::{aux_bibliographies, aux_inputs, aux_keys, bcf_bibliographies, bcf_keys};
use ibid::files::open_source;

use crate::exit::Exit;
use crate::output;

/// The content of files of LaTeX and biber.
#[derive(Default)]
pub(super) struct Auxiliary {
    /// The cited keys, in order.
    pub(super) keys: Vec<String>,
    /// The bibliographies that they name, in order: where each is, or would be.
    pub(super) bibliographies: Vec<PathBuf>,
}

/// True for the files that LaTeX writes for BibTeX, and biblatex for biber.
pub(super) fn is_auxiliary(path: &Path) -> bool {
    is_of_biber(path) || path.extension().is_some_and(|it| it.eq_ignore_ascii_case("aux"))
}

fn is_of_biber(path: &Path) -> bool {
    path.extension().is_some_and(|it| it.eq_ignore_ascii_case("bcf"))
}

impl Auxiliary {
    /// Reads a file and those that it includes; errors are printed to standard error.
    pub(super) fn add(&mut self, path: &Path) -> Result<(), Exit> {
        let mut seen = BTreeSet::new();
        let mut open = vec![path.to_owned()];
        while let Some(path) = open.pop() {
            if !seen.insert(path.clone()) {
                continue;
            }
            let source = open_source(&path).map_err(|error| {
                output::error(&error);
                Exit::Unreadable
            })?;
            let folder = path.parent().unwrap_or(Path::new(""));
            let text = &source.text;
            let named = match is_of_biber(&path) {
                true => {
                    self.keys.extend(bcf_keys(text));
                    bcf_bibliographies(text)
                }
                false => {
                    self.keys.extend(aux_keys(text));
                    let inputs = aux_inputs(text).into_iter().rev();
                    open.extend(inputs.map(|name| folder.join(name)));
                    aux_bibliographies(text)
                }
            };
            for name in named {
                let found = find(&name, folder);
                if !self.bibliographies.contains(&found) {
                    self.bibliographies.push(found);
                }
            }
        }
        Ok(())
    }
}

/// The path of a bibliography: beside the file that names it, in the current folder, in which LaTeX
/// is run, or in a folder in `BIBINPUTS`.
fn find(name: &str, folder: &Path) -> PathBuf {
    let beside = folder.join(name);
    let variable = std::env::var_os("BIBINPUTS").unwrap_or_default();
    let folders = std::env::split_paths(&variable).map(|folder| folder.join(name));
    let elsewhere = [PathBuf::from(name)].into_iter().chain(folders);
    [beside.clone()].into_iter().chain(elsewhere).find(|path| path.is_file()).unwrap_or(beside)
}
