#![doc = include_str!("broken_file_link.md")]

use std::path::Path;

use crate::check::context::Context;
use crate::check::options::{Setting, Text};
use crate::check::rule::{Check, LooksAt};
use crate::check::subject::Subject;
use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};

pub(in crate::check) static CHECK: Check = Check {
    rule: &Rule {
        name: "broken-file-link",
        code: "FLD009",
        family: Family::Fields,
        severity: Severity::Warning,
        group: Group::OptIn,
        fix: FixAvailability::None,
        page: include_str!("broken_file_link.md"),
    },
    looks_at: &[LooksAt::EntryInRun(check)],
    options: &[&FOLDER.option],
};

static FOLDER: Setting<Text> = Setting::text(
    "folder",
    "The folder that the paths start from, relative to that of the bibliography.",
    "",
);

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for field in entry.own_fields().filter(|field| field.name.eq_ignore_ascii_case("file")) {
        let spelled = entry.spelled(field);
        let finding = |message| cx.of_field(entry, field, field.value_location(), message);
        if let Some(path) = absolute(spelled) {
            let message = format!("`{}` is an absolute path: `{path}`", field.name);
            cx.report(finding(message).help("write a path relative to this file"));
            continue;
        }
        let Some(exists) = cx.run.exists else { continue };
        let source = entry.sources.get(field.value_location().source);
        let name = source.map_or("", |source| &*source.name);
        let folder = Path::new(name).parent().unwrap_or(Path::new("")).join(cx.get(&FOLDER));
        let missing = links(spelled).find(|link| !exists(&folder.join(link)));
        if let Some(link) = missing {
            let message = format!("there is no file `{link}`, which `{}` links to", field.name);
            let help = "mend the path, or set the option `folder` to where the files are";
            cx.report(finding(message).help(help));
        }
    }
}

/// The paths in a value. JabRef, Mendeley and Zotero write `description:path:type`, several of them
/// separated by `;`, and escape separators with a backslash.
fn links(value: &str) -> impl Iterator<Item = String> {
    divided(value.trim(), ';').into_iter().filter_map(|link| {
        let path = match divided(link, ':')[..] {
            [path] | [_, path, ..] => path,
            [] => return None,
        };
        let mut path = path.trim().to_owned();
        for escaped in [":", ";", "_", "&"] {
            path = path.replace(&format!("\\{escaped}"), escaped);
        }
        (!path.is_empty() && !path.contains("//")).then_some(path)
    })
}

/// Splits a text at separators that are not escaped by a backslash.
fn divided(text: &str, mark: char) -> Vec<&str> {
    let mut is_escaped = false;
    let parts = text.split(|c: char| {
        let divides = c == mark && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        divides
    });
    parts.collect()
}

/// The first absolute path or path in a home folder; JabRef writes `description:path:type`, several
/// of them separated by `;`.
fn absolute(value: &str) -> Option<&str> {
    let parts = value.split(';').flat_map(|link| {
        let drive = link.match_indices(":\\").next().map(|(at, _)| at);
        let mut parts: Vec<&str> = link.split(':').collect();
        if let Some(at) = drive {
            parts.push(&link[at.saturating_sub(1)..]);
        }
        parts
    });
    let mut parts = parts.map(str::trim);
    parts.find(|path| {
        let is_drive = path.get(1..3).is_some_and(|it| it == ":\\")
            && path.as_bytes()[0].is_ascii_alphabetic();
        path.starts_with("~/")
            || is_drive
            || path.starts_with('/') && path.len() > 1 && !path.starts_with("//")
    })
}

#[cfg(test)]
mod tests {
    use super::{absolute, links};

    #[test]
    fn links_of_several_programs() {
        for (value, paths) in [
            ("papers/a.pdf", &["papers/a.pdf"][..]),
            (":papers/a.pdf:PDF", &["papers/a.pdf"]),
            ("Full Text:files/1/a.pdf:application/pdf;:b.pdf:PDF", &["files/1/a.pdf", "b.pdf"]),
            ("A\\: B:a\\;b.pdf:PDF", &["a;b.pdf"]),
            ("", &[]),
        ] {
            assert_eq!(links(value).collect::<Vec<_>>(), paths, "{value}");
        }
    }

    #[test]
    fn paths_of_one_machine() {
        for value in [
            "/home/jo/a.pdf",
            ":/home/jo/a.pdf:PDF",
            "~/a.pdf",
            ":C\\:\\papers\\a.pdf:PDF;:/x/b.pdf:PDF",
            "C:\\a.pdf",
        ] {
            assert!(absolute(value).is_some(), "{value}");
        }
        for value in ["papers/a.pdf", ":papers/a.pdf:PDF", "a.pdf", "", "https://example.org/a.pdf"]
        {
            assert!(absolute(value).is_none(), "{value}");
        }
    }
}
