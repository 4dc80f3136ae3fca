//! An editing session prints what a full rendering of the same citations prints.

use std::num::NonZeroUsize;
use std::sync::Arc;

use ibid::engine::{
    Bibliography, BibliographyEntry, Changes, Criterion, Filter, Options, Rendered, Session,
    Uncited, render,
};
use ibid::markup::Markup;
use ibid::model::{
    Citation, CitationMode, Cite, Date, DatePoint, Entry, EntryType, Library, LocatorLabel, Name,
    Person, Text, Variable,
};
use ibid::style::Style;
use ibid::style::archive::Embedded;
use proptest::prelude::{Just, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use crate::render::style;
use crate::shared::shared;
use crate::support::files_in;

/// Few people, years and titles, so that many entries print the same until they are told apart.
fn entry(key: usize, index: usize) -> Entry {
    let people =
        [("Doe", "Jane"), ("Doe", "John"), ("Doe", "Jack"), ("Roe", "Jane"), ("Öz", "Ali")];
    let person = |index: usize| {
        let (family, given) = people[index % people.len()];
        Name::Person(Person { family: family.into(), given: given.into(), ..Person::default() })
    };
    let kind = [EntryType::Book, EntryType::ArticleJournal, EntryType::Webpage][index % 3];
    let mut entry = Entry::new(format!("key{key}"), kind);
    let count = index % 4;
    let mut names: Vec<Name> = (0..count).map(|at| person(index / 2 + at)).collect();
    if index % 5 == 2 && count > 0 {
        names.push(Name::Others);
    }
    entry.set(Variable::Author, names).unwrap();
    let title = ["A Title", "Another", "The Third One"][index % 3];
    entry.set(Variable::Title, Text::plain(title)).unwrap();
    if !index.is_multiple_of(7) {
        let year = DatePoint::year(2000 + (index % 3) as i32);
        entry.set(Variable::Issued, Date::Point(year)).unwrap();
    }
    // An alias that other entries may have as their key.
    if index % 11 == 10 {
        entry.aliases.push(format!("key{}", index % 4 + 22));
    }
    entry
}

fn library() -> Library {
    (0..24).map(|index| entry(index, index)).collect()
}

#[derive(Debug, Clone)]
enum Edit {
    Insert(usize, Citation),
    InsertNote(usize, Citation),
    Replace(usize, Citation),
    Remove(usize),
    RemoveNote(usize),
    /// An entry of this number, made as those of the library are, with the content of another.
    SetEntry(usize, usize),
    RemoveEntry(usize),
}

fn citation() -> impl Strategy<Value = Citation> {
    let locator = prop_oneof![Just(None), Just(Some("12")), Just(Some("13"))];
    let cite = (0_usize..26, locator, any::<bool>()).prop_map(|(key, page, suppress)| {
        // The last ones are not in the library.
        let cite = Cite::new(format!("key{key}"));
        let cite = match page {
            Some(page) => cite.at(LocatorLabel::Page, page),
            None => cite,
        };
        Cite { suppress_author: suppress && key % 5 == 0, ..cite }
    });
    let mode = prop_oneof![
        6 => Just(CitationMode::Normal),
        1 => Just(CitationMode::SuppressAuthor),
        1 => Just(CitationMode::Composite { infix: None }),
    ];
    let note = prop_oneof![Just(None), (1_u32..6).prop_map(Some)];
    let cites = prop::collection::vec(cite, 1..4);
    (cites, note, mode).prop_map(|(cites, note, mode)| Citation {
        cites,
        note,
        mode,
        ..Citation::default()
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = 0_usize..12;
    prop_oneof![
        3 => (at.clone(), citation()).prop_map(|(at, it)| Edit::Insert(at, it)),
        3 => (at.clone(), citation()).prop_map(|(at, it)| Edit::InsertNote(at, it)),
        2 => (at.clone(), citation()).prop_map(|(at, it)| Edit::Replace(at, it)),
        2 => at.clone().prop_map(Edit::Remove),
        1 => at.prop_map(Edit::RemoveNote),
        2 => (0_usize..26, 0_usize..60).prop_map(|(key, index)| Edit::SetEntry(key, index)),
        1 => (0_usize..26).prop_map(Edit::RemoveEntry),
    ]
}

/// What a caller knows who keeps to the changes that it is told of.
struct Caller {
    citations: Vec<Markup>,
    entries: Option<Vec<BibliographyEntry>>,
}

impl Caller {
    fn edit(&mut self, session: &mut Session, edit: &Edit) {
        let changes = match edit.clone() {
            Edit::Insert(at, citation) => {
                self.citations.insert(at.min(self.citations.len()), Markup::default());
                session.insert(at, citation)
            }
            Edit::InsertNote(at, citation) => {
                self.citations.insert(at.min(self.citations.len()), Markup::default());
                session.insert_note(at, citation)
            }
            Edit::Replace(at, citation) => session.replace(at, citation),
            Edit::Remove(at) => {
                self.remove(at);
                session.remove(at)
            }
            Edit::RemoveNote(at) => {
                self.remove(at);
                session.remove_note(at)
            }
            Edit::SetEntry(key, index) => session.set_entry(entry(key, index)),
            Edit::RemoveEntry(key) => {
                let removed = session.remove_entry(&format!("key{key}"));
                removed.map(|(_, changes)| changes).unwrap_or_default()
            }
        };
        self.take_up(changes);
    }

    fn remove(&mut self, at: usize) {
        if at < self.citations.len() {
            self.citations.remove(at);
        }
    }

    fn take_up(&mut self, changes: Changes) {
        for (at, markup) in changes.citations {
            self.citations[at] = markup;
        }
        if let (Some(entries), Some(changes)) = (&mut self.entries, changes.bibliography) {
            changes.apply(entries);
        }
    }
}

fn rendered(session: &Session) -> Rendered {
    let texts = (0..session.citations().len()).map(|at| session.text(at).cloned().unwrap());
    let mut rendered = Rendered::default();
    rendered.citations = texts.collect();
    rendered.bibliography = session.bibliography();
    rendered.unknown = session.unknown();
    rendered
}

fn holds(style: &Style, edits: &[Edit], options: &Options) -> Result<(), TestCaseError> {
    let mut session = Session::new(style, library(), Vec::new(), options.clone());
    let mut caller = Caller {
        citations: Vec::new(),
        entries: session.bibliography().map(|bibliography| bibliography.entries),
    };
    for edit in edits {
        caller.edit(&mut session, edit);
        let citations: Vec<Citation> = session.citations().cloned().collect();
        let library = session.library();
        let full = render(style, library, &citations, options);
        prop_assert_eq!(&full, &rendered(&session));
        prop_assert_eq!(&full.citations, &caller.citations);
        let entries = full.bibliography.map(|Bibliography { entries, .. }| entries);
        prop_assert_eq!(&entries, &caller.entries);
    }
    // Begun with all of them, it is the same.
    let citations: Vec<Citation> = session.citations().cloned().collect();
    let library = Arc::clone(session.library());
    let begun = Session::new(style, library, citations, options.clone());
    prop_assert_eq!(rendered(&session), rendered(&begun));
    Ok(())
}

const STYLES: &[&str] = &[
    "apa",
    "chicago-notes",
    "chicago-author-date",
    "ieee",
    "modern-language-association",
    "nature",
    "american-chemical-society",
    "harvard-cite-them-right",
    "gb-7714-2015-note",
    "alphanumeric",
];

proptest! {
    #![proptest_config(proptest::test_runner::Config {
        cases: 24, failure_persistence: None, ..Default::default()
    })]

    #[test]
    fn a_session_prints_what_a_full_rendering_prints(
        edits in prop::collection::vec(edit(), 1..14),
        all in any::<bool>(),
        books in any::<bool>(),
        unsorted in any::<bool>(),
    ) {
        let uncited = if all { Uncited::All } else { Uncited::None };
        let include = if books { vec![Criterion::Type(EntryType::Book)] } else { Vec::new() };
        let filter = Filter { include, ..Filter::default() };
        let threads = NonZeroUsize::new(1);
        let options = Options { uncited, filter, unsorted, threads, ..Options::default() };
        for name in STYLES {
            holds(&style(name), &edits, &options)?;
        }
    }
}

