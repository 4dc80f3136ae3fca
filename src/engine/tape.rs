//! The output of evaluation: a tree in one flat list, in the order of the text.
//!
//! A node is pushed when its element begins, and closed when it ends; if an element turns out to be
//! empty, everything since its beginning is removed again. Affixes and delimiters are not yet
//! written but stored in their nodes, since the punctuation between them is resolved at the end.

use std::ops::Range;

use crate::engine::options::Options;
use crate::engine::quotes::QuoteDepth;
use crate::style::ir::{Common, StrId};

/// The output of one cite or entry before its punctuation is resolved.
#[derive(Debug, Default)]
pub(crate) struct Tape {
    pub(crate) text: String,
    pub(crate) nodes: Vec<Node>,
    /// Whether identifiers become links.
    pub(crate) wants_links: bool,
    /// Whether cites become links.
    pub(crate) links_cites: bool,
    /// Ordered by node.
    pub(crate) links: Vec<Link>,
    /// The node of the first title, if links are wanted.
    pub(crate) title: Option<u32>,
    /// Whether the style's element is recorded for each piece of output.
    pub(crate) keeps_places: bool,
    /// Empty buffers for texts that are about to be written to the tape.
    buffers: Vec<String>,
}

/// A node that is a link.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) node: u32,
    pub(crate) address: String,
}

/// A piece of output, or a group of pieces.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    pub(crate) kind: NodeKind,
    /// The index after its last descendant.
    pub(crate) end: u32,
    /// For a leaf: its characters in [`Tape::text`].
    pub(crate) start: u32,
    pub(crate) stop: u32,
    /// Its affixes and formatting; its text is already in its letter case.
    pub(crate) common: Common,
    /// For a group: the delimiter between its children.
    pub(crate) delimiter: StrId,
    pub(crate) role: Role,
    /// Whether parentheses in its affixes alternate with those around it.
    pub(crate) nests: bool,
    /// Whether it is a macro where it is called.
    pub(crate) is_macro: bool,
    /// For a leaf: whether quotation marks or apostrophes were replaced in it.
    pub(crate) composed: bool,
    /// The number of the style's element that made it.
    pub(crate) place: u32,
}

impl Node {
    /// True if it may contain other nodes.
    pub(crate) fn is_group(&self) -> bool {
        matches!(self.kind, NodeKind::Group | NodeKind::Flip)
    }

    /// True if it has no formatting, no quotation marks, and is not a block.
    pub(crate) fn is_bare(&self) -> bool {
        self.common.format.is_none() & !self.common.quotes & self.common.display.is_none()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NodeKind {
    Leaf,
    /// A leaf between its siblings, like a delimiter.
    Between,
    Group,
    /// Markup of the user's text, which is toggled inside formatting of its own kind.
    Flip,
}

/// The role of a node in the phases after evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Role {
    #[default]
    Plain,
    /// The first names that the cite or entry prints, by which cites are grouped.
    FirstNames,
    /// The year of a date, after which a year suffix may be printed.
    Year,
    YearSuffix,
    CitationNumber,
    /// A single number.
    Number,
    /// A text of several pieces, whose own punctuation is not changed.
    Field,
    /// A prefix or suffix of a cite.
    UserAffix,
    /// A suffix that begins with a mark and continues: the mark belongs to the cite.
    UserSentence,
    /// A quotation within a text.
    Quotation(QuoteDepth),
    /// The delimiter between two cites.
    CiteDelimiter,
    /// The delimiter before the last of several names.
    LastDelimiter,
    /// The text beside the margin if the style aligns the second field.
    SecondField,
    /// A list of names, and each name in it.
    NameList,
    Name,
}

/// A position to which the tape can be cut back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TapeMark {
    nodes: u32,
    text: u32,
}

impl TapeMark {
    /// Where the text begins that is written after it.
    pub(crate) fn text_start(self) -> usize {
        self.text as usize
    }
}

impl Tape {
    pub(crate) fn new(options: &Options) -> Self {
        Tape { wants_links: options.links, keeps_places: options.provenance, ..Tape::default() }
    }

