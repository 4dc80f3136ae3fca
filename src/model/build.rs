//! Methods to build an entry in code: `Entry::new(…).with_title(…).with_author(…)`.

use crate::model::{Date, Entry, Name, Text, Value, Variable, WrongKind};

macro_rules! texts {
    ($($method:ident: $variable:ident, $words:literal;)*) => {
        $(#[doc = concat!("Sets ", $words, ".")]
        #[must_use]
        pub fn $method(self, text: impl Into<Text>) -> Self {
            self.put_in(Variable::$variable, Value::Text(text.into()))
        })*
    };
}

/// Builds entries in code. Setting a value replaces the old one; names are added.
///
/// # Example
///
/// ```
/// use ibid::model::{Date, Entry, EntryType, Name, Variable};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let brinton = Entry::new("brinton", EntryType::Book)
///     .with_author(Name::person("Brinton", "Maurice"))
///     .with_title("The Bolsheviks and Workers Control")
///     .with_publisher("Solidarity")
///     .with_place("London")
///     .with_issued(Date::year(1970))
///     .with(Variable::NumberOfPages, "89")?;
/// let apa = ibid::Style::named("apa")?;
/// assert_eq!(apa.cite(&brinton.into(), "[@brinton, p. 3]")?.to_plain(), "(Brinton, 1970, p. 3)");
/// # Ok(())
/// # }
/// ```
impl Entry {
    /// Sets a variable to text, names or a date.
    ///
    /// # Errors
    ///
    /// If the variable does not accept this kind of value.
    pub fn with(mut self, variable: Variable, value: impl Into<Value>) -> Result<Self, WrongKind> {
        self.set(variable, value)?;
        Ok(self)
    }

    texts! {
        with_title: Title, "the title";
        with_container_title: ContainerTitle, "the title of the journal or book that contains the work";
        with_publisher: Publisher, "the publisher";
        with_place: PublisherPlace, "the place of publication";
        with_volume: Volume, "the volume";
        with_issue: Issue, "the issue";
        with_pages: Page, "the pages: `12–15`";
        with_edition: Edition, "the edition";
        with_doi: Doi, "the DOI, without a resolver: `10.1000/182`";
        with_url: Url, "the URL";
        with_note: Note, "the note";
    }

    /// Adds an author after the existing ones.
    #[must_use]
    pub fn with_author(self, name: Name) -> Self {
        self.with_name(Variable::Author, name)
    }

    /// Adds an editor after the existing ones.
    #[must_use]
    pub fn with_editor(self, name: Name) -> Self {
        self.with_name(Variable::Editor, name)
    }

    /// Adds a translator after the existing ones.
    #[must_use]
    pub fn with_translator(self, name: Name) -> Self {
        self.with_name(Variable::Translator, name)
    }

    /// Sets the date of publication.
    #[must_use]
    pub fn with_issued(self, date: Date) -> Self {
        self.put_in(Variable::Issued, Value::Date(date))
    }

    /// Sets the date on which an online work was accessed.
    #[must_use]
    pub fn with_accessed(self, date: Date) -> Self {
        self.put_in(Variable::Accessed, Value::Date(date))
    }

    fn with_name(self, variable: Variable, name: Name) -> Self {
        let mut names = self.names(variable).to_vec();
        names.push(name);
        self.put_in(variable, Value::Names(names))
    }

    fn put_in(mut self, variable: Variable, value: Value) -> Self {
        self.put(variable, value);
        self
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Date, Entry, EntryType, Name, Variable, WrongKind};

    #[test]
    fn a_value_of_the_wrong_kind_is_an_error() {
        let mut entry = Entry::new("mett", EntryType::Book);
        let error: WrongKind = entry.set(Variable::Title, Date::year(1938)).unwrap_err();
        assert_eq!(error.to_string(), "`title` holds text, and was given a date");
        assert!(!entry.has(Variable::Title));
        let error = entry.with(Variable::Author, "Ida Mett").unwrap_err();
        assert_eq!(error.to_string(), "`author` holds names, and was given text");
    }

    #[test]
    fn names_are_added_and_the_rest_is_replaced() {
        let entry = Entry::new("mett", EntryType::Book)
            .with_author(Name::person("Mett", "Ida"))
            .with_author(Name::literal("Solidarity"))
            .with_title("The Commune")
            .with_title("The Kronstadt Uprising");
        assert_eq!(entry.names(Variable::Author).len(), 2);
        assert_eq!(entry.str(Variable::Title), Some("The Kronstadt Uprising"));
    }
}
