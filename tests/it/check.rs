//! Findings under the right characters: each file in `tests/fixtures/check` with its report.

use ibid::diagnostic::{About, Confidence, Severity};
use ibid::files::Files;
use ibid::report::{Color, Coverage, Report, human};

use crate::shared::shared;
use crate::support::{check_text, files_in, folder_with, repository, text_of};

#[test]
fn findings_are_shown_under_the_right_characters() {
    for file in files_in(&repository("tests/fixtures/check")) {
        let name = file.file_name().unwrap().to_str().unwrap();
        let checked = check_text(name, &text_of(&file));
        let entries = checked.readings[0].library.len();
        let coverage = Coverage { files: 1, entries, ..Coverage::default() };
        let report =
            Report { sources: &checked.sources, diagnostics: &checked.diagnostics, coverage };
        assert!(!checked.diagnostics.is_empty(), "{name}: something is found");
        insta::assert_snapshot!(name.replace('.', "-"), human(&report, Color::Never));
    }
}

#[test]
fn spans_lie_in_their_texts() {
    let Some(samples) = shared("samples") else { return };
    for folder in ["bib", "hayagriva", "csljson"] {
        for file in files_in(&samples.join(folder)) {
            let Ok(files) = Files::open(&file) else { continue };
            for found in files.check(&Default::default()) {
                let labels = found.secondary.iter().chain([&found.primary]);
                let edits = found.fix.iter().flat_map(|fix| fix.edits()).map(|edit| edit.location);
                for location in labels.map(|label| label.location).chain(edits) {
                    let text = &files.sources.get(location.source).unwrap().text;
                    let slice = text.get(location.span.range());
                    assert!(slice.is_some(), "{}: {}", file.display(), found.message);
                }
            }
        }
    }
}

/// Well-kept libraries: whatever is found in one of them was looked at and is right.
#[test]
fn good_data_give_no_finding() {
    let Some(samples) = shared("samples") else { return };
    for (file, reviewed) in [
        ("bib/biblatex-examples.bib", &[] as &[&str]),
        (
            "hayagriva/typst_hayagriva__basic.yml",
            // hayagriva reads past all four without a word.
            &[
                "unknown-field `title.sentence-case` is not a hayagriva field",
                "unknown-field `title.translation` is not a hayagriva field",
                "unknown-field `tongus` is not a hayagriva field",
                "unknown-field `parent.tongus` is not a hayagriva field",
            ],
        ),
    ] {
        let files = Files::open(samples.join(file)).unwrap();
        let found: Vec<String> = files
            .check(&Default::default())
            .into_iter()
            .filter(|found| found.severity >= Severity::Warning)
            .map(|found| format!("{} {}", found.rule.name, found.message))
            .collect();
        assert_eq!(found, reviewed, "{file}");
        assert!(files.library().len() > 30, "{file} was read");
    }
}

/// What a program needs to follow a finding: how sure it is, all it is about, and its value.
#[test]
fn findings_say_what_they_are_about() {
    let text = "\
        @article{a, title = {One}, author = {A, B}, journal = {J}, volume = 1, year = {2001},\n\
        \x20 doi = {https://doi.org/10.1000/ABC}}\n\
        @article{b, title = {Two}, author = {A, B}, journal = {J}, volume = 2, year = {2002},\n\
        \x20 date = {1999-01},\n\
        \x20 doi = {10.1000/abc}}\n";
    let found = check_text("a.bib", text).diagnostics;
    let of = |name: &str| found.iter().find(|it| it.rule.name == name).unwrap();
    let same = of("same-identifier");
    assert_eq!(same.about, [About::Entry("b".to_owned()), About::Entry("a".to_owned())]);
    assert_eq!(same.value.as_deref(), Some("10.1000/abc"), "however it is written");
    assert_eq!(same.confidence, Confidence::Medium, "the titles differ");
    let years = of("exclusive-fields");
    assert_eq!(years.value.as_deref(), Some("2002"));
    assert!(years.fix.is_none(), "either may be right");
    let messages: Vec<&str> = years.alternatives.iter().map(|fix| &*fix.message).collect();
    assert_eq!(messages, ["delete `year`", "delete `date`"]);
}

/// What a style prints words for where an entry lacks it, and links to files that are not there.
#[test]
fn what_only_a_style_or_a_folder_shows() {
    let style = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">
<info><title>Places</title><id>http://example.org/places</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout delimiter=", "><group delimiter=", "><text variable="title"/>
<choose><if variable="publisher-place"><text variable="publisher-place"/></if><else><text value="s.l."/></else></choose>
<choose><if variable="publisher"><text variable="publisher"/></if><else><text value="s.n."/></else></choose>
</group></layout></bibliography></style>"#;
    let entry = "@book{mett, author = {Mett, Ida}, title = {The Commune}, year = {1967}, \
                 file = {:a.pdf:PDF;:b\\:c.pdf:PDF}}\n";
    let folder = folder_with(
        "check",
        "lacks",
        &[("refs.bib", entry), ("places.csl", style), ("a.pdf", ""), ("sub/b:c.pdf", "")],
    );
    let found = |args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ibid"));
        let output = command.current_dir(&folder).args(["check", "refs.bib"]).args(args).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    let styled = found(&["--style", "places.csl", "--select", "style-needs-field"]);
    assert!(styled.contains("prints \"s.l.\" for `mett`, which has no place"), "{styled}");
    assert!(styled.contains("prints \"s.n.\" for `mett`, which has no publisher"), "{styled}");
    let links = found(&["--select", "broken-file-link"]);
    assert!(links.contains("there is no file `b:c.pdf`"), "{links}");
    std::fs::copy(folder.join("a.pdf"), folder.join("b:c.pdf")).unwrap();
    let links = found(&["--select", "broken-file-link"]);
    assert!(links.contains("nothing to report"), "{links}");
}
