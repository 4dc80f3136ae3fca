//! The notes of essays: where they are, what they say beside the works, and how they are written as
//! Markdown.

use std::path::Path;
use std::process::{Command, Output};

use crate::support::folder_with;

const REFS: &str = r#"
@incollection{foot, author={Foot, Philippa}, title={Virtues and Vices}, booktitle={Virtues and Vices and Other Essays in Moral Philosophy}, publisher={Blackwell}, address={Oxford}, year={1978}, pages={1--18}}
@book{macintyre, author={MacIntyre, Alasdair}, title={After Virtue: A Study in Moral Theory}, edition={3}, publisher={Duckworth}, address={London}, year={2007}}
@book{aristotle, author={Aristotle}, title={Nicomachean Ethics}, publisher={Hackett}, address={Indianapolis}, year={1999}}
@book{showalter, author={Showalter, Elaine}, title={A Literature of Their Own}, publisher={Princeton University Press}, address={Princeton}, year={1977}}
@book{stevens, author={Stevens, Robert}, title={Torts and Rights}, publisher={Oxford University Press}, address={Oxford}, year={2007}}
@book{oertzen, author={von Oertzen, Peter}, title={Betriebsr{\"a}te in der Novemberrevolution}, publisher={Droste}, address={D{\"u}sseldorf}, year={1963}, langid={german}}
@book{kluge, author={Kluge, Ulrich}, title={Soldatenr{\"a}te und Revolution}, publisher={Vandenhoeck}, address={G{\"o}ttingen}, year={1975}, langid={german}}
"#;

const MACINTYRE: &str = "Alasdair MacIntyre, After Virtue (London: Duckworth, 2007), p. 4.";

/// Runs the command on an essay beside the bibliography.
fn ibid(name: &str, file: &str, essay: &str, args: &[&str]) -> Output {
    let files = [(file, essay), ("refs.bib", REFS)];
    let folder = folder_with("essay_apparatus", name, &files);
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.args(args).arg(file).current_dir(Path::new(&folder)).output().unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The Markdown of an essay without the metadata.
fn keyed(name: &str, file: &str, essay: &str) -> String {
    let args = ["notes", "--to", "markdown", "--bibliography", "refs.bib"];
    let markdown = printed(&ibid(name, file, essay, &args));
    let (_, text) = markdown[3..].split_once("\n---\n").unwrap();
    text.trim().to_owned()
}

fn findings(name: &str, file: &str, essay: &str) -> String {
    let args =
        ["check", "--bibliography", "refs.bib", "--select", "apparatus", "--format", "concise"];
    printed(&ibid(name, file, essay, &args))
}

#[test]
fn notes_at_the_foot_of_each_page_belong_to_its_text() {
    let expected = "\
Every art aims at some good [@aristotle, p. 1].

MacIntyre follows [@macintyre, p. 52]. Others do not [@macintyre, p. 60].";
    for (name, [first, second, third], between) in [
        ("restarting", [1, 1, 2], "\n"),
        ("form_feeds", [1, 1, 2], "\u{c}"),
        ("going_on", [1, 2, 3], "\n"),
    ] {
        for (rule, stop) in [("", ""), ("-----\n", "."), ("_____\n\n", "")] {
            let essay = format!(
                "\
Every art aims at some good.{first}

{rule}{first}{stop} Aristotle, Nicomachean Ethics (Indianapolis: Hackett, 1999), p. 1.
{between}MacIntyre follows.{second} Others do not.{third}

{rule}{second}{stop} Alasdair MacIntyre, After Virtue (London: Duckworth, 2007), p. 52.
{third}{stop} Ibid., p. 60.
"
            );
            assert_eq!(keyed(name, "essay.txt", &essay), expected, "{essay}");
            let found = findings(name, "essay.txt", &essay);
            assert!(found.contains("nothing to report"), "{found}");
        }
    }
    // A list that is part of the text is none.
    let essay =
        format!("There are two.\n\n1. This.\n\nAnd so.1\n\n2. That.\n\nNotes\n\n1. {MACINTYRE}\n");
    let text = keyed("list", "essay.txt", &essay);
    assert_eq!(text, "There are two.\n\n1. This.\n\nAnd so [@macintyre, p. 4].\n\n2. That.");
}

#[test]
fn a_name_before_the_number_of_a_note_is_in_that_note() {
    let essay = |second: &str| format!("One.1 Two.2\n\nNotes\n\n1. {MACINTYRE}\n2. {second}\n");
    let other = essay("Foot, supra n. 1, p. 3.");
    assert!(findings("other", "essay.txt", &other).contains("error[opcit-target]"));
    assert!(keyed("other", "essay.txt", &other).ends_with("Two.^[Foot, supra n. 1, p. 3.]"));
    for own in ["MacIntyre, supra n. 1, p. 3.", "After Virtue (n 1) 3.", "See supra n. 1, p. 3."] {
        let own = essay(own);
        let text = keyed("own", "essay.txt", &own);
        assert!(text.contains("@macintyre, p. 3]"), "{text}");
    }
}

#[test]
fn markers_with_several_numbers() {
    let brackets = "\
So it was [1, p. 52; 2]. See [2, p. 3; 1, p. 4].

References

[1] A. MacIntyre, After Virtue, 3rd ed. London: Duckworth, 2007.
[2] P. Foot, \"Virtues and vices,\" in Virtues and Vices and Other Essays in Moral Philosophy. Oxford: Blackwell, 1978, pp. 1-18.
";
    let text = keyed("brackets", "essay.txt", brackets);
    let expected = "So it was [@macintyre, p. 52; @foot]. See [@foot, p. 3; @macintyre, p. 4].";
    assert!(text.starts_with(expected), "{text}");
    for (name, first, several) in [
        ("bare", "1", "2,3"),
        ("blank", "1", "2, 3"),
        ("dash", "1", "2–3"),
        ("raised", "¹", "²,³"),
        ("raised_dash", "¹", "²⁻³"),
        ("caret", "^1^", "^2,3^"),
        ("tag", "<sup>1</sup>", "<sup>2, 3</sup>"),
    ] {
        let essay = format!(
            "One.{first} Two.{several} End.\n\nNotes\n\n1. {MACINTYRE}\n2. Ibid., p. 5.\n3. Ibid., p. 6.\n"
        );
        let expected = "One [@macintyre, p. 4]. Two [@macintyre, p. 5; @macintyre, p. 6]. End.";
        assert_eq!(keyed(name, "essay.txt", &essay), expected);
    }
    let link = format!("See the [text](http://bl.uk/ms).[^2]\n\n[^2]: {MACINTYRE}\n");
    assert_eq!(
        keyed("link", "essay.md", &format!("---\ntitle: A\n---\n\n{link}")),
        "See the [text](http://bl.uk/ms) [@macintyre, p. 4]."
    );
}

#[test]
fn a_review_is_a_work_of_its_own() {
    let note =
        "Review of Showalter, A Literature of Their Own, by Jane Marcus, Signs 3 (1978), p. 900.";
    let essay = format!("One.1\n\nNotes\n\n1. {note}\n");
    assert_eq!(keyed("review", "essay.txt", &essay), format!("One.^[{note}]"));
}

#[test]
fn notes_of_several_blocks_stay_notes() {
    let essay = "\
---
title: Blocks
bibliography: refs.bib
---

One.[^1] Two.[^2]

[^1]: Alasdair MacIntyre, *After Virtue* (London: Duckworth, 2007), p. 4.

    > A quoted paragraph.

[^2]: Ibid., p. 9.

    ```
    code
    ```
";
    let args = ["notes", "--to", "markdown", "--bibliography", "refs.bib"];
    let markdown = printed(&ibid("blocks", "essay.md", essay, &args));
    let expected = essay
        .replace(
            "Alasdair MacIntyre, *After Virtue* (London: Duckworth, 2007), p. 4.",
            "@macintyre [p. 4].",
        )
        .replace("Ibid., p. 9.", "@macintyre [p. 9].");
    assert_eq!(markdown, expected);
    let other = essay.replace("bibliography: refs.bib", "bibliography: [other.bib]");
    let files = [("essay.md", &*other), ("refs.bib", REFS), ("other.bib", "")];
    let folder = folder_with("essay_apparatus", "twice", &files);
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let output = command.args(args).arg("essay.md").current_dir(folder).output().unwrap();
    let markdown = printed(&output);
    assert!(markdown.contains("bibliography:\n  - other.bib\n  - refs.bib\n---"), "{markdown}");
}

#[test]
fn plain_text_is_escaped_and_verse_keeps_its_lines() {
    let essay = format!(
        "It rose by 5*3*2 fast.1 See [x](y).\n\n    Bread is dear\n      and men are cheap.2\n\nNotes\n\n\
         1. {MACINTYRE}\n2. Ibid., p. 5.\n"
    );
    let expected = "It rose by 5\\*3\\*2 fast [@macintyre, p. 4]. See \\[x](y).\n\n> Bread is dear\\\n\
                    > \u{a0}\u{a0}and men are cheap. [@macintyre, p. 5]";
    assert_eq!(keyed("plain", "essay.txt", &essay), expected);
}

#[test]
fn sources_and_presses_are_no_findings() {
    let essay = "\
One.1 Two.2 Three.3

Notes

1. Vorwärts, Nr. 310, 10. November 1918, S. 1.
2. Consumer Protection Act 1987, s 2(1).
3. Robert Stevens, Torts and Rights (OUP 2007) 33.
";
    let found = findings("sources", "essay.txt", essay);
    assert!(found.contains("nothing to report"), "{found}");
    let list = "\
Eins.1 Zwei.2

Anmerkungen

1. Peter von Oertzen, Betriebsräte in der Novemberrevolution, Düsseldorf 1963, S. 20.
2. Ulrich Kluge, Soldatenräte und Revolution, Göttingen 1975, S. 5.

Literatur

Kluge, Ulrich: Soldatenräte und Revolution, Göttingen 1975.
von Oertzen, Peter: Betriebsräte in der Novemberrevolution, Düsseldorf 1963.
";
    let found = findings("particle", "essay.txt", list);
    assert!(found.contains("nothing to report"), "{found}");
}

#[test]
fn the_fix_of_a_typed_ibid_takes_its_emphasis() {
    let fixed = |name: &str, file: &str, text: &str| {
        let args = ["check", "--fix", "--unsafe", "--select", "manual-ibid"];
        ibid(name, file, text, &args);
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("essay_apparatus").join(name);
        std::fs::read_to_string(path.join(file)).unwrap()
    };
    let markdown = "---\nbibliography: refs.bib\n---\n\nA.^[[@foot, p. 3].] B.^[See *ibid.*, p. 9.] C.^[*Ibid., p. 4*.]\n";
    let text = fixed("emphasis", "essay.md", markdown);
    let expected = "A.^[[@foot, p. 3].] B.^[See [@foot, p. 9].] C.^[[@foot, p. 4].]\n";
    assert!(text.ends_with(expected), "{text}");
    let latex = "\\documentclass{article}\\usepackage{biblatex}\\addbibresource{refs.bib}\\begin{document}\n\
                 A\\footnote{\\cite[3]{foot}.} B\\footnote{Ibid., p.~5.} C\\footnote{\\emph{Ibid.}, p.~6.}\n\
                 \\end{document}\n";
    let text = fixed("latex", "essay.tex", latex);
    let expected = "B\\footnote{\\cite[5]{foot}.} C\\footnote{\\cite[6]{foot}.}";
    assert!(text.contains(expected), "{text}");
}
