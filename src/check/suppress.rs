//! Comments that suppress the findings of a rule at a place: `ibid: allow reversed-pages -- as
//! printed`.
//!
//! *Shape*: `allow` or `allow-file`, rules (by name, code, family, `all`) with commas, perhaps `in`
//! and a field, perhaps `--` and the reason. The comment stands above an entry or a field, or
//! after it on its line, or above an element of a CSL style; `allow-file` may be anywhere. In a
//! document it is above a paragraph, all of which it is about, or after something on its line. In CSL-JSON, which has no comments, it is
//! text under `ibid` in an item's `custom`.

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;

use crate::check::config::{Config, Types};
use crate::check::input::Input;
use crate::check::reach::Seen;
use crate::check::remarks::{Remark, remarks};
use crate::check::selector::{Selector, UnknownRule};
use crate::check::suppression::{Allowed, Suppression, Target};
use crate::diagnostic::{Diagnostic, Sink};
use crate::model::{Comment, CommentForm, EntryOrigin, Origins};
use crate::read::{Reading, mentions_us};
use crate::source::{Location, Source, SourceId, Span};
use crate::syntax::xml;

/// The suppressions in all files.
#[derive(Default)]
pub(in crate::check) struct Suppressions {
    all: Vec<Suppression>,
    /// For each of them, what each of its rules selects.
    selectors: Vec<Vec<Selector>>,
    /// The indexes of those in each text.
    by_source: HashMap<SourceId, Vec<usize>>,
}

/// A suppression, and what each of its rules selects.
type Read = (Suppression, Vec<Selector>);

impl Suppressions {
    pub(in crate::check) fn of(
        input: &Input<'_>,
        config: &Config,
        types: Option<&Types<'_>>,
    ) -> Self {
        let mut all: Vec<Read> = Vec::new();
        for reading in input.readings {
            let Some(source) = input.sources.get(reading.source) else { continue };
            let is_ours = |comment: &&Comment| {
                comment.form == CommentForm::Member
                    || mentions_us(source.slice(comment.location.span))
            };
            let mut ours = reading.origins.comments.iter().filter(is_ours).peekable();
            if ours.peek().is_none() {
                continue;
            }
            let places = Places::of(reading, source);
            for &Comment { location, form, .. } in ours {
                let is_comment = form == CommentForm::Comment;
                let target = match is_comment {
                    true => places.target_of(location.span),
                    false => places.item_around(location.span),
                };
                all.extend(read(source, location, is_comment, target));
            }
        }
        for &id in input.styles {
            let styled = input.sources.get(id).filter(|source| mentions_us(&source.text));
            all.extend(styled.into_iter().flat_map(|source| in_style(source, id)));
        }
        for part in input.manuscripts.iter().flat_map(|manuscript| &manuscript.parts) {
            let Some(source) = input.sources.get(part.source) else { continue };
            for Remark { comment, about } in remarks(&source.text, part.syntax) {
                let target = Target::Entry(about.in_source(part.source));
                all.extend(read(source, comment.in_source(part.source), true, target));
            }
        }
        let mut seen = Seen::new(input, config, types);
        let mut by_source: HashMap<SourceId, Vec<usize>> = HashMap::new();
        for (number, (suppression, selectors)) in all.iter_mut().enumerate() {
            by_source.entry(suppression.place.source).or_default().push(number);
            let place = match &suppression.target {
                Target::Entry(place) | Target::Field(place) => *place,
                Target::File | Target::Nothing => suppression.place,
            };
            for (allowed, selector) in suppression.rules.iter_mut().zip(selectors) {
                allowed.could_be_used = seen.could_find(*selector, place);
            }
        }
        let (all, selectors) = all.into_iter().unzip();
        Suppressions { all, selectors, by_source }
    }

    /// All suppressions, with what they have suppressed so far.
    pub(in crate::check) fn all(&self) -> &[Suppression] {
        &self.all
    }

    /// True if a comment suppresses a finding; this is recorded.
    pub(in crate::check) fn let_pass(&self, finding: &Diagnostic) -> bool {
        let Some(numbers) = self.by_source.get(&finding.primary.location.source) else {
            return false;
        };
        let mut passes = false;
        for &number in numbers {
            let suppression = &self.all[number];
            let is_about = is_about(suppression, finding);
            // What a comment allows may be among those that are only counted.
            if !is_about && !finding.is_rest() {
                continue;
            }
            for (allowed, selector) in suppression.rules.iter().zip(&self.selectors[number]) {
                if selector.selects(finding.rule) {
                    allowed.set_used();
                    passes |= is_about;
                }
            }
        }
        passes
    }
}

