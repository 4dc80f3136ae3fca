//! Rules that compare the entries of a file.
mod uneven_fields;
mod unformatted;

crate::check::rule::rules! { uneven_fields, unformatted }
