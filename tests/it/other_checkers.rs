//! What other checkers hold entries to, as inputs that a rule catches: JabRef's integrity checks,
//! and the constraints of biber's data model. Those that we hold wrong are in a list with the
//! reason.
//!
//! The lists were compared with the classes of JabRef 3.8.2's `logic.integrity`, the messages of
//! biber 2.18's `DataModel`, and the constraints in BibLaTeX's `blx-dm.def`. The checks that JabRef
//! added later were not compared with its source.

use ibid::check::{Config, Layer, OptionValue, rule};

use crate::support::check_text_with;

/// JabRef's integrity check → a field or two that it finds something in → the rule that does here.
/// The field `key` is the entry's key, and `type` its type.
const JABREF: &[(&str, &str, &str)] = &[
    ("abbreviation in the journal", "journal = {J. Phys.}", "unknown-journal"),
    ("ampersand without a backslash", "title = {Cats & Dogs of the City}", "unescaped-special"),
    ("biblatex's field in BibTeX", "journal = , journaltitle = {Nature}", "dialect-mismatch"),
    (
        "biblatex's type in BibTeX",
        "type = @online, school = {S}, journal = {N}",
        "dialect-mismatch",
    ),
    ("brackets without partners", "title = \"A {title of the City\"", "unbalanced-braces"),
    ("citation key that deviates", "key = zzz", "key-pattern"),
    ("citation key that is missing", "key = ", "missing-key"),
    ("citation key twice", "key = twice", "duplicate-key"),
    ("citation key with other characters", "key = a~b", "key-not-citable"),
    ("date that is none", "date = {2001-13}", "invalid-date"),
    ("DOI that is none", "doi = {11.1000/1}", "doi-malformed"),
    (
        "DOI twice",
        "type = @book, key = twin, title = {Another thing}, publisher = {P}, journal = , doi = {10.1000/182}",
        "same-identifier",
    ),
    ("edition in words", "edition = {2nd edition}", "edition-form"),
    ("link to an entry that is not there", "crossref = {nobody}", "broken-link"),
    ("file that is not there", "file = {:/home/jo/a.pdf:PDF}", "broken-file-link"),
    ("HTML in a value", "title = {Cats &amp; Dogs of the City}", "bad-characters"),
    ("ISBN that is none", "isbn = {0-14-018765-1}", "isbn-invalid"),
    ("ISSN that is none", "issn = {0028-0837}", "issn-ismn-invalid"),
    ("journal that is not in the list", "journal = {Nature of Things}", "unknown-journal"),
    ("LaTeX that cannot be read", "title = {A \\unknowncommand{title}}", "unknown-command"),
    ("month that is none", "month = {Foo}", "invalid-date"),
    ("names that cannot be read", "author = {Doe, Jane, Jr, X, Y}", "malformed-name"),
    ("names with `and` at the end", "author = {Doe, Jane and}", "malformed-name"),
    ("names with `and` at the beginning", "author = {and Doe, Jane}", "malformed-name"),
    ("URL without a protocol", "url = {www.example.org}", "url-problem"),
    ("year of two figures", "year = {86}", "date-form"),
    ("pages that are none", "pages = {12-}", "page-range-form"),
    ("pages of the wrong form", "pages = {12 to 15}", "page-range-form"),
    (
        "proceedings with pages",
        "type = @proceedings, author = {Doe, Jane}, pages = {1--5}, booktitle = {P}",
        "suspicious-type",
    ),
    ("title without braces around capitals", "title = {The DNA of cities}", "case-convention"),
    (
        "title with a URL",
        "type = @inproceedings, journal = , booktitle = {Proc. https://example.org/p}",
        "misplaced-content",
    ),
    (
        "title with pages",
        "type = @inproceedings, journal = , booktitle = {Proc. of the Commune, pp. 12--34}",
        "misplaced-content",
    ),
    ("URL that is none", "url = {not an address}", "url-problem"),
    ("text that is not UTF-8", "title = {M\u{FFFD}nchen}", "bad-characters"),
    ("text that is not composed", "title = {Mu\u{308}nchen}", "bad-characters"),
    ("year that is none", "year = {abcd}", "date-form"),
    ("an odd number of `#`", "month = {#jan}", "unescaped-special"),
    ("fields that others of the type have", "key = lone", "uneven-fields"),
];

