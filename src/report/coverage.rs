//! How much a run looked at, and what it did not look at.

/// How much a run looked at, so that a run which looked at nothing does not pass for a clean one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// The files that were read.
    pub files: usize,
    /// The entries in them.
    pub entries: usize,
    /// The works that documents among the files cite, each time they do.
    pub citations: usize,
    /// The styles and locales among the files.
    pub styles: usize,
    /// What was asked for and could not be read.
    pub unreadable: Vec<Unreadable>,
    /// The files in folders that were not looked at.
    pub skipped: Vec<Skipped>,
    /// The passages of the files that were skipped, since nothing could be made of them.
    pub passages: usize,
    /// What of the findings is shown, where it is not all.
    pub narrowed: Narrowed,
}

/// Which findings a report leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Narrowed {
    /// The revision since which entries have changed that are looked at alone, and how many these
    /// are.
    pub since: Option<(String, usize)>,
    /// How many findings a baseline accepts, where there is one.
    pub accepted: Option<usize>,
    /// How many findings that the baseline accepts are gone.
    pub gone: usize,
}

impl Coverage {
    /// The skipped files that hold references, in a format that cannot be read.
    pub(super) fn unread_references(&self) -> impl Iterator<Item = &Skipped> {
        self.skipped.iter().filter(|skipped| skipped.content == SkippedContent::References)
    }
}

/// Something that was asked for and could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The file or folder as it was named, or the name of standard input.
    pub file: String,
    /// Why it could not be read, in words that name it.
    pub reason: String,
    /// What it is.
    pub kind: InputKind,
}

/// What a program was asked to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputKind {
    /// A file or standard input.
    File,
    /// A folder, to be searched for files.
    Folder,
}

/// A file in a folder that was not looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file.
    pub file: String,
    /// Why it was skipped, in words that follow its name: `not a bibliography`.
    pub reason: String,
    /// What it holds.
    pub content: SkippedContent,
}

/// What a skipped file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SkippedContent {
    /// References, in a format that cannot be read.
    References,
    /// Something else, as most YAML and JSON files do.
    Other,
}