/// As many sessions as `SESSIONS` says, each with the next of all official styles; `SEED` says which.
#[test]
fn sessions_of_all_styles_print_what_a_full_rendering_prints() {
    let Some(folder) = shared("csl-styles") else { return };
    let number = |name: &str| std::env::var(name).ok().map(|value| value.parse::<u64>().unwrap());
    let sessions = number("SESSIONS").unwrap_or(40) as usize;
    let seed = number("SEED").unwrap_or(1);
    let styles: Vec<_> = files_in(&folder)
        .into_iter()
        .filter(|file| file.extension() == Some("csl".as_ref()))
        .collect();
    let bytes: Vec<u8> = (0..4).flat_map(|at| (seed + at).to_le_bytes()).collect();
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let sessions_of = (prop::collection::vec(edit(), 1..16), any::<bool>());
    let stride = styles.len().div_ceil(sessions).max(1);
    for file in styles.iter().cycle().step_by(stride).take(sessions) {
        let (edits, all) = sessions_of.new_tree(&mut runner).unwrap().current();
        let xml = std::fs::read_to_string(file).unwrap();
        let Ok(style) = Style::compile(&xml, Some("en-US"), &Embedded) else { continue };
        let uncited = if all { Uncited::All } else { Uncited::None };
        let options = Options { uncited, threads: NonZeroUsize::new(1), ..Options::default() };
        if let Err(error) = holds(&style, &edits, &options) {
            panic!("{}, seed {seed}: {error}\n{edits:?}", file.display());
        }
    }
}

