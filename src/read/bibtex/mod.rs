//! (To be replaced.)

mod bookkeeping;
mod dates;
mod fields;
mod names;
mod strings;
mod terms;
mod tex;
mod types;

use crate::diagnostic::Sink;
use crate::model::{Library, Origins};
use crate::source::{Source, SourceId};

/// Reads a text of this format.
pub(crate) fn read(_: &Source, _: SourceId, _: &mut Sink) -> (Library, Origins) {
    (Library::new(), Origins::default())
}
