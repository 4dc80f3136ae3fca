//! The blocks of a document: what is prose, and what is code, comment, metadata or markup.
//!
//! *Source*: Pandoc User's Guide, "Pandoc's Markdown", block elements.

mod content;
mod fenced;
mod lines;
mod prose;
mod scanner;
mod yaml;

pub(super) use crate::document::markdown::blocks::scanner::blocks;
