//! Interned words that occur many times in a file.

use std::sync::Arc;

use rustc_hash::FxHashSet;

/// The names of fields and types in a file. A library with a hundred thousand entries has a million
/// fields and a few dozen names.
#[derive(Debug, Default)]
pub(super) struct Names {
    known: FxHashSet<Arc<str>>,
}

impl Names {
    /// A name, shared by all callers with the same one.
    pub(super) fn get(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.known.get(name) {
            return Arc::clone(known);
        }
        let name: Arc<str> = name.into();
        self.known.insert(Arc::clone(&name));
        name
    }
}
