//! The last pass, which turns a tape into markup: it writes affixes and delimiters, resolves
//! adjacent punctuation, chooses quotation marks by depth, and toggles markup inside formatting of
//! its own kind.

mod collision;
mod junction;
mod links;
mod movable;
mod places;
mod quoted;
mod tail;
mod writer;

use std::ops::Range;

use crate::engine::finish::tail::{Piece, SetOff};
use crate::engine::finish::writer::Writer;
use crate::engine::quotes::LocaleMarks;
use crate::engine::tape::{Link, Node, NodeKind, Role, Tape};
use crate::markup::{self, Markup};
use crate::style::ir::{
    Class, Display, FontStyle, FontVariant, FontWeight, Format, Program, StrId, TextDecoration,
    VerticalAlign,
};
use crate::style::locale::Locale;

/// How nested parentheses are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parentheses {
    Keep,
    /// In affixes of groups, dates and numbers, parentheses alternate with brackets by depth, as in
    /// notes.
    Alternate,
}

impl Parentheses {
    /// Those of a class of styles, in their citations and in their bibliographies.
    pub(crate) fn of(class: Class) -> Self {
        match class {
            Class::Note => Parentheses::Alternate,
            Class::InText => Parentheses::Keep,
        }
    }
}

/// Writes a tape as markup.
pub(crate) fn finish(
    tape: &Tape,
    program: &Program,
    locale: &Locale,
    parentheses: Parentheses,
) -> Markup {
    let mut pass = Pass {
        tape,
        program,
        writer: Writer::new(
            tape.text.len() * 5 / 4,
            locale.punctuation_in_quote,
            tape.keeps_places,
        ),
        links: &tape.links,
        locale,
        quote_depth: 0,
        in_field: false,
        inside_field: false,
        written: None,
        parentheses,
        depth: 0,
        around: Format::NONE,
    };
    let mut index = 0;
    while index < tape.nodes.len() {
        index = pass.node(index);
    }
    let mut markup = pass.writer.into_markup();
    if !tape.links.is_empty() {
        markup.links = tape.links.iter().map(|link| link.address.clone()).collect();
        links::widen(&mut markup);
    }
    markup
}

/// The characters of a tape with affixes and delimiters but unresolved punctuation, which is
/// sufficient for sorting, since punctuation is ignored there.
pub(crate) fn sort_text(tape: &Tape, program: &Program) -> String {
    let mut out = String::with_capacity(tape.text.len() + 16);
    push_text(tape, program, &mut out);
    out
}

/// Adds the same to a text.
pub(crate) fn push_text(tape: &Tape, program: &Program, out: &mut String) {
    push_nodes(tape, program, 0..tape.nodes.len(), StrId::EMPTY, out);
}

/// The same for one node and its descendants.
pub(crate) fn subtree_text(tape: &Tape, program: &Program, index: usize) -> String {
    let mut out = String::new();
    let nodes = index..tape.nodes[index].end as usize;
    push_nodes(tape, program, nodes, StrId::EMPTY, &mut out);
    out
}

/// Writes nodes and their descendants, with a delimiter between the outermost ones.
fn push_nodes(
    tape: &Tape,
    program: &Program,
    nodes: Range<usize>,
    delimiter: StrId,
    out: &mut String,
) {
    let affix = |affix: StrId, out: &mut String| {
        if !affix.is_empty() {
            out.push_str(program.str(affix));
        }
    };
    let mut index = nodes.start;
    // The next node that is not inside another.
    let mut outermost = nodes.start;
    while index < nodes.end {
        let node = &tape.nodes[index];
        if index == outermost {
            if index > nodes.start {
                affix(delimiter, out);
            }
            outermost = node.end as usize;
        }
        affix(node.common.prefix, out);
        if node.start < node.stop {
            out.push_str(tape.text_of(node));
        }
        let end = node.end as usize;
        index += 1;
        if !node.is_group() {
            affix(node.common.suffix, out);
            index = end;
        } else if !(node.common.suffix.is_empty() && node.delimiter.is_empty()) {
            push_nodes(tape, program, index..end, node.delimiter, out);
            affix(node.common.suffix, out);
            index = end;
        }
    }
}

struct Pass<'t> {
    tape: &'t Tape,
    program: &'t Program,
    writer: Writer,
    /// The remaining ones.
    links: &'t [Link],
    locale: &'t Locale,
    quote_depth: usize,
    /// Whether the current node is part of a text of several pieces, and whether one of its pieces
    /// was written.
    in_field: bool,
    inside_field: bool,
    /// The number of bytes of the next leaf that are already written.
    written: Option<usize>,
    parentheses: Parentheses,
    /// The number of open parentheses.
    depth: i32,
    /// The formatting around the current node.
    around: Format,
}

