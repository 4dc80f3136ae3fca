//! Rules about references that are typed by hand: markers, notes, lists of works.

mod footnotes;
mod ibid_antecedent;
mod list_mismatch;
mod manual_ibid;
mod mixed_author_forms;
mod note_without_locator;
mod opcit_target;
mod prose_vs_entry;
mod quote_without_citation;
mod quote_without_locator;
mod short_before_full;
mod unresolved_note;

crate::check::rule::rules! {
    footnotes, ibid_antecedent, opcit_target, manual_ibid, short_before_full, quote_without_citation,
    quote_without_locator, list_mismatch, prose_vs_entry, unresolved_note, mixed_author_forms,
    note_without_locator,
}
