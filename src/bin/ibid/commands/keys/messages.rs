//! Messages that the commands about keys share.

use crate::commands::keys::texts::Texts;
use crate::commands::unknown_key;
use crate::exit::Exit;
use crate::output;

/// The extensions of the documents that are read.
const DOCUMENTS: &str = ".tex, .md, .qmd, .Rmd, .typ, .rst, .adoc, .org, .rs, .txt, .aux or .bcf";

/// The maximum number of missing keys for which a similar one is suggested.
pub(super) const MOST_KEYS: usize = 20_000;

pub(super) fn report_missing(key: &str, known: &[&str]) {
    let known = if known.len() <= MOST_KEYS { known } else { &[] };
    unknown_key(key, known.iter().copied());
}

/// Prints that there is no document, or no bibliography.
pub(super) fn refused(texts: &Texts) -> Option<Exit> {
    if !texts.has_documents() {
        output::note(&format!("error: name a document that cites: {DOCUMENTS}"));
        return Some(Exit::Usage);
    }
    if texts.bibliographies.is_empty() {
        output::note("error: name a bibliography; the document names none");
        return Some(Exit::Usage);
    }
    None
}
