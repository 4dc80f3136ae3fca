//! The document that a chapter in LaTeX is a part of.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use ibid::document::{Conventions, Syntax};
use ibid::files::open_source;
use ibid::source::SourceId;

use crate::documents::folders::{absolute, folder_of};
use crate::documents::parts::{Root, open};
use crate::documents::pending::Pending;
use crate::documents::setting::{Setting, silent};
use crate::input::Input;

/// How many folders, the chapter's among them, the main document is looked for in.
const MOST_FOLDERS: usize = 4;

/// How many documents of a folder are looked into.
const MOST_DOCUMENTS: usize = 64;

/// The main documents that were looked for.
#[derive(Default)]
pub(super) struct Roots {
    /// The main documents, each with all that it includes.
    read: HashMap<SourceId, Root>,
    /// The main documents of a folder.
    in_folders: BTreeMap<PathBuf, Vec<PathBuf>>,
}

impl Roots {
    /// What the main document of a chapter says, and its other parts.
    pub(super) fn settings(&mut self, input: &mut Input, chapter: &Root) -> Vec<Setting> {
        let Some(main) = self.of(input, chapter) else { return Vec::new() };
        let Some(root) = self.read.get(&main) else { return Vec::new() };
        let others = root.parts.iter().filter(|(part, _)| part.source != chapter.pending.id);
        let setting = |(part, folders): &(_, Vec<PathBuf>)| Setting {
            document: silent(Clone::clone(part)),
            folders: folders.clone(),
            is_casual: false,
        };
        others.map(setting).collect()
    }

    /// The main document that a chapter names, or else the nearest one that includes it.
    fn of(&mut self, input: &mut Input, chapter: &Root) -> Option<SourceId> {
        let (first, folders) = chapter.parts.first()?;
        let own = folder_of(&chapter.pending.path);
        if let Some(named) = &first.root
            && let Ok((id, path)) = open(input, &named.name, folders)
        {
            self.read(input, id, path);
            return Some(id);
        }
        let absolute = absolute(&own);
        for (number, above) in absolute.ancestors().take(MOST_FOLDERS).enumerate() {
            let shown = if number == 0 { own.clone() } else { above.to_owned() };
            for path in self.mains(&shown) {
                let Ok((id, path)) = open(input, &path.to_string_lossy(), &[PathBuf::new()]) else {
                    continue;
                };
                self.read(input, id, path);
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

    fn read(&mut self, input: &mut Input, id: SourceId, path: PathBuf) {
        self.read.entry(id).or_insert_with(|| {
            let pending = Pending { id, path, syntax: Syntax::Latex, is_named: false };
            Root::read(input, &pending, Conventions::default())
        });
    }

    /// The documents of a folder that have a class and include others.
    fn mains(&mut self, folder: &Path) -> Vec<PathBuf> {
        if let Some(known) = self.in_folders.get(folder) {
            return known.clone();
        }
        let listed = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let entries = std::fs::read_dir(listed).into_iter().flatten().flatten();
        let names = entries.map(|it| it.path()).filter(|path| {
            path.is_file() && path.extension().is_some_and(|it| it == "tex" || it == "ltx")
        });
        let mut names: Vec<PathBuf> = names
            .map(|path| folder.join(path.file_name().unwrap_or_default()))
            .take(MOST_DOCUMENTS)
            .collect();
        names.sort();
        let includes = ["\\input", "\\include", "\\subfile", "\\import", "\\subimport"];
        names.retain(|path| {
            open_source(path).is_ok_and(|source| {
                source.text.contains("\\documentclass")
                    && includes.iter().any(|command| source.text.contains(command))
            })
        });
        self.in_folders.insert(folder.to_owned(), names.clone());
        names
    }
}
