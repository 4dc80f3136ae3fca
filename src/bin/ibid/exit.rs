//! The exit status.

use std::process::ExitCode;

/// The exit status, for scripts and CI; later values are worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Finished without findings.
    Clean,
    /// Finished with findings.
    Findings,
    /// Invalid arguments or configuration.
    Usage,
    /// Something could not be read.
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
