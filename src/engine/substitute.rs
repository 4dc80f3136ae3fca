//! `subsequent-author-substitute`: replaces names that the entry before has too.
//!
//! *Source*: CSL 1.0.2 specification, "Reference Grouping".

use crate::engine::eval::PrintedList;
use crate::engine::tape::{NodeKind, Role, Tape};
use crate::model::{Name, Person};
use crate::style::ir::{Format, StrId, SubstituteRule};

/// The names with which an entry begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PrintedNames {
    /// All of them, or their substitute.
    whole: String,
    /// Each name, if the style's rule needs them.
    names: Vec<String>,
}

impl PrintedNames {
    /// `printed` contains the lists of names that the entry prints.
    ///
    /// Names are equal if their data are: one initial may stand for several given names, and one
    /// person may be printed in several forms. "et al." is not a name: as in citeproc-js, `Doe et
    /// al.` after `Doe` is replaced.
    fn of(tape: &Tape, first: usize, printed: &[PrintedList<'_>], rule: SubstituteRule) -> Self {
        // Most lists of names fit.
        let whole = String::with_capacity(96);
        let mut found = PrintedNames { whole, names: Vec::new() };
        let lists: Vec<usize> = tape.with_role(tape.subtree(first), Role::NameList).collect();
        if lists.is_empty() {
            push_text_under(tape, first, &mut found.whole);
            found.whole.push_str("\n\n");
        }
        let asks_for_each =
            matches!(rule, SubstituteRule::PartialEach | SubstituteRule::PartialFirst);
        for (place, list) in lists.into_iter().enumerate() {
            let people = printed.get(place).map_or(&[][..], |list| list.names);
            for (index, name) in tape.with_role(tape.subtree(list), Role::Name).enumerate() {
                let start = found.whole.len();
                match people.get(index) {
                    Some(Name::Person(person)) => push_parts(person, &mut found.whole),
                    _ => push_text_under(tape, name, &mut found.whole),
                }
                found.whole.push('\n');
                if asks_for_each {
                    found.names.push(found.whole[start..].to_owned());
                }
            }
            found.whole.push('\n');
        }
        if asks_for_each && found.names.is_empty() {
            found.names.push(format!("{}\n", found.whole.trim_end()));
        }
        found
    }
}

/// Replaces names that the entry before has printed too, and stores the names of this entry for the
/// next one. `lists` contains the lists of names that the entry prints.
pub(crate) fn substitute(
    tape: &mut Tape,
    lists: &[PrintedList<'_>],
    (with, rule): (&str, SubstituteRule),
    previous: &mut Option<PrintedNames>,
) {
    let first = tape.first_names();
    let Some(first) = first else {
        *previous = None;
        return;
    };
    let printed = PrintedNames::of(tape, first, lists, rule);
    if let Some(previous) = previous.as_ref().filter(|_| !printed.whole.trim().is_empty()) {
        let shared = shared_names(&printed, previous);
        let all_shared = printed.whole == previous.whole;
        let nodes = |role| tape.with_role(tape.subtree(first), role).collect::<Vec<usize>>();
        let lists = nodes(Role::NameList);
        match rule {
            // A substitute for names is replaced as a whole under every rule.
            _ if lists.is_empty() && all_shared => replace(tape, first, with),
            SubstituteRule::CompleteAll if all_shared => {
                if let [list, ref others @ ..] = lists[..] {
                    replace(tape, list, with);
                    others.iter().for_each(|&list| replace(tape, list, ""));
                }
            }
            SubstituteRule::CompleteEach if all_shared => {
                nodes(Role::Name).iter().for_each(|&name| replace(tape, name, with));
            }
            SubstituteRule::PartialEach => {
                nodes(Role::Name)[..shared].iter().for_each(|&name| replace(tape, name, with));
            }
            SubstituteRule::PartialFirst if shared > 0 => {
                replace(tape, nodes(Role::Name)[0], with);
            }
            _ => {}
        }
    }
    *previous = Some(printed);
}

/// The number of names at the start that are the same.
fn shared_names(printed: &PrintedNames, previous: &PrintedNames) -> usize {
    printed.names.iter().zip(&previous.names).take_while(|(a, b)| a == b).count()
}

fn push_parts(person: &Person, out: &mut String) {
    let parts = [
        &person.non_dropping_particle,
        &person.family,
        &person.given,
        &person.dropping_particle,
        &person.suffix,
    ];
    parts.iter().for_each(|part| out.push_str(part));
}

fn push_text_under(tape: &Tape, index: usize, out: &mut String) {
    let nodes = &tape.nodes[tape.subtree(index)];
    let leaves = nodes.iter().filter(|node| node.start < node.stop);
    out.reserve(leaves.clone().map(|node| (node.stop - node.start) as usize).sum());
    leaves.for_each(|node| out.push_str(tape.text_of(node)));
}

/// Replaces a node and its descendants with one leaf.
fn replace(tape: &mut Tape, index: usize, with: &str) {
    let start = tape.text.len() as u32;
    tape.text.push_str(with);
    let stop = tape.text.len() as u32;
    let node = &mut tape.nodes[index];
    node.kind = NodeKind::Leaf;
    (node.start, node.stop) = (start, stop);
    let common = &mut node.common;
    (common.prefix, common.suffix, common.format) = (StrId::EMPTY, StrId::EMPTY, Format::NONE);
}
