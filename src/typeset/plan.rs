//! Determines which citations share a bibliography, and has the engine format them.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Listing, Syntax, WrittenMode};
use crate::engine::{self, Rendered, Uncited, render, unprinted_cites};
use crate::markup::{Bibliography, Markup};
use crate::model::{Citation, Library};
use crate::source::Span;
use crate::style::Style;
use crate::typeset::anchors;
use crate::typeset::listing::{Selection, Title, title};
use crate::typeset::options::{CrossLinks, LeftOut, Options, Part, Scope, Unprinted};
use crate::typeset::order::{Known, included};
use crate::typeset::pieces::{BackLinks, Content, Maker, Piece, Printed, PrintedListing};
use crate::typeset::settings::Settings;

/// The input for formatting a document.
pub(super) struct Plan<'p, 'a> {
    pub(super) parts: &'p [Part<'a>],
    pub(super) library: &'p Library,
    pub(super) style: &'p Style,
    pub(super) options: &'p Options,
    pub(super) settings: &'p Settings,
}

/// Citations that share a bibliography.
#[derive(Default)]
struct Group<'a> {
    citations: Vec<Known<'a>>,
    /// Keys that are listed although nothing cites them.
    listed: Vec<String>,
    lists_all: bool,
    /// Where it is printed: the part, and the document's options for it.
    listings: Vec<(usize, &'a Listing)>,
    /// Where it is printed if the document does not say: a part, and a position in it.
    end: Option<(usize, usize)>,
}

/// Identifies a group of citations in a document; in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum GroupKey {
    Whole,
    /// A `refsection`, by its part and number.
    Division(usize, usize),
    /// The text before the first heading, or after a heading, by part and number.
    Region(usize, usize),
}

