//! Rules about titles.
mod all_caps_title;
mod brace_protection;
mod catalogue;
mod copied;
mod question_dash;
mod title_noise;
mod unpaired_mark;

crate::check::rule::rules! { title_noise, all_caps_title, unpaired_mark, question_dash, brace_protection }
