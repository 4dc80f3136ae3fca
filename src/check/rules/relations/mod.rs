//! Rules about links between entries.
mod parent_mismatch;
mod parent_without_title;

crate::check::rule::rules! { parent_mismatch, parent_without_title }
