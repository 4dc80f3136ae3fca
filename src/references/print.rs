//! Formats references in a style.

use std::path::Path;

use crate::diagnostic::{Sink, nearest};
use crate::document::{Labels, pandoc};
use crate::engine::{Options, Rendered, Uncited, render, unprinted_cites, unprinted_entries};
use crate::error::Error;
use crate::files::open_source;
use crate::markup::{Bibliography, Markup};
use crate::model::{Citation, Library};
use crate::references::{Incomplete, Problem, References};
use crate::source::SourceId;
use crate::style::{Resources, Style};

/// The citations of a document in order, and the bibliography of what they cite.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cited {
    /// The text of each citation.
    pub citations: Vec<Markup>,
    /// The bibliography of the cited works; `None` if the style has no bibliography.
    pub bibliography: Option<Bibliography>,
}

impl Style {
    /// The embedded style with this name, in its default language: `apa`, `mla`, `chicago-notes`.
    /// `ibid styles` lists the names.
    ///
    /// # Example
    ///
    /// ```
    /// let apa = ibid::Style::named("apa")?;
    /// assert!(apa.info().has_bibliography);
    /// # Ok::<(), ibid::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If no style has this name; the error suggests a similar name.
    #[cfg(feature = "archive")]
    pub fn named(name: &str) -> Result<Style, Error> {
        Style::named_in(name, None)
    }

    /// Like [`Style::named`], in another language: `de-DE`.
    ///
    /// # Errors
    ///
    /// As [`Style::named`].
    #[cfg(feature = "archive")]
    pub fn named_in<'l>(name: &str, language: impl Into<Option<&'l str>>) -> Result<Style, Error> {
        use crate::style::archive;
        let Some(style) = archive::style(name) else {
            let names = archive::styles().flat_map(|style| style.names());
            let nearest = nearest(name, names).map(str::to_owned);
            return Err(Error::UnknownStyle { name: name.to_owned(), nearest });
        };
        compile(name, style.xml, language.into(), &archive::Embedded)
    }

    /// Reads a style from a file, in its default language. Locales and the parent of a dependent
    /// style are the embedded ones; use [`Style::compile`] to pass others.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or is not a usable style.
    pub fn open(path: impl AsRef<Path>) -> Result<Style, Error> {
        Style::open_in(path, None)
    }

    /// Like [`Style::open`], in another language: `de-DE`.
    ///
    /// # Errors
    ///
    /// As [`Style::open`].
    pub fn open_in<'l>(
        path: impl AsRef<Path>,
        language: impl Into<Option<&'l str>>,
    ) -> Result<Style, Error> {
        #[cfg(feature = "archive")]
        let resources = crate::style::archive::Embedded;
        #[cfg(not(feature = "archive"))]
        let resources = ();
        let source = open_source(path.as_ref())?;
        compile(&source.name, &source.text, language.into(), &resources)
    }

    /// Formats the bibliography of all entries.
    ///
    /// # Example
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let refs = ibid::parse("refs.bib", "@book{mett, author = {Mett, Ida}, title = {The Commune}}")?;
    /// let apa = ibid::Style::named("apa")?;
    /// assert_eq!(apa.bibliography(&refs)?.to_plain(), "Mett, I. (n.d.). The Commune.\n");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If an entry could not be read, if the style has no bibliography or prints nothing for an
    /// entry, and if there are no entries. The error still contains the output.
    pub fn bibliography(
        &self,
        references: &References,
    ) -> Result<Bibliography, Incomplete<Bibliography>> {
        let library = references.library();
        let mut problems: Vec<Problem> = references.unread(None).collect();
        problems.extend(self.warned());
        if library.is_empty() {
            problems.push(Problem::NoEntries);
        }
        let options = Options { uncited: Uncited::All, ..Options::default() };
        let library = &*self.adapt(library, references.files());
        let rendered = render(self, library, &[], &options);
        let printed = match rendered.bibliography {
            Some(bibliography) => {
                let missing = unprinted_entries(library.keys(), &bibliography);
                problems.extend(missing.into_iter().map(unprinted));
                bibliography
            }
            None => {
                problems.push(Problem::NoBibliography { style: self.info().title.clone() });
                Bibliography::default()
            }
        };
        Incomplete::unless_complete(printed, problems)
    }

    /// Formats one citation in pandoc's syntax, as the first one of a document: `[see @brinton, p.
    /// 12; @broue]`, `@mett [p. 3]`.
    ///
    /// # Example
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let refs = ibid::parse("refs.bib", "@book{mett, author = {Mett, Ida}, title = {The Commune}}")?;
    /// let apa = ibid::Style::named("apa")?;
    /// assert_eq!(apa.cite(&refs, "[see @mett, p. 12]")?.to_html(), "(see Mett, n.d., p. 12)");
    /// let unknown = apa.cite(&refs, "[@metz]").unwrap_err();
    /// assert_eq!(unknown.to_string(), "`[@metz]`: no entry has the key `metz`; did you mean `mett`?");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the text is not a citation, if a key has no entry or the entry could not be read, and if
    /// the style prints nothing for a cite. The error still contains the output, with `(key?)` for
    /// a citation of unknown keys.
    pub fn cite(
        &self,
        references: &References,
        citation: &str,
    ) -> Result<Markup, Incomplete<Markup>> {
        let (printed, problems) = self.print(references, &[citation]);
        let printed = printed.citations.into_iter().next().unwrap_or_default();
        Incomplete::unless_complete(printed, problems)
    }

    /// Formats the citations of a document, in order, and the bibliography of the cited works. In a
    /// note style, each citation is a note of its own.
    ///
    /// For a document that changes, use a [`Session`](crate::engine::Session).
    ///
    /// # Example
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let refs = ibid::parse("refs.bib", "@book{mett, author = {Mett, Ida}, title = {The Commune}}")?;
    /// let notes = ibid::Style::named("chicago-notes")?;
    /// let cited = notes.cite_all(&refs, ["[@mett, p. 3]", "[@mett, p. 4]"])?;
    /// assert_eq!(cited.citations[1].to_plain(), "Mett, The Commune, 4.");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Like [`Style::cite`].
    pub fn cite_all<S: AsRef<str>>(
        &self,
        references: &References,
        citations: impl IntoIterator<Item = S>,
    ) -> Result<Cited, Incomplete<Cited>> {
        let citations: Vec<S> = citations.into_iter().collect();
        let texts: Vec<&str> = citations.iter().map(AsRef::as_ref).collect();
        let (printed, problems) = self.print(references, &texts);
        Incomplete::unless_complete(printed, problems)
    }

    /// What the style itself cannot print.
    fn warned(&self) -> impl Iterator<Item = Problem> {
        let warnings = self.warnings().iter().cloned();
        warnings.map(|warning| Problem::Style { style: self.info().title.clone(), warning })
    }

    fn print(&self, references: &References, texts: &[&str]) -> (Cited, Vec<Problem>) {
        let library = references.library();
        let labels = Labels::english_and(self.locator_words());
        let mut problems = Vec::new();
        let mut written: Vec<Written> =
            texts.iter().map(|text| read(text, &labels, library, &mut problems)).collect();
        let cited = written.iter().flat_map(|written| &written.keys);
        let cited: Vec<&str> = cited.map(String::as_str).collect();
        let unread: Vec<Problem> = references.unread(Some(&cited)).collect();
        problems.splice(..0, unread);
        problems.extend(self.warned());

        let mut citations: Vec<Citation> =
            written.iter_mut().filter_map(|written| written.citation.take()).collect();
        if self.info().is_note {
            (1..).zip(&mut citations).for_each(|(note, citation)| citation.note = Some(note));
        }
        let options = Options { leave_out_unprinted: true, ..Options::default() };
        let library = &*self.adapt(library, references.files());
        let Rendered { citations: printed, bibliography, .. } =
            render(self, library, &citations, &options);
        problems.extend(
            unprinted_cites(self, library, &citations, &printed)
                .into_iter()
                .map(|(_, key)| unprinted(key)),
        );
        let mut printed = printed.into_iter();
        let citations = written.into_iter().map(|written| match written.instead {
            Some(text) => Markup::plain(text),
            None => printed.next().unwrap_or_default(),
        });
        (Cited { citations: citations.collect(), bibliography }, problems)
    }
}

