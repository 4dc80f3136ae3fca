//! The input of the command: files, folders, standard input.

mod essay;
mod found;
mod gather;
mod paths;

pub(crate) use found::Input;
pub(crate) use gather::{Request, gather, gather_styles, gather_texts};
pub(crate) use paths::{BASELINE, true_path};
