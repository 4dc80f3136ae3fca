//! Writes bibliographies in formats that other programs read.

mod bib;
mod convert;
mod csl_json;
#[cfg(feature = "yaml")]
mod csl_yaml;
mod error;
#[cfg(feature = "yaml")]
mod hayagriva;
mod json;
mod losses;
#[cfg(feature = "yaml")]
mod markdown;
mod marked;
mod ris;
#[cfg(feature = "serde")]
mod serde;

pub use bib::{biblatex, bibtex};
pub use convert::{Converted, Target, convert};
pub(crate) use csl_json::text_of;
pub use csl_json::{csl_json, csl_json_entry};
#[cfg(feature = "yaml")]
pub use csl_yaml::csl_yaml;
pub use error::WriteError;
#[cfg(feature = "yaml")]
pub use hayagriva::hayagriva;
pub use losses::{Loss, Reason};
pub use ris::ris;
