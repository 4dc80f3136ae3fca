//! Rules about journals, series and publishers.
mod venue_variants;

crate::check::rule::rules! { venue_variants }
