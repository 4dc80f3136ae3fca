//! RIS: a record of lines with tags for each entry. Which tag has a variable depends on the type of
//! the record; the reader's table decides, so that reading the result returns the same entries, as
//! far as the format has a tag for each value.
//!
//! *Source*: "RIS Format Specifications" (2001 and 2011).

use crate::dialect::native::word;
use crate::dialect::ris as dialect;
use crate::model::{
    ArxivId, Date, DatePoint, Entry, Extra, Library, Name, Person, Precision, Season, Text,
    TypeFamily, Value, Variable, VariableKind,
};
use crate::read::ris::{Kind, is_identifier};
use crate::write::error::{WriteError, complete};

/// Writes the entries of a library as RIS, as reference managers import it.
///
/// Values for which the type of a record has no tag are left out;
/// [`convert`](crate::write::convert) lists them.
///
/// # Errors
///
/// If a name has no part.
///
/// # Example
///
/// ```
/// use ibid::model::{Date, Entry, EntryType, Library, Name};
///
/// let mett = Entry::new("mett", EntryType::Book)
///     .with_title("The Kronstadt Uprising")
///     .with_author(Name::person("Mett", "Ida"))
///     .with_issued(Date::year(1967));
/// assert_eq!(
///     ibid::write::ris(&Library::from_iter([mett]))?,
///     "TY  - BOOK\nID  - mett\nAU  - Mett, Ida\nTI  - The Kronstadt Uprising\nPY  - 1967\nER  - \n"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn ris(library: &Library) -> Result<String, WriteError> {
    let mut out = String::new();
    for entry in library {
        complete(entry)?;
        if !out.is_empty() {
            out.push('\n');
        }
        Record::of(entry).write(&mut out);
    }
    Ok(out)
}

/// A record: its tags and values in order.
struct Record<'e> {
    entry: &'e Entry,
    word: &'e str,
    lines: Vec<(String, String)>,
}

impl<'e> Record<'e> {
    fn of(entry: &'e Entry) -> Self {
        let native = entry.native_type().and_then(|native| word(native, TypeFamily::Ris));
        // In this type the authors are the editors.
        let native = native.filter(|word| *word != EDITED || !entry.has(Variable::Author));
        let word = native.unwrap_or(dialect::word_for(entry.kind));
        let mut record = Record { entry, word, lines: Vec::new() };
        record.line("TY", word);
        record.line("ID", &entry.key);
        for (variable, tags) in TAGS {
            if let Some(value) = entry.get(*variable) {
                record.variable(*variable, tags, value);
            }
        }
        if let Some(number) = arxiv(entry) {
            record.line("AN", &number);
        }
        for Extra { name, value } in &entry.extra {
            if dialect::is_tag(name) && !["TY", "ER", "ID"].contains(&name.as_str()) {
                record.line(name, value);
            }
        }
        record
    }

    fn write(&self, out: &mut String) {
        for (tag, value) in &self.lines {
            out.push_str(&format!("{tag}  - {value}\n"));
        }
        out.push_str("ER  - \n");
    }

