//! Rules about entries beside each other.
mod uneven_fields;
mod unformatted;

crate::check::rule::rules! { uneven_fields, unformatted }
