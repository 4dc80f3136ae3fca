//! Rules about several entries for the same work.

mod preprint_and_published;
mod same_identifier;
mod same_work;

crate::check::rule::rules! { same_identifier, same_work, preprint_and_published }
