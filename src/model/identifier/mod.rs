//! Identifiers of works, with their check digits and canonical URLs.
//!
//! Each type parses the forms that people write and stores the canonical one. Each error says what
//! is wrong, so that a checker can report it.

mod arxiv;
mod doi;
mod isbn;
mod issn;
mod pubmed;

pub use arxiv::{ArxivId, ArxivIdError};
pub use doi::{Doi, DoiError};
pub use isbn::{Isbn, IsbnError};
pub use issn::{Issn, IssnError};
pub use pubmed::{Pmcid, Pmid, PmidError};
