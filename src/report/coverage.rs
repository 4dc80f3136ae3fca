//! How much a run checked, and what it did not check.

/// How much a run checked, so that a run which checked nothing is not mistaken for a clean one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// The number of files that were read.
    pub files: usize,
    /// The number of entries in them.
    pub entries: usize,
    /// The number of cites in the documents among the files.
    pub citations: usize,
    /// The number of styles and locales among the files.
    pub styles: usize,
    /// What was requested but could not be read.
    pub unreadable: Vec<Unreadable>,
    /// The files that were not checked: those in folders that are not bibliographies, and those that
    /// the settings exclude.
    pub skipped: Vec<Skipped>,
    /// The number of passages that were skipped because they were not understood.
    pub passages: usize,
    /// Which findings are left out of the report.
    pub narrowed: Narrowed,
}

/// Which findings a report leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Narrowed {
    /// The revision since which changed entries are checked, and the number of these entries.
    pub since: Option<(String, usize)>,
    /// The number of findings that a baseline accepts, if there is one.
    pub accepted: Option<usize>,
    /// The number of findings in the baseline that are gone.
    pub gone: usize,
}

impl Coverage {
    /// The skipped files that contain references in a format that cannot be read.
    pub(super) fn unread_references(&self) -> impl Iterator<Item = &Skipped> {
        self.skipped.iter().filter(|skipped| skipped.content == SkippedContent::References)
    }
}

/// Something that was requested but could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The file or folder as it was named, or the name of standard input.
    pub file: String,
    /// Why it could not be read, as a text that includes its name.
    pub reason: String,
    /// What it is.
    pub kind: InputKind,
}

/// The kind of input that a program was asked to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputKind {
    /// A file or standard input.
    File,
    /// A folder, which is searched for files.
    Folder,
    /// A folder that was searched and contains nothing to check.
    EmptyFolder,
}

/// A file that was not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file.
    pub file: String,
    /// Why it was skipped, as a text that follows its name: `not a bibliography`.
    pub reason: String,
    /// What it contains.
    pub content: SkippedContent,
}

/// What a skipped file contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SkippedContent {
    /// References, in a format that cannot be read.
    References,
    /// Something else, as in most YAML and JSON files.
    Other,
    /// Anything: the settings exclude it, so it was not read.
    Excluded,
}
