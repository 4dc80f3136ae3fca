//! Selects the entries of a bibliography if a document has several, such as one for primary sources
//! or one for each chapter.
//!
//! *Source*: the sections of a bibliography in citeproc-js.

use crate::model::{Entry, EntryType, Value, Variable};

/// Which entries go into a bibliography. By default, all of them do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// If not empty: only entries for which one of these is true.
    pub include: Vec<Criterion>,
    /// If not empty: only entries for which all of these are true.
    pub select: Vec<Criterion>,
    /// No entries for which one of these is true.
    pub exclude: Vec<Criterion>,
    /// If not empty: no entries for which all of these are true.
    pub quash: Vec<Criterion>,
}

/// A condition on an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Criterion {
    /// It has this key.
    Key(String),
    /// It is of this type.
    Type(EntryType),
    /// One of its keywords, separated by commas or semicolons, is this one.
    Keyword(String),
    /// One of its CSL-JSON `categories` is this one.
    Category(String),
    /// The variable has exactly this text, ignoring markup; an empty text means that the variable
    /// has no value.
    Variable(Variable, String),
}

impl Filter {
    /// True if an entry goes into the bibliography.
    pub fn admits(&self, entry: &Entry) -> bool {
        let holds = |criterion: &Criterion| criterion.holds(entry);
        (self.include.is_empty() || self.include.iter().any(holds))
            && self.select.iter().all(holds)
            && !self.exclude.iter().any(holds)
            && (self.quash.is_empty() || !self.quash.iter().all(holds))
    }
}

impl Criterion {
    /// True if the condition is true for an entry.
    pub fn holds(&self, entry: &Entry) -> bool {
        let among = |list: &str, wanted: &str| {
            list.split([',', ';']).any(|part| part.trim().eq_ignore_ascii_case(wanted.trim()))
        };
        match self {
            Criterion::Key(key) => entry.key == *key,
            Criterion::Type(kind) => entry.kind == *kind,
            Criterion::Keyword(keyword) => {
                entry.str(Variable::Keyword).is_some_and(|list| among(list, keyword))
            }
            Criterion::Category(category) => {
                entry.extra("categories").is_some_and(|list| among(list, category))
            }
            Criterion::Variable(variable, wanted) => match entry.get(*variable) {
                None => wanted.is_empty(),
                Some(Value::Text(text)) => text.as_str() == wanted,
                Some(Value::Names(_) | Value::Date(_)) => false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Criterion, Filter};
    use crate::model::{Entry, EntryType, Variable};

    #[test]
    fn each_list_has_its_own_sense() {
        let mut entry = Entry::new("mett", EntryType::Book);
        entry.set_text(Variable::Keyword, "Kronstadt, 1921");
        let (book, report) = (Criterion::Type(EntryType::Book), Criterion::Type(EntryType::Report));
        let year = Criterion::Keyword("1921".into());
        let untitled = Criterion::Variable(Variable::Title, String::new());
        let filter = |include: &[&Criterion], select: &[&Criterion]| Filter {
            include: include.iter().copied().cloned().collect(),
            select: select.iter().copied().cloned().collect(),
            ..Filter::default()
        };
        assert!(Filter::default().admits(&entry));
        assert!(filter(&[&report, &book], &[]).admits(&entry));
        assert!(!filter(&[&report], &[]).admits(&entry));
        assert!(filter(&[], &[&book, &year, &untitled]).admits(&entry));
        assert!(!filter(&[], &[&book, &report]).admits(&entry));
        assert!(!Filter { exclude: vec![year.clone()], ..Filter::default() }.admits(&entry));
        assert!(!Filter { quash: vec![year, book], ..Filter::default() }.admits(&entry));
        assert!(Filter { quash: vec![report, untitled], ..Filter::default() }.admits(&entry));
    }
}
