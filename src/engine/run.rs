//! A rendering: its items, and the results of each phase.

use std::sync::Arc;

use crate::engine::context::{Context, Disambiguated};
use crate::engine::decisions::{CitePlan, ItemDecisions, Placed};
use crate::engine::given_names::GivenNameIndex;
use crate::engine::ids::{EntryId, ItemId};
use crate::engine::item::Item;
use crate::engine::options::{Options, Uncited};
use crate::engine::rendered::UnknownKey;
use crate::engine::sort::Sorter;
use crate::model::{Abbreviations, Citation, CitationMode, Cite, Library, Variable};
use crate::style::ir::{Layout, Program, SortKey};
use crate::style::locale::Locale;

pub(crate) struct Run<'a> {
    pub(crate) program: &'a Program,
    pub(crate) options: &'a Options,
    /// In the order of first citation, followed by the uncited ones.
    pub(crate) items: Vec<Item<'a>>,
    pub(crate) facts: Vec<ItemDecisions>,
    pub(crate) citations: Vec<RunCitation<'a>>,
    /// The items of the bibliography, in its order.
    pub(crate) bibliography: Vec<ItemId>,
    pub(crate) unknown: Vec<UnknownKey>,
    /// The given names that distinguish people everywhere.
    pub(crate) given_names: Option<Arc<GivenNameIndex>>,
}

/// A citation, with its cites in the order in which they are printed.
pub(crate) struct RunCitation<'a> {
    pub(crate) citation: &'a Citation,
    pub(crate) cites: Vec<RunCite<'a>>,
}

#[derive(Clone, Copy)]
pub(crate) struct RunCite<'a> {
    pub(crate) cite: &'a Cite,
    pub(crate) item: ItemId,
    pub(crate) placed: Placed,
    pub(crate) plan: CitePlan<'a>,
}

impl RunCitation<'_> {
    /// Whether the text names the author of the first cite as it is written.
    fn names_first(&self) -> bool {
        matches!(self.citation.mode, CitationMode::AuthorOnly | CitationMode::Composite { .. })
    }

    /// Whether all cites are sorted as the style has it.
    pub(crate) fn is_in_order_of_keys(&self) -> bool {
        !self.citation.unsorted && !self.names_first()
    }
}

impl<'a> Run<'a> {
    pub(crate) fn new(
        program: &'a Program,
        library: &'a Library,
        citations: &'a [Citation],
        options: &'a Options,
    ) -> Self {
        let mut run = Run {
            program,
            options,
            items: Vec::new(),
            facts: Vec::new(),
            citations: Vec::with_capacity(citations.len()),
            bibliography: Vec::new(),
            unknown: Vec::new(),
            given_names: None,
        };
        // The item of each entry of the library, once it has one.
        let mut numbers: Vec<Option<ItemId>> = vec![None; library.len()];
        for (index, citation) in citations.iter().enumerate() {
            let mut cites = Vec::with_capacity(citation.cites.len());
            for (place, cite) in citation.cites.iter().enumerate() {
                match EntryId::of_key(&cite.key, library) {
                    Some(entry) => {
                        let item = run.item(library, entry, &mut numbers);
                        cites.push(RunCite {
                            cite,
                            item,
                            placed: Placed::default(),
                            plan: CitePlan::default(),
                        });
                    }
                    None => run.unknown.push(UnknownKey {
                        citation: index,
                        cite: place,
                        key: cite.key.clone(),
                    }),
                }
            }
            run.citations.push(RunCitation { citation, cites });
        }
        match &options.uncited {
            Uncited::None => {}
            Uncited::All => {
                for entry in library.first_of_keys().map(EntryId::new) {
                    run.item(library, entry, &mut numbers);
                }
            }
            Uncited::Keys(keys) => {
                for entry in keys.iter().filter_map(|key| EntryId::of_key(key, library)) {
                    run.item(library, entry, &mut numbers);
                }
            }
        }
        run.facts = vec![ItemDecisions::default(); run.items.len()];
        run
    }

    /// An entry's item, which is created if necessary.
    fn item(
        &mut self,
        library: &'a Library,
        entry: EntryId,
        numbers: &mut [Option<ItemId>],
    ) -> ItemId {
        *numbers[entry].get_or_insert_with(|| {
            self.items.push(Item::new(entry.entry(library)));
            ItemId::new(self.items.len() - 1)
        })
    }

