//! One rendering: its items, and what each phase has found out about them.

use std::sync::Arc;

use crate::engine::bibliography;
use crate::engine::cluster;
use crate::engine::context::{Context, Disambiguated, ListExpansion};
use crate::engine::disambiguate::{self, People};
use crate::engine::item::Item;
use crate::engine::parallel;
use crate::engine::position::{Placed, PlacedCite, Positions};
use crate::engine::sort::Sorter;
use crate::engine::tape::Tape;
use crate::engine::{Options, Uncited, UnknownKey};
use crate::markup::{Bibliography, Markup};
use crate::model::{Abbreviations, Citation, Cite, Library, Variable};
use crate::style::ir::{Layout, Program, Scope, SortKey};
use crate::style::locale::Locale;

pub(crate) struct Run<'a> {
    pub(crate) program: &'a Program,
    pub(crate) options: &'a Options,
    /// In the order of first citation, then the uncited ones.
    pub(crate) items: Vec<Item<'a>>,
    pub(crate) facts: Vec<ItemFacts>,
    pub(crate) citations: Vec<RunCitation<'a>>,
    /// The items of the bibliography, in its order.
    pub(crate) bibliography: Vec<usize>,
    pub(crate) unknown: Vec<UnknownKey>,
    /// The people that are told apart by their given names everywhere.
    pub(crate) people: Option<Arc<People>>,
}

/// What the phases find out about an item.
#[derive(Debug, Clone, Default)]
pub(crate) struct ItemFacts {
    /// From 1.
    pub(crate) citation_number: u32,
    /// From 0.
    pub(crate) bibliography_place: usize,
    pub(crate) year_suffix: Option<u32>,
    pub(crate) conditions: u16,
    pub(crate) lists: Vec<ListExpansion>,
}

impl ItemFacts {
    /// Whether this and what was found out before print the same; `by_number` is whether the number
    /// shows.
    pub(crate) fn prints_as(&self, before: &ItemFacts, by_number: bool) -> bool {
        (!by_number || self.citation_number == before.citation_number)
            && self.year_suffix == before.year_suffix
            && self.conditions == before.conditions
            && self.lists == before.lists
    }
}

/// A citation, its cites in the order in which they are printed.
pub(crate) struct RunCitation<'a> {
    pub(crate) citation: &'a Citation,
    pub(crate) cites: Vec<RunCite<'a>>,
}