impl<'t> Pass<'t> {
    /// Writes a node with its descendants, and returns the index of the node after it.
    fn node(&mut self, index: usize) -> usize {
        let node = &self.tape.nodes[index];
        let end = node.end as usize;
        if node.is_bare() && !self.is_link(index) {
            if !node.is_group() {
                self.bare_leaf(node);
                return end;
            }
            if node.kind == NodeKind::Group && node.role != Role::Field {
                self.bare_group(node, index, end);
                return end;
            }
        }
        self.decorated_node(node, index);
        end
    }

    /// Writes a node with formatting, quotation marks, a link, or a text of several pieces.
    #[inline(never)]
    fn decorated_node(&mut self, node: &Node, index: usize) {
        let asked = match node.kind {
            NodeKind::Flip => flipped(node.common.format, self.around),
            _ => node.common.format,
        };
        // Text on the baseline is not set apart.
        let raised = !matches!(self.around.align, None | Some(VerticalAlign::Baseline));
        let align = asked.align.filter(|own| raised || *own != VerticalAlign::Baseline);
        let decorated = !Format { align, ..asked }.is_none();
        let display = node.common.display.map(|display| match node.role {
            Role::SecondField => self.writer.open_second_field(),
            _ => self.writer.open(display_mark(display)),
        });
        // A prefix at the beginning of a group belongs to the group before it belongs to its own
        // node.
        let prefix = Piece::Prefix { decorated: decorated && !self.writer.begins_group() };
        self.node_affix(node.common.prefix, prefix, node);
        if node.kind == NodeKind::Group && !decorated {
            self.writer.opened_group();
        }
        self.between_affixes(index, node, asked, decorated);
        self.node_affix(node.common.suffix, Piece::Suffix, node);
        if node.is_group() && node.role != Role::Field && !node.common.suffix.is_empty() {
            self.writer.suffixed_group();
        }
        if let Some(mark) = display {
            self.writer.close_block(mark);
        }
    }

    /// Writes a group that has only affixes and delimiters, as most groups do.
    fn bare_group(&mut self, node: &Node, index: usize, end: usize) {
        if node.common.prefix.is_empty() && node.common.suffix.is_empty() {
            self.writer.opened_group();
            self.children(node, index, end);
            return self.writer.closed(true, false);
        }
        self.node_affix(node.common.prefix, Piece::Prefix { decorated: false }, node);
        self.writer.opened_group();
        self.children(node, index, end);
        self.closed(node, false);
        self.node_affix(node.common.suffix, Piece::Suffix, node);
        if !node.common.suffix.is_empty() {
            self.writer.suffixed_group();
        }
    }

    /// Writes a leaf that has only affixes.
    fn bare_leaf(&mut self, node: &Node) {
        let prefix = Piece::Prefix { decorated: false };
        self.node_affix(node.common.prefix, prefix, node);
        self.leaf(node, false);
        if node.composed {
            self.writer.composed();
        }
        self.closed(node, false);
        self.node_affix(node.common.suffix, Piece::Suffix, node);
    }

    /// Writes the text between a node's affixes, in its quotation marks and formatting.
    fn between_affixes(&mut self, index: usize, node: &Node, asked: Format, decorated: bool) {
        if node.common.quotes && node.kind != NodeKind::Flip {
            self.write_lead(index, node);
        }
        let quotes = node.common.quotes.then(|| self.open_quotes(node));
        if !asked.is_none() && node.kind != NodeKind::Flip {
            self.writer.opened();
        }
        let outside = self.around;
        let mut marks = 0..0;
        if !asked.is_none() {
            let format = without_needless_normal(asked, outside);
            marks = self.open_format(format, node.kind);
            self.around = format.or(outside);
        }
        let link = self.open_link(index);
        if node.is_group() {
            let field = node.role == Role::Field && !self.in_field;
            self.in_field |= field;
            self.children(node, index, node.end as usize);
            if field {
                (self.in_field, self.inside_field) = (false, false);
            }
        } else {
            self.leaf(node, decorated);
        }
        if node.composed || (node.role == Role::Field && node.is_group()) {
            self.writer.composed();
        }
        self.around = outside;
        if let Some(link) = link {
            self.writer.close(link);
        }
        marks.rev().for_each(|mark| self.writer.close(mark));
        if let Some(close) = quotes {
            self.quote_depth -= usize::from(node.kind != NodeKind::Flip);
            // As in citeproc-js, the last mark of a group, and of a text with quotation marks,
            // apostrophes or markup, stays inside.
            let is_whole = node.is_group() || node.composed;
            if is_whole && node.kind != NodeKind::Flip {
                self.writer.close_quote_around(close, node.place);
            } else {
                self.writer.close_quote(close, node.place);
            }
            if node.kind == NodeKind::Flip {
                self.writer.closed_inner_quote();
            }
        }
        self.closed(node, decorated);
    }

