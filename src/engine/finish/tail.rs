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
    /// Whether a quotation has closed since.
    pub(super) quoted: bool,
    /// Where the characters of a quotation end that has closed right before the mark written last;
    /// 0 where none has.
    pub(super) quote_end: usize,
    /// Where a quotation within the text ends that was written last, with its closing mark; 0 where
    /// the text does not end in one.
    pub(super) inner_close: usize,
    /// The mark that the suffix of a group has put into that quotation.
    pub(super) group_mark: Option<char>,
    /// The suffix of a text in quotation marks that gave way to the last mark of the text.
    pub(super) dropped: Option<char>,
    /// Whether the text that ended last has quotation marks, apostrophes or markup inside; marks
    /// behind it keep their order.
    pub(super) composed: bool,
    /// Whether the node that held the last characters has formatting.
    pub(super) decorated: bool,
    /// Whether the node that has closed last is a number, or has formatting or quotes.
    pub(super) set_off: bool,
    /// Whether that node has formatting.
    pub(super) formatted: bool,
    /// Whether it is the number of a cited entry.
    pub(super) citation_number: bool,
    /// How many groups have closed since.
    pub(super) groups: u8,
    /// Whether that group, or one around it, has formatting.
    pub(super) group_decorated: bool,
    /// Whether formatting has opened since.
    pub(super) opened: bool,
    /// Whether a group has opened since.
    pub(super) group_opened: bool,
    /// Whether a block has closed since.
    pub(super) block_closed: bool,
    /// Whether the mark written last is a group's suffix, rather than a text's.
    pub(super) of_group: bool,
    /// Whether it is the suffix of a number, or of a text in formatting or quotes.
    pub(super) of_decorated: bool,
    /// Whether it is that of what has formatting.
    pub(super) of_formatted: bool,
    /// Whether it is that of an entry's number.
    pub(super) of_citation_number: bool,
    /// Whether a group's suffix was the same mark again, which takes the next mark with it.
    pub(super) doubled: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TailKind {
    Nothing,
    Prefix,
    Content,
    User,
    Suffix,
    Delimiter,
    CiteDelimiter,
}

impl Tail {
    /// Whether a group has closed since.
    pub(super) fn grouped(&self) -> bool {
        self.groups > 0
    }

    /// Whether the suffix that was written last is inside of a group that has formatting.
    pub(super) fn is_inside_formatted(&self) -> bool {
        self.group_decorated && self.groups == 1
    }

    /// Whether the group that has closed last has formatting, or the only one.
    pub(super) fn ends_formatted(&self) -> bool {
        self.group_decorated && (self.groups == 1 || self.formatted)
    }

    pub(super) fn new(kind: TailKind, end: usize) -> Self {
        Tail {
            kind,
            end,
            quoted: false,
            quote_end: 0,
            inner_close: 0,
            group_mark: None,
            dropped: None,
            composed: false,
            decorated: false,
            set_off: false,
            formatted: false,
            citation_number: false,
            groups: 0,
            group_decorated: false,
            opened: false,
            group_opened: false,
            block_closed: false,
            of_group: false,
            of_decorated: false,
            of_formatted: false,
            of_citation_number: false,
            doubled: false,
        }
    }
}
