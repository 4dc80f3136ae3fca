//! The objects that rules check: texts, entries, bibliographies, documents, the output of a style,
//! styles.

pub(in crate::check) mod braces;
pub(in crate::check) mod characters;
pub(in crate::check) mod cited;
pub(in crate::check) mod content;
pub(in crate::check) mod divided;
pub(in crate::check) mod entry;
pub(in crate::check) mod essay;
pub(in crate::check) mod essays;
pub(in crate::check) mod everybody;
pub(in crate::check) mod facts;
pub(in crate::check) mod fields;
pub(in crate::check) mod file;
pub(in crate::check) mod folded;
pub(in crate::check) mod identifiers;
pub(in crate::check) mod letter_case;
pub(in crate::check) mod misfiled;
pub(in crate::check) mod names;
pub(in crate::check) mod new_keys;
pub(in crate::check) mod numbers;
pub(in crate::check) mod own_fields;
pub(in crate::check) mod renames;
pub(in crate::check) mod required;
pub(in crate::check) mod style;
pub(in crate::check) mod styled;
pub(in crate::check) mod undefined;
pub(in crate::check) mod works;
pub(in crate::check) mod written;

pub(crate) use characters::Characters;
pub(crate) use cited::{Cited, Placed};
pub(crate) use entry::Subject;
pub(crate) use essay::Essay;
pub(crate) use essays::Essays;
pub(crate) use everybody::{Everybody, Numbered};
pub(in crate::check) use facts::Facts;
pub(crate) use facts::{Alike, Content, Identifier};
pub(in crate::check) use file::ReadBy;
pub(crate) use file::{Bibliography, File};
pub(crate) use new_keys::NewKeys;
pub(crate) use renames::Renames;
pub(crate) use style::StyleText;
pub(crate) use styled::{Printed, Styled};
pub(crate) use undefined::Undefined;
pub(crate) use written::{Written, is_printed};