    /// Records that a node has closed.
    fn closed(&mut self, node: &Node, decorated: bool) {
        if node.is_macro {
            // A macro is a group where it is called.
            self.writer.closed(true, false);
        }
        self.writer.closed(node.is_group(), decorated);
        match node.role {
            Role::CitationNumber => self.writer.closed_set_off(SetOff::AsCitationNumber),
            _ if node.common.quotes => self.writer.closed_set_off(SetOff::ByQuotes),
            Role::Number => self.writer.closed_set_off(SetOff::AsNumber),
            _ => {}
        }
    }

    /// Writes the text of a leaf.
    fn leaf(&mut self, node: &Node, decorated: bool) {
        let piece = match node.kind {
            NodeKind::Between if node.role == Role::CiteDelimiter => Piece::CiteDelimiter,
            NodeKind::Between if node.role == Role::LastDelimiter => Piece::LastDelimiter,
            NodeKind::Between => Piece::Delimiter,
            _ if self.inside_field => Piece::Inner,
            _ if node.role == Role::UserAffix => Piece::User,
            // Marks alone stay outside a quotation, and are resolved with nothing.
            _ if self.writer.tail.is_quoted() && self.is_marks_alone(node) => Piece::Inner,
            _ => Piece::Content { decorated },
        };
        self.inside_field |= self.in_field;
        let mut text = self.tape.text_of(node);
        if let Some(written) = self.written.take() {
            text = &text[written..];
        }
        if node.role == Role::UserSentence {
            self.writer.left_layout();
            text = self.writer.behind_last_mark(text);
        }
        let by_user = matches!(node.role, Role::UserAffix | Role::UserSentence);
        if by_user && self.parentheses == Parentheses::Alternate {
            let text = self.alternated(text);
            self.writer.push(&text, piece, node.place);
        } else {
            self.writer.push(text, piece, node.place);
        }
    }

    /// True for a text that is nothing but punctuation.
    fn is_marks_alone(&self, node: &Node) -> bool {
        let is_mark = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?');
        // A sentence after a cite may continue in further leaves.
        node.role != Role::UserSentence && self.tape.text_of(node).chars().all(is_mark)
    }

    /// Writes the marks at the beginning of a quoted text before the quotation mark; the first leaf
    /// inside is written without them.
    fn write_lead(&mut self, index: usize, node: &Node) {
        let inside = &self.tape.nodes[index..node.end as usize];
        let leaf = inside.iter().find(|node| node.kind == NodeKind::Leaf);
        let Some(text) = leaf.map(|leaf| self.tape.text_of(leaf)) else { return };
        let rest = text.trim_start_matches(['.', ';', ':', '!', '?']);
        if rest.len() == text.len() || rest.trim().is_empty() {
            return;
        }
        let lead = text.len() - rest.trim_start().len();
        self.writer.push(&text[..lead], Piece::Content { decorated: false }, node.place);
        self.written = Some(lead);
    }

    fn children(&mut self, node: &Node, index: usize, end: usize) {
        let mut child = index + 1;
        let mut first = true;
        while child < end {
            if !first && !node.delimiter.is_empty() {
                let delimiter = self.program.str(node.delimiter);
                self.writer.push(delimiter, Piece::Delimiter, node.place);
            }
            first = false;
            child = self.node(child);
        }
    }

    #[inline]
    fn node_affix(&mut self, affix: StrId, piece: Piece, node: &Node) {
        if !affix.is_empty() {
            self.write_affix(affix, piece, node);
        }
    }

    fn write_affix(&mut self, affix: StrId, piece: Piece, node: &Node) {
        let text = self.program.str(affix);
        let alternates = node.nests && self.parentheses == Parentheses::Alternate;
        if alternates && text.contains(['(', ')']) {
            let text = self.alternated(text);
            self.writer.push(&text, piece, node.place);
        } else {
            self.writer.push(text, piece, node.place);
        }
    }

    /// The text with the parentheses for the current depth.
    fn alternated(&mut self, text: &str) -> String {
        let mut turn = |character| match character {
            '(' => {
                self.depth += 1;
                if self.depth % 2 == 1 { '(' } else { '[' }
            }
            ')' => {
                self.depth -= 1;
                if self.depth % 2 == 0 { ')' } else { ']' }
            }
            other => other,
        };
        text.chars().map(&mut turn).collect()
    }

