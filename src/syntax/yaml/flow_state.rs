//! The state of the open flow collections.

/// The shared state of the open collections.
#[derive(Default)]
pub(super) struct FlowState {
    /// A line that returns to an outer key, although an entry would be possible there too.
    pub(super) doubt: Option<Doubt>,
    /// Set while the open collections are abandoned because one was never closed: where to
    /// continue.
    pub(super) broken: Option<Broken>,
    /// Set if a doubt has once proved right at the cost of reading to the end, so that no more are
    /// allowed.
    pub(super) strict: bool,
    /// The opening brackets, the innermost last.
    pub(super) open: Vec<u8>,
}

/// An unclosed collection.
#[derive(Clone, Copy)]
pub(super) struct Broken {
    /// Everything from here on is not part of it.
    pub(super) from: usize,
    pub(super) reported: bool,
}

/// A line that may belong to an outer key.
pub(super) struct Doubt {
    pub(super) at: usize,
    pub(super) line_start: usize,
    pub(super) faults: usize,
    pub(super) comments: usize,
    /// The number of collections that were open.
    pub(super) depth: usize,
}
