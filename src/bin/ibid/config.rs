//! The configuration file `ibid.toml`, looked for in the current folder and those above it.

use std::path::{Path, PathBuf};

use ibid::diagnostic::nearest;
use ibid::source::Source;
use toml::de::{DeTable, DeValue};

/// The name of the file.
const NAME: &str = "ibid.toml";

/// The keys that it may have; sorted.
const KEYS: &[&str] = &["style-dirs"];

/// What a configuration file says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Config {
    /// The folders to look for styles in, from the current folder.
    pub(crate) style_dirs: Vec<PathBuf>,
}

/// Why a configuration file cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("cannot read `{}`", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("{place}: {message}")]
    Invalid { place: String, message: String },
}

impl Config {
    /// Reads the nearest configuration file; without one, everything is as by default.
    pub(crate) fn find() -> Result<Config, Failure> {
        let unreadable = |source| Failure::Unreadable { path: PathBuf::from("."), source };
        let current = std::env::current_dir().map_err(unreadable)?;
        for folder in current.ancestors() {
            let path = folder.join(NAME);
            if !path.is_file() {
                continue;
            }
            let folder = if folder == current { Path::new("") } else { folder };
            let text = std::fs::read_to_string(&path)
                .map_err(|source| Failure::Unreadable { path: path.clone(), source })?;
            let shown = folder.join(NAME);
            return Config::parse(&Source::new(shown.to_string_lossy(), text), folder);
        }
        Ok(Config::default())
    }

    /// Reads the text of a configuration file in a folder.
    fn parse(source: &Source, folder: &Path) -> Result<Config, Failure> {
        let invalid = |start: usize, message: String| {
            let at = source.line_column(u32::try_from(start).unwrap_or(u32::MAX));
            let place = format!("{}:{}:{}", source.name, at.line, at.column);
            Failure::Invalid { place, message }
        };
        let table = DeTable::parse(&source.text).map_err(|error| {
            invalid(error.span().map_or(0, |span| span.start), error.message().to_owned())
        })?;
        let mut config = Config::default();
        for (key, value) in table.get_ref() {
            if key.get_ref() != "style-dirs" {
                let meant = match nearest(key.get_ref(), KEYS.iter().copied()) {
                    Some(meant) => format!("; did you mean `{meant}`?"),
                    None => format!("; the keys are `{}`", KEYS.join("`, `")),
                };
                let message = format!("unknown key `{}`{meant}", key.get_ref());
                return Err(invalid(key.span().start, message));
            }
            let wrong = || "`style-dirs` is a list of folders: `[\"styles\"]`".to_owned();
            let Some(items) = value.get_ref().as_array() else {
                return Err(invalid(value.span().start, wrong()));
            };
            for item in items.iter() {
                let DeValue::String(path) = item.get_ref() else {
                    return Err(invalid(item.span().start, wrong()));
                };
                config.style_dirs.push(folder.join(&**path));
            }
        }
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use ibid::source::Source;

    use super::Config;

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(&Source::new("ibid.toml", text), Path::new("above"))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn folders_are_relative_to_the_file() {
        let config = parse("# ours\nstyle-dirs = ['styles', \"/usr/share/csl\"]\n").unwrap();
        assert_eq!(config.style_dirs, ["above/styles", "/usr/share/csl"].map(PathBuf::from));
        assert_eq!(parse("").unwrap(), Config::default());
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (text, error) in [
            (
                "\nstyle-dir = []",
                "ibid.toml:2:1: unknown key `style-dir`; did you mean `style-dirs`?",
            ),
            ("[check]\n", "ibid.toml:1:2: unknown key `check`; the keys are `style-dirs`"),
            (
                "style-dirs = 'styles'",
                "ibid.toml:1:14: `style-dirs` is a list of folders: `[\"styles\"]`",
            ),
            (
                "style-dirs = ['a', 1]",
                "ibid.toml:1:20: `style-dirs` is a list of folders: `[\"styles\"]`",
            ),
        ] {
            assert_eq!(parse(text).unwrap_err(), error, "{text}");
        }
        assert!(parse("style-dirs = [").unwrap_err().starts_with("ibid.toml:1:"));
    }
}
