//! Collects the findings that count: those of rules that run where they are, which no comment
//! allows. Of very many findings of a rule in a file, most are only counted (see [`Sink`]).

use std::cell::RefCell;

use crate::check::config::{Config, Types};
use crate::check::input::Input;
use crate::check::suppress::Suppressions;
use crate::diagnostic::{Diagnostic, Sink};

/// Decides which findings count.
#[derive(Clone, Copy)]
pub(super) struct Counting<'a> {
    pub(super) config: &'a Config,
    pub(super) input: &'a Input<'a>,
    pub(super) suppressions: &'a Suppressions,
    pub(super) types: Option<&'a Types<'a>>,
}

impl Counting<'_> {
    /// Adds those of the findings that count to a sink. `find` is given a function that takes a
    /// finding.
    pub(super) fn collect(&self, sink: Sink, find: impl FnOnce(&dyn Fn(Diagnostic))) -> Sink {
        let Counting { config, input, suppressions, types } = *self;
        let collected = RefCell::new((config.settling(input, types), sink));
        find(&|finding| {
            let (settling, sink) = &mut *collected.borrow_mut();
            if let Some(finding) = settling.settle(finding)
                && !suppressions.let_pass(&finding)
            {
                sink.push(finding);
            }
        });
        collected.into_inner().1
    }
}
