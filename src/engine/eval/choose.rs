//! `cs:choose`: selects a branch by its conditions.

use crate::engine::decisions::Position;
use crate::engine::eval::Eval;
use crate::engine::numeric::{self, Leading};
use crate::model::{Date, Text, Variable, VariableKind};
use crate::style::ir::{Block, DatePartName, Match, PositionTest, Scope, Test, locator_bit};
use crate::style::view::Verdict;

impl Eval<'_, '_> {
    pub(super) fn choose(&mut self, branches: Block) {
        if let Some(taken) = self.taken(branches) {
            self.block(taken);
        }
    }

    /// The children of the branch whose tests are true.
    #[inline]
    pub(super) fn taken(&self, branches: Block) -> Option<Block> {
        for index in branches.range() {
            let branch = &self.program.branches[index];
            let holds = match self.view.verdict(index) {
                Verdict::Never => false,
                Verdict::Always => true,
                Verdict::Filled(asked) => self.view.has_filled(asked, self.filled),
                Verdict::Open => self.holds(branch.tests, branch.matches),
            };
            if holds {
                return Some(branch.children);
            }
        }
        None
    }

    fn holds(&self, tests: Block, matches: Match) -> bool {
        let tests = &self.program.tests[tests.range()];
        match matches {
            Match::All => tests.iter().all(|test| self.test(test)),
            Match::Any => tests.iter().any(|test| self.test(test)),
            Match::None => !tests.iter().any(|test| self.test(test)),
            Match::NotAll => !tests.iter().all(|test| self.test(test)),
        }
    }

    fn test(&self, test: &Test) -> bool {
        match *test {
            Test::Type(kinds) => kinds >> self.item.entry.kind as u64 & 1 == 1,
            Test::Variable(variable) => self.is_filled(variable),
            Test::IsNumeric(variable) => self.number_text(variable).is_some_and(|text| {
                numeric::is_numeric(text.as_str(), Leading::of(variable), self.joiners())
            }),
            Test::IsUncertainDate(variable) => {
                self.item.date(variable).is_some_and(Date::is_uncertain)
            }
            Test::Locator(labels) => {
                self.context.locator_label().is_some_and(|label| labels & locator_bit(label) != 0)
            }
            Test::Position(position) => self.is_at(position),
            Test::Disambiguate(wanted) => {
                let asked = self.conditions_asked.get() + 1;
                self.conditions_asked.set(asked);
                (asked <= self.context.disambiguation.conditions) == wanted
            }
            Test::HasDatePart(variable, part) => self.has_date_part(variable, part),
            Test::IsMultiple(variable) => match variable.kind() {
                VariableKind::Name => self.item.names(variable).len() > 1,
                _ => self.number_text(variable).is_some_and(|text| {
                    numeric::is_plural(text.as_str(), Leading::of(variable), self.joiners())
                }),
            },
            Test::Never => false,
            Test::Always => true,
            Test::Nested(matches, tests) => self.holds(tests, matches),
        }
    }

    /// True if a variable of the item or the cite has a value here. Names that were printed in
    /// place of others still count.
    pub(super) fn is_filled(&self, variable: Variable) -> bool {
        self.filled & variable.bit() != 0
    }

    /// The text of a number variable of the item or the cite.
    pub(super) fn number_text(&self, variable: Variable) -> Option<&Text> {
        match variable {
            Variable::Locator => self.context.locator().map(|locator| &locator.value),
            _ => self.item.text(variable),
        }
    }

    fn is_at(&self, wanted: PositionTest) -> bool {
        if self.scope == Scope::Bibliography {
            return false;
        }
        let position = self.context.position;
        match wanted {
            PositionTest::First => position == Position::First,
            PositionTest::Subsequent => position >= Position::Subsequent,
            PositionTest::Ibid => position >= Position::Ibid,
            PositionTest::IbidWithLocator => position == Position::IbidWithLocator,
            PositionTest::NearNote => self.context.near_note,
            PositionTest::FarNote => position != Position::First && !self.context.near_note,
        }
    }

    fn has_date_part(&self, variable: Variable, part: DatePartName) -> bool {
        let Some(point) = self.item.date(variable).and_then(Date::first_point) else {
            return false;
        };
        match part {
            DatePartName::Year => true,
            DatePartName::Month => point.month().is_some() || point.season().is_some(),
            DatePartName::Day => point.day().is_some(),
        }
    }
}
