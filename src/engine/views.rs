//! Tests that a style specialized for a type prints the same as the style itself.

use crate::engine::{Options, render};
use crate::model::{
    Citation, Cite, Date, Entry, EntryType, Library, LocatorLabel, Name, Variable, VariableKind,
};
use crate::style::Style;
use crate::style::archive::{Embedded, styles};

/// Four entries of each type, with different variables.
fn library() -> Library {
    let mut seed = 1_u32;
    let mut roll = |sides: u32| {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        (seed >> 16) % sides
    };
    let entries = EntryType::ALL.iter().flat_map(|&kind| (0..4).map(move |nth| (kind, nth)));
    let entry = |(kind, nth): (EntryType, u32)| {
        let mut entry = Entry::new(format!("{}-{nth}", kind.name()), kind);
        for &variable in Variable::ALL {
            // One has nearly all variables, one nearly none.
            if roll(8) > 2 * nth {
                continue;
            }
            match variable.kind() {
                VariableKind::Name => {
                    let families = ["Mett", "Serge", "Goldman"];
                    let name = |at| Name::person(families[at as usize], "Ida");
                    entry.set_names(variable, (0..=roll(3)).map(name).collect());
                }
                VariableKind::Date => drop(entry.set_date(variable, Date::year(1917 + nth as i32))),
                VariableKind::Number => {
                    drop(entry.set_text(variable, ["7", "7-9", "special"][roll(3) as usize]));
                }
                VariableKind::Standard => drop(entry.set_text(variable, variable.name())),
            }
        }
        entry
    };
    entries.map(entry).collect()
}

#[test]
fn what_is_left_out_prints_nothing() {
    let library = library();
    let cite = |(index, key): (usize, &str)| match index % 3 {
        0 => Cite::new(key),
        1 => Cite::new(key).at(LocatorLabel::Page, (index + 1).to_string()),
        _ => Cite { suppress_author: true, ..Cite::new(key) },
    };
    let cites: Vec<Cite> = library.keys().enumerate().map(cite).collect();
    // Each is cited twice, since some print differently when they were cited before.
    let cites = cites.chunks(2).chain(cites.chunks(3));
    let citation = |(note, cites): (u32, &[Cite])| Citation {
        cites: cites.to_vec(),
        note: Some(note),
        ..Citation::default()
    };
    let citations: Vec<Citation> = (1..).zip(cites).map(citation).collect();
    for embedded in styles() {
        let style = Style::compile(embedded.xml, None, &Embedded).unwrap();
        let options = Options::default();
        let printed = render(&style, &library, &citations, &options);
        let whole = render(&style.with_open_views(), &library, &citations, &options);
        let pairs = printed.citations.iter().zip(&whole.citations);
        pairs
            .for_each(|(own, whole)| assert_eq!(own.as_str(), whole.as_str(), "{}", embedded.name));
        assert!(printed == whole, "{} prints another bibliography", embedded.name);
    }
}