/// Reads the names of rules, and an optional `in` with a field.
///
/// *Shape*: `at` returns the location of a part of `rest`.
fn read_rules(
    suppression: &mut Suppression,
    rest: &str,
    at: impl Fn(&str) -> Location,
) -> Vec<Selector> {
    let mut selectors = Vec::new();
    let mut words = rest.split([',', ' ', '\t', '\n', '\r']).filter(|word| !word.is_empty());
    while let Some(name) = words.next() {
        if name == "in" {
            suppression.field = words.next().map(str::to_owned);
            if let Some(more) = words.next() {
                let message =
                    format!("`{more}` comes after the field that the rules are allowed in");
                let help = "write one comment for each field: `ibid: allow RULE, RULE in FIELD`";
                suppression.faults.push((at(more), message, help.to_owned()));
            }
            break;
        }
        match name.parse::<Selector>() {
            Ok(selector) => {
                let (name, place) = (selector.to_string(), at(name));
                suppression.rules.push(Allowed {
                    name,
                    place,
                    is_used: AtomicBool::new(false),
                    could_be_used: false,
                });
                selectors.push(selector);
            }
            Err(UnknownRule { near, .. }) => {
                let message = format!("there is no rule `{name}` to allow");
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`ibid explain --all` lists the rules".to_owned(),
                };
                suppression.faults.push((at(name), message, help));
            }
        }
    }
    selectors
}

/// True if a comment applies to what a finding is about.
fn is_about(suppression: &Suppression, finding: &Diagnostic) -> bool {
    let place = finding.primary.location;
    let within = |outer: Location| outer.source == place.source && outer.span.contains(place.span);
    let names_field = suppression.field.as_ref().is_none_or(|field| {
        finding.field.as_ref().is_some_and(|found| found.eq_ignore_ascii_case(field))
    });
    let is_there = match &suppression.target {
        Target::File => true,
        // Of two equal entries, either may have the comment.
        Target::Entry(_) | Target::Field(_) if finding.is_rest() => false,
        Target::Entry(entry) => {
            within(*entry)
                || finding.secondary.iter().any(|label| {
                    let place = label.location;
                    entry.source == place.source && entry.span.contains(place.span)
                })
        }
        Target::Field(field) => within(*field),
        Target::Nothing => false,
    };
    names_field && is_there
}

/// The comments of a CSL style or locale, each for the next element.
fn in_style(source: &Source, id: SourceId) -> Vec<Read> {
    let Some(root) = xml::parse(&source.text, id, &mut Sink::new()) else { return Vec::new() };
    let mut elements = Vec::new();
    let mut open = vec![&root];
    while let Some(element) = open.pop() {
        elements.push(element.span);
        open.extend(&element.children);
    }
    elements.sort_unstable();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = source.text[at..].find("<!--").map(|start| at + start) {
        let length =
            source.text[start..].find("-->").map_or(source.text.len() - start, |end| end + 3);
        let comment = Span::new(start, start + length);
        at = start + length;
        let next = elements.partition_point(|span| span.start < comment.end);
        let target = elements.get(next).map(|span| Target::Entry(span.in_source(id)));
        let target = target.unwrap_or(Target::Nothing);
        found.extend(read(source, comment.in_source(id), true, target));
    }
    found
}

/// The entries and records of a file, by position.
struct Places<'r> {
    source: &'r Source,
    origins: Vec<&'r EntryOrigin>,
}

impl<'r> Places<'r> {
    fn of(reading: &'r Reading, source: &'r Source) -> Self {
        let Origins { entries, records, .. } = &reading.origins;
        let mut origins: Vec<&EntryOrigin> = entries.iter().chain(records).collect();
        origins.sort_by_key(|origin| origin.location.span.start);
        Places { source, origins }
    }

    /// The entry that a text is in.
    fn item_around(&self, text: Span) -> Target {
        let after = self.origins.partition_point(|origin| origin.location.span.start < text.start);
        let previous = after.checked_sub(1).and_then(|at| self.origins.get(at));
        let around = previous.filter(|origin| text.end <= origin.location.span.end);
        around.map_or(Target::Nothing, |origin| Target::Entry(origin.location))
    }

    /// What a comment applies to: the text before it on its line, or else the next item.
    fn target_of(&self, comment: Span) -> Target {
        let after =
            self.origins.partition_point(|origin| origin.location.span.start < comment.start);
        let next = self.origins.get(after);
        let previous = after.checked_sub(1).and_then(|at| self.origins.get(at));
        let around = previous.filter(|origin| comment.start < origin.location.span.end);
        let before = &self.source.text[..comment.start as usize];
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let on_line = |at: u32| line <= at as usize && at < comment.start;
        if before[line..].trim_ascii().is_empty() {
            let fields = around.into_iter().flat_map(|origin| own_fields(origin));
            let field = fields.filter(|field| field.span.start >= comment.end);
            let field = field.min_by_key(|field| field.span.start).map(Target::Field);
            let next = || next.map(|origin| Target::Entry(origin.location));
            return field.or_else(next).unwrap_or(Target::Nothing);
        }
        let Some(origin) = previous else { return Target::Nothing };
        let span = origin.location.span;
        if on_line(span.start) || on_line(origin.key.span.start) {
            return Target::Entry(origin.location);
        }
        let last = |place: &Location| place.span.end.saturating_sub(1);
        let starts = own_fields(origin).find(|field| on_line(field.span.start));
        let ends = || own_fields(origin).find(|field| on_line(last(field)));
        match starts.or_else(ends) {
            Some(field) => Target::Field(field),
            None if on_line(span.end.saturating_sub(1)) => Target::Entry(origin.location),
            None => Target::Nothing,
        }
    }
}

