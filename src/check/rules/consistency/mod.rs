//! Rules about entries beside each other.
mod uneven_fields;

crate::check::rule::rules! { uneven_fields }
