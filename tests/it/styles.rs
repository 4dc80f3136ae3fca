//! Styles by name: which one a name leads to, where it is looked for, and how a run ends without.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

use ibid::style::{Resources, Style};

use crate::support::{repository, text_of};

/// Runs the command in a folder that is home too, so that nobody's own Zotero is found.
fn ibid(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    command.args(args).current_dir(folder).env("HOME", folder).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder of this test's own with a bibliography.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    std::fs::copy(repository("bibliography.yaml"), path.join("refs.yaml")).unwrap();
    path
}

/// A style that prints one word.
fn style(id: &str, title: &str, word: &str) -> String {
    format!(
        "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\">\
         <info><title>{title}</title><id>http://www.zotero.org/styles/{id}</id></info>\
         <citation><layout><text value=\"{word}\"/></layout></citation></style>"
    )
}

const CITE: [&str; 4] = ["cite", "refs.yaml", "[@mett]", "--style"];

#[test]
fn a_name_in_doubt_is_an_error_with_a_list() {
    let folder = folder("styles-doubt");
    for (name, near) in [
        ("chicago", "\n  chicago-notes "),
        ("turabian", "\n  turabian-fullnote-8   Chicago"),
        ("oxford", "\n  modern-humanities-research-association-notes  MHRA"),
        ("mla-8", "did you mean `mla` (MLA Handbook 9th edition"),
        ("vancuover", "did you mean `vancouver`"),
        ("apaa", "did you mean `apa` (APA Style"),
        ("qqqq", "`ibid styles` lists the styles"),
    ] {
        let output = ibid(&folder, &[&CITE[..], &[name]].concat());
        assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()), "{name}");
        let said = err(&output);
        assert!(said.starts_with(&format!("error: no style is called `{name}`; ")), "{said}");
        assert!(said.contains(near), "{said}");
    }
    let output = ibid(&folder, &[&CITE[..], &["MLA 9"]].concat());
    assert_eq!((out(&output), output.status.code()), ("(Mett)\n".to_owned(), Some(0)));
    let output = ibid(&folder, &["styles", "--search", "oxford"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("chicago-notes"), "{}", err(&output));
}

