//! Rules about journals, series and publishers.
mod unknown_journal;
mod venue_variants;

crate::check::rule::rules! { venue_variants, unknown_journal }
