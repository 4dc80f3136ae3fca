//! The state while the notes of an essay are resolved one after the other.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::document::essay::apparatus::Note;
use crate::document::essay::catalogue::Catalogue;
use crate::document::essay::resolved::{NoteCite, Target};
use crate::model::Locator;

/// The work cited last.
#[derive(Clone)]
pub(super) struct Last {
    pub(super) target: Target,
    pub(super) locator: Option<Locator>,
}

pub(super) struct Resolver<'a, 'l> {
    pub(super) catalogue: &'a Catalogue<'l>,
    /// The essay.
    pub(super) text: &'a str,
    pub(super) notes: &'a [Note],
    pub(super) found: Vec<Vec<NoteCite>>,
    pub(super) by_label: HashMap<(u32, &'a str), usize>,
    /// Normalized family name → the cited works of that author, in order.
    pub(super) by_family: HashMap<String, Vec<usize>>,
    /// The normalized capitalized words of references whose works are in no bibliography.
    pub(super) unknown: HashSet<String>,
    /// Work → the note that cites it first.
    pub(super) first: BTreeMap<usize, usize>,
    /// The folded words of a short title that a note defines → its work.
    pub(super) aliases: BTreeMap<Vec<String>, usize>,
    pub(super) last: Option<Last>,
}

impl<'a, 'l> Resolver<'a, 'l> {
    /// The state before the first note.
    pub(super) fn new(catalogue: &'a Catalogue<'l>, text: &'a str, notes: &'a [Note]) -> Self {
        let mut by_label = HashMap::new();
        for (at, note) in notes.iter().enumerate() {
            by_label.entry((note.chapter, note.label.as_str())).or_insert(at);
        }
        Resolver {
            catalogue,
            text,
            notes,
            found: vec![Vec::new(); notes.len()],
            by_label,
            by_family: HashMap::new(),
            unknown: HashSet::new(),
            first: BTreeMap::new(),
            aliases: BTreeMap::new(),
            last: None,
        }
    }
}
