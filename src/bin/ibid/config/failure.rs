//! Why a configuration file cannot be used.

use std::cell::RefCell;
use std::path::PathBuf;

use ibid::source::Source;

/// Why a configuration file cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("cannot read `{}`", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    /// Its faults, each with its place, in their order.
    #[error("{}", .0.join("\nerror: "))]
    Invalid(Vec<String>),
}

/// What is wrong at one place of the file.
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

/// All that is wrong with a file. Reading goes on after a fault, so that one run names them all.
#[derive(Debug, Default)]
pub(super) struct Faults(RefCell<Vec<Fault>>);

impl Faults {
    pub(super) fn add(&self, fault: Fault) {
        self.0.borrow_mut().push(fault);
    }

    /// How many there are so far.
    pub(super) fn count(&self) -> usize {
        self.0.borrow().len()
    }

    /// Notes what went wrong, if anything did.
    pub(super) fn note(&self, result: Result<(), Fault>) {
        if let Err(fault) = result {
            self.add(fault);
        }
    }

    /// The failure of reading the file; none where nothing is wrong.
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
