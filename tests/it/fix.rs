//! Fixes: in files of every encoding, over several passes, with nothing lost.

use std::path::{Path, PathBuf};
use std::process::Command;

use ibid::source::Encoding;

use crate::support::folder_with;

fn folder(name: &str) -> PathBuf {
    folder_with("fix", name, &[])
}

/// What `--fix --unsafe` makes of a file, and that another run changes nothing.
fn settled(name: &str, text: &str) -> (String, String) {
    let folder = folder(name);
    let path = folder.join("refs.bib");
    std::fs::write(&path, text).unwrap();
    let (_, _, notes) = check(&folder, &["--fix", "--unsafe", "refs.bib"]);
    let fixed = std::fs::read_to_string(&path).unwrap();
    let (_, _, again) = check(&folder, &["--fix", "--unsafe", "refs.bib"]);
    assert!(again.ends_with("0 fixes made\n"), "{again}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), fixed);
    (fixed, notes)
}

/// The exit status, standard output and standard error of `ibid check` in a folder.
fn check(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let output = command.current_dir(folder).arg("check").args(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const FAULTY: &str = "% Größe\n@book{mëtt,\n  author = {Mett, Ida},\n  title = {Krönstadt},\n  \
                      title = {Krönstadt},\n  publisher = {Freedom Press},\n  year = {1967},\n  \
                      note = {},\n  doi = {10.1000/182},\n  isbn = {}\n}\n";

const FIXED: &str = "% Größe\n@book{mëtt,\n  author = {Mett, Ida},\n  title = {Krönstadt},\n  \
                     publisher = {Freedom Press},\n  year = {1967},\n  doi = {10.1000/182},\n}\n";

#[test]
fn files_keep_their_encoding_and_line_ends() {
    let folder = folder("encodings");
    let marked = |encoding: Encoding, text: &str| match encoding {
        Encoding::Utf16Le => [&[0xFF, 0xFE][..], &encoding.encode(text)].concat(),
        Encoding::Utf16Be => [&[0xFE, 0xFF][..], &encoding.encode(text)].concat(),
        _ => encoding.encode(text),
    };
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let ru = |text: &str| {
        let text = text.replace("Größe", "Величина").replace("mëtt", "метт");
        text.replace("Krönstadt", "Кронштадтское восстание матросов")
    };
    let bom = |text: &str| format!("\u{FEFF}{text}");
    for (name, before, after) in [
        ("utf8", FAULTY.as_bytes().to_vec(), FIXED.as_bytes().to_vec()),
        ("crlf", crlf(FAULTY).into_bytes(), crlf(FIXED).into_bytes()),
        ("bom", bom(FAULTY).into_bytes(), bom(FIXED).into_bytes()),
        ("little", marked(Encoding::Utf16Le, FAULTY), marked(Encoding::Utf16Le, FIXED)),
        ("big", marked(Encoding::Utf16Be, &crlf(FAULTY)), marked(Encoding::Utf16Be, &crlf(FIXED))),
        ("windows", marked(Encoding::Windows1252, FAULTY), marked(Encoding::Windows1252, FIXED)),
        (
            "1251",
            marked(Encoding::Windows1251, &ru(FAULTY)),
            marked(Encoding::Windows1251, &ru(FIXED)),
        ),
        ("koi8", marked(Encoding::Koi8R, &ru(FAULTY)), marked(Encoding::Koi8R, &ru(FIXED))),
    ] {
        let path = folder.join(format!("{name}.bib"));
        std::fs::write(&path, before).unwrap();
        let (_, _, notes) = check(&folder, &["--fix", path.to_str().unwrap()]);
        assert_eq!(notes, "3 fixes in 1 file made\n", "{name}");
        assert_eq!(std::fs::read(&path).unwrap(), after, "{name}");
        let (_, _, notes) = check(&folder, &["--fix", path.to_str().unwrap()]);
        assert_eq!(notes, "0 fixes made\n", "{name}");
    }
}

#[test]
fn a_difference_is_printed_and_nothing_written() {
    let folder = folder("diff");
    std::fs::write(folder.join("refs.bib"), FAULTY).unwrap();
    std::fs::write(folder.join("clean.bib"), FIXED).unwrap();
    let (status, diff, notes) = check(&folder, &["--diff"]);
    insta::assert_snapshot!("fix-diff", diff);
    assert_eq!((status, &*notes), (Some(1), "3 fixes in 1 file would be made\n"));
    assert_eq!(std::fs::read_to_string(folder.join("refs.bib")).unwrap(), FAULTY);
    let (status, diff, notes) = check(&folder, &["--diff", "clean.bib"]);
    assert_eq!((status, &*diff, &*notes), (Some(0), "", "0 fixes would be made\n"));
}

#[test]
fn what_fixes_would_change_is_printed_and_not_written() {
    let folder = folder("both");
    std::fs::write(folder.join("refs.bib"), FAULTY).unwrap();
    let (_, only, _) = check(&folder, &["--diff", "refs.bib"]);
    let (status, both, _) = check(&folder, &["--fix", "--diff", "refs.bib"]);
    assert_eq!((status, both), (Some(1), only));
    assert_eq!(std::fs::read_to_string(folder.join("refs.bib")).unwrap(), FAULTY);
}

#[test]
fn unsafe_fixes_are_made_when_asked_for() {
    let folder = folder("unsafe");
    let text =
        "@book{a, author = {Mett, Ida}, titel = {Commune}, publisher = {P}, year = {1967}}\n";
    std::fs::write(folder.join("refs.bib"), text).unwrap();
    let (status, _, notes) = check(&folder, &["--fix"]);
    assert_eq!((status, &*notes), (Some(1), "0 fixes made\n"));
    let (status, out, notes) = check(&folder, &["--fix", "--unsafe"]);
    assert_eq!((status, &*notes), (Some(0), "1 fix in 1 file made\n"), "{out}");
    let written = std::fs::read_to_string(folder.join("refs.bib")).unwrap();
    assert_eq!(written, text.replace("titel", "title"));
}

#[test]
fn a_misspelt_field_beside_the_right_one_keeps_no_other_fix_from_being_made() {
    let folder = folder("taken");
    let text = "@book{a, author = {Mett, Ida}, title = {Commune}, titel = {U}, \
                publisher = {Penguin,}, year = {1967}}\n";
    std::fs::write(folder.join("refs.bib"), text).unwrap();
    let (status, out, notes) = check(&folder, &["--fix", "--unsafe"]);
    assert_eq!((status, &*notes), (Some(1), "1 fix in 1 file made\n"), "{out}");
    let written = std::fs::read_to_string(folder.join("refs.bib")).unwrap();
    assert_eq!(written, text.replace("Penguin,", "Penguin"));
}

#[test]
fn rules_that_do_not_run_fix_nothing() {
    let folder = folder("ignored");
    std::fs::write(folder.join("refs.bib"), FAULTY).unwrap();
    let ignored = ["--fix", "--ignore", "SYN004,empty-or-placeholder"];
    let (_, _, notes) = check(&folder, &ignored);
    assert_eq!(notes, "0 fixes made\n");
}

#[test]
fn what_cannot_be_done_is_said() {
    let folder = folder("usage");
    for args in [&["--fix", "-"][..], &["--unsafe"]] {
        let (status, _, notes) = check(&folder, args);
        assert_eq!(status, Some(2), "{args:?}");
        assert!(notes.starts_with("error: "), "{notes}");
    }
}

#[test]
fn values_that_lost_a_delimiter_settle() {
    let entry = |title: &str| {
        format!(
            "@article{{a,\n  author={{Doe, Jo}},\n  title={title},\n  journal={{J}},\n  year={{1998}}\n}}\n"
        )
    };
    for (name, title) in [
        ("words", "{Foo} bar"),
        ("brace", "{Foo} bar}"),
        ("group", "{Foo} {bar}"),
        ("twice", "{Foo} bar} more}"),
        ("quotes", "\"Foo\" bar"),
        ("escaped", "{Foo \\{ bar}"),
        ("mixed", "{Foo bar\""),
        ("other", "\"Foo bar}"),
        ("open", "{Foo {bar}"),
    ] {
        let (fixed, _) = settled(&format!("settle-{name}"), &entry(title));
        assert!(fixed.len() <= entry(title).len() + 2, "{fixed}");
    }
    let (fixed, _) = settled("settle-string", "@STRING{x = \"IEEE Trans.}\n");
    assert_eq!(fixed, "@STRING{x = \"IEEE Trans.\"}\n");
}

/// Commas that begin their lines go with the fields that they stand before.
#[test]
fn commas_that_begin_lines_go_with_their_fields() {
    let text = "@misc{a\n, title = {T}\n, note = {}\n, year = {1998}\n, volume = {}\n}\n";
    let after = "@misc{a\n, title = {T}\n, year = {1998}\n}\n";
    assert_eq!(fixed("commas-first", text, &["--fix", "--unsafe"]), after);
}

/// Braces keep capitals, and commands are what they are.
#[test]
fn a_title_in_capitals_keeps_its_braces_and_commands() {
    let entry = |title: &str| {
        format!(
            "@book{{a, author={{Doe, Jo}}, title={title}, publisher={{Sky}}, year={{1998}}}}\n\
             @string{{x = \"UPRISING\"}}\n"
        )
    };
    for (title, expected) in [
        ("{THE {KRONSTADT} UPRISING}", "{The {KRONSTADT} uprising}"),
        ("{{THE UPRISING OF {IBM}: A STORY}}", "{{The uprising of {IBM}: A story}}"),
        ("{GR{\\\"U}NE \\\"UBERGABE $\\Delta$}", "{Gr{\\\"u}ne \\\"ubergabe $\\Delta$}"),
        (
            "\"KRONSTADT \" # x # \" {\\em REMEMBERED}\"",
            "\"Kronstadt \" # x # \" {\\em REMEMBERED}\"",
        ),
    ] {
        assert_eq!(fixed("capitals", &entry(title), &["--fix", "--unsafe"]), entry(expected));
    }
}

/// What a file is after the safe fixes, or all of them.
fn fixed(name: &str, text: &str, args: &[&str]) -> String {
    let folder = folder(name);
    let path = folder.join("refs.bib");
    std::fs::write(&path, text).unwrap();
    check(&folder, &[args, &["refs.bib"]].concat());
    std::fs::read_to_string(&path).unwrap()
}

#[test]
fn an_empty_field_that_blocks_inheritance_stays() {
    let child = |link: &str| {
        format!(
            "@inproceedings{{c,\n  author = {{Doe, Jo}},\n  title = {{A}},\n  editor = {{}},\n  {link} = {{p}}\n}}\n\n\
             @proceedings{{p,\n  title = {{P}},\n  editor = {{Roe, Al}},\n  year = {{1990}}\n}}\n"
        )
    };
    for link in ["crossref", "xdata"] {
        assert_eq!(fixed("blocking", &child(link), &["--fix"]), child(link));
        assert!(!fixed("blocking", &child(link), &["--fix", "--unsafe"]).contains("editor = {}"));
    }
    assert!(!fixed("blocking", &child("ids"), &["--fix"]).contains("editor = {}"));
}

#[test]
fn what_is_written_is_written_as_tex() {
    let title = |title: &str| {
        format!(
            "@book{{a,\n  author = {{Doe, Jo}},\n  title = {title},\n  publisher = {{P}},\n  year = {{1990}},\n}}\n"
        )
    };
    for (before, after) in [
        ("{S$_{B<SUP>9</SUP>}$ of <i>x</i>}", "{S$_{B^{9}}$ of \\textit{x}}"),
        ("{H$<sub>2</sub>$O}", "{H$_{2}$O}"),
        ("{H$<i>x</i>$O}", "{H$<i>x</i>$O}"),
        ("{<i>a $b</i>$}", "{<i>a $b</i>$}"),
    ] {
        assert_eq!(fixed("math", &title(before), &["--fix"]), title(after));
    }
    for (before, after) in [
        ("{Chapman &amp; Hall}", "{Chapman \\& Hall}"),
        ("{Chapman \\&amp; Hall}", "{Chapman \\& Hall}"),
        ("{100&#37; of it}", "{100\\% of it}"),
        ("{A&#95;b}", "{A\\_b}"),
        ("{For &#36;5}", "{For \\$5}"),
        ("{No. &#35;5}", "{No. \\#5}"),
        ("\"The &quot;end&quot; of it\"", "\"The {\"}end{\"} of it\""),
    ] {
        assert_eq!(fixed("tex", &title(before), &["--fix", "--unsafe"]), title(after));
    }
}

#[test]
fn what_is_deleted_leaves_no_blanks() {
    for (before, after) in [
        ("@misc{a, title = {T}, note = {}, year = {1998}}", "@misc{a, title = {T}, year = {1998}}"),
        (
            "@misc{a, title = {T}, year = {1998}, note = {} }",
            "@misc{a, title = {T}, year = {1998} }",
        ),
        ("@misc{a, title = {T}, year = {1998}, note = {}}", "@misc{a, title = {T}, year = {1998}}"),
        (
            "@misc{a, title = {T}, note = {},\n year = {1998}}",
            "@misc{a, title = {T},\n year = {1998}}",
        ),
        (
            "@misc{a, title = {T},\n note = {}, year = {1998}}",
            "@misc{a, title = {T},\n year = {1998}}",
        ),
        ("@misc{a, title = {T}} @misc{a, title = {T}}\n", "@misc{a, title = {T}}\n"),
    ] {
        assert_eq!(fixed("blanks", before, &["--fix"]), after);
    }
}

#[test]
fn files_of_wide_characters_are_said_to_be_so_and_stay() {
    let folder = folder("wide");
    let text = "@book{a,\n title={Foö},\n author={Doe, Jo},\n note={},\n year={1990}}\n";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(folder.join("refs.bib"), &wide).unwrap();
    let (status, found, _) = check(&folder, &["--format", "concise", "refs.bib"]);
    assert_eq!(found.matches("bad-characters").count(), 1, "{found}");
    assert!(found.contains("seems to be in UTF-16 without a byte order mark") && status == Some(1));
    check(&folder, &["--fix", "--unsafe", "refs.bib"]);
    assert_eq!(std::fs::read(folder.join("refs.bib")).unwrap(), wide);
}

#[test]
fn words_of_another_document_mend_nothing() {
    let folder = folder("words");
    let entry = |title: &str| {
        format!(
            "@book{{k, author = {{Doe, Jo}}, title = {{{title}}}, publisher = {{P}}, year = {{1990}}}}\n"
        )
    };
    std::fs::write(folder.join("a.bib"), entry("On Kalvin? and Others")).unwrap();
    std::fs::write(folder.join("b.bib"), entry("On Kalviné")).unwrap();
    let found = |args: &[&str]| {
        let (_, found, _) = check(&folder, &[&["--format", "concise"], args].concat());
        found.contains("lost-accent")
    };
    assert!(!found(&["--together", "none", "a.bib", "b.bib"]));
    assert!(found(&["--together", "all", "a.bib", "b.bib"]));
}

#[test]
fn only_addresses_are_made_addresses() {
    let entry = |name: &str, value: &str| {
        format!(
            "@misc{{a,\n  title = {{T}},\n  author = {{Doe, Jo}},\n  year = {{1990}},\n  {name} = {{{value}}}\n}}\n"
        )
    };
    let unlike = entry("link", "EKM05-LMCS");
    assert_eq!(fixed("link", &unlike, &["--fix", "--unsafe"]), unlike);
    for value in ["https://example.org/a", "example.org/a/", "www.example.org"] {
        let after = fixed("link", &entry("link", value), &["--fix", "--unsafe"]);
        assert!(after.contains("  url = {"), "{after}");
    }
}

/// Two edits that touch are made one after the other, in documents as in bibliographies.
#[test]
fn documents_are_fixed_until_nothing_changes() {
    let folder = folder("documents");
    let path = folder.join("text.md");
    let entry = "{id: mett, type: book, title: The Commune, author: [{family: Mett}], \
                 issued: {year: 1938}, publisher: P, note: \"\", annote: \"\"}";
    let text = format!("---\nreferences:\n- {entry}\n---\n\nSee [@mett].\n");
    std::fs::write(&path, &text).unwrap();
    let (_, _, notes) = check(&folder, &["--fix", "text.md"]);
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        text.replace(", note: \"\", annote: \"\"}", "}"),
        "{notes}"
    );
    let (_, _, again) = check(&folder, &["--fix", "text.md"]);
    assert!(again.ends_with("0 fixes made\n"), "{again}");
}

/// Empty fields of YAML and JSON go with their lines and commas, and what is left reads the same.
#[test]
fn fields_of_yaml_and_json_go_with_their_commas() {
    let folder = folder("commas");
    for (name, before, after) in [
        (
            "a.yaml",
            "mett:\n  type: book\n  title: T\n  author: Mett, Ida\n  date: 1938\n  isbn: \"\"\n  \
             note: \"\"\n",
            "mett:\n  type: book\n  title: T\n  author: Mett, Ida\n  date: 1938\n",
        ),
        (
            "b.json",
            "[{\n  \"id\": \"a\", \"type\": \"book\", \"title\": \"T\",\n  \"note\": \"\",\n  \
             \"author\": [{\"family\": \"A\"}],\n  \"issued\": {\"date-parts\": [[2001]]},\n  \
             \"ISBN\": \"\"\n}]\n",
            "[{\n  \"id\": \"a\", \"type\": \"book\", \"title\": \"T\",\n  \
             \"author\": [{\"family\": \"A\"}],\n  \"issued\": {\"date-parts\": [[2001]]}\n}]\n",
        ),
        // An alias is not edited, nor what it repeats.
        (
            "c.yaml",
            "a:\n  type: book\n  title: T\n  author: Mett, Ida\n  date: 1938\n  note: &n \"\"\nb:\n  \
             type: book\n  title: U\n  author: Mett, Ida\n  date: 1938\n  note: *n\n",
            "a:\n  type: book\n  title: T\n  author: Mett, Ida\n  date: 1938\n  note: &n \"\"\nb:\n  \
             type: book\n  title: U\n  author: Mett, Ida\n  date: 1938\n  note: *n\n",
        ),
    ] {
        let path = folder.join(name);
        for (before, after) in [
            (before.to_owned(), after.to_owned()),
            (before.replace('\n', "\r\n"), after.replace('\n', "\r\n")),
        ] {
            std::fs::write(&path, &before).unwrap();
            let (_, _, notes) = check(&folder, &["--fix", name]);
            assert_eq!(std::fs::read_to_string(&path).unwrap(), after, "{name}: {notes}");
        }
    }
}

#[test]
fn noise_around_a_title_goes_and_its_braces_stay() {
    let entry = |title: &str| {
        format!(
            "@article{{a,\n  author={{Doe, Jo}},\n  title={title},\n  journal={{Sky}},\n  year={{1998}},\n  volume={{2}}\n}}\n"
        )
    };
    for (name, title, expected) in [
        ("stop", "{The {P}lasmodium genome database.}", "{The {P}lasmodium genome database}"),
        // The title may be a quotation.
        ("quotes", "{``The {P}lasmodium Genome''}", "{``The {P}lasmodium Genome''}"),
        ("star", "{The {P}lasmodium genome *}", "{The {P}lasmodium genome *}"),
    ] {
        let fixed = fixed(&format!("noise-{name}"), &entry(title), &["--fix"]);
        assert_eq!(fixed, entry(expected), "{name}");
    }
    for title in ["{``The {P}lasmodium Genome''}", "{The {P}lasmodium Genome *}"] {
        let fixed = fixed("noise-unsafe", &entry(title), &["--fix", "--unsafe"]);
        assert_eq!(fixed, entry("{The {P}lasmodium Genome}"), "{title}");
    }
}

#[test]
fn a_missing_file_is_named_where_it_is_after_the_fixes() {
    let folder = folder("moved");
    let text = "<!-- ibid: allow reversed-pages -->\n\nSee [@mett].\n\n---\n\
                bibliography: lost.bib\n...\n";
    std::fs::write(folder.join("paper.md"), text).unwrap();
    let (_, text, notes) = check(&folder, &["--fix", "--format", "concise"]);
    assert!(notes.contains("1 fix in 1 file made"), "{notes}");
    assert!(text.starts_with("paper.md:5:15: error[bibliography-missing]"), "{text}");
}

#[test]
fn nothing_is_lost_or_guessed_that_the_entry_does_not_say() {
    for (name, text, kept) in [
        (
            "unread-copies",
            "@article{a,\"\n title = {One} \"}\n@article{a,\"\n title = {Another} \"}\n",
            "{Another}",
        ),
        (
            "people-twice",
            "@book{a,\n author = {Kai Barthel and Jo Doe},\n author = {K. Barthel and Ann Roe},\n}\n",
            "{K. Barthel and Ann Roe}",
        ),
        ("talk", "@misc{a,\n author = {Doe, Jo},\n title = {T},\n school = {U},\n}\n", "@misc"),
        ("data", "@data{a,\n author = {Doe, Jo},\n title = {T},\n year = 2001,\n}\n", "@dataset"),
        ("two-breaks", "@book{a,\n title = {Computing \\\\& more},\n}\n", "{Computing \\\\& more}"),
        ("display", "@book{a,\n title = {Sums $$x_n=y^k$$ of},\n}\n", "$$x_n=y^k$$"),
        (
            "second-address",
            "@misc{a,\n url = {https://example.org/a},\n eprint = {https://example.org/b.pdf},\n}\n",
            "https://example.org/b.pdf",
        ),
    ] {
        let fixed = fixed(name, text, &["--fix", "--unsafe"]);
        assert!(fixed.contains(kept), "{name}: {fixed}");
    }
}
