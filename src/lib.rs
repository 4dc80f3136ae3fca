//! Citations and bibliographies: modelled, checked as a copy editor and a linter would, and
//! formatted in any CSL style.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let refs = ibid::open("bibliography.yaml")?;
//! refs.check()?;
//!
//! let apa = ibid::Style::named("apa")?;
//! println!("{}", apa.bibliography(&refs)?.to_html());
//! let cited = apa.cite(&refs, "[see @brinton, p. 12; @broue]")?;
//! assert_eq!(cited.to_plain(), "(see Brinton, 1970, p. 12; Broué, 1963)");
//! # Ok(())
//! # }
//! ```
//!
//! * [Reading](#reading)
//! * [Checking](#checking)
//! * [Printing](#printing)
//! * [Styles and languages](#styles-and-languages)
//! * [Documents](#documents)
//! * [Errors](#errors)
//! * [Cost](#cost)
//! * [Features](#features)
//! * [What it does not do](#what-it-does-not-do)
//!
//! # Reading
//!
//! [`open`] reads BibTeX, BibLaTeX, hayagriva YAML, CSL-JSON and CSL-YAML; [`parse`] does it with a
//! text in memory. The format is told by the name and the content. Files that are one bibliography,
//! such as a file of `@string` macros and one of entries, are read by [`References::open_all`].
//!
//! Every format is read into one model: an [`Entry`](model::Entry) has a key, a type, and values
//! under CSL's [variables](model::Variable); what CSL has no variable for is kept in
//! [`Entry::extra`](model::Entry::extra).
//!
//! ```
//! use ibid::model::Variable;
//!
//! let refs = ibid::parse("refs.bib", "@article{a, title = {A}, doi = {https://doi.org/10.1000/a}}")?;
//! let dois: Vec<&str> = refs.iter().filter_map(|entry| entry.str(Variable::Doi)).collect();
//! assert_eq!(dois, ["10.1000/a"]);
//! # Ok::<(), ibid::Error>(())
//! ```
//!
//! An entry can also be put together in a program:
//!
//! ```
//! use ibid::model::{Date, Entry, EntryType, Name};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mett = Entry::new("mett", EntryType::Book)
//!     .with_author(Name::person("Mett", "Ida"))
//!     .with_title("The Kronstadt Uprising")
//!     .with_issued(Date::year(1967));
//! let mla = ibid::Style::named("mla")?;
//! assert_eq!(mla.cite(&mett.into(), "[@mett, p. 3]")?.to_plain(), "(Mett 3)");
//! # Ok(())
//! # }
//! ```
//!
//! [`write::csl_json`] writes a library as CSL-JSON, which citeproc programs and Zotero read.
//!
//! # Checking
//!
//! [`References::check`] runs the rules that are on by default, those of `ibid check`. Its error is
//! the findings, each with its place, the name of its rule, and what to do about it; it reads like
//! the report of the command, also where a `#[test]` returns it:
//!
//! ```no_run
//! # #[allow(clippy::test_attr_in_doctest)]
//! #[test]
//! fn the_bibliography_is_sound() -> Result<(), Box<dyn std::error::Error>> {
//!     let refs = ibid::open("refs.bib")?;
//!     refs.check()?;
//!     ibid::Style::named("apa")?.cite_all(&refs, ["[@mett, p. 3]", "@broue"])?;
//!     Ok(())
//! }
//! ```
//!
//! A [`check::Config`] chooses rules, severities and options. [`files::Files`] holds texts, readings
//! and documents, checks them, and writes [fixes](diagnostic::Fix) back, byte for byte what they
//! were elsewhere. The module [`report`] writes findings for people, editors and CI.
//!
//! # Printing
//!
//! [`Style::bibliography`] prints all entries, [`Style::cite`] one citation in pandoc's syntax, and
//! [`Style::cite_all`] the citations of a document in order, with the bibliography of what they
//! cite. What comes back is [`Markup`](markup::Markup), in no format yet: `to_plain`, `to_html`,
//! `to_markdown`, `to_latex` and `to_typst` write it, and [`output::Format`] lists all formats.
//!
//! More is to be had from [`engine::render`]: which entries go into the bibliography, links,
//! abbreviations, and which element of the style printed what. An editor holds an
//! [`engine::Session`], which says after each edit what prints differently.
//!
//! # Styles and languages
//!
//! 80 styles and 63 locales are embedded: [`Style::named`] finds a style by any name it has, and
//! [`Style::named_in`] prints it in a language. [`Style::open`] takes a `.csl` file, and
//! [`Style::compile`] a text, with the locales that you give it. A style is compiled once; a
//! [`Style`] is cheap to clone and shared between threads.
//!
//! # Documents
//!
//! [`document::read`] finds what documents cite, each cite with its place, key, affixes and locator.
//! [`files::Files`] reads a document with the bibliographies that it names.
//!
//! # Errors
//!
//! An [`Error`] says why a job cannot be done at all. What is wrong inside a text is a
//! [`Diagnostic`](diagnostic::Diagnostic), with its place, and hides nothing else: a broken entry
//! does not take its neighbours down. What was printed with something missing, because a key is
//! unknown, an entry could not be read, or the style prints nothing for it, is an
//! [`Incomplete`](references::Incomplete) that holds what there is all the same.
//!
//! Nothing panics on account of its input.
//!
//! # Cost
//!
//! Reading, checking and printing take time and memory in proportion to the input, and use all
//! cores; [`engine::Options::threads`] limits them. A thousand references print in some
//! milliseconds. The library opens no file but those that it is given, and no connection.
//!
//! # Features
//!
//! * `archive` (default): the embedded styles and locales. Without it, [`Style::compile`] takes
//!   yours; a style without any locale is an error.
//! * `report` (default): the module [`report`].
//! * `typst` (default): citations in Typst documents.
//! * `hayagriva`: conversion between our model and `hayagriva::Entry`.
//! * `filter` (with `cli`): documents that pandoc has read, as its JSON.
//! * `page` (with `cli`): Markdown documents as HTML, LaTeX, Typst and plain text.
//! * `serde`: `Serialize` and `Deserialize` for libraries, entries, names, dates and citations, as
//!   CSL-JSON.
//! * `cli`: the command `ibid`.
//!
//! A program that prints and checks only needs `default-features = false, features = ["archive"]`.
//!
//! # What it does not do
//!
//! It asks no network: no DOI is looked up, no address tried. It has no list of journals or people.
//! CSL's extension CSL-M is known as far as COMPATIBILITY.md says. It formats references, and leaves
//! the rest of a document as it is.

#![deny(
    clippy::expect_used,
    clippy::panic,
    clippy::todo,
    clippy::unimplemented,
    clippy::unreachable,
    clippy::unwrap_used
)]

pub mod check;
pub mod diagnostic;
pub mod document;
pub mod engine;
pub mod error;
pub mod excerpt;
pub mod files;
pub mod markup;
pub mod model;
pub mod output;
mod parallel;
pub mod read;
pub mod references;
#[cfg(feature = "report")]
pub mod report;
pub mod source;
pub mod style;
pub mod syntax;
pub mod typeset;
pub mod write;

pub use error::Error;
pub use references::{References, open, parse};
pub use style::Style;

/// The programs of README.md are run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
