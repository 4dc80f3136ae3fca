//! Writes bibliographies in formats that other programs read.

mod bib;
mod convert;
mod csl_json;
#[cfg(feature = "yaml")]
mod csl_yaml;
mod error;
mod json;
#[cfg(feature = "yaml")]
mod markdown;
mod marked;
#[cfg(feature = "serde")]
mod serde;

pub use bib::{biblatex, bibtex};
pub use convert::{Converted, Loss, Reason, Target, convert};
pub(crate) use csl_json::text_of;
pub use csl_json::{csl_json, csl_json_entry};
#[cfg(feature = "yaml")]
pub use csl_yaml::csl_yaml;
pub use error::WriteError;
