#![doc = include_str!("broken_file_link.md")]

use crate::check::context::Context;
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
    looks_at: &[LooksAt::Entry(check)],
    options: &[],
};

fn check(cx: &Context<'_>, entry: &Subject<'_>) {
    for field in entry.own_fields().filter(|field| field.name.eq_ignore_ascii_case("file")) {
        let spelled = entry.spelled(field);
        let Some(path) = absolute(spelled) else { continue };
        let message = format!("`{}` is a path of one machine: `{path}`", field.name);
        let finding = cx
            .of_field(entry, field, field.value_location, message)
            .help("write the path from the folder of this file");
        cx.report(finding);
    }
}

/// The first path that begins at the root of a machine or at somebody's home; JabRef writes
/// `description:path:type`, several with `;`.
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
    use super::absolute;

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
