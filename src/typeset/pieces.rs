//! What is printed at one position of a document.

use std::collections::BTreeMap;

use crate::document::{Syntax, WrittenMode};
use crate::engine::{NO_NAMES, NO_PRINTED_FORM};
use crate::markup::{Bibliography, Formatting, Mark, Markup};
use crate::model::{Citation, Date, Entry, EntryType, Library, Name, Value, Variable};
use crate::source::{Source, Span};
use crate::style::Style;
use crate::style::terms::{self, TermForm, TermId};
use crate::typeset::listing::Title;
use crate::typeset::options::{CrossLinks, LeftOut, Options, Part, Unprinted};
use crate::typeset::order::{Joint, Known, Placement, is_inline};
use crate::typeset::unknown;

/// The text that replaces some bytes of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Piece {
    /// The bytes.
    pub span: Span,
    /// What replaces them.
    pub content: Content,
}

/// What is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Content {
    /// A citation.
    Citation(Box<PrintedCitation>),
    /// A bibliography.
    Listing(Box<PrintedListing>),
}

impl Content {
    /// A citation that prints nothing.
    pub(super) fn nothing() -> Content {
        let markup = Markup::default();
        let citation = PrintedCitation {
            markup,
            setting: Placement::Text,
            id: None,
            is_bare: false,
            beside: None,
        };
        Content::Citation(Box::new(citation))
    }
}

/// A formatted citation.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PrintedCitation {
    /// The text. For a citation that becomes a note this is the note, together with the names for
    /// the running text ([`Markup::in_text`]).
    pub markup: Markup,
    /// Where it goes.
    pub setting: Placement,
    /// Its number in the document, from 1; `None` if nothing links back to it.
    pub id: Option<usize>,
    /// True if the document asks for it without parentheses.
    pub is_bare: bool,
    /// The references to figures or sections in the same brackets, which stay as they are written.
    pub beside: Option<String>,
}

/// A formatted bibliography.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PrintedListing {
    /// Its entries.
    pub bibliography: Bibliography,
    /// Its heading.
    pub title: Title,
    /// The heading command in LaTeX: `subbibliography`.
    pub heading: Option<String>,
    /// Whether its entries have identifiers, to which links lead.
    pub with_ids: bool,
    /// The citations that each entry links back to.
    pub back: BackLinks,
    /// Whether it is added at the end of the document, or of a part of it, without being asked for.
    pub is_end: bool,
}

/// The key of an entry, and the numbers of the citations that cite it.
pub type BackLinks = BTreeMap<String, Vec<usize>>;

/// What is printed at all positions of a document.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Printed {
    /// For each part, its pieces, ordered by position.
    pub pieces: Vec<Vec<Piece>>,
    /// What could not be printed.
    pub unprinted: Vec<Unprinted>,
    /// The cites for which the style prints nothing.
    pub left_out: Vec<LeftOut>,
    /// Whether something is cited, but nothing asks for a bibliography.
    pub lacks_listing: bool,
}

/// The identifier of a citation that an entry links back to.
pub(super) fn id_of(number: usize) -> String {
    format!("cite-{number}")
}

impl PrintedListing {
    /// The bibliography, with links back to the citations after each entry.
    pub(super) fn with_back_links(&self) -> Bibliography {
        let mut bibliography = self.bibliography.clone();
        for entry in &mut bibliography.entries {
            let numbers = self.back.get(&entry.key).map_or(&[][..], Vec::as_slice);
            for (index, number) in numbers.iter().enumerate() {
                let markup = &mut entry.markup;
                let end = markup.text.len() as u32;
                match numbers.len() {
                    1 => markup.push_text(" ↩"),
                    _ => markup.push_text(&format!(" ↩{}", index + 1)),
                }
                let arrow = (end + 1, markup.text.len() as u32);
                // A block of the entry contains the arrow.
                for mark in markup.marks.iter_mut().filter(|mark| mark.end == end) {
                    if mark.format.is_block() {
                        mark.end = arrow.1;
                    }
                }
                let link = Formatting::Link(markup.links.len() as u32);
                markup.marks.push(Mark { start: arrow.0, end: arrow.1, format: link });
                markup.links.push(format!("#{}", id_of(*number)));
            }
        }
        bibliography
    }
}

/// Makes pieces from the output of the engine.
pub(super) struct Maker<'m, 'a> {
    pub(super) parts: &'m [Part<'a>],
    pub(super) library: &'m Library,
    pub(super) style: &'m Style,
    pub(super) options: &'m Options,
    pub(super) bibliography: Option<&'m Bibliography>,
}

