//! What is known of the end of the text: enough to settle what comes next with it.

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// Of a node that has formatting of its own, or not.
    Prefix {
        decorated: bool,
    },
    Content {
        decorated: bool,
    },
    /// A later piece of a text whose punctuation is left alone.
    Inner,
    /// Words of the document's author, which stand as they are.
    User,
    Suffix,
    Delimiter,
    /// Between two cites.
    CiteDelimiter,
    /// Before the last of several names; it meets nothing.
    LastDelimiter,
}

/// What is known of the end of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tail {
    /// What was written last.
    pub(super) kind: TailKind,
    /// Where the last character ends, before any closing quotation mark.
    pub(super) end: usize,
    /// The quotation that ends there.
    pub(super) quotation: Quotation,
    /// Where a quotation within the text ends that was written last, with its closing mark; 0 where
    /// the text does not end in one.
    pub(super) inner_close: usize,
    /// The mark that the suffix of a group has put into the last quotation.
    pub(super) group_mark: Option<char>,
    /// The suffix of a text in quotation marks that gave way to the last mark of the text.
    pub(super) dropped: Option<char>,
    /// Whether a group's suffix was the same mark again, which takes the next mark with it.
    pub(super) doubled: bool,
    /// Whether the text that ended last has quotation marks, apostrophes or markup inside; marks
    /// behind it keep their order.
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

/// Whose suffix it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Text,
    Group,
}

/// The quotation at the end of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotation {
    None,
    /// One has closed behind the last character.
    Closed,
    /// One had closed right before the suffix that was written last; its characters end here.
    BeforeSuffix {
        end: usize,
    },
}

/// Which nodes have closed since the last piece was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Closed {
    groups: u8,
    has_formatted_group: bool,
    /// Whether the text itself has formatting.
    is_text_formatted: bool,
}

/// What sets a node apart from those beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NodeLook {
    Plain,
    /// It is a number, or has quotation marks.
    SetOff,
    /// It has formatting.
    Formatted,
    /// It has formatting, and a delimiter that is not written parts its suffix from what comes next.
    FormattedAndParted,
    /// It is the number of a cited entry.
    CitationNumber {
        formatted: bool,
    },
}

impl Closed {
    pub(super) fn add_group(&mut self, is_formatted: bool) {
        self.groups = self.groups.saturating_add(1);
        self.has_formatted_group |= is_formatted;
    }

    pub(super) fn add_text(&mut self, is_formatted: bool) {
        self.is_text_formatted |= is_formatted;
    }

    /// Takes the last group for one that has not closed.
    pub(super) fn reopen_group(&mut self) {
        self.groups = self.groups.saturating_sub(1);
    }

    /// Forgets formatting.
    pub(super) fn forget_formatting(&mut self) {
        *self = Closed { groups: self.groups, ..Closed::default() };
    }

    /// How many groups have closed.
    pub(super) fn groups(self) -> u8 {
        self.groups
    }

    /// Whether a group that has closed has formatting.
    pub(super) fn has_formatted_group(self) -> bool {
        self.has_formatted_group
    }

    /// Whether the text itself has formatting, and no group has closed.
    pub(super) fn is_formatted_text(self) -> bool {
        self.is_text_formatted && self.groups == 0
    }

    /// Whether any of it has formatting that counts.
    pub(super) fn is_formatted(self) -> bool {
        self.has_formatted_group || self.is_formatted_text()
    }
}

impl NodeLook {
    /// The same of what is set off without formatting, too.
    pub(super) fn set_off(self, is_citation_number: bool) -> Self {
        match self {
            look if is_citation_number => {
                NodeLook::CitationNumber { formatted: look.is_formatted() }
            }
            NodeLook::Plain => NodeLook::SetOff,
            look => look,
        }
    }

    /// The same behind a delimiter that is not written.
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

    /// Whether a quotation has closed behind the last character.
    pub(super) fn is_quoted(&self) -> bool {
        self.quotation == Quotation::Closed
    }

    /// Whether a suffix was written last.
    pub(super) fn is_suffix(&self) -> bool {
        matches!(self.kind, TailKind::Suffix(_))
    }

    /// Whether a group has closed since.
    pub(super) fn is_grouped(&self) -> bool {
        self.closed.groups() > 0
    }

    /// Whether the suffix that was written last is inside of a group that has formatting.
    pub(super) fn is_inside_formatted(&self) -> bool {
        self.closed.has_formatted_group() && self.closed.groups() == 1
    }

    /// Whether the group that has closed last has formatting, or the only one.
    pub(super) fn ends_formatted(&self) -> bool {
        self.closed.has_formatted_group() && (self.closed.groups() == 1 || self.node.is_formatted())
    }
}