    /// Writes an opening quotation mark, and returns the closing one. The style's own are always
    /// the outer ones; those of texts depend on the depth.
    fn open_quotes(&mut self, node: &Node) -> &'t str {
        let inner = match node.role {
            Role::Quotation(depth) if self.quote_depth == 0 => depth.inner,
            Role::Quotation(depth) => !depth.nested,
            _ => false,
        };
        let marks = LocaleMarks::of(self.locale, self.program);
        let (open, close) = if inner { marks.inner } else { marks.outer };
        self.quote_depth += usize::from(node.kind != NodeKind::Flip);
        self.writer.open_quote(open, node.place);
        close
    }

    /// True if a node is a link.
    fn is_link(&self, index: usize) -> bool {
        let mut links = self.links.iter().map(|link| link.node as usize);
        links.find(|node| *node >= index) == Some(index)
    }

    /// Opens the link of a node.
    fn open_link(&mut self, index: usize) -> Option<usize> {
        let all = &self.tape.links;
        let passed = self.links.iter().take_while(|link| (link.node as usize) < index).count();
        self.links = &self.links[passed..];
        let (link, rest) = self.links.split_first()?;
        if link.node as usize != index {
            return None;
        }
        let number = u32::try_from(all.len() - self.links.len()).ok()?;
        self.links = rest;
        Some(self.writer.open_link(number))
    }

    /// Opens formatting, and returns the indexes of its marks.
    fn open_format(&mut self, format: Format, kind: NodeKind) -> Range<usize> {
        let first = self.writer.markup.marks.len();
        let mut open = |mark| match kind {
            NodeKind::Flip => self.writer.open_inline(mark),
            _ => self.writer.open(mark),
        };
        // The outermost first, in the nesting order of citeproc-js.
        format.align.map(|own| open(align_mark(own)));
        format.decoration.map(|own| open(decoration_mark(own)));
        format.weight.map(|own| open(weight_mark(own)));
        format.variant.map(|own| open(variant_mark(own)));
        format.style.map(|own| open(style_mark(own)));
        first..self.writer.markup.marks.len()
    }
}

/// The effect of markup in the user's text inside formatting of its own kind: it turns the
/// formatting off.
fn flipped(own: Format, around: Format) -> Format {
    let style = match (own.style, around.style) {
        (Some(FontStyle::Italic), Some(FontStyle::Italic | FontStyle::Oblique)) => {
            Some(FontStyle::Normal)
        }
        (own, _) => own,
    };
    let weight = match (own.weight, around.weight) {
        (Some(FontWeight::Bold), Some(FontWeight::Bold)) => Some(FontWeight::Normal),
        (own, _) => own,
    };
    let variant = match (own.variant, around.variant) {
        (Some(FontVariant::SmallCaps), Some(FontVariant::SmallCaps)) => Some(FontVariant::Normal),
        (own, _) => own,
    };
    Format { style, weight, variant, ..own }
}

/// Does not turn off what is not on.
fn without_needless_normal(own: Format, around: Format) -> Format {
    let on = |normal: bool, around: bool| !normal || around;
    Format {
        style: own.style.filter(|own| {
            on(*own == FontStyle::Normal, !matches!(around.style, None | Some(FontStyle::Normal)))
        }),
        variant: own.variant.filter(|own| {
            on(*own == FontVariant::Normal, around.variant == Some(FontVariant::SmallCaps))
        }),
        weight: own.weight.filter(|own| {
            let around = !matches!(around.weight, None | Some(FontWeight::Normal));
            on(*own == FontWeight::Normal, around)
        }),
        // citeproc-js always says that a text stands on the line, and has no line of its own.
        ..own
    }
}

fn display_mark(display: Display) -> markup::Formatting {
    match display {
        Display::Block => markup::Formatting::Block,
        Display::LeftMargin => markup::Formatting::LeftMargin,
        Display::RightInline => markup::Formatting::RightInline,
        Display::Indent => markup::Formatting::Indent,
    }
}

fn style_mark(style: FontStyle) -> markup::Formatting {
    match style {
        FontStyle::Normal => markup::Formatting::UprightStyle,
        FontStyle::Italic => markup::Formatting::Italic,
        FontStyle::Oblique => markup::Formatting::Oblique,
    }
}

fn variant_mark(variant: FontVariant) -> markup::Formatting {
    match variant {
        FontVariant::Normal => markup::Formatting::NormalVariant,
        FontVariant::SmallCaps => markup::Formatting::SmallCaps,
    }
}

fn weight_mark(weight: FontWeight) -> markup::Formatting {
    match weight {
        FontWeight::Normal => markup::Formatting::NormalWeight,
        FontWeight::Bold => markup::Formatting::Bold,
        FontWeight::Light => markup::Formatting::Light,
    }
}

fn decoration_mark(decoration: TextDecoration) -> markup::Formatting {
    match decoration {
        TextDecoration::None => markup::Formatting::NoDecoration,
        TextDecoration::Underline => markup::Formatting::Underline,
    }
}

fn align_mark(align: VerticalAlign) -> markup::Formatting {
    match align {
        VerticalAlign::Baseline => markup::Formatting::Baseline,
        VerticalAlign::Superscript => markup::Formatting::Superscript,
        VerticalAlign::Subscript => markup::Formatting::Subscript,
    }
}
