//! Essays with hand-typed notes: the one in `examples/`, and others of its kind.

use std::path::Path;
use std::process::{Command, Output};

use crate::support::{self, folder_with, repository, text_of};

/// Runs the command in a folder.
fn ibid(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ibid")).args(args).current_dir(folder).output().unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn the_notes_of_the_essay_resolve() {
    let folder = repository("");
    let args = ["notes", "examples/essay.txt", "--bibliography", "bibliography.yaml"];
    let table = ibid(&folder, &args);
    assert_eq!(table.status.code(), Some(0));
    insta::assert_snapshot!(printed(&table));
    let json = ibid(&folder, &[&args[..], &["--to", "json"]].concat());
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let notes = json["notes"].as_array().unwrap();
    let keys: Vec<_> = notes.iter().map(|note| note["cites"][0]["key"].as_str().unwrap()).collect();
    let expected = [
        "brinton", "brinton", "broue", "brinton", "brinton", "lenin", "brinton", "izvestia",
        "berkman",
    ];
    assert_eq!(keys, expected);
    for note in notes {
        assert!(note["cites"][0]["confidence"].as_f64().unwrap() > 0.9, "{note}");
    }
}

#[test]
fn the_findings_in_the_essay() {
    let args = ["check", "examples/essay.txt", "--bibliography", "bibliography.yaml"];
    let output = ibid(&repository(""), &[&args[..], &["--format", "concise"]].concat());
    assert_eq!(output.status.code(), Some(1));
    let found = printed(&output);
    let count = |rule: &str| found.matches(&format!("[{rule}]")).count();
    assert_eq!(count("quote-without-locator"), 7, "on quotations");
    assert_eq!(count("note-without-locator"), 1, "and one that is on none");
    assert_eq!(count("list-mismatch"), 7);
    insta::assert_snapshot!(found);
}

/// The file beside the essay is what the command writes, and printed in the essay's own style it has
/// the essay's own notes.
#[test]
fn the_essay_with_keys_gives_its_notes_back() {
    let examples = repository("examples");
    let bibliography = ["--bibliography", "../bibliography.yaml"];
    let args = [&["notes", "essay.txt", "--to", "markdown"][..], &bibliography].concat();
    let keyed = printed(&ibid(&examples, &args));
    assert_eq!(keyed, text_of(&examples.join("essay.md")));

    let printed =
        printed(&ibid(&examples, &["render", "essay.md", "--style", "../styles/essay-notes.csl"]));
    let notes = printed.match_indices("^[").map(|(at, _)| {
        let note = &printed[at + 2..];
        note[..note.find(']').unwrap()].replace(['*', '\\'], "")
    });
    let essay = text_of(&examples.join("essay.txt"));
    let (_, typed) = essay.split_once("Notes\n\n").unwrap();
    let (typed, _) = typed.split_once("\n\nFurther").unwrap();
    let typed = typed.split("\n- ").map(|note| {
        let words: Vec<_> = note.trim_start_matches("- ").split_whitespace().collect();
        // The style has one form of names.
        words.join(" ").replace("Alexander Berkman", "A. Berkman")
    });
    assert_eq!(notes.collect::<Vec<_>>(), typed.collect::<Vec<_>>());
}

