//! The form in which cites are compared: that of a subsequent cite, without locator, number,
//! formatting and year suffix.

use std::borrow::Cow;
use std::hash::Hash;

use rustc_hash::FxHashMap;

use crate::engine::context::{Context, Disambiguated};
use crate::engine::decisions::{Expansion, GivenLevel, Position};
use crate::engine::eval::{Eval, PrintedList};
use crate::engine::finish::{push_text, sort_text};
use crate::engine::ids::ItemId;
use crate::engine::run::Run;
use crate::engine::tape::Tape;
use crate::parallel;
use crate::style::ir::{Layout, Scope};

/// Interned texts of reference forms: equal texts have equal ids.
pub(super) struct References<'r, 'a> {
    run: &'r Run<'a>,
    /// The lists of names that each item prints without disambiguation, if they are known.
    lists: &'r [Vec<PrintedList<'a>>],
    tape: Tape,
    buffer: String,
    /// The id of each text.
    texts: FxHashMap<Box<str>, u32>,
    /// The id of each expansion that was used; 0 means no expansion.
    expansions: FxHashMap<Expansion, u32>,
    /// By item and expansion.
    known: FxHashMap<(ItemId, u32), u32>,
    /// For each list of names, whether given names are shown in full where initials are asked for,
    /// so that both are the same expansion.
    without_initials: Vec<bool>,
}

impl<'r, 'a> References<'r, 'a> {
    /// `lists` may be empty if they are not known.
    pub(super) fn new(run: &'r Run<'a>, lists: &'r [Vec<PrintedList<'a>>]) -> Self {
        References {
            run,
            lists,
            tape: Tape::default(),
            buffer: String::new(),
            texts: FxHashMap::default(),
            expansions: FxHashMap::default(),
            known: FxHashMap::default(),
            without_initials: Vec::new(),
        }
    }

    /// The number of forms printed since the texts were last discarded.
    #[cfg(all(test, feature = "archive"))]
    pub(super) fn printed(&self) -> usize {
        self.known.len()
    }

    /// Discards all texts: those of one set of items are irrelevant for another.
    pub(super) fn forget(&mut self) {
        self.texts.clear();
        self.expansions.clear();
        self.known.clear();
        self.without_initials.clear();
    }

    /// Sets for which lists of names all current items show full given names where initials are
    /// asked for.
    pub(super) fn set_without_initials(&mut self, lists: Vec<bool>) {
        self.without_initials = lists;
    }

    /// Groups items by the texts that they print with their expansions.
    pub(super) fn groups<'e>(
        &mut self,
        items: &[ItemId],
        expansion: impl Fn(ItemId) -> &'e Expansion,
    ) -> Vec<Vec<ItemId>> {
        let mut places: FxHashMap<u32, usize> = FxHashMap::default();
        let mut groups: Vec<Vec<ItemId>> = Vec::new();
        for &item in items {
            let expansion = expansion(item);
            let number = self.number(expansion);
            let text = self.text(item, expansion, number);
            let place = *places.entry(text).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[place].push(item);
        }
        groups
    }

    /// Interns an expansion; expansions that print the same have the same id.
    pub(super) fn number(&mut self, expansion: &Expansion) -> u32 {
        if *expansion == Expansion::default() {
            return 0;
        }
        let is_full = |level: &GivenLevel| *level == GivenLevel::Full;
        let mut simple = Cow::Borrowed(expansion);
        let lists = expansion.lists.iter().zip(&self.without_initials).enumerate();
        for (place, (list, &without)) in lists {
            if without && list.levels.iter().any(is_full) {
                let levels = simple.to_mut().lists[place].levels.iter_mut();
                levels.filter(|level| is_full(level)).for_each(|it| *it = GivenLevel::Initials);
            }
        }
        let next = self.expansions.len() as u32 + 1;
        match self.expansions.get(&*simple) {
            Some(number) => *number,
            None => *self.expansions.entry(simple.into_owned()).or_insert(next),
        }
    }

    /// The id of the text that an item prints with the expansion of this id.
    pub(super) fn text(&mut self, item: ItemId, expansion: &Expansion, number: u32) -> u32 {
        if let Some(text) = self.known.get(&(item, number)) {
            return *text;
        }
        print(self.run, item, expansion, &mut self.tape);
        self.buffer.clear();
        push_text(&self.tape, self.run.program, &mut self.buffer);
        let next = self.texts.len() as u32;
        let text = match self.texts.get(self.buffer.as_str()) {
            Some(text) => *text,
            None => {
                self.texts.insert(self.buffer.as_str().into(), next);
                next
            }
        };
        self.known.insert((item, number), text);
        text
    }

    /// The maximum number of conditions that the items of a group evaluate.
    pub(super) fn conditions_asked(&mut self, group: &[ItemId], expansion: &Expansion) -> u16 {
        let most = self.run.program.citation.disambiguation.conditions;
        let mut asked = 0;
        for &item in group {
            asked = asked.max(conditions_asked(self.run, item, expansion, &mut self.tape));
            if asked == most {
                break;
            }
        }
        asked
    }

    /// The lists of names that an item prints without disambiguation.
    pub(super) fn lists(&mut self, item: ItemId) -> Cow<'r, [PrintedList<'a>]> {
        match self.lists.get(item.index()) {
            Some(lists) => Cow::Borrowed(lists),
            None => Cow::Owned(lists(self.run, item, &mut self.tape)),
        }
    }
}

