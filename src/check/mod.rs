//! The rules, which find what is wrong with bibliographies and documents beyond their syntax.
//!
//! Readings come in, with the texts they were read from; diagnostics go out, those of the
//! readers among them, ordered by place. Styles are checked too, by their own validator. Each rule
//! is a file in `rules/`, with its page beside it; the [registry](rules) lists them all, those of
//! the parsers and readers too.

mod checking;
mod claims;
mod config;
mod context;
mod dialect;
mod input;
mod options;
mod reach;
mod registry;
mod remarks;
mod rule;
mod rules;
mod run;
mod selector;
mod subject;
mod suppress;
mod suppression;

pub use checking::check;
pub use config::{Config, Layer};
pub use input::Input;
pub use options::{DefaultValue, OptionError, OptionValue, RuleOption};
pub use reach::Reach;
pub use registry::{find, options_of, rules};
pub use selector::{Selector, UnknownRule};
