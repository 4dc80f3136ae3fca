//! Holds the layers of ARCHITECTURE.md against the paths in the sources, and files to a length.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::paths::Names;
use crate::support::{files_below, repository, text_of};

/// A file may have no more lines.
const MOST_LINES: usize = 600;

/// Module → the modules it may name.
type Layers = BTreeMap<String, Vec<String>>;

/// The table under "Layers".
fn layers(document: &str) -> Layers {
    let rows = document.lines().skip_while(|line| !line.starts_with("## Layers"));
    let rows = rows.skip_while(|line| !line.starts_with("| ---")).skip(1);
    rows.take_while(|line| line.starts_with('|'))
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            let [module, _, named] = cells[..] else { panic!("three cells: {row}") };
            let named = named.split(", ").filter(|name| *name != "–").map(str::to_owned);
            (module.to_owned(), named.collect())
        })
        .collect()
}

/// What is wrong with the paths of one file that belongs to a module.
fn faults(module: &str, text: &str, layers: &Layers) -> Vec<String> {
    let Some(allowed) = layers.get(module) else {
        return vec![format!("the module `{module}` has no row")];
    };
    let mut faults = Vec::new();
    for name in named_from_root(text) {
        if !layers.contains_key(&name) {
            faults.push(format!("`crate::{name}` goes through lib.rs"));
        } else if name != module && !allowed.contains(&name) {
            faults.push(format!("`{module}` may not name `{name}`"));
        }
    }
    faults
}

/// The first names behind `crate` in paths, each once.
fn named_from_root(text: &str) -> BTreeSet<String> {
    let names = Names::of(text);
    let from_root = names.all_paths().filter(|path| path[0] == "crate");
    from_root.filter_map(|path| path.get(1).cloned()).collect()
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The module that a file in `src` belongs to; none for `lib.rs` and the binary.
fn module_of(file: &Path, src: &Path) -> Option<String> {
    let relative = file.strip_prefix(src).unwrap();
    let first = relative.components().next().unwrap().as_os_str().to_str().unwrap();
    let module = first.strip_suffix(".rs").unwrap_or(first);
    (!matches!(module, "lib" | "bin")).then(|| module.to_owned())
}

#[test]
fn every_module_names_only_what_its_row_lists() {
    let layers = layers(&text_of(&repository("ARCHITECTURE.md")));
    assert!(layers.len() >= 14, "the table was read: {layers:?}");
    let src = repository("src");
    let mut found = Vec::new();
    for file in files_below(&src, "rs") {
        let Some(module) = module_of(&file, &src) else { continue };
        let faults = faults(&module, &text_of(&file), &layers);
        found.extend(faults.into_iter().map(|fault| format!("{}: {fault}", file.display())));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_rows_are_ordered_so_that_arrows_go_up_only() {
    let document = text_of(&repository("ARCHITECTURE.md"));
    let order: Vec<String> = document
        .lines()
        .skip_while(|line| !line.starts_with("| ---"))
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .map(|row| first_word(row.trim_start_matches(['|', ' '])))
        .collect();
    let place = |name: &str| order.iter().position(|module| module == name);
    for (module, named) in layers(&document) {
        for name in named {
            assert!(place(&name) < place(&module), "`{module}` is above `{name}`");
        }
    }
}

#[test]
fn no_file_is_longer_than_it_should_be() {
    let folders = ["src", "tests", "examples", "benches"].map(repository);
    let files = folders.iter().filter(|folder| folder.is_dir());
    let too_long: Vec<String> = files
        .flat_map(|folder| files_below(folder, "rs"))
        .map(|file| (text_of(&file).lines().count(), file))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .map(|(lines, file)| format!("{} has {lines} lines", file.display()))
        .collect();
    assert!(too_long.is_empty(), "{}", too_long.join("\n"));
}

/// The target `skipped` lists the tests that need `../shared` by the line with which they ask for
/// one of its folders.
#[test]
fn tests_ask_for_the_shared_folder_in_one_way() {
    let files = ["src", "tests"].map(repository);
    let files = files.iter().flat_map(|folder| files_below(folder, "rs"));
    let exempt = ["tests/shared/mod.rs", "tests/skipped.rs", "tests/it/architecture.rs"];
    for file in files.filter(|file| !exempt.iter().any(|exempt| file.ends_with(exempt))) {
        for line in text_of(&file).lines().map(str::trim_start) {
            let asks = line.contains(" shared(\"")
                || line.contains("repository(\"../shared")
                || line.contains("join(\"../shared/");
            let as_agreed = line.starts_with("let Some(") && line.ends_with(" else { return };");
            assert!(!asks || as_agreed, "{}: {line}", file.display());
        }
    }
}

#[test]
fn an_upward_import_and_one_through_the_root_are_found() {
    let layers = layers(
        "## Layers\n| module | what | may name |\n| --- | --- | --- |\n\
         | source | texts | – |\n| model | data | source |\n| check | rules | source, model |\n",
    );
    let faults = |module, text| faults(module, text, &layers);
    assert_eq!(faults("check", "use crate::model::Date;\nuse crate::check::Rule;"), [""; 0]);
    assert_eq!(
        faults("model", "use crate::check::Rule;"),
        ["`model` may not name `check`"],
        "upward"
    );
    assert_eq!(
        faults("source", "let x = crate::model::Date::year(1);"),
        ["`source` may not name `model`"],
        "in an expression"
    );
    assert_eq!(
        faults("source", "use crate::{\n    check::{Rule, Config},\n    model::Date,\n};"),
        ["`source` may not name `check`", "`source` may not name `model`"],
        "in a group"
    );
    assert_eq!(faults("check", "use crate::Date;"), ["`crate::Date` goes through lib.rs"]);
    assert_eq!(faults("model", "/// See [`crate::check`].\n// use crate::check::Rule;"), [""; 0]);
    assert_eq!(faults("engine", ""), ["the module `engine` has no row"]);
}