/// What consecutive items print without disambiguation.
struct Plain<'a> {
    /// The concatenated texts, and the end of each.
    texts: String,
    ends: Vec<usize>,
    /// The lists of names of each.
    lists: Vec<Vec<PrintedList<'a>>>,
}

/// The sets of items that print the same without disambiguation, by their first items, and the
/// lists of names that each item prints.
pub(super) fn ambiguous<'a>(run: &Run<'a>) -> (Vec<Vec<ItemId>>, Vec<Vec<PrintedList<'a>>>) {
    let mut parts = parallel::in_ranges(run.items.len(), run.options.threads, |range| {
        let mut tape = Tape::default();
        let mut plain = Plain {
            texts: String::with_capacity(range.len() * 32),
            ends: Vec::with_capacity(range.len()),
            lists: Vec::with_capacity(range.len()),
        };
        for item in range.map(ItemId::new) {
            if run.given_names.is_some() {
                print_plain(run, item, &mut tape);
            } else {
                plain.lists.push(lists(run, item, &mut tape));
            }
            push_text(&tape, run.program, &mut plain.texts);
            plain.ends.push(plain.texts.len());
        }
        vec![plain]
    });
    let mut known: Vec<_> =
        parts.iter_mut().flat_map(|part| std::mem::take(&mut part.lists)).collect();
    let texts = parts.iter().flat_map(|Plain { texts, ends, .. }| {
        let mut start = 0;
        ends.iter().map(move |&end| &texts[std::mem::replace(&mut start, end)..end])
    });
    let sets = sets_of(texts, run.items.len());
    if run.given_names.is_some() {
        let mut tape = Tape::default();
        known.resize_with(run.items.len(), Vec::new);
        for &item in sets.iter().flatten() {
            known[item.index()] = lists(run, item, &mut tape);
        }
    }
    (sets, known)
}

/// The items that share their text with others, by the first of each set.
pub(super) fn sets_of<T: Eq + Hash>(
    texts: impl Iterator<Item = T>,
    items: usize,
) -> Vec<Vec<ItemId>> {
    // By text: its first item, and, from the second item on, the index of the set.
    let mut places: FxHashMap<T, (ItemId, Option<usize>)> = FxHashMap::default();
    places.reserve(items);
    let mut sets: Vec<Vec<ItemId>> = Vec::new();
    for (item, text) in ItemId::first(items).zip(texts) {
        match places.entry(text).or_insert((item, None)) {
            (_, Some(place)) => sets[*place].push(item),
            (first, _) if *first == item => {}
            (first, place) => {
                *place = Some(sets.len());
                sets.push(vec![*first, item]);
            }
        }
    }
    sets.sort_by_key(|set| set[0]);
    sets
}

/// Prints an item's reference form, and returns the lists of names in it.
pub(super) fn lists<'a>(run: &Run<'a>, item: ItemId, tape: &mut Tape) -> Vec<PrintedList<'a>> {
    let mut lists = Vec::new();
    let record = |mut eval: Eval<'_, 'a>, layout: &Layout| {
        eval.record_lists();
        eval.layout(layout);
        lists = eval.into_lists();
    };
    with_eval(run, item, &Expansion::default(), GivenNames::Known, tape, record);
    lists
}

/// The text that an item prints without disambiguation. As in citeproc-js, people whose given names
/// tell them apart everywhere print the same here.
pub(super) fn plain_text(run: &Run<'_>, item: ItemId, tape: &mut Tape) -> String {
    print_plain(run, item, tape);
    sort_text(tape, run.program)
}

/// How often an item's reference form evaluates the condition `disambiguate` when it is true.
fn conditions_asked(run: &Run<'_>, item: ItemId, expansion: &Expansion, tape: &mut Tape) -> u16 {
    let mut asked = 0;
    let all = Expansion { conditions: u16::MAX, ..expansion.clone() };
    with_eval(run, item, &all, GivenNames::Known, tape, |mut eval, layout| {
        eval.layout(layout);
        asked = eval.conditions_asked();
    });
    asked
}

fn print(run: &Run<'_>, item: ItemId, expansion: &Expansion, tape: &mut Tape) {
    with_eval(run, item, expansion, GivenNames::Known, tape, |mut eval, layout| {
        eval.layout(layout);
    });
}

fn print_plain(run: &Run<'_>, item: ItemId, tape: &mut Tape) {
    with_eval(run, item, &Expansion::default(), GivenNames::Ignored, tape, |mut eval, layout| {
        eval.layout(layout);
    });
}

/// Whether the given names by which people are told apart everywhere are printed.
enum GivenNames {
    Known,
    Ignored,
}

fn with_eval<'a>(
    run: &Run<'a>,
    item: ItemId,
    expansion: &Expansion,
    given_names: GivenNames,
    tape: &mut Tape,
    work: impl FnOnce(Eval<'_, 'a>, &Layout),
) {
    tape.clear();
    let layout = run.layout(&run.program.citation.layouts, item);
    let locale = &run.program.locales[usize::from(layout.locale)];
    let context = Context {
        position: Position::Subsequent,
        near_note: true,
        compares: true,
        // Numbers do not distinguish cites, as in citeproc-js.
        citation_number: 1,
        disambiguation: Disambiguated {
            year_suffix: None,
            conditions: expansion.conditions,
            lists: &expansion.lists,
            given_names: match given_names {
                GivenNames::Known => run.given_names.as_deref(),
                GivenNames::Ignored => None,
            },
        },
        abbreviations: run.abbreviations(),
        ..Context::default()
    };
    let item = &run.items[item];
    work(Eval::new(run.program, locale, item, &context, Scope::Citation, tape), layout);
}
