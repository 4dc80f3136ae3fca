//! A single citation in pandoc's Markdown: `[see @brinton, p. 12; @broue]`, `@brinton [p. 3]`.
//!
//! The result is a [`Citation`] with the span of each key; errors are pushed into the sink. Finding
//! citations in a document is a task of other modules.
//!
//! *Source*: Pandoc User's Guide, "Citation syntax".

use crate::diagnostic::rules::MALFORMED_CITATION;
use crate::diagnostic::{Diagnostic, Sink};
use crate::document::locator::read_suffix;
use crate::document::{Labels, WrittenCitation, WrittenCite, WrittenMode};
use crate::model::markdown;
use crate::model::{Citation, Cite};
use crate::source::{SourceId, Span};

/// Parses a text that is a single citation, with at most white space around it.
///
/// *Shape*: `[prefix @key, p. 3 suffix; -@key]`, `@key`, `-@key`, `@key [p. 3; @key]`. A key that
/// contains other characters than letters, digits and single `:.#$%&-+?<>~/` between them is
/// written in braces: `@{https://example.org/}`. A `-` before the `@` suppresses the author. A
/// backslash escapes the next character.
///
/// # Example
///
/// ```
/// use ibid::diagnostic::Sink;
/// use ibid::document::{Labels, pandoc};
/// use ibid::source::SourceId;
///
/// let text = "[see @brinton, p. 12; @broue]";
/// let parsed = pandoc::parse(text, SourceId(0), &Labels::english(), &mut Sink::new()).unwrap();
/// let [first, second] = &parsed.citation.cites[..] else { panic!("two cites") };
/// assert_eq!(first.locator.as_ref().unwrap().value.as_str(), "12");
/// assert_eq!(second.key, "broue");
/// ```
pub fn parse(
    text: &str,
    source: SourceId,
    labels: &Labels,
    sink: &mut Sink,
) -> Option<WrittenCitation> {
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len().max(start);
    let text = &text[..end];
    let mut parser = Parser { text, masked: text, at: start, source, labels, sink };
    let mut parsed = Parsed::default();
    let ok = match parser.rest().chars().next() {
        Some('[') => parser.bracketed(&mut parsed, Leading::None),
        _ => parser.in_text(&mut parsed),
    };
    if !ok || parsed.cites.is_empty() {
        return None;
    }
    if parser.at < end {
        parser.fault(Span::new(parser.at, end), "this text is after the end of the citation");
    }
    Some(parsed.into_citation(Span::new(start, end)))
}

/// The keys in a text that is not a citation, such as a suffix, where they are printed as they are
/// written.
///
/// # Example
///
/// ```
/// use ibid::document::pandoc;
///
/// let keys: Vec<&str> = pandoc::keys_in(" and @broue; mail a@b.org").collect();
/// assert_eq!(keys, ["broue"]);
/// ```
pub fn keys_in(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('@').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let key = match rest.strip_prefix('{') {
            Some(inside) => inside.split_once('}')?.0,
            None => &rest[..simple_key_length(rest)],
        };
        (is_free(text, key_start(text, at)) && !key.is_empty()).then_some(key)
    })
}

/// The cites parsed so far.
#[derive(Default)]
pub(super) struct Parsed {
    pub(super) cites: Vec<Cite>,
    pub(super) places: Vec<WrittenCite>,
    pub(super) mode: WrittenMode,
    /// The keys that refer to parts of the document.
    pub(super) references: Vec<Span>,
}

impl Parsed {
    /// Adds a cite of a key, without prefix and suffix.
    pub(super) fn push(&mut self, key: &str, place: Span) {
        self.cites.push(Cite::new(key));
        let (prefix, suffix) = (Span::at(place.start as usize), Span::at(place.end as usize));
        self.places.push(WrittenCite { key: place, prefix, suffix });
    }

    pub(super) fn into_citation(mut self, span: Span) -> WrittenCitation {
        let mode = self.mode.citation_mode();
        let cites = std::mem::take(&mut self.cites);
        let citation = Citation { cites, mode, ..Citation::default() };
        let Parsed { mode, places: cites, references, .. } = self;
        WrittenCitation { citation, mode, cites, span, references }
    }
}

/// The meaning of the first item in brackets.
#[derive(PartialEq, Eq)]
pub(super) enum Leading {
    /// A normal cite.
    None,
    /// Part of the cite before the brackets: `@key [p. 3]`.
    Suffix,
}

/// Parses a single citation.
pub(super) struct Parser<'a, 's> {
    pub(super) text: &'a str,
    /// The text, byte for byte, without parts that contain neither keys nor brackets: code,
    /// formulas.
    pub(super) masked: &'a str,
    pub(super) at: usize,
    pub(super) source: SourceId,
    pub(super) labels: &'a Labels,
    pub(super) sink: &'s mut Sink,
}

