//! A document that is being written: citations and entries are inserted, replaced and removed, and
//! only what changes because of that is rendered again.
//!
//! Items, positions and the order of the bibliography are computed again each time, which is cheap.
//! Expensive results are kept: sort keys, the forms by which cites are compared, and the output.

mod changes;
mod entries;
mod library;
mod lookup;
mod notes;
mod order;

pub use changes::{BibliographyChanges, Changes};

use std::fmt;
use std::sync::Arc;

use crate::engine::bibliography;
use crate::engine::citation;
use crate::engine::collapse;
use crate::engine::decisions::{CitePlan, ItemDecisions, Placed};
use crate::engine::disambiguate::Memory;
use crate::engine::ids::{EntryId, ItemId};
use crate::engine::item::Item;
use crate::engine::options::Options;
use crate::engine::position;
use crate::engine::rendered::UnknownKey;
use crate::engine::run::{Run, RunCitation, RunCite};
use crate::engine::session::entries::Entries;
use crate::engine::session::lookup::{entries_of, uncited};
use crate::engine::session::order::Order;
use crate::engine::sort::Sorter;
use crate::engine::tape::Tape;
use crate::markup::{Bibliography, Markup};
use crate::model::{Citation, Library};
use crate::parallel;
use crate::style::Style;
use crate::style::ir::Scope;

/// The citations of a document, the library that they cite, and the output.
///
/// After each edit, the output is the same as that of [`render`](crate::engine::render). A session
/// borrows nothing, and can be sent to another thread.
///
/// # Example
///
/// ```
/// use ibid::engine::{Options, Session};
/// use ibid::model::{Citation, Cite, Entry, EntryType, Library};
/// use ibid::style::{Style, archive};
///
/// let mut library = Library::new();
/// for key in ["goldman", "berkman"] {
///     library.push(Entry::new(key, EntryType::Book).with_title(format!("The Book of {key}")));
/// }
/// let ieee = archive::style("ieee").unwrap();
/// let style = Style::compile(ieee.xml, None, &archive::Embedded)?;
/// let cite = |key: &str| Citation::from(Cite::new(key));
///
/// let mut session = Session::new(&style, library, vec![cite("goldman")], Options::default());
/// assert_eq!(session.text(0).unwrap().as_str(), "[1]");
/// // The first of the document is now another.
/// let changes = session.insert(0, cite("berkman"));
/// let texts: Vec<_> = changes.citations.iter().map(|(at, text)| (*at, text.as_str())).collect();
/// assert_eq!(texts, [(0, "[1]"), (1, "[2]")]);
/// # Ok::<(), ibid::style::StyleError>(())
/// ```
pub struct Session {
    document: Document,
    known: Known,
}

/// The input of the rendering.
struct Document {
    style: Style,
    library: Arc<Library>,
    options: Options,
    /// Entries that are in the bibliography although nothing may cite them.
    uncited: Vec<EntryId>,
    citations: Vec<Stored>,
}

/// Results that are kept between edits.
struct Known {
    order: Order,
    memory: Memory,
    /// By entry of the library.
    facts: Vec<ItemDecisions>,
    entries: Entries,
    /// Whether there were citations; a bibliography without any may print something else.
    had_citations: bool,
}

/// A citation of the document.
struct Stored {
    citation: Citation,
    /// The entry of each cite; `None` if the library has none.
    entries: Vec<Option<EntryId>>,
    /// The cites that have an entry, in the order in which they are printed, once it is known.
    order: Option<Vec<usize>>,
    placed: Vec<Placed>,
    markup: Markup,
    /// Whether it has not been printed yet.
    is_new: bool,
    /// Whether it cites an entry that has changed.
    is_stale: bool,
}

impl Session {
    /// Starts with the existing citations of a document. The library is the session's own, or an
    /// [`Arc`] shared with others.
    pub fn new(
        style: &Style,
        library: impl Into<Arc<Library>>,
        citations: Vec<Citation>,
        options: Options,
    ) -> Self {
        let library = library.into();
        let known = Known {
            order: Order::default(),
            memory: Memory::default(),
            facts: vec![ItemDecisions::default(); library.len()],
            entries: Entries::new(library.len()),
            had_citations: false,
        };
        let document = Document {
            style: style.clone(),
            uncited: uncited(&options, &library),
            options,
            citations: citations.into_iter().map(|it| Stored::new(it, &library)).collect(),
            library,
        };
        let mut session = Session { document, known };
        session.update();
        session
    }

    /// Inserts a citation before the one with this index, or at the end if there are fewer. The
    /// numbers of other notes stay the same; see [`Session::insert_note`].
    pub fn insert(&mut self, at: usize, citation: Citation) -> Changes {
        let at = at.min(self.document.citations.len());
        self.document.citations.insert(at, Stored::new(citation, &self.document.library));
        self.update()
    }

