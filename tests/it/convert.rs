//! Bibliographies converted to other formats, and what is lost.

use std::process::Command;

use ibid::Error;
use ibid::files::Files;
use ibid::model::{Date, Entry, EntryType, Library, Name, Person, Text, Variable};
use ibid::read::{Format, read};
use ibid::source::{Source, SourceId};
use ibid::write::{Converted, Loss, Reason, Target, WriteError, bibtex, convert};

use crate::shared::shared;
use crate::support::{files_below, folder_with, repository};

fn bib(text: &str) -> Library {
    read(&Source::new("a.bib", text), SourceId(0), Some(Format::Bibtex)).unwrap().library
}

const REFS: &str = r"@article{aksin,
  author = {van der Berg, Jr., Özge and {CERN and Friends} and family={De Sica}, given={Vittorio} and others},
  title = {On {DNA} and \textit{E. coli}: 50\% of \$ \& \_, 10\textsuperscript{5}},
  journaltitle = {Annals},
  date = {1921-03~/1923},
  volume = {3},
  pages = {12--15},
  number = {2},
  doi = {10.1000/a_b},
  urldate = {2024-02-29},
  langid = {american},
  mrnumber = {17},
  ids = {old},
}

@thesis{t,
  author = {Mett, Ida},
  title = {Kronstadt},
  date = {1967},
  institution = {Sorbonne},
  type = {phdthesis},
  pubstate = {inpress},
}

@online{p,
  author = {Doe, Jane},
  title = {A preprint},
  eprint = {2101.00004},
  eprinttype = {arXiv},
}
";

#[test]
fn biblatex_is_written_as_it_is_read() {
    let library = bib(REFS);
    let Converted { text, losses, .. } = convert(&library, Target::Biblatex).unwrap();
    assert_eq!(losses, []);
    assert_eq!(bib(&text), library, "{text}");
    for line in ["  ids = {old},", "  type = {phdthesis},", "  date = {1921-03~/1923},"] {
        assert!(text.lines().any(|it| it == line), "{line} in {text}");
    }
    assert!(text.contains("and {CERN and Friends} and"), "{text}");
    assert!(text.contains("50\\% of \\$ \\& \\_, 10\\textsuperscript{5}"), "{text}");
}

#[test]
fn bibtex_has_its_own_names_and_says_what_it_cannot_hold() {
    let library = bib(REFS);
    let text = bibtex(&library).unwrap();
    for line in ["  journal = {Annals},", "@phdthesis{t,", "  school = {Sorbonne},", "@misc{p,"] {
        assert!(text.lines().any(|it| it == line), "{line} in {text}");
    }
    let losses = convert(&library, Target::Bibtex).unwrap().losses;
    let found: Vec<_> = losses.iter().map(|it| (&*it.key, &*it.field, &*it.value)).collect();
    assert!(found.contains(&("aksin", "issued", "1921-03~/1923")), "{found:?}");
    let march = bib("@book{a, title = {T}, year = 1921, month = mar, day = 5}");
    let text = bibtex(&march).unwrap();
    assert!(text.contains("  year = {1921},\n  month = mar,\n  day = {5},\n"), "{text}");
}

#[test]
fn what_a_format_has_no_field_for_is_listed() {
    let mut map = Entry::new("map", EntryType::Map).with_title("Paris");
    map.set(Variable::Scale, "1 : 5000").unwrap();
    let odd = Person { family: "Li".into(), given: "Na".into(), ..Person::default() };
    let odd = Person { static_ordering: true, ..odd };
    map.set(Variable::Author, Name::Person(odd)).unwrap();
    map.set(Variable::Publisher, Text::from_csl_markup("<i>P</i>")).unwrap();
    let losses = convert(&Library::from_iter([map.clone()]), Target::Biblatex).unwrap().losses;
    let found: Vec<_> = losses.iter().map(|it| (&*it.field, &it.reason)).collect();
    assert_eq!(found, [("scale", &Reason::NoField), ("author", &Reason::Parts)]);
    assert_eq!(convert(&Library::from_iter([map]), Target::CslJson).unwrap().losses, []);
}