/// The spans of an entry's own fields, from the name to the end of the value.
fn own_fields(origin: &EntryOrigin) -> impl Iterator<Item = Location> {
    let own = origin.fields.iter().filter(|field| field.is_own());
    own.map(|field| {
        let Location { source, span } = field.name_location();
        span.to(field.value_location().span).in_source(source)
    })
}

/// Reads a comment; `None` if it only mentions this program.
fn read(source: &Source, place: Location, is_comment: bool, target: Target) -> Option<Read> {
    let whole = source.slice(place.span);
    let (before, start, is_called) = match Called::of(whole) {
        Some(Called { before, start, by_colon }) => (before, start, by_colon),
        None if is_comment => return None,
        None => ("", 0, true),
    };
    // The text before it is a comment mark and not a sentence.
    let before = before.trim_ascii();
    let before = before
        .strip_prefix('@')
        .map_or(before, |word| word.trim_start_matches(|c: char| c.is_ascii_alphabetic()));
    let is_sign = |c| matches!(c, '%' | '#' | '.' | '/' | '{' | '(' | ' ' | '*' | '<' | '!' | '-');
    if !before.chars().all(is_sign) {
        return None;
    }
    let body = whole[start..].trim_end_matches([' ', '\n', '\r', '\t']);
    let body = body.strip_suffix("-->").unwrap_or(body).trim_end_matches(['}', ')', ' ']);
    let body = body.split_once("--").map_or(body, |(body, _)| body);
    let at = |part: &str| {
        let offset = part.as_ptr() as usize - whole.as_ptr() as usize;
        let start = place.span.start as usize + offset;
        Span::new(start, start + part.len()).in_source(place.source)
    };
    let (verb, rest) = first_word(body);
    let mut suppression = Suppression {
        place,
        is_comment,
        rules: Vec::new(),
        faults: Vec::new(),
        field: None,
        target,
    };
    if !is_called {
        let message = format!("`ibid {verb}` has no colon");
        suppression.faults.push((at(verb), message, "write `ibid: allow RULE`".to_owned()));
        return Some((suppression, Vec::new()));
    }
    match verb {
        "allow" => {}
        "allow-file" => suppression.target = Target::File,
        _ => {
            let message = format!("`{verb}` is not an instruction that ibid knows");
            let help = "write `ibid: allow RULE`, or `ibid: allow-file RULE`";
            let at = if verb.is_empty() { place } else { at(verb) };
            suppression.faults.push((at, message, help.to_owned()));
            return Some((suppression, Vec::new()));
        }
    }
    let selectors = read_rules(&mut suppression, rest, at);
    if suppression.rules.is_empty() && suppression.faults.is_empty() {
        let help = "write `ibid: allow RULE`".to_owned();
        suppression.faults.push((at(verb), "no rule is named after `allow`".to_owned(), help));
    } else if suppression.target == Target::Nothing {
        let help = "put it above an entry or a field, or write `allow-file` for the whole file";
        let message = "there is no entry or field that this comment could apply to".to_owned();
        suppression.faults.push((place, message, help.to_owned()));
    }
    Some((suppression, selectors))
}

/// The name of this program at the beginning of a comment.
struct Called<'c> {
    before: &'c str,
    /// Where the text after it begins.
    start: usize,
    /// Whether a colon follows the name.
    by_colon: bool,
}

impl<'c> Called<'c> {
    /// `ibid: …`; also `IBID: allow` and `ibid allow`, which mean the same.
    fn of(comment: &'c str) -> Option<Self> {
        let lower = comment.to_ascii_lowercase();
        let name = lower.find("ibid")?;
        let end = name + "ibid".len();
        let allows = |rest: &str| rest.trim_ascii_start().starts_with("allow");
        let before = &comment[..name];
        match lower[end..].strip_prefix(':') {
            Some(rest) => {
                let is_ours = comment[name..end] == *"ibid" || allows(rest);
                is_ours.then_some(Called { before, start: end + 1, by_colon: true })
            }
            None => {
                let rest = &lower[end..];
                let is_ours = rest.starts_with([' ', '\t']) && allows(rest);
                is_ours.then_some(Called { before, start: end, by_colon: false })
            }
        }
    }
}

fn first_word(text: &str) -> (&str, &str) {
    let text = text.trim_ascii_start();
    let end = text.find(|c: char| c.is_whitespace()).unwrap_or(text.len());
    text.split_at(end)
}
