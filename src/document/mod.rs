//! Citations as documents write them.

mod labels;
pub mod pandoc;

pub use labels::Labels;
