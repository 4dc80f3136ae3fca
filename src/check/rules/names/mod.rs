//! Rules about people and bodies.

mod et_al_in_data;
mod given_name_only;
mod inverted_name;
mod wrong_separator;

crate::check::rule::rules! { et_al_in_data, given_name_only, inverted_name, wrong_separator }
