//! Essays that cite by author and year: `tests/fixtures/essays/by_year`.

use std::path::Path;
use std::process::Command;

use crate::support::{files_in, repository};

/// What a command prints of an essay.
fn printed(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let output = command.args(args).current_dir(folder).output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
    format!("{out}{err}")
}

#[test]
fn essays_cite_by_author_and_year() {
    let folder = repository("tests/fixtures/essays/by_year");
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let files = files_in(&folder);
    let has_extension = |path: &&std::path::PathBuf, extension: &str| {
        path.extension().is_some_and(|own| own == extension)
    };
    let essays = files.iter().filter(|it| has_extension(it, "txt") || has_extension(it, "md"));
    let mut all = String::new();
    for path in essays {
        let essay = name(path);
        let check = ["check", "--no-config", "--format", "concise", &essay];
        all.push_str(&format!("=== {essay}\n{}", printed(&folder, &check)));
        let bibliography = path.with_extension("bib");
        if bibliography.exists() {
            let with = ["--bibliography", &name(&bibliography)];
            let [checked, table, keyed] = [
                [&check[..], &with].concat(),
                [&["notes", &essay][..], &with].concat(),
                [&["notes", "--to", "markdown", &essay][..], &with].concat(),
            ];
            let texts = [checked, table, keyed].map(|args| printed(&folder, &args));
            all.push_str(&texts.join("\n"));
        }
        all.push('\n');
    }
    insta::assert_snapshot!(all);
}

#[test]
fn items_without_words_are_no_works() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("by_year");
    std::fs::create_dir_all(&folder).unwrap();
    let text = "The ice was firm (Mett 1967; Avrich 1970).\n\nReferences\n\n\
        Mett, Ida. 1967. The Kronstadt Uprising. London: Solidarity.\n\n(.\n\n———.\n\n. 1970.\n";
    std::fs::write(folder.join("damaged.txt"), text).unwrap();
    let checked = printed(&folder, &["check", "--no-config", "--format", "concise", "damaged.txt"]);
    assert!(checked.contains("1 citation"), "{checked}");
}
