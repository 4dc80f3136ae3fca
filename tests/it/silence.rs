//! `ibid cite` and `ibid format` never end in 0 where something that was asked for is missing from
//! what they print.

use std::process::{Command, Output};

use crate::support::repository;

fn ibid(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.args(args).current_dir(repository("tests/fixtures/cite")).output().unwrap()
}

/// A run ends with this status, prints this, and says this among other things.
#[track_caller]
fn ends(args: &[&str], status: i32, out: &str, said: &str) {
    let output = ibid(args);
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{args:?}: {err}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), out, "{args:?}");
    assert!(err.contains(said), "{args:?}: {err}");
    assert_eq!(said.is_empty(), err.is_empty(), "{args:?}: {err}");
}

#[test]
fn unknown_keys() {
    let said = "no entry has the key `oka`; did you mean `oak`?";
    ends(&["cite", "works.bib", "[@oka]"], 1, "(oka?)\n", said);
    ends(&["cite", "works.bib", "[@elm; @oka]"], 1, "(Elm, 1991)\n", said);
    ends(&["cite", "works.bib", "@oka [p. 3; @elm]"], 1, "(Elm, 1991)\n", said);
    ends(&["format", "works.bib", "--key", "oka"], 1, "", said);
    let printed = "Oak, O. (1990). Woods. Leaf.\n";
    ends(&["format", "works.bib", "--key", "oka", "--key", "oak"], 1, printed, said);
}

#[test]
fn what_can_be_printed_is_and_everything_wrong_is_said_at_once() {
    let citations = ["@elm", "[@one; @two]", "[@one", "[@one]", "[@oak, p. 2]"];
    let output = ibid(&[&["cite", "broken.bib", "--bibliography"][..], &citations].concat());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "Elm (1991)\n(one?; two?)\n[@one\n(one?)\n(Oak, 1990, p. 2)\n\n\
         Elm, E. (1991). Trees. Leaf.\nOak, O. (1990). Woods.\n"
    );
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "<citation 3>:1:1: warning[malformed-citation] this bracket is never closed\n\
         broken.bib:2:70: error[string-macro] the macro `Leaf` is not defined (2 uses, the first is \
         here)\n\
         error: no entry has the key `one`\nerror: no entry has the key `two`\n"
    );
    let both = ibid(&["cite", "nowhere.bib", "[@oak]", "--style", "qqq"]);
    let err = String::from_utf8_lossy(&both.stderr).into_owned();
    assert!(err.contains("nowhere.bib") && err.contains("`qqq`"), "{err}");
    assert_eq!(both.status.code(), Some(3));
}

#[test]
fn citations_that_are_cut_short() {
    let printed = "(Oak, 1990)\n";
    ends(&["cite", "works.bib", "[@oak; elm]"], 1, printed, "there is no key in `elm`");
    ends(&["cite", "works.bib", "[@oak] @elm"], 1, printed, "malformed-citation");
    let said = "`@elm` is printed as text after `oak`; write `;` before it";
    ends(&["cite", "works.bib", "[@oak and @elm]"], 1, "(Oak, 1990 and @elm)\n", said);
    ends(
        &["cite", "works.bib", "[@oak, mail \\@elm or @nobody]"],
        0,
        "(Oak, 1990, mail @elm or @nobody)\n",
        "",
    );
    ends(&["cite", "works.bib", "[@oak"], 1, "[@oak\n", "this bracket is never closed");
    ends(&["cite", "works.bib", ""], 1, "\n", "the citation is empty");
}

#[test]
fn cites_and_entries_of_which_nothing_is_printed() {
    let style = ["--style", "names-only.csl"];
    let run = |args: &[&str], out: &str, said: &str| {
        let status = i32::from(!said.is_empty());
        ends(&[args, &style[..]].concat(), status, out, said);
    };
    let of_cite = "error: the style prints nothing for the cite of `nobody`";
    let of_entry = "error: the style prints nothing for the entry `nobody`";
    run(&["cite", "nobody.bib", "[@nobody]"], "\n", of_cite);
    run(&["cite", "nobody.bib", "[@oak; @nobody]"], "Olga Oak\n", of_cite);
    run(&["cite", "nobody.bib", "[see @nobody]"], "see \n", of_cite);
    run(&["cite", "nobody.bib", "[@oak]"], "Olga Oak\n", "");
    run(&["format", "nobody.bib", "--key", "oak"], "1. Olga Oak\n", "");
    let output = ibid(&[&["format", "nobody.bib"], &style[..]].concat());
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains(of_entry));
}

