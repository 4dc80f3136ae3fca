//! The form of a cite by which it is compared with others: as a cite of something cited before,
//! without locator, formatting and year suffix.

use rustc_hash::FxHashMap;

use crate::engine::context::{Context, Disambiguated, ListExpansion, Position};
use crate::engine::eval::{Eval, PrintedList};
use crate::engine::finish::sort_text;
use crate::engine::run::Run;
use crate::engine::tape::Tape;
use crate::style::ir::Scope;

/// What is shown of a cite beyond what the style shows of every cite.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Expansion {
    /// Whether the condition `disambiguate` holds.
    pub(crate) condition: bool,
    /// For each list of names that the cite prints, in order.
    pub(crate) lists: Vec<ListExpansion>,
}

/// The texts of reference forms, as numbers: equal ones have the same.
pub(super) struct References<'r, 'a> {
    run: &'r Run<'a>,
    tape: Tape,
    /// The number of each text.
    texts: FxHashMap<Box<str>, u32>,
    /// The number of each expansion that was asked for.
    expansions: FxHashMap<Expansion, u32>,
    /// By item and expansion.
    known: FxHashMap<(u32, u32), u32>,
}

impl<'r, 'a> References<'r, 'a> {
    pub(super) fn new(run: &'r Run<'a>) -> Self {
        References {
            run,
            tape: Tape::default(),
            texts: FxHashMap::default(),
            expansions: FxHashMap::default(),
            known: FxHashMap::default(),
        }
    }

    /// The sets of items that print the same as the style has it, by their first items.
    pub(super) fn ambiguous(&mut self) -> Vec<Vec<usize>> {
        let items: Vec<usize> = (0..self.run.items.len()).collect();
        let plain = Expansion::default();
        let mut groups = self.groups(&items, |_| &plain);
        groups.retain(|group| group.len() > 1);
        groups
    }

    /// Parts items by the texts that they print with their expansions.
    pub(super) fn groups<'e>(
        &mut self,
        items: &[usize],
        expansion: impl Fn(usize) -> &'e Expansion,
    ) -> Vec<Vec<usize>> {
        let mut places: FxHashMap<u32, usize> = FxHashMap::default();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for &item in items {
            let text = self.text(item, expansion(item));
            let place = *places.entry(text).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[place].push(item);
        }
        groups
    }

    /// The number of the text that an item prints with an expansion.
    pub(super) fn text(&mut self, item: usize, expansion: &Expansion) -> u32 {
        let number = match self.expansions.get(expansion) {
            Some(number) => *number,
            None => {
                let number = self.expansions.len() as u32;
                self.expansions.insert(expansion.clone(), number);
                number
            }
        };
        if let Some(text) = self.known.get(&(item as u32, number)) {
            return *text;
        }
        print(self.run, item, expansion, &mut self.tape, None);
        let text = sort_text(&self.tape, self.run.program);
        let next = self.texts.len() as u32;
        let text = *self.texts.entry(text.into_boxed_str()).or_insert(next);
        self.known.insert((item as u32, number), text);
        text
    }

    /// The lists of names that an item prints as the style has it.
    pub(super) fn lists(&mut self, item: usize) -> Vec<PrintedList<'a>> {
        lists(self.run, item, &mut self.tape)
    }
}

/// The lists of names that an item's reference form prints.
pub(super) fn lists<'a>(run: &Run<'a>, item: usize, tape: &mut Tape) -> Vec<PrintedList<'a>> {
    let mut lists = Vec::new();
    print(run, item, &Expansion::default(), tape, Some(&mut lists));
    lists
}

fn print<'a>(
    run: &Run<'a>,
    item: usize,
    expansion: &Expansion,
    tape: &mut Tape,
    lists: Option<&mut Vec<PrintedList<'a>>>,
) {
    tape.clear();
    let layout = run.layout(&run.program.citation.layouts, item);
    let locale = &run.program.locales[usize::from(layout.locale)];
    let context = Context {
        position: Position::Subsequent,
        near_note: true,
        citation_number: run.facts[item].citation_number,
        disambiguation: Disambiguated {
            year_suffix: None,
            condition: expansion.condition,
            lists: &expansion.lists,
            people: run.people.as_ref(),
        },
        ..Context::default()
    };
    let item = &run.items[item];
    let mut eval = Eval::new(run.program, locale, item, &context, Scope::Citation, tape);
    if let Some(lists) = lists {
        eval.record_lists();
        eval.layout(layout);
        *lists = eval.into_lists();
    } else {
        eval.layout(layout);
    }
}