/// A citation as it was read.
struct Written {
    /// The cites with known keys, if there are any.
    citation: Option<Citation>,
    /// What is printed if there are none.
    instead: Option<String>,
    /// All keys that are cited.
    keys: Vec<String>,
}

/// Parses a citation, and records what is wrong with it.
fn read(text: &str, labels: &Labels, library: &Library, problems: &mut Vec<Problem>) -> Written {
    let text = text.trim();
    let malformed = |message: String| Problem::Malformed { citation: text.to_owned(), message };
    let mut sink = Sink::new();
    let parsed = pandoc::parse(text, SourceId(0), labels, &mut sink);
    let found = sink.into_sorted();
    let is_silent = found.is_empty();
    problems.extend(found.into_iter().map(|found| malformed(found.message)));
    let Some(parsed) = parsed else {
        if is_silent {
            problems
                .push(malformed("is not a citation; write `[@key, p. 3]` or `@key`".to_owned()));
        }
        return Written { citation: None, instead: Some(text.to_owned()), keys: Vec::new() };
    };
    for (cite, place) in parsed.citation.cites.iter().zip(&parsed.cites) {
        let keys = pandoc::keys_in(&text[place.suffix.range()]);
        problems.extend(keys.filter(|key| library.get(key).is_some()).map(|key| {
            malformed(format!(
                "`@{key}` is text after `{}`; write `;` before it to cite it too",
                cite.key
            ))
        }));
    }
    let mut citation = parsed.citation;
    let keys: Vec<String> = citation.cites.iter().map(|cite| cite.key.clone()).collect();
    let unknown = citation.remove_unknown(library);
    problems.extend(unknown.iter().map(|key| Problem::UnknownKey {
        citation: text.to_owned(),
        key: key.clone(),
        nearest: nearest(key, library.keys()).map(str::to_owned),
    }));
    match citation.cites.is_empty() {
        true => {
            let instead = Some(format!("({}?)", unknown.join("?; ")));
            Written { citation: None, instead, keys }
        }
        false => Written { citation: Some(citation), instead: None, keys },
    }
}

fn unprinted(key: &str) -> Problem {
    Problem::Unprinted { key: key.to_owned() }
}

fn compile(
    name: &str,
    xml: &str,
    language: Option<&str>,
    resources: &dyn Resources,
) -> Result<Style, Error> {
    Style::compile(xml, language, resources)
        .map_err(|source| Error::Style { name: name.to_owned(), source })
}