#[test]
fn an_entry_behind_another_with_its_key() {
    let said = "error[duplicate-key] another entry has the key `oak`: this one is lost";
    ends(&["format", "twice.bib"], 1, "Oak, O. (1990). One. P.\n", said);
    ends(&["format", "twice.bib", "--key", "oak"], 1, "Oak, O. (1990). One. P.\n", said);
}

#[test]
fn errors_of_other_entries_with_a_macro_of_that_name() {
    // The value in braces is a text, whatever the other entry's macro is called.
    let args = ["format", "macro.bib", "--key", "text"];
    ends(&args, 0, "Oak, O. (1990). A. J.\n", "");
    ends(&["format", "macro.bib", "--key", "bare"], 1, "Oak, O. (1991). B. J.\n", "string-macro");
}

#[test]
fn bibliographies_without_entries_or_at_all() {
    ends(&["format", "empty.bib"], 1, "", "no entries found in `empty.bib` (read as BibTeX)");
    let notes = ["--style", "citations-only.csl"];
    let cite = ["cite", "works.bib", "[@oak]", "--bibliography"];
    let printed = "Olga Oak\n";
    ends(&[&cite[..], &notes].concat(), 2, printed, "has no bibliography");
    ends(&[&["format", "works.bib"], &notes[..]].concat(), 2, "", "has no bibliography");
}

#[test]
fn abbreviations_that_are_wrong() {
    let args = ["--abbreviations", "abbreviations.json"];
    let said = "the list `container-title` is not an object";
    ends(&[&["cite", "works.bib", "[@oak]"], &args[..]].concat(), 1, "(Oak, 1990)\n", said);
    ends(
        &[&["format", "works.bib", "--key", "oak"], &args[..]].concat(),
        1,
        "Oak, O. (1990). Woods. Leaf.\n",
        said,
    );
}

#[test]
fn errors_are_those_of_the_entries_asked_for() {
    let said = "the macro `Leaf` is not defined";
    ends(&["format", "broken.bib", "--key", "oak"], 0, "Oak, O. (1990). Woods.\n", "");
    ends(&["cite", "broken.bib", "[@oak]"], 0, "(Oak, 1990)\n", "");
    ends(&["cite", "broken.bib", "[@elm]"], 1, "(Elm, 1991)\n", said);
    // A macro is reported at its first use; what uses it further down has the fault as well.
    ends(&["cite", "broken.bib", "[@ash]"], 1, "(Ash, 1992)\n", said);
    // What an entry inherits is its own.
    let output = ibid(&["format", "broken.bib", "--key", "twig"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains(said));
}

#[test]
fn an_author_in_the_text_of_a_style_for_notes() {
    let notes = ["--style", "chicago-notes"];
    let run = |args: &[&str], out: &str| ends(&[args, &notes].concat(), 0, out, "");
    run(
        &["cite", "works.bib", "@oak [p. 4]", "@oak [see @elm]", "[@oak]"],
        "Olga Oak [note: Woods (Leaf, 1990), 4.]\n\
         Oak [note: Woods; see Erik Elm, Trees (Leaf, 1991).]\n\
         Oak, Woods.\n",
    );
    run(
        &["cite", "works.bib", "@fir", "--to", "markdown"],
        "Fanny Fir and Yuri Yew^[*Needles* (Leaf, 1992).]\n",
    );
    run(
        &["cite", "works.bib", "@fir", "--to", "html"],
        "Fanny Fir and Yuri Yew <span class=\"csl-note\"><i>Needles</i> (Leaf, 1992).</span>\n",
    );
    run(
        &["cite", "works.bib", "@fir", "--to", "json"],
        "{\"citations\":[\n{\"text\":\"Needles (Leaf, 1992).\",\"runs\":[{\"text\":\"Needles\",\"formats\":\
         [\"italic\"]},{\"text\":\" (Leaf, 1992).\"}],\"in-text\":{\"text\":\"Fanny Fir and Yuri \
         Yew\",\"runs\":[{\"text\":\"Fanny Fir and Yuri Yew\"}]}}]}\n",
    );
}

#[test]
fn a_citation_may_begin_with_a_hyphen() {
    ends(&["cite", "works.bib", "-@oak"], 0, "(1990)\n", "");
    ends(&["cite", "works.bib", "[@elm]", "-@oak [p. 3]"], 0, "(Elm, 1991)\n(1990, p. 3)\n", "");
    ends(&["cite", "works.bib", "--", "-@{oak}"], 0, "(1990)\n", "");
    assert_eq!(ibid(&["cite", "works.bib", "-oak"]).status.code(), Some(2));
}