impl<'a> Parser<'a, '_> {
    fn rest(&self) -> &'a str {
        &self.masked[self.at..]
    }

    fn fault(&mut self, span: Span, message: impl Into<String>) {
        let finding = Diagnostic::new(&MALFORMED_CITATION, span.in_source(self.source), message);
        self.sink.push(finding.help("a citation looks like `[see @key, p. 12; @other]`"));
    }

    /// `@key`, `-@key`, with or without brackets after it.
    fn in_text(&mut self, parsed: &mut Parsed) -> bool {
        let faults = self.sink.as_slice().len();
        let Some(key) = self.key() else {
            if self.sink.as_slice().len() > faults {
                return false;
            }
            let span = Span::new(self.at, self.text.len());
            let message = match self.rest() {
                "" => "the citation is empty".to_owned(),
                rest => format!("`{rest}` is not a citation"),
            };
            self.fault(span, message);
            return false;
        };
        key.in_text(parsed);
        let gap = self.rest().len() - self.rest().trim_start().len();
        if self.masked[self.at + gap..].starts_with('[') {
            self.at += gap;
            return self.bracketed(parsed, Leading::Suffix);
        }
        true
    }

    /// `[item; item]`, from the bracket on.
    pub(super) fn bracketed(&mut self, parsed: &mut Parsed, mut leading: Leading) -> bool {
        let open = Span::new(self.at, self.at + 1);
        self.at += 1;
        loop {
            let start = self.at;
            let Some(end) = self.end_of_item() else {
                self.fault(open, "this bracket is never closed");
                return false;
            };
            self.item(start, end, &leading, parsed);
            leading = Leading::None;
            self.at = end + 1;
            if self.masked[end..].starts_with(']') {
                return true;
            }
        }
    }

    /// The `;` or `]` that ends the current item; brackets inside it are balanced.
    fn end_of_item(&self) -> Option<usize> {
        let mut depth = 0_u32;
        let mut escaped = false;
        for (at, c) in self.rest().char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '[' | '{' => depth += 1,
                ']' | ';' if depth == 0 => return Some(self.at + at),
                ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        None
    }

    fn item(&mut self, start: usize, end: usize, leading: &Leading, parsed: &mut Parsed) {
        let faults = self.sink.as_slice().len();
        let found = self.find_key(end);
        let item = &self.text[start..end];
        let last = parsed.cites.last_mut().zip(parsed.places.last_mut());
        if let (None, Leading::Suffix, Some((cite, place))) = (&found, leading, last) {
            place.suffix = Span::new(start, end);
            read_suffix(item, self.labels, cite);
            // `@ash [and more]` is `Ash (2001, and more)`.
            if cite.locator.is_none() && item.trim_start().starts_with(char::is_alphanumeric) {
                cite.suffix = Some(markdown::read(&format!(", {}", item.trim())));
            }
            return;
        }
        let Some((prefix_end, key)) = found else {
            if self.sink.as_slice().len() > faults {
                // Text that looked like a key has already been reported.
                return;
            }
            let message = match item.trim() {
                "" => "a key is missing here".to_owned(),
                item => format!("there is no key in `{item}`"),
            };
            let span =
                if item.is_empty() { Span::new(start, end + 1) } else { Span::new(start, end) };
            self.fault(span, message);
            return;
        };
        let mut cite = Cite::new(key.name);
        cite.suppress_author = key.suppress_author;
        let prefix = self.text[start..prefix_end].trim_start();
        cite.prefix = (!prefix.trim().is_empty()).then(|| markdown::read(prefix));
        read_suffix(&self.text[self.at..end], self.labels, &mut cite);
        parsed.cites.push(cite);
        parsed.places.push(WrittenCite {
            key: key.span,
            prefix: Span::new(start, prefix_end),
            suffix: Span::new(self.at, end),
        });
    }

    /// The first key before `end` outside inner brackets, and the position of its `@` or `-@`; the
    /// parser is then after it.
    fn find_key(&mut self, end: usize) -> Option<(usize, Key)> {
        let start = self.at;
        let mut depth = 0_u32;
        for (at, c) in self.masked[start..end].char_indices() {
            match c {
                '[' => depth += 1,
                ']' => depth = depth.saturating_sub(1),
                '@' if depth == 0 => {
                    let at = start + at;
                    self.at = key_start(self.masked, at);
                    let from = self.at;
                    if is_free(self.masked, from)
                        && let Some(key) = self.key()
                    {
                        return Some((from, key));
                    }
                }
                _ => {}
            }
        }
        self.at = start;
        None
    }

    /// A key with its `@`, if there is one here; otherwise the parser does not move.
    pub(super) fn key(&mut self) -> Option<Key> {
        let rest = self.rest();
        let suppress_author = rest.starts_with('-');
        let name_at = self.at + usize::from(suppress_author) + 1;
        if !rest[usize::from(suppress_author)..].starts_with('@') {
            return None;
        }
        let rest = &self.masked[name_at..];
        let (from, to, next) = if rest.starts_with('{') {
            let close = self.closing_brace(name_at)?;
            (name_at + 1, close, close + 1)
        } else {
            let len = simple_key_length(rest);
            (name_at, name_at + len, name_at + len)
        };
        let name = &self.text[from..to];
        if name.is_empty() {
            return None;
        }
        self.at = next;
        Some(Key { name: name.to_owned(), span: Span::new(from, to), suppress_author })
    }

    /// The brace that closes the one at `open`, without a space between them.
    fn closing_brace(&mut self, open: usize) -> Option<usize> {
        let mut depth = 0_u32;
        for (at, c) in self.masked[open..].char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 1 => return Some(open + at),
                '}' => depth -= 1,
                c if c.is_whitespace() => {
                    self.fault(Span::new(open, open + at), "a key in braces holds no space");
                    return None;
                }
                _ => {}
            }
        }
        self.fault(Span::new(open, open + 1), "this brace is never closed");
        None
    }
}

