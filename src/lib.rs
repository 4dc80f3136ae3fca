//! Read, check and format citations and bibliographies, in any CSL style.
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
//! * [Formatting](#formatting)
//! * [Editing](#editing)
//! * [Styles and languages](#styles-and-languages)
//! * [Documents](#documents)
//! * [Errors](#errors)
//! * [Performance](#performance)
//! * [Features](#features)
//! * [What it does not do](#what-it-does-not-do)
//!
//! # Reading
//!
//! [`open`] reads BibTeX, BibLaTeX, hayagriva YAML, CSL-JSON, CSL-YAML, RIS, MEDLINE, refer and
//! `CITATION.cff` from a file, [`parse`] from a string. The format is detected from the name and the
//! content. Use [`References::open_all`] for several files that form one bibliography, such as a
//! file of `@string` macros and a file of entries.
//!
//! All formats are read into one model: an [`Entry`](model::Entry) has a key, a type, and values
//! for CSL's [variables](model::Variable). A field that CSL has no variable for is kept in
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
//! You can also build entries in code:
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
//! [`write::csl_json()`] writes a library as CSL-JSON, which Zotero, pandoc and other citeproc
//! programs read:
//!
//! ```no_run
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let refs = ibid::open("refs.bib")?;
//!     std::fs::write("refs.json", ibid::write::csl_json(refs.library())?)?;
//!     Ok(())
//! }
//! ```
//!
//! [`write::biblatex()`] and [`write::bibtex()`] write the formats of LaTeX. [`write::convert()`]
//! also lists what a format cannot express:
//!
//! ```no_run
//! use ibid::write::{Target, convert};
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let converted = convert(ibid::open("refs.yml")?.library(), Target::Biblatex)?;
//!     for loss in &converted.losses {
//!         eprintln!("{}: `{}`: {}", loss.key, loss.field, loss.reason);
//!     }
//!     std::fs::write("refs.bib", converted.text)?;
//!     Ok(())
//! }
//! ```
//!
//! # Checking
//!
//! [`References::check`] runs the default rules, the same as `ibid check`. If there are findings,
//! it returns them as its error: each has its place, the name of its rule, and what to do about it.
//! A `#[test]` that returns the error prints them as the command would:
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
//! A [`check::Config`] selects rules and sets severities and options. [`files::Files`] checks
//! several bibliographies together with the documents that cite them, and applies
//! [fixes](diagnostic::Fix) without changing any other byte. The [`report`] module formats findings
//! for people, editors and CI.
//!
//! # Formatting
//!
//! [`Style::bibliography`] formats all entries; [`Style::cite`] formats one citation, written as
//! in pandoc's Markdown; [`Style::cite_all`] formats the citations of a document, in order, with
//! the bibliography of the cited works. The result is [`Markup`](markup::Markup), which `to_plain`,
//! `to_html`, `to_markdown`, `to_latex` and `to_typst` turn into text. [`output::Format`] lists all
//! output formats.
//!
//! [`engine::render`] takes more [`Options`](engine::Options): which entries go into the
//! bibliography, links, abbreviations, and which element of the style printed each piece.
//!
//! # Editing
//!
//! An editor keeps a [`check::Editing`], which checks the bibliography after every edit in a fraction
//! of the time of a whole check, and a [`Session`](engine::Session) for what is printed. Every edit, of a citation or of an entry,
//! returns only what is printed differently because of it:
//!
//! ```
//! use ibid::engine::{Options, Session};
//! use ibid::model::{Cite, Date};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let refs = ibid::parse("refs.bib", "@book{mett, author = {Mett, Ida}, title = {The Commune}}")?;
//! let apa = ibid::Style::named("apa")?;
//! let citations = vec![Cite::new("mett").into()];
//! let mut session = Session::new(&apa, refs.library().clone(), citations, Options::default());
//!
//! let mett = refs.library().entries()[0].clone();
//! let changes = session.set_entry(mett.with_issued(Date::year(1967)));
//! for (number, text) in changes.citations {
//!     assert_eq!((number, text.to_plain()), (0, "(Mett, 1967)".to_owned()));
//! }
//! # Ok(())
//! # }
//! ```
//!
//! To edit a bibliography file itself, parse it with the [`syntax`] module, which keeps every byte
//! and its span, and apply [`Edit`](diagnostic::Edit)s.
//!
//! # Styles and languages
//!
//! 80 styles and 63 locales are embedded. [`Style::named`] finds a style by any of its names, and
//! [`Style::named_in`] selects the language. [`Style::open`] reads a `.csl` file, and
//! [`Style::compile`] takes a style and its locales as text. Compile a style once and reuse it:
//! cloning a [`Style`] is cheap, and threads can share it.
//!
//! # Documents
//!
//! [`document::read`] finds the citations in a document, with the span of each key, prefix, suffix
//! and locator. [`files::Files`] reads a document together with the bibliographies that it names.
//!
//! # Errors
//!
//! An [`Error`] says why an operation failed entirely, such as a file that cannot be read. A fault
//! *inside* a file is a [`Diagnostic`](diagnostic::Diagnostic) with its place, and does not hide
//! anything else: the neighbours of a broken entry are read. Output that lacks something, because
//! a key is unknown, an entry could not be read, or the style prints nothing for it, is returned as
//! [`Incomplete`](references::Incomplete), an error that still holds what was printed.
//!
//! No input makes a public function panic; clippy's `panic`, `expect_used` and `unwrap_used` are
//! denied in this crate.
//!
//! # Performance
//!
//! Reading, checking and formatting take time and memory in proportion to the input. They use all
//! cores; [`engine::Options::threads`] sets a limit. Formatting a thousand references takes some
//! milliseconds. The library reads only the files that you name, and makes no network connections.
//!
//! It compiles for `wasm32-unknown-unknown` as it is, without bindings to JavaScript: [`parse`] reads
//! a text, everything runs in one thread, and functions that open files return an error.
//!
//! # Features
//!
//! | feature | default | what it adds | crates |
//! | --- | --- | --- | --- |
//! | `archive` | yes | the embedded styles and locales; without it, pass yours to [`Style::compile`] | 1, and 30 to build it |
//! | `encodings` | yes | files in the encodings of old programs; without it, what is not UTF-8 or UTF-16 is read as Windows-1252 | 8 |
//! | `report` | yes | the module [`report`], and findings that print as `ibid check` prints them | 9 |
//! | `typst` | yes | citations in Typst documents | 41 |
//! | `hayagriva` | no | conversion between [`Entry`](model::Entry) and `hayagriva::Entry` | 30 |
//! | `serde` | no | `Serialize` and `Deserialize`, as CSL-JSON, for libraries, entries, names, dates and citations | 3 |
//! | `yaml` | no | `write::csl_yaml` and `write::hayagriva`, which write a library as YAML of pandoc and Typst | 9 |
//! | `filter` | no | documents as pandoc's JSON, for a pandoc filter | 4 |
//! | `page` | no | Markdown documents as HTML, LaTeX, Typst and plain text | 3 |
//! | `cli` | no | the `ibid` command, with the features that it needs | 86 |
//!
//! The last column counts the crates that a feature adds to the 46 dependencies of the library
//! without features; 10 of these run only in the compiler. Some features share crates. To check and
//! format without reports and Typst, use
//! `default-features = false, features = ["archive", "encodings"]`.
//!
//! # What it does not do
//!
//! It does not go online: DOIs are not looked up and links are not tried. It has no list of
//! journals or people. It supports CSL-M as far as COMPATIBILITY.md says. It formats references and
//! citations, and leaves the rest of a document alone.

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
pub mod dialect;
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
mod table;
pub mod typeset;
mod words;
pub mod write;

pub use error::Error;
pub use references::{References, open, parse};
pub use style::Style;

/// The programs of README.md are run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
