//! Looks up which entries of the library a document needs.

use crate::engine::ids::EntryId;
use crate::engine::options::{Options, Uncited};
use crate::model::{Citation, Library};

/// The entry of each cite; `None` if the library has none.
pub(super) fn entries_of(citation: &Citation, library: &Library) -> Vec<Option<EntryId>> {
    citation.cites.iter().map(|cite| EntryId::of_key(&cite.key, library)).collect()
}

/// Entries that are in the bibliography although nothing may cite them.
pub(super) fn uncited(options: &Options, library: &Library) -> Vec<EntryId> {
    match &options.uncited {
        Uncited::None => Vec::new(),
        Uncited::All => library.first_of_keys().map(EntryId::new).collect(),
        Uncited::Keys(keys) => {
            keys.iter().filter_map(|key| EntryId::of_key(key, library)).collect()
        }
    }
}
