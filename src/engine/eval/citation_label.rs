//! `citation-label`: the entry's own, or letters of its names and digits of its year.
//!
//! *Source*: citeproc-js's default pattern: four letters of a single name, two of each of two
//! names, two and one and one of three, one of each of four.

use crate::engine::eval::Eval;
use crate::engine::tape::Role;
use crate::model::{Date, Name, Text, Variable, VariableKind};
use crate::style::ir::{Common, StrId};

impl Eval<'_, '_> {
    pub(super) fn citation_label(&mut self, common: &Common, place: u32) {
        let own = self.item.text(Variable::CitationLabel).map(Text::as_str);
        let label = own.map_or_else(|| self.made_label(), str::to_owned);
        self.called(!label.is_empty());
        if label.is_empty() {
            return;
        }
        let group = self.tape.open(common, StrId::EMPTY, place);
        let leaf = self.tape.leaf(&label, &Common::PLAIN, place);
        self.tape.set_role(leaf, Role::CitationNumber);
        if let Some(suffix) = self.context.disambiguation.year_suffix {
            self.push_year_suffix(suffix, &Common::PLAIN, place);
        }
        self.tape.close(group);
    }

    fn made_label(&self) -> String {
        let names = match self.label_names() {
            [named @ .., Name::Others] => named,
            names => names,
        };
        let mut label = String::new();
        let letters: &[usize] = match names.len() {
            0 | 1 => &[4],
            2 => &[2, 2],
            3 => &[2, 1, 1],
            _ => &[1, 1, 1, 1],
        };
        if names.is_empty() {
            push_letters(self.item.text(Variable::Title).map_or("", Text::as_str), 4, &mut label);
        }
        for (name, count) in names.iter().zip(letters) {
            let family = match name {
                Name::Literal(literal) => literal,
                Name::Person(person) => &person.family,
                Name::Others => continue,
            };
            push_letters(family, *count, &mut label);
        }
        let year = self.item.date(Variable::Issued).and_then(Date::first_point);
        let year = year.map_or(0, |point| if point.year < 1 { 1 - point.year } else { point.year });
        label.push_str(&format!("{:02}", year % 100));
        label
    }

    /// The names of the author, or else of the first role that has any.
    fn label_names(&self) -> &[Name] {
        let authors = self.item.names(Variable::Author);
        if !authors.is_empty() {
            return authors;
        }
        let names = Variable::ALL.iter().filter(|variable| variable.kind() == VariableKind::Name);
        names
            .map(|&variable| self.item.names(variable))
            .find(|names| !names.is_empty())
            .unwrap_or(&[])
    }
}

/// Writes the first letters of a name, the first one in upper case.
fn push_letters(name: &str, count: usize, label: &mut String) {
    let letters = name.chars().filter(|character| character.is_alphanumeric()).take(count);
    for (index, letter) in letters.enumerate() {
        if index == 0 {
            label.extend(letter.to_uppercase());
        } else {
            label.extend(letter.to_lowercase());
        }
    }
}
