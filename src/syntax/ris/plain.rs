//! A parser for the two older formats of records of tagged lines: MEDLINE, as PubMed exports it
//! (`AU  - Mett I`), and refer, as EndNote exports it (`%A Mett, Ida`).
//!
//! It never fails. A record ends with an empty line, or before a line that begins another. Lines
//! without a tag continue the value before them.
//!
//! *Source*: "MEDLINE/PubMed Data Element (Field) Descriptions" of the National Library of Medicine;
//! refer(1) of groff, and the tags of EndNote's "EndNote Import".

use std::borrow::Cow;

use crate::diagnostic::Sink;
use crate::source::{SourceId, Span};
use crate::syntax::ris::lines::{physical, trimmed};
use crate::syntax::ris::outside::Outside;
use crate::syntax::ris::{Field, Record, Tree};

/// The tags of a line-based format other than RIS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tags {
    /// MEDLINE: tags of up to four characters, with a hyphen in the fifth column.
    Medline,
    /// refer: a percent sign and one character.
    Refer,
}

/// Parses a text; errors are pushed into the sink.
pub fn parse_plain<'a>(text: &'a str, tags: Tags, id: SourceId, sink: &mut Sink) -> Tree<'a> {
    let mut tree = Tree::default();
    let mut open: Option<Record<'a>> = None;
    let mut outside = Outside::default();
    for (start, end, after) in physical(text) {
        let whole = Span::new(start, after);
        let content = trimmed(text, start, end);
        if content.is_empty() {
            // EndNote leaves lines empty inside of values.
            if open.is_some() && (tags == Tags::Medline || !continues(&text[after..])) {
                tree.records.extend(open.take().map(Record::complete));
            }
            continue;
        }
        let Some(tag) = tag(text, start, end, tags) else {
            match &mut open {
                Some(record) => {
                    // EndNote writes each keyword on a line of its own.
                    let is_list = record.fields.last().is_some_and(|field| field.tag == "%K");
                    let joint = if is_list { ", " } else { " " };
                    record.go_on(text, (content, whole), end, joint);
                }
                None => {
                    tree.outside.push(content);
                    outside.push(content);
                }
            }
            continue;
        };
        if tags.begins(&text[tag.range()]) {
            tree.records.extend(open.take().map(Record::complete));
        }
        let value_span = trimmed(text, tags.value(text, tag, end), end);
        let name = &text[tag.range()];
        let value = Cow::Borrowed(&text[value_span.range()]);
        let field = Field { tag: name, means: name, tag_span: tag, value, value_span, whole };
        outside.report(tags.beginning(), id, sink);
        let record = open.get_or_insert_with(|| Record { span: tag, fields: Vec::new() });
        record.span = Span::new(record.span.start as usize, end);
        record.fields.push(field);
    }
    outside.report(tags.beginning(), id, sink);
    tree.records.extend(open.map(Record::complete));
    tree
}

/// True if the text is likely to be in one of the formats: a line begins a record, and the next one
/// has a tag, too.
pub fn is_likely_plain(text: &str, tags: Tags) -> bool {
    let mut lines = physical(text).take(1000);
    let has_tag = |line: (usize, usize, usize)| tag(text, line.0, line.1, tags);
    while let Some(line) = lines.next() {
        let Some(tag) = has_tag(line) else {
            // To BibTeX and TeX, a percent sign begins a comment.
            let is_blank = trimmed(text, line.0, line.1).is_empty();
            match tags {
                Tags::Refer if !is_blank => return false,
                _ => continue,
            }
        };
        let begins = match tags {
            Tags::Medline => tags.begins(&text[tag.range()]),
            Tags::Refer => "%0%A%T".contains(&text[tag.range()]),
        };
        let has_entries = || {
            let mut rest = physical(text).take(1000);
            tags == Tags::Refer && rest.any(|line| text[line.0..line.1].starts_with(['@', '\\']))
        };
        return begins && lines.next().and_then(has_tag).is_some() && !has_entries();
    }
    false
}

impl Tags {
    /// True for the tag with which each record begins.
    fn begins(self, tag: &str) -> bool {
        match self {
            Tags::Medline => tag == "PMID",
            Tags::Refer => tag == "%0",
        }
    }

    /// How a record begins, for messages.
    fn beginning(self) -> &'static str {
        match self {
            Tags::Medline => "a record begins with a line `PMID- 12345678`",
            Tags::Refer => "a record begins with a line `%0 Journal Article`",
        }
    }

    /// Where the value after a tag begins.
    fn value(self, text: &str, tag: Span, end: usize) -> usize {
        let at = tag.end as usize;
        match self {
            Tags::Medline => text[at..end].find('-').map_or(at, |hyphen| at + hyphen + 1),
            Tags::Refer => at,
        }
    }
}

