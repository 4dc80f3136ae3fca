//! What is known of the flow collections that are open.

/// What the collections open at this place share.
#[derive(Default)]
pub(super) struct FlowState {
    /// Where a line went back to an outer key though an entry may stand there too.
    pub(super) doubt: Option<Doubt>,
    /// Set while the open collections are left, since one was never closed: where to go on.
    pub(super) broken: Option<Broken>,
    /// A doubt has once proved right at the cost of reading to the end; no more of them.
    pub(super) strict: bool,
    /// The opening brackets, innermost last.
    pub(super) open: Vec<u8>,
}

/// A collection that was never closed.
#[derive(Clone, Copy)]
pub(super) struct Broken {
    /// What was read from here on is not part of it.
    pub(super) from: usize,
    pub(super) reported: bool,
}

/// A line that may belong to an outer key.
pub(super) struct Doubt {
    pub(super) at: usize,
    pub(super) line_start: usize,
    pub(super) faults: usize,
    pub(super) comments: usize,
    /// How many collections were open.
    pub(super) depth: usize,
}