#[derive(Clone, Copy)]
pub(crate) struct RunCite<'a> {
    pub(crate) cite: &'a Cite,
    pub(crate) item: usize,
    pub(crate) placed: Placed,
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
            people: None,
        };
        // The item of each entry of the library, once it has one.
        let mut numbers: Vec<Option<usize>> = vec![None; library.len()];
        for (index, citation) in citations.iter().enumerate() {
            let mut cites = Vec::with_capacity(citation.cites.len());
            for (place, cite) in citation.cites.iter().enumerate() {
                match library.position(&cite.key) {
                    Some(entry) => {
                        let item = run.item(library, entry, &mut numbers);
                        cites.push(RunCite { cite, item, placed: Placed::default() });
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
                for entry in library.first_of_keys() {
                    run.item(library, entry, &mut numbers);
                }
            }
            Uncited::Keys(keys) => {
                for entry in keys.iter().filter_map(|key| library.position(key)) {
                    run.item(library, entry, &mut numbers);
                }
            }
        }
        run.facts = vec![ItemFacts::default(); run.items.len()];
        run
    }

    /// The number of an entry's item, a new one where it has none yet.
    fn item(&mut self, library: &'a Library, entry: usize, numbers: &mut [Option<usize>]) -> usize {
        *numbers[entry].get_or_insert_with(|| {
            self.items.push(Item::new(&library.entries()[entry]));
            self.items.len() - 1
        })
    }

    /// Sorts the bibliography and numbers its items.
    pub(crate) fn number_items(&mut self) {
        let mut order: Vec<usize> = (0..self.items.len()).collect();
        for (number, &item) in order.iter().enumerate() {
            self.facts[item].citation_number = number as u32 + 1;
        }
        let Some(bibliography) = &self.program.bibliography else {
            return self.set_bibliography(order);
        };
        if !bibliography.sort.is_empty() && !self.options.unsorted {
            let keys = &bibliography.sort;
            let sorter =
                Sorter::new(self.program, self.locale(), Scope::Bibliography, self.options.threads);
            sorter.sort(keys, &self.items, &|item| self.entry_context(item), &mut order);
            // They are numbered in the order of the bibliography, from its end where their numbers
            // are sorted downwards.
            let last = order.len() as u32;
            let downwards = bibliography.numbers_downwards;
            for (place, &item) in (1..).zip(&order) {
                self.facts[item].citation_number = if downwards { last + 1 - place } else { place };
            }
        }
        self.set_bibliography(order);
    }

    pub(crate) fn set_bibliography(&mut self, order: Vec<usize>) {
        for (place, &item) in order.iter().enumerate() {
            self.facts[item].bibliography_place = place;
        }
        self.bibliography = order;
    }

    /// Orders the cites of each citation as the style's sort has it.
    pub(crate) fn sort_cites(&mut self) {
        let keys = &self.program.citation.sort;
        if keys.is_empty() || self.citations.iter().all(|citation| citation.cites.len() < 2) {
            return;
        }
        let sorter =
            Sorter::new(self.program, self.locale(), Scope::Citation, self.options.threads);
        let mut citations = std::mem::take(&mut self.citations);
        for citation in citations.iter_mut().filter(|citation| citation.cites.len() > 1) {
            let order = self.order_of_cites(&sorter, keys, &citation.cites);
            citation.cites = order.iter().map(|&place| citation.cites[place]).collect();
        }
        self.citations = citations;
    }

    /// The places of a citation's cites in the order of the keys.
    pub(crate) fn order_of_cites(
        &self,
        sorter: &Sorter<'_>,
        keys: &[SortKey],
        cites: &[RunCite<'_>],
    ) -> Vec<usize> {
        // A citation may cite an item twice, with others of equal keys between.
        let items: Vec<Item<'_>> = cites.iter().map(|cite| self.items[cite.item]).collect();
        let mut order: Vec<usize> = (0..items.len()).collect();
        let context = |place: usize| self.key_context(cites[place].item);
        sorter.sort(keys, &items, &context, &mut order);
        order
    }

    pub(crate) fn place_cites(&mut self) {
        let distance = self.program.citation.near_note_distance;
        // citeproc-js tells where a work was first cited only to styles that ask for positions.
        let tells_first = self.program.citation.tests_position;
        let mut positions = Positions::new(self.items.len());
        for citation in &mut self.citations {
            let cites: Vec<PlacedCite<'_>> = citation
                .cites
                .iter()
                .map(|cite| PlacedCite { cite: cite.cite, item: Some(cite.item) })
                .collect();
            let placed = positions.place(citation.citation, &cites, distance);
            for (cite, placed) in citation.cites.iter_mut().zip(placed) {
                let first_note = placed.first_note.filter(|_| tells_first);
                cite.placed = Placed { first_note, ..placed };
            }
        }
    }

    pub(crate) fn disambiguate(&mut self) {
        disambiguate::disambiguate(self);
    }

    /// Renders the bibliography and the citations, which do not depend on each other any more.
    pub(crate) fn print(&self) -> (Vec<Markup>, Option<Bibliography>) {
        let style = self.program.bibliography.as_ref();
        let admitted = style.map_or_else(Vec::new, |_| bibliography::admitted(self));
        let (entries, citations) = parallel::on_both(
            (admitted.len(), self.citations.len()),
            self.options.threads,
            |range| {
                style.map_or_else(Vec::new, |style| {
                    bibliography::render_range(self, style, &admitted, range)
                })
            },
            |range| {
                let mut tape = Tape::of_citations(self.options);
                let citations = self.citations[range].iter();
                citations.map(|citation| cluster::render(self, citation, &mut tape)).collect()
            },
        );
        (citations, style.map(|style| bibliography::of_entries(style, entries)))
    }

    pub(crate) fn locale(&self) -> &'a Locale {
        &self.program.locales[0]
    }

    /// The layout for an item, by its language.
    pub(crate) fn layout<'l>(&self, layouts: &'l [Layout], item: usize) -> &'l Layout {
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

    /// What evaluation knows of an item in the bibliography.
    pub(crate) fn entry_context(&self, item: usize) -> Context<'_> {
        let facts = &self.facts[item];
        Context {
            citation_number: facts.citation_number,
            disambiguation: self.disambiguated(item),
            abbreviations: self.abbreviations(),
            ..Context::default()
        }
    }

    /// What sort keys of cites know of an item: nothing of disambiguation, which comes after them.
    pub(crate) fn key_context(&self, item: usize) -> Context<'_> {
        Context { disambiguation: Disambiguated::default(), ..self.entry_context(item) }
    }

    /// What evaluation knows of a cite.
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

    fn disambiguated(&self, item: usize) -> Disambiguated<'_> {
        let facts = &self.facts[item];
        Disambiguated {
            year_suffix: facts.year_suffix,
            conditions: facts.conditions,
            lists: &facts.lists,
            people: self.people.as_deref(),
        }
    }
}
