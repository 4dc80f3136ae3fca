//! Anchors of entries: each is unique in the document, and each link leads to one.

use std::collections::{BTreeMap, BTreeSet};

use crate::markup::{BibliographyEntry, Formatting, Markup};
use crate::typeset::pieces::{Content, Piece};

/// Makes the anchors unique of the entries that the citations of one group lead to, and has the links
/// lead there: to the first bibliography that has the entry. A link to an entry that no bibliography
/// prints is plain text.
///
/// `taken` are the anchors of the groups before.
pub(super) fn assign(parts: &mut [Vec<Piece>], taken: &mut BTreeSet<String>) {
    let mut targets: BTreeMap<String, String> = BTreeMap::new();
    for piece in parts.iter_mut().flatten() {
        let Content::Listing(listing) = &mut piece.content else { continue };
        if !listing.with_ids {
            continue;
        }
        for entry in &mut listing.bibliography.entries {
            let own = BibliographyEntry::id_of(&entry.key);
            let mut key = entry.key.clone();
            let mut number = 1;
            while !taken.insert(BibliographyEntry::id_of(&key)) {
                number += 1;
                key = format!("{}-{number}", entry.key);
            }
            let target = format!("#{}", BibliographyEntry::id_of(&key));
            targets.entry(format!("#{own}")).or_insert(target);
            if key != entry.key {
                if let Some(numbers) = listing.back.remove(&entry.key) {
                    listing.back.insert(key.clone(), numbers);
                }
                entry.key = key;
            }
        }
    }
    for piece in parts.iter_mut().flatten() {
        match &mut piece.content {
            Content::Citation(citation) => relink(&mut citation.markup, &targets),
            Content::Listing(listing) => {
                let entries = listing.bibliography.entries.iter_mut();
                entries.for_each(|entry| relink(&mut entry.markup, &targets));
            }
        }
    }
}

/// Has the links of a text lead to the anchors that entries have.
fn relink(markup: &mut Markup, targets: &BTreeMap<String, String>) {
    let mut lost = BTreeSet::new();
    for (number, link) in markup.links.iter_mut().enumerate() {
        if !link.starts_with("#ref-") {
            continue;
        }
        match targets.get(link) {
            Some(target) => link.clone_from(target),
            None => _ = lost.insert(number),
        }
    }
    let leads_nowhere = |format: Formatting| match format {
        Formatting::Link(number) => lost.contains(&(number as usize)),
        _ => false,
    };
    markup.marks.retain(|mark| !leads_nowhere(mark.format));
    if let Some(names) = &mut markup.in_text {
        relink(names, targets);
    }
}