    /// What decides which variables its tags have.
    fn kind(&self) -> Kind<'e> {
        Kind { kind: self.entry.kind, word: self.word }
    }

    /// Adds a line, which has no line break.
    fn line(&mut self, tag: &str, value: &str) {
        let value = value.split(['\r', '\n']).map(str::trim).filter(|line| !line.is_empty());
        let value = value.collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            self.lines.push((tag.to_owned(), value));
        }
    }

    /// Adds the lines of a variable, with the first of some tags that has it in a record of this
    /// type.
    fn variable(&mut self, variable: Variable, tags: &[&str], value: &Value) {
        match (variable, value) {
            (Variable::Issued, Value::Date(date)) => self.issued(date),
            (Variable::Page, Value::Text(pages)) => self.pages(pages.as_str()),
            (Variable::NumberOfPages, Value::Text(count)) => {
                let kind = self.kind();
                if kind.counts_pages(count.as_str()) && !self.entry.has(Variable::Page) {
                    self.line("SP", count.as_str());
                }
            }
            (_, Value::Date(date)) => self.line(tags[0], &slashed(date)),
            (_, Value::Names(names)) => {
                let names: Vec<String> = names.iter().map(name).collect();
                self.all(variable, tags, &names);
            }
            (Variable::Keyword, Value::Text(text)) => {
                let divider = if text.as_str().contains(';') { ';' } else { ',' };
                let words = text.as_str().split(divider).map(|word| word.trim().to_owned());
                self.all(variable, tags, &words.collect::<Vec<_>>());
            }
            (Variable::Isbn | Variable::Issn, Value::Text(text)) => {
                let numbers = text.as_str().split(", ").map(str::to_owned);
                self.all(variable, tags, &numbers.collect::<Vec<_>>());
            }
            (Variable::Pmid, Value::Text(number)) => {
                self.all(variable, tags, &[format!("PMID: {}", number.as_str())]);
            }
            (Variable::Note, Value::Text(text)) => {
                let lines = text.to_csl_markup();
                let lines: Vec<String> = lines.lines().map(str::to_owned).collect();
                self.all(variable, tags, &lines);
            }
            (_, Value::Text(text)) => self.all(variable, tags, &[written(variable, text)]),
        }
    }

    fn all(&mut self, variable: Variable, tags: &[&str], values: &[String]) {
        for value in values {
            let kind = self.kind();
            let has = |tag: &&&str| kind.variables(tag, value).first() == Some(&variable);
            // One that may be something else is read as that only if the record lacks it.
            let has_too = |tag: &&&str| {
                let all = kind.variables(tag, value).iter();
                let before = all.clone().take_while(|it| **it != variable);
                all.clone().any(|it| *it == variable)
                    && before.clone().all(|it| self.entry.has(*it))
            };
            let tag = tags.iter().find(has).or_else(|| tags.iter().find(has_too));
            if let Some(tag) = tag {
                self.line(tag, value);
            }
        }
    }

    /// The year, and all that is known of the date if that is more.
    fn issued(&mut self, date: &Date) {
        match date {
            Date::Point(point) if is_plain(point) => {
                self.line("PY", &point.year.to_string());
                if point.precision != Precision::Year {
                    self.line("DA", &slashed(date));
                }
            }
            _ => self.line("PY", &slashed(date)),
        }
    }

    /// `SP` and `EP`, or all in `SP` if it is no simple range.
    fn pages(&mut self, pages: &str) {
        let pages = pages.replace("\\-", "-");
        let kind = self.kind();
        let ends = pages.split_once(['-', '–']);
        match ends.filter(|(start, end)| !format!("{start}{end}").contains([',', '-', '–', '&']))
        {
            Some((start, end)) => {
                self.line("SP", start);
                self.line("EP", end);
            }
            None => {
                self.line("SP", &pages);
                if kind.counts_pages(&pages) {
                    self.line("EP", &pages);
                }
            }
        }
    }
}

/// The number of a preprint or of a published work in arXiv, with its class: `arXiv:2001.01234
/// [cs.LG]`.
fn arxiv(entry: &Entry) -> Option<String> {
    let is_arxiv = || entry.extra("eprinttype").is_some_and(|it| it.eq_ignore_ascii_case("arxiv"));
    let number = match entry.str(Variable::Number).and_then(|it| it.strip_prefix("arXiv:")) {
        Some(number) => number,
        None => entry.extra("eprint").filter(|_| is_arxiv())?,
    };
    let id = ArxivId::parse(number).ok()?;
    let class = entry.extra("eprintclass").map(|class| format!(" [{class}]"));
    Some(format!("arXiv:{id}{}", class.unwrap_or_default()))
}

/// The type of edited books, whose authors are their editors.
const EDITED: &str = "EDBOOK";