impl Maker<'_, '_> {
    /// The text that replaces a citation; `None` if no style can print what it asks for.
    pub(super) fn citation(
        &self,
        known: &Known<'_>,
        markup: Markup,
        number: usize,
    ) -> Option<Piece> {
        let Part { source, document } = self.parts[known.part];
        let command = source.slice(known.written.span);
        let first = known.citation.cites.first().and_then(|cite| self.library.get(&cite.key));
        let is_latex = document.syntax == Syntax::Latex;
        let is_markdown = document.syntax == Syntax::Markdown;
        if is_latex && has_command(&known.citation) {
            return None;
        }
        let mut markup = match (first, &known.unknown[..]) {
            (None, []) => return None,
            (None, keys) => {
                let is_note = known.setting != Placement::Text;
                let is_bare =
                    is_inline(known.written.mode) || (is_latex && is_bare(known, command));
                unknown::alone(keys, is_note || is_bare)
            }
            (Some(entry), keys) => {
                let markup = self.of_entry(known, entry, markup)?;
                if keys.is_empty() { markup } else { unknown::beside(markup, keys) }
            }
        };
        markup = self.joined(known.joint, markup);
        let is_note = matches!(known.setting, Placement::Note | Placement::NoteText);
        if is_note && !self.style.info().is_note {
            // `\footcite` in an in-text style.
            markup = markup.without_parentheses();
            markup.end_sentence();
        }
        if is_note && known.citation.cites.first().is_some_and(|cite| cite.prefix.is_some()) {
            markup.capitalize_first();
        }
        // In the middle of program code it may be printed never or several times.
        let is_code = !is_markdown && !is_latex && !command.starts_with(['#', '@']);
        let links_back = self.options.cross_links == CrossLinks::Both && !is_code;
        let id = links_back.then_some(number);
        let is_bare = is_latex && is_bare(known, command);
        let content = PrintedCitation {
            markup,
            setting: known.setting,
            id,
            is_bare,
            beside: references(source, known),
        };
        Some(Piece { span: known.span, content: Content::Citation(Box::new(content)) })
    }

    /// What a citation asks for of its first entry, or else the formatted citation.
    fn of_entry(&self, known: &Known<'_>, entry: &Entry, markup: Markup) -> Option<Markup> {
        let Part { source, document } = self.parts[known.part];
        let command = source.slice(known.written.span);
        let is_latex = document.syntax == Syntax::Latex;
        Some(match known.written.mode {
            WrittenMode::AuthorOnly if is_nothing(&markup) => Markup::plain(self.names(entry)),
            // If the style prints only numbers, pandoc omits the names.
            WrittenMode::InText if is_latex && is_bare(known, command) => {
                without_inner_parentheses(self.with_names(entry, markup))
            }
            WrittenMode::InText if document.syntax != Syntax::Markdown => {
                self.with_names(entry, markup)
            }
            WrittenMode::YearOnly => {
                let year = year(entry, markup);
                let in_parentheses = is_latex && command.contains("yearpar");
                if in_parentheses { year.in_parentheses() } else { year }
            }
            WrittenMode::Full => self.full(known).unwrap_or(markup),
            WrittenMode::PartOnly => part(entry, command)?,
            WrittenMode::Bare => without_round_parentheses(markup),
            _ if is_latex && is_bare(known, command) => markup.without_parentheses(),
            _ => markup,
        })
    }

    /// The names of an entry for the running text, if the style prints none.
    fn names(&self, entry: &Entry) -> String {
        let lists = [Variable::Author, Variable::Editor, Variable::Translator, Variable::Director];
        let names = lists.into_iter().map(|list| entry.names(list)).find(|it| !it.is_empty());
        let names = names.unwrap_or_default().iter().map(Name::family_or_literal);
        let names: Vec<String> = names.collect();
        match &names[..] {
            [] => entry.str(Variable::Title).unwrap_or(&entry.key).to_owned(),
            [only] => only.clone(),
            [first, second] => format!("{first} {} {second}", self.term(terms::AND, "and")),
            [first, ..] => format!("{first} {}", self.term(terms::ET_AL, "et al.")),
        }
    }

    fn term(&self, id: TermId, usual: &'static str) -> &str {
        let program = self.style.program();
        let locale = program.locales.first();
        let term = locale.and_then(|locale| locale.term(id, TermForm::Long, false));
        term.map_or(usual, |term| program.str(term))
    }

    /// One of several works that the text names, with the separator before it.
    fn joined(&self, joint: Joint, mut markup: Markup) -> Markup {
        let words = match joint {
            Joint::None => return markup,
            Joint::Comma => ", ".to_owned(),
            Joint::And => format!(" {} ", self.term(terms::AND, "and")),
        };
        let mut out = Markup::plain(words);
        match markup.take_in_text() {
            Some(names) => {
                out.append(names);
                markup.in_text = Some(Box::new(out));
                markup
            }
            None if self.style.info().is_note => markup,
            None => {
                out.append(markup);
                out
            }
        }
    }

