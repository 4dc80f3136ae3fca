//! `ibid init`: writes a configuration file and a workflow for a repository.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use crate::args::{InitArgs, Service};
use crate::config::keys::{CHECK, DOCUMENT, Key, Kind, PER_FILE, PER_STYLE, PER_TYPE};
use crate::exit::Exit;
use crate::{config, output};

/// The workflow for GitHub.
const GITHUB: &str = include_str!("../../../../docs/ci/github.yml");
/// The job for GitLab.
const GITLAB: &str = include_str!("../../../../docs/ci/gitlab.yml");

/// The message about the next step with a workflow.
const INSTALL: &str =
    "edit it to say where ibid is installed from (`IBID_REPOSITORY`): it is not on crates.io\n";

pub(crate) fn run(args: &InitArgs) -> io::Result<Exit> {
    let folder = &args.folder;
    if !folder.is_dir() {
        output::note(&format!("error: there is no folder `{}`", folder.display()));
        return Ok(Exit::Usage);
    }
    let service = args.ci.unwrap_or_else(|| service_of(folder));
    let mut files = vec![(config::NAME, settings())];
    match service {
        Service::Github => files.push((".github/workflows/bibliography.yml", GITHUB.to_owned())),
        Service::Gitlab => files.push((".gitlab/bibliography.yml", GITLAB.to_owned())),
        Service::None => {}
    }
    let mut exit = Exit::Clean;
    let mut wrote_any = false;
    let mut existing = Vec::new();
    for (name, text) in files {
        let path = folder.join(name);
        match write_new(&path, &text) {
            Ok(()) => {
                wrote_any = true;
                output::print(&format!("wrote `{}`\n", path.display()))?;
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => existing.push(path),
            Err(error) => {
                output::note(&format!("error: cannot write `{}`: {error}", path.display()));
                exit = Exit::Unreadable;
            }
        }
    }
    // A workflow may be added to a repository that already has an `ibid.toml`.
    for path in existing {
        let severity = if wrote_any { "note" } else { "error" };
        let path = path.display();
        output::note(&format!("{severity}: `{path}` already exists, and was not changed"));
        if !wrote_any {
            exit = Exit::Usage;
        }
    }
    if !wrote_any {
        return Ok(exit);
    }
    match service {
        Service::Github => output::print(INSTALL)?,
        Service::Gitlab => {
            output::print(INSTALL)?;
            output::print("add it to `.gitlab-ci.yml`: `include: .gitlab/bibliography.yml`\n")?;
        }
        Service::None => output::print("no workflow: `--ci github` or `--ci gitlab` writes one\n")?,
    }
    Ok(exit)
}

/// The service for which the folder has files.
fn service_of(folder: &Path) -> Service {
    let has = |name: &str| folder.join(name).exists();
    if has(".gitlab-ci.yml") || has(".gitlab") && !has(".github") {
        Service::Gitlab
    } else if has(".github") {
        Service::Github
    } else {
        Service::None
    }
}

/// Writes a file that does not exist yet.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

/// A configuration file without settings, which shows the possible ones in comments.
fn settings() -> String {
    let mut out = String::from(
        "# Settings of `ibid check` for this repository. `ibid rules` lists the rules, and\n\
         # `ibid check --show-settings` prints the settings in effect.\n\n[check]\n",
    );
    let simple = |key: &&Key| !matches!(key.kind, Kind::Table(_) | Kind::Tables(_));
    for key in CHECK.iter().filter(simple) {
        let example = example(key, "");
        out.push_str(&format!("# {}\n{example}", key.about));
    }
    let tables = [
        ("documents", DOCUMENT),
        ("per-file", PER_FILE),
        ("per-type", PER_TYPE),
        ("per-style", PER_STYLE),
    ];
    for (name, keys) in tables {
        let about = CHECK.iter().find(|key| key.name == name).map_or("", |key| key.about);
        out.push_str(&format!("\n# {about}\n# [[check.{name}]]\n"));
        keys.iter().take(1).for_each(|key| out.push_str(&example(key, "")));
        let ignore = keys.iter().find(|key| key.name == "ignore");
        ignore.into_iter().for_each(|key| out.push_str(&example(key, "")));
    }
    out
}

/// A key and an example value, in a comment.
fn example(key: &Key, lead: &str) -> String {
    let name = key.name;
    let value = match &key.kind {
        Kind::Text(example) => format!("\"{example}\""),
        Kind::OneOf(values) => format!("\"{}\"", values[0]),
        Kind::Flag => "true".to_owned(),
        Kind::Texts(example) => format!("[\"{example}\"]"),
        Kind::Rules if name == "select" => "[\"default\"]".to_owned(),
        Kind::Rules if name == "extend-select" => "[\"key-pattern\"]".to_owned(),
        Kind::Rules => "[\"missing-required\"]".to_owned(),
        Kind::Severities => return format!("# {lead}{name}.key-case-clash = \"error\"\n"),
        Kind::Options => {
            return format!("# {lead}{name}.key-pattern.pattern = \"{{author}}{{year}}\"\n");
        }
        Kind::Table(_) | Kind::Tables(_) => return String::new(),
    };
    format!("# {lead}{name} = {value}\n")
}
