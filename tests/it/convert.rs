//! Bibliographies converted to other formats, and what is lost.

use std::process::Command;

use ibid::Error;
use ibid::files::Files;
use ibid::model::{Entry, EntryType, Library, Name, Person, Text, Variable};
use ibid::read::{Format, read};
use ibid::source::{Source, SourceId};
use ibid::write::{Converted, Loss, Reason, Target, WriteError, bibtex, convert};

use crate::shared::shared;
use crate::support::{files_below, repository};

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
                atlas: dimensions `13:42`: the format has no free field for it\n";
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
