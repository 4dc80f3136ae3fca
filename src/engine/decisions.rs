//! The results of the phases, as plain data for later phases.

/// The results of the phases for an item.
#[derive(Debug, Clone, Default)]
pub(crate) struct ItemDecisions {
    /// From 1.
    pub(crate) citation_number: u32,
    /// From 0.
    pub(crate) bibliography_place: usize,
    pub(crate) year_suffix: Option<u32>,
    pub(crate) conditions: u16,
    pub(crate) lists: Vec<ListExpansion>,
}

impl ItemDecisions {
    /// True if the item prints the same as with the results before; `by_number` says whether its
    /// number is printed.
    pub(crate) fn prints_as(&self, before: &ItemDecisions, by_number: bool) -> bool {
        (!by_number || self.citation_number == before.citation_number)
            && self.year_suffix == before.year_suffix
            && self.conditions == before.conditions
            && self.lists == before.lists
    }
}

/// The position of a cite relative to earlier cites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Position {
    #[default]
    First,
    Subsequent,
    Ibid,
    IbidWithLocator,
}

/// A cite's position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Placed {
    pub(crate) position: Position,
    pub(crate) near_note: bool,
    /// The note that first cited the item, unless it is this one.
    pub(crate) first_note: Option<u32>,
}

/// What is shown of a cite in addition to what the style shows of every cite.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Expansion {
    /// How many of the `disambiguate` conditions are true.
    pub(crate) conditions: u16,
    /// For each list of names that the cite prints, in order.
    pub(crate) lists: Vec<ListExpansion>,
}

/// How a list of names is expanded beyond the style's options.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct ListExpansion {
    /// The minimum number of names shown.
    pub(crate) shown: u16,
    /// For each name, how much of its given names is shown.
    pub(crate) levels: Vec<GivenLevel>,
}

/// How much of the given names is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) enum GivenLevel {
    /// As much as the style's options show.
    #[default]
    AsStyled,
    Initials,
    Full,
}

/// The results of disambiguation for an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Distinction {
    pub(crate) expansion: Expansion,
    /// From 0.
    pub(crate) year_suffix: Option<u32>,
}

/// How a cite is printed after the one before it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct CitePlan<'p> {
    /// What is printed before it; `None` for the layout's delimiter.
    pub(crate) delimiter: Option<&'p str>,
    /// Whether its names are omitted because they are those of the cite before.
    pub(crate) without_names: bool,
    /// Whether its year is omitted and only the year suffix printed.
    pub(crate) without_year: bool,
    /// Whether all of it is omitted because it lies within a range.
    pub(crate) omitted: bool,
}