    /// A citation whose names are in the text, with names before it if the style prints none.
    fn with_names(&self, entry: &Entry, markup: Markup) -> Markup {
        let all = entry.values().filter_map(|(_, value)| match value {
            Value::Names(names) => Some(names),
            _ => None,
        });
        let mut names = all.flatten().map(Name::family_or_literal);
        if markup.in_text().is_some() || names.any(|name| markup.as_str().contains(&name)) {
            return markup;
        }
        let joint = if markup.is_raised() { "" } else { " " };
        let mut out = Markup::plain(self.names(entry) + joint);
        out.append(markup);
        out
    }
}

/// True if the text around a key contains a TeX command, which a style would print as it is
/// written.
fn has_command(citation: &Citation) -> bool {
    let words = citation.cites.iter().flat_map(|cite| {
        let locator = cite.locator.as_ref().map(|locator| &locator.value);
        [cite.prefix.as_ref(), cite.suffix.as_ref(), locator]
    });
    words.flatten().any(|words| words.as_str().contains('\\'))
}

fn is_nothing(markup: &Markup) -> bool {
    let text = markup.as_str();
    text.trim().is_empty() || text == NO_NAMES || text.contains(NO_PRINTED_FORM)
}

/// True if a natbib command prints no parentheses: `\citealp`, `\citealt`.
fn is_bare(known: &Known<'_>, command: &str) -> bool {
    if known.written.mode == WrittenMode::Bare || command.starts_with("\\citen{") {
        return true;
    }
    let name = command.trim_start_matches('\\').to_ascii_lowercase();
    ["citealp", "citealt", "citenum", "shortcitenp", "citenp"].iter().any(|it| name.starts_with(it))
}

/// What a style prints without its parentheses, unless it numbers the entries in these.
fn without_round_parentheses(markup: Markup) -> Markup {
    let mut characters = markup.as_str().chars();
    match (characters.next(), characters.next()) {
        (Some('('), Some(next)) if !next.is_ascii_digit() => markup.without_parentheses(),
        _ => markup,
    }
}

/// Removes the parentheses after the names: `Mett 1967`, as for `\\citealt`.
fn without_inner_parentheses(markup: Markup) -> Markup {
    let text = markup.as_str();
    let Some(open) = text.find(" (").filter(|_| text.ends_with(')')) else { return markup };
    let mut out = markup.slice(0..open + 1);
    out.append(markup.slice(open + 2..text.len() - 1));
    out.in_text = markup.in_text;
    out
}

/// The year as the style prints it, or else as in the entry.
fn year(entry: &Entry, markup: Markup) -> Markup {
    let point = entry.date(Variable::Issued).and_then(Date::first_point);
    let Some(year) = point.map(|point| point.year.to_string()) else {
        return markup.without_parentheses();
    };
    match markup.as_str().contains(&year) && markup.as_str().len() < 2 * year.len() + 8 {
        true => markup.without_parentheses(),
        false => Markup::plain(year),
    }
}

/// The references to parts of the document in the same brackets as a citation, in brackets.
fn references(source: &Source, known: &Known<'_>) -> Option<String> {
    let all: Vec<&str> = known.written.references.iter().map(|it| source.slice(*it)).collect();
    (!all.is_empty()).then(|| format!("[{}]", all.join("; ")))
}

/// The part of the entry that a LaTeX command asks for.
fn part(entry: &Entry, command: &str) -> Option<Markup> {
    let name = command.trim_start_matches('\\').to_ascii_lowercase();
    if name.starts_with("citeurl") {
        return entry.str(Variable::Url).map(Markup::plain);
    }
    if !name.starts_with("citetitle") {
        return None;
    }
    let short = entry.str(Variable::TitleShort).filter(|_| !name.starts_with("citetitle*"));
    let title = short.or_else(|| entry.str(Variable::Title))?;
    let is_part = matches!(
        entry.kind,
        EntryType::ArticleJournal
            | EntryType::ArticleMagazine
            | EntryType::ArticleNewspaper
            | EntryType::Chapter
            | EntryType::PaperConference
            | EntryType::EntryDictionary
            | EntryType::EntryEncyclopedia
    );
    if is_part {
        return Some(Markup::plain(format!("“{title}”")));
    }
    let marks = vec![Mark { start: 0, end: title.len() as u32, format: Formatting::Italic }];
    Some(Markup { text: title.to_owned(), marks, ..Markup::default() })
}
