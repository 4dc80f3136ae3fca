//! The CSL styles and locales that `ibid` embeds, as XML.
//!
//! They are hayagriva's, taken out of its archive by the build script, so that a program that
//! embeds them does not link hayagriva. Use them through `ibid::style::archive`.

include!(concat!(env!("OUT_DIR"), "/archive.rs"));

/// A style of the archive.
#[derive(Debug)]
pub struct ArchivedStyle {
    /// The archive's first name for it.
    pub name: &'static str,
    /// The identifier it gives itself.
    pub id: &'static str,
    /// The title it gives itself.
    pub title: &'static str,
    /// The short title it gives itself, if any.
    pub short_title: Option<&'static str>,
    /// The archive's other names for it.
    pub other_names: &'static [&'static str],
    /// Its text.
    pub xml: &'static str,
}
