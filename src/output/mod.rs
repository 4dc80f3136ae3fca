//! Writes markup in an output format. Each format escapes its own special characters, in its own
//! file.

mod ansi;
mod bibliography;
mod emphasis;
mod format;
mod html;
mod json;
mod json_document;
mod latex;
mod latex_needs;
mod markdown;
mod page;
#[cfg(feature = "filter")]
mod pandoc;
mod plain;
mod shorthand;
#[cfg(test)]
mod tests;
mod typst;
mod walk;

pub use format::Format;
pub use json::StylePlace;
pub use json_document::json_document;
pub use latex_needs::latex_needs;
pub use page::html_page;
#[cfg(feature = "page")]
pub(crate) use page::push_page_rules;
#[cfg(feature = "filter")]
pub(crate) use pandoc::pandoc_inlines;
#[cfg(feature = "page")]
pub(crate) use typst::typst_string;
