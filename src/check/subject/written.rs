//! The decoded value of a field, for rules that judge it and point into it.

use std::ops::Range;
use std::sync::OnceLock;

use crate::check::subject::braces::{is_balanced, opened};
use crate::check::subject::characters::Characters;
use crate::check::subject::entry::Subject;
use crate::check::subject::facts::Decoded;
use crate::model::{FieldOrigin, Form, Piece, Variable};
use crate::read::Format;
use crate::read::bibtex::{stands_for_itself, trace, trace_verbatim};
use crate::source::{How, Location, Span, Step, Traced};
use crate::syntax::data::Style;
use crate::syntax::trace::trace as trace_scalar;

impl Subject<'_> {
    /// The decoded value of a field: with macros replaced, and TeX and escapes decoded. Any range
    /// of it can be mapped back to where it is written.
    pub(crate) fn written(&self, field: &FieldOrigin) -> Written<'_> {
        let spelled = self.spelled(field);
        let is_plain = match field.form {
            Form::Joined | Form::Alias | Form::Nested => false,
            // Most values contain nothing to decode.
            _ if !self.spells_any(field, SPECIAL) => true,
            _ if self.format == Format::Bibtex && is_verbatim(field) => {
                !self.spells_any(field, SPECIAL_IN_VERBATIM) && spelled.trim() == spelled
            }
            _ if self.format == Format::Bibtex => stands_for_itself(spelled),
            _ => false,
        };
        let decoded = if is_plain { None } else { self.decoded(field) };
        Written {
            text: decoded.map_or(spelled, |it| it.traced.text()),
            characters: decoded.map_or_else(|| self.characters(field), |it| it.characters),
            location: field.value_location(),
            traced: decoded.map(|it| &it.traced),
            is_verbatim: is_verbatim(field),
            subject: self,
        }
    }

    fn decoded(&self, field: &FieldOrigin) -> Option<&Decoded> {
        let fields = &self.origin.fields;
        let all =
            self.details().traced.get_or_init(|| fields.iter().map(|_| OnceLock::new()).collect());
        let number = self.number_of(field)?;
        let decoded = all.get(number)?.get_or_init(|| {
            let traced = self.trace(field);
            let characters = Characters::of(traced.text());
            Box::new(Decoded { traced, characters })
        });
        Some(decoded)
    }

    fn trace(&self, field: &FieldOrigin) -> Traced {
        let place = field.value_location();
        let spelled = self.spelled(field);
        let mut traced = Traced::new();
        match (field.form, self.format) {
            (Form::Joined, _) => {
                let pieces = field.pieces();
                // Most are one macro that stands for plain text.
                if let [Piece { location, expansion: Some(text) }] = pieces
                    && stands_for_itself(text)
                    && !is_verbatim(field)
                {
                    traced.push(text, *location, How::Elsewhere);
                    return traced;
                }
                let mut raw = Traced::new();
                for piece in pieces {
                    match &piece.expansion {
                        Some(text) => raw.push(text, piece.location, How::Elsewhere),
                        None => {
                            let text = self.sources.slice(piece.location);
                            raw.push(text, piece.location, How::Same);
                        }
                    }
                }
                decode(&raw, is_verbatim(field), &mut traced);
            }
            (Form::Nested | Form::Alias, _) => {
                let text = field.variables().first().and_then(|&variable| self.entry.str(variable));
                traced.push(text.unwrap_or_default(), place, How::Elsewhere);
            }
            (_, Format::Bibtex) => {
                let (text, steps) = steps_of(spelled, is_verbatim(field));
                if are_tiles(&steps, text.len()) {
                    let part = |step: &Step| (step.text.end, place.part(&step.raw), how(step));
                    return Traced::of(text, steps.iter().map(part));
                }
                for step in steps.iter().filter(|step| !step.raw.is_empty()) {
                    traced.push(&text[step.text.clone()], place.part(&step.raw), how(step));
                }
            }
            (form, _) => {
                let style = match form {
                    Form::SingleQuoted => Style::SingleQuoted,
                    Form::DoubleQuoted => Style::DoubleQuoted,
                    Form::Block => Style::Block,
                    _ => Style::Plain,
                };
                let (text, steps) = trace_scalar(spelled, style);
                for step in steps {
                    let from = place.part(&step.raw);
                    traced.push(&text[step.text.clone()], from, how(&step));
                }
            }
        }
        traced
    }
}

/// True for bytes with a special meaning.
const SPECIAL: Characters = Characters::any_of("\\{}\"&~$`'-\n");

/// The same for values that TeX reads verbatim.
const SPECIAL_IN_VERBATIM: Characters = Characters::any_of("\\{}&$\n\r");

/// True if TeX reads a field verbatim.
fn is_verbatim(field: &FieldOrigin) -> bool {
    let code = |variable: &Variable| matches!(variable, Variable::Doi | Variable::Url);
    let names = ["doi", "url", "eprint", "file"];
    field.variables().iter().any(code)
        || names.iter().any(|it| it.eq_ignore_ascii_case(&field.name))
}

