//! The conditions of `cs:if` and `cs:else-if`.

use crate::model::{EntryType, LocatorLabel, Variable};
use crate::style::compile::common::date_part_name;
use crate::style::compile::compiler::Compiler;
use crate::style::ir::{Block, Match, PositionTest, Test, locator_bit};
use crate::syntax::xml::Element;

impl<'a> Compiler<'a> {
    /// Compiles the tests of a branch, and how many of them must be true.
    pub(super) fn conditions(&mut self, element: &Element<'a>) -> (Block, Match) {
        let mut tests = Vec::new();
        let mut matches = matches_of(element);
        if let Some(conditions) = element.child("conditions") {
            // CSL-M: each `cs:condition` has its own tests and match.
            matches = matches_of(conditions);
            for condition in conditions.children_named("condition") {
                let inner = attribute_tests(condition);
                let block = self.push_tests(inner);
                tests.push(Test::Nested(matches_of(condition), block));
            }
        }
        tests.extend(attribute_tests(element));
        if tests.is_empty() {
            // A branch without conditions is always taken, like `cs:else`.
            tests.push(Test::Always);
        }
        (self.push_tests(tests), matches)
    }

    fn push_tests(&mut self, tests: Vec<Test>) -> Block {
        let start = self.program.tests.len() as u32;
        self.program.tests.extend(tests);
        Block { start, end: self.program.tests.len() as u32 }
    }
}

fn matches_of(element: &Element<'_>) -> Match {
    match element.attribute("match") {
        Some("any") => Match::Any,
        Some("none") => Match::None,
        Some("nand") => Match::NotAll,
        _ => Match::All,
    }
}

fn attribute_tests(element: &Element<'_>) -> Vec<Test> {
    let mut tests = Vec::new();
    for attribute in &element.attributes {
        let values = attribute.value.split_whitespace();
        let variables = values.clone().map(Variable::from_name);
        let mut push_each = |test: fn(Variable) -> Test| {
            tests.extend(variables.clone().map(|variable| variable.map_or(Test::Never, test)));
        };
        match attribute.name {
            "variable" => push_each(Test::Variable),
            "is-numeric" => push_each(Test::IsNumeric),
            "is-uncertain-date" => push_each(Test::IsUncertainDate),
            "is-multiple" => push_each(Test::IsMultiple),
            // Several types or labels are one test that is true for any of them, as in citeproc-js,
            // since an item has only one of each.
            "type" => tests.push(Test::Type(
                values
                    .filter_map(EntryType::from_name)
                    .fold(0, |bits, kind| bits | 1 << kind as u64),
            )),
            "locator" => tests.push(Test::Locator(
                values
                    .filter_map(LocatorLabel::from_name)
                    .fold(0, |bits, label| bits | locator_bit(label)),
            )),
            "position" => {
                tests.extend(
                    values.map(|value| position(value).map_or(Test::Never, Test::Position)),
                );
            }
            "disambiguate" => tests.push(Test::Disambiguate(attribute.value == "true")),
            // CSL-M.
            "has-year"
            | "has-month"
            | "has-year-only"
            | "has-day"
            | "has-year-or-month-only"
            | "has-month-or-season-only"
            | "has-year-and-month-only"
            | "has-to-month-or-season" => {
                let name = attribute.name.trim_start_matches("has-");
                let part = name.split('-').next().and_then(date_part_name);
                tests.extend(variables.map(|variable| match (variable, part) {
                    (Some(variable), Some(part)) => Test::HasDatePart(variable, part),
                    _ => Test::Never,
                }));
            }
            // CSL-M tests that are never true for an item in this model.
            "jurisdiction" | "country" | "genre" | "context" | "subjurisdictions" | "page"
            | "number" | "has-subunit" | "cite-form" | "is-parallel" | "alternative" | "locale" => {
                tests.push(Test::Never)
            }
            _ => {}
        }
    }
    tests
}

fn position(name: &str) -> Option<PositionTest> {
    Some(match name {
        "first" => PositionTest::First,
        "subsequent" => PositionTest::Subsequent,
        "ibid" => PositionTest::Ibid,
        "ibid-with-locator" => PositionTest::IbidWithLocator,
        "near-note" => PositionTest::NearNote,
        "far-note" => PositionTest::FarNote,
        _ => return None,
    })
}