/// A style may sort by a number that it does not print.
#[test]
fn cites_change_places_by_numbers_that_do_not_show() {
    let xml = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
      <info><title>t</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
      <citation><sort><key variable="citation-number"/></sort>
      <layout delimiter="; "><text variable="title"/></layout></citation></style>"#;
    let style = Style::compile(xml, None, &Embedded).unwrap();
    let library = library();
    let cite = |keys: &[usize]| Citation {
        cites: keys.iter().map(|key| Cite::new(format!("key{key}"))).collect(),
        ..Citation::default()
    };
    let citations = vec![cite(&[2]), cite(&[1]), cite(&[2]), cite(&[1, 2])];
    let mut session = Session::new(&style, library.clone(), citations, Options::default());
    let before = session.text(3).cloned();
    let changes = session.remove(0);
    let citations: Vec<Citation> = session.citations().cloned().collect();
    let full = render(&style, &library, &citations, &Options::default());
    assert_eq!(session.text(2), full.citations.get(2));
    assert_ne!(session.text(2), before.as_ref());
    assert_eq!(changes.citations.len(), 1, "{changes:?}");
}

#[test]
fn notes_count_on_up_to_where_they_begin_anew() {
    let library = library();
    let style = style("chicago-notes");
    let cite = |note| Citation { cites: vec![Cite::new("key1")], note, ..Citation::default() };
    let notes = [Some(1), None, Some(2), Some(2), Some(3), Some(1), Some(2)];
    let after = |edit: &dyn Fn(&mut Session)| {
        let citations = notes.map(cite).to_vec();
        let mut session = Session::new(&style, library.clone(), citations, Options::default());
        edit(&mut session);
        session.citations().map(|it| it.note.unwrap_or(0)).collect::<Vec<_>>()
    };
    let insert = |at: usize| {
        after(&|session| {
            session.insert_note(at, cite(None));
        })
    };
    let remove = |at: usize| {
        after(&|session| {
            session.remove_note(at);
        })
    };
    assert_eq!(insert(0), [1, 2, 0, 3, 3, 4, 1, 2]);
    assert_eq!(insert(2), [1, 0, 2, 3, 3, 4, 1, 2]);
    // Between the two citations of one note it is a third.
    assert_eq!(insert(3), [1, 0, 2, 2, 2, 3, 1, 2]);
    assert_eq!(insert(5), [1, 0, 2, 2, 3, 4, 1, 2]);
    assert_eq!(insert(6), [1, 0, 2, 2, 3, 1, 2, 3]);
    assert_eq!(insert(9), [1, 0, 2, 2, 3, 1, 2, 3]);
    assert_eq!(remove(0), [0, 1, 1, 2, 1, 2]);
    assert_eq!(remove(1), [1, 2, 2, 3, 1, 2]);
    assert_eq!(remove(2), [1, 0, 2, 3, 1, 2]);
    assert_eq!(remove(4), [1, 0, 2, 2, 1, 2]);
    assert_eq!(remove(7), [1, 0, 2, 2, 3, 1, 2]);
}
