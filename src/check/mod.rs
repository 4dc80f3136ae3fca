//! The rules, which find faults in bibliographies and documents beyond their syntax.
//!
//! The input consists of readings and their texts. The output consists of diagnostics, including
//! those of the readers, ordered by location. Styles are checked by a validator of their own. Each
//! rule is a file in `rules/`, with its page beside it. The [registry](rules) lists all rules,
//! including those of parsers and readers.

mod checking;
mod claims;
mod config;
mod context;
mod editing;
mod found;
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
pub(crate) use checking::check_up_to;
pub use config::{Config, Layer};
pub use editing::Editing;
pub use input::Input;
pub use options::{DefaultValue, OptionError, OptionValue, RuleOption};
pub use reach::Reach;
pub use registry::{options_of, rule, rules};
pub use selector::{Selector, UnknownRule};
