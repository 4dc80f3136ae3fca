//! Places that are the whole of a work: the pages of an article, the volume that an entry is about.

use crate::document::essay::place;
use crate::document::essay::place_values::roman;
use crate::document::essay::words::fold;
use crate::model::{Entry, Locator, Variable};

/// True if a locator is the pages of a whole article, possibly with pages on which it continues
/// elsewhere.
pub(super) fn is_whole(entry: Option<&Entry>, place: &place::Found) -> bool {
    let own = entry.and_then(|entry| entry.str(Variable::Page));
    let volume = entry.and_then(|entry| entry.str(Variable::Volume));
    let pages = |text: &str| -> Vec<String> {
        let digits = text.split(|c: char| !c.is_ascii_digit());
        digits.filter(|it| !it.is_empty()).map(str::to_owned).collect()
    };
    let Some(own) = own.filter(|own| own.contains(['-', '–'])) else { return false };
    let (own, mut said) = (pages(own), pages(&place.value));
    // `71, 630–672`: the volume before the pages.
    if said.len() > own.len() && said.first().map(String::as_str) == volume {
        said.remove(0);
    }
    let begins = said.len() >= own.len() && said.iter().zip(&own).all(|(a, b)| same_page(a, b));
    let number = |page: Option<&String>| page.and_then(|it| it.parse::<u32>().ok());
    let within = number(own.first()).zip(number(own.last()));
    let is_inside = |page: &String| {
        within
            .zip(number(Some(page)))
            .is_some_and(|((first, last), it)| (first..=last).contains(&it))
    };
    begins && !own.is_empty() && !said[own.len()..].iter().any(is_inside)
}

/// True if a page is written in full or without repeated digits: `39` for `139`.
fn same_page(said: &str, own: &str) -> bool {
    own == said || said.len() < own.len() && own.ends_with(said)
}

/// True if an entry itself gives its part of a work; volume and issue are part of an article.
pub(super) fn says_so(entry: &Entry, part: &Locator) -> bool {
    let number = |text: &str| {
        let folded = fold(text);
        folded.parse::<u32>().ok().or_else(|| roman(&folded))
    };
    let said = number(part.value.as_str());
    let own = [Variable::Volume, Variable::Issue, Variable::PartNumber, Variable::Number];
    let is_own = |variable: &Variable| entry.str(*variable).is_some_and(|own| number(own) == said);
    let is_article =
        entry.str(Variable::Page).is_some() && entry.str(Variable::ContainerTitle).is_some();
    is_article || said.is_some() && own.iter().any(is_own)
}
