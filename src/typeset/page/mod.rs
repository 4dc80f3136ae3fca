//! Writes Markdown documents in another format: HTML, LaTeX, Typst, plain text.
//!
//! The text is written with marks for printed text ([`marked`]), and prepared for a Markdown parser
//! that supports less than pandoc ([`prepare`]). [`walk`] traverses the result, and each format has
//! a file that writes it.

mod backend;
mod formula;
mod html;
mod latex;
mod marked;
mod notes;
mod numerals;
mod plain;
mod prepare;
mod raw_html;
mod spans;
mod style_sheet;
mod tables;
mod tags;
mod typst;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{BrokenLink, CowStr, Event, Parser, TextMergeStream, TextMergeWithOffset};

use crate::document::{Document, Labels, Syntax};
use crate::source::{Source, Span};
use crate::typeset::edit::Editor;
use crate::typeset::order::included;
use crate::typeset::page::backend::{Backend, Front};
use crate::typeset::page::marked::Marks;
use crate::typeset::page::walk::{Walk, extensions, normalized};
use crate::typeset::pieces::Piece;
use crate::typeset::{Part, Settings, Typeset};

/// A format in which Markdown documents can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PageFormat {
    /// HTML.
    Html,
    /// LaTeX.
    Latex,
    /// Typst.
    Typst,
    /// Text without formatting.
    Plain,
}

/// A document in another format.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Page {
    /// The text.
    pub text: String,
    /// What could not be converted, as texts for messages.
    pub remarks: BTreeSet<&'static str>,
}

