//! What is known of a style as sources of one type see it.

use std::sync::OnceLock;

use crate::model::EntryType;
use crate::style::ir::Match;

/// What a style comes to for one type, in the citation or in the bibliography.
#[derive(Debug, Clone, Default)]
pub(crate) struct View {
    /// By element: 0, or one more than a place in `needs`.
    pub(super) needs_of: Vec<u16>,
    pub(super) needs: Vec<Needs>,
    /// By branch of [`Program::branches`].
    pub(super) branches: Vec<Verdict>,
    /// What [`Verdict::Filled`] asks for.
    pub(super) filled: Vec<Filled>,
}

impl View {
    /// What a group, a call of a macro or names need to print anything; `None` where the variables
    /// alone do not tell.
    pub(crate) fn needs(&self, element: usize) -> Option<&Needs> {
        self.needs.get(usize::from(self.needs_of[element]).wrapping_sub(1))
    }

    /// What is known of a branch.
    pub(crate) fn verdict(&self, branch: usize) -> Verdict {
        self.branches[branch]
    }

    /// Whether a cite or entry that has these variables, a bit each, takes a branch that asks for
    /// some.
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

/// What a program comes to, by type and scope, once an entry has asked.
#[derive(Debug, Clone)]
pub(in crate::style) struct Views(pub(super) Box<[[OnceLock<View>; 2]]>);

impl Default for Views {
    fn default() -> Self {
        // One more for entries of none of the types.
        Views((0..=EntryType::COUNT).map(|_| Default::default()).collect())
    }
}

/// What an element needs to print anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Needs {
    /// One of these variables, a bit each.
    pub(crate) variables: u128,
    /// Whether it counts as having asked for variables where it prints nothing.
    pub(crate) asks: bool,
}

/// What the type alone says of a branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Never,
    Always,
    /// Which variables there are decides, by number into a table of them.
    Filled(u16),
    /// Its tests decide.
    Open,
}

/// Which variables a branch asks for, a bit each, and how many of them there must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Filled {
    pub(super) asked: u128,
    pub(super) matches: Match,
}