fn written(variable: Variable, text: &Text) -> String {
    match variable.kind() {
        VariableKind::Standard if !is_identifier(variable) => text.to_csl_markup(),
        _ => text.as_str().replace("\\-", "-"),
    }
}

/// `Family, Given, Suffix`.
fn name(name: &Name) -> String {
    let Name::Person(person) = name else { return name.display() };
    let Person { given, suffix, dropping_particle, non_dropping_particle, .. } = person;
    let family = Name::Person(Person {
        family: person.family.clone(),
        non_dropping_particle: non_dropping_particle.clone(),
        ..Person::default()
    });
    let given = [&**given, &**dropping_particle].join(" ");
    let mut parts = vec![family.family_or_literal(), given.trim().to_owned(), suffix.to_string()];
    while parts.pop_if(|part| part.is_empty()).is_some() {}
    parts.join(", ")
}

/// True if the year, month, day or season is all that is known of a date.
fn is_plain(point: &DatePoint) -> bool {
    let bare = DatePoint { precision: point.precision, ..DatePoint::year(point.year) };
    *point == bare && (1..=9999).contains(&point.year)
}

/// `2001/05/03/`, `2001///Spring`, or EDTF for what this form cannot express.
fn slashed(date: &Date) -> String {
    let point = match date {
        Date::Literal(words) => return words.clone(),
        Date::Point(point) if is_plain(point) => point,
        date => return date.to_edtf().unwrap_or_default(),
    };
    let year = point.year;
    match point.precision {
        Precision::Year => format!("{year}///"),
        Precision::Month(month) => format!("{year}/{month:02}//"),
        Precision::Day { month, day } => format!("{year}/{month:02}/{day:02}/"),
        Precision::Season(season) => format!("{year}///{}", word_of(season)),
    }
}

const fn word_of(season: Season) -> &'static str {
    match season {
        Season::Spring => "Spring",
        Season::Summer => "Summer",
        Season::Autumn => "Fall",
        Season::Winter => "Winter",
    }
}

/// The variables in the order of their lines, with the tags that may have them.
const TAGS: &[(Variable, &[&str])] = {
    use Variable as V;
    &[
        (V::Author, &["AU"]),
        (V::Editor, &["AU", "ED"]),
        (V::CollectionEditor, &["A3"]),
        (V::Contributor, &["A2"]),
        (V::Translator, &["A4"]),
        (V::Title, &["TI"]),
        (V::TitleShort, &["ST"]),
        (V::VolumeTitle, &["BT"]),
        (V::ContainerTitle, &["T2", "JF"]),
        (V::ContainerTitleShort, &["J2", "JA"]),
        (V::CollectionTitle, &["T2", "T3"]),
        (V::ReviewedTitle, &["RI"]),
        (V::Issued, &["PY"]),
        (V::Volume, &["VL"]),
        (V::NumberOfVolumes, &["NV"]),
        (V::Issue, &["IS"]),
        (V::CollectionNumber, &["IS"]),
        (V::Number, &["IS", "C7"]),
        (V::Section, &["SE"]),
        (V::Page, &["SP"]),
        (V::NumberOfPages, &["SP"]),
        (V::Edition, &["ET"]),
        (V::Version, &["ET"]),
        (V::Publisher, &["PB"]),
        (V::PublisherPlace, &["CY"]),
        (V::EventPlace, &["C1"]),
        (V::Genre, &["M3"]),
        (V::Isbn, &["SN"]),
        (V::Issn, &["SN"]),
        (V::Doi, &["DO"]),
        (V::Url, &["UR"]),
        (V::Accessed, &["Y2"]),
        (V::Pmid, &["N1"]),
        (V::Pmcid, &["C2"]),
        (V::Source, &["DP"]),
        (V::CallNumber, &["CN"]),
        (V::Language, &["LA"]),
        (V::Keyword, &["KW"]),
        (V::Note, &["N1"]),
        (V::Annote, &["RN"]),
        (V::Abstract, &["AB"]),
    ]
};
