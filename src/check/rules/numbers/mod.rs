//! Rules about pages, volumes and the like.

mod number_without_volume;
mod reversed_pages;

crate::check::rule::rules! { number_without_volume, reversed_pages }
