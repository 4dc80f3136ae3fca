//! Affixes, formatting, and other properties that most elements have.

/// The number of an interned string of the style. Number 0 is the empty string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct StrId(pub(crate) u16);

impl StrId {
    pub(crate) const EMPTY: StrId = StrId(0);

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The properties that most elements share: affixes, formatting, and changes to their text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Common {
    pub(crate) prefix: StrId,
    pub(crate) suffix: StrId,
    pub(crate) format: Format,
    pub(crate) text_case: Option<TextCase>,
    pub(crate) display: Option<Display>,
    pub(crate) quotes: bool,
    pub(crate) strip_periods: bool,
}

impl Common {
    pub(crate) const PLAIN: Common = Common {
        prefix: StrId::EMPTY,
        suffix: StrId::EMPTY,
        format: Format::NONE,
        text_case: None,
        display: None,
        quotes: false,
        strip_periods: false,
    };
}

/// The formatting attributes; each is absent or has one of its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Format {
    pub(crate) style: Option<FontStyle>,
    pub(crate) variant: Option<FontVariant>,
    pub(crate) weight: Option<FontWeight>,
    pub(crate) decoration: Option<TextDecoration>,
    pub(crate) align: Option<VerticalAlign>,
}

impl Format {
    pub(crate) const NONE: Format =
        Format { style: None, variant: None, weight: None, decoration: None, align: None };

    /// These attributes, with missing ones taken from those of the surrounding element.
    pub(crate) fn or(self, around: Format) -> Format {
        Format {
            style: self.style.or(around.style),
            variant: self.variant.or(around.variant),
            weight: self.weight.or(around.weight),
            decoration: self.decoration.or(around.decoration),
            align: self.align.or(around.align),
        }
    }

    pub(crate) fn is_none(self) -> bool {
        // All at once, without a branch for each.
        self.style.is_none()
            & self.variant.is_none()
            & self.weight.is_none()
            & self.decoration.is_none()
            & self.align.is_none()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum FontStyle {
    Normal,
    Italic,
    Oblique,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum FontVariant {
    Normal,
    SmallCaps,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum FontWeight {
    Normal,
    Bold,
    Light,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum TextDecoration {
    None,
    Underline,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum VerticalAlign {
    Baseline,
    Superscript,
    Subscript,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum TextCase {
    Lowercase,
    Uppercase,
    CapitalizeFirst,
    CapitalizeAll,
    Sentence,
    Title,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Display {
    Block,
    LeftMargin,
    RightInline,
    Indent,
}
