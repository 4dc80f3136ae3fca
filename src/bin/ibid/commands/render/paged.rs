//! Writes Markdown documents in another format.

use std::io;

use ibid::files::Files;
use ibid::typeset::{Page, PageFormat, Typeset};

use crate::args::{DocumentFormat, RenderArgs};
use crate::commands::render::files;
use crate::exit::Exit;
use crate::{output, target};

/// Writes all documents as one, and prints what could not be converted.
pub(super) fn write(
    args: &RenderArgs,
    to: DocumentFormat,
    printed: &Typeset<'_>,
    read: &Files,
) -> io::Result<Exit> {
    if let Some(exit) = files::refused(args, args.output.as_deref(), read) {
        return Ok(exit);
    }
    let format = match to {
        DocumentFormat::Html => PageFormat::Html,
        DocumentFormat::Latex => PageFormat::Latex,
        DocumentFormat::Typst => PageFormat::Typst,
        DocumentFormat::Plain => PageFormat::Plain,
        DocumentFormat::Markdown => return Ok(Exit::Usage),
    };
    let Some(Page { text, remarks, .. }) = printed.write_page(format, args.fragment) else {
        return Ok(Exit::Usage);
    };
    for remark in remarks {
        output::note(&format!("note: {remark}"));
    }
    target::write(args.output.as_deref(), text.as_bytes())?;
    Ok(Exit::Clean)
}
