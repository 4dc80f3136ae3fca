//! The variables of CSL 1.0.2, under which an entry stores its values.
//!
//! *Source*: CSL 1.0.2 specification, appendix IV; the few marked "CSL-M" are extensions of
//! citeproc-js.

use std::fmt;

/// The kind of value that a variable accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VariableKind {
    /// Text with inline markup.
    Standard,
    /// Text that is usually a number; conditions can test whether it is one.
    Number,
    /// A list of names.
    Name,
    /// A date.
    Date,
}

macro_rules! variables {
    ($($kind:ident { $($id:ident = $name:literal),* $(,)? })*) => {
        /// A CSL variable, which can be used as an array index ([`Variable::index`]).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "the names are the specification's, appendix IV")]
        #[non_exhaustive]
        pub enum Variable { $($($id),*),* }

        impl Variable {
            /// All variables, in the order of their indexes.
            pub const ALL: &'static [Variable] = &[$($(Variable::$id),*),*];

            /// The variable's name in CSL: `container-title`.
            pub const fn name(self) -> &'static str {
                match self { $($(Variable::$id => $name),*),* }
            }

            /// The variable with this CSL name.
            pub fn from_name(name: &str) -> Option<Variable> {
                match name { $($($name => Some(Variable::$id)),*,)* _ => None }
            }

            /// The kind of value that it accepts.
            pub const fn kind(self) -> VariableKind {
                match self { $($(Variable::$id)|* => VariableKind::$kind),* }
            }
        }
    };
}

variables! {
    Standard {
        Abstract = "abstract",
        Annote = "annote",
        Archive = "archive",
        ArchiveCollection = "archive_collection",
        ArchiveLocation = "archive_location",
        ArchivePlace = "archive-place",
        Authority = "authority",
        CallNumber = "call-number",
        CitationKey = "citation-key",
        CitationLabel = "citation-label",
        CollectionTitle = "collection-title",
        CollectionTitleShort = "collection-title-short",
        ContainerTitle = "container-title",
        ContainerTitleShort = "container-title-short",
        Dimensions = "dimensions",
        Division = "division",
        Doi = "DOI",
        Event = "event",
        EventPlace = "event-place",
        EventTitle = "event-title",
        Genre = "genre",
        Isbn = "ISBN",
        Issn = "ISSN",
        Jurisdiction = "jurisdiction",
        Keyword = "keyword",
        Language = "language",
        License = "license",
        Medium = "medium",
        Note = "note",
        OriginalPublisher = "original-publisher",
        OriginalPublisherPlace = "original-publisher-place",
        OriginalTitle = "original-title",
        PartTitle = "part-title",
        Pmcid = "PMCID",
        Pmid = "PMID",
        Publisher = "publisher",
        PublisherPlace = "publisher-place",
        References = "references",
        ReviewedGenre = "reviewed-genre",
        ReviewedTitle = "reviewed-title",
        Scale = "scale",
        Source = "source",
        Status = "status",
        Title = "title",
        TitleShort = "title-short",
        Url = "URL",
        VolumeTitle = "volume-title",
        VolumeTitleShort = "volume-title-short",
        YearSuffix = "year-suffix",
        // CSL-M.
        Committee = "committee",
        DocumentName = "document-name",
        Hereinafter = "hereinafter",
        OriginalContainerTitle = "original-container-title",
    }
    Number {
        ChapterNumber = "chapter-number",
        CitationNumber = "citation-number",
        CollectionNumber = "collection-number",
        Edition = "edition",
        FirstReferenceNoteNumber = "first-reference-note-number",
        Issue = "issue",
        Locator = "locator",
        Number = "number",
        NumberOfPages = "number-of-pages",
        NumberOfVolumes = "number-of-volumes",
        Page = "page",
        PageFirst = "page-first",
        PartNumber = "part-number",
        PrintingNumber = "printing-number",
        Section = "section",
        SupplementNumber = "supplement-number",
        Version = "version",
        Volume = "volume",
        // CSL-M.
        PublicationNumber = "publication-number",
        Supplement = "supplement",
    }
    Name {
        Author = "author",
        Chair = "chair",
        CollectionEditor = "collection-editor",
        Compiler = "compiler",
        Composer = "composer",
        ContainerAuthor = "container-author",
        Contributor = "contributor",
        Curator = "curator",
        Director = "director",
        Editor = "editor",
        EditorTranslator = "editor-translator",
        EditorialDirector = "editorial-director",
        ExecutiveProducer = "executive-producer",
        Guest = "guest",
        Host = "host",
        Illustrator = "illustrator",
        Interviewer = "interviewer",
        Narrator = "narrator",
        Organizer = "organizer",
        OriginalAuthor = "original-author",
        Performer = "performer",
        Producer = "producer",
        Recipient = "recipient",
        ReviewedAuthor = "reviewed-author",
        ScriptWriter = "script-writer",
        SeriesCreator = "series-creator",
        Translator = "translator",
    }
    Date {
        Accessed = "accessed",
        AvailableDate = "available-date",
        EventDate = "event-date",
        Issued = "issued",
        OriginalDate = "original-date",
        Submitted = "submitted",
        // CSL-M.
        LocatorDate = "locator-date",
        PublicationDate = "publication-date",
    }
}

impl Variable {
    /// The number of variables; every index is lower.
    pub const COUNT: usize = Variable::ALL.len();

    /// The variable's index in [`Variable::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The variable as a bit in a set.
    pub(crate) const fn bit(self) -> u128 {
        1 << self.index()
    }

    /// The variable for the short form of this one.
    pub(crate) const fn short_form(self) -> Option<Variable> {
        Some(match self {
            Variable::Title => Variable::TitleShort,
            Variable::ContainerTitle => Variable::ContainerTitleShort,
            Variable::CollectionTitle => Variable::CollectionTitleShort,
            Variable::VolumeTitle => Variable::VolumeTitleShort,
            _ => return None,
        })
    }
}

impl fmt::Display for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Variable;

    #[test]
    fn names_and_indexes_lead_back_to_their_variables() {
        for (index, &variable) in Variable::ALL.iter().enumerate() {
            assert_eq!(variable.index(), index);
            assert_eq!(Variable::from_name(variable.name()), Some(variable));
        }
        const { assert!(Variable::COUNT <= 128, "a bit set of variables is one u128") };
    }
}
