//! Why a configuration file cannot be used.

use std::cell::RefCell;
use std::path::PathBuf;

use ibid::source::Source;

/// Why a configuration file cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("cannot read `{}`", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    /// All errors with their positions, in order.
    #[error("{}", .0.join("\nerror: "))]
    Invalid(Vec<String>),
}

/// An error at one position in the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fault {
    start: usize,
    message: String,
}

impl Fault {
    pub(super) fn new(start: usize, message: impl Into<String>) -> Self {
        Fault { start, message: message.into() }
    }
}

/// All errors in a file. Reading continues after an error, so that one run reports all of them.
#[derive(Debug, Default)]
pub(super) struct Faults(RefCell<Vec<Fault>>);

impl Faults {
    pub(super) fn add(&self, fault: Fault) {
        self.0.borrow_mut().push(fault);
    }

    /// The number of errors so far.
    pub(super) fn count(&self) -> usize {
        self.0.borrow().len()
    }

    /// Records an error, if there is one.
    pub(super) fn note(&self, result: Result<(), Fault>) {
        if let Err(fault) = result {
            self.add(fault);
        }
    }

    /// The errors of the file; `Ok` if there are none.
    pub(super) fn into_result(self, source: &Source) -> Result<(), Failure> {
        let mut faults = self.0.into_inner();
        faults.sort();
        faults.dedup();
        let lines = faults.into_iter().map(|Fault { start, message }| {
            let at = source.line_column(u32::try_from(start).unwrap_or(u32::MAX));
            format!("{}:{}:{}: {message}", source.name, at.line, at.column)
        });
        let lines: Vec<String> = lines.collect();
        if lines.is_empty() { Ok(()) } else { Err(Failure::Invalid(lines)) }
    }
}