impl Typeset<'_> {
    /// Writes all parts, which must be Markdown, as one document in another format; `None` if a
    /// part has another syntax. A fragment has no page around it, and no preamble.
    pub fn write_page(&self, format: PageFormat, is_fragment: bool) -> Option<Page> {
        if self.parts.iter().any(|part| part.document.syntax != Syntax::Markdown) {
            return None;
        }
        let texts = self.parts.iter().map(|part| &*part.source.text);
        let mut marks = Marks::for_texts(texts);
        let mut remarks = BTreeSet::new();
        let mut text = String::new();
        let mut starts = Vec::new();
        let mut visited = vec![false; self.parts.len()];
        for number in 0..self.parts.len() {
            if !visited[number] {
                starts.push(text.len());
                text.push_str(&self.with_includes(number, &mut marks, &mut visited, &mut remarks));
                text.push_str("\n\n");
            }
        }
        let headings = headings(&text, &marks);
        // A heading is a target of links: `[words of the heading]`.
        let to_heading = |link: BrokenLink<'_>| {
            let id = headings.get(&normalized(&link.reference))?;
            Some((format!("#{id}").into(), CowStr::Borrowed("")))
        };
        let parser = Parser::new_with_broken_link_callback(&text, extensions(), Some(to_heading));
        let events = notes::apart(TextMergeWithOffset::new(parser.into_offset_iter()), &starts);
        let mut page = match format {
            PageFormat::Html => self.page_of(&events, &marks, html::Html::new(), is_fragment),
            PageFormat::Latex => self.page_of(&events, &marks, latex::Latex::new(), is_fragment),
            PageFormat::Typst => self.page_of(&events, &marks, typst::Typst::new(), is_fragment),
            PageFormat::Plain => self.page_of(&events, &marks, plain::Plain::new(), is_fragment),
        };
        page.remarks.extend(remarks);
        Some(page)
    }

    fn page_of(
        &self,
        events: &[Event<'_>],
        marks: &Marks,
        backend: impl Backend,
        is_fragment: bool,
    ) -> Page {
        let mut walk = Walk::new(events, marks, backend);
        walk.document();
        let (backend, remarks) = walk.into_parts();
        let text = match is_fragment {
            true => backend.fragment(),
            false => backend.page(&self.front()),
        };
        Page { text, remarks }
    }

    /// The text of a part, with the parts that it includes inserted.
    fn with_includes(
        &self,
        number: usize,
        marks: &mut Marks,
        visited: &mut [bool],
        remarks: &mut BTreeSet<&'static str>,
    ) -> String {
        visited[number] = true;
        let (mut text, left) = self.prepared(number, marks);
        remarks.extend(left);
        let Part { source, document } = self.parts[number];
        for include in &document.includes {
            let Some(part) = included(&self.parts, visited, &include.name) else { continue };
            let range = include.span.range();
            let open = source.text[..range.start].rfind("{{");
            let close = source.text[range.end..].find("}}").map(|length| range.end + length + 2);
            let (Some(open), Some(close)) = (open, close) else { continue };
            let inside = self.with_includes(part, marks, visited, remarks);
            text = text.replacen(&source.text[open..close], &format!("\n\n{inside}\n\n"), 1);
        }
        text
    }

    /// The text of a part with marks for printed text and without its metadata, prepared for the
    /// parser.
    fn prepared(&self, number: usize, marks: &mut Marks) -> (String, BTreeSet<&'static str>) {
        let Part { source, document } = self.parts[number];
        let mut editor = Editor::new(&source.text, Syntax::Markdown, self.style);
        if let Some(after) = self.settings.notes_after_punctuation {
            editor.moves_punctuation = after;
        }
        let in_metadata = |span: Span| document.metadata.iter().any(|it| it.contains(span));
        let all = self.pieces(number);
        let outside: Vec<Piece>;
        let pieces = match all.iter().any(|it| in_metadata(it.span)) {
            false => all,
            true => {
                outside = all.iter().filter(|it| !in_metadata(it.span)).cloned().collect();
                &outside
            }
        };
        let marked = editor.write(pieces, marks);
        let mut text = String::with_capacity(marked.len());
        let mut rest = marked.as_str();
        for block in &document.metadata {
            let Some((before, behind)) = rest.split_once(source.slice(*block)) else { continue };
            // The lines of dashes around it.
            let before = before.trim_end_matches(['\r', '\n']);
            text.push_str(before.strip_suffix("---").unwrap_or(before));
            rest = behind.find('\n').map_or("", |at| &behind[at..]);
        }
        text.push_str(rest);
        let text = text.replace("\r\n", "\n");
        prepare::prepare(&text, marks, &format!("ibid-{number}-"))
    }

    /// The settings with the citations in the metadata as they are printed.
    fn front_settings(&self) -> Settings {
        let printed = |(number, part): (usize, &Part<'_>)| {
            if part.document.scalars.is_empty() {
                return None;
            }
            let source = Source::new(part.source.name.clone(), self.write(number)?);
            let (id, syntax) = (part.document.source, part.document.syntax);
            let document = crate::document::read(&source, id, syntax, &Labels::english());
            Some((source, document))
        };
        let printed: Vec<Option<(Source, Document)>> =
            self.parts.iter().enumerate().map(printed).collect();
        if printed.iter().all(Option::is_none) {
            return self.settings.clone();
        }
        let parts = self.parts.iter().zip(&printed).map(|(part, printed)| match printed {
            Some((source, document)) => Part { source, document },
            None => *part,
        });
        Settings::of(&parts.collect::<Vec<_>>())
    }

    /// The front matter of a page.
    fn front(&self) -> Front {
        let printed = self.front_settings();
        let words = |name: &str| printed.texts(name).to_vec();
        let first = |name: &str| words(name).into_iter().next();
        let heading = self.parts.iter().find_map(|part| {
            let heading = part.document.headings.first()?;
            let line = part.source.slice(heading.span);
            Some(line.trim_matches(['#', ' ']).to_owned())
        });
        Front {
            language: self.language().to_owned(),
            fallback: heading.unwrap_or_else(|| {
                self.parts.first().map_or_else(String::new, |part| part.source.name.to_string())
            }),
            title: first("title"),
            subtitle: first("subtitle"),
            authors: words("author"),
            date: first("date"),
            summary: first("abstract"),
        }
    }
}

/// The identifiers of the headings of a text, by their words.
fn headings(text: &str, marks: &Marks) -> BTreeMap<String, String> {
    let events: Vec<Event<'_>> =
        TextMergeStream::new(Parser::new_ext(text, extensions())).collect();
    Walk::new(&events, marks, plain::Plain::new()).headings()
}
