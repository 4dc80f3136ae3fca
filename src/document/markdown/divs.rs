//! Divs, from `::: {#refs}` to `:::`, and which of them are for bibliographies.
//!
//! *Source*: Pandoc User's Guide, "Divs and Spans" and "Placement of the bibliography".

use crate::document::Listing;
use crate::source::Span;

/// The divs read so far.
#[derive(Default)]
pub(super) struct Divs {
    /// The open divs; for one that is for a bibliography, the index of its listing.
    open: Vec<Option<usize>>,
    pub(super) listings: Vec<Listing>,
}

impl Divs {
    /// Processes a line of colons that begins at an offset; `next` is where the next line begins.
    pub(super) fn line(&mut self, line: &str, start: usize, next: usize) {
        let rest = line.trim_start_matches(':');
        let attributes = rest.trim().trim_end_matches(':').trim();
        if attributes.is_empty() {
            // The line that closes one.
            let closed = self.open.pop().flatten();
            if let Some(listing) = closed.and_then(|number| self.listings.get_mut(number)) {
                listing.span = Span::new(listing.span.start as usize, start);
            }
            return;
        }
        let options = attributes_of(attributes);
        let is_listing = options.iter().any(|(name, value)| {
            let is_refs = |value: &str| {
                value == "refs" || value.starts_with("refs-") || value.starts_with("refs_")
            };
            name == "id" && is_refs(value)
        });
        self.open.push(is_listing.then_some(self.listings.len()));
        if is_listing {
            self.listings.push(Listing { span: Span::at(next), options });
        }
    }

    /// The divs that ask for a bibliography; one that is never closed extends only to its first
    /// line.
    pub(super) fn into_listings(self) -> Vec<Listing> {
        self.listings
    }
}

/// The attributes in `{#id .class key=value}`: `id`, `class`, `key`.
fn attributes_of(text: &str) -> Vec<(String, String)> {
    let Some(inside) = text.strip_prefix('{').map(|it| it.strip_suffix('}').unwrap_or(it)) else {
        return vec![("class".to_owned(), text.to_owned())];
    };
    let mut options = Vec::new();
    let mut quoted = false;
    let ends = |c: char| {
        quoted ^= c == '"';
        c.is_whitespace() && !quoted
    };
    for word in inside.split(ends).filter(|word| !word.is_empty()) {
        let (name, value) = match (word.strip_prefix('#'), word.strip_prefix('.')) {
            (Some(id), _) => ("id", id),
            (_, Some(class)) => ("class", class),
            _ => word.split_once('=').unwrap_or((word, "")),
        };
        options.push((name.to_owned(), value.trim_matches('"').to_owned()));
    }
    options
}

#[cfg(test)]
mod tests {
    use super::{Divs, attributes_of};

    #[test]
    fn attributes_are_taken_apart() {
        let found = attributes_of("{#refs-a .x keyword=\"b c\" type=book}");
        let found: Vec<String> =
            found.iter().map(|(key, value)| format!("{key}={value}")).collect();
        assert_eq!(found, ["id=refs-a", "class=x", "keyword=b c", "type=book"]);
    }

    #[test]
    fn divs_may_be_in_divs() {
        let mut divs = Divs::default();
        divs.line(":::: {.note}", 0, 13);
        divs.line("::: {#refs}", 13, 25);
        divs.line("::: wide", 25, 34);
        divs.line(":::", 34, 38);
        divs.line("::::::", 38, 45);
        divs.line("::::", 45, 50);
        divs.line(":::", 50, 54);
        let listings = divs.into_listings();
        assert_eq!(listings.len(), 1);
        assert_eq!(listings[0].span.range(), 25..38);
    }
}
