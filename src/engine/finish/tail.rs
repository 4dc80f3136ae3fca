//! The state of the end of the text, which decides how the next piece is joined to it.

/// The kind of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// A prefix, of a node with or without formatting of its own.
    Prefix {
        decorated: bool,
    },
    Content {
        decorated: bool,
    },
    /// A later piece of a text whose punctuation is not changed.
    Inner,
    /// A prefix or suffix of a cite, which is not changed.
    User,
    Suffix,
    Delimiter,
    /// A delimiter between two cites.
    CiteDelimiter,
    /// The delimiter before the last of several names, which is never resolved.
    LastDelimiter,
}

/// The state of the end of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tail {
    /// What was written last.
    pub(super) kind: TailKind,
    /// Where the last character ends, before any closing quotation mark.
    pub(super) end: usize,
    /// The quotation that ends there.
    pub(super) quotation: Quotation,
    /// The end of a quotation within the text that was written last, including its closing mark; 0
    /// if the text does not end in one.
    pub(super) inner_close: usize,
    /// The mark that the suffix of a group has put into the last quotation.
    pub(super) group_mark: Option<char>,
    /// The suffix of a text in quotation marks that was dropped in favour of the last mark of the
    /// text.
    pub(super) dropped: Option<char>,
    /// Whether a group's suffix was the same mark again, which drops the next mark with it.
    pub(super) doubled: bool,
    /// Whether the text that ended last contains quotation marks, apostrophes or markup; marks
    /// after it keep their order.
    pub(super) composed: bool,
    /// What has closed since.
    pub(super) closed: Closed,
    /// The node that has closed last.
    pub(super) node: NodeLook,
    /// The node whose suffix was written last.
    pub(super) suffix_of: NodeLook,
    /// Whether formatting has opened since.
    pub(super) opened: bool,
    /// Whether a group without formatting has opened since.
    pub(super) group_opened: bool,
    /// Whether a block has closed since.
    pub(super) block_closed: bool,
}

/// What was written last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TailKind {
    Nothing,
    Prefix,
    Content,
    User,
    Suffix(Owner),
    Delimiter,
    CiteDelimiter,
}

/// The owner of a suffix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Text,
    Group,
}

/// The quotation at the end of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotation {
    None,
    /// One has closed after the last character.
    Closed,
    /// One closed directly before the suffix that was written last; its characters end here.
    BeforeSuffix {
        end: usize,
    },
}

/// The nodes that have closed since the last piece was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Closed {
    groups: u8,
    has_formatted_group: bool,
    /// Whether the text itself has formatting.
    is_text_formatted: bool,
}

/// What sets a node apart from its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NodeLook {
    Plain,
    /// It has quotation marks.
    Quoted,
    /// It is a number.
    Number,
    /// It has formatting.
    Formatted,
    /// It has formatting, and a delimiter that is not written separates its suffix from the next
    /// piece.
    FormattedAndParted,
    /// It is the number of a cited entry.
    CitationNumber {
        formatted: bool,
    },
}

/// What sets a node apart that need not have formatting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SetOff {
    ByQuotes,
    AsNumber,
    AsCitationNumber,
}

impl Closed {
    pub(super) fn add_group(&mut self, is_formatted: bool) {
        self.groups = self.groups.saturating_add(1);
        self.has_formatted_group |= is_formatted;
    }

    pub(super) fn add_text(&mut self, is_formatted: bool) {
        self.is_text_formatted |= is_formatted;
    }

    /// Treats the last group as still open.
    pub(super) fn reopen_group(&mut self) {
        self.groups = self.groups.saturating_sub(1);
    }

    /// Forgets formatting.
    pub(super) fn forget_formatting(&mut self) {
        *self = Closed { groups: self.groups, ..Closed::default() };
    }

    /// The number of groups that have closed.
    pub(super) fn groups(self) -> u8 {
        self.groups
    }

    /// True if a closed group has formatting.
    pub(super) fn has_formatted_group(self) -> bool {
        self.has_formatted_group
    }

    /// True if the text itself has formatting, and no group has closed.
    pub(super) fn is_formatted_text(self) -> bool {
        self.is_text_formatted && self.groups == 0
    }

    /// True if any of it has formatting that counts.
    pub(super) fn is_formatted(self) -> bool {
        self.has_formatted_group || self.is_formatted_text()
    }
}

impl NodeLook {
    /// The same, including nodes that are set apart without formatting.
    pub(super) fn set_off(self, by: SetOff) -> Self {
        match (self, by) {
            (look, SetOff::AsCitationNumber) => {
                NodeLook::CitationNumber { formatted: look.is_formatted() }
            }
            (NodeLook::Plain, SetOff::ByQuotes) => NodeLook::Quoted,
            (NodeLook::Plain, SetOff::AsNumber) => NodeLook::Number,
            (look, _) => look,
        }
    }

    /// The same after a delimiter that is not written.
    pub(super) fn parted(self) -> Self {
        match self.is_formatted() {
            true => NodeLook::FormattedAndParted,
            false => NodeLook::Plain,
        }
    }

    pub(super) fn is_set_off(self) -> bool {
        !matches!(self, NodeLook::Plain | NodeLook::FormattedAndParted)
    }

    pub(super) fn is_formatted(self) -> bool {
        matches!(
            self,
            NodeLook::Formatted
                | NodeLook::FormattedAndParted
                | NodeLook::CitationNumber { formatted: true }
        )
    }

    pub(super) fn is_citation_number(self) -> bool {
        matches!(self, NodeLook::CitationNumber { .. })
    }
}

impl Tail {
    pub(super) fn new(kind: TailKind, end: usize) -> Self {
        Tail {
            kind,
            end,
            quotation: Quotation::None,
            inner_close: 0,
            group_mark: None,
            dropped: None,
            doubled: false,
            composed: false,
            closed: Closed::default(),
            node: NodeLook::Plain,
            suffix_of: NodeLook::Plain,
            opened: false,
            group_opened: false,
            block_closed: false,
        }
    }

    /// The state after a suffix, from the state before it.
    pub(super) fn after_suffix(self, before: &Tail) -> Tail {
        let quotation = match before.is_quoted() {
            true => Quotation::BeforeSuffix { end: before.end },
            false => Quotation::None,
        };
        Tail { suffix_of: before.node, composed: before.composed, quotation, ..self }
    }

    /// True if a quotation has closed after the last character.
    pub(super) fn is_quoted(&self) -> bool {
        self.quotation == Quotation::Closed
    }

    /// True if a suffix was written last.
    pub(super) fn is_suffix(&self) -> bool {
        matches!(self.kind, TailKind::Suffix(_))
    }

    /// True if a group has closed since.
    pub(super) fn is_grouped(&self) -> bool {
        self.closed.groups() > 0
    }

    /// True if the suffix that was written last is inside a group with formatting.
    pub(super) fn is_inside_formatted(&self) -> bool {
        self.closed.has_formatted_group() && self.closed.groups() == 1
    }

    /// True if the last closed group, or the only one, has formatting.
    pub(super) fn ends_formatted(&self) -> bool {
        self.closed.has_formatted_group() && (self.closed.groups() == 1 || self.node.is_formatted())
    }
}
