//! What the commands about keys say alike.

use crate::commands::keys::texts::Texts;
use crate::commands::unknown_key;
use crate::exit::Exit;
use crate::output;

/// The documents that are read, by their extensions.
const DOCUMENTS: &str = ".tex, .md, .qmd, .Rmd, .typ, .adoc, .org, .rs, .txt, .aux or .bcf";

/// For so many keys that no entry has is another looked for.
pub(super) const MOST_KEYS: usize = 20_000;

pub(super) fn report_missing(key: &str, known: &[&str]) {
    let known = if known.len() <= MOST_KEYS { known } else { &[] };
    unknown_key(key, known.iter().copied());
}

/// Says that there is no document, or no bibliography.
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