/// Checks of JabRef's that we hold wrong: an input that they find something in, one that they pass,
/// and why the first is as good as the second.
const JABREF_HELD_WRONG: &[(&str, &str, &str, &str)] = &[
    (
        "only ASCII in BibTeX",
        "title = {Das große Rad}",
        "title = {Das grosse Rad}",
        "LaTeX has read UTF-8 for many years, and styles print it",
    ),
    (
        "booktitle that ends with `conference on`",
        "type = @inproceedings, journal = , booktitle = {Proceedings of the conference on}",
        "type = @inproceedings, journal = , booktitle = {Proceedings of the conference}",
        "the check is about the export of one database",
    ),
    (
        "note begins with a capital",
        "note = {in print}",
        "note = {In print}",
        "a note may stand inside a sentence, and styles make the capital where it begins one",
    ),
    (
        "howpublished begins with a capital",
        "howpublished = {mimeographed}",
        "howpublished = {Mimeographed}",
        "as for the note",
    ),
];

/// Constraints of biber's data model that we hold wrong, as in [`JABREF_HELD_WRONG`].
const BIBER_HELD_WRONG: &[(&str, &str, &str, &str)] = &[(
    "gender of a known form",
    "gender = {xx}",
    "gender = {sf}",
    "only the word for idem depends on it, in a few styles of BibLaTeX",
)];

/// A constraint of biber's data model → an entry's fields → the rule.
const BIBER: &[(&str, &str, &str)] = &[
    ("unknown type", "type = @artcle", "unknown-type"),
    ("mandatory: title", "title = ", "missing-required"),
    (
        "mandatory: author or editor",
        "type = @book, author = , journal = , publisher = {P}",
        "missing-required",
    ),
    ("mandatory: date or year", "year = ", "missing-required"),
    ("mandatory: journaltitle", "journal = ", "missing-required"),
    ("mandatory: booktitle", "type = @inproceedings, journal = ", "missing-required"),
    ("mandatory: institution", "type = @report, journal = ", "missing-required"),
    (
        "mandatory: booktitle of @inbook",
        "type = @inbook, journal = , publisher = {P}, year = , date = {2001}",
        "missing-required",
    ),
    (
        "mandatory: title of @dataset",
        "type = @dataset, title = , journal = , year = , date = {2001}",
        "missing-required",
    ),
    (
        "mandatory: url, doi or eprint of @online",
        "type = @online, journal = , year = , date = {2001}",
        "missing-required",
    ),
    (
        "mandatory: number of @patent",
        "type = @patent, journal = , holder = {H}, year = , date = {2001}",
        "missing-required",
    ),
    (
        "mandatory: institution of @thesis",
        "type = @thesis, journal = , year = , date = {2001}",
        "missing-required",
    ),
    ("field that the type has not", "publisher = {P}", "field-of-other-type"),
    ("one of year and date", "date = {2002-01}", "exclusive-fields"),
    ("field that no type has", "authr = {Doe}", "unknown-field"),
    ("isbn", "isbn = {978-0-14-018765-7}", "isbn-invalid"),
    ("issn", "issn = {1234-5678}", "issn-ismn-invalid"),
    ("ismn", "ismn = {979-0-2600-0043-7}", "issn-ismn-invalid"),
    ("date in EDTF", "year = , date = {1.2.2001}", "invalid-date"),
    ("date of the calendar", "date = {2001-02-30}", "invalid-date"),
    ("eventdate", "eventdate = {2001-99}", "invalid-date"),
    ("urldate", "urldate = {yesterday}", "invalid-date"),
    ("origdate", "origdate = {1967-00-00}", "invalid-date"),
    ("end after start", "year = , date = {2002/2001}", "reversed-range"),
    ("month from 1 to 12", "month = {13}", "invalid-date"),
    ("volume is a number", "volume = {Fall}", "non-numeric-volume"),
    ("langid is known", "langid = {klingonish}", "unknown-language"),
    ("crossref", "crossref = {nobody}", "broken-link"),
    ("xref", "xref = {nobody}", "broken-link"),
    ("xdata", "xdata = {nobody}", "broken-link"),
    ("related", "related = {nobody}", "broken-link"),
    ("set", "type = @set, entryset = {nobody}", "broken-link"),
    ("key twice", "key = twice", "duplicate-key"),
    ("keys that differ by case", "key = TWICE", "key-case-clash"),
    ("field twice", "title = {One}, title = {Two}", "duplicate-field"),
    ("name with too many commas", "author = {A, B, C, D}", "malformed-name"),
];

