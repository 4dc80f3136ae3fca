//! Reads texts together, so that definitions in one of them are available to the others.

use crate::diagnostic::Sink;
use crate::read::bibtex;
use crate::read::detection::format_of;
use crate::read::encoding::{report_guessed, report_unread};
use crate::read::format::{Format, Reader};
use crate::read::identifier::Identifiers;
use crate::read::reading::{ReadError, Reading};
use crate::read::sharing::Sharing;
use crate::source::{Source, SourceId};

/// Reads bibliographies together, in the given order: definitions in one of them are available to
/// the others, as [`Sharing`] says. The results are in the same order.
///
/// Only BibTeX has definitions that can be shared: `@string` macros, commands in a `@preamble`, and
/// the entries that `crossref`, `xdata` and similar fields name. [`Reading::document`] says which
/// texts form a document. Texts of more than 4 GiB in total are shared in several batches.
///
/// # Errors
///
/// Those of [`read`](crate::read::read), for each text.
///
/// # Example
///
/// ```
/// use ibid::model::Variable;
/// use ibid::read::{Sharing, read_together};
/// use ibid::source::{Source, SourceId};
///
/// let names = Source::new("names.bib", "@string{freedom = {Freedom Press}}");
/// let refs = Source::new("refs.bib", "@book{mett, title = {The Commune}, publisher = freedom}");
/// let texts = [(&names, SourceId(0), None), (&refs, SourceId(1), None)];
/// let readings = read_together(&texts, Sharing::Document);
/// let mett = readings[1].as_ref().unwrap().library.get("mett").unwrap();
/// assert_eq!(mett.str(Variable::Publisher), Some("Freedom Press"));
/// ```
pub fn read_together(
    texts: &[(&Source, SourceId, Option<Format>)],
    sharing: Sharing,
) -> Vec<Result<Reading, ReadError>> {
    let formats: Vec<Result<Format, ReadError>> =
        texts.iter().map(|(source, _, named)| format_of(source, *named)).collect();
    let known = texts.iter().zip(&formats).filter_map(|(&(source, id, _), format)| {
        format.as_ref().ok().map(|&format| Text { source, id, format })
    });
    let known: Vec<Text<'_>> = known.collect();
    let mut readings = lots(&known)
        .into_iter()
        .flat_map(|lot| read_texts(lot, sharing, Identifiers::default()))
        .zip(0..)
        .map(|(reading, number)| match sharing {
            Sharing::Document => reading,
            Sharing::Neighbours => Reading { document: number, ..reading },
        })
        .collect::<Vec<Reading>>()
        .into_iter();
    formats.into_iter().filter_map(|format| format.map(|_| readings.next()).transpose()).collect()
}

/// A text whose format is known.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) source: &'a Source,
    pub(super) id: SourceId,
    pub(super) format: Format,
}

/// The texts in batches that can be read as one text, since positions in a text have 32 bits.
fn lots<'t, 'a>(texts: &'t [Text<'a>]) -> Vec<&'t [Text<'a>]> {
    let mut lots = Vec::new();
    let (mut start, mut length) = (0, 0_u64);
    for (number, text) in texts.iter().enumerate() {
        // A line break separates a text from the next.
        let own = text.source.text.len() as u64 + 1;
        if length + own > u64::from(u32::MAX) && number > start {
            lots.push(&texts[start..number]);
            (start, length) = (number, 0);
        }
        length += own;
    }
    lots.push(&texts[start..]);
    lots
}

/// Reads texts together; returns one reading for each text.
pub(super) fn read_texts(
    texts: &[Text<'_>],
    sharing: Sharing,
    identifiers: Identifiers,
) -> Vec<Reading> {
    let bibtex: Vec<(&Source, SourceId)> = texts
        .iter()
        .filter(|text| matches!(text.format.reader(), Reader::Together))
        .filter(|text| text.source.unread_encoding().is_none())
        .map(|text| (text.source, text.id))
        .collect();
    let mut bibtex = bibtex::read(&bibtex, sharing).into_iter();
    let mut readings = Vec::with_capacity(texts.len());
    for &Text { source, id, format } in texts {
        let mut sink = Sink::new();
        let unread = source.unread_encoding();
        match unread {
            Some(encoding) => report_unread(source, id, encoding, &mut sink),
            None => report_guessed(source, id, &mut sink),
        }
        let (library, origins) = match format.reader() {
            _ if unread.is_some() => Default::default(),
            Reader::Together => {
                let (library, origins, found) = bibtex.next().unwrap_or_default();
                sink.extend(found.into_sorted());
                (library, origins)
            }
            Reader::Alone(read) => read(source, id, identifiers, &mut sink),
        };
        let diagnostics = sink.into_sorted();
        readings.push(Reading { source: id, library, origins, diagnostics, format, document: 0 });
    }
    readings
}
