//! Error-tolerant parsers, which turn text into trees that keep every span. No parser fails; errors
//! are pushed into a [`Sink`](crate::diagnostic::Sink).

pub mod bibtex;
pub mod data;
pub mod json;
pub mod ris;
pub(crate) mod trace;
pub mod xml;
pub mod yaml;
