//! Where styles are searched: folders that the user names, the embedded styles, Zotero's folder.
//!
//! Folders that the user names take precedence over the embedded styles, so that a custom style may
//! have the name of an embedded one. Zotero's folder comes last, so that the output does not depend
//! on what is installed, unless a style is found nowhere else.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use ibid::diagnostic::Sink;
use ibid::source::SourceId;
use ibid::style::Resources;
use ibid::style::archive::{self, Embedded, EmbeddedStyle};
use ibid::syntax::xml;

use crate::args::StyleDirArgs;
use crate::config::{self, Config};
use crate::style_names::Candidate;

/// The folders in which styles are searched.
#[derive(Debug, Default)]
pub(crate) struct StyleFolders {
    /// Those that the user named, with an option or in `ibid.toml`.
    named: Vec<PathBuf>,
    /// Zotero's, if there is one.
    zotero: Option<PathBuf>,
}

/// Why the folders cannot be searched.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Config(#[from] config::Failure),
    #[error("cannot search the style folder `{}`", path.display())]
    Folder { path: PathBuf, source: std::io::Error },
}

/// The location of a style.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    Embedded(EmbeddedStyle),
    File(PathBuf),
}

/// Styles to choose from.
#[derive(Debug, Default)]
pub(crate) struct StyleList {
    pub(crate) candidates: Vec<Candidate>,
    /// With the same index.
    pub(crate) places: Vec<Place>,
}

impl StyleFolders {
    /// The folders of the option, followed by those of `ibid.toml`.
    pub(crate) fn find(args: &StyleDirArgs) -> Result<StyleFolders, Failure> {
        let mut named = args.style_dirs.clone();
        named.extend(Config::find(&args.config)?.style_dirs);
        for path in &named {
            // Read in order to check that it is possible.
            std::fs::read_dir(path)
                .map_err(|source| Failure::Folder { path: path.clone(), source })?;
        }
        let zotero = std::env::home_dir().map(|home| home.join("Zotero").join("styles"));
        Ok(StyleFolders { named, zotero: zotero.filter(|folder| folder.is_dir()) })
    }

    /// The folders in which pandoc looks for styles beside the current one.
    ///
    /// *Source*: Pandoc User's Guide, `--csl` and `--data-dir`.
    fn of_pandoc() -> impl Iterator<Item = PathBuf> {
        let home = std::env::home_dir().unwrap_or_default();
        let data = std::env::var_os("XDG_DATA_HOME").filter(|it| !it.is_empty());
        let data = data.map_or_else(|| home.join(".local").join("share"), PathBuf::from);
        let windows = std::env::var_os("APPDATA").map(PathBuf::from);
        let folders = [data, windows.unwrap_or_default()].map(|folder| folder.join("pandoc"));
        folders.into_iter().chain([home.join(".pandoc")]).map(|folder| folder.join("csl"))
    }

    /// The file with this path in the folders in which pandoc looks for styles.
    pub(crate) fn in_pandoc(path: &Path) -> Option<PathBuf> {
        StyleFolders::of_pandoc().map(|folder| folder.join(path)).find(|path| path.is_file())
    }

    /// The style with this file name or embedded name.
    pub(crate) fn by_name(&self, name: &str) -> Option<Place> {
        let is_plain = !name.contains(['/', '\\']);
        let file = |folder: &PathBuf| {
            let path = folder.join(format!("{name}.csl"));
            (is_plain && path.is_file()).then_some(Place::File(path))
        };
        let embedded = || archive::style(name).map(Place::Embedded);
        let zotero = || self.zotero.iter().find_map(file);
        self.named.iter().find_map(file).or_else(embedded).or_else(zotero)
    }

    /// All styles; of several with the same name, the one that [`StyleFolders::by_name`] finds.
    pub(crate) fn list(&self) -> Result<StyleList, Failure> {
        let mut list = StyleList::default();
        for folder in &self.named {
            list.add_folder(folder)?;
        }
        for style in archive::styles() {
            list.add(Candidate::of(style), Place::Embedded(style));
        }
        if let Some(folder) = &self.zotero {
            list.add_folder(folder)?;
        }
        Ok(list)
    }

    /// What a style in a folder needs besides its own text: the embedded locales, and its parent,
    /// which is searched in that folder and in the others.
    pub(crate) fn resources<'s>(&'s self, folder: Option<&'s Path>) -> impl Resources + 's {
        Beside { folders: self, folder }
    }
}

/// The embedded locales, and styles in folders.
struct Beside<'s> {
    folders: &'s StyleFolders,
    folder: Option<&'s Path>,
}

impl Resources for Beside<'_> {
    fn locale(&self, tag: &str) -> Option<Cow<'_, str>> {
        Embedded.locale(tag)
    }

    fn style(&self, id: &str) -> Option<Cow<'_, str>> {
        let file = format!("{}.csl", name_of(id));
        let read = |folder: &Path| {
            // Zotero keeps the parents of installed styles in `hidden`.
            let paths = [folder.join(&file), folder.join("hidden").join(&file)];
            paths.iter().find_map(|path| std::fs::read_to_string(path).ok()).map(Cow::Owned)
        };
        let named = || self.folders.named.iter().find_map(|folder| read(folder));
        let zotero = || self.folders.zotero.as_deref().and_then(read);
        let folder = self.folder.and_then(read);
        folder.or_else(named).or_else(|| Embedded.style(id)).or_else(zotero)
    }
}

/// The file name of a style, with which its identifier ends.
pub(crate) fn name_of(id: &str) -> &str {
    id.trim_end_matches('/').rsplit('/').next().unwrap_or(id)
}

impl StyleList {
    fn add(&mut self, candidate: Candidate, place: Place) {
        let known = self
            .candidates
            .iter()
            .any(|known| candidate.names.iter().any(|name| known.names.contains(name)));
        if !known {
            self.candidates.push(candidate);
            self.places.push(place);
        }
    }

    fn add_folder(&mut self, folder: &Path) -> Result<(), Failure> {
        let failure = |source| Failure::Folder { path: folder.to_owned(), source };
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(failure)? {
            let path = entry.map_err(failure)?.path();
            if path.extension().is_some_and(|it| it.eq_ignore_ascii_case("csl")) {
                paths.push(path);
            }
        }
        paths.sort();
        for path in paths {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let (title, short_title) = titles(&path);
            let candidate = Candidate { names: vec![name], title, short_title };
            self.add(candidate, Place::File(path));
        }
        Ok(())
    }
}

/// The title and the short title in a style's file, which are near its beginning.
fn titles(path: &Path) -> (String, Option<String>) {
    const HEAD: u64 = 32 << 10;
    let mut head = Vec::new();
    if let Ok(file) = File::open(path) {
        // A file that cannot be read is listed without a title; using it prints the error.
        let _ = file.take(HEAD).read_to_end(&mut head);
    }
    let head = String::from_utf8_lossy(&head);
    let end = head.find("</info>").map_or(head.len(), |at| at + "</info>".len());
    let root = xml::parse(&head[..end], SourceId(0), &mut Sink::new());
    let info = root.as_ref().and_then(|root| root.child("info"));
    let text = |name| {
        let text = info?.child(name)?.text.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(text).filter(|text| !text.is_empty())
    };
    (text("title").unwrap_or_default(), text("title-short"))
}
