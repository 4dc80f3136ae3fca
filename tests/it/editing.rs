//! A bibliography that is checked after each edit has the findings of one that is checked once.

use ibid::check::{Config, Editing, Input, check};
use ibid::read::read;
use ibid::source::Sources;

use crate::mutations::Random;
use crate::shared::shared;
use crate::support::{all_rules, files_below};

fn place(random: &mut Random, text: &str) -> usize {
    text.floor_char_boundary(random.below(text.len() + 1))
}

/// The text after an edit: mostly something is typed or deleted, at times a piece is moved.
fn edit(random: &mut Random, text: &str) -> String {
    let at = place(random, text);
    let mut text = text.to_owned();
    match random.below(8) {
        0..=3 => text.insert_str(at, TYPED[random.below(TYPED.len())]),
        4 | 5 => {
            let end = text.ceil_char_boundary((at + 1 + random.below(4)).min(text.len()));
            text.replace_range(at..end, "");
        }
        kind => {
            let end = text.ceil_char_boundary((at + random.below(600)).min(text.len()));
            let piece = text[at..end].to_owned();
            if kind == 6 {
                text.replace_range(at..end, "");
            }
            let to = place(random, &text);
            text.insert_str(to, &piece);
        }
    }
    text
}

const TYPED: &[&str] = &[
    "a",
    "B",
    " ",
    "\n",
    "{",
    "}",
    "\"",
    ",",
    "@",
    "=",
    "#",
    "%",
    "\\",
    "é",
    "1",
    "19388",
    " and ",
    ", ",
    "@string{nar = {Narodnaya Volya}}\n",
    "@preamble{\"\\newcommand{\\x}{y}\"}\n",
    "@comment{no}\n",
    "@comment{",
    "crossref = {a},",
    "xdata = {a},",
    "ids = {a},",
    "year = {1921},",
    "journaltitle = {Izvestia},",
    "author = {Mett, Ida},",
    "author = {Ida, Mett},",
    "pages = {9--3},",
    "doi = {10.1000/182},",
    "@book{a, title = {The Commune}, year = 1938}\n",
    "% ibid: allow all\n",
];

/// Holds the findings after an edit against those of the whole text.
fn hold(editing: &mut Editing, text: &str, config: &Config) {
    let found = editing.update(text).map(<[_]>::to_vec);
    let mut sources = Sources::new();
    let id = sources.add("refs.bib", text);
    let reading = read(sources.get(id).unwrap(), id, None);
    let (found, reading) = match (found, reading) {
        (Ok(found), Ok(reading)) => (found, reading),
        (found, reading) => return assert_eq!(found.err(), reading.err(), "{text}"),
    };
    let kept = editing.reading().unwrap();
    assert_eq!(kept.library.entries(), reading.library.entries(), "{text}");
    assert_eq!(kept.library.records(), reading.library.records(), "{text}");
    assert_eq!(kept.origins, reading.origins, "{text}");
    assert_eq!(kept.diagnostics, reading.diagnostics, "{text}");
    let readings = [reading];
    let input = Input { sources: &sources, readings: &readings, styles: &[], manuscripts: &[] };
    assert_eq!(found, check(&input, config), "{text}");
}

const TEXT: &str = "\
@string{fp = {Freedom Press}}
@preamble{\"\\newcommand{\\kr}{Kronstadt}\"}
@book{mett, author = {Mett, Ida}, title = {The \\kr{} Commune}, publisher = fp, year = 1938}
% ibid: allow reversed-pages -- as printed
@article{a, author = {Ida, Mett and Brinton, Maurice}, title = {Work}, journal = {Izvestia},
  pages = {9--3}, year = {1921}, volume = 3}

@inbook{b, crossref = {mett}, title = {A part}, pages = {1-2}}
@xdata{x, publisher = {Smolny}}
@book{mett, author = {Goldman, E. and others}, title = {The Commune}, year = {19388}}
@book{ok, author = {Goldman, Emma}, title = {Living My Life}, publisher = {Knopf}, year = {1931}}
";

#[test]
fn edits_change_the_findings_as_the_whole_text_has_them() {
    let config = all_rules();
    let mut editing = Editing::new("refs.bib", config.clone());
    hold(&mut editing, TEXT, &config);
    for (old, new) in [
        ("Living My Life", "Living My Life."),
        ("Freedom Press", "freedom press"),
        ("\\newcommand{\\kr}{Kronstadt}", "\\newcommand{\\kr}{Petrograd}"),
        ("@string{fp", "\n@string{fp"),
        ("% ibid: allow reversed-pages -- as printed", ""),
        ("{Goldman, Emma}", "{Emma, Goldman}"),
        ("mett, author = {Mett, Ida}", "kr, author = {Mett, Ida}"),
        ("@book{ok", "@misc{c, date = {1921-03}, journaltitle = {X}, location = {Y}}\n@book{ok"),
        ("@xdata{x", "@book{d, xdata = {x}, title = {Y}, year = 1}\n@xdata{x"),
        (" year = 1938}", " year = 1938"),
        ("@inbook{b", ""),
        (TEXT, "@"),
    ] {
        hold(&mut editing, &TEXT.replacen(old, new, 1), &config);
        hold(&mut editing, TEXT, &config);
    }
    hold(&mut editing, "", &config);
    hold(&mut editing, TEXT, &config);
    let mut random = Random(17);
    for _ in 0..300 {
        let mut text = TEXT.to_owned();
        for _ in 0..3 {
            text = edit(&mut random, &text);
            hold(&mut editing, &text, &config);
        }
    }
}

#[test]
fn edited_samples_have_the_findings_of_the_whole_text() {
    let Some(samples) = shared("samples") else { return };
    let config = all_rules();
    let all = std::env::var_os("IBID_ALL_SAMPLES").is_some();
    let (longest, most, edits) = if all { (60_000, 400, 40) } else { (12_000, 60, 6) };
    let mut random = Random(4);
    let texts: Vec<String> = files_below(&samples, "bib")
        .iter()
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .filter(|text| text.len() < longest)
        .collect();
    for text in texts.iter().take(most) {
        let mut editing = Editing::new("refs.bib", config.clone());
        let mut text = text.clone();
        for _ in 0..edits {
            hold(&mut editing, &text, &config);
            text = edit(&mut random, &text);
        }
    }
}
