//! The specialization of a style for one entry type.

use std::sync::OnceLock;

use crate::model::EntryType;
use crate::style::ir::{ElementId, Match};

/// A style specialized for one type, in the citation or in the bibliography.
#[derive(Debug, Clone, Default)]
pub(crate) struct View {
    /// By element: 0, or the index in `needs` plus 1.
    pub(super) needs_of: Vec<u16>,
    pub(super) needs: Vec<Needs>,
    /// By branch of [`Program::branches`].
    pub(super) branches: Vec<Verdict>,
    /// The variables that [`Verdict::Filled`] tests.
    pub(super) filled: Vec<Filled>,
}

impl View {
    /// What a group, a macro call or names need in order to print anything; `None` if the variables
    /// alone do not decide this.
    #[inline]
    pub(crate) fn needs(&self, element: ElementId) -> Option<&Needs> {
        let needs = self.needs_of[element.index()];
        self.needs.get(usize::from(needs).wrapping_sub(1))
    }

    /// The verdict on a branch.
    #[inline]
    pub(crate) fn verdict(&self, branch: usize) -> Verdict {
        self.branches[branch]
    }

    /// True if a cite or entry with these variables, one bit each, takes a branch that tests
    /// variables.
    pub(crate) fn has_filled(&self, asked: u16, variables: u128) -> bool {
        let Filled { asked, matches } = self.filled[usize::from(asked)];
        match matches {
            Match::All => variables & asked == asked,
            Match::Any => variables & asked != 0,
            Match::None => variables & asked == 0,
            Match::NotAll => variables & asked != asked,
        }
    }
}

/// The specializations of a program by type and scope, computed when first needed.
#[derive(Debug, Clone)]
pub(in crate::style) struct Views(pub(super) Box<[[OnceLock<View>; 2]]>);

impl Default for Views {
    fn default() -> Self {
        // One more for entries without a CSL type.
        Views((0..=EntryType::COUNT).map(|_| Default::default()).collect())
    }
}

/// What an element needs in order to print anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Needs {
    /// One of these variables, one bit each.
    pub(crate) variables: u128,
    /// Whether it counts as having used variables if it prints nothing.
    pub(crate) asks: bool,
}

/// What the type alone decides about a branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Never,
    Always,
    /// The variables that have values decide; the number is an index into a table of variables.
    Filled(u16),
    /// Its tests decide.
    Open,
}

/// The variables that a branch tests, one bit each, and how many of them must have values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Filled {
    pub(super) asked: u128,
    pub(super) matches: Match,
}
