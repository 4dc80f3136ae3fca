//! The output of the command.

use std::error::Error;
use std::io::{self, ErrorKind, IsTerminal, Write};

use clap::ValueEnum;
use ibid::report::Color;

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    Auto,
    Always,
    Never,
}

/// Writes to standard output. A closed pipe, as in `ibid check | head`, is not an error.
pub(crate) fn print(text: &str) -> io::Result<()> {
    print_bytes(text.as_bytes())
}

/// Writes bytes, which need not be text, to standard output.
pub(crate) fn print_bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes an error and its causes to standard error, on one line.
pub(crate) fn error(error: &dyn Error) {
    note(&format!("error: {}", with_causes(error)));
}

/// An error and its causes, on one line.
pub(crate) fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    text
}

/// Writes a line to standard error. If even that fails, nothing can be done.
pub(crate) fn note(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// True if standard output is a terminal.
pub(crate) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// True if standard output is a terminal or a file, so that the output is final, while a pipe leads
/// to another program.
pub(crate) fn is_final() -> bool {
    io::stdout().is_terminal() || is_file()
}

#[cfg(unix)]
fn is_file() -> bool {
    use std::os::fd::AsFd;
    let handle = io::stdout().as_fd().try_clone_to_owned().map(std::fs::File::from);
    handle.and_then(|file| file.metadata()).is_ok_and(|it| it.is_file())
}

#[cfg(windows)]
fn is_file() -> bool {
    use std::os::windows::io::AsHandle;
    let handle = io::stdout().as_handle().try_clone_to_owned().map(std::fs::File::from);
    handle.and_then(|file| file.metadata()).is_ok_and(|it| it.is_file())
}

#[cfg(not(any(unix, windows)))]
fn is_file() -> bool {
    false
}

/// Whether to colour standard output.
pub(crate) fn color(choice: ColorChoice) -> Color {
    let wanted = match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            // https://no-color.org: any value except an empty one.
            let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            !refused && io::stdout().is_terminal()
        }
    };
    if wanted { Color::Always } else { Color::Never }
}

/// The width of the terminal in columns; a readable width if there is none.
pub(crate) fn width() -> usize {
    const WITHOUT_TERMINAL: usize = 140;
    match terminal_size::terminal_size() {
        Some((terminal_size::Width(columns), _)) => usize::from(columns).max(40),
        None => WITHOUT_TERMINAL,
    }
}
