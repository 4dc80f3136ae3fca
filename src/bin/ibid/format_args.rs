//! Arguments that name a format: one of the rows of a table of the library.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// An argument that is one of these; `described` gives the name of each and what it is.
pub(crate) fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    described: fn(T) -> (&'static str, &'static str),
) -> impl TypedValueParser<Value = T> {
    let values = all.iter().map(move |&it| {
        let (name, about) = described(it);
        PossibleValue::new(name).help(about)
    });
    PossibleValuesParser::new(values).try_map(move |name| {
        let mut named = all.iter().copied().filter(|&it| described(it).0 == name);
        named.next().ok_or("there is no such format")
    })
}