/// The tag at the start of a line.
fn tag(text: &str, start: usize, end: usize, tags: Tags) -> Option<Span> {
    let line = text[start..end].strip_prefix('\u{feff}').unwrap_or(&text[start..end]);
    let start = end - line.len();
    let length = match tags {
        Tags::Medline => {
            let name = line.split([' ', '-']).next()?;
            let is_name = (2..=4).contains(&name.len())
                && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
            let rest = &line[name.len()..];
            let sign = rest.trim_start_matches(' ');
            let column = name.len() + rest.len() - sign.len();
            (is_name && column == 4 && (sign == "-" || sign.starts_with("- ")))
                .then_some(name.len())?
        }
        Tags::Refer => {
            let mut chars = line.chars();
            let is_tag = chars.next() == Some('%')
                && chars.next().is_some_and(|c| c.is_ascii_graphic() && c != '%')
                && chars.next().is_none_or(char::is_whitespace);
            is_tag.then_some(2)?
        }
    };
    Some(Span::new(start, start + length))
}

/// True if the next line that is not empty has no tag of refer. A value goes on after few empty
/// lines only.
fn continues(rest: &str) -> bool {
    const MOST_EMPTY: usize = 16;
    let lines = physical(rest).take(MOST_EMPTY);
    let mut lines = lines.filter(|(start, end, _)| !trimmed(rest, *start, *end).is_empty());
    lines.next().is_some_and(|(start, end, _)| tag(rest, start, end, Tags::Refer).is_none())
}

#[cfg(test)]
mod tests {
    use super::{Tags, is_likely_plain, parse_plain};
    use crate::diagnostic::Sink;
    use crate::source::SourceId;

    fn fields(text: &str, tags: Tags) -> Vec<Vec<(&str, String)>> {
        let tree = parse_plain(text, tags, SourceId(0), &mut Sink::new());
        let records = tree.records.into_iter();
        records
            .map(|it| it.fields.into_iter().map(|it| (it.tag, it.value.to_string())).collect())
            .collect()
    }

    #[test]
    fn medline_has_tags_of_four_columns() {
        let text = "\u{feff}\nPMID- 1\r\nTI  - On the\r\n      Commune\r\nAU  - Mett I\r\n\r\nPMID- 2\nPG  - 1-2\n";
        let found = fields(text, Tags::Medline);
        assert_eq!(found[0][1], ("TI", "On the Commune".to_owned()));
        assert_eq!((found.len(), found[1].len()), (2, 2), "{found:?}");
        assert!(is_likely_plain(text, Tags::Medline));
        assert!(!is_likely_plain("TY  - BOOK\nTI  - A\nER  - \n", Tags::Medline));
    }

    #[test]
    fn lines_break_after_hyphens() {
        let joined = |one: &str, two: &str| {
            let text = format!("PMID- 1\nTI  - {one}\n      {two}\n");
            fields(&text, Tags::Medline)[0][1].1.clone()
        };
        assert_eq!(
            joined("exposure to dioxin-", "like pollutants"),
            "exposure to dioxin-like pollutants"
        );
        assert_eq!(joined("time-", "and dose-dependent"), "time- and dose-dependent");
        assert_eq!(joined("94.1 +/-", "1.1"), "94.1 +/- 1.1");
        assert_eq!(joined("a dash -", "and more"), "a dash - and more");
    }

    #[test]
    fn refer_has_tags_of_one_character() {
        let text = "%0 Book\n%A Mett, Ida\n%X one\n\ntwo\n%% no tag\n\n%0 Book\n%T B\n";
        let found = fields(text, Tags::Refer);
        assert_eq!(found[0][2], ("%X", "one two %% no tag".to_owned()));
        assert_eq!(found[1], [("%0", "Book".to_owned()), ("%T", "B".to_owned())]);
        assert!(is_likely_plain(text, Tags::Refer));
        assert!(!is_likely_plain("%A comment\n%T too\n@book{a}", Tags::Refer));
    }

    #[test]
    fn a_value_goes_on_after_few_empty_lines_only() {
        let after = |lines: usize| format!("%0 Book\n%X one\n{}two\n", "\n".repeat(lines));
        assert_eq!(fields(&after(10), Tags::Refer)[0][1].1, "one two");
        assert_eq!(fields(&after(20), Tags::Refer)[0][1].1, "one");
        // Linear: a second would be millions of looks at the same lines.
        assert!(fields(&"\n".repeat(200_000), Tags::Refer).is_empty());
    }

    #[test]
    fn lines_outside_are_reported() {
        let mut sink = Sink::new();
        parse_plain("What?\nPMID- 1\n", Tags::Medline, SourceId(0), &mut sink);
        assert_eq!(sink.as_slice()[0].message, "this line is in no record");
    }
}