    /// Replaces the citation with this index; does nothing if there is none.
    pub fn replace(&mut self, at: usize, citation: Citation) -> Changes {
        if let Some(stored) = self.document.citations.get_mut(at) {
            *stored = Stored::new(citation, &self.document.library);
        }
        self.update()
    }

    /// Removes the citation with this index; does nothing if there is none.
    pub fn remove(&mut self, at: usize) -> Changes {
        if at < self.document.citations.len() {
            self.document.citations.remove(at);
        }
        self.update()
    }

    /// The citations, in the order of the document.
    pub fn citations(&self) -> impl ExactSizeIterator<Item = &Citation> {
        self.document.citations.iter().map(|stored| &stored.citation)
    }

    /// The output of the citation with this index.
    pub fn text(&self, at: usize) -> Option<&Markup> {
        self.document.citations.get(at).map(|stored| &stored.markup)
    }

    /// The bibliography; `None` if the style has none.
    pub fn bibliography(&self) -> Option<Bibliography> {
        let style = self.document.style.program().bibliography.as_ref()?;
        let entries = self.known.entries.in_order(&self.document.library).collect();
        Some(bibliography::of_entries(style, entries))
    }

    /// Cites with keys that the library does not have, which are left out.
    pub fn unknown(&self) -> Vec<UnknownKey> {
        let mut unknown = Vec::new();
        for (citation, stored) in self.document.citations.iter().enumerate() {
            for (cite, entry) in stored.entries.iter().enumerate() {
                if entry.is_none() {
                    let key = stored.citation.cites[cite].key.clone();
                    unknown.push(UnknownKey { citation, cite, key });
                }
            }
        }
        unknown
    }

    /// Runs all phases, and renders what has changed.
    fn update(&mut self) -> Changes {
        let Session { document, known } = self;
        let (mut run, cited) = document.run();
        known.order.number_items(&mut run, &cited, document.library.len());
        let library = &document.library;
        let touched = known.memory.tell_people_apart(&mut run, &cited, library);
        let is_touched = |item: ItemId| touched.includes(cited[item].entry(library));
        let orders = sort_cites(&mut run, &document.citations, is_touched);
        position::place_cites(&mut run);
        let asked = run.program.citation.asked;
        if !asked.first_note {
            // The number of the note is not printed, so another one is no change.
            let cites = run.citations.iter_mut().flat_map(|citation| &mut citation.cites);
            cites.for_each(|cite| cite.placed.first_note = None);
        }
        known.memory.disambiguate(&mut run, &cited);
        // Cites that are sorted by their numbers may be reordered, even if no number is printed.
        let by_number = run.program.citation.sort_asked.number;
        let changed: Vec<Changed> = (cited.iter().zip(&run.facts))
            .map(|(&entry, facts)| {
                let before = &known.facts[entry];
                let cite = !facts.prints_as(before, asked.number)
                    || touched.includes(entry.entry(library));
                let order = by_number && facts.citation_number != before.citation_number;
                Changed { cite, order }
            })
            .collect();
        let stale = document.stale(&run, &changed);
        let placed: Vec<Vec<Placed>> = stale.iter().map(|&index| placed(&run, index)).collect();
        collapse::plan_some(&mut run, &stale);
        let rendered = render(&run, &stale).into_iter().zip(placed).collect();
        let has_citations = !document.citations.is_empty();
        let begins = std::mem::replace(&mut known.had_citations, has_citations) != has_citations;
        known.entries.forget(|entry| begins || touched.includes(entry.entry(library)));
        let bibliography = known.entries.update(&run, &cited, &known.facts, library);
        for (entry, facts) in cited.into_iter().zip(run.facts) {
            known.facts[entry] = facts;
        }
        for (stored, order) in document.citations.iter_mut().zip(orders) {
            stored.order = order;
        }
        Changes { citations: document.store(stale, rendered), bibliography }
    }
}

impl Document {
    /// A run with the current citations, and the entry of each of its items.
    fn run(&self) -> (Run<'_>, Vec<EntryId>) {
        let mut numbers: Vec<Option<ItemId>> = vec![None; self.library.len()];
        let mut cited: Vec<EntryId> = Vec::new();
        let mut item = |entry: EntryId| {
            *numbers[entry].get_or_insert_with(|| {
                cited.push(entry);
                ItemId::new(cited.len() - 1)
            })
        };
        let mut citations = Vec::with_capacity(self.citations.len());
        for Stored { citation, entries, .. } in &self.citations {
            let known = citation.cites.iter().zip(entries);
            let known = known.filter_map(|(cite, entry)| Some((cite, (*entry)?)));
            let cites = known.map(|(cite, entry)| RunCite {
                cite,
                item: item(entry),
                placed: Placed::default(),
                plan: CitePlan::default(),
            });
            citations.push(RunCitation { citation, cites: cites.collect() });
        }
        for &entry in &self.uncited {
            item(entry);
        }
        let run = Run {
            program: self.style.program(),
            options: &self.options,
            items: cited.iter().map(|&entry| Item::new(entry.entry(&self.library))).collect(),
            facts: vec![ItemDecisions::default(); cited.len()],
            citations,
            bibliography: Vec::new(),
            unknown: Vec::new(),
            given_names: None,
        };
        (run, cited)
    }

