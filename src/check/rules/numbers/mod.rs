//! Rules about pages, volumes and the like.

pub(in crate::check) mod number_without_volume;
pub(in crate::check) mod reversed_pages;
