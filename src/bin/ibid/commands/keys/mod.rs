//! `ibid subset`, `ibid stub` and `ibid rename`: commands about the keys that documents cite.

mod auxiliary;
mod messages;
mod rename;
mod stub;
mod subset;
mod texts;

pub(crate) use rename::rename;
pub(crate) use stub::stub;
pub(crate) use subset::subset_of;
