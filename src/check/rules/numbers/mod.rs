//! Rules about pages, volumes and other numbers.

mod edition_form;
mod label_in_number;
mod non_numeric_volume;
mod number_without_volume;
mod page_count;
mod page_range_form;
mod reversed_pages;

crate::check::rule::rules! { number_without_volume, reversed_pages, label_in_number, page_range_form, non_numeric_volume, page_count, edition_form }
