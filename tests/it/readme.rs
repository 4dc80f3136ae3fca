//! What README.md shows is what the commands print.

use std::process::Command;

use crate::support::repository;

/// The command and the output of each block of README.md that runs `ibid`.
fn shown() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(repository("README.md")).unwrap();
    let blocks = text.split("```console\n").skip(1);
    let block = |block: &str| {
        let block = block.split("```").next().unwrap().to_owned();
        let (command, output) = block.split_once('\n').unwrap();
        let command = command.strip_prefix("$ ").unwrap().to_owned();
        (command, output.to_owned())
    };
    blocks.map(block).filter(|(command, _)| command.starts_with("ibid ")).collect()
}

/// The words of a command, as a shell takes them apart.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

#[test]
fn commands_print_what_is_shown() {
    let shown = shown();
    assert!(shown.len() >= 4);
    for (command, expected) in shown {
        let words = words(&command);
        let output = Command::new(env!("CARGO_BIN_EXE_ibid"))
            .args(&words[1..])
            .current_dir(repository(""))
            .output()
            .unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), expected, "{command}");
    }
}

/// What people come for: each is a program on the front page of the documentation, and short.
#[test]
fn the_guide_has_short_programs() {
    let text = std::fs::read_to_string(repository("src/lib.rs")).unwrap();
    let lines = text.lines().filter_map(|line| line.strip_prefix("//!"));
    let guide = lines.map(|line| format!("{line}\n")).collect::<String>();
    let programs: Vec<&str> = guide.split("```").skip(1).step_by(2).collect();
    for wanted in [
        "bibliography(&refs)?.to_html()",
        "Entry::new(",
        "#[test]",
        "session.set_entry(",
        "Variable::Doi",
        "csl_json(",
    ] {
        let program = programs.iter().find(|program| program.contains(wanted));
        let program = program.unwrap_or_else(|| panic!("no program with `{wanted}`"));
        let count = program.lines().skip(1).filter(|line| !line.trim().is_empty()).count();
        assert!(count <= 20, "{count} lines:\n{program}");
    }
}

/// README.md is the page of the crate in a registry too, where a path in the repository leads
/// nowhere.
#[test]
fn what_is_written_holds_in_a_registry_too() {
    let text = std::fs::read_to_string(repository("README.md")).unwrap();
    for (at, _) in text.match_indices("](") {
        let target = &text[at + 2..];
        assert!(target.starts_with("https://"), "{}", &target[..target.len().min(40)]);
    }
    assert!(!text.lines().any(|line| line.starts_with("# ") && line != "# ibid"), "hidden lines");
    let manifest = std::fs::read_to_string(repository("Cargo.toml")).unwrap();
    let version = manifest.lines().find_map(|line| line.strip_prefix("rust-version = "));
    assert!(text.contains(&format!("Rust {} or newer", version.unwrap().trim_matches('"'))));
}
