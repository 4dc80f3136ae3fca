//! Writes Markdown documents in another format.

use std::io;
use std::path::{Path, PathBuf};

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
    let folder = args.output.as_deref().filter(|path| files::is_folder(path));
    let file = match (folder, &args.documents[..]) {
        (Some(folder), [document]) => Some(folder.join(page_name(document, to))),
        (Some(_), _) => {
            let name = page_name(Path::new("book"), to);
            let name = name.display();
            output::note(&format!("error: the documents become one file; name it: `-o {name}`"));
            return Ok(Exit::Usage);
        }
        (None, _) => args.output.clone(),
    };
    if let Some(exit) = files::refused(args, file.as_deref(), read) {
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
    files::make(folder)?;
    target::write(file.as_deref(), text.as_bytes())?;
    Ok(Exit::Clean)
}

/// The name of the file that is made of a document; of standard input, that of a page.
fn page_name(document: &Path, to: DocumentFormat) -> PathBuf {
    let extension = match to {
        DocumentFormat::Html => "html",
        DocumentFormat::Latex => "tex",
        DocumentFormat::Typst => "typ",
        DocumentFormat::Plain => "txt",
        DocumentFormat::Markdown => "md",
    };
    let stem = document.file_stem().filter(|stem| *stem != "-");
    Path::new(stem.unwrap_or("page".as_ref())).with_extension(extension)
}
