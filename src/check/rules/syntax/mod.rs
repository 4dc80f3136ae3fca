//! Rules about text: text without meaning, or with another meaning than intended.

mod accented_words;
mod bad_characters;
mod broken_accents;
mod empty_or_placeholder;
mod lost_accent;
mod mac_roman;
mod markup_in_value;
mod mixed_script;
mod unescaped_special;
mod unseen;
mod widths;

crate::check::rule::rules! { bad_characters, empty_or_placeholder, lost_accent, markup_in_value, mixed_script, unescaped_special }
