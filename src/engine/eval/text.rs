//! `cs:text`: a variable, a term, or words of the style.

use crate::engine::eval::Eval;
use crate::engine::eval::content::{Written, without};
use crate::engine::labels::leading_label;
use crate::engine::quotes;
use crate::engine::tape::Role;
use crate::model::{Text, Variable, VariableKind};
use crate::style::ir::{Common, NumberForm, TextCase};
use crate::style::terms::{TermForm, TermId};

impl<'r> Eval<'r, '_> {
    pub(super) fn variable(
        &mut self,
        variable: Variable,
        short: bool,
        common: &Common,
        place: u32,
    ) {
        if self.is_suppressed(variable) {
            return self.called(false);
        }
        match variable {
            Variable::Doi | Variable::Url if common.strip_periods => {
                // The periods of an address are part of it.
                let whole = Common { strip_periods: false, ..*common };
                return self.variable(variable, short, &whole, place);
            }
            Variable::CitationNumber => return self.citation_number(common, place),
            Variable::CitationLabel => return self.citation_label(common, place),
            Variable::YearSuffix => return self.year_suffix(common, place),
            Variable::FirstReferenceNoteNumber => return self.first_note(common, place),
            Variable::Locator => return self.locator(NumberForm::Numeric, common, place),
            Variable::Page | Variable::PageFirst => {
                return self.pages(variable, NumberForm::Numeric, common, place);
            }
            _ if variable.kind() == VariableKind::Number => {
                return self.number(variable, NumberForm::Numeric, common, place);
            }
            _ => {}
        }
        let item = self.item;
        let text = if short {
            let own = || variable.short_form().and_then(|short| item.text(short));
            self.listed_short_form(variable).or_else(own).or_else(|| item.text(variable))
        } else {
            item.text(variable)
        };
        let host;
        let text = match text {
            Some(address) if short && variable == Variable::Url => {
                host = Text::plain(host_of(address.as_str()));
                Some(&host)
            }
            text => text,
        };
        let without_any;
        let text = match text {
            Some(text) if text.as_str().contains('\\') && !keeps_backslashes(variable) => {
                without_any = without(text, |_, character| character == '\\');
                Some(&without_any)
            }
            text => text,
        };
        let leaves_out = self.substituting && self.leaves_out_names() && names_sources(variable);
        self.called(text.is_some());
        let Some(text) = text else { return };
        self.suppress_if_substituting(variable);
        if leaves_out {
            self.left_out = true;
            return;
        }
        let node = self.tape.nodes.len() as u32;
        let start = self.tape.text.len();
        self.content(text, common, place, Written::ByUser);
        self.last_text = (start, self.tape.text.len());
        if self.tape.wants_links {
            self.link(variable, text, node);
        }
    }

    /// The abbreviation of a variable's value, if an abbreviation list has one.
    pub(super) fn listed_short_form(&self, variable: Variable) -> Option<&'r Text> {
        let abbreviations = self.context.abbreviations?;
        abbreviations.get(variable, self.item.text(variable)?.as_str())
    }

    /// Words of the style itself.
    pub(super) fn literal(&mut self, words: &str, common: &Common, place: u32) {
        if words.is_empty() {
            return;
        }
        if common.strip_periods
            || words.contains(['<', '"', '\'', '“', '‘', '’', ':', ';', '?', '!', '«', '»'])
        {
            let text = Text::from_csl_markup(words);
            self.content(&text, common, place, Written::ByUser);
        } else if self.stripping {
            self.tape.leaf(words, common, place);
        } else {
            self.words(words, common, place);
        }
    }

    pub(super) fn term(
        &mut self,
        term: TermId,
        form: TermForm,
        plural: bool,
        common: &Common,
        place: u32,
    ) {
        let text = self.locale.term(term, form, plural);
        let text = text.map_or("", |text| self.program.str(text));
        let begins_sentence = self.capitalize_at == Some(self.tape.text.len());
        if text.is_empty() {
            self.capitalize_at = self.capitalize_at.filter(|_| !begins_sentence);
            return;
        }
        if begins_sentence && common.text_case.is_none() {
            let capitalized = self.recased_str(text, TextCase::CapitalizeFirst, Written::ByStyle);
            return self.term_words(&capitalized, common, place);
        }
        self.term_words(text, common, place);
    }

    /// Writes the text of a term, with its quotation marks and apostrophes replaced.
    fn term_words(&mut self, words: &str, common: &Common, place: u32) {
        if !quotes::may_have_any(words) {
            return self.words(words, common, place);
        }
        let kept = common.strip_periods || self.stripping;
        let words = if kept { words.replace('.', "") } else { words.to_owned() };
        let common = Common { strip_periods: false, ..*common };
        self.characters(&words, &common, place, Written::ByUser);
    }

    fn citation_number(&mut self, common: &Common, place: u32) {
        let number = self.context.citation_number;
        let has_variable = self.has_variable;
        self.called(number > 0);
        self.has_variable = has_variable;
        if number > 0 {
            let begins = self.capitalize_at == Some(self.tape.text.len());
            let leaf = self.number_leaf(number, common, place);
            self.tape.set_role(leaf, Role::CitationNumber);
            if begins {
                // The entry itself begins after its number.
                self.capitalize_at = Some(self.tape.text.len());
            }
        }
    }

    fn first_note(&mut self, common: &Common, place: u32) {
        let note = self.context.first_note;
        self.called(note.is_some());
        if let Some(note) = note {
            self.number_leaf(note, common, place);
        }
    }

    fn year_suffix(&mut self, common: &Common, place: u32) {
        // Most items have none, so a missing one does not count for the group around it.
        if let Some(suffix) = self.context.disambiguation.year_suffix {
            self.called(true);
            self.push_year_suffix(suffix, common, place);
        }
    }

    /// Writes a year suffix, and records that the cite has it.
    pub(super) fn push_year_suffix(&mut self, suffix: u32, common: &Common, place: u32) {
        self.has_year_suffix = true;
        let mut letters = [0; 8];
        let leaf = self.tape.leaf(year_suffix_letters(suffix, &mut letters), common, place);
        self.tape.set_role(leaf, Role::YearSuffix);
    }

    pub(super) fn number_leaf(&mut self, number: u32, common: &Common, place: u32) -> u32 {
        let mut digits = [0; 10];
        self.tape.leaf(decimal(number, &mut digits), common, place)
    }

    pub(super) fn locator(&mut self, form: NumberForm, common: &Common, place: u32) {
        // A cite prints its locator once.
        let locator = self.context.locator().filter(|_| !self.has_locator);
        let locator = locator.filter(|locator| !locator.value.is_empty());
        self.called(locator.is_some());
        if let Some(locator) = locator {
            self.has_locator = true;
            self.number_content(&locator.value, Variable::Locator, form, common, place);
        }
    }

    pub(super) fn pages(
        &mut self,
        variable: Variable,
        form: NumberForm,
        common: &Common,
        place: u32,
    ) {
        let own = self.item.text(variable);
        let text = own.or_else(|| self.item.text(Variable::Page));
        self.called(text.is_some());
        let Some(text) = text else { return };
        self.suppress_if_substituting(variable);
        if variable == Variable::PageFirst {
            let first = first_page(text.as_str());
            if form == NumberForm::Numeric {
                return self.characters(&first, common, place, Written::ByUser);
            }
            return self.number_content(&Text::plain(first), variable, form, common, place);
        }
        self.number_content(text, variable, form, common, place);
    }
}

