//! The files that `ibid render` writes, in the format that their names say.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{REFS, folder_with, text_of};

fn ibid(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let output = command.current_dir(folder).args(args).output().unwrap();
    let [out, error] = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap());
    (output.status.code(), out, error)
}

fn folder(name: &str) -> PathBuf {
    let paper = ("paper.md", "---\nbibliography: refs.bib\n---\n\nOn [@mett].\n");
    folder_with("outputs", name, &[paper, ("refs.bib", REFS)])
}

#[test]
fn the_name_of_the_output_says_its_format() {
    let folder = folder("format");
    for (name, begin) in [
        ("out.html", "<!doctype html>"),
        ("out.tex", "\\documentclass"),
        ("out.txt", "On (Mett"),
        ("out.md", "---"),
    ] {
        let (status, _, error) = ibid(&folder, &["render", "paper.md", "-o", name]);
        assert_eq!((status, &*error), (Some(0), ""), "{name}");
        let text = text_of(&folder.join(name)).to_lowercase();
        assert!(text.trim_start().starts_with(&begin.to_lowercase()), "{name}: {text}");
    }
    let (status, _, error) = ibid(&folder, &["render", "paper.md", "-o", "out.docx"]);
    assert_eq!(status, Some(2));
    assert!(error.contains("does not make a .docx file of a Markdown document"), "{error}");
    assert!(!folder.join("out.docx").exists());
}