#[test]
fn styles_are_looked_for_in_folders() {
    let folder = folder("styles-folders");
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let printed = |args: &[&str]| {
        let output = ibid(&folder, &[&CITE[..], args].concat());
        assert_eq!((err(&output), output.status.code()), (String::new(), Some(0)), "{args:?}");
        out(&output)
    };
    write("mine/our-journal.csl", &style("our-journal", "Journal of Ours", "ours"));
    write("mine/apa.csl", &style("apa", "APA of ours", "our apa"));
    write("Zotero/styles/theirs.csl", &style("theirs", "Theirs &amp; Co", "theirs"));
    write("Zotero/styles/nature.csl", &style("nature", "Nature", "another Nature"));
    write("Zotero/styles/hidden/parent.csl", &style("parent", "Parent", "the parent"));
    write(
        "Zotero/styles/child.csl",
        "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\"><info><title>Child</title>\
         <link rel=\"independent-parent\" href=\"http://www.zotero.org/styles/parent\"/></info></style>",
    );
    assert_eq!(printed(&["our-journal", "--style-dir", "mine"]), "ours\n");
    assert_eq!(printed(&["journal of ours", "--style-dir", "mine"]), "ours\n");
    assert_eq!(printed(&["apa", "--style-dir", "mine"]), "our apa\n");
    assert_eq!(printed(&["apa"]), "(Mett, n.d.)\n");
    assert_eq!(printed(&["theirs"]), "theirs\n");
    assert_eq!(printed(&["Theirs & Co"]), "theirs\n");
    assert_eq!(printed(&["nature"]), "1\n", "the embedded style comes before Zotero's");
    assert_eq!(printed(&["child"]), "the parent\n");
    write("ibid.toml", "style-dirs = [\"mine\"]\n");
    assert_eq!(printed(&["our-journal"]), "ours\n");
    let deep = folder.join("deep/deeper");
    std::fs::create_dir_all(&deep).unwrap();
    let output = ibid(&deep, &["styles", "--search", "journal", "of", "ours"]);
    let listed = out(&output);
    assert!(listed.starts_with("our-journal  Journal of Ours (in "), "{listed}");
    write("ibid.toml", "style-dir = \"mine\"\n");
    let output = ibid(&folder, &[&CITE[..], &["apa"]].concat());
    let said = "error: ibid.toml:1:1: unknown key `style-dir`; did you mean `style-dirs`?\n";
    assert_eq!((err(&output).as_str(), output.status.code()), (said, Some(2)));
    std::fs::remove_file(folder.join("ibid.toml")).unwrap();
    let output = ibid(&folder, &["styles", "--style-dir", "nowhere"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(err(&output).starts_with("error: cannot search the style folder `nowhere`: "));
}

#[test]
fn a_style_is_printed_as_it_is_embedded() {
    let folder = folder("styles-print");
    let output = ibid(&folder, &["styles", "--print", "ieee"]);
    let xml = ibid::style::archive::style("ieee").unwrap().xml;
    assert_eq!((out(&output).as_str(), output.status.code()), (xml, Some(0)));
    assert_eq!(ibid(&folder, &["styles", "--print", "chicago"]).status.code(), Some(2));
}

#[test]
fn a_style_that_cannot_be_read_ends_in_3() {
    let folder = folder("styles-broken");
    std::fs::write(folder.join("broken.csl"), "<style><citation>").unwrap();
    for file in ["broken.csl", "missing.csl"] {
        let output = ibid(&folder, &[&CITE[..], &[file]].concat());
        assert_eq!(output.status.code(), Some(3), "{}", err(&output));
        assert!(err(&output).contains(file), "{}", err(&output));
    }
}

#[test]
fn an_error_in_a_parent_is_located_there() {
    let folder = folder("styles-parent");
    std::fs::write(
        folder.join("child.csl"),
        "<style version=\"1.0\"><info><title>Child</title>\
         <link rel=\"independent-parent\" href=\"urn:x/ours\"/></info></style>",
    )
    .unwrap();
    for (parent, said) in [
        ("<style>\n<citation></info></citation></style>", "at line 2, column "),
        (
            "<style>\n<macro name=\"a\">\n<text macro=\"a\"/></macro>\
             <citation><layout/></citation></style>",
            ": the macro `a` calls itself",
        ),
    ] {
        std::fs::write(folder.join("ours.csl"), parent).unwrap();
        let output = ibid(&folder, &[&CITE[..], &["child.csl"]].concat());
        assert_eq!(output.status.code(), Some(3));
        let text = err(&output);
        assert!(
            text.contains("its parent `urn:x/ours` cannot be used, ") && text.contains(said),
            "{text}"
        );
    }
}

/// A style that calls a macro that it does not define, and asks for extensions of Jurism.
#[test]
fn what_a_style_asks_for_in_vain_is_a_warning_and_the_rest_is_printed() {
    let folder = folder("styles-warnings");
    let style = "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\">\
        <info><title>t</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated>\n\
        <law-module types=\"legal_case\"/></info><citation><sort><key macro=\"nope\"/></sort><layout>\n\
        <text macro=\"nope\"/><text macro=\"nope\"/><text variable=\"title\" form=\"static\"/>\
        <choose><if court-class=\"a\"><text value=\"x\"/></if></choose></layout></citation></style>";
    std::fs::write(folder.join("ours.csl"), style).unwrap();
    let output = ibid(&folder, &[&CITE[..], &["ours.csl"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let said: Vec<String> = err(&output).lines().map(str::to_owned).collect();
    let jurism = "is an extension of Jurism that is not supported, so the style prints without it";
    assert_eq!(
        said,
        [
            format!("warning: ours.csl:2:2: `law-module` {jurism}"),
            "warning: ours.csl:2:68: there is no macro `nope`, so nothing is printed where the \
             style calls it"
                .to_owned(),
            format!("warning: ours.csl:3:70: `form=\"static\"` {jurism}"),
            format!("warning: ours.csl:3:104: `court-class` {jurism}"),
        ]
    );
}

#[test]
fn a_language_is_named_by_its_tag() {
    let folder = folder("styles-locale");
    let in_locale =
        |locale: &str| ibid(&folder, &[&CITE[..], &["apa", "--locale", locale]].concat());
    for (locale, meant) in [("german", "de-DE"), ("Brazilian Portuguese", "pt-BR")] {
        let output = in_locale(locale);
        let said = format!("error: there is no locale `{locale}`; did you mean `{meant}`?\n");
        assert_eq!((err(&output), output.status.code()), (said, Some(2)));
    }
    for locale in ["de-DE", "de", "DE_de"] {
        assert_eq!(out(&in_locale(locale)), "(Mett, o.\u{a0}J.)\n", "{locale}");
    }
    assert!(!text_of(&folder.join("refs.yaml")).is_empty());
}

/// A chain of macros longer than a program's stack is said by the check, with the macro that is one
/// too many, and is an error where it is used.
#[test]
fn macros_that_call_each_other_too_deep_are_refused() {
    let folder = folder("styles-deep");
    for (count, is_refused) in [(200, false), (300, true), (60_000, true)] {
        let mut macros = String::new();
        for number in 0..count {
            let next = number + 1;
            macros += &format!("<macro name=\"m{number}\"><text macro=\"m{next}\"/></macro>\n");
        }
        macros += &format!("<macro name=\"m{count}\"><text variable=\"title\"/></macro>\n");
        let text =
            style("deep", "Deep", "word").replace("<citation>", &format!("{macros}<citation>"));
        let text = text.replace("<text value=\"word\"/>", "<text macro=\"m0\"/>");
        std::fs::write(folder.join("deep.csl"), text).unwrap();
        let checked = ibid(&folder, &["style", "check", "deep.csl", "--format", "concise"]);
        let found = out(&checked).contains("elements and macros nest deeper than 256");
        assert_eq!(found, is_refused, "{count}: {}", out(&checked));
        assert!(!is_refused || checked.status.code() == Some(1), "{count}");
        let cited = ibid(&folder, &[&CITE[..], &["deep.csl"]].concat());
        assert_eq!(cited.status.success(), !is_refused, "{}", err(&cited));
        assert_eq!(err(&cited).contains("nest deeper than 256"), is_refused, "{}", err(&cited));
    }
}

/// A locale with a fault in its second line.
struct BrokenLocale;

impl Resources for BrokenLocale {
    fn locale(&self, _: &str) -> Option<Cow<'_, str>> {
        Some(
            "<locale xml:lang=\"en-US\">\n  <terms><term name=\"and\">and</terms>\n</locale>"
                .into(),
        )
    }

    fn style(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }
}

#[test]
fn a_fault_in_a_locale_is_located_there() {
    let text = "<style class=\"in-text\" version=\"1.0\"><citation><layout/></citation></style>";
    let error = Style::compile(text, None, &BrokenLocale).unwrap_err();
    let said = error.to_string();
    assert!(said.starts_with("its locale `en-US` cannot be used, at line 2, column "), "{said}");
}

/// A file in which every entry has a field that nobody knows is read in a time that grows with its
/// length: which fields may be meant is not looked up for each of them again.
#[test]
fn names_that_may_be_meant_are_found_in_linear_time() {
    let folder = folder("styles-unknown-fields");
    let check = |entries: usize| {
        let entry = |n: usize| format!("@book{{k{n}, title = {{T{n}}}, publsher = {{P}}}} ");
        std::fs::write(folder.join("one-line.bib"), (0..entries).map(entry).collect::<String>())
            .unwrap();
        let start = Instant::now();
        let output = ibid(&folder, &["check", "one-line.bib", "--format", "jsonl"]);
        let time = start.elapsed().as_secs_f64();
        assert_eq!(out(&output).matches("did you mean `publisher`?").count(), entries);
        time
    };
    let (few, many) = (check(1_000), check(8_000));
    // Quadratic cost would be 64 times.
    assert!(many < 24.0 * few + 0.5, "{few} s and {many} s");
}
