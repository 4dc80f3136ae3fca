//! Rules about texts: what is written but says nothing.

pub(in crate::check) mod empty_or_placeholder;