#[test]
fn what_is_inherited_is_written_once() {
    let library = bib("@incollection{part, title = {P}, crossref = {whole}}\n\
                       @collection{whole, title = {W}, subtitle = {S}, date = {1921}}");
    let converted = convert(&library, Target::Biblatex).unwrap();
    assert!(converted.text.contains("booktitle = {W: S}"), "{}", converted.text);
    let [loss] = &converted.losses[..] else { panic!("{:?}", converted.losses) };
    assert_eq!((&*loss.field, &loss.reason), ("crossref", &Reason::Inherited));
}

#[test]
fn a_key_that_no_reader_would_find_is_an_error() {
    let library = Library::from_iter([Entry::new("a b", EntryType::Book).with_title("T")]);
    let error = bibtex(&library).unwrap_err();
    assert_eq!(error, WriteError::BadKey { key: "a b".to_owned(), character: ' ' });
}

#[test]
fn samples_lose_nothing_more_when_they_are_converted_again() {
    let Some(samples) = shared("samples") else { return };
    let (mut entries, mut of_bib, mut lost_of_bib) = (0, 0, 0);
    for extension in ["json", "bib", "yaml", "yml"] {
        for path in files_below(&samples, extension) {
            let library = match Files::open(&path) {
                Ok(files) => files.library(),
                Err(Error::Read(_)) => continue,
                Err(error) => panic!("{error}"),
            };
            let converted = match convert(&library, Target::Biblatex) {
                Ok(converted) => converted,
                Err(WriteError::BadKey { .. } | WriteError::EmptyName { .. }) => continue,
                Err(error) => panic!("{}: {error}", path.display()),
            };
            let again = convert(&bib(&converted.text), Target::Biblatex).unwrap();
            assert_eq!(again.losses, [], "{}", path.display());
            entries += library.len();
            if extension == "bib" {
                of_bib += library.len();
                let is_lost = |reason: &Reason| *reason != Reason::Inherited;
                lost_of_bib += converted.losses.iter().filter(|it| is_lost(&it.reason)).count();
            }
        }
    }
    assert!(entries > 1_000, "{entries} entries");
    assert!(lost_of_bib * 20 < of_bib, "{lost_of_bib} losses in {of_bib} entries");
}

