//! Bibliographies as text: the model written in a format that other programs read.

mod csl_json;
mod json;
#[cfg(feature = "serde")]
mod serde;

pub use csl_json::{csl_json, csl_json_entry};
