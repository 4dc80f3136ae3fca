//! Essays as people type them: what their notes cite, and that nothing of them is lost when they
//! are written with keys.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::{folder_with, repository};

const REFS: &str = "\
@book{mett, author={Mett, Ida}, title={The Kronstadt Uprising}, publisher={Solidarity}, address={London}, year=1967}
@book{brinton, author={Brinton, Maurice}, title={The Bolsheviks and Workers' Control}, publisher={Solidarity}, address={London}, year=1970}
@book{arendt, author={Arendt, Hannah}, title={Über die Revolution}, publisher={Piper}, address={München}, year=1965}
@book{arendt2, author={Arendt, Hannah}, title={Eichmann in Jerusalem}, publisher={Piper}, address={München}, year=1964}
@book{hammonds, author={Hammond, J. L. and Hammond, Barbara}, title={The Village Labourer}, publisher={Longmans}, address={London}, year=1911}
@book{haven, author={Alpers, Svetlana}, title={Tiepolo}, publisher={Yale University Press}, address={New Haven, CT}, year=1994}
@book{two, author={Two, Vol}, title={Collected Works}, volume=2, publisher={P}, address={London}, year=1990}
";

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ibid")).args(args).current_dir(folder).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// An essay with keys in the place of its notes, without the metadata.
fn keyed(name: &str, file: &str, essay: &str) -> String {
    let folder = folder_with("essay_forms", name, &[(file, essay), ("refs.bib", REFS)]);
    let args = ["notes", file, "--bibliography", "refs.bib", "--to", "markdown"];
    let output = run(&folder, &args);
    let printed = text(&output.stdout);
    assert!(!printed.is_empty(), "{name}: {}", text(&output.stderr));
    printed.split_once("---\n\n").map_or(printed.clone(), |(_, text)| text.to_owned())
}

/// What is found in an essay, but for infos.
fn found(name: &str, file: &str, essay: &str) -> String {
    let folder = folder_with("essay_forms", name, &[(file, essay), ("refs.bib", REFS)]);
    let args = ["check", file, "--bibliography", "refs.bib", "--select", "apparatus", "--format"];
    let printed = text(&run(&folder, &[&args[..], &["concise"]].concat()).stdout);
    let lines =
        printed.lines().filter(|line| line.contains(" error[") || line.contains(" warning["));
    lines.map(|line| format!("{line}\n")).collect()
}

/// The first line of an essay with one sentence for each note.
fn cited(name: &str, notes: &[&str]) -> String {
    let sentences: String =
        (1..=notes.len()).map(|number| format!("So it was.[{number}] ")).collect();
    let notes: String =
        (1..).zip(notes).map(|(number, note)| format!("[{number}] {note}\n")).collect();
    let all = keyed(name, "essay.txt", &format!("{sentences}\n\nNotes\n\n{notes}"));
    let line = all.lines().next().unwrap();
    line.replace("So it was ", "").replace("]. [", "]\n[").trim_end_matches('.').to_owned()
}

#[test]
fn powers_are_no_markers() {
    let notes =
        "^1 Ida Mett, The Kronstadt Uprising (London 1967), p. 7.\n^2 Mett, op. cit., p. 3.\n";
    let essay = format!("Set x^2 + y^2 here.^1 And 10^2 m^2.^2\n\n{notes}");
    let expected = "Set x\\^2 + y\\^2 here [@mett, p. 7]. And 10\\^2 m\\^2 [@mett, p. 3].\n";
    assert_eq!(keyed("powers", "essay.txt", &essay), expected);
    // In Markdown the power is one, after its marker too, and so are raised figures.
    let essay = format!("Here.^1 Set $x^2$ and x^2^ and km².^2\n\n{notes}");
    let expected = "Here [@mett, p. 7]. Set $x^2$ and x^2^ and km² [@mett, p. 3].\n";
    assert_eq!(keyed("powers-md", "essay.md", &essay), expected);
    let notes = notes.replace("^1", "¹").replace("^2", "²");
    let expected = "Of 3 km² here [@mett, p. 7]. And 5 m² [@mett, p. 3].\n";
    assert_eq!(
        keyed("raised", "essay.txt", &format!("Of 3 km² here.¹ And 5 m².²\n\n{notes}")),
        expected
    );
}

#[test]
fn the_part_of_a_work_stays_with_its_place() {
    let notes = [
        "Ida Mett, The Kronstadt Uprising (London 1967), vol. 2, p. 7.",
        "Mett, op. cit., vol. 2, p. 7.",
        "Ibid., Bd. I, S. 7.",
        "Ibid., vol. 3.",
        "Mett, The Kronstadt Uprising, II, 57.",
        "Two, Collected Works, vol. 2 (London 1990), p. 3.",
        "Two, op. cit., ii, 4.",
    ];
    let expected = "[@mett, vol. 2, p. 7]\n[@mett, vol. 2, p. 7]\n[@mett, {vol. I, p. 7}]\n\
                    [@mett, vol. 3]\n[@mett, {vol. II, p. 57}]\n[@two, p. 3]\n[@two, p. 4]";
    assert_eq!(cited("parts", &notes), expected);
}

#[test]
fn words_behind_a_place_stay_as_they_are() {
    let notes = [
        "Ida Mett, The Kronstadt Uprising (London 1967), p. 3 (emphasis mine).",
        "Mett, op. cit., p. 3, my italics.",
        "Mett, op. cit., p. 3 and often.",
        "Ibid., esp. ch. 3.",
        "Ibid., pp. 3, 5, and 12.",
        "Ibid., S. 3 u. 5.",
        "Ibid., pp. 3 e 5.",
        "Ibid., p. 3 et suiv.",
        "Mett, The Kronstadt Uprising 84 (2d ed. 1967).",
    ];
    let expected = "[@mett, p. 3 (emphasis mine)]\n[@mett, p. 3, my italics]\n\
                    [@mett, {p. 3} and often]\n[@mett, esp. ch. 3]\n[@mett, {pp. 3, 5, and 12}]\n\
                    [@mett, {p. 3 u. 5}]\n[@mett, {p. 3 e 5}]\n[@mett, {p. 3 et suiv.}]\n[@mett, p. 84]";
    assert_eq!(cited("behind", &notes), expected);
}

#[test]
fn another_work_of_the_author_has_its_title_once() {
    let notes = [
        "Hannah Arendt, Über die Revolution, München 1965, S. 12.",
        "Dies., Eichmann in Jerusalem, München 1964.",
        "Dies., Über die Revolution, S. 4.",
        "Ebd.",
        "A.a.O., S. 17.",
        "J. L. and B. Hammond, The Village Labourer (London, 1911), p. 2.",
    ];
    let expected = "[@arendt, p. 12]\n[@arendt2]\n[@arendt, p. 4]\n[@arendt, p. 4]\n\
                    [@arendt, p. 17]\n[@hammonds, p. 2]";
    assert_eq!(cited("idem", &notes), expected);
}

#[test]
fn keys_in_notes_are_nobodys_names() {
    let essay = "A.[^x]\n\n[^x]: M. Brinton, The Bolsheviks and Workers Control, London 1970, p. 5; \
                 see @mett, and {@mett}.\n";
    let expected = "A.^[@brinton [p. 5]; see @mett, and {@mett}.]\n";
    assert_eq!(keyed("keys", "essay.md", essay), expected);
}

#[test]
fn the_bibliography_is_printed_once() {
    let essay = "First[1] twice[1].\n\nNotes\n\n[1] Mett, The Kronstadt Uprising (London: Solidarity, \
                 1967), p. 3.\n[2] Nobody needs this.\n\nBibliography\n\nMett, Ida. The Kronstadt \
                 Uprising. London: Solidarity, 1967.\nSomebody. Another.\n";
    let printed = keyed("once", "essay.txt", essay);
    assert_eq!(printed.matches("#refs").count(), 1, "{printed}");
    assert!(printed.contains("\n:::\n\nSomebody"), "{printed}");
    assert!(printed.contains("\n[2] Nobody needs this.\n\n# Bibliography"), "{printed}");
}

#[test]
fn notes_without_a_heading_and_stops_are_found() {
    let notes = "1 Ida Mett, The Kronstadt Uprising (London 1967), p. 3.\n2 Ibid.\n";
    let essay = format!("The sailors rose.1 Again.2\n\n{notes}");
    let expected = "The sailors rose [@mett, p. 3]. Again [@mett, p. 3].\n";
    assert_eq!(keyed("bare", "essay.txt", &essay), expected);
    assert_eq!(keyed("bare-md", "essay.md", &essay), expected);
    // One note alone, and lines that go on; a year or a number does not begin a note.
    let one = "It rose.1\n\n1 Ida Mett, The Kronstadt\nUprising (London\n1967), p. 3.\n";
    assert_eq!(keyed("one", "essay.txt", one), "It rose [@mett, p. 3].\n");
    // Numbered headings are none.
    let folder = folder_with(
        "essay_forms",
        "headings",
        &[("a.txt", "1 Introduction\n\nText here.\n\n2 End\n\nMore.\n"), ("refs.bib", REFS)],
    );
    let output = run(&folder, &["notes", "a.txt", "--bibliography", "refs.bib"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("looked for a list of them (`1. …`, `1 …`"), "{said}");
    let output = run(&folder, &["check", "a.txt", "--bibliography", "refs.bib"]);
    assert!(output.status.code() == Some(3), "{}", text(&output.stdout));
    assert!(text(&output.stdout).contains("neither an essay whose notes are numbered"));
}

#[test]
fn markers_and_notes_in_many_forms() {
    let note = "Ida Mett, The Kronstadt Uprising (London 1967), p. 3.";
    for (number, (first, second, mark)) in [
        ("[1]", "[2]", "[#] "),
        ("［1］", "［2］", "［#］"),
        ("〔1〕", "〔2〕", "〔#〕 "),
        ("(1)", "(2)", "(#) "),
        ("¹", "²", "#. "),
        ("①", "②", "#、"),
        ("^1", "^2", "^#. "),
        ("^1^", "^2^", "#) "),
        ("<sup>1</sup>", "<sup>2</sup>", "# "),
        ("1", "2", "# "),
        ("1", "2", "- "),
        ("1", "2", "* "),
    ]
    .into_iter()
    .enumerate()
    {
        let [one, two] = ["1", "2"].map(|number| mark.replace('#', number));
        let essay = format!(
            "The sailors’{first} rose.{second}\n\nNotes\n\n{one}{note}\n{two}Ibid., p. 4\n"
        );
        let expected = "The sailors’ [@mett, p. 3] rose [@mett, p. 4].\n";
        assert_eq!(
            keyed(&format!("form{number}"), "essay.txt", &essay),
            expected,
            "{first} {mark}"
        );
    }
}

#[test]
fn a_title_may_be_notes() {
    let essay = "# Notes\n\nThe sailors rose.[1]\n\n[1] Ida Mett, The Kronstadt Uprising, p. 3.\n";
    assert_eq!(keyed("title", "essay.md", essay), "# Notes\n\nThe sailors rose [@mett, p. 3].\n");
}

#[test]
fn standard_input_is_a_plain_text() {
    let folder = folder_with("essay_forms", "stdin", &[("refs.bib", REFS)]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(["notes", "-", "--bibliography", "refs.bib"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let essay = b"It rose.1\n\n1. Ida Mett, The Kronstadt Uprising (London 1967), p. 3.\n";
    child.stdin.take().unwrap().write_all(essay).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(text(&output.stdout).contains("mett  page 3"), "{}", text(&output.stdout));
}

#[test]
fn line_ends_of_windows_stay() {
    let essay = "It rose.1\r\n\r\nNotes\r\n\r\n1. Ida Mett, The Kronstadt Uprising, p. 3.\r\n\r\n\
                 Further reading\r\n\r\n- Maurice Brinton, The Bolsheviks and Workers' Control\r\n";
    let folder = folder_with("essay_forms", "crlf", &[("e.txt", essay), ("refs.bib", REFS)]);
    let args = ["notes", "e.txt", "--bibliography", "refs.bib", "--to", "markdown"];
    let printed = text(&run(&folder, &args).stdout);
    assert!(printed.contains("::: {#refs}\r\n:::\r\n"), "{printed:?}");
    assert_eq!(printed.matches('\n').count(), printed.matches("\r\n").count(), "{printed:?}");
}

#[test]
fn places_of_publication_are_told_from_publishers() {
    let note = |imprint: &str| format!("So.1\n\n1. Svetlana Alpers, Tiepolo ({imprint}), p. 3.\n");
    for imprint in ["New Haven and London, 1994", "New Haven, Conn., 1994", "New Haven/London 1994"]
    {
        assert_eq!(found("places", "essay.txt", &note(imprint)), "", "{imprint}");
    }
    let other = found("places", "essay.txt", &note("New York, 1994"));
    assert!(other.contains("the place `New York` is `New Haven, CT`"), "{other}");
}

/// Essays in several languages, each with its table, its findings and its text with keys.
#[test]
fn essays_of_many_languages() {
    for (file, bibliography) in [
        ("american.txt", "kronstadt.bib"),
        ("chinese.txt", "chinese.bib"),
        ("dutch.txt", "dutch.bib"),
        ("endnotes.txt", "kronstadt.bib"),
        ("german.txt", "german.bib"),
        ("japanese.txt", "japanese.bib"),
        ("law.txt", "law.bib"),
        ("numbered.md", "law.bib"),
        ("parts.md", "kronstadt.bib"),
        ("parts.txt", "kronstadt.bib"),
        ("places.txt", "places.bib"),
        ("polish.txt", "polish.bib"),
        ("russian.txt", "russian.bib"),
        ("signs.txt", "kronstadt.bib"),
        ("spanish.md", "spanish.bib"),
    ] {
        let folder = repository("tests/fixtures/essays");
        let args = [file, "--bibliography", bibliography];
        let table = text(&run(&folder, &[&["notes"][..], &args].concat()).stdout);
        let check =
            [&["check"][..], &args, &["--format", "concise", "--select", "apparatus"]].concat();
        let check = text(&run(&folder, &check).stdout);
        let keyed = [&["notes"][..], &args, &["--to", "markdown"]].concat();
        let keyed = text(&run(&folder, &keyed).stdout);
        insta::assert_snapshot!(file, format!("{table}\n{check}\n{keyed}"));
    }
}
