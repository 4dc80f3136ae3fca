//! The keys that a document cites and no entry has.

use crate::check::context::Context;
use crate::check::subject::Cited;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Location;

/// For how many keys of a document another is looked for. With more, it is the wrong bibliography.
const MOST_GUESSES: usize = 100;

/// How many places are pointed at beside the first.
const MOST_PLACES: usize = 3;

/// A key that a document cites and no entry has.
pub(crate) struct Undefined {
    pub(crate) key: String,
    /// Where it is cited, in order.
    pub(crate) places: Vec<Location>,
    /// The key of an entry that it is most likely a slip of.
    pub(crate) meant: Option<String>,
}

impl Undefined {
    /// The undefined keys of a document, in order. Without a bibliography nothing is known of any
    /// key, which another rule says.
    pub(in crate::check::subject) fn of(cited: &Cited<'_>) -> Vec<Undefined> {
        if cited.readings.is_empty() {
            return Vec::new();
        }
        let undefined = cited.keys().into_iter().filter(|(key, _)| !cited.defines(key));
        let with_guess = |(number, (key, places)): (usize, (&str, Vec<Location>))| {
            let meant = match number < MOST_GUESSES {
                true => nearest(key, cited.known_keys()),
                false => None,
            };
            Undefined { key: key.to_owned(), places, meant: meant.map(str::to_owned) }
        };
        undefined.enumerate().map(with_guess).collect()
    }

    /// A finding about it, with the places where it is cited.
    pub(crate) fn finding(
        &self,
        cx: &Context<'_>,
        cited: &Cited<'_>,
        message: &str,
    ) -> Diagnostic {
        let times = match self.places.len() {
            1 => String::new(),
            number => format!(", which is cited {number} times"),
        };
        let first = self.places.first().copied().unwrap_or_default();
        let finding = cx.of_document(cited, first, format!("{message}{times}")).key(&*self.key);
        let others = self.places.iter().skip(1).take(MOST_PLACES);
        others.fold(finding, |finding, place| finding.also(*place, "and here"))
    }
}