/// A key that was read.
pub(super) struct Key {
    pub(super) name: String,
    pub(super) span: Span,
    suppress_author: bool,
}

impl Key {
    /// Makes it the first cite of a citation without brackets.
    pub(super) fn in_text(self, parsed: &mut Parsed) {
        parsed.mode = match self.suppress_author {
            true => WrittenMode::SuppressAuthor,
            false => WrittenMode::InText,
        };
        parsed.cites.push(Cite::new(self.name));
        let affix = Span::at(self.span.end as usize);
        let prefix = Span::at(self.span.start as usize);
        parsed.places.push(WrittenCite { key: self.span, prefix, suffix: affix });
    }
}

/// Where a key with its `@` begins: at the hyphen before it, unless that is part of a dash.
pub(super) fn key_start(text: &str, at: usize) -> usize {
    let hyphens = text[..at].bytes().rev().take_while(|byte| *byte == b'-').count();
    // Three hyphens are a dash, and so are two.
    at - usize::from(hyphens % 3 == 1)
}

/// True if a key may begin at a byte: not directly after a letter, digit or backslash.
pub(super) fn is_free(text: &str, at: usize) -> bool {
    !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '\\')
}

/// The length of the key without braces at the beginning of a text, in bytes.
pub(super) fn simple_key_length(text: &str) -> usize {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut chars = text.char_indices().peekable();
    match chars.next() {
        Some((_, first)) if word(first) || first == '*' => {}
        _ => return 0,
    }
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let inside = match c {
            ':' | '/' if next == Some('/') => true,
            ':' | '.' | '#' | '$' | '%' | '&' | '-' | '+' | '?' | '<' | '>' | '~' | '/' => {
                next.is_some_and(word)
            }
            c => word(c),
        };
        if !inside {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::diagnostic::Sink;
    use crate::document::{Labels, WrittenCitation};
    use crate::model::{CitationMode, LocatorLabel, Text};
    use crate::source::SourceId;

    fn run(text: &str) -> (Option<WrittenCitation>, Vec<String>) {
        let mut sink = Sink::new();
        let parsed = parse(text, SourceId(0), &Labels::english(), &mut sink);
        (parsed, sink.into_sorted().into_iter().map(|found| found.message).collect())
    }

    /// `prefix|key|label value|suffix` for each cite, with `-` before the key if the author is
    /// suppressed.
    fn cites(text: &str) -> String {
        let (parsed, faults) = run(text);
        assert_eq!(faults, [""; 0], "{text}");
        let parsed = parsed.expect(text);
        let text_of = |text: &Option<Text>| {
            text.as_ref().map_or(String::new(), |text| text.as_str().to_owned())
        };
        let cites = parsed.citation.cites.iter().zip(&parsed.cites).map(|(cite, place)| {
            assert_eq!(&text[place.key.range()], cite.key);
            let locator = cite.locator.as_ref();
            let locator =
                locator.map_or(String::new(), |l| format!("{} {}", l.label, l.value.as_str()));
            let minus = if cite.suppress_author { "-" } else { "" };
            format!(
                "{}|{minus}{}|{locator}|{}",
                text_of(&cite.prefix),
                cite.key,
                text_of(&cite.suffix)
            )
        });
        cites.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn clusters_in_brackets() {
        assert_eq!(cites("[see @brinton, p. 12; @broue]"), "see |brinton|page 12|; |broue||");
        assert_eq!(cites(" [-@a, chap. iii and passim] "), "|-a|chapter iii| and passim");
        assert_eq!(
            cites("[@a, pp. 33, 35-37, and nowhere else]"),
            "|a|page 33, 35-37|, and nowhere else"
        );
        assert_eq!(cites("[@a 12(a)-15.]"), "|a|page 12(a)-15|.");
        assert_eq!(cites("[@a, {sec. A, D-Z} x]"), "|a|section A, D-Z| x");
        assert_eq!(cites("[@a, {}12]"), "|a||12");
        assert_eq!(cites("[@a, in passing]"), "|a||, in passing");
        assert_eq!(cites("[@a, §§3-5 [sic]]"), "|a|section 3-5| [sic]");
        assert_eq!(cites("[mail a@b.org or @c]"), "mail a@b.org or |c||");
        assert_eq!(cites("[a \\; b @c]"), "a ; b |c||");
    }

    #[test]
    fn words_of_the_documents_language() {
        let words = [("S.", LocatorLabel::Page), ("页", LocatorLabel::Page)];
        let labels = Labels::english_and(words);
        let locator = |text: &str| {
            let parsed = parse(text, SourceId(0), &labels, &mut Sink::new()).unwrap();
            let cite = &parsed.citation.cites[0];
            let locator = cite.locator.as_ref().unwrap();
            format!("{} {}", locator.label, locator.value.as_str())
        };
        assert_eq!(locator("[@a, S. 45-47]"), "page 45-47");
        assert_eq!(locator("[@a, pp. 45]"), "page 45");
        assert_eq!(locator("[@a, стр. 45]"), "page 45");
        assert_eq!(locator("[@a, 第45-47页]"), "page 45-47");
        assert_eq!(locator("[@a, chap. iv]"), "chapter iv");
        assert_eq!(locator("@a [S. 3]"), "page 3");
    }

    #[test]
    fn affixes_have_markdown() {
        let (parsed, _) = run("[*cf.* @a and **more** a\\*; -@b]");
        let cite = &parsed.unwrap().citation.cites[0];
        let tags = |text: &Option<Text>| text.as_ref().unwrap().to_csl_markup();
        assert_eq!(tags(&cite.prefix), "<i>cf.</i> ");
        assert_eq!(tags(&cite.suffix), " and <b>more</b> a*");
        assert_eq!(cites("@a [and elsewhere]"), "|a||, and elsewhere");
        assert_eq!(cites("@a [see p. 3; @b]"), "|a||, see p. 3; |b||");
    }

    #[test]
    fn keys() {
        assert_eq!(cites("[@Foo_bar.baz.]"), "|Foo_bar.baz||.");
        assert_eq!(cites("[@Foo_bar--baz]"), "|Foo_bar||–baz");
        assert_eq!(cites("[@{https://e.com/a?b=c&d=1}]"), "|https://e.com/a?b=c&d=1||");
        assert_eq!(cites("[@https://e.com/a]"), "|https://e.com/a||");
        assert_eq!(cites("[@k's]"), "|k||'s");
        assert_eq!(cites("[@k:]"), "|k||:");
        assert_eq!(cites("[@größe]"), "|größe||");
    }

    #[test]
    fn citations_in_the_text() {
        assert_eq!(cites("@a"), "|a||");
        assert_eq!(cites("@a [p. 3; see @b]"), "|a|page 3|; see |b||");
        let mode = |text| run(text).0.unwrap().citation.mode;
        assert_eq!(mode("@a [p. 3]"), CitationMode::Composite { infix: None });
        assert_eq!(mode("-@a"), CitationMode::SuppressAuthor);
        assert_eq!(mode("[-@a]"), CitationMode::Normal);
    }

    #[test]
    fn faults_are_reported_and_nothing_panics() {
        for (text, message) in [
            ("brinton", "`brinton` is not a citation"),
            ("", "the citation is empty"),
            ("[@a; broue]", "there is no key in `broue`"),
            ("[@a;]", "a key is missing here"),
            ("[]", "a key is missing here"),
            ("[@a", "this bracket is never closed"),
            ("[@{a b}]", "a key in braces holds no space"),
            ("@{a", "this brace is never closed"),
            ("[@a] and more", "this text is after the end of the citation"),
        ] {
            assert_eq!(run(text).1.first().map(String::as_str), Some(message), "{text}");
        }
        for text in ["[", "[@", "@", "-", "-@", "[;", "[@a,", "[@a, {", "[\\", "@a [", "[@a, §"] {
            run(text);
        }
    }
}
