#![doc = include_str!("../README.md")]

pub mod check;
pub mod diagnostic;
pub mod document;
pub mod engine;
pub mod error;
pub mod files;
pub mod markup;
pub mod model;
pub mod output;
pub mod read;
pub mod references;
#[cfg(feature = "report")]
pub mod report;
pub mod source;
pub mod style;
pub mod syntax;
pub mod write;

pub use error::Error;
pub use references::{References, open, parse};
pub use style::Style;
