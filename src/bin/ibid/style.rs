//! The style that a command uses: a file, or one that is found by name.

use std::path::{Path, PathBuf};

use ibid::diagnostic::nearest;
use ibid::error::Error;
use ibid::files::open_source;
use ibid::source::Source;
use ibid::style::{Resources, Style, StyleError};

use crate::args::{StyleArgs, StyleDirArgs};
use crate::exit::Exit;
use crate::locales;
use crate::output;
use crate::style_folders::{self, Place, StyleFolders, StyleList, name_of};
use crate::style_names::{Candidate, Found, find};

/// A style, and the text that contains its elements: its own, or that of its parent.
pub(crate) struct Chosen {
    pub(crate) style: Style,
    pub(crate) source: Source,
}

/// Why no style can be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("no style is called `{name}`{near}")]
    Unknown { name: String, near: String },
    #[error(transparent)]
    Folders(#[from] style_folders::Failure),
    #[error(transparent)]
    Read(#[from] Error),
    #[error("cannot use the style `{name}`, at line {line}, column {column}")]
    Compile { name: String, line: u32, column: u32, source: StyleError },
    #[error("there is no locale `{tag}`{}", did_you_mean(*meant))]
    Locale { tag: String, meant: Option<&'static str> },
}

impl Failure {
    /// The exit status if there is no style.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Failure::Unknown { .. } | Failure::Locale { .. } => Exit::Usage,
            Failure::Folders(style_folders::Failure::Config(_)) => Exit::Usage,
            Failure::Folders(style_folders::Failure::Folder { .. }) => Exit::Unreadable,
            Failure::Read(_) | Failure::Compile { .. } => Exit::Unreadable,
        }
    }
}

fn did_you_mean(meant: Option<&str>) -> String {
    match meant {
        Some(meant) => format!("; did you mean `{meant}`?"),
        None => "; a locale is a tag such as `de-DE`".to_owned(),
    }
}

/// The text of a style, and its folder.
pub(crate) struct StyleText {
    pub(crate) source: Source,
    folder: Option<PathBuf>,
}

/// The default style.
const DEFAULT_STYLE: &str = "apa";

/// The style in the arguments.
pub(crate) fn choose(args: &StyleArgs) -> Result<Chosen, Failure> {
    choose_for(args, None, None)
}

/// The style to use; parts of it that are not printed are reported on standard error.
///
/// It is the one in the arguments, or else in a document, which may also set the language.
pub(crate) fn choose_for(
    args: &StyleArgs,
    style: Option<&str>,
    language: Option<&str>,
) -> Result<Chosen, Failure> {
    let name = args.style.as_deref().or(style).unwrap_or(DEFAULT_STYLE);
    let chosen = choose_named(name, args.locale.as_deref().or(language), &args.folders)?;
    for warning in chosen.style.warnings() {
        let at = chosen.source.line_column(warning.span.start);
        let (name, line, column) = (&chosen.source.name, at.line, at.column);
        output::note(&format!("warning: {name}:{line}:{column}: {warning}"));
    }
    Ok(chosen)
}

/// The style with this name or file, in the requested language.
pub(crate) fn choose_named(
    name: &str,
    locale: Option<&str>,
    folders: &StyleDirArgs,
) -> Result<Chosen, Failure> {
    let tag = match locale.map(locales::tag) {
        None => None,
        Some(Ok(tag)) => Some(tag),
        Some(Err(meant)) => {
            let tag = locale.unwrap_or_default().to_owned();
            return Err(Failure::Locale { tag, meant });
        }
    };
    let folders = StyleFolders::find(folders)?;
    let StyleText { source, folder } = text(name, &folders)?;
    let resources = folders.resources(folder.as_deref());
    let style = Style::compile(&source.text, tag.as_deref(), &resources).map_err(|error| {
        let place = source.line_column(error.span.start);
        let name = source.name.to_string();
        Failure::Compile { name, line: place.line, column: place.column, source: error }
    })?;
    let parent = style.info().parent.as_deref().and_then(|id| Some((id, resources.style(id)?)));
    let source = match parent {
        Some((id, text)) => Source::new(format!("{}.csl", name_of(id)), text),
        None => source,
    };
    Ok(Chosen { style, source })
}

/// The text of the style with this name, or of the file.
pub(crate) fn text(name: &str, folders: &StyleFolders) -> Result<StyleText, Failure> {
    let path = Path::new(name);
    if is_address(name) {
        return of_address(name, folders);
    }
    if path.extension().is_some_and(|it| it.eq_ignore_ascii_case("csl")) || path.is_file() {
        let found = if path.is_file() { None } else { StyleFolders::in_pandoc(path) };
        return Ok(open(found.as_deref().unwrap_or(path))?);
    }
    if let Some(place) = folders.by_name(name) {
        return Ok(read(&place)?);
    }
    let list = folders.list()?;
    match find(name, &list.candidates) {
        Found::One(index) => Ok(read(&list.places[index])?),
        Found::Near(near) => {
            Err(Failure::Unknown { name: name.to_owned(), near: describe(name, &near, &list) })
        }
    }
}

fn is_address(name: &str) -> bool {
    name.starts_with("https://") || name.starts_with("http://")
}

/// The style that an address ends with: `https://www.zotero.org/styles/apa`. Nothing is downloaded.
fn of_address(address: &str, folders: &StyleFolders) -> Result<StyleText, Failure> {
    let file = name_of(address.split(['?', '#']).next().unwrap_or(address));
    match folders.by_name(file.strip_suffix(".csl").unwrap_or(file)) {
        Some(place) => Ok(read(&place)?),
        None => {
            let near = "; ibid downloads no styles: save the file, and name it".to_owned();
            Err(Failure::Unknown { name: address.to_owned(), near })
        }
    }
}

fn read(place: &Place) -> Result<StyleText, Error> {
    match place {
        Place::Embedded(style) => {
            let source = Source::new(format!("{}.csl", style.name), style.xml);
            Ok(StyleText { source, folder: None })
        }
        Place::File(path) => open(path),
    }
}

fn open(path: &Path) -> Result<StyleText, Error> {
    let source = open_source(path)?;
    Ok(StyleText { source, folder: path.parent().map(Path::to_owned) })
}

/// The styles that may be meant by a name, one per line.
pub(crate) fn describe(wanted: &str, near: &[usize], list: &StyleList) -> String {
    const MOST: usize = 8;
    if near.is_empty() {
        return "; `ibid styles` lists the styles, and `--style FILE.csl` takes any other"
            .to_owned();
    }
    let shown = &near[..near.len().min(MOST)];
    let name = |index: &usize| list.candidates[*index].names[0].as_str();
    let width = shown.iter().map(|index| name(index).chars().count()).max().unwrap_or_default();
    if let [index] = near {
        let Candidate { names, title, .. } = &list.candidates[*index];
        // The name that looks like what was typed, which may be a short one.
        let lower = wanted.to_lowercase();
        let meant = nearest(&lower, names.iter().map(String::as_str))
            .or_else(|| names.iter().map(String::as_str).find(|name| lower.starts_with(name)))
            .unwrap_or(name(index));
        return format!("; did you mean `{meant}` ({title})?");
    }
    let mut out = "; did you mean one of these?".to_owned();
    for index in shown {
        let title = &list.candidates[*index].title;
        out.push_str(format!("\n  {:width$}  {title}", name(index)).trim_end());
    }
    if near.len() > MOST {
        out.push_str(&format!("\n  and {} more", near.len() - MOST));
    }
    out
}