fn steps_of(raw: &str, is_verbatim: bool) -> (String, Vec<Step>) {
    if is_verbatim { trace_verbatim(raw) } else { trace(raw) }
}

/// Whether the steps follow each other from the beginning of a text to its end, and each has a
/// source. Nearly always they do.
fn are_tiles(steps: &[Step], length: usize) -> bool {
    let mut end = 0;
    let follows = steps.iter().all(|step| {
        let follows = step.text.start == end && step.text.end > end && !step.raw.is_empty();
        end = step.text.end;
        follows
    });
    follows && end == length
}

/// Decodes the TeX of a value that is put together from pieces.
fn decode(raw: &Traced, is_verbatim: bool, traced: &mut Traced) {
    let (text, steps) = steps_of(raw.text(), is_verbatim);
    for step in steps {
        // A step over several pieces is split: each has a location of its own.
        for (range, from, origin) in raw.parts_of(step.raw.clone()) {
            let how = if origin == How::Same { how(&step) } else { origin };
            match step.is_same {
                true => {
                    let start = step.text.start + (range.start - step.raw.start);
                    traced.push(&text[start..start + range.len()], from, how);
                }
                false => {
                    traced.push(&text[step.text.clone()], from, how);
                    break;
                }
            }
        }
    }
}

fn how(step: &Step) -> How {
    if step.is_same { How::Same } else { How::Made }
}

/// True if styles print the text of a field, and it is not an identifier, URL, keyword or abstract.
pub(crate) fn is_printed(field: &FieldOrigin) -> bool {
    use Variable as V;
    let Some(&variable) = field.variables().first() else { return false };
    !matches!(
        variable,
        V::Doi
            | V::Url
            | V::Isbn
            | V::Issn
            | V::Pmid
            | V::Pmcid
            | V::Keyword
            | V::Abstract
            | V::Annote
            | V::CitationKey
    )
}

/// The decoded value of a field.
#[derive(Clone, Copy)]
pub(crate) struct Written<'s> {
    /// The value, without delimiters.
    pub(crate) text: &'s str,
    /// The characters of the value.
    pub(crate) characters: Characters,
    location: Location,
    /// The mapping to the source, if the text differs from it.
    traced: Option<&'s Traced>,
    /// Whether braces in it have no meaning.
    is_verbatim: bool,
    subject: &'s Subject<'s>,
}

impl Written<'_> {
    /// Whether the value may have one of these characters.
    pub(crate) fn has_any(&self, of: Characters) -> bool {
        self.characters.has_any(of)
    }

    /// Whether the value may have all of these characters.
    pub(crate) fn has_all(&self, of: Characters) -> bool {
        self.characters.has_all(of)
    }

    /// The location of a range of `text`, or else that of the value.
    pub(crate) fn place(&self, range: Range<usize>) -> Location {
        match self.traced {
            Some(traced) => traced.place(range).unwrap_or(self.location),
            None => self.location.part(&range),
        }
    }

    /// The location of a range of `text` at which an edit changes exactly this range: it contains
    /// no macro, splits no escape, and contains no braces or commands that the text does not show.
    /// In an identifier or URL, braces have no meaning, and pairs of them may be removed.
    pub(crate) fn editable(&self, range: Range<usize>) -> Option<Location> {
        let Some(traced) = self.traced else { return Some(self.location.part(&range)) };
        if !self.is_verbatim {
            return traced.editable(range);
        }
        let place = traced.editable_with_gaps(range)?;
        is_balanced(self.subject.sources.slice(place)).then_some(place)
    }

    /// The parts of the text that have the same bytes as the source, each with its location, and
    /// those that come from one command, escape or macro.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (Range<usize>, Location, How)> {
        let whole = 0..self.text.len();
        let plain = (self.traced.is_none() && !whole.is_empty()).then_some(whole.clone());
        let plain = plain.map(|whole| (whole, self.location, How::Same));
        plain
            .into_iter()
            .chain(self.traced.into_iter().flat_map(move |it| it.parts_of(whole.clone())))
    }

    /// The same, with the number of braces that are open in the value where each part begins.
    pub(crate) fn braced_parts(&self) -> Vec<BracedPart> {
        let mut depth = 0;
        let mut before = Some(self.location);
        let parts = self.parts().map(|(range, place, how)| {
            let before = before.replace(place).filter(|it| it.source == place.source);
            let start = before.map(|it| it.span.start);
            if let Some(start) = start.filter(|start| *start <= place.span.start) {
                let span = Span { start, end: place.span.start };
                depth += opened(self.subject.sources.slice(span.in_source(place.source)));
            }
            BracedPart { range, place, how, depth }
        });
        parts.collect()
    }
}

/// A part of a decoded value, with the number of open braces where it begins.
pub(crate) struct BracedPart {
    /// Its range in the value.
    pub(crate) range: Range<usize>,
    pub(crate) place: Location,
    pub(crate) how: How,
    pub(crate) depth: i32,
}
