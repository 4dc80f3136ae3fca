//! Which fields an entry inherits from the entry in its `crossref` or `xdata`, and under which
//! names.

use crate::dialect::bib::Field;
use crate::dialect::bib::Kind;
use crate::read::bibtex::bibliography::Bibliography;
use crate::read::bibtex::inherited::{Inheritance, Inherited};

/// What `entry` inherits from `parent`, whose own inheritance is already known.
pub(super) fn inherit(
    bib: &Bibliography<'_>,
    entry: usize,
    parent: usize,
    link: Field,
    resolved: &Inheritance,
) -> Vec<Inherited> {
    let mut has = [false; Field::COUNT];
    for field in bib.fields(entry) {
        if let Some(meaning) = bib.meaning(field) {
            has[meaning as usize] = true;
        }
    }
    for inherited in resolved.get(&entry).into_iter().flatten() {
        has[inherited.target as usize] = true;
    }
    // A date is inherited completely or not at all.
    let dates = DATES.map(|group| group.iter().any(|part| has[*part as usize]));

    let own = bib.fields(parent).filter_map(|field| {
        bib.meaning(field).map(|target| Inherited { target, field, from: parent })
    });
    let further = resolved.get(&parent).into_iter().flatten().copied();
    let mut out: Vec<Inherited> = Vec::new();
    for given in own.chain(further) {
        for &target in targets(given.target, link, bib.kind(parent), bib.kind(entry)).as_slice() {
            let dated = DATES.iter().position(|group| group.contains(&target));
            let taken = has[target as usize]
                || dated.is_some_and(|group| dates[group])
                || out.iter().any(|other| other.target == target);
            if !taken {
                out.push(Inherited { target, ..given });
            }
        }
    }
    out
}

const DATES: [&[Field]; 4] = [
    &[Field::Date, Field::Year, Field::Month, Field::Day, Field::Endyear, Field::Yeardivision],
    &[Field::Eventdate, Field::Eventyear, Field::Eventmonth, Field::Eventday],
    &[Field::Origdate, Field::Origyear, Field::Origmonth, Field::Origday],
    &[Field::Urldate, Field::Urlyear, Field::Urlmonth, Field::Urlday],
];

/// The result for one field: nothing, one field, or two.
enum Targets {
    None,
    One([Field; 1]),
    Two([Field; 2]),
}

impl Targets {
    fn as_slice(&self) -> &[Field] {
        match self {
            Targets::None => &[],
            Targets::One(fields) => fields,
            Targets::Two(fields) => fields,
        }
    }
}

/// *Source*: the BibLaTeX manual (3.18), appendix B, "Default Inheritance Setup".
fn targets(field: Field, link: Field, parent: Kind, child: Kind) -> Targets {
    use Field as F;
    if matches!(
        field,
        F::Ids
            | F::Crossref
            | F::Xref
            | F::Entryset
            | F::Entrysubtype
            | F::Label
            | F::Options
            | F::Related
            | F::Shorthand
            | F::Xdata
    ) {
        return Targets::None;
    }
    if link == F::Xdata {
        return Targets::One([field]);
    }
    let in_book = matches!(child, Kind::Inbook | Kind::Bookinbook | Kind::Suppbook);
    let in_collection =
        matches!(child, Kind::Incollection | Kind::Inreference | Kind::Suppcollection);
    let in_proceedings = matches!(child, Kind::Inproceedings | Kind::Conference);
    let level = match parent {
        Kind::Mvbook if in_book || child == Kind::Book => Level::Main,
        Kind::Mvcollection | Kind::Mvreference
            if in_collection || matches!(child, Kind::Collection | Kind::Reference) =>
        {
            Level::Main
        }
        Kind::Mvproceedings if in_proceedings || child == Kind::Proceedings => Level::Main,
        Kind::Book if in_book => Level::Book,
        // BibTeX has no collections, so an anthology is a book there.
        Kind::Collection | Kind::Reference | Kind::Book if in_collection => Level::Book,
        Kind::Proceedings if in_proceedings => Level::Book,
        Kind::Periodical if matches!(child, Kind::Article | Kind::Suppperiodical) => Level::Journal,
        _ => return Targets::One([field]),
    };
    let by_level = |main, book, journal| match level {
        Level::Main => Targets::One([main]),
        Level::Book => Targets::One([book]),
        Level::Journal => Targets::One([journal]),
    };
    match field {
        F::Title => by_level(F::Maintitle, F::Booktitle, F::Journaltitle),
        F::Subtitle => by_level(F::Mainsubtitle, F::Booksubtitle, F::Journalsubtitle),
        F::Titleaddon => by_level(F::Maintitleaddon, F::Booktitleaddon, F::Journaltitleaddon),
        F::Shorttitle => Targets::None,
        F::Author if in_book && matches!(parent, Kind::Book | Kind::Mvbook) => {
            Targets::Two([F::Author, F::Bookauthor])
        }
        field => Targets::One([field]),
    }
}

enum Level {
    Main,
    Book,
    Journal,
}
