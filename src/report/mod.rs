//! Formats findings for people, editors, other programs and services.
//!
//! Each format is a function from a [`Report`] to text. This module does not print, does not depend
//! on individual rules, and does not filter: a report shows the diagnostics that it is given, in
//! that order.

mod baseline;
mod checkstyle;
mod concise;
mod coverage;
mod fingerprint;
mod format;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod markdown;
mod reported;
mod sarif;
mod statistics;
mod summary;
mod unread;
mod xml;

pub use baseline::{Accepted, Baseline, BaselineError, Compared};
pub use checkstyle::checkstyle;
pub use concise::{concise, concise_findings};
pub use coverage::{Coverage, InputKind, Narrowed, Skipped, SkippedContent, Unreadable};
pub use format::Format;
pub use github::github;
pub use gitlab::gitlab;
pub use human::{Color, HumanOptions, human};
pub use json::{JSON_VERSION, json, json_lines, json_statistics};
pub use junit::junit;
pub use markdown::markdown;
pub use reported::Report;
pub use sarif::sarif;
pub use statistics::statistics;
pub use summary::Tally;
pub use unread::ShowSkipped;