/// An article with some of its fields written otherwise, after one of the key `twice` and several
/// that have a volume.
fn bibliography(fields: &str) -> String {
    let mut kind = "@article";
    let mut key = "doe2001";
    let mut own: Vec<(&str, &str)> = vec![
        ("author", "{Doe, Jane}"),
        ("title", "{The city}"),
        ("journal", "{Nature}"),
        ("year", "{2001}"),
    ];
    let mut is_first = std::collections::BTreeSet::new();
    for field in split(fields) {
        let (name, value) = field.split_once('=').unwrap();
        let (name, value) = (name.trim(), value.trim());
        match name {
            "key" => key = value,
            "type" => kind = value,
            _ => {
                if is_first.insert(name) {
                    own.retain(|(other, _)| *other != name);
                }
                // A date and a year beside it are what one of the constraints is about.
                own.extend((!value.is_empty()).then_some((name, value)));
            }
        }
    }
    let fields: String = own.iter().map(|(name, value)| format!("  {name} = {value},\n")).collect();
    let before = (0..12).map(|number| {
        format!(
            "@article{{roe200{number},\n  author = {{Roe, Rob}},\n  title = {{Part {number}}},\n  \
             journal = {{Science}},\n  volume = {{{number}}},\n  number = {{1}},\n  \
             pages = {{1--2}},\n  year = {{2000}},\n}}\n"
        )
    });
    let twice = "@book{twice,\n  author = {Poe, Ed},\n  title = {Another thing},\n  \
                 publisher = {P},\n  year = {1999},\n  doi = {10.1000/182},\n}\n";
    format!("{}{twice}{kind}{{{key},\n{fields}}}\n", before.collect::<String>())
}

/// The fields of a row: commas inside braces and quotes are their own.
fn split(fields: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in fields.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&fields[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&fields[start..]);
    parts
}

fn found(fields: &str) -> Vec<&'static str> {
    let mut config = Config::default();
    config.add(&Layer { extend_select: vec!["all".parse().unwrap()], ..Layer::default() });
    let journals = OptionValue::List(vec!["Science".to_owned()]);
    config.set_option(rule("unknown-journal").unwrap(), "journals", journals).unwrap();
    let checked = check_text_with("refs.bib", &bibliography(fields), &config);
    checked.diagnostics.iter().map(|found| found.rule.name).collect()
}

fn missed(rows: &[(&str, &str, &str)]) -> Vec<String> {
    let missed = rows.iter().filter_map(|(what, fields, rule)| {
        let found = found(fields);
        (!found.contains(rule)).then(|| format!("{what}: `{fields}` is not {rule}: {found:?}"))
    });
    missed.collect()
}

#[test]
fn what_jabref_checks_is_found() {
    let missed = missed(JABREF);
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn what_is_no_fault_is_not_found() {
    for (what, held_wrong, passed, reason) in JABREF_HELD_WRONG.iter().chain(BIBER_HELD_WRONG) {
        assert_eq!(found(held_wrong), found(passed), "{what}, although {reason}");
    }
}

#[test]
fn what_biber_demands_is_found() {
    let missed = missed(BIBER);
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
