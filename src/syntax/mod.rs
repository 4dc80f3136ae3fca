//! Error-tolerant parsers: text to trees that keep every span. None fails; what is wrong goes to
//! a [`Sink`](crate::diagnostic::Sink).

pub mod bibtex;
pub mod data;
pub mod json;
pub(crate) mod trace;
pub mod xml;
pub mod yaml;
