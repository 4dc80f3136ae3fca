//! The integration tests: one binary, so that they link once and run side by side.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "tests read files and fail by panicking"
)]

mod accepted;
mod api;
mod architecture;
mod by_year;
mod check;
mod ci;
mod circles;
mod cited;
mod cited_projects;
mod cites_printed;
mod cli;
mod config;
mod convert;
mod disk;
mod docs;
mod document;
mod document_syntaxes;
mod documents_printed;
mod editing;
mod essay;
mod essay_apparatus;
mod essay_forms;
mod essay_notes;
mod examples;
mod filter;
mod fix;
mod fix_samples;
mod json_schema;
mod keys;
mod kinds;
mod latex_printed;
mod mutations;
mod mutations_of_documents;
mod other_checkers;
mod others;
mod outputs;
mod pages_printed;
mod paths;
mod places;
mod print;
mod readme;
mod recall;
mod references;
mod render;
mod report;
mod round_trips;
mod rules;
mod session;
#[path = "../shared/mod.rs"]
mod shared;
mod silence;
mod styles;
mod support;
mod suppress;
mod together;
mod typed_notes;
mod typeset;
mod typst_printed;
mod unread;
mod whole_essays;
mod write;