/// The short form of a URL: its host, without the scheme if that is obvious.
fn host_of(address: &str) -> &str {
    let bare = address.split_once("://").map(|(scheme, rest)| match scheme {
        "http" | "https" if rest.starts_with("www.") => rest,
        _ => address,
    });
    let bare = bare.unwrap_or(address);
    let host = bare.find("://").map_or(0, |at| at + 3);
    let end = bare[host..].find('/').map_or(bare.len(), |at| host + at);
    &bare[..end]
}

/// True if a variable identifies a work, and is omitted with the names that it replaces; others are
/// kept, as in citeproc-js.
fn names_sources(variable: Variable) -> bool {
    matches!(
        variable,
        Variable::Archive
            | Variable::Authority
            | Variable::CollectionTitle
            | Variable::ContainerTitle
            | Variable::Event
            | Variable::EventTitle
            | Variable::Genre
            | Variable::Medium
            | Variable::Publisher
            | Variable::PublisherPlace
            | Variable::Title
            | Variable::TitleShort
    )
}

/// Whether backslashes in a variable are printed: in those that sources go by and in addresses.
/// From others citeproc-js takes them out.
fn keeps_backslashes(variable: Variable) -> bool {
    let addresses = matches!(
        variable,
        Variable::ArchivePlace
            | Variable::Doi
            | Variable::EventPlace
            | Variable::Jurisdiction
            | Variable::Url
    );
    // As it is an event's name in old data, so that citeproc-js prints the two differently.
    let is_source = names_sources(variable) && variable != Variable::EventTitle;
    addresses || is_source
}

/// The first of several pages, without a label.
fn first_page(pages: &str) -> String {
    let pages = leading_label(pages).map_or(pages, |label| &pages[label.text.len()..]);
    let ends = |(at, mark): &(usize, &str)| match *mark {
        "-" => !pages[..*at].ends_with('\\'),
        "," => pages[at + 1..].starts_with(' '),
        _ => true,
    };
    let end = pages.match_indices(['-', '–', ',', '&']).find(ends).map(|(at, _)| at);
    pages[..end.unwrap_or(pages.len())].trim().replace("\\-", "-")
}

/// `a` to `z`, `aa`, `ab` and so on, for 0, 1 and so on.
pub(crate) fn year_suffix_letters(number: u32, buffer: &mut [u8; 8]) -> &str {
    let mut at = buffer.len();
    let mut rest = number + 1;
    while rest > 0 {
        rest -= 1;
        at -= 1;
        buffer[at] = b'a' + (rest % 26) as u8;
        rest /= 26;
    }
    // Only ASCII letters were written.
    std::str::from_utf8(&buffer[at..]).unwrap_or_default()
}

/// A number in digits.
pub(crate) fn decimal(number: u32, buffer: &mut [u8; 10]) -> &str {
    let mut at = buffer.len();
    let mut rest = number;
    loop {
        at -= 1;
        buffer[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    std::str::from_utf8(&buffer[at..]).unwrap_or_default()
}