const REFS: &str = r#"
@book{brinton, author={Brinton, Maurice}, title={The Bolsheviks and Workers' Control, 1917--1921: The State and Counter-Revolution}, publisher={Solidarity}, address={London}, year=1970}
@book{avrich, author={Avrich, Paul}, title={Kronstadt 1921}, publisher={Princeton University Press}, address={Princeton}, year=1970}
@book{avrich-anarchists, author={Avrich, Paul}, title={The Russian Anarchists}, publisher={Princeton University Press}, address={Princeton}, year=1967}
@book{weber, author={Weber, Max}, title={Wirtschaft und Gesellschaft. Grundriss der verstehenden Soziologie}, publisher={Mohr Siebeck}, address={T{\"u}bingen}, year=1922}
@article{mueller, author={M{\"u}ller, Karl}, title={Die R{\"a}tebewegung in {\"O}sterreich}, journal={Archiv f{\"u}r Sozialgeschichte}, volume=12, number=3, pages={100--140}, year=1972}
@book{trotsky, author={Троцкий, Лев}, title={История русской революции}, address={Берлин}, publisher={Гранит}, year=1931}
@article{smith, author={Smith, Adam and Jones, Betty}, title={Standing to Sue in Environmental Cases}, journal={Harvard Law Review}, volume=90, pages={1--50}, year=1977}
@book{broue, author={Brou{\'e}, Pierre}, title={Le parti bolch{\'e}vique: histoire du P.C. de l'U.R.S.S.}, publisher={Les {\'E}ditions de Minuit}, address={Paris}, year=1963}
"#;

/// What the notes of an essay cite, and what is found in it but for the entries' own faults.
fn read(name: &str, file: &str, essay: &str) -> String {
    let folder = folder_with("typed_notes", name, &[(file, essay), ("refs.bib", REFS)]);
    let args = [file, "--bibliography", "refs.bib"];
    let table = printed(&ibid(&folder, &[&["notes"][..], &args].concat()));
    let check = [&["check"][..], &args, &["--format", "concise", "--select", "apparatus"]].concat();
    let keyed = [&["notes"][..], &args, &["--to", "markdown"]].concat();
    let [check, keyed] = [check, keyed].map(|args| printed(&ibid(&folder, &args)));
    format!("{table}\n{check}\n{keyed}")
}

#[test]
fn notes_in_german() {
    let essay = "\
Die Räte in Österreich

Die Räte waren „eine Schule der Demokratie“.¹ Weber sah das anders.² Müller betont,
es sei „kein Zufall gewesen“.³ Dagegen steht die Lehre von der Bürokratie,⁴ und auch
Trotzki hat sich geäußert.⁵ Das alles war 1921 vorbei.⁶ Siehe auch die Tabelle.⁷

Anmerkungen

1 Vgl. Karl Müller, Die Rätebewegung in Österreich, in: Archiv für Sozialgeschichte 12
  (1972), S. 100–140, hier S. 105.
2 Max Weber, Wirtschaft und Gesellschaft, Tübingen 1922, S. 12 f.
3 Müller, a.a.O., S. 110.
4 Weber (wie Anm. 2), S. 650ff.; vgl. auch Trotzki, Istorija russkoj revoljucii, Berlin 1931, S. 3.
5 Ebd., S. 4.
6 Die Darstellung folgt der üblichen Chronologie.
7 Ebd., S. 5.
";
    insta::assert_snapshot!(read("german", "essay.txt", essay));
}

#[test]
fn notes_of_lawyers() {
    let essay = "\
# Standing

Courts have said so.[^1] Others disagree.[^2] The point is settled.[^3] \"It is the plaintiff
who must show injury to himself.\"[^4]

[^1]: Adam Smith & Betty Jones, *Standing to Sue in Environmental Cases*, 90 Harv. L. Rev. 1, 12 (1977).
[^2]: *But see* Brinton, *The Bolsheviks and Workers' Control* 35 (1970).
[^3]: Smith & Jones, *supra* note 1, at 15.
[^4]: *Id.* at 16; Brinton, *supra* note 1, at 40.
";
    insta::assert_snapshot!(read("lawyers", "essay.md", essay));
}

#[test]
fn numbered_lists_of_works() {
    let essay = "\
---
title: Numbers
---

The sailors revolted [1]. As shown in [2, p. 12], and elsewhere [1, 3], they lost [1–3].

## References

[1] P. Avrich. Kronstadt 1921. Princeton University Press, Princeton, 1970.

[2] M. Brinton. The Bolsheviks and Workers' Control. Solidarity, London, 1970.

[3] K. Müller. Die Rätebewegung in Österreich. Archiv für Sozialgeschichte, 12(3):100–140, 1972.
";
    insta::assert_snapshot!(read("numbered", "essay.md", essay));
}

#[test]
fn faults_of_notes_in_a_text_with_windows_line_ends() {
    let essay = "\
\"The commune was theirs.\"(1) It ended in March.(2) Avrich agrees.(3) So does Broué.(4) Lenin
did not.(5)

NOTES
(1) P. Avrich, Kronstadt 1921 (Princeton, 1970), p. 12; Avrich, The Russian Anarchists
    (Princeton 1967), 233.
(2) Maurice Brinton, The Bolsheviks and Workers’ Control (Manchester: Solidarity, 1972), pp. 3-5.
(3) Avrich, op. cit., p. 14.
(4) Pierre Broue, Le parti bolchevique (Éditions de Minuit, 1963), 210, quoted in Brinton, p. 40.
(5) V. I. Lenin, Collected Works, vol. 32 (Moscow: Progress, 1965), 184.
";
    let essay = essay.replace('\n', "\r\n");
    insta::assert_snapshot!(read("windows", "essay.txt", &essay));
}

#[test]
fn thousands_of_notes_are_read_in_a_moment() {
    let mut essay = String::new();
    let mut notes = String::from("Notes\n\n");
    for number in 1..=4000 {
        essay.push_str(&format!("It was ‘so’.{number} And on.\n\n"));
        let note = match number % 4 {
            1 => "P. Avrich, Kronstadt 1921 (Princeton 1970), p. 12.",
            2 => "Ibid., p. 13.",
            3 => "Maurice Brinton, The Bolsheviks and Workers’ Control (London 1970), p. 3.",
            _ => "Avrich, op. cit., p. 14; see also Brinton, op. cit., p. 9.",
        };
        notes.push_str(&format!("{number}. {note}\n"));
    }
    essay.push_str(&notes);
    let files = [("essay.txt", essay.as_str()), ("refs.bib", REFS)];
    let folder = folder_with("typed_notes", "thousands", &files);
    let args = ["notes", "essay.txt", "--bibliography", "refs.bib"];
    let output = ibid(&folder, &args);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(printed(&output).lines().count(), 1 + 5000);
}

/// A bracket or mark is not searched for its end beyond what may be in it, and marks without an end
/// are searched only so often.
#[test]
fn brackets_and_marks_that_nothing_closes_do_not_take_long() {
    for unit in ["[", "【", "'a ", "“", " „a"] {
        let text = unit.repeat(200_000);
        let folder =
            folder_with("typed_notes", "unclosed", &[("essay.txt", &*text), ("refs.bib", REFS)]);
        let start = std::time::Instant::now();
        let output = ibid(&folder, &["notes", "essay.txt", "--bibliography", "refs.bib"]);
        assert_eq!(output.status.code(), Some(2), "{unit}");
        assert!(start.elapsed().as_secs() < 20, "{unit}: {:?}", start.elapsed());
    }
}

#[test]
fn texts_without_notes_are_no_essays() {
    let files = [("a.txt", "Nothing here.\n"), ("b.md", "# Nothing\n"), ("refs.bib", REFS)];
    let folder = folder_with("typed_notes", "none", &files);
    for file in ["a.txt", "b.md"] {
        let output = ibid(&folder, &["notes", file, "--bibliography", "refs.bib"]);
        assert_eq!(output.status.code(), Some(2), "{file}");
        assert!(!output.stderr.is_empty());
    }
    let output = ibid(&folder, &["notes", "missing.txt", "--bibliography", "refs.bib"]);
    assert_eq!(output.status.code(), Some(3));
}

mod properties {
    use ibid::document::essay::{Catalogue, keyed, resolve, typed_references};
    use ibid::document::{Labels, Syntax, read};
    use ibid::source::{Source, SourceId};
    use proptest::prelude::*;

    /// Pieces that essays with notes are made of, in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let pieces = [
            "\n",
            "\n\n",
            " ",
            "‘",
            "’",
            "“",
            "”",
            "\"",
            "1",
            "2",
            "¹",
            "¹²",
            "[1]",
            "[1, 2]",
            "[3–1]",
            "[^a]",
            "[^a]: ",
            "^1",
            "(1)",
            "<sup>2</sup>",
            "- ",
            "1. ",
            "[2] ",
            "Notes\n\n",
            "# Notes\n",
            "Further reading\n",
            "References\n",
            "Ibid.",
            "op. cit.",
            "a. a. O.",
            "supra n. 1",
            "; ",
            ".",
            "Avrich",
            "P. Avrich, ",
            "Kronstadt 1921",
            "(Princeton 1970)",
            "(",
            ")",
            "p. 3",
            "S. 12 f.",
            "§ 4",
            "см. ",
            "Ленин",
            "é",
            "史",
            "*",
            "_",
            "---\n",
            "    ",
            "\t",
            "> ",
            "\r\n",
            "<!--",
            "-->",
            "@",
            "`",
        ];
        proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..60)
            .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_panics(text in pieces()) {
            let refs = Source::new("refs.bib", super::REFS);
            let library = ibid::read::read(&refs, SourceId(0), None).unwrap().library;
            let catalogue = Catalogue::new(&[&library]);
            let source = Source::new("essay", &*text);
            for syntax in [Syntax::Plain, Syntax::Markdown] {
                let document = read(&source, SourceId(0), syntax, &Labels::english());
                let Some(apparatus) = &document.apparatus else { continue };
                let resolved = resolve(&text, apparatus, &catalogue);
                for cite in resolved.notes.iter().chain(&resolved.lists).flatten() {
                    for span in [cite.span, cite.prefix, cite.suffix, cite.backward] {
                        prop_assert!(text.get(span.range()).is_some(), "{span:?}");
                    }
                }
                keyed(&text, syntax, apparatus, &resolved, &catalogue, &[]);
            }
            for syntax in [Syntax::Markdown, Syntax::Latex] {
                for typed in typed_references(&text, syntax) {
                    prop_assert!(text.get(typed.span.range()).is_some());
                }
            }
        }
    }
}

#[test]
fn short_titles_with_american_commas_and_lists_with_comments() {
    let essay = "On the ice\n\nSaid.1 Again.2 And so.3\n\nNotes\n\n\
                 1. Ida Mett, \"The Kronstadt Uprising,\" Solidarity (London 1967): 20.\n\
                 2. Mett, \"Kronstadt Uprising,\" 35.\n\
                 3. Ibid. For another view see Avrich, Kronstadt 1921, 40.\n\n\
                 Further reading\n\nPaul Avrich, Kronstadt 1921 (1970) is the best introduction to it\n\
                 that we have.\n\nIda Mett, The Kronstadt Uprising\n";
    let folder =
        folder_with("essays", "american", &[("essay.txt", essay), ("refs.bib", support::REFS)]);
    let args = ["notes", "essay.txt", "--bibliography", "refs.bib", "--to", "markdown"];
    let keyed = printed(&ibid(&folder, &args));
    for part in [
        "Again [@mett, p. 35].",
        "[@mett, p. 35; For another view see @avrich, p. 40]",
        "is the best introduction to it\nthat we have.",
        "::: {#refs}",
    ] {
        assert!(keyed.contains(part), "{part}: {keyed}");
    }
    let table = printed(&ibid(&folder, &args[..4]));
    let third: Vec<&str> = table.lines().skip_while(|line| !line.starts_with("3 ")).collect();
    assert!(third[0].contains("mett") && third[0].contains("ibid"), "{table}");
    assert!(third[1].contains("avrich") && third[1].contains("page 40"), "{table}");
}
