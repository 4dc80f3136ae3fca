//! Rules about the names of people and organizations.

mod caps_name;
mod et_al_in_data;
mod given_name_only;
mod inconsistent_person;
mod initials_form;
mod inverted_name;
mod junk_in_name;
mod misplaced_suffix;
mod repeated_person;
mod unparsed_person;
mod unprotected_corporate;
mod wrong_separator;

crate::check::rule::rules! { et_al_in_data, given_name_only, inverted_name, wrong_separator, junk_in_name, repeated_person, caps_name, initials_form, inconsistent_person, unprotected_corporate, misplaced_suffix, unparsed_person }