    /// A tape for citations.
    pub(crate) fn of_citations(options: &Options) -> Self {
        let tape = Tape::new(options);
        let wants_links = options.links && !options.cite_links;
        Tape { wants_links, links_cites: options.cite_links, ..tape }
    }

    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.nodes.clear();
        self.links.clear();
        self.title = None;
    }

    /// A buffer for a text that is about to be written to the tape; return it with
    /// [`Tape::take_buffer_back`].
    pub(crate) fn buffer(&mut self) -> String {
        self.buffers.pop().unwrap_or_default()
    }

    pub(crate) fn take_buffer_back(&mut self, mut buffer: String) {
        buffer.clear();
        self.buffers.push(buffer);
    }

    pub(crate) fn mark(&self) -> TapeMark {
        TapeMark { nodes: self.nodes.len() as u32, text: self.text.len() as u32 }
    }

    /// Removes everything since the mark.
    pub(crate) fn cut(&mut self, mark: TapeMark) {
        self.nodes.truncate(mark.nodes as usize);
        self.text.truncate(mark.text as usize);
        while self.links.pop_if(|link| link.node >= mark.nodes).is_some() {}
        self.title = self.title.filter(|&title| title < mark.nodes);
    }

    /// True if anything was written since the mark.
    pub(crate) fn has_text_since(&self, mark: TapeMark) -> bool {
        self.text.len() > mark.text as usize
    }

    /// The nodes written since the mark.
    pub(crate) fn nodes_since(&self, mark: TapeMark) -> &[Node] {
        &self.nodes[mark.nodes as usize..]
    }

    /// The indexes of those nodes that have a role.
    pub(crate) fn with_role(
        &self,
        mut nodes: Range<usize>,
        role: Role,
    ) -> impl Iterator<Item = usize> {
        std::iter::from_fn(move || nodes.find(|&at| self.nodes[at].role == role))
    }

    /// The node of the first names.
    pub(crate) fn first_names(&self) -> Option<usize> {
        self.with_role(0..self.nodes.len(), Role::FirstNames).next()
    }

    /// The indexes of a node and its descendants.
    pub(crate) fn subtree(&self, index: usize) -> Range<usize> {
        index..self.nodes[index].end as usize
    }

    /// Begins a group; [`Tape::close`] ends it.
    #[inline]
    pub(crate) fn open(&mut self, common: &Common, delimiter: StrId, place: u32) -> u32 {
        self.push(NodeKind::Group, common, delimiter, place)
    }

    #[inline]
    pub(crate) fn push(
        &mut self,
        kind: NodeKind,
        common: &Common,
        delimiter: StrId,
        place: u32,
    ) -> u32 {
        let at = self.text.len() as u32;
        let index = self.nodes.len() as u32;
        self.nodes.push(Node {
            kind,
            end: index + 1,
            start: at,
            stop: at,
            common: *common,
            delimiter,
            role: Role::Plain,
            nests: false,
            is_macro: false,
            composed: false,
            place,
        });
        index
    }

    /// Ends a group with the last node written.
    pub(crate) fn close(&mut self, group: u32) {
        let end = self.nodes.len() as u32;
        self.nodes[group as usize].end = end;
    }

    /// Removes the periods from the texts inside the last group; affixes keep theirs, as in
    /// citeproc-js.
    pub(crate) fn strip_periods(&mut self, group: u32) {
        let group = group as usize;
        let Some(node) = self.nodes.get(group) else { return };
        let inside = self.text.split_off(node.start as usize);
        let base = node.start as usize;
        for node in &mut self.nodes[group + 1..] {
            let leaf = &inside[node.start as usize - base..node.stop as usize - base];
            node.start = self.text.len() as u32;
            let mut rest = leaf.chars().peekable();
            while let Some(character) = rest.next() {
                // A period inside a word is kept: `Rijksmuseum.nl`.
                let inner = rest.peek().is_some_and(|next| next.is_lowercase());
                if character != '.' || inner {
                    self.text.push(character);
                }
            }
            node.stop = self.text.len() as u32;
        }
    }

    /// Keeps a node with its ancestors and descendants; drops the rest.
    pub(crate) fn keep_only(&mut self, index: usize) {
        let inside = index..self.nodes[index].end as usize;
        let mut kept: Vec<Node> = Vec::with_capacity(inside.len() + 8);
        let around = |(at, node): &(usize, &Node)| *at < index && node.end as usize > index;
        kept.extend(self.nodes.iter().enumerate().filter(around).map(|(_, node)| *node));
        let (depth, end) = (kept.len(), (kept.len() + inside.len()) as u32);
        kept.iter_mut().for_each(|node| node.end = end);
        kept.extend_from_slice(&self.nodes[inside]);
        for node in &mut kept[depth..] {
            node.end = node.end - index as u32 + depth as u32;
        }
        self.nodes = kept;
        // Names contain no links.
        self.links.clear();
        self.title = None;
    }

    /// Writes a leaf.
    pub(crate) fn leaf(&mut self, text: &str, common: &Common, place: u32) -> u32 {
        let index = self.push(NodeKind::Leaf, common, StrId::EMPTY, place);
        if common.format.style.is_some() && is_never_slanted(text) {
            self.nodes[index as usize].common.format.style = None;
        }
        self.text.push_str(text);
        self.nodes[index as usize].stop = self.text.len() as u32;
        index
    }

    /// Ends a leaf whose text was written directly to [`Tape::text`].
    pub(crate) fn end_leaf(&mut self, index: u32) {
        self.nodes[index as usize].stop = self.text.len() as u32;
    }

    pub(crate) fn set_role(&mut self, index: u32, role: Role) {
        self.nodes[index as usize].role = role;
    }

    /// Removes the suffix of a group.
    pub(crate) fn clear_suffix(&mut self, group: u32) {
        self.nodes[group as usize].common.suffix = StrId::EMPTY;
    }

    /// Makes a node's parentheses alternate with those around it, like those of groups, dates and
    /// numbers.
    pub(crate) fn set_nests(&mut self, index: u32) {
        self.nodes[index as usize].nests = true;
    }

    /// The characters of a leaf.
    pub(crate) fn text_of(&self, node: &Node) -> &str {
        &self.text[node.start as usize..node.stop as usize]
    }
}

/// True if a text contains only characters of scripts without italics, as citeproc-js recognizes
/// them: those after the alphabets.
fn is_never_slanted(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| character >= '\u{2000}')
}
