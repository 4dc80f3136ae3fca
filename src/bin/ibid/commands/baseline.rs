//! `ibid baseline`: the findings that are accepted for now.

use std::io;

use ibid::report::{Accepted, Baseline};

use crate::args::{BaselineArgs, BaselineCommand, BaselineRunArgs};
use crate::baseline::{BaselineFile, Held};
use crate::commands::check::Setup;
use crate::exit::Exit;
use crate::{config, output};

/// The action on a baseline.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Action {
    Create,
    Update,
    Prune,
}

pub(crate) fn run(args: &BaselineArgs) -> io::Result<Exit> {
    match &args.command {
        BaselineCommand::Create(args) => write(args, Action::Create),
        BaselineCommand::Update(args) => write(args, Action::Update),
        BaselineCommand::Prune(args) => write(args, Action::Prune),
    }
}

fn write(args: &BaselineRunArgs, action: Action) -> io::Result<Exit> {
    let mut setup = match Setup::of(&args.subject) {
        Ok(setup) => setup,
        Err(exit) => return Ok(exit),
    };
    config::set_clock(&mut setup.config, &setup.settings);
    let file = match BaselineFile::to_write(args.baseline.as_deref(), &setup.settings) {
        Ok(file) => file,
        Err(failure) => {
            output::error(&failure);
            return Ok(Exit::Usage);
        }
    };
    let path = file.path.display();
    match (action, &file.baseline) {
        (Action::Create, Some(_)) => {
            output::note(&format!(
                "error: `{path}` already exists; `ibid baseline update` updates it"
            ));
            return Ok(Exit::Usage);
        }
        (Action::Update | Action::Prune, None) => {
            output::note(&format!(
                "error: there is no `{path}` yet; `ibid baseline create` writes it"
            ));
            return Ok(Exit::Usage);
        }
        _ => {}
    }
    let input = setup.gather(&args.subject);
    if !input.unreadable.is_empty() {
        for unreadable in &input.unreadable {
            output::note(&format!("error: {}", unreadable.reason));
        }
        output::note(&format!(
            "error: `{path}` was not changed, since some files could not be read"
        ));
        return Ok(Exit::Unreadable);
    }
    let found = input.files.check(&setup.config);
    let Held { compared, gone } = file.hold(&input, &setup.config, found);
    let known = file.baseline.clone().unwrap_or_default().without(&gone);
    let (new, baseline) = match action {
        Action::Prune => (0, known),
        Action::Create | Action::Update => {
            let file_of = |name: &str| file.file_of(name);
            let new = Baseline::of(&input.files.sources, &compared.new, file_of);
            (new.len(), known.with(new))
        }
    };
    std::fs::write(&file.path, baseline.write())?;
    let mut out = String::new();
    for it in &gone {
        out.push_str(&format!("gone: {}\n", named(it)));
    }
    let removed: usize = gone.iter().map(|it| it.count).sum();
    let changes = match action {
        Action::Create => String::new(),
        Action::Update => format!(" ({new} new, {removed} gone)"),
        Action::Prune => format!(" ({removed} gone)"),
    };
    let findings = match baseline.len() {
        1 => "1 finding".to_owned(),
        findings => format!("{findings} findings"),
    };
    out.push_str(&format!("`{path}` accepts {findings}{changes}\n"));
    output::print(&out)?;
    Ok(Exit::Clean)
}

/// `reversed-pages of mett, pages, in refs.bib (3 times)`.
fn named(accepted: &Accepted) -> String {
    let Accepted { rule, file, key, field, count, .. } = accepted;
    let key = key.as_deref().map(|key| format!(" of {key}")).unwrap_or_default();
    let field = field.as_deref().map(|field| format!(", {field},")).unwrap_or_default();
    let times = if *count > 1 { format!(" ({count} times)") } else { String::new() };
    format!("{rule}{key}{field} in {file}{times}")
}
