//! Rules about texts: what is written but says nothing, or not what was meant.

mod accented_words;
pub(in crate::check) mod bad_characters;
pub(in crate::check) mod empty_or_placeholder;
pub(in crate::check) mod lost_accent;
pub(in crate::check) mod markup_in_value;
