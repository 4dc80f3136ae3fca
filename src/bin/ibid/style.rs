//! The style that a command prints in: one that is embedded, by name, or a file.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use ibid::diagnostic::nearest;
use ibid::error::Error;
use ibid::files::open_source;
use ibid::source::Source;
use ibid::style::archive::{self, Embedded};
use ibid::style::{Resources, Style, StyleError};

use crate::args::StyleArgs;

/// A style and the text that its elements stand in, its own or that of the style it depends on.
pub(crate) struct Chosen {
    pub(crate) style: Style,
    pub(crate) source: Source,
}

/// Why there is no style to print in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("there is no embedded style `{name}`{}", meant(name))]
    Unknown { name: String },
    #[error(transparent)]
    Read(#[from] Error),
    #[error("cannot use the style `{name}`, at line {line}, column {column}")]
    Compile { name: String, line: u32, column: u32, source: StyleError },
    #[error("there is no locale `{tag}`{}", meant_locale(tag))]
    Locale { tag: String },
}

fn meant(name: &str) -> String {
    let names = archive::styles().flat_map(|style| style.names());
    match nearest(name, names) {
        Some(meant) => format!("; did you mean `{meant}`?"),
        None => "; `ibid styles` lists them, and a file ends in .csl".to_owned(),
    }
}

fn meant_locale(tag: &str) -> String {
    nearest(tag, archive::locales())
        .map_or(String::new(), |meant| format!("; did you mean `{meant}`?"))
}

/// The embedded texts, and the styles in the folder of a style that depends on another.
struct Beside<'p> {
    folder: Option<&'p Path>,
}

impl Resources for Beside<'_> {
    fn locale(&self, tag: &str) -> Option<Cow<'_, str>> {
        Embedded.locale(tag)
    }

    fn style(&self, id: &str) -> Option<Cow<'_, str>> {
        let beside = self.folder.map(|folder| folder.join(format!("{}.csl", name_of(id))));
        let text = beside.and_then(|path| std::fs::read_to_string(path).ok());
        text.map(Cow::Owned).or_else(|| Embedded.style(id))
    }
}

/// The name of a style's file, which its identifier ends in.
fn name_of(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// The style that the arguments name.
pub(crate) fn choose(args: &StyleArgs) -> Result<Chosen, Failure> {
    let locale = args.locale.as_deref();
    if let Some(tag) = locale
        && ibid::style::dialect::primary_dialect(tag).is_none()
    {
        return Err(Failure::Locale { tag: tag.to_owned() });
    }
    let path = PathBuf::from(&args.style);
    let is_file = path.extension().is_some_and(|extension| extension == "csl") || path.is_file();
    let (source, folder) = if is_file {
        let source = open_source(&path)?;
        (source, path.parent())
    } else {
        let style = archive::style(&args.style)
            .ok_or_else(|| Failure::Unknown { name: args.style.clone() })?;
        (Source::new(format!("{}.csl", style.name), style.xml), None)
    };
    let beside = Beside { folder };
    let style = Style::compile(&source.text, locale, &beside).map_err(|error| {
        let place = source.line_column(error.span.start);
        let name = source.name.to_string();
        Failure::Compile { name, line: place.line, column: place.column, source: error }
    })?;
    let parent = style.info().parent.as_deref().and_then(|id| Some((id, beside.style(id)?)));
    let source = match parent {
        Some((id, text)) => Source::new(format!("{}.csl", name_of(id)), text),
        None => source,
    };
    Ok(Chosen { style, source })
}