    /// The citations whose output may have changed.
    fn stale(&self, run: &Run<'_>, changed: &[Changed]) -> Vec<usize> {
        let is_stale = |stored: &Stored, citation: &RunCitation<'_>| {
            let placed = citation.cites.iter().map(|cite| cite.placed);
            let several = citation.cites.len() > 1;
            let has_changed = |changed: Changed| changed.cite || (several && changed.order);
            stored.is_new
                || stored.is_stale
                || citation.cites.iter().any(|cite| has_changed(changed[cite.item]))
                || !placed.eq(stored.placed.iter().copied())
        };
        let pairs = self.citations.iter().zip(&run.citations).enumerate();
        let stale = pairs.filter(|(_, (stored, citation))| is_stale(stored, citation));
        stale.map(|(index, _)| index).collect()
    }

    /// Stores the output, and returns what has changed.
    fn store(
        &mut self,
        stale: Vec<usize>,
        rendered: Vec<(Markup, Vec<Placed>)>,
    ) -> Vec<(usize, Markup)> {
        let mut changes = Vec::new();
        for (index, (markup, placed)) in stale.into_iter().zip(rendered) {
            let stored = &mut self.citations[index];
            stored.placed = placed;
            stored.is_stale = false;
            if std::mem::take(&mut stored.is_new) || stored.markup != markup {
                stored.markup.clone_from(&markup);
                changes.push((index, markup));
            }
        }
        changes
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Document { style, library, citations, .. } = &self.document;
        let texts: Vec<&str> = citations.iter().map(|stored| stored.markup.as_str()).collect();
        f.debug_struct("Session")
            .field("style", &style.info().title)
            .field("entries", &library.len())
            .field("citations", &texts)
            .finish_non_exhaustive()
    }
}

/// What has changed about an item.
#[derive(Clone, Copy)]
struct Changed {
    /// The output of a cite of it.
    cite: bool,
    /// Its order among the cites of a citation.
    order: bool,
}

/// The positions of a citation's cites.
fn placed(run: &Run<'_>, citation: usize) -> Vec<Placed> {
    run.citations[citation].cites.iter().map(|cite| cite.placed).collect()
}

/// Renders the citations with these indexes.
fn render(run: &Run<'_>, stale: &[usize]) -> Vec<Markup> {
    parallel::in_ranges(stale.len(), run.options.threads, |range| {
        let mut tape = Tape::of_citations(run.options);
        let citations = stale[range].iter().map(|&index| &run.citations[index]);
        citations.map(|citation| citation::render(run, citation, &mut tape)).collect()
    })
}

impl Stored {
    fn new(citation: Citation, library: &Library) -> Self {
        Stored {
            entries: entries_of(&citation, library),
            citation,
            order: None,
            placed: Vec::new(),
            markup: Markup::default(),
            is_new: true,
            is_stale: false,
        }
    }
}

/// Sorts the cites of each citation, and returns the orders that will be the same after the next
/// edit.
fn sort_cites(
    run: &mut Run<'_>,
    stored: &[Stored],
    is_touched: impl Fn(ItemId) -> bool,
) -> Vec<Option<Vec<usize>>> {
    let keys = &run.program.citation.sort;
    let mut orders: Vec<Option<Vec<usize>>> = Vec::with_capacity(stored.len());
    if keys.is_empty() {
        orders.resize_with(stored.len(), || None);
        return orders;
    }
    let keeps = !run.program.citation.sort_asked.number;
    let sorter = Sorter::new(run.program, run.locale(), Scope::Citation, run.options.threads);
    let mut citations = std::mem::take(&mut run.citations);
    for (citation, stored) in citations.iter_mut().zip(stored) {
        if citation.cites.len() < 2 {
            orders.push(None);
            continue;
        }
        // People who are told apart in another way may sort in another way.
        let holds = || !citation.cites.iter().any(|cite| is_touched(cite.item));
        let order = match &stored.order {
            Some(order) if holds() => order.clone(),
            _ => run.order_of_citation(&sorter, keys, citation),
        };
        citation.cites = order.iter().map(|&place| citation.cites[place]).collect();
        orders.push(keeps.then_some(order));
    }
    run.citations = citations;
    orders
}