#[test]
fn hayagriva_has_parents_for_what_contains_a_work() {
    let library = bib(r"@incollection{part,
  author = {{de Gruyter} and van der Berg, Jan and {CERN} and De Sica, Vittorio and others},
  title = {On {DNA}: \$5 and \{braces\}},
  shorttitle = {5},
  booktitle = {Whole},
  editor = {Roe, Jo},
  translator = {Doe, Ann},
  series = {Studies},
  number = {7},
  volume = {2},
  edition = {Second},
  pages = {12--15},
  date = {1921-03-11/1921-03-12},
  publisher = {@Press: Paris},
  location = {Paris},
  url = {https://example.org/a},
  urldate = {2020-02-29},
  isbn = {978-3-16-148410-0},
  keywords = {yes, no},
}
@inproceedings{part, title = {Yes}, booktitle = {Proceedings}, publisher = {ACM},
  eventtitle = {Days}, venue = {Oslo}, eventdate = {2001-02-03}, year = 2001}
");
    let Converted { text, losses, .. } = convert(&library, Target::Hayagriva).unwrap();
    insta::assert_snapshot!("hayagriva", text);
    let lost: Vec<String> =
        losses.iter().map(|it| format!("{}: {}: {}", it.key, it.field, it.reason)).collect();
    insta::assert_snapshot!("hayagriva-losses", lost.join("\n"));
    ::hayagriva::io::from_yaml_str(&text).unwrap();
}

#[test]
fn one_impossible_key_does_not_keep_the_others_from_being_written() {
    let book = |key: &str| Entry::new(key, EntryType::Book).with_title("T");
    let library = Library::from_iter([book("a b"), book("c")]);
    let converted = convert(&library, Target::Biblatex).unwrap();
    assert_eq!(converted.text, "@book{c,\n  title = {T},\n}\n");
    let [loss] = &converted.losses[..] else { panic!("{:?}", converted.losses) };
    assert_eq!((&*loss.key, &*loss.field), ("a b", "entry"));
    assert!(matches!(&loss.reason, Reason::Refused(WriteError::BadKey { .. })), "{loss:?}");
    assert_eq!(convert(&library, Target::Hayagriva).unwrap().losses, []);
    let list: serde_json::Value =
        serde_json::from_str(&Loss::list_as_json(&converted.losses)).unwrap();
    assert_eq!((&list[0]["key"], &list[0]["reason"]), (&"a b".into(), &"refused".into()));
}

#[test]
fn the_command_lists_what_is_lost() {
    let run = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
        command.args(["convert", "tests/fixtures/convert/atlas.yaml", "--to", "biblatex"]);
        command.args(more).current_dir(repository("")).output().unwrap()
    };
    let lost = "1 value is lost or changed:\n  \
        tests/fixtures/convert/atlas.yaml:6:3: atlas: runtime (dimensions) `13:42`: it is left out, \
        since the format has no free field for it\n\
        the original bibliography is unchanged; `--losses json` lists the full values\n";
    for (more, status) in [(&[][..], 0), (&["--strict"], 1)] {
        let output = run(more);
        assert_eq!(output.status.code(), Some(status));
        assert_eq!(String::from_utf8(output.stderr).unwrap(), lost);
        assert!(output.stdout.starts_with(b"@image{atlas,\n"));
    }
    let unknown = run(&["--key", "atlsa"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(unknown.stdout.is_empty(), "{unknown:?}");
    assert!(String::from_utf8(unknown.stderr).unwrap().contains("`atlas`"));
}

fn json(text: &str) -> Library {
    read(&Source::new("a.json", text), SourceId(0), Some(Format::CslJson)).unwrap().library
}

/// The losses of a conversion, a line for each.
fn lost(library: &Library, to: Target) -> Vec<String> {
    let losses = convert(library, to).unwrap().losses;
    losses.iter().map(|it| format!("{} {} {}: {}", it.key, it.field, it.value, it.reason)).collect()
}

#[test]
fn a_type_of_biblatex_stays_and_what_becomes_of_it_elsewhere_is_said() {
    const WORDS: [&str; 24] = [
        "artwork",
        "audio",
        "bookinbook",
        "collection",
        "commentary",
        "conference",
        "electronic",
        "inbook",
        "manual",
        "mvbook",
        "mvcollection",
        "mvreference",
        "online",
        "patent",
        "phdthesis",
        "proceedings",
        "reference",
        "softwareversion",
        "suppbook",
        "suppcollection",
        "techreport",
        "thesis",
        "video",
        "review-paper",
    ];
    let text: String =
        WORDS.iter().map(|word| format!("@{word}{{{word}, title = {{T}}}}\n")).collect();
    let library = bib(&text);
    let converted = convert(&library, Target::Biblatex).unwrap();
    assert_eq!(converted.losses, []);
    for word in WORDS {
        assert!(converted.text.contains(&format!("@{word}{{{word},")), "{}", converted.text);
    }
    let losses = lost(&library, Target::CslJson);
    assert!(
        losses.contains(&"collection type collection: it becomes `book`".to_owned()),
        "{losses:?}"
    );
    // What CSL has under another name is no loss.
    for same in ["conference", "electronic", "online", "patent", "thesis"] {
        assert!(!losses.iter().any(|loss| loss.starts_with(same)), "{losses:?}");
    }
    let text = bibtex(&library).unwrap();
    for line in ["@book{collection,", "@inbook{suppbook,", "@manual{manual,", "@misc{video,"] {
        assert!(text.lines().any(|it| it == line), "{line} in {text}");
    }
    let text = convert(&library, Target::Hayagriva).unwrap().text;
    let again = read(&Source::new("a.yaml", text), SourceId(0), Some(Format::Hayagriva)).unwrap();
    let back = convert(&again.library, Target::Biblatex).unwrap().text;
    for word in ["collection", "proceedings", "reference", "inbook"] {
        assert!(back.contains(&format!("@{word}{{{word},")), "{back}");
    }
}

#[test]
fn editors_keep_their_roles() {
    let text = "@book{a,
  editor = {C, D},
  editortype = {redactor},
  editora = {E, F and G, H},
  editoratype = {founder},
  editorb = {I, J},
  editorbtype = {collaborator},
  title = {T},
}

@book{b,
  editor = {A, B},
  editora = {C, D},
  editoratype = {compiler},
  title = {T},
}
";
    let library = bib(text);
    let converted = convert(&library, Target::Biblatex).unwrap();
    assert_eq!((&*converted.text, converted.losses), (text, vec![]));
    let as_json = convert(&library, Target::CslJson).unwrap();
    assert_eq!(as_json.losses, []);
    assert!(as_json.text.contains(r#""role": "redactor""#), "{}", as_json.text);
    assert_eq!(convert(&json(&as_json.text), Target::Biblatex).unwrap().text, text);
    // BibTeX would print whoever is in `editor` as an editor.
    assert!(bibtex(&library).unwrap().contains("editora = {C, D},\n  editoratype = {redactor},"));
}

#[test]
fn a_note_does_not_become_variables() {
    let library = bib("@article{a, title = {T}, note = {Number: 3\nPublisher: X}}
@article{b, title = {T}, note = {http://example.org: a copy}}");
    for to in [Target::CslJson, Target::CslYaml] {
        let Converted { text, losses, .. } = convert(&library, to).unwrap();
        assert_eq!(losses, [], "{text}");
        assert!(text.contains(" Number: 3 Publisher: X"), "{text}");
    }
    // A line that is a field is none any more when it is written again.
    let variables = json(r#"[{"id": "a", "type": "book", "note": "edition: 2\nA note"}]"#);
    assert_eq!(variables.entries()[0].str(Variable::Edition), Some("2"));
    assert_eq!(lost(&variables, Target::CslJson), [""; 0]);
}

#[test]
fn structures_of_services_are_kept() {
    let text = r#"[{"id": "a", "type": "book", "title": "T", "license": [{"URL": "http://l"}],
  "author": [{"family": "A", "given": "B", "ORCID": "0000-0002-1825-0097", "affiliation": [{"name": "X; \"Y\""}], "authenticated-orcid": false}, {"family": "C"}],
  "relation": {"is-part-of": [{"id": "x", "n": 1.5}]}, "custom": {"mine": {"b": [1, null, true]}},
  "categories": ["one", "two"], "ISSN": ["0305-1048", "1362-4962"],
  "journalAbbreviation": "J", "container-title-short": "Jo."}]"#;
    let library = json(text);
    let entry = &library.entries()[0];
    assert_eq!(entry.str(Variable::ContainerTitleShort), Some("Jo."));
    assert_eq!(entry.str(Variable::Issn), Some("0305-1048, 1362-4962"));
    for to in [Target::CslJson, Target::CslYaml, Target::Biblatex] {
        assert_eq!(lost(&library, to), [""; 0]);
    }
    let same = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let written = same(&convert(&library, Target::CslJson).unwrap().text);
    let given = same(text);
    for name in ["author", "relation", "categories", "journalAbbreviation"] {
        assert_eq!(written[0][name], given[0][name], "{name}");
    }
    assert_eq!(written[0]["custom"]["mine"], given[0]["custom"]["mine"]);
    assert_eq!(written[0]["custom"]["license"], given[0]["license"]);
    let biblatex = convert(&library, Target::Biblatex).unwrap().text;
    assert!(biblatex.contains(r#"author+an:ORCID = {1="0000-0002-1825-0097"}"#), "{biblatex}");
    let again = same(&convert(&bib(&biblatex), Target::CslJson).unwrap().text);
    assert_eq!(again[0]["author"], given[0]["author"]);
    assert_eq!(again[0]["relation"], given[0]["relation"]);
}

#[test]
fn dates_in_bibtex() {
    for (edtf, fields) in [
        ("2020-21", "  year = {2020},\n  month = {Spring},\n"),
        ("-0043-03-15", "  year = {44 BC},\n  month = mar,\n  day = {15},\n"),
        ("2020-01-02/2020-01-04", "  year = {2020},\n  month = jan,\n  day = {2--4},\n"),
        ("2020-01/2020-03", "  year = {2020},\n  month = jan # \"--\" # mar,\n"),
        ("-0042/-0029", "  year = {43 BC--30 BC},\n"),
    ] {
        let mut entry = Entry::new("a", EntryType::Book);
        entry.set(Variable::Issued, Date::from_edtf(edtf).unwrap()).unwrap();
        let text = bibtex(&Library::from_iter([entry])).unwrap();
        assert_eq!(text, format!("@book{{a,\n{fields}}}\n"), "{edtf}");
    }
}

#[test]
fn ris_is_written_as_it_is_read() {
    let library = bib(r"@article{a,
  author = {van der Berg, Jan and King, Jr., Martin and {CERN} and others},
  title = {On \textit{E. coli}},
  journaltitle = {Annals}, shortjournal = {Ann.},
  date = {2001-05-03}, urldate = {2020-02-29}, volume = {3}, number = {2}, eid = {044504},
  pages = {12--15}, issn = {0305-1048, 1362-4962}, doi = {10.1000/a_b}, keywords = {a; b}, langid = {german},
}
@collection{c, editor = {Roe, Jo}, title = {C}, date = {2001-21}, series = {S}, number = {7}, isbn = {978-3-16-148410-0}, pagetotal = {300}}
@incollection{p, author = {Roe, Jo}, title = {P}, booktitle = {B}, editor = {Doe, Ann}, series = {S}, date = {1921/1923}, pages = {1, 3--5}}
@movie{m, title = {M}, director = {D, E}, date = {1999}}
");
    let Converted { text, losses, .. } = convert(&library, Target::Ris).unwrap();
    insta::assert_snapshot!("ris", text);
    let lost: Vec<String> =
        losses.iter().map(|it| format!("{}: {}: {}", it.key, it.field, it.reason)).collect();
    insta::assert_snapshot!("ris-losses", lost.join("\n"));
    let again = read(&Source::new("a.ris", text.clone()), SourceId(0), Some(Format::Ris)).unwrap();
    assert!(again.diagnostics.is_empty(), "{:?}", again.diagnostics);
    let twice = convert(&again.library, Target::Ris).unwrap();
    assert_eq!((twice.text, twice.losses), (text, vec![]));
}

#[test]
fn numbers_of_arxiv_go_through_ris() {
    let library = bib(r"@online{a, author = {Roe, Jo}, title = {T}, date = {2020},
  eprint = {2001.01234}, eprinttype = {arXiv}, eprintclass = {cs.LG}}
@article{b, author = {Roe, Jo}, title = {T}, journaltitle = {Annals}, date = {2021},
  eprint = {2001.01234}, eprinttype = {arXiv}, eprintclass = {cs.LG}}");
    let Converted { text, losses, .. } = convert(&library, Target::Ris).unwrap();
    assert_eq!(text.matches("AN  - arXiv:2001.01234 [cs.LG]\n").count(), 2, "{text}");
    assert!(losses.is_empty(), "{losses:?}");
}

#[test]
fn and_others_is_no_person_in_hayagriva() {
    let library = bib("@book{a, author = {Roe, Jo and others}, title = {T}, date = {2020}}");
    let Converted { text, losses, .. } = convert(&library, Target::Hayagriva).unwrap();
    assert!(text.contains("  author: Roe, Jo\n"), "{text}");
    assert_eq!(losses.len(), 1);
    assert_eq!(losses[0].reason.to_string(), "it becomes `Jo Roe`");
}

#[test]
fn fields_that_are_joined_to_others_are_counted() {
    let bibliography = "@book{a, title = {T}, subtitle = {S}, note = {N}, addendum = {A}}\n\
                        @book{b, title = {T}, subtitle = {S}, date = {2020-05}}\n";
    let folder = folder_with("convert", "joined", &[("a.bib", bibliography)]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let command = command.args(["convert", "a.bib", "--to", "csl-json"]).current_dir(&folder);
    let said = String::from_utf8(command.output().unwrap().stderr).unwrap();
    assert_eq!(
        said,
        "3 fields are joined to others: `addendum` to `note`, `subtitle` to `title` (2 times)\n"
    );
}

#[test]
fn what_other_programs_read_is_written_for_them() {
    let library = bib(r"@techreport{a, title = {T}, number = {NS-98-7}, institution = {I},
  file = {Full Text:C\:\\x.pdf:application/pdf}, language = {german and french}}
@misc{m, title = {T}, howpublished = {Privately printed}}");
    let text = convert(&library, Target::CslJson).unwrap().text;
    assert!(text.contains(r#""number": "NS-98-7""#), "{text}");
    let text = convert(&library, Target::Biblatex).unwrap().text;
    for line in
        [r"  file = {Full Text:C\:\\x.pdf:application/pdf},", "  language = {german and french},"]
    {
        assert!(text.lines().any(|it| it == line), "{line} in {text}");
    }
    let text = bibtex(&library).unwrap();
    assert!(text.contains("  howpublished = {Privately printed},"), "{text}");
}
