//! The document that a chapter in LaTeX or Typst is a part of.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use ibid::document::{Conventions, Syntax};
use ibid::files::open_source;
use ibid::source::SourceId;

use crate::documents::folders::{self, absolute, folder_of};
use crate::documents::parts::{Root, open};
use crate::documents::pending::Pending;
use crate::documents::setting::{Setting, silent};
use crate::input::Input;

/// The number of folders, from the chapter's own upwards, in which the main document is searched.
const MOST_FOLDERS: usize = 4;

/// The maximum number of documents of a folder that are examined.
const MOST_DOCUMENTS: usize = 64;

/// The main documents that were searched.
#[derive(Default)]
pub(super) struct Roots {
    /// The main documents, each with everything that it includes.
    read: HashMap<SourceId, Root>,
    /// The main documents of a folder, in each syntax.
    in_folders: BTreeMap<(PathBuf, Syntax), Vec<PathBuf>>,
}

impl Roots {
    /// The settings in the main document of a chapter, and its other parts.
    pub(super) fn settings(&mut self, input: &mut Input, chapter: &Root) -> Vec<Setting> {
        let Some(main) = self.of(input, chapter) else { return Vec::new() };
        let Some(root) = self.read.get(&main) else { return Vec::new() };
        let others = root.parts.iter().filter(|(part, _)| part.source != chapter.pending.id);
        let setting = |(part, folders): &(_, Vec<PathBuf>)| {
            Setting::of(silent(Clone::clone(part)), folders.clone())
        };
        others.map(setting).collect()
    }

    /// The main document that a chapter names, or else the nearest one that includes it.
    fn of(&mut self, input: &mut Input, chapter: &Root) -> Option<SourceId> {
        let (first, folders) = chapter.parts.first()?;
        let syntax = chapter.pending.syntax;
        let own = folder_of(&chapter.pending.path);
        if let Some(named) = &first.root
            && let Ok((id, path)) = open(input, &named.name, folders)
        {
            self.read(input, id, path, syntax);
            return Some(id);
        }
        let absolute = absolute(&own);
        for (number, above) in absolute.ancestors().take(MOST_FOLDERS).enumerate() {
            let shown = folders::above(&own, number);
            for path in self.mains(&shown, syntax) {
                let Ok((id, path)) = open(input, &path.to_string_lossy(), &[PathBuf::new()]) else {
                    continue;
                };
                self.read(input, id, path, syntax);
                let includes = |root: &Root| {
                    root.parts.iter().skip(1).any(|(part, _)| part.source == chapter.pending.id)
                };
                if self.read.get(&id).is_some_and(includes) {
                    return Some(id);
                }
            }
            if above.join(".git").exists() {
                break;
            }
        }
        None
    }

    fn read(&mut self, input: &mut Input, id: SourceId, path: PathBuf, syntax: Syntax) {
        self.read.entry(id).or_insert_with(|| {
            let pending = Pending { id, path, syntax, is_named: false };
            Root::read(input, &pending, Conventions::default())
        });
    }

    /// The documents of a folder that include others, and in LaTeX have a class.
    fn mains(&mut self, folder: &Path, syntax: Syntax) -> Vec<PathBuf> {
        let key = (folder.to_owned(), syntax);
        if let Some(known) = self.in_folders.get(&key) {
            return known.clone();
        }
        let listed = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let entries = std::fs::read_dir(listed).into_iter().flatten().flatten();
        let names = entries.map(|it| it.path()).filter(|path| {
            path.is_file() && Syntax::from_name(&path.to_string_lossy()) == Some(syntax)
        });
        let mut names: Vec<PathBuf> = names
            .map(|path| folder.join(path.file_name().unwrap_or_default()))
            .take(MOST_DOCUMENTS)
            .collect();
        names.sort();
        names.retain(|path| open_source(path).is_ok_and(|it| may_be_main(&it.text, syntax)));
        self.in_folders.insert(key, names.clone());
        names
    }
}

/// Whether a text may be a document that includes others.
fn may_be_main(text: &str, syntax: Syntax) -> bool {
    let has_any = |commands: &[&str]| commands.iter().any(|command| text.contains(command));
    match syntax {
        Syntax::Latex => {
            let includes = ["\\input", "\\include", "\\subfile", "\\import", "\\subimport"];
            text.contains("\\documentclass") && has_any(&includes)
        }
        _ => has_any(&["include", "import"]),
    }
}