impl<'a> Plan<'_, 'a> {
    pub(super) fn print(&self, known: Vec<Known<'a>>) -> Printed {
        let (nocites, computed) = (self.nocites(&known), self.computed());
        let groups = self.groups(known);
        let asks = groups.values().any(|group| !group.listings.is_empty() || group.end.is_some());
        let lists = |group: &Group<'_>| {
            !group.citations.is_empty() || !group.listed.is_empty() || group.lists_all
        };
        let lacks_listing = !asks
            && !self.settings.without_bibliography
            && self.style.info().has_bibliography
            && groups.values().any(lists);
        let mut printed = Printed {
            pieces: vec![Vec::new(); self.parts.len()],
            unprinted: Vec::new(),
            left_out: Vec::new(),
            lacks_listing,
        };
        for (part, piece) in nocites {
            printed.pieces[part].push(piece);
        }
        printed.unprinted.extend(computed);
        let mut number = 0;
        let is_only = groups.values().map(|group| group.listings.len()).sum::<usize>() < 2;
        let mut anchors = BTreeSet::new();
        for group in groups.into_values() {
            let mut pieces = vec![Vec::new(); self.parts.len()];
            self.print_group(group, is_only, &mut number, (&mut pieces, &mut printed));
            anchors::assign(&mut pieces, &mut anchors);
            for (all, own) in printed.pieces.iter_mut().zip(pieces) {
                all.extend(own);
            }
        }
        for pieces in &mut printed.pieces {
            pieces.sort_by_key(|piece| (piece.span.start, piece.span.end));
        }
        printed
    }

    /// What becomes of Typst's `cite(form: none)`, which needs the bibliography that is written out:
    /// nothing.
    fn nocites(&self, known: &[Known<'a>]) -> Vec<(usize, Piece)> {
        let is_one = |known: &&Known<'_>| {
            known.written.mode == WrittenMode::Nocite
                && self.parts[known.part].document.syntax.name() == "Typst"
        };
        let piece = |known: &Known<'_>| {
            (known.part, Piece { span: known.span, content: Content::nothing() })
        };
        known.iter().filter(is_one).map(piece).collect()
    }

    /// The citations of which only Typst knows the keys.
    fn computed(&self) -> Vec<Unprinted> {
        let parts = self.parts.iter().enumerate();
        let spans =
            parts.flat_map(|(part, it)| it.document.computed.iter().map(move |at| (part, at)));
        spans.map(|(part, span)| Unprinted { part, span: *span }).collect()
    }

    /// The groups, each with its citations and the positions of its bibliography.
    fn groups(&self, known: Vec<Known<'a>>) -> BTreeMap<GroupKey, Group<'a>> {
        let mut groups: BTreeMap<GroupKey, Group<'a>> = BTreeMap::new();
        let regions: Vec<Vec<u32>> = self.parts.iter().map(|part| self.regions(*part)).collect();
        let region = |part: usize, at: u32| {
            let starts: &Vec<u32> = &regions[part];
            GroupKey::Region(part, starts.partition_point(|start| *start <= at))
        };
        let key = |part: usize, at: u32, division: Option<(usize, usize)>| match (
            self.options.scope,
            division,
        ) {
            (Scope::Whole, Some((part, number))) => GroupKey::Division(part, number),
            (Scope::Whole, None) => GroupKey::Whole,
            _ => region(part, at),
        };
        for citation in known {
            let key = match citation.written.mode {
                // Entries listed in the metadata belong to no particular part of the document.
                WrittenMode::Nocite if self.is_metadata(&citation) => self.last_key(&regions),
                _ => key(citation.part, citation.anchor, citation.division),
            };
            let group = groups.entry(key).or_default();
            match citation.written.mode {
                WrittenMode::Nocite => {
                    let cites = citation.citation.cites.into_iter();
                    group.listed.extend(cites.map(|cite| cite.key));
                }
                _ => group.citations.push(citation),
            }
        }
        for (number, part) in self.parts.iter().enumerate() {
            for span in &part.document.all_listed {
                // `\nocite{*}` in a `refsection` is about that section.
                let key = match self.options.scope {
                    Scope::Whole => key(number, span.start, self.division(number, span.start)),
                    Scope::File | Scope::Level(_) => self.last_key(&regions),
                };
                groups.entry(key).or_default().lists_all = true;
            }
            for listing in &part.document.listings {
                let at = listing.span.start;
                let named = listing.option("section").and_then(|it| it.parse::<usize>().ok());
                let division = match named {
                    Some(0) => None,
                    Some(section) => self.section(section),
                    None => self.division(number, at),
                };
                let key = key(number, at, division);
                groups.entry(key).or_default().listings.push((number, listing));
            }
        }
        for (key, group) in &mut groups {
            if group.listings.is_empty() {
                group.end = self.end(*key, &regions);
            }
        }
        groups
    }

    fn is_metadata(&self, citation: &Known<'_>) -> bool {
        let mut blocks = self.parts[citation.part].document.metadata.iter();
        blocks.any(|block| block.contains(citation.written.span))
    }

    /// The group at the end of the document.
    fn last_key(&self, regions: &[Vec<u32>]) -> GroupKey {
        match self.options.scope {
            Scope::Whole => GroupKey::Whole,
            Scope::File | Scope::Level(_) => {
                let last = regions.len().saturating_sub(1);
                GroupKey::Region(last, regions.last().map_or(0, Vec::len))
            }
        }
    }

    /// The positions of the headings that begin a group.
    fn regions(&self, part: Part<'_>) -> Vec<u32> {
        match self.options.scope {
            Scope::Whole | Scope::File => Vec::new(),
            Scope::Level(most) => {
                let headings = part.document.headings.iter();
                let begins = headings.filter(|heading| heading.level <= most);
                begins.map(|heading| heading.span.start).collect()
            }
        }
    }

    /// The `refsection` with this number, from 1, in the whole document.
    fn section(&self, number: usize) -> Option<(usize, usize)> {
        let all = self.parts.iter().enumerate().flat_map(|(part, it)| {
            let divisions = it.document.divisions.iter().enumerate();
            divisions.filter(|(_, it)| it.is_section).map(move |(number, _)| (part, number))
        });
        all.into_iter().nth(number.checked_sub(1)?)
    }

    fn division(&self, part: usize, at: u32) -> Option<(usize, usize)> {
        let divisions = self.parts[part].document.divisions.iter().enumerate();
        let mut around =
            divisions.filter(|(_, it)| it.is_section && it.span.start <= at && at < it.span.end);
        around.next_back().map(|(number, _)| (part, number))
    }

    /// Where the bibliography of a group goes if the document does not say: at the end of its text.
    /// LaTeX and Typst print one only where they are told to.
    fn end(&self, key: GroupKey, regions: &[Vec<u32>]) -> Option<(usize, usize)> {
        let (part, end) = match key {
            GroupKey::Whole => (self.last_root()?, None),
            GroupKey::Division(..) => return None,
            GroupKey::Region(part, number) => (part, regions[part].get(number).copied()),
        };
        let Part { source, document } = self.parts[part];
        if key == GroupKey::Whole && document.syntax != Syntax::Markdown {
            return None;
        }
        Some((part, end.map_or(source.text.len(), |end| end as usize)))
    }

    /// The last part that no other part includes.
    fn last_root(&self) -> Option<usize> {
        let mut is_included = vec![false; self.parts.len()];
        for part in self.parts {
            for include in &part.document.includes {
                if let Some(index) = included(self.parts, &is_included, &include.name) {
                    is_included[index] = true;
                }
            }
        }
        is_included.iter().rposition(|it| !it).or(self.parts.len().checked_sub(1))
    }

    fn print_group(
        &self,
        group: Group<'a>,
        is_only: bool,
        number: &mut usize,
        (pieces, printed): (&mut [Vec<Piece>], &mut Printed),
    ) {
        let citations: Vec<Citation> =
            group.citations.iter().map(|known| known.citation.clone()).collect();
        let uncited = match group.lists_all {
            true => Uncited::All,
            false => Uncited::Keys(group.listed.clone()),
        };
        let options = engine::Options {
            uncited,
            links: self.options.links,
            cite_links: self.options.cross_links != CrossLinks::None,
            leave_out_unprinted: true,
            abbreviations: self.options.abbreviations.clone(),
            ..engine::Options::default()
        };
        let Rendered { citations: markups, bibliography, .. } =
            render(self.style, self.library, &citations, &options);
        let maker = Maker {
            parts: self.parts,
            library: self.library,
            style: self.style,
            options: self.options,
            bibliography: bibliography.as_ref(),
        };
        self.leave_out(&group, &citations, &markups, printed);
        let mut back = BackLinks::new();
        for (known, markup) in group.citations.iter().zip(markups) {
            *number += 1;
            match maker.citation(known, markup, *number) {
                Some(piece) => {
                    let id = match &piece.content {
                        Content::Citation(citation) => citation.id,
                        Content::Listing(_) => None,
                    };
                    for cite in known.citation.cites.iter().filter(|_| id.is_some()) {
                        let key = self.library.get(&cite.key).map_or("", |entry| &entry.key);
                        let numbers: &mut Vec<usize> = back.entry(key.to_owned()).or_default();
                        if numbers.last() != Some(number) {
                            numbers.push(*number);
                        }
                    }
                    pieces[known.part].push(piece);
                }
                None => {
                    printed.unprinted.push(Unprinted { part: known.part, span: known.written.span })
                }
            }
        }
        let bibliography = bibliography.filter(|it| !it.entries.is_empty());
        if let Some(bibliography) = bibliography.filter(|_| !self.settings.without_bibliography) {
            self.listings(&group, is_only, &bibliography, &back, pieces);
        }
    }

    /// Notes the cites for which the style prints nothing.
    fn leave_out(
        &self,
        group: &Group<'a>,
        citations: &[Citation],
        markups: &[Markup],
        printed: &mut Printed,
    ) {
        for (number, key) in unprinted_cites(self.style, self.library, citations, markups) {
            let known = &group.citations[number];
            // Of other modes, what the style has no words for is printed from the entry.
            if !matches!(
                known.written.mode,
                WrittenMode::Normal | WrittenMode::Bare | WrittenMode::SuppressAuthor
            ) {
                continue;
            }
            let cites = &known.citation.cites;
            printed.left_out.push(LeftOut {
                part: known.part,
                key: key.to_owned(),
                span: known.written.span,
                without_names: known.written.mode == WrittenMode::SuppressAuthor
                    || cites.iter().any(|cite| cite.key == key && cite.suppress_author),
            });
        }
    }

    /// Adds the positions at which the entries of a group are printed.
    fn listings(
        &self,
        group: &Group<'a>,
        is_only: bool,
        bibliography: &Bibliography,
        back: &BackLinks,
        pieces: &mut [Vec<Piece>],
    ) {
        let with_ids = self.options.cross_links != CrossLinks::None;
        let listing = |bibliography: Bibliography, title: Title| PrintedListing {
            bibliography,
            title,
            heading: None,
            with_ids,
            back: back.clone(),
            is_end: false,
        };
        let piece = |span: Span, listing: PrintedListing| Piece {
            span,
            content: Content::Listing(Box::new(listing)),
        };
        for (part, asked) in &group.listings {
            let selection = Selection::of(asked, self.settings, self.options, is_only);
            let segment = asked.option("segment").and_then(|it| it.parse::<usize>().ok());
            let in_segment = segment.map(|number| self.cited_in_segment(group, *part, number));
            let mut chosen = bibliography.clone();
            chosen.entries.retain(|entry| {
                selection.admits(&entry.key, self.library)
                    && in_segment.as_ref().is_none_or(|keys| keys.contains(&entry.key.as_str()))
            });
            let is_markdown = self.parts[*part].document.syntax == Syntax::Markdown;
            if chosen.entries.is_empty() && !is_markdown {
                // Nothing is left of a command that would look for a list.
                pieces[*part].push(piece(asked.span, listing(chosen, Title::None)));
                continue;
            }
            if chosen.entries.is_empty() || self.is_repeated(*part, asked, &chosen) {
                continue;
            }
            let heading = asked.option("heading").map(str::to_owned);
            let whole = listing(chosen, title(asked, !is_markdown));
            pieces[*part].push(piece(asked.span, PrintedListing { heading, ..whole }));
        }
        if let Some((part, at)) = group.end {
            if self.is_repeated_at_end(group, part, bibliography) {
                return;
            }
            let is_markdown = self.parts[part].document.syntax == Syntax::Markdown;
            let words = match &self.settings.heading {
                Some(words) => Title::Words(words.clone()),
                None if is_markdown => Title::None,
                None => Title::Default,
            };
            let whole = PrintedListing { is_end: true, ..listing(bibliography.clone(), words) };
            pieces[part].push(piece(Span::at(at), whole));
        }
    }

    /// True if a bibliography has already been printed: the document cites nothing any more, and
    /// its div contains entries.
    fn is_repeated(&self, part: usize, listing: &Listing, chosen: &Bibliography) -> bool {
        let Part { source, document } = self.parts[part];
        let inside = source.slice(listing.span);
        document.syntax == Syntax::Markdown && holds_all(inside, chosen)
    }

    /// True if the entries are already in the text, and nothing is cited.
    fn is_repeated_at_end(&self, group: &Group<'_>, part: usize, entries: &Bibliography) -> bool {
        group.citations.is_empty() && holds_all(&self.parts[part].source.text, entries)
    }

    /// The keys that are cited in a `refsegment`, by its number in the part.
    fn cited_in_segment<'g>(
        &self,
        group: &'g Group<'_>,
        part: usize,
        number: usize,
    ) -> Vec<&'g str> {
        let divisions = self.parts[part].document.divisions.iter().filter(|it| !it.is_section);
        let Some(segment) = divisions.into_iter().nth(number.wrapping_sub(1)) else {
            return Vec::new();
        };
        let inside = group
            .citations
            .iter()
            .filter(|known| known.part == part && segment.span.contains(known.written.span));
        inside.flat_map(|known| &known.citation.cites).map(|cite| cite.key.as_str()).collect()
    }
}

/// True if a Markdown text contains all entries of a bibliography.
fn holds_all(text: &str, bibliography: &Bibliography) -> bool {
    let format = crate::output::Format::Markdown;
    bibliography.entries.iter().all(|entry| text.contains(format.write(&entry.markup).trim()))
}