    /// The ids of all items.
    pub(crate) fn item_ids(&self) -> impl Iterator<Item = ItemId> + use<> {
        ItemId::first(self.items.len())
    }

    pub(crate) fn set_bibliography(&mut self, order: Vec<ItemId>) {
        for (place, &item) in order.iter().enumerate() {
            self.facts[item].bibliography_place = place;
        }
        self.bibliography = order;
    }

    /// The indexes of a citation's cites in the order in which they are printed.
    pub(crate) fn order_of_citation(
        &self,
        sorter: &Sorter<'_>,
        keys: &[SortKey],
        citation: &RunCitation<'_>,
    ) -> Vec<usize> {
        if citation.citation.unsorted {
            return (0..citation.cites.len()).collect();
        }
        let mut order = self.order_of_cites(sorter, keys, &citation.cites);
        // The author named in the text is that of the first cite as written, not of the first in
        // the style's order.
        if citation.names_first()
            && let Some(place) = order.iter().position(|&place| place == 0)
        {
            order[..=place].rotate_right(1);
        }
        order
    }

    /// The indexes of cites in the order of the keys.
    pub(crate) fn order_of_cites(
        &self,
        sorter: &Sorter<'_>,
        keys: &[SortKey],
        cites: &[RunCite<'_>],
    ) -> Vec<usize> {
        // A citation may cite an item twice, with others of equal keys between.
        let mut order: Vec<usize> = (0..cites.len()).collect();
        let sorted = |place: usize| {
            let item = cites[place].item;
            (&self.items[item], self.key_context(item))
        };
        sorter.sort(keys, &sorted, &mut order);
        order
    }

    pub(crate) fn locale(&self) -> &'a Locale {
        &self.program.locales[0]
    }

    /// The layout for an item, by its language.
    pub(crate) fn layout<'l>(&self, layouts: &'l [Layout], item: ItemId) -> &'l Layout {
        if let [only] = layouts {
            return only;
        }
        let language = self.items[item].entry.str(Variable::Language);
        let for_language = language.and_then(|language| {
            let primary = language.split(['-', '_']).next().unwrap_or_default();
            let serves = |tag: &str| tag.eq_ignore_ascii_case(language) || tag == primary;
            layouts.iter().find(|layout| layout.languages.iter().any(|tag| serves(tag)))
        });
        let general = || layouts.iter().find(|layout| layout.languages.is_empty());
        for_language.or_else(general).unwrap_or(&layouts[0])
    }

    /// The context for evaluating an item in the bibliography.
    pub(crate) fn entry_context(&self, item: ItemId) -> Context<'_> {
        let facts = &self.facts[item];
        Context {
            citation_number: facts.citation_number,
            disambiguation: self.disambiguated(item),
            abbreviations: self.abbreviations(),
            ..Context::default()
        }
    }

    /// What sort keys of cites know of an item: nothing of disambiguation, which comes after them, but
    /// for the given names by which people are told apart everywhere.
    pub(crate) fn key_context(&self, item: ItemId) -> Context<'_> {
        let given_names = self.given_names.as_deref();
        let disambiguation = Disambiguated { given_names, ..Disambiguated::default() };
        Context { disambiguation, ..self.entry_context(item) }
    }

    /// The context for evaluating a cite.
    pub(crate) fn cite_context<'s>(&'s self, cite: &RunCite<'s>) -> Context<'s> {
        Context {
            cite: Some(cite.cite),
            position: cite.placed.position,
            near_note: cite.placed.near_note,
            citation_number: self.facts[cite.item].citation_number,
            first_note: cite.placed.first_note,
            disambiguation: self.disambiguated(cite.item),
            suppress_author: cite.cite.suppress_author,
            compares: false,
            suppress_year: false,
            abbreviations: self.abbreviations(),
        }
    }

    pub(crate) fn abbreviations(&self) -> Option<&Abbreviations> {
        Some(&self.options.abbreviations).filter(|abbreviations| !abbreviations.is_empty())
    }

    fn disambiguated(&self, item: ItemId) -> Disambiguated<'_> {
        let facts = &self.facts[item];
        Disambiguated {
            year_suffix: facts.year_suffix,
            conditions: facts.conditions,
            lists: &facts.lists,
            given_names: self.given_names.as_deref(),
        }
    }
}
