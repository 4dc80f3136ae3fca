//! How a run ended.

use std::process::ExitCode;

/// How a run ended, as scripts and CI see it; a later one is worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Done, and nothing found.
    Clean,
    /// Done, and something found.
    Findings,
    /// The arguments or the configuration make no sense.
    Usage,
    /// Something that was to be read could not be.
    Unreadable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Unreadable => 3,
        })
    }
}
