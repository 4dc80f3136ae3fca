//! Rules about people and bodies.

pub(in crate::check) mod et_al_in_data;
pub(in crate::check) mod given_name_only;
pub(in crate::check) mod inverted_name;
pub(in crate::check) mod wrong_separator;
